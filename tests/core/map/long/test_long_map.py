"""Long maps in tiles against the whole map pooled with loops; the limits lowered."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.cancel import Cancelled
from explorer.core.map.combine import Reduce, quantised
from explorer.core.map.levels import levels_of
from explorer.core.map.long import long_map, region
from explorer.core.map.long.long_map import cost, long_row, refined_tiles
from explorer.core.map.long.region import Region, whole
from explorer.core.map.matrix import (
    Matrix,
    chosen_sites,
    matrix_thumbnails,
    refined_matrix,
    resolve_matrix,
    with_query,
)
from explorer.core.map.scales import scale_of
from explorer.core.map.text_summary import clearest_step, entropy, text_explain, text_facts
from explorer.core.selection import Scale, Selection
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Kind
from explorer.core.sites.masks import Causal
from explorer.core.trace import Trace
from tests.core.text_traces import kept_map, long_trace, token_attention

SIZE = 61


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 16)
    monkeypatch.setattr(region, "TILES", 8)
    monkeypatch.setattr(long_map, "COARSE", 500)


def literal(trace: Trace, selection: Selection, matrix: Matrix) -> np.ndarray:
    """Each tile's mean or maximum of each head, then the heads' mean or maximum: loops."""
    maps = [
        trace.sites[at].weights()[unit]
        for at, unit in sorted(selection.cells)
        for unit in ([unit] if unit >= 0 else range(trace.sites[at].heads))
    ]
    found = np.zeros(matrix.values.shape)
    for row, col in np.ndindex(found.shape):
        queries, keys = list(matrix.rows[row].tokens), list(matrix.cols[col].tokens)
        parts = [one[np.ix_(queries, keys)] for one in maps]
        pooled = [part.mean() if selection.pool == "mean" else part.max() for part in parts]
        found[row, col] = np.mean(pooled) if selection.reduce == "mean" else np.max(pooled)
    return found


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    spans = []
    for _ in range(2):
        first = draw(st.integers(0, SIZE - 1))
        spans.append((first, draw(st.integers(first + 1, SIZE))))
    choices: list[Reduce] = ["mean", "max"]
    return Selection(
        layer=draw(st.integers(0, 1)),
        unit=draw(st.integers(-1, 2)),
        added=draw(st.sampled_from([frozenset(), frozenset({(0, 2)}), frozenset({(1, -1)})])),
        query=draw(st.integers(0, SIZE - 1)),
        reduce=draw(st.sampled_from(choices)),
        pool=draw(st.sampled_from(choices)),
        region=draw(st.sampled_from([None, Region(*spans)])),
    )


RUNS = {mask: long_trace(SIZE, mask=mask) for mask in (None, Causal(), Causal(5))}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(RUNS)), selections())
def test_values_are_the_whole_map_pooled(mask: Causal | None, selection: Selection) -> None:
    trace = RUNS[mask]
    if selection.unit == -1 or (1, -1) in selection.added:
        selection = replace(selection, unit=-1, added=frozenset())
    if (selection.layer, selection.unit) in selection.added:
        selection = replace(selection, added=frozenset())
    matrix = resolve_matrix(trace, selection)
    wanted = literal(trace, selection, matrix)
    np.testing.assert_allclose(np.nan_to_num(matrix.values), wanted, atol=1e-5)
    assert matrix.exact
    asked = selection.region or Region((0, SIZE), (0, SIZE))
    for labels, span in ((matrix.rows, asked.rows), (matrix.cols, asked.cols)):
        tokens = [token for label in labels for token in label.tokens]
        assert tokens == list(range(tokens[0], tokens[-1] + 1))
        assert set(range(*span)) <= set(tokens)
        assert len(labels) <= 9  # of those that begin before the span one more
    if mask is not None:
        for row, col in np.ndindex(matrix.values.shape):
            last, first = matrix.rows[row].tokens[-1], matrix.cols[col].tokens[0]
            assert np.isfinite(matrix.values[row, col]) == (first <= last + mask.diagonal)


@pytest.mark.parametrize("pool", ["mean", "max"])
def test_a_small_region_is_single_tokens(pool: Reduce) -> None:
    trace = long_trace(SIZE)
    wanted = Selection(unit=1, region=Region((40, 46), (30, 37)), query=43, pool=pool)
    matrix = resolve_matrix(trace, wanted)
    np.testing.assert_allclose(
        np.nan_to_num(matrix.values), trace.sites[0].weights()[1, 40:46, 30:37], atol=1e-5
    )
    assert [label.text for label in matrix.rows] == [f"t{at}" for at in range(40, 46)]
    assert (matrix.tile, matrix.tiled, matrix.row, matrix.query.text) == ((1, 1), False, 3, "t43")
    assert matrix.quantity == "attention weight, each row sums to 1"


def test_tiles_are_named_by_their_numbers_and_the_query_by_its_token() -> None:
    matrix = resolve_matrix(long_trace(SIZE), Selection(query=17, unit=0))
    assert [label.text for label in matrix.rows][:2] == ["0–7", "8–15"]
    assert matrix.rows[-1].text == "56–60"
    assert (matrix.row, matrix.query.text, matrix.tiled) == (2, "t17", True)
    assert matrix.quantity == "mean attention weight of 8 × 8 tokens"
    assert matrix.provenance["Query"] == "t17"
    assert matrix.provenance["Region"] == "queries 0–60, keys 0–60"
    assert matrix.levels.note == "scale of this picture"
    other = with_query(matrix, long_trace(SIZE).sites[0].queries, 60)
    assert (other.row, other.query.text, other.values is matrix.values) == (7, "t60", True)


def test_a_query_outside_of_the_region_still_asks() -> None:
    matrix = resolve_matrix(long_trace(SIZE), Selection(query=3, region=Region((40, 50), (0, 9))))
    assert (matrix.row, matrix.query.text, matrix.query_visible) == (-1, "t3", False)
    assert matrix.highlighted_cell == matrix.peak


def test_pictures_get_dearer_and_end_exact() -> None:
    trace = long_trace(SIZE, heads=3)
    chosen = chosen_sites(trace, Selection())
    found = list(refined_tiles(chosen, whole(trace.sites[0]), "mean", "mean"))
    assert [one.exact for one in found] == [*[False] * (len(found) - 1), True]
    assert len(found) > 1
    assert cost(chosen, whole(trace.sites[0])) == 3 * SIZE * SIZE
    rows = [one.size[0] for one in found]
    assert rows == sorted(rows, reverse=True)
    weights = trace.sites[0].weights().mean(axis=0)
    for one in found:  # a mean of true rows lies between them
        for row, (first, end) in enumerate(pairwise(one.rows)):
            own = np.add.reduceat(weights[first:end], one.cols[:-1], axis=1) / np.diff(one.cols)
            if not one.exact and one.allowed is None:
                assert (one.values[row] <= own.max(axis=0) + 1e-5).all()


def test_a_picture_that_costs_little_comes_exact_at_once() -> None:
    trace = long_trace(20, heads=1)
    (only,) = refined_matrix(trace, Selection(unit=0))
    assert only.exact


def test_estimates_say_so() -> None:
    first, *_, last = refined_matrix(long_trace(SIZE), Selection())
    assert (first.exact, last.exact) == (False, True)
    assert first.provenance["Method"].endswith("estimated")
    assert "estimated" not in last.provenance["Method"]


def test_heads_are_kept_apart_while_they_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = long_trace(SIZE)
    wanted = Selection(region=Region((0, 8), (0, 8)))
    matrix = resolve_matrix(trace, wanted)
    np.testing.assert_allclose(matrix.stack, trace.sites[0].weights()[:, :8, :8], atol=1e-5)
    assert matrix.units == ("head 0", "head 1", "head 2")
    monkeypatch.setattr(long_map, "KEPT", 100)
    alone = resolve_matrix(trace, wanted)
    np.testing.assert_array_equal(alone.stack[0], np.nan_to_num(alone.values))
    assert alone.units == ("mean of 3 heads",)


def test_a_row_is_the_whole_row() -> None:
    trace = long_trace(SIZE)
    weights = np.concatenate([site.weights()[:, 30] for site in trace.sites])
    both = Selection(added=frozenset({(1, -1)}), query=30)
    row = long_row(chosen_sites(trace, both), 30, "mean")
    np.testing.assert_allclose(row, weights.mean(axis=0), atol=1e-6)
    largest = long_row(chosen_sites(trace, both), 30, "max")
    np.testing.assert_allclose(largest, weights.max(axis=0), atol=1e-6)


def test_cancelled_between_two_blocks() -> None:
    with pytest.raises(Cancelled):
        resolve_matrix(long_trace(SIZE), Selection(), lambda: True)
    with pytest.raises(Cancelled):
        next(refined_matrix(long_trace(SIZE), Selection(), lambda: True))


def test_small_maps_are_estimates_on_a_scale_of_their_own() -> None:
    trace = long_trace(SIZE)
    assert scale_of(trace, Selection(scale=Scale.SHARED)) is Scale.MAP
    found = matrix_thumbnails(trace, Selection())
    for (thumbs, mask), site in zip(found, trace.sites, strict=True):
        assert len(thumbs) == 1 + site.heads
        assert mask is not None
        assert all(one.shape == mask.shape == (32, 32) for one in thumbs)
        assert all(one.max() == 255 or one.max() > 100 for one in thumbs)
        assert not mask[0, 1:].any()


def test_a_short_map_beside_a_long_one_has_its_own_scale_too() -> None:
    long = long_trace(SIZE, layers=1)
    short = token_attention(Kind.CROSS)
    trace = replace(long, sites=(short, *long.sites), layers=2)
    thumbs, _ = matrix_thumbnails(trace, Selection(words=False))[0]
    own: Array = short.weights()[1]
    np.testing.assert_array_equal(thumbs[2], quantised(own, levels_of([own], "").high))
    assert resolve_matrix(trace, Selection(words=False)).tile is None


def test_a_map_that_was_kept_is_pooled_too() -> None:
    trace = long_trace(SIZE, layers=1)
    (site,) = trace.sites
    kept = kept_map(site)
    other = replace(trace, sites=(kept,))
    for selection in (Selection(unit=1), Selection(region=Region((9, 30), (2, 21)), pool="max")):
        found, wanted = resolve_matrix(other, selection), resolve_matrix(trace, selection)
        np.testing.assert_allclose(found.values, wanted.values, atol=1e-5)


def test_what_is_said_of_a_long_map() -> None:
    trace = long_trace(SIZE)
    selection = Selection(unit=1, query=30)
    matrix = resolve_matrix(trace, selection)
    assert "Row entropy" not in dict(text_facts(trace, selection, matrix))
    row = trace.sites[0].weights()[1, 30]
    bits, most = entropy(row)
    facts = dict(text_facts(trace, selection, matrix, row))
    assert facts["Row entropy"] == f"{bits:.2f} of {most:.2f} bits"
    said = dict(text_explain(trace, selection, matrix, (3, 0)))
    assert said[""] == "24–31 → 0–7"
    assert matrix.quantity in said
    estimate = next(refined_matrix(trace, Selection(query=30)))
    said = dict(text_explain(trace, Selection(), estimate, (0, 0)))
    assert said[estimate.quantity].endswith("estimated")
    close = replace(selection, region=Region((30, 34), (20, 25)))
    found = dict(text_explain(trace, close, resolve_matrix(trace, close), (0, 2)))
    assert found[""] == "t30 → t22"
    assert {"head", "q·k", "softmax"} <= set(found)


def test_a_long_text_begins_with_its_last_token() -> None:
    assert clearest_step(long_trace(SIZE)) == SIZE - 1
