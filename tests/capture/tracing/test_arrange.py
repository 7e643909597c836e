"""Which axis holds the heads, and that the way there and back loses nothing."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.capture.tracing.recognition.head_axes import arrangement, silenced

CASES = [
    ((), None, 1, (1, 1)),
    ((6,), 3, 2, (2, 3)),  # inputs and heads in one axis, as torch's own module has them
    ((6,), None, 2, (2, 3)),
    ((6,), 4, 2, (2, 3)),  # what the module says does not divide it
    ((7,), None, 2, (1, 7)),
    ((1, 6), 3, 2, (2, 3)),
    ((1, 6), 3, 1, (1, 6)),
    ((2, 3), 3, 2, (2, 3)),
    ((2, 3), None, 2, (2, 3)),
    ((3, 2), 3, 2, (2, 3)),  # heads first
    ((3, 1), 3, 3, (3, 1)),  # three inputs and one head, whatever the module says
    ((2, 4, 3), 3, 2, (8, 3)),  # windows between
    ((2, 3, 4), 3, 2, (8, 3)),
]


@pytest.mark.parametrize(("lead", "heads", "inputs", "expected"), CASES)
def test_inputs_and_heads(
    lead: tuple[int, ...], heads: int | None, inputs: int, expected: tuple[int, int]
) -> None:
    found = arrangement(lead, heads, inputs)
    assert (found.batch, found.heads) == expected
    assert found.of(torch.zeros(*lead, 5, 4)).shape == (*expected, 5, 4)


@given(st.lists(st.integers(1, 4), max_size=4), st.sampled_from([None, 1, 2, 3, 4]))
def test_there_and_back(lead: list[int], heads: int | None) -> None:
    tensor = torch.arange(torch.Size([*lead, 2, 3]).numel()).reshape(*lead, 2, 3)
    found = arrangement(tuple(lead), heads, 1)
    back = found.back(found.of(tensor))
    assert torch.equal(back.reshape(tensor.shape), tensor)


def test_heads_that_are_not_there_are_not_muted() -> None:
    output = torch.randn(1, 2, 3, 4)
    found = arrangement((1, 2), 2, 1)
    assert torch.equal(silenced(output, found, 3, frozenset({5})), output)
    muted = silenced(output, found, 3, frozenset({1, 5}))
    assert torch.equal(muted[:, 0], output[:, 0])
    assert not muted[:, 1].any()
