"""Which heads matter: as muting each by itself, and a model whose useful head is known."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torchvision.models.vision_transformer import VisionTransformer as TorchvisionViT

from explorer.analysis.attribution.call import call_of
from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.attribution.targets import target_of
from explorer.analysis.head_effects import head_effects, heads_of
from explorer.core.cancel import Cancelled
from explorer.core.inputs import Fit, Inputs
from explorer.core.interventions.mute import Mute, MuteMode, cells_muted
from explorer.core.trace import Trace
from tests.analysis.models import Run, bundled, hugging_face, noise, on_photo, opened
from tests.registry import detectors

CLOSE = 1e-5


@pytest.fixture(scope="module")
def vit() -> Run:
    return bundled("vit")


def probability(trace: Trace, label: str) -> float:
    assert trace.prediction is not None
    return dict(zip(trace.prediction.labels, trace.prediction.probabilities, strict=True))[label]


@pytest.mark.parametrize("mode", list(MuteMode))
def test_each_effect_is_that_of_muting_the_head_alone(vit: Run, mode: MuteMode) -> None:
    found = head_effects(vit.trace, vit.subject, "church", mode=mode, batch=7)
    assert found.heads == heads_of(vit.trace)
    before = probability(vit.trace, "church")
    assert float(found.before[0]) == pytest.approx(before, abs=CLOSE)
    for at in (0, 8, 21, 35):
        mute = cells_muted(vit.trace.sites, [found.heads[at]], mode)
        muted = vit.subject.run(vit.trace.inputs, mute=mute)
        expected = probability(muted, "church") - before
        assert float(found.mean[at]) == pytest.approx(expected, abs=CLOSE)


def test_what_is_muted_stays_muted(vit: Run) -> None:
    mute = Mute.parse("5.*,2.3").named(vit.trace.sites)
    trace = vit.subject.run(vit.trace.inputs, mute=mute)
    found = head_effects(trace, vit.subject, "church")
    assert float(found.before[0]) == pytest.approx(probability(trace, "church"), abs=CLOSE)
    assert float(found.mean[found.heads.index((2, 3))]) == pytest.approx(0, abs=CLOSE)


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert", "classifier", "t5"])
def test_models_of_texts_in_one_batch_and_one_by_one(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path)
    together = head_effects(run.trace, run.subject)
    alone = head_effects(run.trace, run.subject, batch=1)
    np.testing.assert_allclose(together.mean, alone.mean, atol=CLOSE)
    assert together.answers == (target_of(run.trace, run.subject).label,)
    assert float(np.abs(together.mean).max()) > 1e-4


def planted(useful: tuple[int, int]) -> TorchvisionViT:
    """A model in which one head alone gets through its output projection."""
    torch.manual_seed(0)
    model = TorchvisionViT(32, 8, 3, 3, 24, 48, num_classes=5)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    with torch.no_grad():
        for at, layer in enumerate(model.encoder.layers):
            weight = layer.self_attention.out_proj.weight
            for head in range(3):
                if (at, head) != useful:
                    weight[:, 8 * head : 8 * head + 8] = 0
    return model.eval()


@pytest.mark.parametrize("useful", [(0, 1), (1, 2), (2, 0)])
def test_the_only_useful_head_comes_first(useful: tuple[int, int]) -> None:
    run = on_photo(planted(useful))
    found = head_effects(run.trace, run.subject)
    first, *others = found.ranked
    assert found.heads[first] == useful
    assert abs(float(found.mean[first])) > 1e-4
    np.testing.assert_allclose(found.mean[others], 0, atol=1e-6)


def test_several_inputs_have_a_standard_error(vit: Run) -> None:
    one = head_effects(vit.trace, vit.subject, "church")
    other = head_effects(vit.trace, vit.subject, "3")
    both = one.joined(other)
    np.testing.assert_allclose(both.mean, (one.mean + other.mean) / 2, atol=1e-7)
    assert both.error is not None
    np.testing.assert_allclose(both.error, np.abs(one.mean - other.mean) / 2, atol=1e-6)
    assert one.error is None
    assert both.answers == ("church", "chain saw")
    gpt = bundled("transformer")
    with pytest.raises(ValueError, match="not the same"):
        one.joined(head_effects(gpt.trace, gpt.subject))


def test_it_tells_how_far_it_is_and_can_be_cancelled(vit: Run) -> None:
    done: list[float] = []
    head_effects(vit.trace, vit.subject, batch=12, choices=Choices(progress=done.append))
    assert done == [12 / 36, 24 / 36, 1.0]
    with pytest.raises(Cancelled):
        head_effects(
            vit.trace, vit.subject, batch=12, choices=Choices(cancelled=lambda: len(done) > 2)
        )
    assert not vit.subject.model.blocks[0].attention.tap._forward_hooks


def test_gates_have_no_heads() -> None:
    run = bundled("se-resnet")
    with pytest.raises(AttributionError, match="no heads"):
        head_effects(run.trace, run.subject)


def test_some_heads_alone(vit: Run) -> None:
    every = head_effects(vit.trace, vit.subject, "church")
    some = head_effects(vit.trace, vit.subject, "church", heads=[(5, 1), (0, 2)])
    assert some.heads == ((5, 1), (0, 2))
    places = [every.heads.index(one) for one in some.heads]
    np.testing.assert_allclose(some.mean, every.mean[places], atol=CLOSE)
    with pytest.raises(AttributionError, match="no head 9"):
        head_effects(vit.trace, vit.subject, heads=[(0, 9)])


def test_a_second_answer_is_taken_away(vit: Run) -> None:
    one = head_effects(vit.trace, vit.subject, "church")
    other = head_effects(vit.trace, vit.subject, "chain saw")
    both = head_effects(vit.trace, vit.subject, "church", choices=Choices(against="chain saw"))
    np.testing.assert_allclose(both.mean, one.mean - other.mean, atol=CLOSE)
    np.testing.assert_allclose(both.before, one.before - other.before, atol=CLOSE)
    assert both.answers == ("church against chain saw",)


def test_memory_is_told_before_and_refused_with_both_numbers(vit: Run) -> None:
    said: list[str] = []
    free = Choices(announce=said.append)
    head_effects(vit.trace, vit.subject, choices=free)
    assert re.fullmatch(r"Muting 36 heads, 32 at a time, takes about [\d,]+ MB", said[0])
    little = Choices(announce=said.append, memory=8 * 10**8)
    head_effects(vit.trace, vit.subject, choices=little)
    assert int(re.findall(r"(\d+) at a time", said[1])[0]) < 32
    with pytest.raises(AttributionError, match=r"takes about [\d,]+ MB, and 1 MB are free"):
        head_effects(vit.trace, vit.subject, choices=replace(little, memory=10**6))


@pytest.mark.parametrize("name", ["gpt2", "t5"])
@pytest.mark.parametrize("answer", ["0", "fox"])
def test_written_tokens_and_typed_words_of_a_text(name: str, answer: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path)
    found = head_effects(run.trace, run.subject, answer)
    target = target_of(run.trace, run.subject, answer)
    assert found.answers == (target.label,)
    call = call_of(run.trace, run.subject)
    with torch.no_grad():
        said = target.probability(call())
    assert float(found.before[0]) == pytest.approx(float(said[0]), abs=CLOSE)
    if answer == "0":  # what is written is as sure as the window says
        step = run.trace.steps[0]
        assert float(found.before[0]) == pytest.approx(step.probability, abs=CLOSE)


def test_an_object_of_a_detector_is_as_sure_as_its_box_says(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    folder = detectors.write(tmp_path, "deformable_detr")
    run = opened(f"hf:{folder}", Inputs((noise(64),), fit=Fit.CROP))
    best = run.trace.objects[0]
    found = head_effects(run.trace, run.subject, "0", batch=5)
    assert float(found.before[0]) == pytest.approx(best.score, abs=1e-4)
    assert found.answers[0].endswith(f"object {best.query}")
    at = int(np.abs(found.mean).argmax())
    mute = cells_muted(run.trace.sites, [found.heads[at]], MuteMode.ZERO)
    muted = run.subject.run(run.trace.inputs, mute=mute)
    after = {one.query: one for one in muted.objects}
    if best.query in after and after[best.query].label == best.label:
        change = after[best.query].score - best.score
        assert float(found.mean[at]) == pytest.approx(change, abs=1e-4)
