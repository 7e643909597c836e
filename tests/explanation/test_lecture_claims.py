"""Every number that the lecture claims, measured on the models and samples that ship."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import Mute
from explorer.core.sites.attention import Kind
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.trace import Trace
from explorer.explanation.lecture import lecture
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.registry.catalogue import find

ON_CHURCH = np.s_[4:14, 4:12]
BODY = np.s_[6:12, 5:10]


@cache
def run(model: str, photo: str = "", text: str = "") -> Trace:
    given = [read_photo(one.path) for one in samples() if one.id == photo]
    found: Trace = find(model).load("cpu").run(Inputs(tuple(given), text=text))
    return found


def claims(station: str, *numbers: str) -> None:
    """These numbers are what the station says."""
    one = next(one for one in lecture("en") if one.id == station)
    said = " ".join([*one.paragraphs, *(task.says + task.why for task in one.tasks)])
    for number in numbers:
        assert number in said, number


def novel(model: str) -> Trace:
    return run(model, text="この小説は人気です。")


def test_the_opening() -> None:
    claims("opening", "58 %", "Layer 2: 85 %")
    trace = run("vit", "church")
    shares = []
    for site in trace.sites:
        row = site.weights([0])[:, 0, 1:].mean(axis=0).reshape(16, 16)
        shares.append(float(row[ON_CHURCH].sum()))
    assert shares[5] == pytest.approx(0.58, abs=0.005)
    assert shares[2] == pytest.approx(0.85, abs=0.005)
    assert int(np.argmax(shares)) == 2
    assert trace.prediction is not None
    assert trace.prediction.labels[0] == "church"
    assert pytest.approx(1 / 3, abs=0.03) == 80 / 256  # the third of the photo


def test_the_spatial_gate() -> None:
    claims("spatial-gate", "0.07 and 0.82", "0.57", "0.18", "0.999", "0.35 and 1.00", "16 × 16")
    gates = [
        site.gate for site in run("spatial-gate", "church").sites if isinstance(site, SpatialGate)
    ]
    assert len(gates) == 4
    third, last = gates[2], gates[3]
    assert third.shape == (16, 16)
    assert (third.min(), third.max()) == pytest.approx((0.07, 0.82), abs=0.005)
    elsewhere = np.ones((16, 16), bool)
    elsewhere[BODY] = False
    assert third[BODY].mean() == pytest.approx(0.57, abs=0.005)
    assert third[elsewhere].mean() == pytest.approx(0.18, abs=0.005)
    assert gates[1].mean() == pytest.approx(0.999, abs=0.0005)
    assert [gate.mean() > 0.99 for gate in gates] == [False, True, False, False]
    assert (last.min(), last.max()) == pytest.approx((0.35, 1.0), abs=0.005)
    assert last[2:6, 2:5].min() > 0.9
    assert last[7].max() < 0.5


def test_squeeze_and_excitation() -> None:
    claims("squeeze-and-excitation", "128", "0.002 to 0.998", "Channel 98", "0.08", "0.0002")
    site: Any = run("se-resnet", "church").sites[5]
    assert isinstance(site, ChannelGate)
    assert site.units == 128
    assert (site.gate.min(), site.gate.max()) == pytest.approx((0.002, 0.998), abs=0.0005)
    assert int(site.gate.argmin()) == 98
    assert site.hidden is not None
    assert len(site.hidden) * 8 == 128
    assert np.abs(site.features[98]).max() == pytest.approx(0.08, abs=0.005)
    assert np.abs(site.maps(0, [98])).max() == pytest.approx(0.0002, abs=0.00005)


def test_soft_attention() -> None:
    claims("soft-attention", "1.00", "0.98")
    trace = novel("seq2seq")
    rows = dict(zip(trace.steps, trace.sites[0].weights()[0], strict=True))
    source = trace.sentence.tokens.pieces
    looks = {
        step.piece: (source[int(row.argmax())], float(row.max())) for step, row in rows.items()
    }
    assert looks["novel"] == ("小説は", pytest.approx(1.0, abs=0.005))
    assert looks["is"] == ("です", pytest.approx(0.98, abs=0.005))
    assert looks["popular"][0] == "人気"
    assert source.index("です") > source.index("人気")


def test_the_transformer() -> None:
    claims("transformer", "0.53", "Head 3 of layer 1", "twelve")
    trace = novel("transformer")
    before = {}
    for site in trace.sites:
        if site.kind is Kind.MASKED:
            for head, rows in enumerate(site.weights()):
                steps = [rows[at, at - 1] for at in range(1, len(rows))]
                before[site.layer, head] = float(np.mean(steps))
    assert len(before) == 12
    assert max(before, key=lambda one: before[one]) == (1, 3)
    assert before[1, 3] == pytest.approx(0.53, abs=0.005)


def test_what_muting_the_transformer_does() -> None:
    said = "I think that it is a stranger to me."
    claims("transformer", said, "Without layers 1 and 2", "nor is a single layer")
    whole = written(Mute())
    layers = [[(f"decoder.{layer}.cross_attention", h) for h in range(4)] for layer in range(3)]
    for layer in layers:
        assert written(Mute.of(layer)) == whole
        assert all(written(Mute.of([head])) == whole for head in layer)
    assert written(Mute.of([*layers[1], *layers[2]])) == said


def written(mute: Mute) -> str:
    """What the Transformer makes of the sentence with heads muted."""
    subject = find("transformer").load("cpu")
    given = Inputs(text="この小説は人気です。")
    if mute:
        mute = mute.named(subject.run(given).sites)
    made = subject.run(given, mute=mute).translation
    assert made is not None
    return made.text


def test_the_vision_transformer() -> None:
    claims("vision-transformer", "53 %", "23 %", "8 %", "58 %", "85 %", "6 layers have 6 heads")
    trace = run("vit", "church")
    assert [site.heads for site in trace.sites] == [6] * 6
    at = np.arange(256)
    rows, cols = at // 16, at % 16
    near = (np.abs(rows[:, None] - rows) <= 2) & (np.abs(cols[:, None] - cols) <= 2)
    within = (trace.sites[0].weights()[:, 1:, 1:] * near).sum(axis=-1)  # (heads, patches)
    body = np.zeros((16, 16), bool)
    body[BODY] = True
    assert within[5].mean() == pytest.approx(0.23, abs=0.005)
    assert within[5][body.ravel()].mean() == pytest.approx(0.53, abs=0.005)
    assert int(within[:, body.ravel()].mean(axis=1).argmax()) == 5
    assert near.sum(axis=1).mean() / 257 == pytest.approx(0.08, abs=0.005)
    # most heads do not follow: less than twice what looking at all patches alike would give
    every = np.stack([(site.weights()[:, 1:, 1:] * near).sum(-1).mean(-1) for site in trace.sites])
    assert (every < 2 * 0.083).mean() > 0.9


def test_the_summary() -> None:
    claims("summary", "98 %", "20 classes")
    rocket = run("vit", "rocket").prediction
    assert rocket is not None
    assert (rocket.labels[0], len(rocket.labels)) == ("church", 20)
    assert "rocket" not in rocket.labels
    assert rocket.probabilities[0] == pytest.approx(0.98, abs=0.005)
    other = run("se-resnet", "rocket").prediction
    assert other is not None
    assert (other.labels[0], other.doubt) == ("church", "Unlike the photos it was trained on")
    for model in ("vit", "se-resnet", "spatial-gate"):
        named = run(model, "church").prediction
        assert named is not None
        assert (named.labels[0], named.doubt) == ("church", "")
