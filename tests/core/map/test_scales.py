"""Which maps share their levels: the scale of a selection, and whose values its ends come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.combine import quantised
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.matrix import matrix_thumbnails
from explorer.core.map.scales import levels, scale_of
from explorer.core.map.thumbnails import thumbnails
from explorer.core.numbers import nice_ceiling
from explorer.core.selection import MEAN, GateSide, Scale, Selection, clamped
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from explorer.core.text import Task
from explorer.core.trace import Trace
from tests.core.map.percentiles import flat
from tests.core.text_traces import text_trace
from tests.core.traces import dot_product, gate_trace, se_trace, spatial_gate, trace, vit_trace


def test_the_shared_scale_is_that_of_all_maps_of_the_query() -> None:
    run = vit_trace(layers=3)
    for query in (0, 5):
        found = levels(run, Selection(layer=2, unit=1, query=query, scale=Scale.SHARED))
        expected = nice_ceiling(flat(*(site.maps(query) for site in run.sites)))
        assert found.high == pytest.approx(expected)
        assert found.note == "shared by all 6 heads"


def test_the_scale_of_a_layer_is_that_of_its_maps() -> None:
    run = vit_trace(layers=3)
    one = levels(run, Selection(layer=1, unit=0, scale=Scale.LAYER))
    assert one.high == pytest.approx(nice_ceiling(flat(run.sites[1].maps(0))))
    assert one.note == "shared by the 2 heads of this layer"
    two = levels(run, Selection(layer=1, added=frozenset({(2, 0)}), scale=Scale.LAYER))
    assert two.high == pytest.approx(nice_ceiling(flat(run.sites[1].maps(0), run.sites[2].maps(0))))
    assert two.note == "shared by the 4 heads of these layers"


@pytest.mark.parametrize("unit", [MEAN, 0, 1])
@pytest.mark.parametrize("how", ["mean", "max"])
def test_the_scale_of_a_map_is_that_of_the_picture(unit: int, how: str) -> None:
    run = vit_trace()
    reduce = "max" if how == "max" else "mean"
    found = levels(run, Selection(layer=1, unit=unit, reduce=reduce, scale=Scale.MAP))
    maps = run.sites[1].maps(0) if unit == MEAN else run.sites[1].maps(0, [unit])
    picture = maps.max(axis=0) if how == "max" else maps.mean(axis=0)
    assert found.high == pytest.approx(nice_ceiling(flat(picture)))
    assert found.note == "scale of this map alone"


def test_the_scale_of_a_map_of_different_grids_is_that_of_the_picture() -> None:
    run = gate_trace()
    found = levels(run, Selection(added=frozenset({(1, MEAN)}), scale=Scale.MAP))
    fine, coarse = run.sites[0].maps(0)[0], run.sites[1].maps(0)[0]
    picture = [
        [(fine[row, col] + coarse[row * 2 // 5, col * 3 // 7]) / 2 for col in range(7)]
        for row in range(5)
    ]
    assert found.high == pytest.approx(nice_ceiling(flat(np.array(picture, np.float32))))


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("unit", [MEAN, 3])
def test_both_sides_of_a_channel_gate_share_one_scale(scale: Scale, unit: int) -> None:
    run = se_trace()
    sides = {
        levels(run, Selection(layer=1, unit=unit, scale=scale, side=side)) for side in GateSide
    }
    assert len(sides) == 1


def test_activations_are_scaled_by_their_size_before_the_gate() -> None:
    run = se_trace()
    site = run.sites[1]
    assert levels(run, Selection(layer=1, unit=3)).high == pytest.approx(
        nice_ceiling(flat(np.abs(site.features)))
    )
    alone = levels(run, Selection(layer=1, unit=3, scale=Scale.MAP))
    assert alone.high == pytest.approx(nice_ceiling(flat(np.abs(site.features[3]))))


def test_clipped_says_that_a_value_lies_above() -> None:
    sharp = trace([dot_product(heads=1, grid=(20, 20), spread=4.0)])
    found = levels(sharp, Selection())
    assert found.clipped == bool(sharp.sites[0].maps(0).max() > found.high)
    assert found.clipped, "one peak among 400 cells lies beyond the 99.7th percentile"
    even = trace([dot_product(heads=1, spread=0.0)])
    assert not levels(even, Selection()).clipped


@pytest.mark.parametrize(
    ("run", "note"),
    [
        (vit_trace(2), "shared by all 4 heads"),
        (se_trace(), "shared by all 15 channels"),
        (gate_trace(), "shared by all 2 gates"),
    ],
    ids=["vit", "se", "gate"],
)
def test_the_note_counts_what_shares(run: Trace, note: str) -> None:
    assert levels(run, Selection(scale=Scale.SHARED)).note == note


def test_defaults_and_words() -> None:
    runs = (vit_trace(), se_trace(), gate_trace(), text_trace())
    scales = [scale_of(run, Selection()) for run in runs]
    assert scales == [Scale.LAYER, Scale.LAYER, Scale.SHARED, Scale.SHARED]
    gates = [Kind.CHANNEL, Kind.SPATIAL]
    assert [kind for kind in Kind if kind.layer_word == "Block"] == gates
    run = se_trace()
    assert levels(run, Selection()) == levels(run, Selection(scale=Scale.LAYER))
    assert levels(run, Selection()).note == "scale of this block, same before and after"
    assert levels(vit_trace(), Selection()) == levels(vit_trace(), Selection(scale=Scale.LAYER))


@pytest.mark.parametrize("value", [0.4, 0.8, 0.012, 1.0])
def test_what_lies_at_the_ceiling_is_not_clipped(value: float) -> None:
    even = replace(spatial_gate(), gate=frozen(np.full((4, 4), value)))
    found = levels(trace([even]), Selection())
    assert (found.high, found.clipped) == (pytest.approx(value), False)


RUNS = {"vit": vit_trace(layers=3), "se": se_trace(), "gates": gate_trace()}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("unit", [MEAN, 0])
def test_levels_that_are_set_come_before_every_scale(name: str, scale: Scale, unit: int) -> None:
    run = RUNS[name]
    selection = clamped(run, Selection(unit=unit, scale=scale, levels=(0.25, 0.5)))
    sides = [resolve_heatmap(run, replace(selection, side=side)).values for side in GateSide]
    values = np.stack(sides)
    found = levels(run, selection)
    assert found.ends == (0.25, 0.5)
    assert found.chosen
    assert found.note == "levels set by hand"
    assert found.cut == bool((values < 0.25).any())
    assert found.clipped == bool((values > 0.5).any())
    assert resolve_heatmap(run, selection).levels == found
    first = thumbnails(run, selection)[0][0].astype(int)
    alone = resolve_heatmap(run, selection.moved(0, MEAN)).values
    expected = np.clip((alone - 0.25) / 0.25, 0, 1) * 255
    assert np.abs(first - expected).max() <= 1


def sinking(heads: int) -> Trace:
    """A reader's run whose heads each look at a token of their own and at the special last one."""
    whole = text_trace(layers=2, heads=heads)
    sites = []
    for site in whole.sites[4:]:
        assert isinstance(site, TokenAttention)
        count = site.keys.size
        map_ = np.full((heads, count, count), 0.01, np.float32)
        for head in range(heads):
            map_[head, np.arange(count), (np.arange(count) + head) % (count - 1)] = 0.5
            map_[head, :, -1] = 1 - map_[head, :, :-1].sum(axis=-1)
        common = {"name": site.name, "layer": site.layer, "checks": site.checks}
        axes = {"queries": site.queries, "keys": site.keys}
        sites.append(TokenMap(**common, **axes, sort=Kind.SELF, map=frozen(map_)))  # type: ignore[arg-type]
    return replace(whole, sites=tuple(sites), layers=2, best=1, task=Task.READ, translation=None)


