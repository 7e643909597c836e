"""A, B and A − B: of the same thing nothing, of others what literal loops say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.compare import (
    CompareError,
    Comparison,
    aligned,
    compare,
    compared,
    counterpart,
    moved_mass,
)
from explorer.analysis.partings import partings
from explorer.core.cancel import Cancelled
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import resolve
from explorer.core.map.token_groups import Label
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection
from tests.core import text_traces, traces

PHOTO = traces.vit_trace(3, 2)
TEXT = text_traces.text_trace(2, 2)
RUNS = {
    "photo": PHOTO,
    "text": TEXT,
    "channels": traces.se_trace(),
    "gates": traces.gate_trace(),
    "points": traces.detector_trace(),
    "soft": text_traces.seq2seq_trace(),
    "long": text_traces.long_trace(600),
}


@pytest.mark.parametrize("name", RUNS)
def test_the_difference_of_a_thing_with_itself_is_zero(name: str) -> None:
    run = RUNS[name]
    for layer in range(len(run.sites)):
        shown = Selection(layer=layer)
        found = compared((run, shown), (run, shown))
        known = ~np.isnan(found.difference.values)
        assert known.any()
        assert (found.difference.values[known] == 0).all()
        assert (found.moved, found.correlation) == (0, 1)
        assert found.changes == ()
        assert found.notes == ()


def test_two_layers_on_one_grid_are_subtracted_cell_by_cell() -> None:
    one, other = Selection(layer=0, unit=1, query=3), Selection(layer=2, unit=0, query=3)
    found = compared((PHOTO, one), (PHOTO, other))
    a, b = resolve(PHOTO, one).values, resolve(PHOTO, other).values
    np.testing.assert_allclose(found.difference.values, a - b, atol=1e-7)
    p, q = (values / values.sum() for values in (a, b))
    literal = sum(abs(float(x) - float(y)) for x, y in zip(p.flat, q.flat, strict=True)) / 2
    assert found.moved == pytest.approx(literal, abs=1e-6)
    assert found.a.levels == found.b.levels
    assert found.a.levels.high >= max(np.percentile(a, 99), np.percentile(b, 99)) * 0.99
    low, high = found.difference.levels.ends
    assert low == -high
    assert high >= np.abs(a - b).max() * (1 - 1e-6)
    first = found.changes[0]
    assert abs(first.difference) == pytest.approx(np.abs(a - b).max())
    sizes = [abs(one.difference) for one in found.changes]
    assert sizes == sorted(sizes, reverse=True)


def test_two_grids_are_compared_on_the_pixels_of_the_photo() -> None:
    run = traces.gate_trace()
    a, b = Selection(layer=0), Selection(layer=1)  # 5 x 7 and 2 x 3 over 48 x 32 pixels
    found = compared((run, a), (run, b))
    assert isinstance(found.difference, Heatmap)
    assert found.difference.values.shape == (32, 48)
    assert "The grids differ (5 × 7 and 2 × 3)" in found.notes[0]
    one, other = resolve(run, a).values, resolve(run, b).values
    for y, x in ((0, 0), (31, 47), (16, 20), (10, 33)):
        literal = (
            one[int((y + 0.5) / 32 * 5), int((x + 0.5) / 48 * 7)]
            - other[int((y + 0.5) / 32 * 2), int((x + 0.5) / 48 * 3)]
        )
        assert found.difference.values[y, x] == pytest.approx(literal, abs=1e-6)


def test_what_one_of_both_did_not_see_is_left_open() -> None:
    a = resolve_heatmap(PHOTO, Selection(layer=0))
    b = replace(a, placement=Placement(12, 0, 48, 32, 48, 32))
    found = compare(a, b)
    assert np.isnan(found.difference.values[:, :12]).all()
    assert not np.isnan(found.difference.values[:, 12:]).any()


def matrix(rows: str, cols: str, seed: int = 0) -> Matrix:
    """A matrix of random numbers whose tokens are letters."""
    values = np.random.default_rng(seed).random((len(rows), len(cols))).astype(np.float32)
    whole = resolve(TEXT, Selection(layer=0))
    assert isinstance(whole, Matrix)
    labels = [
        tuple(Label(letter, False, (at,)) for at, letter in enumerate(side))
        for side in (rows, cols)
    ]
    return replace(whole, values=values, maps=values[None], rows=labels[0], cols=labels[1], row=0)


def test_rows_and_columns_are_aligned_by_their_text() -> None:
    a, b = matrix("abcd", "wxyz"), matrix("xbcde", "wyz", seed=1)
    found = compare(a, b)
    values = found.difference.values
    assert values.shape == (4, 4)
    assert np.isnan(values[0]).all()  # a has no counterpart
    assert np.isnan(values[:, 1]).all()  # x among the columns neither
    for row, other in ((1, 1), (2, 2), (3, 3)):
        for col, there in ((0, 0), (2, 1), (3, 2)):
            assert values[row, col] == pytest.approx(a.values[row, col] - b.values[other, there])
    assert (
        "3 rows are aligned by their text, 1 of A and 2 of B have no counterpart" in found.notes[0]
    )
    assert "3 columns are aligned" in found.notes[1]
    assert " → " in found.changes[0].place


def test_texts_without_a_common_token_have_nothing_to_compare() -> None:
    found = compare(matrix("ab", "ab"), matrix("cd", "cd"))
    assert np.isnan(found.difference.values).all()
    assert np.isnan(found.moved)
    assert found.told == "nothing to compare"


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_what_is_aligned_is_the_same_text_in_order(one: str, other: str) -> None:
    labels = [[Label(letter, False, (at,)) for at, letter in enumerate(s)] for s in (one, other)]
    pairs = aligned(*labels)
    assert all(one[a] == other[b] for a, b in pairs)
    assert pairs == sorted(pairs)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    if one == other:
        assert len(pairs) == len(one)


def test_a_photo_and_a_text_are_not_compared() -> None:
    with pytest.raises(CompareError, match="over a photo"):
        compared((PHOTO, Selection()), (TEXT, Selection()))


def test_layers_of_two_models_are_matched_by_position() -> None:
    small, large = traces.vit_trace(3, 2), traces.vit_trace(12, 4)
    for layer, expected in ((0, 0), (1, 6), (2, 11)):
        other, notes = counterpart(small, large, Selection(layer=layer, unit=1))
        assert (other.layer, other.unit) == (expected, 1)
        assert "matched by position" in notes[0]
    back, notes = counterpart(large, small, Selection(layer=11, unit=3))
    assert (back.layer, back.unit) == (2, MEAN)
    assert "no head 3" in notes[1]
    same, notes = counterpart(small, traces.vit_trace(3, 2), Selection(layer=1, unit=1, query=4))
    assert (same, notes) == (Selection(layer=1, unit=1, query=4), ())


def test_the_parts_of_a_translator_are_matched() -> None:
    other, _ = counterpart(TEXT, text_traces.text_trace(3, 2), Selection(layer=3))
    assert text_traces.text_trace(3, 2).sites[other.layer].part == TEXT.sites[3].part


def test_where_two_runs_part() -> None:
    same = partings(PHOTO, replace(PHOTO), Selection())
    assert [one.mean for one in same] == [0, 0, 0]
    assert all(set(one.heads) == {0} for one in same)
    other = replace(PHOTO, sites=(*PHOTO.sites[:2], traces.dot_product(2, layer=7)))
    found = partings(PHOTO, other, Selection())
    assert [one.mean == 0 for one in found] == [True, True, False]
    assert len(found[2].heads) == 2


def test_rows_of_weights_part_as_the_maps_that_are_drawn_do() -> None:
    other = replace(PHOTO, sites=tuple(traces.dot_product(2, layer=9 + at) for at in range(3)))
    for one in partings(PHOTO, other, Selection(query=3)):
        for unit, moved in ((MEAN, one.mean), *enumerate(one.heads)):
            asked = Selection(layer=one.layer, unit=unit, query=3)
            drawn = compared((PHOTO, asked), (other, asked))
            assert moved == pytest.approx(drawn.moved, abs=1e-6)
    changed = replace(TEXT, sites=tuple(replace(one, scale=0.9) for one in TEXT.sites))
    for one in partings(TEXT, changed, Selection()):
        asked = Selection(layer=one.layer, words=False)
        drawn = compared((TEXT, asked), (changed, asked))
        assert one.mean == pytest.approx(drawn.moved, abs=1e-5)


def test_layers_of_one_run_are_held_against_what_is_chosen() -> None:
    asked = Selection(layer=1, unit=1, query=2)
    found = partings(PHOTO, PHOTO, asked)
    assert found[1].heads[1] == pytest.approx(0, abs=1e-7)
    for one in found:
        for head, moved in enumerate(one.heads):
            other = replace(asked, layer=one.layer, unit=head)
            drawn = compared((PHOTO, asked), (PHOTO, other))
            assert moved == pytest.approx(drawn.moved, abs=1e-6)
    by_part = partings(TEXT, TEXT, Selection(layer=0))
    assert np.isnan([one.mean for one in by_part]).any()  # other words are looked at there


def test_comparing_is_stopped() -> None:
    for other in (PHOTO, replace(PHOTO)):
        with pytest.raises(Cancelled):
            partings(PHOTO, other, Selection(), lambda: True)


def test_moved_mass() -> None:
    assert moved_mass(np.array([1.0, 1]), np.array([4.0, 4])) == 0
    assert moved_mass(np.array([1.0, 0]), np.array([0.0, 1])) == 1
    assert np.isnan(moved_mass(np.zeros(2), np.ones(2)))
    assert moved_mass(np.zeros(2), np.zeros(2)) == 0


def test_it_is_told_in_words_with_both_verdicts() -> None:
    found: Comparison = compared((PHOTO, Selection(layer=0)), (PHOTO, Selection(layer=1)))
    assert "rank correlation" in found.told
    kept = found.difference.provenance
    assert kept["A-Site"] == "blocks.0.attention"
    assert kept["B-Site"] == "blocks.1.attention"
    assert kept["Verified"] == "Verified"
    doubtful = replace(PHOTO, checks=())
    worse = compared((PHOTO, Selection(layer=0)), (doubtful, Selection(layer=1)))
    assert worse.difference.mark == "Not verified"
