"""Runs whose layers look at the picture in different grids, as a Swin's do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.summary import entropy, explain, facts
from explorer.core.map.thumbnails import thumbnails
from explorer.core.selection import MEAN, Scale, Selection, asked
from explorer.core.sites.axes import PatchGrid
from tests.core.traces import dot_product, trace

SEVERAL = trace([dot_product(grid=(8, 8), prefix=(), layer=0), dot_product(grid=(4, 4), layer=1)])
QUERY = 8 * 7 + 2  # patch 7, 2 of the fine grid lies in 3, 1 of the coarse one
COARSE = 1 + 4 * 3 + 1


def test_a_query_is_the_patch_at_the_same_place() -> None:
    selection = Selection(layer=0, query=QUERY)
    assert asked(SEVERAL, selection, 0) == QUERY
    assert asked(SEVERAL, selection, 1) == COARSE
    fine = PatchGrid(8, 8)
    assert PatchGrid(4, 4, ("CLS",)).counterpart(0, fine) == fine.first
    assert (
        PatchGrid(4, 4, ("CLS", "register 1")).counterpart(1, PatchGrid(2, 2, ("register 1",))) == 0
    )


sides = st.integers(1, 9)


@given(sides, sides, st.integers(1, 4), st.data())
def test_back_from_a_finer_grid(rows: int, cols: int, times: int, data: st.DataObject) -> None:
    coarse, fine = PatchGrid(rows, cols, ("CLS",)), PatchGrid(rows * times, cols * times)
    index = data.draw(st.integers(1, coarse.size - 1))
    assert fine.counterpart(coarse.counterpart(index, fine), coarse) == index


@pytest.mark.parametrize("scale", list(Scale))
def test_layers_of_both_grids_averaged(scale: Scale) -> None:
    added = frozenset({(1, MEAN)})
    selection = Selection(layer=0, query=QUERY, added=added, scale=scale)
    found = resolve_heatmap(SEVERAL, selection)
    fine = SEVERAL.sites[0].maps(QUERY)
    coarse = SEVERAL.sites[1].maps(COARSE).repeat(2, axis=1).repeat(2, axis=2)
    np.testing.assert_allclose(
        found.values, np.concatenate([fine, coarse]).mean(axis=0), rtol=0, atol=1e-6
    )
    assert found.shares == ()
    assert entropy(SEVERAL, selection) == entropy(SEVERAL, Selection(layer=0, query=QUERY))
    assert facts(SEVERAL, selection, found)


def test_a_value_is_explained_in_the_grid_of_its_layer() -> None:
    both = Selection(layer=1, query=COARSE, added=frozenset({(0, MEAN)}))
    alone = Selection(layer=1, query=COARSE)
    assert explain(SEVERAL, both, (7, 2)) == explain(SEVERAL, alone, (3, 1))


@pytest.mark.parametrize("scale", list(Scale))
def test_thumbnails_of_all_layers(scale: Scale) -> None:
    rows = thumbnails(SEVERAL, Selection(layer=0, query=QUERY, scale=scale))
    assert [row[0].shape for row in rows] == [(8, 8), (4, 4)]
    own = thumbnails(SEVERAL, Selection(layer=1, query=COARSE, scale=Scale.LAYER))
    if scale is Scale.LAYER:
        for one, other in zip(rows[1], own[1], strict=True):
            np.testing.assert_array_equal(one, other)
