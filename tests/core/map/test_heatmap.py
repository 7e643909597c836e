"""What a picture shows, against means and maxima written out, and how it is called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.scales import levels
from explorer.core.selection import MEAN, Cell, GateSide, Selection
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.trace import Trace
from tests.core.traces import dot_product, gate_trace, se_trace, trace, vit_trace

VIT = vit_trace(layers=3, heads=3)
SE = se_trace()
GATE = gate_trace()


def of(*cells: Cell, **other: object) -> Selection:
    """A selection of these cells, the first of them current."""
    return replace(Selection().with_cells(frozenset(cells), cells[0]), **other)


def literal(
    run: Trace, cells: frozenset[Cell], how: str, query: int, side: GateSide
) -> list[list[float]]:
    """The picture cell by cell: every map of every chosen unit, read at its own grid."""
    maps = []
    for layer, site in enumerate(run.sites):
        for unit in range(site.units):
            if (layer, unit) in cells or (layer, MEAN) in cells:
                before = isinstance(site, ChannelGate) and side is GateSide.BEFORE
                maps.append(site.ungated([unit])[0] if before else site.maps(query, [unit])[0])
    rows, cols = max((one.shape for one in maps), key=lambda shape: shape[0] * shape[1])
    picture = []
    for row in range(rows):
        line = []
        for col in range(cols):
            sizes = [
                abs(float(one[row * one.shape[0] // rows, col * one.shape[1] // cols]))
                for one in maps
            ]
            line.append(max(sizes) if how == "max" else sum(sizes) / len(sizes))
        picture.append(line)
    return picture


@given(
    st.sampled_from([VIT, SE, GATE]),
    st.sampled_from(["mean", "max"]),
    st.sampled_from(list(GateSide)),
    st.data(),
)
def test_values_are_the_literal_mean_or_maximum(
    run: Trace, how: str, side: GateSide, data: st.DataObject
) -> None:
    cell = st.sampled_from(
        [
            (layer, unit)
            for layer, site in enumerate(run.sites)
            for unit in (MEAN, *(range(site.units) if site.units > 1 else ()))
        ]
    )
    cells = data.draw(st.frozensets(cell, min_size=1, max_size=5))
    query = data.draw(st.integers(0, run.sites[0].query_axis.size - 1))
    selection = replace(
        Selection(query=query, reduce="max" if how == "max" else "mean", side=side).with_cells(
            cells, min(cells)
        )
    )
    heatmap = resolve_heatmap(run, selection)
    np.testing.assert_allclose(heatmap.values, literal(run, cells, how, query, side), atol=1e-5)
    assert heatmap.values.min() >= 0
    assert heatmap.readout.shape == heatmap.values.shape == heatmap.grid


@given(st.sampled_from([VIT, SE, GATE]), st.integers(0, 2), st.integers(-1, 5), st.integers(0, 12))
def test_the_same_question_gives_the_same_picture(
    run: Trace, layer: int, unit: int, query: int
) -> None:
    selection = Selection(layer=layer, unit=unit, query=query, added=frozenset({(0, 1)}))
    first, second = resolve_heatmap(run, selection), resolve_heatmap(run, selection)
    assert first.values.tobytes() == second.values.tobytes()
    assert first.readout.tobytes() == second.readout.tobytes()
    one = {key: value for key, value in vars(first).items() if key not in ("values", "readout")}
    assert all(vars(second)[key] == value for key, value in one.items())
    assert not any(site.maps(0) is first.values for site in run.sites)


@given(st.integers(0, 12), st.frozensets(st.tuples(st.integers(0, 2), st.integers(-1, 2))))
def test_shares_sum_to_one(query: int, cells: frozenset[Cell]) -> None:
    heatmap = resolve_heatmap(VIT, Selection(query=query, added=cells))
    assert [name for name, _ in heatmap.shares] == ["patches", "CLS"]
    assert sum(share for _, share in heatmap.shares) == pytest.approx(1, abs=1e-5)
    assert heatmap.shares[0][1] == pytest.approx(float(heatmap.values.sum()), abs=1e-5)


def test_shares_name_every_prefix_token() -> None:
    run = trace([dot_product(prefix=("CLS", "register 0"))])
    shares = dict(resolve_heatmap(run, Selection(unit=1)).shares)
    row = run.sites[0].weights([0])[1, 0]
    assert shares == pytest.approx(
        {"patches": row[2:].sum(), "CLS": row[0], "register 0": row[1]}, abs=1e-6
    )


def test_what_is_no_distribution_has_no_shares() -> None:
    assert resolve_heatmap(VIT, Selection(reduce="max")).shares == ()
    assert resolve_heatmap(SE, Selection()).shares == ()
    assert resolve_heatmap(GATE, Selection()).shares == ()


def test_uniform_is_the_value_of_even_attention() -> None:
    even = trace([dot_product(spread=0.0)])
    heatmap = resolve_heatmap(even, Selection())
    assert heatmap.uniform == pytest.approx(1 / 13)
    np.testing.assert_allclose(heatmap.values, heatmap.uniform, atol=1e-6)
    assert resolve_heatmap(GATE, Selection()).uniform is None
    assert resolve_heatmap(SE, Selection()).uniform is None


def test_one_channel_reads_signed_and_is_coloured_by_its_size() -> None:
    heatmap = resolve_heatmap(SE, Selection(layer=1, unit=4))
    site = SE.sites[1]
    np.testing.assert_array_equal(heatmap.readout, site.maps(0)[4])
    np.testing.assert_array_equal(heatmap.values, np.abs(site.maps(0)[4]))
    assert heatmap.readout.min() < 0
    mean = resolve_heatmap(SE, Selection(layer=1))
    np.testing.assert_array_equal(mean.readout, mean.values)


@pytest.mark.parametrize(("query", "label", "cell"), [(0, "CLS", None), (7, "patch 1, 2", (1, 2))])
def test_who_asks(query: int, label: str, cell: tuple[int, int] | None) -> None:
    heatmap = resolve_heatmap(VIT, Selection(query=query))
    assert (heatmap.query_label, heatmap.query_cell) == (label, cell)
    assert heatmap.provenance["Query"] == label
    gate = resolve_heatmap(GATE, Selection(query=query))
    assert (gate.query_label, gate.query_cell) == ("whole picture", None)


def test_the_peak_is_where_the_largest_value_is() -> None:
    heatmap = resolve_heatmap(VIT, Selection(layer=2, unit=1, query=4))
    row, col = heatmap.peak
    assert heatmap.values[row, col] == heatmap.values.max()


def test_levels_are_those_of_the_selection() -> None:
    selection = Selection(layer=1, unit=2, query=5)
    assert resolve_heatmap(VIT, selection).levels == levels(VIT, selection)


@pytest.mark.parametrize(
    ("run", "selection", "title", "subtitle"),
    [
        (VIT, of((1, MEAN)), "Layer 1", "mean of 3 heads"),
        (VIT, of((1, MEAN), reduce="max"), "Layer 1", "largest of 3 heads"),
        (VIT, of((1, 2)), "Layer 1", "head 2"),
        (VIT, of((1, 2), reduce="max"), "Layer 1", "head 2"),
        (VIT, of((1, 0), (1, 2)), "Layer 1", "mean of heads 0, 2"),
        (VIT, of((1, 0), (1, 1), (1, 2)), "Layer 1", "mean of 3 heads"),
        (VIT, of((0, MEAN), (1, MEAN), (2, MEAN)), "Layers 0–2", "mean of 9 heads"),
        (VIT, of((0, 2), (2, 2)), "Layers 0, 2", "mean of head 2"),
        (VIT, of((0, 0), (0, 1), (1, 0), (1, 1)), "Layers 0, 1", "mean of heads 0, 1"),
        (
            VIT,
            of((0, 0), (1, 1), (1, 2), (2, MEAN)),
            "Layers 0–2",
            "mean of 6 heads (layer 0: 0; layer 1: 1, 2; layer 2: all)",
        ),
        (SE, of((1, MEAN)), "Block 1", "mean of 9 channels"),
        (SE, of((1, 4)), "Channel 4", "block 1, stages.1.se"),
        (SE, of((1, 4), (1, 5), (1, 6)), "Block 1", "mean of channels 4–6"),
        (SE, of((0, MEAN), (1, MEAN)), "Blocks 0, 1", "mean of 15 channels"),
        (GATE, of((1, MEAN)), "Block 1", "stages.1.gate"),
        (GATE, of((0, MEAN), (1, MEAN)), "Blocks 0, 1", "mean of 2 gates"),
        (GATE, of((0, MEAN), (1, MEAN), reduce="max"), "Blocks 0, 1", "largest of 2 gates"),
    ],
)
def test_the_title_says_what_is_shown(
    run: Trace, selection: Selection, title: str, subtitle: str
) -> None:
    heatmap = resolve_heatmap(run, selection)
    assert (heatmap.title, heatmap.subtitle) == (title, subtitle)


def test_what_a_run_does_not_have_is_replaced() -> None:
    far = Selection(layer=40, unit=300, query=999, added=frozenset({(9, 9)}))
    heatmap = resolve_heatmap(VIT, far)
    assert (heatmap.title, heatmap.subtitle, heatmap.query_label) == (
        "Layer 2",
        "mean of 3 heads",
        "CLS",
    )


def test_a_partial_run_already_has_pictures() -> None:
    partial = replace(VIT, sites=VIT.sites[:1], prediction=None, checks=())
    heatmap = resolve_heatmap(partial, Selection(layer=2, unit=1))
    site = VIT.sites[0]
    assert isinstance(site, PatchAttention)
    np.testing.assert_array_equal(heatmap.values, site.maps(0)[1])
    assert heatmap.provenance["Verified"] == "Not verified"


def test_provenance_says_where_the_picture_comes_from() -> None:
    found = resolve_heatmap(VIT, of((0, 1), (2, MEAN), query=3)).provenance
    assert found["Model"] == "toy"
    assert found["Weights-SHA256"] == "cd" * 32
    assert found["Input-SHA256"] == "ab" * 32
    assert found["Site"] == "blocks.0.attention, blocks.2.attention"
    assert (found["Layer"], found["Head"], found["Reduce"]) == ("0, 2", "1; all", "mean")
    assert found["Method"] == "attention weights"
    assert found["Verified"] == "Verified"
    assert found["Software"].startswith("Attention Explorer ")


@pytest.mark.parametrize(
    ("run", "side", "method"),
    [
        (SE, GateSide.BEFORE, "activations before the channel gate"),
        (SE, GateSide.AFTER, "activations after the channel gate"),
        (GATE, GateSide.AFTER, "spatial gate"),
    ],
)
def test_provenance_names_the_method(run: Trace, side: GateSide, method: str) -> None:
    assert resolve_heatmap(run, Selection(side=side)).provenance["Method"] == method


def test_quantities() -> None:
    quantities = [resolve_heatmap(run, Selection()).quantity for run in (VIT, SE, GATE)]
    assert quantities == [
        "attention weight of one patch",
        "size of the activation",
        "gate of one position",
    ]
