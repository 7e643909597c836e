"""Text in, trace out: what is published, the wrong model, too little memory, cancelling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.trace import Trace
from explorer.inputs.images import photo_from_array
from explorer.registry import catalogue
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects import protocol
from explorer.runtime import engine as engine_module
from explorer.runtime.devices import Device, DeviceError
from explorer.runtime.engine import Engine, Machine, Request

SENTENCE = "この小説は人気です。"


@pytest.fixture(autouse=True)
def toys(toy_translators: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_CHECKPOINTS", str(toy_translators / "checkpoints"))
    # the threads of torch belong to the whole test session
    monkeypatch.setattr(engine_module, "use_threads", lambda: 1)
    monkeypatch.setattr(protocol, "EVERY", 0.0)  # every step is told


@pytest.mark.parametrize("model", ["transformer", "seq2seq"])
def test_a_text_becomes_a_trace_and_every_step_is_told(model: str) -> None:
    told: list[object] = []
    engine = Engine()
    trace = engine.run(Request(model, Inputs(text=SENTENCE, name="a.txt"), "cpu"), told.append)
    assert trace.complete
    assert trace.verdict is Verdict.VERIFIED
    assert trace.translation.text == "this novel is popular."
    assert trace.sentence.name == "a.txt"
    machines = [event for event in told if isinstance(event, Machine)]
    assert len(machines) == 1
    stages = [event.text for event in told if isinstance(event, LoadProgress)]
    assert stages[0].startswith("Loading Toy")
    assert stages[1:] == ["Translating"]
    parts = [event for event in told if isinstance(event, Trace)]
    lengths = [len(part.translation.steps) for part in parts]
    assert lengths == list(range(1, len(trace.translation.steps) + 1))
    assert all(part.running for part in parts)
    told.clear()
    engine.run(Request(model, Inputs(text=SENTENCE), "cpu"), told.append)
    assert [event.text for event in told if isinstance(event, LoadProgress)] == ["Translating"]


@pytest.mark.parametrize("model", ["transformer", "seq2seq"])
def test_steps_that_come_faster_than_they_can_be_seen_are_not_told(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, engine = Request(model, Inputs(text=SENTENCE), "cpu"), Engine()
    parts: list[object] = []
    slow = engine.run(request, parts.append)
    monkeypatch.setattr(protocol, "EVERY", 3600.0)
    told: list[object] = []
    fast = engine.run(request, told.append)
    assert not any(isinstance(event, Trace) for event in told)
    assert any(isinstance(event, Trace) for event in parts)
    assert fast.translation.steps == slow.translation.steps
    assert fast.verdict is slow.verdict
    assert fast.verdict is Verdict.VERIFIED


def test_what_is_asked_for_reaches_the_model() -> None:
    engine = Engine()
    own = engine.run(Request("transformer", Inputs(text=SENTENCE, beam=3), "cpu"))
    assert own.translation.beam == 3
    given = engine.run(
        Request("transformer", Inputs(text=SENTENCE, target="cat is popular."), "cpu")
    )
    assert given.translation.text == "cat is popular."
    assert all(step.forced for step in given.translation.steps)
    prefix = given.translation.ids[:1]
    begun = engine.run(Request("transformer", Inputs(text=SENTENCE, prefix=prefix), "cpu"))
    assert begun.translation.ids[:1] == prefix
    assert [step.forced for step in begun.translation.steps][:2] == [True, False]


def test_a_model_of_photos_reads_no_text_and_the_other_way_round() -> None:
    engine = Engine()
    photo = photo_from_array(np.zeros((8, 8, 3), dtype=np.uint8))
    for _ in range(2):  # before and after they are loaded
        with pytest.raises(ModelError) as raised:
            engine.run(Request("vit", Inputs(text=SENTENCE), "cpu"))
        assert str(raised.value) == "Toy ViT is for photos, not texts. Choose another model."
        with pytest.raises(ModelError) as raised:
            engine.run(Request("transformer", Inputs((photo,)), "cpu"))
        assert (
            str(raised.value) == "Toy Transformer is for texts, not photos. Choose another model."
        )
        assert engine.run(Request("vit", Inputs((photo,)), "cpu")).complete
        assert engine.run(Request("transformer", Inputs(text=SENTENCE), "cpu")).complete


def test_what_cannot_be_translated_is_refused() -> None:
    engine = Engine()
    with pytest.raises(SentenceError, match="nothing to translate"):
        engine.run(Request("transformer", Inputs(text=" "), "cpu"))
    with pytest.raises(SentenceError, match="has 101 tokens, the model takes 32"):
        engine.run(Request("transformer", Inputs(text="本" * 100), "cpu"))
    with pytest.raises(ModelError, match="Did you mean seq2seq"):
        engine.run(Request("seq2sec", Inputs(text=SENTENCE), "cpu"))
    with pytest.raises(DeviceError):
        engine.run(Request("seq2seq", Inputs(text=SENTENCE), "tpu"))
    assert engine.run(Request("seq2seq", Inputs(text=SENTENCE), "cpu")).complete


def test_out_of_memory_in_the_middle_of_a_translation_falls_back_to_the_cpu(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = catalogue.find("transformer")
    loads: list[str] = []

    def load(device: str, loading: Loading) -> object:
        loads.append(device)
        subject = entry.load("cpu")
        if device == "cuda":
            steps = iter(range(2))

            def step(*arguments: torch.Tensor) -> object:
                if next(steps, None) is None:
                    raise torch.OutOfMemoryError("CUDA out of memory.")
                return type(subject.model).step(subject.model, *arguments)

            monkeypatch.setattr(subject.model, "step", step)
        return subject

    monkeypatch.setattr(engine_module, "choose", lambda wanted: Device("cuda", "A GPU"))
    monkeypatch.setattr(engine_module, "find", lambda model: replace(entry, loader=load))
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    told: list[object] = []
    trace = Engine().run(Request("transformer", Inputs(text=SENTENCE)), told.append)
    assert loads == ["cuda", "cpu"]
    assert trace.device == "cpu"
    assert trace.notes == ("The GPU ran out of memory. This run used the CPU.",)
    assert trace.verdict is Verdict.VERIFIED
    parts = [event for event in told if isinstance(event, Trace)]
    lengths = [len(part.translation.steps) for part in parts]
    assert lengths == [1, 2, *range(1, len(trace.translation.steps) + 1)]


@pytest.mark.parametrize("model", ["transformer", "seq2seq"])
def test_cancel_mid_decode_and_the_next_run_is_the_same(model: str) -> None:
    engine = Engine()
    request = Request(model, Inputs(text=SENTENCE), "cpu")
    expected = engine.run(request)
    told: list[object] = []

    def stop_after_two() -> bool:
        return sum(isinstance(event, Trace) for event in told) == 2

    with pytest.raises(Cancelled):
        engine.run(request, told.append, stop_after_two)
    assert sum(isinstance(event, Trace) for event in told) == 2
    again = engine.run(request)
    assert again.translation.ids == expected.translation.ids
    for first, second in zip(expected.sites, again.sites, strict=True):
        assert first.weights().tobytes() == second.weights().tobytes()


def test_cancel_is_asked_at_every_step() -> None:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    trace = Engine().run(Request("seq2seq", Inputs(text=SENTENCE), "cpu"), cancelled=count)
    # after each step, at each step of the pass over all of them, at its end, and between layers
    assert asked >= 2 * len(trace.translation.steps) + 1
