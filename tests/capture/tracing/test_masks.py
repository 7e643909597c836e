"""A compacted mask hides what the mask hid, whatever it is given as."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from explorer.capture.tracing.masks import EVERYWHERE, MaskKind, compact

SIZES = st.integers(1, 5)
HIDDEN = [-torch.inf, float(torch.finfo(torch.float32).min), -1e9, -65504.0]


def softmax(scores: Tensor) -> Tensor:
    return scores.softmax(dim=-1).nan_to_num(0.0)


@st.composite
def masks(draw: st.DrawFn) -> tuple[Tensor, int, int, int, int]:
    """A boolean mask with any axes of size 1, expanded or not, with the sizes of the scores."""
    full = [draw(SIZES) for _ in range(4)]
    axes = draw(st.integers(1, 4))
    shape = [1 if draw(st.booleans()) else size for size in full[-axes:]]
    count = torch.Size(shape).numel()
    values = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    mask = torch.tensor(values).reshape(shape)
    if draw(st.booleans()):
        mask = mask.expand(full[-axes:])
    return mask, *full


@given(masks(), st.sampled_from([None, *HIDDEN]))
def test_the_softmax_is_the_same(
    drawn: tuple[Tensor, int, int, int, int], value: float | None
) -> None:
    mask, batch, heads, queries, keys = drawn
    scores = torch.randn(batch, heads, queries, keys, generator=torch.Generator().manual_seed(0))
    if value is None:
        given_, expected = mask, scores.masked_fill(~mask, -torch.inf)
    else:
        given_ = torch.zeros(mask.shape).masked_fill(~mask, value)
        expected = scores + given_
    small = compact(given_, False, queries, keys)
    rows = torch.arange(queries)
    torch.testing.assert_close(softmax(small.on(scores.clone(), rows)), softmax(expected))
    some = rows[::2]
    part = small.on(scores[:, :, ::2].clone(), some)
    torch.testing.assert_close(softmax(part), softmax(expected)[:, :, ::2])
    for one in range(batch):
        alone = small.of(one).on(scores[one, None].clone(), rows)
        torch.testing.assert_close(softmax(alone), softmax(expected)[one, None])


@pytest.mark.parametrize("queries", [1, 3])
@pytest.mark.parametrize("more", [0, 2])
def test_a_triangle_is_kept_as_its_diagonal(queries: int, more: int) -> None:
    keys = queries + more
    triangle = torch.ones(queries, keys, dtype=torch.bool).tril(more)
    mask = compact(triangle, False, queries, keys)
    assert mask.kind is (MaskKind.NONE if queries == 1 else MaskKind.CAUSAL)
    assert mask.values is None
    assert torch.equal(
        mask.allowed(torch.arange(queries), keys).expand(1, 1, queries, keys)[0, 0], triangle
    )


def test_the_flag_of_the_operator_counts_from_the_upper_left() -> None:
    mask = compact(None, True, 2, 4)
    allowed = mask.allowed(torch.arange(2), 4)[0, 0]
    assert allowed.tolist() == [[True, False, False, False], [True, True, False, False]]


def test_what_hides_nothing_is_no_mask() -> None:
    for mask in (None, torch.ones(2, 3, dtype=torch.bool), torch.zeros(2, 1, 2, 3)):
        assert compact(mask, False, 2, 3) is EVERYWHERE


def test_copies_of_a_mask_are_folded() -> None:
    one = torch.tensor([[True, False, True], [False, True, True]])
    expanded, copied = one.expand(2, 4, 2, 3), one.repeat(2, 4, 1, 1)
    for mask in (expanded, copied):
        kept = compact(mask, False, 2, 3).values
        assert kept is not None
        assert kept.shape == (1, 1, 2, 3)
        assert kept.untyped_storage().nbytes() == 6
