"""Positions that are not row by row: the orders that are tried, and models that use them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.capture.windows import NOWHERE, WindowPatches, Windows
from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.sites.axes import PatchGrid
from explorer.registry.subjects.patch_orders import grid_of, halos, orders
from tests.models.conftest import one_thread
from tests.registry.test_traced_subject import photo, subject
from tests.registry.test_two_grids import seen

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
SQUARE = (64, 64)


def numbers(rows: int, cols: int) -> Tensor:
    return torch.arange(rows * cols).reshape(rows, cols)


def among(found: list[Windows], expected: Tensor) -> bool:
    return sum(np.array_equal(one.places, expected.numpy()) for one in found) == 1


def test_windows_and_every_nth_position() -> None:
    cut = numbers(8, 8).reshape(2, 4, 2, 4)  # (window, row, window, column)
    assert among([*orders(4, 16, SQUARE)], cut.transpose(1, 2).reshape(4, 16))
    apart = numbers(8, 8).reshape(4, 2, 4, 2).permute(1, 3, 0, 2).reshape(4, 16)
    assert among([*orders(4, 16, SQUARE)], apart)
    stripes = numbers(8, 8).reshape(4, 16)  # two rows each
    assert among([*orders(4, 16, SQUARE)], stripes)
    oblong = numbers(4, 8).reshape(2, 2, 4, 2).transpose(1, 2).reshape(8, 4)
    assert among([*orders(8, 4, (32, 64))], oblong)


def test_units_within_units() -> None:
    hiera = pytest.importorskip("timm").models.hiera
    unroll = hiera.Unroll((64, 64), (4, 4), [(2, 2)] * 3)
    flat = unroll(numbers(16, 16).reshape(1, 256, 1).float())[0, :, 0].long()
    assert among([*orders(4, 64, SQUARE)], flat.reshape(64, 4).T)  # as timm cuts mask units
    assert among([*orders(1, 256, SQUARE)], flat[None])


def test_blocks_with_some_of_their_neighbours() -> None:
    around = nn.functional.unfold(
        numbers(8, 8)[None, None].float() + 1, kernel_size=8, stride=4, padding=2
    )  # (1, 64, blocks), 0 where a block sees padding
    expected = around[0].T.long() - 1
    assert NOWHERE in expected
    assert among([*halos(4, 64, SQUARE)], expected)
    assert [*halos(4, 60, SQUARE)] == []


def test_every_order_has_every_position_once() -> None:
    for groups, tokens in ((1, 64), (4, 16), (16, 4), (64, 4)):
        found = [*orders(groups, tokens, SQUARE)]
        assert len({one.places.tobytes() for one in found}) == len(found) > 1
        for one in found:
            assert one.places.shape == (groups, tokens)
            assert (one.rows, one.cols) == grid_of(groups * tokens, SQUARE)
            np.testing.assert_array_equal(np.sort(one.places.ravel()), np.arange(groups * tokens))


def test_what_is_no_grid_has_no_order() -> None:
    assert grid_of(60, SQUARE) is None
    assert grid_of(8, (32, 64)) == (2, 4)
    assert [*orders(4, 15, SQUARE)] == []


def hiera() -> nn.Module:
    """Units of 4 × 4, whose queries are pooled by 2 × 2 twice, then all positions."""
    from timm.models.hiera import Hiera

    model: nn.Module = Hiera(
        img_size=(64, 64), embed_dim=16, num_heads=1, stages=(1, 1, 2), q_pool=2, mlp_ratio=2.0,
        mask_unit_size=(4, 4), mask_unit_attn=(True, True, False), num_classes=5,
    )  # fmt: skip
    return model


def halo() -> nn.Module:
    """Blocks of 4 × 4 that see one position more on each side, with a bias of its own a head."""
    from timm.layers.halo_attn import HaloAttn

    attend: Any = HaloAttn(16, num_heads=2, block_size=4, halo_size=1)
    nn.init.normal_(attend.pos_embed.width_rel)
    return nn.Sequential(nn.Conv2d(3, 16, 4, 4), attend, nn.AdaptiveAvgPool2d(1), nn.Flatten())


GRIDS = {
    hiera: [
        ((16, 16), (16, 16)),
        ((8, 8), (16, 16)),
        ((4, 4), (8, 8)),
        ((4, 4), (4, 4)),
    ],
    halo: [((16, 16), (16, 16))],
}


@pytest.mark.parametrize("make", GRIDS, ids=lambda make: make.__name__)
def test_a_changed_patch_changes_the_column_that_is_placed_there(make: Any) -> None:
    pytest.importorskip("timm")
    torch.manual_seed(0)
    model = make().eval()
    traced = subject(model, (64, 64))
    trace = traced.run(Inputs((photo(64, 64),)))
    assert trace.verdict is Verdict.VERIFIED
    grey = torch.full((1, 3, 64, 64), 0.5)
    before = seen(model, grey)
    for site in trace.sites:
        if not isinstance(site, WindowPatches):
            assert site is trace.sites[-1]  # units of one position each are row by row
            continue
        sums = site.weights().sum(axis=-1)
        assert np.all(sums <= 1 + 1e-5)
        if make is hiera:
            np.testing.assert_allclose(sums, 1, rtol=0, atol=1e-5)
        side = site.keys.rows
        size = 64 // side
        for row, col in ((1, 2), (side - 2, 1), (side // 2, side - 2)):
            changed = grey.clone()
            changed[:, :, row * size : (row + 1) * size, col * size : (col + 1) * size] = 1.0
            value = seen(model, changed)[site.name].value - before[site.name].value
            change = value.float().transpose(1, 2).flatten(2)  # (windows, keys, heads · d)
            change = (change - change.mean(dim=(0, 1))).norm(dim=-1).numpy()
            change[site.asked.places == NOWHERE] = 0.0
            there = divmod(int(site.asked.places.ravel()[change.argmax()]), side)
            assert max(abs(there[0] - row), abs(there[1] - col)) <= (make is hiera)
    expected = [(PatchGrid(*queries), PatchGrid(*keys)) for queries, keys in GRIDS[make]]
    assert [(site.query_axis, site.key_axis) for site in trace.sites] == expected
