"""Integrated gradients, CAMs and occlusion against captum called directly, torch and torchcam."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.analysis.attribution.call import call_of
from explorer.analysis.attribution.methods import (
    AttributionError,
    Choices,
    attributed,
    method_named,
)
from explorer.analysis.attribution.targets import target_of
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict, overall
from explorer.core.interventions.mute import Mute
from tests.analysis.models import Run, bundled, hugging_face, on_photo

captum = pytest.importorskip("captum.attr")
CLOSE = 1e-5


class Small(nn.Module):
    """A tiny CNN with a channel gate, so that the program shows it."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.first = nn.Conv2d(3, 8, 3, 2, 1)
        self.squeeze = nn.Linear(8, 8)
        self.second = nn.Conv2d(8, 6, 3, 2, 1)
        self.head = nn.Linear(6, 4)

    def forward(self, x: Tensor) -> Tensor:
        found = self.first(x).relu()
        found = found * self.squeeze(found.mean(dim=(2, 3))).sigmoid()[:, :, None, None]
        logits: Tensor = self.head(self.second(found).mean(dim=(2, 3)))
        return logits


@pytest.fixture(scope="module")
def cnn() -> Run:
    return on_photo(Small().eval())


@pytest.fixture(scope="module")
def vit() -> Run:
    return bundled("vit")


def test_integrated_gradients_are_captums_and_complete(cnn: Run) -> None:
    found = attributed(cnn.trace, "ig", "2", subject=cnn.subject)
    call = call_of(cnn.trace, cnn.subject)
    assert call.blank is not None
    steps = int(found.subtitle.split()[0])
    direct = captum.IntegratedGradients(cnn.subject.model).attribute(
        call.args[0], call.blank[:1], target=2, n_steps=steps, internal_batch_size=8
    )
    np.testing.assert_allclose(found.values, direct[0].sum(dim=0).numpy(), atol=CLOSE)
    with torch.no_grad():
        change = float((call() - call(call.blank[:1]))[0, 2])
    assert float(found.values.sum()) == pytest.approx(change, rel=0.01)
    assert overall(found.checks) is Verdict.VERIFIED
    assert found.signed


def test_too_few_steps_are_made_more_until_the_sum_is_complete(vit: Run) -> None:
    few = attributed(vit.trace, "ig", subject=vit.subject, choices=Choices(steps=4))
    assert int(few.subtitle.split()[0]) > 4
    assert overall(few.checks) is Verdict.VERIFIED


def test_grad_cam_and_layer_cam_of_a_cnn(cnn: Run) -> None:
    model = cnn.subject.model
    pixels = call_of(cnn.trace, cnn.subject).args[0].requires_grad_()
    direct = captum.LayerGradCam(model, model.second).attribute(
        pixels, target=1, relu_attributions=True
    )
    found = attributed(cnn.trace, "gradcam", "1", subject=cnn.subject)
    np.testing.assert_allclose(found.values, direct[0, 0].detach().numpy(), atol=CLOSE)
    assert found.subtitle == "second, 6 channels of 8 × 8"
    torchcam = pytest.importorskip("torchcam.methods")
    with torchcam.LayerCAM(model, "second") as extractor:
        (expected,) = extractor(1, model(pixels), normalized=False)
    layer = attributed(cnn.trace, "layercam", "1", subject=cnn.subject)
    np.testing.assert_allclose(layer.values, expected[0].detach().numpy(), atol=CLOSE)


def test_grad_cam_of_patches_is_that_of_the_reshaped_tokens(vit: Run) -> None:
    call, target = call_of(vit.trace, vit.subject), target_of(vit.trace, vit.subject, "church")
    kept: list[Tensor] = []
    block = vit.subject.model.blocks[4]
    handle = block.register_forward_hook(lambda module, args, output: kept.append(output))
    score = target.logit(call())[0]
    handle.remove()
    (gradient,) = torch.autograd.grad(score, kept[0])
    patches = vit.subject.place("").patches
    tokens, weights = kept[0].detach()[0, patches], gradient[0, patches].mean(dim=0)
    expected = (tokens @ weights).clamp(min=0).reshape(16, 16)
    found = attributed(vit.trace, "gradcam", "church", subject=vit.subject)
    np.testing.assert_allclose(found.values, expected.numpy(), atol=CLOSE)


def test_occlusion_is_the_fall_of_the_logit(cnn: Run) -> None:
    found = attributed(cnn.trace, "occlusion", "3", subject=cnn.subject)
    call = call_of(cnn.trace, cnn.subject)
    assert call.blank is not None
    assert found.values.shape == (16, 16)
    with torch.no_grad():
        whole = float(call()[0, 3])
        for row, col in ((0, 0), (7, 9), (15, 15)):
            hidden = call.args[0].clone()
            part = hidden[:, :, 2 * row : 2 * row + 2, 2 * col : 2 * col + 2]
            part[:] = call.blank.mean(dim=0)[None, :, :2, :2]
            fall = whole - float(call(hidden)[0, 3])
            assert found.values[row, col] == pytest.approx(fall, abs=CLOSE)


@pytest.mark.parametrize("name", ["bert", "classifier", "gpt2", "t5"])
def test_a_text_by_its_vectors(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path)
    found = attributed(run.trace, "ig", subject=run.subject)
    assert overall(found.checks) is Verdict.VERIFIED
    assert found.keys is not None
    assert found.values.shape == (1, found.keys.size)
    call, target = call_of(run.trace, run.subject), target_of(run.trace, run.subject)
    ids: Any = call.ids
    hidden = attributed(run.trace, "occlusion", subject=run.subject)
    assert "token" in hidden.subtitle
    other = ids.clone()
    tokenizer = run.subject.reader.tokenizer
    names = ("mask", "unk", "pad", "eos")
    numbers = (getattr(tokenizer, f"{one}_token_id") for one in names)
    other[0, 1] = next(at for at in numbers if at is not None)
    with torch.no_grad():
        fall = float(target.logit(call()) - target.logit(call.reading(other)()))
    assert hidden.values[0, 1] == pytest.approx(fall, abs=1e-4)


def test_heads_stay_muted(vit: Run) -> None:
    trace = vit.subject.run(vit.trace.inputs, mute=Mute.parse("3.*").named(vit.trace.sites))
    found = attributed(trace, "gradcam", "church", subject=vit.subject).values
    plain = attributed(vit.trace, "gradcam", "church", subject=vit.subject).values
    assert not np.allclose(found, plain, atol=1e-4)
    assert not vit.subject.model.blocks[3].attention.tap._forward_hooks


def test_it_can_be_cancelled_and_says_what_is_missing(
    vit: Run, cnn: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30

    with pytest.raises(Cancelled):
        attributed(vit.trace, "ig", subject=vit.subject, choices=Choices(cancelled=cancelled))
    bert = hugging_face("bert", tmp_path)
    reason = method_named("gradcam").supports(bert.trace, bert.subject)
    assert reason is not None
    assert "no feature map" in reason
    monkeypatch.setitem(sys.modules, "captum", None)
    monkeypatch.setitem(sys.modules, "captum.attr", None)
    for id in ("ig", "gradcam", "layercam", "occlusion"):
        reason = method_named(id).supports(cnn.trace, cnn.subject)
        assert reason == "captum is not installed: pip install captum."
        with pytest.raises(AttributionError, match="captum is not installed"):
            attributed(cnn.trace, id, subject=cnn.subject)
