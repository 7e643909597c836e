"""Photos of none of the classes: what the shipped models say, and damage to what they need."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save
from torch import nn

from calibrate_vision import fit_novelty
from explorer.capture.hooks import head_features, head_width
from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.trace import Prediction
from explorer.inputs.images import photo_from_array, read_photo
from explorer.inputs.samples import samples
from explorer.models import build
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.registry.weight_files.cards import novelty_path, read_vision_card
from explorer.registry.weight_files.weights import decode_novelty, encode_novelty, read_novelty
from explorer.resource_files import resources
from tests.registry.toy_models import SIZE, write_checkpoint
from tests.toys import planted_vit

NAMES = ("vit", "se-resnet", "spatial-gate")
each = pytest.mark.parametrize("name", NAMES)


def noise(seed: int = 0) -> Photo:
    rng = np.random.default_rng(seed)
    return photo_from_array(rng.integers(0, 256, (64, 64, 3), dtype=np.uint8))


@pytest.fixture(scope="module")
def shipped() -> Callable[[str, Photo], Prediction]:
    """What a shipped model says of a photo."""
    loaded = {name: find(name).load("cpu") for name in NAMES}

    def predict(name: str, photo: Photo) -> Prediction:
        subject = loaded[name]
        assert isinstance(subject, VisionSubject)
        prediction = subject.run(Inputs((photo,))).prediction
        assert prediction is not None
        return prediction

    return predict


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The card of a ViT that knows photos of noise and nothing else."""
    model = planted_vit(SIZE, 8, layers=2)
    rng = np.random.default_rng(0)
    features = rng.normal(0, 1, (400, model.config.width)).astype(np.float32)
    content = encode_novelty(fit_novelty(features, np.repeat(np.arange(16), 25)))
    path = tmp_path / "vit.json"
    novelty_path(path).write_bytes(content)
    novelty = {
        "file": "vit.novelty.safetensors",
        "sha256": hashlib.sha256(content).hexdigest(),
        "limit": 12.5,
    }
    calibration = {"temperature": 1.0, "unsure_below": 0.0, "novelty": novelty}
    return write_checkpoint(tmp_path, "vit", model, "Toy", calibration=calibration)


def change(card: Path, **novelty: Any) -> None:
    content = json.loads(card.read_text())
    content["calibration"]["novelty"] |= novelty
    card.write_text(json.dumps(content))


def replace_file(card: Path, content: bytes) -> None:
    """Put `content` into the novelty file, its digest on the card true."""
    novelty_path(card).write_bytes(content)
    change(card, sha256=hashlib.sha256(content).hexdigest())


def assert_refused(card: Path, problem: str) -> None:
    with pytest.raises(ModelError) as raised:
        VisionSubject.load(read_vision_card(card), "cpu")
    assert str(raised.value) == f"{problem} Install Attention Explorer again to repair it."


@each
def test_a_church_is_a_church(shipped: Callable[[str, Photo], Prediction], name: str) -> None:
    church = next(sample for sample in samples() if sample.id == "church")
    prediction = shipped(name, read_photo(church.path))
    assert prediction.labels[0] == "church"
    assert not prediction.doubt


@each
def test_noise_is_nothing(shipped: Callable[[str, Photo], Prediction], name: str) -> None:
    for seed in range(4):
        assert shipped(name, noise(seed)).doubt


@each
def test_some_samples_are_of_no_class(
    shipped: Callable[[str, Photo], Prediction], name: str
) -> None:
    """Not all of them: the cards say what share of such photos is refused."""
    others = ("chelsea", "coffee", "astronaut", "rocket")
    found = [shipped(name, read_photo(sample.path)) for sample in samples() if sample.id in others]
    assert sum(bool(one.doubt) for one in found) >= 2
    assert any("Unlike" in one.doubt for one in found)


@each
def test_what_a_card_says_of_the_photos_it_does_not_know(name: str) -> None:
    card = read_vision_card(resources() / "checkpoints" / f"{name}.json")
    figures = card.raw["metrics"]["none_of_the_classes"]
    assert figures["outliers"] == sum(figures["sources"].values()) >= 30
    assert figures["refused"] > figures["refused_by_probability_alone"]
    assert figures["auroc"] > 0.7
    assert figures["val_right_named"] > 0.85
    assert figures["val_wrong_named"] < figures["val_right_named"]
    assert novelty_path(card.weights).stat().st_size < 300_000


