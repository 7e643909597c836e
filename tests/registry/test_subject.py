"""A loaded model at work: growing traces, calibrated predictions, cancelling."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.capture.observe import tap_names
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.inputs.fit import fit_photo
from explorer.inputs.images import photo_from_array
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.registry.weight_files.cards import read_vision_card, verified_bytes
from tests.registry.toy_models import SIZE, write_checkpoint
from tests.toys import planted_vit

NAMES = ("vit", "se-resnet", "spatial-gate")
each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def photo() -> Photo:
    rng = np.random.default_rng(0)
    return photo_from_array(rng.integers(0, 256, (40, 64, 3), dtype=np.uint8))


@pytest.fixture(scope="module")
def subjects(toy_resources: Path) -> dict[str, VisionSubject]:
    folder = toy_resources / "checkpoints"
    return {
        name: VisionSubject.load(read_vision_card(folder / f"{name}.json"), "cpu") for name in NAMES
    }


@each
def test_a_run_is_complete_and_verified(
    subjects: dict[str, VisionSubject], photo: Photo, name: str
) -> None:
    trace = subjects[name].run(Inputs((photo,)))
    assert trace.complete
    assert trace.verdict is Verdict.VERIFIED
    assert (trace.model.id, trace.device) == (name, "cpu")
    assert trace.photo is photo
    assert trace.seconds > 0


@each
def test_partial_traces_grow_by_one_site(
    subjects: dict[str, VisionSubject], photo: Photo, name: str
) -> None:
    parts: list[Trace] = []
    trace = subjects[name].run(Inputs((photo,)), on_part=parts.append)
    assert [len(part.sites) for part in parts] == list(range(1, trace.layers + 1))
    for part in parts:
        assert part.layers == trace.layers
        assert part.prediction is None
        assert not part.complete
        assert part.verdict is Verdict.UNVERIFIED
        assert part.sites == trace.sites[: len(part.sites)]


@each
@pytest.mark.parametrize("after", [0, 1])
def test_cancel_acts_between_layers_and_the_next_run_is_the_same(
    subjects: dict[str, VisionSubject], photo: Photo, name: str, after: int
) -> None:
    whole = subjects[name].run(Inputs((photo,)))
    parts: list[Trace] = []
    with pytest.raises(Cancelled):
        subjects[name].run(
            Inputs((photo,), fit=Fit.STRETCH), parts.append, lambda: len(parts) >= after
        )
    assert len(parts) == after
    again = subjects[name].run(Inputs((photo,)))
    assert again.prediction == whole.prediction
    for first, second in zip(whole.sites, again.sites, strict=True):
        assert first.weights().tobytes() == second.weights().tobytes()


def test_cancel_after_the_last_layer_still_counts(
    subjects: dict[str, VisionSubject], photo: Photo
) -> None:
    parts: list[Trace] = []
    with pytest.raises(Cancelled):
        subjects["vit"].run(
            Inputs((photo,), fit=Fit.STRETCH), parts.append, lambda: len(parts) == 2
        )
    assert len(parts) == 2


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_prediction_is_calibrated_and_sorted(
    tmp_path: Path, photo: Photo, temperature: float
) -> None:
    model = planted_vit(SIZE, 8, 2)
    calibration = {"temperature": temperature, "unsure_below": 0.25}
    path = write_checkpoint(tmp_path, "vit", model, "Toy", calibration=calibration)
    prediction = VisionSubject.load(read_vision_card(path), "cpu").run(Inputs((photo,))).prediction
    assert prediction is not None

    pixels, _ = fit_photo(photo, SIZE, Fit.STRETCH)
    image = torch.from_numpy(pixels.transpose(2, 0, 1).astype(np.float32) / 255)[None]
    model.load_state_dict({k: v.half().float() for k, v in model.state_dict().items()})
    with torch.no_grad():
        logits = model(image)[0].tolist()
    exponentials = [math.exp(logit / temperature) for logit in logits]
    expected = {f"class {at}": e / sum(exponentials) for at, e in enumerate(exponentials)}
    assert dict(zip(prediction.labels, prediction.probabilities, strict=True)) == pytest.approx(
        expected, abs=1e-5
    )
    assert list(prediction.probabilities) == sorted(prediction.probabilities, reverse=True)
    assert prediction.threshold == 0.25


def test_pixels_are_normalised_as_the_card_says(tmp_path: Path, photo: Photo) -> None:
    seen: list[torch.Tensor] = []
    given = {"size": SIZE, "mean": [0.1, 0.2, 0.3], "std": [0.5, 0.25, 2.0]}
    path = write_checkpoint(tmp_path, "vit", planted_vit(SIZE, 8, 2), "Toy", input=given)
    subject = VisionSubject.load(read_vision_card(path), "cpu")
    subject.model.register_forward_pre_hook(lambda module, args: seen.append(args[0]))
    subject.run(Inputs((photo,)))
    pixels, _ = fit_photo(photo, SIZE, Fit.STRETCH)
    for channel in range(3):
        expected = (pixels[..., channel] / 255 - given["mean"][channel]) / given["std"][channel]
        np.testing.assert_allclose(seen[0][0, channel].numpy(), expected, atol=1e-5)


@each
def test_weights_stored_in_half_precision_run_in_single(
    toy_resources: Path, photo: Photo, name: str
) -> None:
    card = read_vision_card(toy_resources / "checkpoints" / f"{name}.json")
    subject = VisionSubject.load(card, "cpu")
    assert {p.dtype for p in subject.model.parameters()} == {torch.float32}
    assert not subject.model.training
    assert len(tap_names(subject.model)) == subject.run(Inputs((photo,))).layers


def test_verified_bytes_are_the_file(toy_resources: Path) -> None:
    card = read_vision_card(toy_resources / "checkpoints" / "vit.json")
    assert verified_bytes(card.weights, card.sha256) == card.weights.read_bytes()


@pytest.fixture
def broken(subjects: dict[str, VisionSubject]) -> Iterator[VisionSubject]:
    """A ViT whose last block fails."""
    subject = subjects["vit"]

    def fail(module: torch.nn.Module, args: object) -> None:
        raise RuntimeError("a layer broke")

    handle = list(subject.model.children())[-1].register_forward_pre_hook(fail)
    yield subject
    handle.remove()


def test_what_the_model_raises_comes_out_and_leaves_no_hook(
    broken: VisionSubject, photo: Photo
) -> None:
    with pytest.raises(RuntimeError, match="a layer broke"):
        broken.run(Inputs((photo,)))
    for name in tap_names(broken.model):
        assert not broken.model.get_submodule(name)._forward_hooks


def test_a_photo_is_stretched_unless_asked_otherwise(subjects: dict[str, VisionSubject]) -> None:
    wide = photo_from_array(np.zeros((40, 90, 3), np.uint8))
    subject = subjects["vit"]
    own, stretched, cut = (
        subject.run(Inputs((wide,), fit=fit)).placement for fit in (None, Fit.STRETCH, Fit.CROP)
    )
    assert own == stretched != cut
