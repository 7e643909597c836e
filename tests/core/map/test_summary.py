"""Facts beside a picture and one value step by step, recomputed from q and k."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.summary import entropy, explain, facts, rank
from explorer.core.numbers import short
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.patch_maps import PatchAttention
from tests.core.traces import (
    channel_gate,
    dot_product,
    gate_trace,
    literal_attention,
    se_trace,
    trace,
    vit_trace,
)

VIT, SE, GATE = vit_trace(layers=2, heads=3), se_trace(), gate_trace()


def test_entropy_of_even_and_of_single_attention() -> None:
    even = trace([dot_product(spread=0.0)])
    assert entropy(even, Selection()) == pytest.approx((math.log2(13), math.log2(13)), abs=1e-5)
    sharp = trace([dot_product(heads=1, spread=100.0)])
    assert entropy(sharp, Selection())[0] == pytest.approx(0, abs=1e-3)


def test_entropy_is_that_of_the_averaged_row() -> None:
    site = VIT.sites[1]
    assert isinstance(site, PatchAttention)
    row = literal_attention(site)[[0, 2], 5].mean(axis=0)
    expected = -sum(share * math.log2(share) for share in row)
    selection = Selection(layer=1, unit=0, added=frozenset({(1, 2)}), query=5)
    assert entropy(VIT, selection)[0] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("placement", "expected"),
    [
        (Placement(0, 0, 48, 32, 48, 32), None),
        (Placement(8, 0, 40, 32, 48, 32), "32 × 32 px"),
        (Placement(9.2, 1.1, 39.1, 31, 48, 32), "30 × 30 px"),
        (Placement(0, -8, 48, 40, 48, 32), "whole, between bars"),
    ],
)
def test_what_was_seen_of_the_photo_is_told_where_it_is_a_part(
    placement: Placement, expected: str | None
) -> None:
    cut = replace(VIT, placements=(placement,))
    found = dict(facts(cut, Selection(), resolve_heatmap(cut, Selection())))
    assert found.get("Photo seen") == expected


def test_facts_of_an_attention_map() -> None:
    selection = Selection(layer=1, unit=2)
    heatmap = resolve_heatmap(VIT, selection)
    row, col = heatmap.peak
    found = dict(facts(VIT, selection, heatmap))
    assert found["Site"] == "blocks.1.attention"
    assert found["Shape"] == "3 × 13 × 13"
    assert found["Peak"] == f"{short(float(heatmap.values.max()))} at {row}, {col}"
    assert found["Entropy"].endswith(f"of {math.log2(13):.2f} bits")


def test_facts_of_gates() -> None:
    site = SE.sites[0]
    mean = dict(facts(SE, Selection(), resolve_heatmap(SE, Selection())))
    assert mean["Mean gate"] == short(float(np.mean(site.weights())))
    assert mean["Feature map"] == "6 × 4"
    opened = sum(float(gate) > 0.5 for gate in site.weights().ravel())
    assert mean["Open gates, > 0.5"] == f"{opened} of 6"
    one = dict(facts(SE, Selection(unit=2), resolve_heatmap(SE, Selection(unit=2))))
    assert one["Gate"].startswith(short(float(site.weights()[0, 0, 2])))
    gate = dict(facts(GATE, Selection(layer=1), resolve_heatmap(GATE, Selection(layer=1))))
    assert gate["Positions"] == "2 × 3"
    assert gate["Site"] == "stages.1.gate"


def test_the_most_open_channel_has_rank_one() -> None:
    site = channel_gate((9, 2, 2))
    order = np.argsort(-site.gate)
    assert [rank(site, int(channel)) for channel in order] == list(range(1, 10))


def test_one_weight_step_by_step() -> None:
    site = VIT.sites[1]
    assert isinstance(site, PatchAttention)
    query, key = 4, site.keys.index(1, 3)
    steps = dict(explain(VIT, Selection(layer=1, unit=2, query=query), (1, 3)))
    product = float(site.query[2, query] @ site.key[2, key])
    assert steps[""] == "patch 0, 3 → patch 1, 3"
    assert steps["head"] == "2"
    assert steps["q·k"] == short(product)
    assert steps["÷ √5"] == short(product / math.sqrt(5))
    assert steps["softmax"] == short(float(literal_attention(site)[2, query, key]))
    assert "mean of heads" not in steps


def test_the_mean_is_explained_by_its_strongest_head() -> None:
    site = VIT.sites[0]
    assert isinstance(site, PatchAttention)
    weights = literal_attention(site)[:, 0, site.keys.index(2, 0)]
    steps = dict(explain(VIT, Selection(), (2, 0)))
    assert steps["strongest head"] == str(weights.argmax())
    assert steps["softmax"] == short(float(weights.max()))
    assert steps["mean of heads"] == short(float(weights.mean()))


def test_the_value_that_is_explained_is_the_value_that_is_shown() -> None:
    one = Selection(layer=1, unit=0, query=6)
    several = Selection(layer=1, query=6, added=frozenset({(0, 1)}))
    for selection in (one, several, replace(several, reduce="max")):
        heatmap = resolve_heatmap(VIT, selection)
        steps = dict(explain(VIT, selection, (0, 2)))
        shown = steps.get("mean of heads", steps["softmax"])
        assert shown == short(float(heatmap.readout[0, 2]))


def test_the_strongest_head_of_several_layers_names_its_layer() -> None:
    selection = Selection(layer=1, added=frozenset({(0, MEAN)}))
    steps = dict(explain(VIT, selection, (0, 0)))
    weights = np.stack([site.maps(0)[:, 0, 0] for site in VIT.sites])  # (layers, heads)
    layer, head = np.unravel_index(weights.argmax(), weights.shape)
    assert steps["strongest head"] == f"{head} of layer {layer}"


def test_a_channel_gate_step_by_step() -> None:
    site = SE.sites[1]
    steps = dict(explain(SE, Selection(layer=1, unit=4), (0, 0)))
    features, logit = site.ungated([4]), float(site.logits[4])
    assert steps["mean of map"] == short(float(np.mean(features)))
    assert steps["logit"] == short(logit)
    assert steps["sigmoid"] == short(1 / (1 + math.exp(-logit)))
    mean = dict(explain(SE, Selection(layer=1, unit=MEAN), (0, 0)))
    assert mean["most open"] == f"channel {site.gate.argmax()}"
    assert mean["most closed"] == f"channel {site.gate.argmin()}"


def test_a_spatial_gate_step_by_step() -> None:
    site = GATE.sites[1]
    steps = dict(explain(GATE, Selection(layer=1), (1, 2)))
    assert steps[""] == "position 1, 2"
    assert steps["sigmoid"] == short(1 / (1 + math.exp(-float(site.logits[1, 2]))))
