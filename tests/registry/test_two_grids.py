"""Models whose queries and keys lie on different grids: where each lies, and what is drawn there.

The reference is a patch of the picture that changes: of the keys the one that is placed there
changes most, and so do the row of the map and the output of the query that is placed there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.trace import trace_model
from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.trace import Trace
from explorer.registry.subjects.placement_probe import CHANCE, follows
from tests.models.conftest import one_thread
from tests.registry.test_traced_subject import batch, photo, subject

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
SIDE = 64


def pvt() -> nn.Module:
    """Pyramid Vision Transformer v2, small: 16 × 16 queries that look at 4 × 4 keys at first."""
    from timm.models.pvt_v2 import PyramidVisionTransformerV2

    model: nn.Module = PyramidVisionTransformerV2(
        depths=(1, 1), embed_dims=(16, 32), num_heads=(1, 2), sr_ratios=(4, 2), mlp_ratios=(2, 2),
        num_classes=5,
    )  # fmt: skip
    return model


def cait() -> nn.Module:
    """Class-Attention in image Transformers: two layers of patches, then one that CLS asks."""
    from timm.models.cait import Cait

    model: nn.Module = Cait(
        img_size=SIDE, patch_size=8, embed_dim=16, depth=2, num_heads=2, depth_token_only=1,
        init_values=0.1, num_classes=5,
    )  # fmt: skip
    return model


def mvit() -> nn.Module:
    """Multiscale Vision Transformer v2: keys pooled by 2 × 2, then queries too."""
    from timm.models.mvitv2 import MultiScaleVit, MultiScaleVitCfg

    configuration: Any = MultiScaleVitCfg  # whose hints know strides of one stage only
    config = configuration(
        depths=(1, 1), embed_dim=(16, 32), num_heads=1, stride_q=((1, 1), (2, 2)),
        stride_kv=((2, 2), (1, 1)), kernel_qkv=(3, 3),
    )  # fmt: skip
    model: nn.Module = MultiScaleVit(config, img_size=(SIDE, SIDE), num_classes=5)
    return model


def twins() -> nn.Module:
    """Twins-SVT: windows, then all positions to keys reduced by 4 × 4."""
    from timm.models.twins import Twins

    model: nn.Module = Twins(
        img_size=SIDE, patch_size=4, depths=(2,), embed_dims=(16,), num_heads=(2,), mlp_ratios=(2,),
        sr_ratios=(4,), wss=(4,), num_classes=5,
    )  # fmt: skip
    return model


MODELS: dict[Callable[[], nn.Module], list[tuple[PatchGrid, PatchGrid]]] = {
    pvt: [(PatchGrid(16, 16), PatchGrid(4, 4)), (PatchGrid(8, 8), PatchGrid(4, 4))],
    cait: [
        (PatchGrid(8, 8), PatchGrid(8, 8)),
        (PatchGrid(8, 8), PatchGrid(8, 8)),
        (PatchGrid(0, 0, ("CLS",)), PatchGrid(8, 8, ("CLS",))),
    ],
    mvit: [(PatchGrid(16, 16), PatchGrid(8, 8)), (PatchGrid(8, 8), PatchGrid(16, 16))],
    twins: [(PatchGrid(16, 16), PatchGrid(16, 16)), (PatchGrid(16, 16), PatchGrid(4, 4))],
}


@pytest.fixture(scope="module", params=MODELS, ids=lambda make: make.__name__)
def run(request: pytest.FixtureRequest) -> tuple[nn.Module, Trace, Any]:
    pytest.importorskip("timm")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = request.param().eval()
    return (
        model,
        subject(model, (SIDE, SIDE)).run(Inputs((photo(SIDE, SIDE),))),
        MODELS[request.param],
    )


def test_every_site_is_shown_with_both_grids(run: Any) -> None:
    _, trace, grids = run
    assert trace.verdict is Verdict.VERIFIED
    assert not trace.notes
    assert [(site.queries, site.keys) for site in trace.sites] == grids
    for site in trace.sites:
        assert site.weights().shape == (site.heads, site.queries.size, site.keys.size)
        query = site.queries.first
        np.testing.assert_array_equal(
            site.maps(query).reshape(site.heads, -1), site.weights([query])[:, 0, site.keys.patches]
        )


def seen(model: nn.Module, picture: Tensor) -> dict[str, Any]:
    with torch.no_grad():
        traced = trace_model(model, picture, options=Options(outputs=True), compare=False)
    return {record.name: record for record in traced.attentions}


def strongest(before: Tensor, after: Tensor, axis: PatchGrid) -> tuple[int, int]:
    """The patch whose token (1, heads, tokens, d) changes most but for what all have in common."""
    change = (after - before).float()[0, :, axis.patches].movedim(0, 1).flatten(1)
    change = (change - change.mean(dim=0)).norm(dim=-1).reshape(axis.rows, axis.cols)
    row, col = divmod(int(change.argmax()), axis.cols)
    return row, col


def test_a_changed_patch_changes_the_tokens_that_are_placed_there(run: Any) -> None:
    """Exactly where patches are cut; with strided convolutions, which see half a cell more on one
    side, perhaps the next one."""
    model, trace, _ = run
    cut = isinstance(model, type(cait()))
    picture = torch.full((1, 3, SIDE, SIDE), 0.5)
    before = seen(model, picture)
    for site in trace.sites:
        if site.queries == site.keys and "CLS" not in site.keys.prefix and site.grid == (16, 16):
            continue  # windows, which have a test of their own
        sides = [(site.keys, "value")]
        if site.queries.rows and site.queries != site.keys:
            sides.append((site.queries, "output" if before[site.name].query is None else "query"))
        for axis, part in sides:
            high, wide = SIDE // axis.rows, SIDE // axis.cols
            for cell in ((1, 2), (axis.rows - 2, 1), (axis.rows // 2, axis.cols - 2)):
                changed = picture.clone()
                top, left = cell[0] * high, cell[1] * wide
                changed[:, :, top : top + high, left : left + wide] = 1.0
                after = seen(model, changed)[site.name]
                there = strongest(getattr(before[site.name], part), getattr(after, part), axis)
                far = max(abs(there[0] - cell[0]), abs(there[1] - cell[1]))
                assert far <= (0 if cut else 1), (site.name, part, cell)


def test_tokens_in_another_order_do_not_follow_their_cells() -> None:
    random = torch.Generator().manual_seed(0)
    cells = (torch.rand(5, 8, 8, generator=random) > 0.5).float() * 2 - 1
    blurred = cells + 0.8 * cells.roll(1, 2) + 0.8 * cells.roll(1, 1)
    tokens = torch.stack([blurred, -blurred, torch.randn(5, 8, 8, generator=random)], dim=-1)
    rows = torch.arange(64)

    def strength(tokens: Tensor, at: Tensor = rows) -> float:
        return follows(tokens.reshape(5, -1, 3)[:, : len(at)], at, cells)

    assert strength(tokens) > CHANCE
    order = torch.randperm(64, generator=random)
    shuffled = tokens.flatten(1, 2)[:, order]
    assert strength(shuffled) < CHANCE
    assert strength(shuffled, order) == pytest.approx(strength(tokens), abs=1e-4)
    assert strength(tokens, rows[:60]) > CHANCE
    assert strength(tokens.transpose(1, 2)) < CHANCE
    assert strength(tokens.roll(2, 1)) < CHANCE
    assert strength(tokens.reshape(5, 2, 4, 2, 4, 3).transpose(2, 3)) < CHANCE  # windows
    half = tokens.flatten(1, 2).clone()
    half[:, 32:] = shuffled[:, 32:]  # the upper half in order
    assert strength(half) < CHANCE
    assert strength(torch.zeros_like(tokens)) < CHANCE


def test_none_of_many_other_orders_passes() -> None:
    """Of tokens that are their cells and nothing else, where chance is widest."""
    random = torch.Generator().manual_seed(0)
    cells = (torch.rand(16, 16, generator=random).argsort(dim=1) % 2 * 2 - 1).float()
    tokens, rows = cells[..., None], torch.arange(16)
    assert follows(tokens, rows, cells.reshape(16, 4, 4)) > CHANCE
    for _ in range(300):
        order = torch.randperm(16, generator=random)
        fixed = int((order == rows).sum())
        if fixed < 4:
            assert follows(tokens[:, order], rows, cells.reshape(16, 4, 4)) < CHANCE


class Learned(nn.Module):
    """Four learned queries over 8 × 8 patches."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.patches = nn.Conv2d(3, 16, 8, 8)
        self.queries = nn.Parameter(torch.randn(1, 2, 4, 8))
        self.keys = nn.Linear(16, 32)
        self.head = nn.Linear(16, 5)

    def forward(self, x: Tensor) -> Tensor:
        tokens = self.patches(x).flatten(2).transpose(1, 2)  # (B, patches, 16)
        k, v = (
            part.unflatten(-1, (2, 8)).transpose(1, 2)
            for part in self.keys(tokens).chunk(2, dim=-1)
        )
        queries = self.queries.expand(len(x), -1, -1, -1)
        found = nn.functional.scaled_dot_product_attention(queries, k, v)  # (B, 2, 4, 8)
        scores: Tensor = self.head(found.mean(dim=2).flatten(1))
        return scores


def test_learned_queries_are_numbered() -> None:
    model = Learned()
    (site,) = subject(model, (SIDE, SIDE)).run(Inputs((photo(SIDE, SIDE),))).sites
    assert isinstance(site, PatchSite)
    assert site.queries == PatchGrid(0, 0, ("token 0", "token 1", "token 2", "token 3"))
    assert site.keys == PatchGrid(8, 8)
    with torch.no_grad():
        tokens = model.patches(batch(photo(SIDE, SIDE))).flatten(2).transpose(1, 2)
        keys = model.keys(tokens)[..., :16].unflatten(-1, (2, 8)).transpose(1, 2)
        expected = (model.queries @ keys.transpose(-2, -1) / 8**0.5).softmax(dim=-1)
    np.testing.assert_allclose(site.weights(), expected[0].numpy(), rtol=0, atol=1e-5)
