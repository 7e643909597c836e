"""The row of one query of a long map."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.long import long_line, region
from explorer.core.map.long.long_line import around, passage, peaks, row_matrix
from explorer.core.map.long.region import Region
from explorer.core.map.matrix import resolve_matrix
from explorer.core.selection import Selection
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from tests.core.text_traces import kept_map, long_trace

SIZE = 61


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 16)
    monkeypatch.setattr(long_line, "PASSAGE", 10)


def test_tokens_around_one_stay_in_the_text() -> None:
    assert around(30, 61, 10) == (25, 35)
    assert around(2, 61, 10) == (0, 10)
    assert around(60, 61, 10) == (51, 61)
    assert around(3, 5, 10) == (0, 5)


def test_a_passage_is_that_of_the_region_or_of_the_largest_weight() -> None:
    line = frozen(np.zeros(SIZE))
    line = np.array(line)
    line[40] = 0.5
    assert passage(line, Region((0, 61), (0, 61))) == around(40, SIZE, 240)
    assert passage(line, Region((0, 61), (8, 12))) == around(10, SIZE, 240)


def test_a_row_holds_its_weights_and_what_is_masked() -> None:
    trace = long_trace(SIZE)
    matrix = resolve_matrix(trace, Selection(unit=1, query=20))
    line = trace.sites[0].weights()[1, 20]
    row = row_matrix(matrix, trace.sites[0], 20, line, (15, 25))
    np.testing.assert_array_equal(row.values[row.row, :6], line[15:21])
    assert np.isnan(row.values[row.row, 6:]).all()
    assert [label.text for label in row.cols] == [f"t{at}" for at in range(15, 25)]
    assert row.rows == row.cols
    assert (row.row, row.query.text, row.query_visible) == (5, "t20", True)
    assert row.highlighted_cell == (5, int(np.nanargmax(row.values[5])))
    assert row.levels.high >= line[15:25].max() * 0.99


def test_a_query_that_is_not_in_its_passage_is_one_more_row() -> None:
    trace = long_trace(SIZE)
    matrix = resolve_matrix(trace, Selection(query=50))
    line = trace.sites[0].weights()[:, 50].mean(axis=0)
    row = row_matrix(matrix, trace.sites[0], 50, line, (3, 9))
    assert [label.text for label in row.rows] == ["t3", "t4", "t5", "t6", "t7", "t8", "t50"]
    assert (row.query.text, row.query_visible, row.values.shape) == ("t50", True, (7, 6))
    assert row.highlighted_cell[0] == 6


def test_of_two_texts_the_rows_are_those_around_the_query() -> None:
    trace = long_trace(SIZE, mask=None)
    other = Tokens(tuple(f"s{at}" for at in range(SIZE)), tuple(range(SIZE)))
    site = replace(trace.sites[0], keys=other, sort=Kind.CROSS)
    crossed = replace(trace, sites=(site,), layers=1)
    matrix = resolve_matrix(crossed, Selection(query=30))
    line = site.weights()[:, 30].mean(axis=0)
    row = row_matrix(matrix, site, 30, line, (0, 7))
    assert [label.text for label in row.cols] == [f"s{at}" for at in range(7)]
    assert "t30" in {label.text for label in row.rows}
    assert row.rows[row.row].text == "t30"
    assert np.isfinite(row.values).all()


def test_a_kept_map_masks_its_row_too() -> None:
    trace = long_trace(SIZE, layers=1)
    (site,) = trace.sites
    kept = kept_map(site)
    matrix = resolve_matrix(replace(trace, sites=(kept,)), Selection(query=20))
    row = row_matrix(matrix, kept, 20, site.weights()[0, 20], (18, 24))
    assert np.isnan(row.values[row.row]).tolist() == [False, False, False, True, True, True]


def test_peaks_are_the_largest_weights_first() -> None:
    line = np.zeros(SIZE, np.float32)
    line[[4, 20, 33, 50]] = 0.1, 0.4, 0.2, 0.3
    assert peaks(line, (0, SIZE), 3) == [20, 50, 33]
    assert peaks(line, (30, 40), 5) == [33]
    assert peaks(line, (5, 15), 5) == []
