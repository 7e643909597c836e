"""The statistics of heads against literal loops, on every kind of site."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.head_table import Statistic, averaged
from explorer.analysis.heads import (
    SINK,
    StatisticsError,
    covered,
    distance_unit,
    head_table,
    induction,
    site_statistics,
)
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.placement import Placement
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.masks import Causal
from tests.analysis.planted_heads import HEADS, with_mask
from tests.core import text_traces, traces

PLACE = Placement(0, 0, 120, 60, 120, 60)


def literal(site: Attention, head: int, queries: list[int]) -> dict[Statistic, float]:
    """Every statistic of a head, as its formula reads, in loops over Python's floats."""
    asks, keys = site.query_axis, site.key_axis
    with np.errstate(invalid="ignore"):  # a query that may look nowhere
        weights = site.weights()[head].astype(float).tolist()
    found: dict[Statistic, list[float]] = {one: [] for one in Statistic}
    for query in queries:
        row = weights[query]
        found[Statistic.ENTROPY].append(-sum(w * math.log2(w) for w in row if w > 0))
        if query in range(keys.size) and asks == keys:
            found[Statistic.DIAGONAL].append(row[query])
        if isinstance(keys, PatchGrid) and isinstance(asks, PatchGrid):
            here = asks.cell(query)
            if here is None:
                continue
            wide, high = 120 / keys.cols, 60 / keys.rows
            own = (here[1] + 0.5) * 120 / asks.cols, (here[0] + 0.5) * 60 / asks.rows
            total = mass = 0.0
            for key in range(keys.size):
                cell = keys.cell(key)
                if cell is not None:
                    there = (cell[1] + 0.5) * wide, (cell[0] + 0.5) * high
                    total += row[key] * math.dist(own, there)
                    mass += row[key]
            if mass:  # in float32 a sharp head gives nothing to any patch
                found[Statistic.DISTANCE].append(total / mass)
            if asks == keys and here[1] > 0:
                found[Statistic.PREVIOUS].append(row[asks.index(here[0], here[1] - 1)])
            if asks == keys and here[1] + 1 < asks.cols:
                found[Statistic.NEXT].append(row[asks.index(here[0], here[1] + 1)])
        elif asks == keys:
            found[Statistic.DISTANCE].append(
                sum(row[key] * abs(query - key) for key in range(keys.size))
            )
            if query > 0:
                found[Statistic.PREVIOUS].append(row[query - 1])
            if query + 1 < keys.size:
                found[Statistic.NEXT].append(row[query + 1])
    given = [
        sum(weights[query][key] for query in queries) / len(queries) for key in range(keys.size)
    ]
    result = {one: sum(some) / len(some) if some else math.nan for one, some in found.items()}
    result[Statistic.SINKS] = sum(one for one in given if one > SINK)
    named = keys.special - {0} if isinstance(keys, Tokens) else set(range(1, len(keys.prefix)))
    first = isinstance(keys, Tokens) or "CLS" in keys.prefix
    result[Statistic.FIRST] = given[0] if first else math.nan
    result[Statistic.SPECIAL] = sum(given[key] for key in named) if named else math.nan
    return result


SITES = {
    "photo": traces.dot_product(prefix=("CLS", "register 0")),
    "photo without CLS": traces.dot_product(prefix=()),
    "coarser keys": traces.looking(PatchGrid(4, 6, ("CLS",)), PatchGrid(2, 3, ("CLS",))),
    "a sink": traces.dot_product(spread=30),
    "encoder": text_traces.token_attention(Kind.SELF),
    "decoder": text_traces.token_attention(Kind.MASKED),
    "cross": text_traces.token_attention(Kind.CROSS),
    "causal rule": text_traces.long_site(30),
}


@pytest.mark.parametrize("block", [1, 40, 2**24])
@pytest.mark.parametrize("name", SITES)
def test_every_statistic_is_what_its_formula_says(name: str, block: int) -> None:
    site = SITES[name]
    found = site_statistics(site, PLACE, block=block)
    for head in range(site.heads):
        expected = literal(site, head, list(range(site.query_axis.size)))
        for one, value in expected.items():
            if one not in (Statistic.BOX, Statistic.INDUCTION):
                assert found[one][head] == pytest.approx(value, abs=1e-5, nan_ok=True), one


def test_of_the_first_query_alone() -> None:
    site = SITES["photo"]
    found = site_statistics(site, PLACE, "first")
    expected = literal(site, 1, [0])
    for one in (Statistic.ENTROPY, Statistic.FIRST, Statistic.SPECIAL, Statistic.DIAGONAL):
        assert found[one][1] == pytest.approx(expected[one], abs=1e-5)
    assert np.isnan(found[Statistic.DISTANCE]).all()  # CLS has no place


def test_a_query_that_may_look_nowhere_counts_for_nothing() -> None:
    site = with_mask(text_traces.token_attention(Kind.SELF), hidden=3)
    rest = [query for query in range(site.query_axis.size) if query != 3]
    found = site_statistics(site)
    for one in (Statistic.ENTROPY, Statistic.DISTANCE, Statistic.FIRST, Statistic.DIAGONAL):
        assert found[one][0] == pytest.approx(literal(site, 0, rest)[one], abs=1e-5)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 6), st.integers(1, 6))
