"""Muting through the engine: one request, named in the caption, on photos and texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.map.resolve import resolve
from explorer.core.selection import Selection
from explorer.core.text import Writing
from explorer.core.trace import Trace
from explorer.runtime.engine import Engine, Request
from tests.core.traces import photo
from tests.registry import hf_toys

PHOTO = Inputs((photo(64, 48),))
SENTENCE = Inputs(text="この小説は人気です。")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def probabilities(trace: Trace) -> dict[str, float]:
    assert trace.prediction is not None
    return dict(zip(trace.prediction.labels, trace.prediction.probabilities, strict=True))


def test_layers_are_named_as_people_count_them(engine: Engine) -> None:
    plain = engine.run(Request("vit", PHOTO))
    muted = engine.run(Request("vit", PHOTO, mute=Mute.parse("2.1,0.*")))
    assert probabilities(plain) != probabilities(muted)
    assert muted.verdict is Verdict.VERIFIED
    assert muted.mute.cells(muted.sites) == {(2, 1), *((0, head) for head in range(6))}
    caption = resolve(muted, Selection())
    assert caption.provenance["Muted"] == "0.0–5; 2.1 (zero)"
    assert "muted 0.0–5; 2.1 (zero)" in caption.titles()
    assert "Muted" not in resolve(plain, Selection()).provenance
    # the maps up to the muted layer are those of the plain run
    np.testing.assert_array_equal(plain.sites[0].weights([0]), muted.sites[0].weights([0]))
    assert not np.array_equal(plain.sites[5].weights([0]), muted.sites[5].weights([0]))


def test_the_next_run_is_as_if_nothing_had_been_muted(engine: Engine) -> None:
    first = engine.run(Request("vit", PHOTO))
    engine.run(Request("vit", PHOTO, mute=Mute.parse("5.*")))
    assert probabilities(engine.run(Request("vit", PHOTO))) == probabilities(first)


def test_a_translator_writes_with_heads_muted(engine: Engine) -> None:
    plain = engine.run(Request("seq2seq", SENTENCE))
    muted = engine.run(Request("seq2seq", SENTENCE, mute=Mute.parse("0.*")))
    assert plain.translation is not None
    assert muted.translation is not None
    assert plain.translation.text != muted.translation.text
    assert muted.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("model", "mute", "mode", "said"),
    [
        ("vit", "9.0", "zero", "no layer 9"),
        ("vit", "0.9", "zero", "heads go from 0 to 5"),
        ("se-resnet", "0.0", "zero", "channel gate"),
        ("transformer", "0.0", "mean", "one token at a time"),
    ],
)
def test_what_cannot_be_muted_is_refused(
    engine: Engine, model: str, mute: str, mode: str, said: str
) -> None:
    inputs = SENTENCE if model == "transformer" else PHOTO
    with pytest.raises(MuteError, match=said):
        engine.run(Request(model, inputs, mute=Mute.parse(mute, mode)))


@pytest.mark.parametrize("toy", ["bert", "gpt2", "llama", "t5"])
def test_models_of_hugging_face(engine: Engine, toy: str, tmp_path: Path) -> None:
    folder = getattr(hf_toys, toy)(tmp_path / toy)
    text = "the quick [MASK] fox" if toy == "bert" else "the quick brown fox"
    inputs = Inputs(text=text, writing=Writing(4) if toy in ("gpt2", "llama") else Writing())
    plain = engine.run(Request(f"hf:{folder}", inputs))
    layer = "cross:1" if toy == "t5" else "1"
    muted = engine.run(Request(f"hf:{folder}", inputs, mute=Mute.parse(f"{layer}.0-2")))
    assert muted.verdict is Verdict.VERIFIED
    assert muted.mute.told(muted.sites) == f"{layer}.0–2 (zero)"
    assert said(plain) != said(muted)
    again = engine.run(Request(f"hf:{folder}", inputs))
    assert said(plain) == said(again)


def said(trace: Trace) -> tuple[float, ...]:
    """The probabilities of what the model writes or expects."""
    steps = tuple(step.probability for step in trace.steps)
    return steps + tuple(one.alternatives[0].probability for one in trace.guesses)


def test_what_is_written_in_a_beam_is_muted_too(engine: Engine, tmp_path: Path) -> None:
    folder = hf_toys.bart(tmp_path / "bart")
    inputs = Inputs(text="the quick brown fox", beam=3)
    everything = Mute.parse("cross:0.*,cross:1.*")
    muted = engine.run(Request(f"hf:{folder}", inputs, mute=everything))
    other = engine.run(
        Request(f"hf:{folder}", Inputs(text="a lazy dog reads", beam=3), mute=everything)
    )
    # without a look at the source the same is written of any
    assert muted.translation is not None
    assert other.translation is not None
    least = min(len(muted.translation.ids), len(other.translation.ids))
    assert muted.translation.ids[: least - 1] == other.translation.ids[: least - 1]


def test_a_mean_is_refused_while_a_model_writes(engine: Engine, tmp_path: Path) -> None:
    folder = hf_toys.gpt2(tmp_path / "gpt2")
    inputs = Inputs(text="the quick", writing=Writing(2))
    with pytest.raises(MuteError, match="one token at a time"):
        engine.run(Request(f"hf:{folder}", inputs, mute=Mute.parse("0.1", "mean")))
    read = engine.run(
        Request(f"hf:{folder}", Inputs(text="the quick"), mute=Mute.parse("0.1", "mean"))
    )
    assert read.mute.told(read.sites) == "0.1 (mean)"
