"""Toggling cells in and out of an average, and making a selection valid for a run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.selection import MEAN, Cell, Selection, clamped, expanded
from explorer.core.trace import Trace
from tests.core.traces import gate_trace, se_trace, vit_trace

RUNS = [vit_trace(layers=3, heads=2), se_trace(), gate_trace()]
cells = st.tuples(st.integers(0, 2), st.integers(MEAN, 2))
any_cells = st.tuples(st.integers(-5, 9), st.integers(-5, 300))
selections = st.builds(
    Selection,
    layer=st.integers(-5, 9),
    unit=st.integers(-5, 300),
    added=st.frozensets(any_cells, max_size=6),
    query=st.integers(-20, 400),
)


@given(st.lists(cells, max_size=12))
def test_toggling_is_a_set_that_never_empties(steps: list[Cell]) -> None:
    selection, expected = Selection(), {(0, MEAN)}
    for cell in steps:
        selection = selection.toggled(cell)
        if cell not in expected:
            expected = expected | {cell}
        elif len(expected) > 1:
            expected = expected - {cell}
        assert selection.cells == expected
        current = (selection.layer, selection.unit)
        assert current in selection.cells
        assert current not in selection.added


@given(st.lists(cells, max_size=6), cells)
def test_toggling_twice_undoes_itself(steps: list[Cell], cell: Cell) -> None:
    before = Selection()
    for step in steps:
        before = before.toggled(step)
    after = before.toggled(cell).toggled(cell)
    if before.cells != {cell}:
        assert after.cells == before.cells


def test_a_cell_taken_in_becomes_the_current_one() -> None:
    selection = Selection(layer=1, unit=0).toggled((2, 1))
    assert (selection.layer, selection.unit) == (2, 1)
    assert selection.added == {(1, 0)}


def test_a_cell_taken_out_leaves_the_current_one_where_it_was() -> None:
    selection = Selection(layer=1, unit=0, added=frozenset({(0, 0), (2, 1)}))
    assert (selection.toggled((0, 0)).layer, selection.toggled((0, 0)).unit) == (1, 0)
    moved = selection.toggled((1, 0))
    assert (moved.layer, moved.unit) == (2, 1)


def test_moving_asks_the_same_of_one_other_cell() -> None:
    selection = Selection(added=frozenset({(0, 0)}), query=7, reduce="max")
    assert selection.moved(2, 1) == Selection(layer=2, unit=1, query=7, reduce="max")


@given(st.frozensets(cells, min_size=1), st.data())
def test_with_cells_is_exactly_these(chosen: frozenset[Cell], data: st.DataObject) -> None:
    current = data.draw(st.sampled_from(sorted(chosen)))
    selection = Selection(query=3).with_cells(chosen, current)
    assert selection.cells == chosen
    assert (selection.layer, selection.unit, selection.query) == (*current, 3)


def test_with_cells_wants_the_current_one_among_them() -> None:
    with pytest.raises(ValueError, match="not among the chosen"):
        Selection().with_cells(frozenset({(0, 1)}), (0, 2))


@given(st.sampled_from(RUNS), selections)
def test_a_clamped_selection_names_only_what_exists(run: Trace, selection: Selection) -> None:
    valid = clamped(run, selection)
    for layer, unit in valid.cells:
        assert 0 <= layer < len(run.sites)
        assert MEAN <= unit < run.sites[layer].units
        assert unit == MEAN or run.sites[layer].units > 1, "one map would have two names"
    assert 0 <= valid.query < run.sites[valid.layer].query_axis.size
    assert (valid.layer, valid.unit) not in valid.added
    assert clamped(run, valid) == valid


@given(st.sampled_from(RUNS), st.data())
def test_clamping_keeps_what_is_valid(run: Trace, data: st.DataObject) -> None:
    layers = range(len(run.sites))
    units = {at: [MEAN, *range(run.sites[at].units)] for at in layers}
    cell = st.sampled_from(
        [(at, unit) for at in layers for unit in units[at] if run.sites[at].units > 1 or unit < 0]
    )
    current = data.draw(cell)
    chosen = data.draw(st.frozensets(cell, max_size=3)) | {current}
    query = data.draw(st.integers(0, run.sites[0].query_axis.size - 1))
    selection = Selection(query=query).with_cells(chosen, current)
    assert clamped(run, selection) == selection


@given(st.sampled_from(RUNS), selections)
def test_nothing_counts_twice(run: Trace, selection: Selection) -> None:
    valid = clamped(run, selection)
    maps = [(layer, unit) for layer, units in expanded(run, valid) for unit in units]
    assert len(maps) == len(set(maps)) > 0
    wanted = {
        (layer, one)
        for layer, unit in valid.cells
        for one in (range(run.sites[layer].units) if unit == MEAN else [unit])
    }
    assert set(maps) == wanted
    assert maps == sorted(maps)