def test_the_share_of_patches_in_a_box(left: int, top: int, wide: int, high: int) -> None:
    """Counted on a photo of 12 x 12 pixels, four a patch along a side."""
    box = (left, top, left + wide, top + high)
    grid, place = PatchGrid(3, 3), Placement(0, 0, 12, 12, 12, 12)
    pixels = np.zeros((12, 12))
    pixels[box[1] : box[3], box[0] : box[2]] = 1
    expected = pixels.reshape(3, 4, 3, 4).mean(axis=(1, 3)).reshape(-1)
    np.testing.assert_allclose(covered(grid, place, box), expected, atol=1e-12)


def test_the_mass_in_a_box() -> None:
    site = SITES["photo"]
    found = site_statistics(site, PLACE, box=(30, 20, 90, 60))[Statistic.BOX]
    # rows 1 and 2 of 3, columns 1 and 2 of 4
    inside = [site.keys.index(row, col) for row in (1, 2) for col in (1, 2)]
    expected = site.weights()[:, :, inside].sum(axis=-1).mean(axis=-1)
    np.testing.assert_allclose(found, expected, atol=1e-6)
    whole = site_statistics(site, PLACE, box=(0, 0, 120, 60))[Statistic.BOX]
    np.testing.assert_allclose(whole, site.weights()[:, :, 2:].sum(-1).mean(-1), atol=1e-6)


def test_induction_is_the_weight_of_what_came_after() -> None:
    site = text_traces.long_site(12)
    weights = site.weights()
    period, places = 5, [5, 6, 7, 8, 9]
    expected = [
        sum(weights[head, query, query - period + 1] for query in places) / 5 for head in range(3)
    ]
    np.testing.assert_allclose(induction(site, places, period), expected, atol=1e-6)


def test_a_table_has_a_row_a_head_and_ranks_them() -> None:
    table = head_table(traces.vit_trace(3, 2))
    assert table.cells == ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1))
    assert set(table.units) == {"px"}
    assert Statistic.BOX not in table.statistics
    values = table.values[Statistic.ENTROPY]
    assert [values[row] for row in table.ranked(Statistic.ENTROPY)] == sorted(values, reverse=True)
    assert table.verdict is Verdict.VERIFIED
    first = next(table.records())
    assert first["site"] == "blocks.0.attention"
    assert first["box"] is None
    assert table.csv().count("\n") == 7


def test_parts_of_a_translator_have_their_own_units() -> None:
    table = head_table(text_traces.text_trace(1, 2))
    assert table.parts == ("cross", "cross", "decoder", "decoder", "encoder", "encoder")
    assert table.units == ("", "", "tokens", "tokens", "tokens", "tokens")
    assert np.isnan(table.values[Statistic.DISTANCE][:2]).all()


def test_gates_have_no_statistics() -> None:
    with pytest.raises(StatisticsError, match="gates alone"):
        head_table(traces.se_trace())


def test_points_have_an_entropy_and_no_distance() -> None:
    table = head_table(traces.detector_trace())
    assert not np.isnan(table.values[Statistic.ENTROPY]).any()
    assert np.isnan(table.values[Statistic.DISTANCE]).all()
    assert set(table.units) == {""}


def test_it_stops_when_it_is_cancelled() -> None:
    with pytest.raises(Cancelled):
        head_table(traces.vit_trace(), cancelled=lambda: True)


def test_the_mean_of_several_inputs_has_standard_errors() -> None:
    tables = [head_table(traces.vit_trace(2, 2)) for _ in range(3)]
    moved = [
        table.with_values(Statistic.ENTROPY, np.array([0.0, 1.0, 2.0, 3.0]) + at)
        for at, table in enumerate(tables)
    ]
    mean = averaged(moved)
    assert mean.inputs == 3
    np.testing.assert_allclose(mean.values[Statistic.ENTROPY], [1, 2, 3, 4])
    np.testing.assert_allclose(mean.errors[Statistic.ENTROPY], np.std([0, 1, 2], ddof=1) / 3**0.5)
    assert np.isnan(mean.values[Statistic.BOX]).all()
    assert np.isnan(averaged(tables[:1]).errors[Statistic.ENTROPY]).all()


def test_only_the_same_heads_are_averaged() -> None:
    with pytest.raises(ValueError, match="same heads"):
        averaged([head_table(traces.vit_trace(2, 2)), head_table(traces.vit_trace(3, 2))])
    with pytest.raises(ValueError, match="nothing"):
        averaged([])


@pytest.mark.parametrize("heads", HEADS)
def test_planted_heads_are_told_apart(heads: str) -> None:
    """Heads that are made to look at the token before, after, at itself and at the first."""
    site, statistic = HEADS[heads]
    table = head_table(replace(text_traces.long_trace(4, layers=1), sites=(site,)))
    assert table.values[statistic][0] > 0.9
    others = {Statistic.PREVIOUS, Statistic.NEXT, Statistic.DIAGONAL, Statistic.FIRST} - {statistic}
    assert all(table.values[one][0] < 0.3 for one in others)


def test_a_long_text_needs_no_map_of_all_tokens() -> None:
    """Two blocks and one give the same, of a text whose map would take 64 MB a head."""
    site = replace(text_traces.long_site(3000, heads=1), mask=Causal())
    whole, parts = (site_statistics(site, block=block) for block in (2**24, 2**20))
    for one in Statistic:
        np.testing.assert_allclose(whole[one], parts[one], atol=1e-9, equal_nan=True)
    assert distance_unit(site) == "tokens"
