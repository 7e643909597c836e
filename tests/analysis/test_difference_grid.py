"""The grid of heads of a comparison: what literal subtraction of every head gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.analysis.compare import compared
from explorer.analysis.difference_grid import WIDEST, difference_rows
from explorer.core.cancel import Cancelled
from explorer.core.map.resolve import resolve
from explorer.core.map.thumbnails import columns
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection
from tests.core import text_traces, traces

PHOTO = traces.vit_trace(3, 2)
OTHER = replace(PHOTO, sites=tuple(traces.dot_product(2, layer=9 + at) for at in range(3)))
TEXT = text_traces.text_trace(2, 2)
CHANGED = replace(TEXT, sites=tuple(replace(one, scale=0.4) for one in TEXT.sites))
RUNS = {
    "photo": PHOTO,
    "text": TEXT,
    "channels": traces.se_trace(),
    "gates": traces.gate_trace(),
    "points": traces.detector_trace(),
    "soft": text_traces.seq2seq_trace(),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_and_itself_differ_in_no_head(name: str) -> None:
    run = RUNS[name]
    rows = difference_rows(run, replace(run), Selection())
    assert len(rows) == len(run.sites)
    for site, row in zip(run.sites, rows, strict=True):
        assert row is not None
        assert len(row.maps) == len(columns(site))
        assert not np.isnan(row.maps).all()
        assert np.nanmax(row.maps) == 0


@pytest.mark.parametrize(("a", "b"), [(PHOTO, OTHER), (TEXT, CHANGED)])
def test_every_head_is_the_difference_that_is_drawn_of_it(a, b) -> None:  # type: ignore[no-untyped-def]
    asked = Selection(query=3) if a is PHOTO else Selection()
    for layer, row in enumerate(difference_rows(a, b, asked)):
        assert row is not None
        for at, unit in enumerate(columns(a.sites[layer])):
            shown = replace(asked, layer=layer, unit=unit)
            drawn = compared((a, shown), (b, shown)).difference.values
            np.testing.assert_allclose(row.maps[at], np.abs(drawn), atol=1e-6)


@pytest.mark.parametrize("run", [PHOTO, TEXT])
def test_of_one_run_all_heads_are_held_against_the_chosen_one(run) -> None:  # type: ignore[no-untyped-def]
    fixed = Selection(layer=1, unit=1, query=2)
    rows = difference_rows(run, run, Selection(layer=1, query=2), fixed)
    assert rows[1] is not None
    assert np.nanmax(rows[1].maps[2]) == 0  # the mean comes first
    whole = resolve(run, fixed).values
    other = resolve(run, replace(fixed, layer=1, unit=0)).values
    np.testing.assert_allclose(rows[1].maps[1], np.abs(other - whole), atol=1e-6)


def test_two_grids_are_subtracted_where_they_lie_on_the_photo() -> None:
    fine = traces.trace([traces.dot_product(2, (6, 8))])
    (row,) = difference_rows(fine, PHOTO, Selection())
    assert row is not None
    a = fine.sites[0].maps(0)[0]
    b = PHOTO.sites[2].maps(0)[0]  # the last one: a single layer is matched with the end
    expected = np.abs(a - b.repeat(2, 0).repeat(2, 1))
    high, wide = row.maps.shape[1:]
    down = (np.arange(high) * 2 + 1) * 6 // (2 * high)
    across = (np.arange(wide) * 2 + 1) * 8 // (2 * wide)
    np.testing.assert_allclose(row.maps[1], expected[np.ix_(down, across)], atol=1e-6)


def test_what_one_model_did_not_see_is_left_open() -> None:
    half = replace(PHOTO, placements=(Placement(0, 0, 24, 32, 48, 32),))
    row = difference_rows(PHOTO, half, Selection())[0]
    assert row is not None
    wide = row.maps.shape[2]
    assert np.isnan(row.maps[:, :, wide // 2 :]).all()
    assert not np.isnan(row.maps[:, :, : wide // 2]).any()


def test_a_head_that_is_not_there_is_held_against_the_mean() -> None:
    few = traces.vit_trace(3, 1)
    row = difference_rows(PHOTO, few, Selection())[0]
    assert row is not None
    mine, mean = PHOTO.sites[0].maps(0), few.sites[0].maps(0).mean(0)
    np.testing.assert_allclose(row.maps[2], np.abs(mine[1] - mean), atol=1e-6)


def test_of_a_large_map_each_block_says_its_largest_difference() -> None:
    large = traces.trace([traces.dot_product(1, (2, 3 * WIDEST), layer=1)])
    other = traces.trace([traces.dot_product(1, (2, 3 * WIDEST), layer=2)])
    (row,) = difference_rows(large, other, Selection())
    assert row is not None
    assert row.maps.shape == (1, 2, WIDEST)
    exact = np.abs(large.sites[0].maps(0) - other.sites[0].maps(0))[0]
    np.testing.assert_allclose(row.maps[0], exact.reshape(2, WIDEST, 3).max(-1), atol=1e-6)


def test_long_texts_photos_beside_texts_and_stopping() -> None:
    long = text_traces.long_trace(600)
    assert set(difference_rows(long, replace(long), Selection())) == {None}
    assert set(difference_rows(long, long, Selection(), Selection())) == {None}
    assert set(difference_rows(PHOTO, TEXT, Selection())) == {None}
    assert set(difference_rows(TEXT, PHOTO, Selection())) == {None}
    with pytest.raises(Cancelled):
        difference_rows(PHOTO, OTHER, Selection(), cancelled=lambda: True)


def test_the_mean_column_is_the_mean_of_the_heads() -> None:
    row = difference_rows(PHOTO, OTHER, Selection())[1]
    assert row is not None
    expected = PHOTO.sites[1].maps(0).mean(0) - OTHER.sites[1].maps(0).mean(0)
    assert columns(PHOTO.sites[1])[0] == MEAN
    np.testing.assert_allclose(row.maps[0], np.abs(expected), atol=1e-6)
