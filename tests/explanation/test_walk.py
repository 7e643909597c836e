"""Walk-throughs of the bundled models against the modules themselves and literal formulas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import Mute, MuteMode
from explorer.core.map.matrix import resolve_matrix
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.attention import Kind
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.trace import Trace
from explorer.explanation.expression import latex, plain, symbols
from explorer.explanation.gate_steps import NO_FEATURES, NO_INSIDE, NO_LOGITS
from explorer.explanation.quantities import Walkthrough
from explorer.explanation.softmax_steps import NO_PROJECTION
from explorer.explanation.walk import walk_through
from explorer.inputs.images import read_photo
from explorer.registry.catalogue import find
from explorer.resource_files import resources
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import detector_trace, gate_trace, se_trace
from tests.explanation.literal import assert_attention, equal

SENTENCE = "この小説は人気です。"


@contextmanager
def outputs(model: nn.Module, *paths: str) -> Iterator[dict[str, Any]]:
    """The last output of some modules, by path."""
    seen: dict[str, Any] = {}
    handles = [
        model.get_submodule(path).register_forward_hook(
            lambda _, args, out, path=path: seen.update({path: out})
        )
        for path in paths
    ]
    yield seen
    for handle in handles:
        handle.remove()


def ran(name: str, *watched: str) -> tuple[Any, Trace, dict[str, Any]]:
    """A bundled model, its run, and what some of its modules gave."""
    subject: Any = find(name).load("cpu")
    texts = name in ("transformer", "seq2seq")
    photo = () if texts else (read_photo(resources() / "samples" / "church.webp"),)
    with outputs(subject.model, *watched) as seen:
        trace = subject.run(Inputs(photo, text=SENTENCE if texts else ""))
    return subject.model, trace, seen


def heads(x: Tensor, count: int) -> Tensor:
    """(1, T, width) to (heads, T, d)."""
    return x[0].unflatten(-1, (count, -1)).transpose(0, 1)


def complete(walk: Walkthrough) -> None:
    """Formulas name arrays that there are, in both notations, and every source exists."""
    for step in walk.steps:
        assert step.quantity in walk
        assert plain(step.formula)
        assert latex(step.formula)
        assert step.says.endswith(".")
        assert all(one.quantity in walk for one in symbols(step.formula) if one.quantity)
    for name, quantity in walk.quantities.items():
        assert quantity.values.shape == tuple(map(len_of(walk, name), range(quantity.values.ndim)))
        place = dict.fromkeys(quantity.axes, 0)
        if quantity.uses and "head" not in quantity.axes:
            assert [source.quantity for source in walk.sources(name, place)]


def len_of(walk: Walkthrough, name: str) -> Any:
    """The lengths of axes: those of one name are alike."""
    quantity = walk[name]

    def length(at: int) -> int:
        axis = quantity.axes[at]
        alike = {
            one.values.shape[one.axes.index(axis)]
            for one in walk.quantities.values()
            if axis in one.axes
        }
        assert len(alike) == 1, axis
        return alike.pop()

    return length


def test_a_head_of_the_vit_computes_what_its_module_does() -> None:
    path = "blocks.3.attention"
    model, trace, seen = ran("vit", *(f"{path}.{part}" for part in ("query", "key", "value")))
    module = model.get_submodule(path)
    q, k, v = (heads(seen[f"{path}.{part}"], module.heads) for part in ("query", "key", "value"))
    walk = walk_through(trace, Selection(layer=3, unit=4, query=20))
    assert_attention(walk, q[4, 20], k[4], v[4], scale=q.shape[-1] ** -0.5)
    every = (torch.softmax(q @ k.mT * q.shape[-1] ** -0.5, -1) @ v)[:, 20]  # (heads, d)
    equal(walk["heads"].values, every)
    assert NO_PROJECTION in walk.missing
    assert walk.head == 4
    assert "mean" not in walk
    assert walk.asks == trace.sites[3].query_axis.label(20)
    complete(walk)


def test_a_mean_of_heads_is_walked_as_a_mean_with_every_head_beside_the_others() -> None:
    path = "blocks.5.attention"
    model, trace, seen = ran("vit", *(f"{path}.{part}" for part in ("query", "key", "value")))
    module = model.get_submodule(path)
    q, k, v = (heads(seen[f"{path}.{part}"], module.heads) for part in ("query", "key", "value"))
    walk = walk_through(trace, Selection(layer=5, unit=MEAN, query=0))
    assert (walk.head, walk.strongest, walk.heads) == (None, False, 6)
    rows, scores, outputs = [], [], []
    for h in range(6):  # head by head, in float64
        inner = k[h].double() @ q[h, 0].double()
        scores.append(inner / k.shape[-1] ** 0.5)
        rows.append(torch.exp(scores[-1]) / torch.exp(scores[-1]).sum())
        outputs.append(rows[-1] @ v[h].double())
    equal(walk["scaled"].values.T, torch.stack(scores))
    equal(walk["head_weights"].values.T, torch.stack(rows))
    equal(walk["weights"].values, sum(rows) / 6)
    equal(walk["weights"].values, trace.sites[5].weights([0])[:, 0].mean(axis=0))
    equal(walk["output"].values, torch.cat(outputs))  # what the output projection reads
    assert NO_PROJECTION in walk.missing
    assert walk.error is not None
    assert walk.error < 1e-5
    assert [one.quantity for one in walk.sources("weights", {"key": 7})] == ["head_weights"]
    complete(walk)


def test_the_mean_of_masked_heads_looks_at_nothing_to_come() -> None:
    trace = text_trace()
    walk = walk_through(trace, Selection(layer=2, query=3))
    assert walk.heads == 2
    assert "mask" in [step.name for step in walk.steps]
    assert np.isneginf(walk["scores"].values[4:]).all()
    assert (walk["weights"].values[4:] == 0).all()
    equal(walk["weights"].values, walk["head_weights"].values.mean(axis=1))
    complete(walk)


def test_heads_with_keys_of_their_own_are_walked_by_the_strongest() -> None:
    trace = text_trace()
    site: Any = trace.sites[0]
    own = site.operands

    def apart(query: int, head: int) -> Any:
        found = own(query, head)
        return replace(found, places=np.roll(np.arange(len(found.weights)), head))

    site = replace(site)
    object.__setattr__(site, "operands", apart)
    walk = walk_through(replace(trace, sites=(site, *trace.sites[1:])), Selection(query=2))
    assert walk.strongest
    assert walk.head == site.weights([2])[:, 0].max(axis=1).argmax()
    equal(walk["weights"].values, own(2, walk.head).weights)


@pytest.mark.parametrize("kind", [Kind.CROSS, Kind.MASKED, Kind.SELF])
def test_every_part_of_the_transformer(kind: Kind) -> None:
    _, trace, _ = ran("transformer")
    at = next(n for n, site in enumerate(trace.sites) if site.kind is kind)
    site: Any = trace.sites[at]
    query = 2
    hidden = tuple(range(query + 1, site.keys.size)) if kind is Kind.MASKED else ()
    walk = walk_through(trace, Selection(layer=at, unit=1, query=query))
    assert_attention(
        walk,
        site.query[1, query],
        site.key[1],
        site.value[1],
        scale=64**-0.5,
        hidden=hidden,
    )
    assert ("mask" in [step.name for step in walk.steps]) == (kind is Kind.MASKED)
    assert walk.writes == ("" if kind is Kind.SELF else trace.steps[query].piece)
    assert walk.keys == site.keys.pieces
    complete(walk)


def test_the_soft_attention_of_the_recurrent_translator() -> None:
    model, trace, _ = ran("seq2seq")
    site: Any = trace.sites[0]
    source = torch.tensor([trace.sentence.ids])
    with torch.inference_mode():
        states = model.begin(source)["states"][0]  # (S, units)
    walk = walk_through(trace, Selection(query=1))
    assert_attention(walk, site.query[0, 1], states, states, scale=1.0)
    assert walk.steps[-1].name == "context vector"
    assert walk.head is None
    assert not walk.missing
    names = {plain(step.formula) for step in walk.steps}
    assert "u_{tj} = s_t · h_j" in names
    complete(walk)


def test_additive_attention_says_what_it_did_not_keep() -> None:
    trace = seq2seq_trace(additive=True)
    site: Any = trace.sites[0]
    walk = walk_through(trace, Selection(query=3))
    equal(walk["bent"].values, np.tanh(site.key[0] + site.query[0, 3]))
    equal(walk["scores"].values, site.scores[0, 3])
    assert walk["scores"].kept
    assert walk["scores"].note
    equal(walk["output"].values, site.map[0, 3] @ site.value[0])
    complete(walk)


def test_squeeze_and_excitation_from_the_features_to_the_scaled_channels() -> None:
    path = "stages.2.0.se"
    parts = ("squeeze", "relu", "expand", "sigmoid")
    model, trace, seen = ran("se-resnet", *(f"{path}.{part}" for part in parts))
    layer = next(n for n, site in enumerate(trace.sites) if site.name == path)
    walk = walk_through(trace, Selection(layer=layer))
    for part, name in zip(parts, ("squeezed", "hidden", "logits", "gate"), strict=True):
        equal(walk[name].values, seen[f"{path}.{part}"].flatten())
    module = model.get_submodule(path)
    # the two layers by hand, from the means
    w1, w2 = module.reduce.weight[:, :, 0, 0].double(), module.expand.weight[:, :, 0, 0].double()
    means = torch.tensor(walk["squeezed"].values).double()
    hidden = (w1 @ means + module.reduce.bias).clamp(min=0)
    equal(walk["hidden"].values, hidden.detach())
    logits = (w2 @ hidden + module.expand.bias).detach()
    equal(walk["logits"].values, logits)
    equal(walk["gate"].values, 1 / (1 + np.exp(-logits.numpy())))
    features = walk["features"].values
    equal(walk["squeezed"].values, [channel.mean(dtype=np.float64) for channel in features])
    gated = [g * channel for g, channel in zip(walk["gate"].values, features, strict=True)]
    equal(walk["gated"].values, gated)
    assert [step.name for step in walk.steps] == [
        *("squeeze", "Dense, ReLU", "Dense", "sigmoid", "scale")
    ]
    place = {"channel": 4, "row": 1, "column": 2}
    found = {one.quantity: one.place for one in walk.sources("gated", place)}
    assert found == {"gate": {"channel": 4}, "features": place}
    complete(walk)


def test_a_spatial_gate_from_its_branch_to_the_product() -> None:
    path = next(site.name for site in ran("spatial-gate")[1].sites[1:])
    parts = ("features", "gate.1", "gate.2", "sigmoid")
    _, trace, seen = ran("spatial-gate", *(f"{path}.{part}" for part in parts))
    layer = next(n for n, site in enumerate(trace.sites) if site.name == path)
    walk = walk_through(trace, Selection(layer=layer))
    features, hidden, logits, gate = (seen[f"{path}.{part}"][0] for part in parts)
    equal(walk["features"].values, features)
    equal(walk["hidden"].values, hidden)
    equal(walk["logits"].values, logits[0])
    equal(walk["gate"].values, gate[0])
    equal(walk["gated"].values, features * gate)
    place = {"channel": 3, "row": 1, "column": 2}
    value = walk["gated"].at(place)
    assert value == pytest.approx(float(features[3, 1, 2] * gate[0, 1, 2]), abs=1e-6)
    complete(walk)


def test_gates_of_which_less_was_kept_say_so() -> None:
    channels = walk_through(se_trace(), Selection())
    assert channels.missing == (NO_INSIDE,)
    assert "squeezed" not in channels
    assert "hidden" not in channels
    complete(channels)
    spatial = walk_through(gate_trace(), Selection())
    assert set(spatial.missing) == {NO_INSIDE, NO_FEATURES}
    assert spatial.steps[-1].name == "sigmoid"
    complete(spatial)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda x: np.clip(x / 6 + 0.5, 0, 1), "hard sigmoid"),
        (lambda x: np.exp(x) / np.exp(x).sum(), "gate"),
    ],
)
def test_the_function_of_a_gate_is_measured(function: Any, name: str) -> None:
    site = se_trace().sites[0]
    assert isinstance(site, ChannelGate)
    other = replace(site, gate=function(site.logits).astype(np.float32))
    walk = walk_through(replace(se_trace(), sites=(other,)), Selection())
    assert name in [step.name for step in walk.steps]
    assert walk["gate"].kept == (name == "gate")


def test_a_gate_without_its_logits_is_shown_as_it_was_kept() -> None:
    site = gate_trace().sites[0]
    assert isinstance(site, SpatialGate)
    other = replace(site, logits=np.full_like(site.logits, np.nan))
    walk = walk_through(replace(gate_trace(), sites=(other,)), Selection())
    assert NO_LOGITS in walk.missing
    assert "logits" not in walk
    equal(walk["gate"].values, site.gate)


def test_points_have_their_weights_alone() -> None:
    trace = detector_trace()
    walk = walk_through(trace, Selection(layer=1, unit=0, query=1))
    equal(walk["weights"].values, trace.sites[1].weights([1])[0, 0])
    assert walk["weights"].kept
    assert len(walk.missing) == 2
    assert walk.error is None
    complete(walk)


def test_large_scores_do_not_overflow() -> None:
    trace = text_trace()
    site: Any = trace.sites[0]
    big = replace(site, query=site.query * 500)
    walk = walk_through(replace(trace, sites=(big,), layers=1), Selection(unit=0, query=1))
    assert np.isfinite(walk["powers"].values).all()
    equal(walk["powers"].values / walk["total"].values, walk["weights"].values)
    complete(walk)


def test_the_row_of_the_matrix_is_the_weights_of_the_walk() -> None:
    trace = text_trace()
    chosen = Selection(layer=4, unit=1, query=2, words=False)
    row = resolve_matrix(trace, chosen).values[2]
    equal(walk_through(trace, chosen)["weights"].values, row)


@pytest.mark.parametrize("mode", list(MuteMode))
def test_a_muted_head_is_told(mode: MuteMode) -> None:
    trace = text_trace()
    mute = Mute(frozenset({(trace.sites[1].name, 0)}), mode, settled=True)
    muted = replace(trace, mute=mute)
    said = [one for one in walk_through(muted, Selection(layer=1)).missing if "muted" in one]
    (sentence,) = said
    assert sentence.startswith("Head 0 is muted in this run")
    assert ("zeros" in sentence) == (mode is MuteMode.ZERO)
    other = walk_through(muted, Selection(layer=0)).missing
    assert not [one for one in other if "muted" in one]


def test_a_walk_through_reads_as_lines() -> None:
    walk = walk_through(text_trace(), Selection(unit=1, query=2))
    text = str(walk)
    best = walk["weights"].values.max()
    assert walk.keys[walk.focus["key"]] in text.splitlines()[0]
    assert f"softmax_j(ē_{{tj}}) ({best:.4f})" in text
    assert text.count("\n") == 2 * len(walk.steps) - 1 + 1 + len(walk.missing)