def test_means_that_would_be_nearly_black_have_a_scale_of_their_own() -> None:
    """As of MiniLM: single heads reach 0.5, their means less than 0.1 but for a special token."""
    run = sinking(heads=7)
    found = levels(run, Selection(words=False))
    means = np.concatenate([site.weights().mean(axis=0)[:, :-1].ravel() for site in run.sites])
    assert found.high == nice_ceiling(float(np.percentile(means, 99.7)))
    assert found.high < 0.15
    assert found.clipped  # the special token lies beyond
    assert found.labels[-1].startswith("≥ ")
    assert found.note == (
        "shared by the means of all 2 layers, special and first tokens left aside"
    )
    assert levels(run, Selection(unit=3, words=False)).note == "shared by all 14 heads"
    chosen = Selection(scale=Scale.SHARED, words=False)
    assert levels(run, chosen).note == "shared by all 14 heads"  # who asks for it has it
    small, _ = matrix_thumbnails(run, Selection(words=False))[0]
    ends = [found.ends] + [levels(run, Selection(unit=0, words=False)).ends] * 7
    maps = [run.sites[0].weights().mean(axis=0), *run.sites[0].weights()]
    for one, map_, (low, high) in zip(small, maps, ends, strict=True):
        assert (one == quantised(map_, high, low)).all()


def test_means_that_can_be_read_keep_the_scale_of_all_heads() -> None:
    assert levels(text_trace(), Selection()).note == "shared by all 12 heads"