@pytest.mark.parametrize("name", [*NAMES, "toy"])
def test_the_novelty_is_that_of_what_the_head_read(toy: Path, name: str) -> None:
    card = read_vision_card(toy if name == "toy" else resources() / "checkpoints" / f"{name}.json")
    subject = VisionSubject.load(card, "cpu")
    read: list[np.ndarray[Any, Any]] = []
    heads: list[nn.Module] = [one for at, one in subject.model.named_modules() if at == "head"]
    heads[0].register_forward_hook(lambda module, args, out: read.append(args[0].numpy()))
    prediction = subject.run(Inputs((noise(),))).prediction
    novelty = read_novelty(card, head_width(subject.model))
    assert novelty is not None
    assert prediction is not None
    assert read[-1].shape == (1, len(novelty.mean))
    assert prediction.novelty == pytest.approx(float(novelty(read[-1])[0]), rel=1e-5)
    assert card.novelty is not None
    assert prediction.novelty_limit == card.novelty.limit


@pytest.mark.parametrize(("limit", "known"), [(1e9, True), (-1e9, False)])
def test_the_limit_of_the_card_decides(toy: Path, limit: float, known: bool) -> None:
    change(toy, limit=limit)
    prediction = VisionSubject.load(read_vision_card(toy), "cpu").run(Inputs((noise(),))).prediction
    assert prediction is not None
    assert (not prediction.doubt) is known


def test_a_card_without_novelty_names_every_likely_class(toy_resources: Path) -> None:
    card = read_vision_card(toy_resources / "checkpoints" / "vit.json")
    assert card.novelty is None
    prediction = VisionSubject.load(card, "cpu").run(Inputs((noise(),))).prediction
    assert prediction is not None
    assert prediction.novelty_limit == math.inf
    assert (not prediction.doubt) is (prediction.probabilities[0] >= prediction.threshold)


@pytest.mark.parametrize("damage", [b"", b"\0" * 200, b"{}"])
def test_a_damaged_file(toy: Path, damage: bytes) -> None:
    novelty_path(toy).write_bytes(damage)
    assert_refused(toy, "The weights vit.novelty.safetensors are damaged.")


def test_a_missing_file(toy: Path) -> None:
    novelty_path(toy).unlink()
    assert_refused(toy, "The weights vit.novelty.safetensors are missing.")


def widths(size: int) -> bytes:
    arrays = {"mean": size, "projection": (size, size), "centres": (2, size), "background": size}
    return save({name: np.ones(shape, np.float16) for name, shape in arrays.items()})


@pytest.mark.parametrize(
    "content",
    [b"no safetensors at all", save({"mean": np.ones(4, np.float16)}), widths(3)],
    ids=["no safetensors", "arrays are missing", "another width"],
)
def test_a_file_that_does_not_fit(toy: Path, content: bytes) -> None:
    replace_file(toy, content)
    assert_refused(toy, "The weights vit.novelty.safetensors do not fit the model card.")


@pytest.mark.parametrize(
    "novelty", [{"limit": math.nan}, {"limit": "high"}, {"file": "../vit.safetensors"}]
)
def test_a_card_that_says_nonsense_of_it(toy: Path, novelty: dict[str, Any]) -> None:
    change(toy, **novelty)
    with pytest.raises(ModelError, match=r"The model card vit.json is damaged\."):
        read_vision_card(toy)


@pytest.mark.parametrize("novelty", [7, [], "x", {}, True])
def test_a_card_with_something_else_in_its_place(toy: Path, novelty: Any) -> None:
    content = json.loads(toy.read_text())
    content["calibration"]["novelty"] = novelty
    toy.write_text(json.dumps(content))
    with pytest.raises(ModelError, match=r"The model card vit.json is damaged\."):
        read_vision_card(toy)


def test_stored_and_read_again(toy: Path) -> None:
    card = read_vision_card(toy)
    novelty = read_novelty(card, head_width(build(card.architecture, card.config)))
    assert novelty is not None
    again = decode_novelty(encode_novelty(novelty), novelty.limit)
    np.testing.assert_array_equal(again.projection, novelty.projection)
    features = np.random.default_rng(1).normal(0, 1, (5, len(novelty.mean)))
    np.testing.assert_array_equal(again(features), novelty(features))


def test_the_features_are_those_of_every_run_and_the_hook_goes() -> None:
    model = planted_vit(SIZE, 8, layers=2)
    image = torch.rand(1, 3, SIZE, SIZE)
    with head_features(model) as seen:
        model(image)
        with pytest.raises(RuntimeError, match="channels"):
            model(image[:, :2])
        model(image)
    assert [tuple(one.shape) for one in seen] == [(1, model.config.width)] * 2
    torch.testing.assert_close(model.head(seen[0]), model(image))
    assert not model.head._forward_pre_hooks
