"""Maps that no inner products give: windows without CLS, on grids and heads of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchSite
from tests.gui.control.test_controller import PASSED, Bench, photo, trace

STAGES = ((8, 2), (8, 2), (4, 3))
"""(rows and columns, heads) of each layer."""


@dataclass(frozen=True, eq=False, kw_only=True)
class KeptMap(PatchSite):
    """A map that is kept whole: (heads, tokens, tokens)."""

    map: Array

    @property
    def heads(self) -> int:
        return len(self.map)

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.map if queries is None else self.map[:, list(queries)]


def kept(layer: int, side: int, heads: int) -> KeptMap:
    random = np.random.default_rng(layer)
    rows = random.random((heads, side * side, side * side))
    return KeptMap(
        name=f"stages.{layer}",
        layer=layer,
        checks=PASSED,
        queries=PatchGrid(side, side),
        keys=PatchGrid(side, side),
        map=frozen(rows / rows.sum(-1, keepdims=True)),
    )


@pytest.fixture
def bench() -> Bench:
    made = Bench()
    made.controller.photo.open(photo())
    sites = tuple(kept(layer, *stage) for layer, stage in enumerate(STAGES))
    made.finish(replace(trace(), sites=sites, layers=len(sites)))
    return made


def test_the_middle_asks_where_there_is_no_cls(bench: Bench) -> None:
    assert bench.scene.heatmap.query_cell == (2, 2)
    assert bench.scene.chip == ("Query", "patch 2, 2")
    assert not bench.scene.words.resettable


def test_a_patch_can_be_asked_and_given_back(bench: Bench) -> None:
    photos = bench.controller.photo
    photos.query_patch(0, 3)
    assert bench.scene.chip == ("Query", "patch 0, 3")
    assert bench.scene.words.resettable
    site = bench.trace.sites[2]
    assert isinstance(site, KeptMap)
    expected = site.map[:, 3].mean(axis=0).reshape(4, 4)
    np.testing.assert_allclose(bench.scene.heatmap.values, expected, atol=1e-6)
    photos.query_patch(0, 3)
    assert bench.scene.heatmap.query_cell == (2, 2)
    photos.move_query(1, -1)
    assert bench.scene.heatmap.query_cell == (3, 1)
    bench.controller.reset_query()
    assert bench.scene.heatmap.query_cell == (2, 2)


def test_the_explanation_has_the_weight_but_no_products(bench: Bench) -> None:
    bench.controller.select(2, 1)
    bench.controller.photo.hover((1, 3))
    steps = dict(bench.view.explanation)
    site = bench.trace.sites[2]
    assert isinstance(site, KeptMap)
    assert steps[""] == "patch 2, 2 → patch 1, 3"
    assert float(steps["softmax"]) == pytest.approx(float(site.map[1, 10, 7]), rel=1e-2)
    assert not [name for name in steps if "q·k" in name or "√" in name]


def test_layers_with_other_numbers_of_heads_stand_in_sections(bench: Bench) -> None:
    content = bench.view.grid
    assert content.detail == "3 × 2–3"
    sections = [(one.title, one.detail, one.columns) for one in content.shape.sections]
    assert sections == [("Layers 0–1", "2 heads", 3), ("Layer 2", "3 heads", 4)]
    assert [len(row) for row in content.rows] == [3, 3, 4]
    controller = bench.controller
    controller.select_cell(2, 3)
    assert bench.title == ("Layer 2", "head 2")
    controller.step_layer(-1)
    assert bench.title == ("Layer 1", "mean of 2 heads")


def test_layers_to_come_stand_with_the_last_that_ran(bench: Bench) -> None:
    sites = bench.trace.sites
    bench.finish(
        replace(bench.trace, sites=sites[:1], checks=(), prediction=None), state="published"
    )
    assert bench.view.grid.shape.sections == ()
    before = bench.view.grid.rows[0]
    bench.finish(
        replace(bench.trace, sites=(sites[0], sites[2]), prediction=None), state="published"
    )
    content = bench.view.grid
    assert [(one.title, one.rows) for one in content.shape.sections] == [
        ("Layer 0", 1),
        ("Layers 2–3", 2),
    ]
    assert content.rows[0] is before  # nothing that it depends on has changed


def looking(layer: int, queries: PatchGrid, keys: PatchGrid) -> KeptMap:
    rows = np.random.default_rng(layer).random((2, queries.size, keys.size))
    map_ = frozen(rows / rows.sum(-1, keepdims=True))
    return KeptMap(
        name=f"stages.{layer}", layer=layer, checks=PASSED, queries=queries, keys=keys, map=map_
    )


@pytest.fixture
def two() -> Bench:
    """Fine queries to coarse keys, then CLS alone to all patches."""
    made = Bench()
    made.controller.photo.open(photo())
    sites = (
        looking(0, PatchGrid(8, 8), PatchGrid(2, 2)),
        looking(1, PatchGrid(0, 0, ("CLS",)), PatchGrid(8, 8, ("CLS",))),
        looking(2, PatchGrid(0, 0, ("token 0", "token 1")), PatchGrid(8, 8)),
    )
    made.finish(replace(trace(), sites=sites, layers=len(sites)))
    return made


def test_a_query_is_asked_on_its_own_grid(two: Bench) -> None:
    two.controller.select(0, 0)
    photos = two.controller.photo
    photos.query_patch(7, 1)
    heatmap = two.scene.heatmap
    assert (heatmap.query_cell, heatmap.query_grid, heatmap.grid) == ((7, 1), (8, 8), (2, 2))
    site = two.trace.sites[0]
    assert isinstance(site, KeptMap)
    np.testing.assert_allclose(heatmap.values, site.map[0, 57].reshape(2, 2), atol=1e-6)
    photos.move_query(-1, 0)
    assert two.scene.heatmap.query_cell == (6, 1)
    photos.hover((1, 1))
    assert two.view.explanation[0] == ("", "patch 6, 1 → patch 1, 1")
    photos.query_patch(6, 1)
    assert two.scene.heatmap.query_cell == (4, 4)  # the middle asks at first


def test_class_attention_leaves_no_choice(two: Bench) -> None:
    two.controller.select(1, -1)
    assert two.scene.chip == ("Query", "CLS")
    photos = two.controller.photo
    assert two.view.asking is None
    photos.query_patch(3, 3)
    photos.move_query(1, 0)
    assert two.scene.chip == ("Query", "CLS")
    assert not two.scene.words.resettable
    two.controller.select(0, 0)
    assert two.scene.heatmap.query_cell == (4, 4)  # CLS is not there: the middle stands in


def test_the_patch_at_the_same_place_asks_in_another_layer(bench: Bench) -> None:
    bench.controller.photo.query_patch(3, 1)
    bench.controller.step_layer(-1)
    assert bench.scene.heatmap.query_cell == (7, 3)
    bench.controller.step_layer(1)
    assert bench.scene.heatmap.query_cell == (3, 1)


def test_queries_that_are_no_patches_are_stepped_through(two: Bench) -> None:
    two.controller.select(2, -1)
    assert two.scene.chip == ("Query", "token 0")
    assert [name for _, name in two.view.asking.queries] == ["token 0", "token 1"]
    two.controller.photo.move_query(0, 1)
    assert two.scene.chip == ("Query", "token 1")
    two.controller.photo.move_query(1, 0)
    assert two.scene.chip == ("Query", "token 1")  # the last
    two.controller.reset_query()
    assert two.scene.chip == ("Query", "token 0")
