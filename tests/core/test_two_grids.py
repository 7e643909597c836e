"""Tokens that look at another grid than their own: PVT's fewer keys, CaiT's CLS that asks alone."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.summary import entropy, explain, facts
from explorer.core.map.thumbnails import thumbnails
from explorer.core.selection import MEAN, Scale, Selection, asked
from explorer.core.sites.axes import PatchGrid
from explorer.export.arrays import meta
from tests.core.traces import literal_attention, looking, trace

FINE, COARSE, ALONE = PatchGrid(6, 8), PatchGrid(3, 4), PatchGrid(0, 0, ("CLS",))
REDUCED = looking(FINE, COARSE, layer=0)
OWN = looking(FINE, FINE, layer=1)
CLASS = looking(ALONE, PatchGrid(6, 8, ("CLS",)), layer=2)
RUN = trace([REDUCED, OWN, CLASS])
QUERY = FINE.index(5, 2)


def test_the_map_of_a_query_lies_on_the_grid_of_the_keys() -> None:
    row = literal_attention(REDUCED)[:, QUERY]  # (heads, keys)
    assert REDUCED.grid == (3, 4)
    np.testing.assert_allclose(REDUCED.maps(QUERY), row.reshape(2, 3, 4), rtol=0, atol=1e-5)
    found = resolve_heatmap(RUN, Selection(layer=0, query=QUERY))
    np.testing.assert_allclose(found.values, row.mean(axis=0).reshape(3, 4), rtol=0, atol=1e-5)
    assert (found.query_label, found.query_cell, found.query_grid) == ("patch 5, 2", (5, 2), (6, 8))
    assert found.uniform == pytest.approx(1 / 12)
    assert sum(share for _, share in found.shares) == pytest.approx(1, abs=1e-5)


def test_class_attention_asks_with_its_one_token() -> None:
    row = literal_attention(CLASS)[1, 0]
    found = resolve_heatmap(RUN, Selection(layer=2, unit=1, query=7))  # there is no token 7
    np.testing.assert_allclose(found.values, row[1:].reshape(6, 8), rtol=0, atol=1e-5)
    assert (found.query_label, found.query_cell, found.query_grid) == ("CLS", None, (0, 0))
    assert dict(found.shares) == pytest.approx({"patches": row[1:].sum(), "CLS": row[0]}, abs=1e-5)


def test_what_asks_first() -> None:
    assert ALONE.first == PatchGrid(2, 2, ("CLS",)).first == 0
    assert PatchGrid(4, 6).first == PatchGrid(4, 6).index(2, 3)
    assert PatchGrid(2, 2, ("register 1",)).first == 1 + 3


def test_queries_go_from_grid_to_grid() -> None:
    selection = Selection(layer=0, query=QUERY)
    assert [asked(RUN, selection, layer) for layer in range(3)] == [QUERY, QUERY, 0]
    back = Selection(layer=2, query=0)  # of CLS, which the others do not have
    assert [asked(RUN, back, layer) for layer in range(3)] == [FINE.first, FINE.first, 0]
    assert PatchGrid(3, 4, ("token 1", "CLS")).counterpart(5, ALONE) == 0
    assert ALONE.counterpart(0, PatchGrid(3, 4, ("token 1", "CLS"))) == 1


def test_a_patch_where_none_asks_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no patch 1, 2, but CLS alone"):
        ALONE.index(1, 2)


def test_the_facts_tell_both_grids() -> None:
    def told(layer: int) -> dict[str, str]:
        selection = Selection(layer=layer)
        return dict(facts(RUN, selection, resolve_heatmap(RUN, selection)))

    assert told(0)["Shape"] == "2 × 48 × 12"
    assert (told(0)["Queries"], told(0)["Keys"]) == ("6 × 8", "3 × 4")
    assert (told(2)["Queries"], told(2)["Keys"]) == ("CLS", "CLS + 6 × 8")
    assert "Queries" not in told(1)


def test_a_value_is_explained_by_the_query_and_key_that_made_it() -> None:
    steps = dict(explain(RUN, Selection(layer=0, unit=1, query=QUERY), (2, 1)))
    assert steps[""] == "patch 5, 2 → patch 2, 1"
    weight = literal_attention(REDUCED)[1, QUERY, COARSE.index(2, 1)]
    assert float(steps["softmax"]) == pytest.approx(float(weight), rel=1e-2)


def test_layers_whose_queries_differ_are_averaged_by_place() -> None:
    """Both look at 6 × 8 and CLS; the one asks by CLS alone, the other by any token."""
    other = looking(CLASS.keys, CLASS.keys, layer=0)
    run = trace([other, replace(CLASS, layer=1)])
    query = other.queries.index(1, 1)
    both = Selection(layer=0, query=query, added=frozenset({(1, MEAN)}))
    rows = np.concatenate([literal_attention(other)[:, query], literal_attention(CLASS)[:, 0]])
    row = rows.mean(axis=0)
    found = resolve_heatmap(run, both)
    np.testing.assert_allclose(found.values, row[1:].reshape(6, 8), rtol=0, atol=1e-5)
    assert dict(found.shares)["CLS"] == pytest.approx(float(row[0]), abs=1e-5)
    assert entropy(run, both)[0] == pytest.approx(float(-(row * np.log2(row)).sum()), abs=1e-4)
    assert dict(explain(run, both, (2, 2)))["mean of heads"]


@pytest.mark.parametrize("scale", list(Scale))
def test_thumbnails_have_the_grids_of_the_keys(scale: Scale) -> None:
    rows = thumbnails(RUN, Selection(layer=0, query=QUERY, scale=scale))
    assert [row[0].shape for row in rows] == [(3, 4), (6, 8), (6, 8)]


def test_an_export_says_how_to_fold_rows_and_columns() -> None:
    described = json.loads(json.dumps(meta(RUN)))["sites"]
    axes = [
        [(axis["rows"], axis["cols"], axis["prefix"]) for axis in one["axes"]] for one in described
    ]
    assert axes[0] == [(6, 8, []), (3, 4, [])]
    assert axes[2] == [(0, 0, ["CLS"]), (6, 8, ["CLS"])]
    assert [one["size"] for one in described[2]["axes"]] == [1, 49]
