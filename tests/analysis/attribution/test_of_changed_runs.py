"""What is said of a run in which something is muted, held, masked or blocked is of that run."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torchvision.models.vision_transformer import VisionTransformer as TorchvisionViT

from explorer.analysis.attribution.methods import attributed
from explorer.analysis.checks.perturbed_photo import perturbed_photo
from explorer.analysis.checks.perturbed_text import perturbed_text
from explorer.analysis.head_effects import head_effects
from explorer.analysis.lens import logit_lens
from explorer.core.checks import overall
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import Mute
from explorer.core.trace import Trace
from explorer.models.se_resnet import SEResNet, SEResNetConfig
from explorer.registry.entry import ModelError
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.registry.weight_files.cards import read_vision_card
from explorer.runtime.engine import named
from tests.analysis.models import Run, hugging_face, noise, on_photo
from tests.registry.toy_models import write_checkpoint

METHODS = ("relevance", "legrad", "value", "ig", "gradcam", "layercam", "occlusion", "rollout")


def vit() -> TorchvisionViT:
    torch.manual_seed(0)
    model = TorchvisionViT(32, 8, 3, 3, 24, 48, num_classes=5)
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.2)
    return model.eval()


def by_hand(model: TorchvisionViT) -> TorchvisionViT:
    """The same without heads 1 and 2 of the last layer, and head 0 of the first."""
    found = deepcopy(model)
    layers = [*found.encoder.layers]
    with torch.no_grad():
        layers[-1].self_attention.out_proj.weight[:, 8:24] = 0
        layers[0].self_attention.out_proj.weight[:, :8] = 0
    return found


@pytest.fixture(scope="module")
def muted() -> tuple[Run, Run]:
    """A run with heads muted, and that of the model without these heads."""
    model = vit()
    plain = on_photo(model)
    mute = Mute.parse("2.1-2,0.0").named(plain.trace.sites)
    return (
        Run(plain.subject, plain.subject.run(plain.trace.inputs, mute=mute)),
        on_photo(by_hand(model)),
    )


@pytest.mark.parametrize("method", METHODS)
def test_a_method_explains_the_model_without_the_heads(method: str, muted: tuple[Run, Run]) -> None:
    run, other = muted
    found = attributed(run.trace, method, "3", subject=run.subject)
    expected = attributed(other.trace, method, "3", subject=other.subject)
    np.testing.assert_allclose(
        found.values, expected.values, rtol=1e-3, atol=1e-5 * float(np.abs(expected.values).max())
    )
    assert overall(found.checks) == overall(expected.checks)


def test_deletion_looks_at_the_model_without_the_heads(muted: tuple[Run, Run]) -> None:
    run, other = muted
    kept = np.random.default_rng(0).random((4, 32 * 32)).round().astype(np.float32)
    found = perturbed_photo(run.subject, run.trace).probabilities(kept)
    expected = perturbed_photo(other.subject, other.trace).probabilities(kept)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_heads_matter_in_the_run_as_it_is(muted: tuple[Run, Run]) -> None:
    run, other = muted
    found = head_effects(run.trace, run.subject, "3", batch=4)
    expected = head_effects(other.trace, other.subject, "3", batch=4)
    np.testing.assert_allclose(found.mean, expected.mean, atol=1e-5)


@pytest.mark.parametrize(
    "asked", [{"mask": ["1,1", "0,0,0.4,0.3"]}, {"block": ["cls>3-6"]}, {"heads": "1.0"}]
)
def test_the_whole_input_gives_what_the_run_gave(asked: dict[str, object]) -> None:
    plain = on_photo(vit())
    mute = named(Mute.asked(**asked), plain.trace)  # type: ignore[arg-type]
    trace = plain.subject.run(plain.trace.inputs, mute=mute)
    said = perturbed_photo(plain.subject, trace).probabilities(np.ones((1, 1024), np.float32))[0]
    np.testing.assert_allclose(sorted(said, reverse=True), probabilities(trace), atol=1e-5)
    for method in ("relevance", "ig", "legrad"):
        found = attributed(trace, method, "3", subject=plain.subject)
        assert overall(found.checks) == "Verified", (method, found.checks)
    effects = head_effects(trace, plain.subject, "3")
    assert float(effects.before[0]) == pytest.approx(float(said[3]), abs=1e-5)


def probabilities(trace: Trace) -> tuple[float, ...]:
    assert trace.prediction is not None
    return trace.prediction.probabilities


def test_gates_that_are_held_are_so_in_every_pass(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = SEResNet(SEResNetConfig(classes=4, widths=(8, 12), depths=(2, 2), reduction=4)).eval()
    for name, parameter in model.named_parameters():
        if name.endswith("norm2.weight"):  # or no block would do anything yet
            nn.init.ones_(parameter)
    card = read_vision_card(write_checkpoint(tmp_path, "se-resnet", model, "Toy SE-ResNet"))
    subject = VisionSubject.load(card, "cpu")
    plain = Run(subject, subject.run(Inputs((noise(64),))))
    mute = Mute.asked(hold="3.*=0.02,1.1=0").named(plain.trace.sites)
    trace = plain.subject.run(plain.trace.inputs, mute=mute)
    moved = np.subtract(probabilities(trace), probabilities(plain.trace))
    assert np.abs(moved).max() > 1e-3, "what is held is seen in the answer"
    said = perturbed_photo(plain.subject, trace, calibrated=True)
    whole = said.probabilities(np.ones((1, said.places), np.float32))[0]
    np.testing.assert_allclose(sorted(whole, reverse=True), probabilities(trace), atol=1e-5)
    assert overall(attributed(trace, "ig", subject=plain.subject).checks) == "Verified"


@pytest.mark.parametrize("name", ["gpt2", "bert", "classifier"])
@pytest.mark.parametrize("asked", [{"mask": ["2"]}, {"block": ["3>1"]}])
def test_texts(
    name: str, asked: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = hugging_face(name, tmp_path_factory.mktemp("toys"), written=0)
    mute = named(Mute.asked(**asked), plain.trace)  # type: ignore[arg-type]
    trace = plain.subject.run(plain.trace.inputs, mute=mute)
    for method in ("relevance", "ig", "occlusion"):
        found = attributed(trace, method, subject=plain.subject)
        assert overall(found.checks) == "Verified" or not found.checks, (method, found.checks)
    if name == "classifier":
        seen = perturbed_text(plain.subject, trace, "masked")
        whole = seen.probabilities(np.ones((1, seen.places), np.float32))[0]
        for one in trace.classes:
            assert float(whole[one.token]) == pytest.approx(one.probability, abs=1e-5)
    if name == "gpt2":
        with pytest.raises(ModelError, match="numbers of those that are masked"):
            perturbed_text(plain.subject, trace, "deleted")
        lens = logit_lens(trace, plain.subject)
        last = trace.guesses[-1].alternatives[0]
        assert lens.rows[-1].best[0].token == last.token
        assert lens.rows[-1].best[0].probability == pytest.approx(last.probability, abs=1e-5)


def test_where_a_whole_last_layer_is_muted_the_one_before_is_read() -> None:
    plain = on_photo(vit())
    mute = Mute.parse("2.*").named(plain.trace.sites)
    trace = plain.subject.run(plain.trace.inputs, mute=mute)
    found = attributed(trace, "relevance", "3", subject=plain.subject)
    assert float(found.values.sum()) == pytest.approx(1, abs=1e-5)
    assert overall(found.checks) == "Verified"
