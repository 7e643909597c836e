"""What is done to a run through the engine: one request, named in the caption, kept in files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.map.resolve import resolve
from explorer.core.selection import Selection
from explorer.core.text import Writing
from explorer.core.trace import Trace
from explorer.export.run_file.trace_file import open_trace, save_trace
from explorer.runtime.engine import Engine, Request
from tests.core.traces import photo
from tests.registry import hf_toys

PHOTO = Inputs((photo(64, 48),))
SENTENCE = Inputs(text="この小説は人気です。")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def probabilities(trace: Trace) -> tuple[float, ...]:
    assert trace.prediction is not None
    found = zip(trace.prediction.labels, trace.prediction.probabilities, strict=True)
    return tuple(share for _, share in sorted(found))


@pytest.mark.parametrize(
    ("model", "asked", "done"),
    [
        ("vit", {"mask": ["3,4", "0,0,0.5,0.5"]}, "Masked"),
        ("vit", {"block": ["cls>3,4"]}, "Blocked"),
        ("se-resnet", {"hold": "0.1=0,2.*=1"}, "Held"),
        ("se-resnet", {"mask": ["0,0,0.5,0.5"]}, "Masked"),
        ("spatial-gate", {"hold": "1.*=1"}, "Held"),
    ],
)
def test_photos(engine: Engine, model: str, asked: dict[str, Any], done: str) -> None:
    plain = engine.run(Request(model, PHOTO))
    changed = engine.run(Request(model, PHOTO, mute=Mute.asked(**asked)))
    assert changed.verdict is Verdict.VERIFIED
    assert probabilities(plain) != probabilities(changed)
    caption = resolve(changed, Selection())
    assert caption.provenance[done]
    assert done.lower() in caption.titles()
    assert probabilities(engine.run(Request(model, PHOTO))) == probabilities(plain)


def test_a_masked_photo_is_one_that_was_painted_over(engine: Engine) -> None:
    """The numbers that go in are those of the photo, its box in their mean."""
    mute = Mute.asked(mask=["0,0,0.5,1"])
    seen: list[torch.Tensor] = []
    subject: Any = engine.subject("vit")
    handle = subject.model.patch_embedding.register_forward_pre_hook(
        lambda module, args: seen.append(args[0].clone())
    )
    try:
        engine.run(Request("vit", PHOTO, mute=mute))
    finally:
        handle.remove()
    prepared = subject.prepare(PHOTO.photos[0])
    expected = prepared.pixels.copy()
    expected[:, :, : expected.shape[2] // 2] = prepared.pixels.mean(axis=(1, 2), keepdims=True)
    np.testing.assert_allclose(seen[-1][0].numpy(), expected, atol=1e-6)


def test_a_blocked_map_is_shown_as_it_was_used(engine: Engine) -> None:
    trace = engine.run(Request("vit", PHOTO, mute=Mute.asked(block=["cls>1-40@2"])))
    weights = trace.sites[2].weights([0])
    assert float(np.abs(weights[..., 1:41]).max()) == 0
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)
    assert float(trace.sites[3].weights([0])[..., 1:41].max()) > 0


@pytest.mark.parametrize("model", ["transformer", "seq2seq"])
@pytest.mark.parametrize("asked", [{"mask": ["2"]}, {"block": ["*>2"]}])
def test_translators_write_step_by_step_as_at_once(
    engine: Engine, model: str, asked: dict[str, Any]
) -> None:
    plain = engine.run(Request(model, SENTENCE))
    changed = engine.run(Request(model, SENTENCE, mute=Mute.asked(**asked)))
    assert changed.verdict is Verdict.VERIFIED
    assert steps(plain) != steps(changed)
    if "block" in asked:
        weights = changed.sites[changed.best].weights()
        assert float(weights[..., 2].max()) == 0
    assert steps(engine.run(Request(model, SENTENCE))) == steps(plain)


def test_a_translator_whose_first_step_may_not_look_somewhere(engine: Engine) -> None:
    mute = Mute.asked(block=["1-2>0+3"])
    trace = engine.run(Request("seq2seq", SENTENCE, mute=mute))
    assert trace.verdict is Verdict.VERIFIED
    weights = trace.sites[0].weights()[0]
    assert float(weights[1:3, [0, 3]].max()) == 0
    assert float(weights[0, [0, 3]].max()) > 0


@pytest.mark.parametrize("toy", ["bert", "gpt2", "llama", "t5"])
@pytest.mark.parametrize("asked", [{"mask": ["2"]}, {"block": ["3>1"]}])
def test_models_of_hugging_face(
    engine: Engine, toy: str, asked: dict[str, Any], tmp_path: Path
) -> None:
    folder = getattr(hf_toys, toy)(tmp_path / toy)
    text = "the quick [MASK] fox" if toy == "bert" else "the quick brown fox"
    inputs = Inputs(text=text, writing=Writing(4) if toy in ("gpt2", "llama") else Writing())
    plain = engine.run(Request(f"hf:{folder}", inputs))
    changed = engine.run(Request(f"hf:{folder}", inputs, mute=Mute.asked(**asked)))
    assert changed.verdict is Verdict.VERIFIED, [
        check for check in changed.all_checks() if check.verdict is not Verdict.VERIFIED
    ]
    assert steps(plain) != steps(changed)
    assert set(resolve(changed, Selection(layer=changed.best)).provenance) & {"Masked", "Blocked"}
    assert steps(engine.run(Request(f"hf:{folder}", inputs))) == steps(plain)


def steps(trace: Trace) -> tuple[float, ...]:
    written = tuple(step.probability for step in trace.steps)
    return written + tuple(one.alternatives[0].probability for one in trace.guesses)


def test_tokens_of_another_text_are_refused(engine: Engine, tmp_path: Path) -> None:
    model = f"hf:{hf_toys.gpt2(tmp_path / 'gpt2')}"
    first = engine.run(
        Request(model, Inputs(text="the quick brown"), mute=Mute.asked(mask=["quick"]))
    )
    with pytest.raises(MuteError, match="another text"):
        engine.run(Request(model, Inputs(text="a lazy dog"), mute=first.mute))


@pytest.mark.parametrize(
    ("model", "asked", "said"),
    [
        ("vit", {"hold": "0.0=1"}, "mute them"),
        ("vit", {"mask": ["99,0"]}, "no patch"),
        ("vit", {"mask": ["cls"]}, "no patch of the photo"),
        ("vit", {"block": ["cls>*"]}, "nothing left to look at"),
        ("se-resnet", {"block": ["0>0"]}, "no tokens"),
        ("se-resnet", {"hold": "0.999=1"}, "no channel"),
        ("spatial-gate", {"hold": "0.3=1"}, "as a whole"),
        ("transformer", {"mask": ["nonsense"]}, "No word reads"),
    ],
)
def test_what_cannot_be_done_is_refused(
    engine: Engine, model: str, asked: dict[str, Any], said: str
) -> None:
    inputs = SENTENCE if model == "transformer" else PHOTO
    with pytest.raises(MuteError, match=said):
        engine.run(Request(model, inputs, mute=Mute.asked(**asked)))


def test_a_saved_run_says_what_was_done_to_it(engine: Engine, tmp_path: Path) -> None:
    mute = Mute.asked("1.2", hold="", mask=["3,4"], block=["cls>5"])
    trace = engine.run(Request("vit", PHOTO, mute=mute))
    save_trace(tmp_path / "run.axt", trace)
    again = open_trace(tmp_path / "run.axt")
    assert again.mute == trace.mute
    assert resolve(again, Selection()).titles() == resolve(trace, Selection()).titles()
