"""Calibrating: the thresholds keep what they promise, and a card is written that can be read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

import calibrate_vision
from calibrate_vision import KEPT, LIKELY, Outliers, Seen, fit_novelty, see, thresholds
from explorer.core.inputs import Inputs
from explorer.inputs.images import photo_from_array, read_photo
from explorer.models.spatial_gate import SpatialGateConfig, SpatialGateNet
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.registry.weight_files.cards import read_vision_card
from tests.registry.toy_models import SIZE, write_checkpoint
from vision_training.card import load_model
from vision_training.corpus import Corpus
from vision_training.photos import Photos

CPU = torch.device("cpu")


def seen(count: int = 600, seed: int = 0) -> Seen:
    """Random photos of 4 classes, about two thirds of them recognised."""
    rng = np.random.default_rng(seed)
    targets = torch.from_numpy(rng.integers(0, 4, count))
    logits = torch.from_numpy(rng.normal(0, 1, (count, 4)))
    logits[torch.arange(count), targets] += 1.5
    features = np.eye(6)[targets.numpy()] + rng.normal(0, 0.5, (count, 6))
    return Seen(logits, features.astype(np.float32), targets)


def test_the_thresholds_keep_the_share_that_they_promise() -> None:
    fitted, dev = seen(seed=1), seen()
    novelty = fit_novelty(fitted.features, fitted.targets.numpy())
    temperature, unsure_below, limit = thresholds(dev, novelty)
    likely = (dev.logits / temperature).softmax(1).amax(1).numpy() >= unsure_below
    near = novelty(dev.features) <= limit
    one_photo = 1.01 / dev.right.sum()
    assert likely[dev.right].mean() == pytest.approx(LIKELY, abs=one_photo)
    assert (likely & near)[dev.right].mean() == pytest.approx(KEPT, abs=one_photo)


def test_a_model_that_recognises_nothing() -> None:
    fitted = seen()
    wrong = Seen(-fitted.logits, fitted.features, fitted.logits.argmax(1))
    novelty = fit_novelty(fitted.features, fitted.targets.numpy())
    with pytest.raises(ValueError, match="train the model first"):
        thresholds(wrong, novelty)


@pytest.fixture
def model() -> SpatialGateNet:
    torch.manual_seed(0)
    config = SpatialGateConfig(classes=4, widths=(6, 8), depths=(1, 1), gate_width=2)
    made = SpatialGateNet(config).eval()
    with torch.no_grad():
        made.head.weight *= 200  # as sure as a trained one
    return made


def photos(model: SpatialGateNet, count: int, seed: int) -> Photos:
    """Random gratings; their class is what `model` says, but for every tenth."""
    rng = np.random.default_rng(seed)
    colours = rng.integers(0, 256, (count, 2, 3, 1, 1))
    wide = rng.integers(1, 6, (count, 1, 1, 1))
    dark = (np.arange(SIZE)[None, None, None, :] // wide) % 2  # (count, 1, 1, SIZE)
    pixels = np.where(dark == 1, colours[:, 0], colours[:, 1]) + np.zeros((SIZE, 1), int)
    taken = Photos(
        pixels.astype(np.uint8), np.zeros(count, np.int64), tuple(map(str, range(count)))
    )
    said = see(model, taken, np.arange(count), SIZE, CPU).logits.argmax(1).numpy()
    said[::10] = (said[::10] + 1) % 4
    return replace(taken, targets=said)


def test_a_card_calibrated_from_photos(
    model: SpatialGateNet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # prepare() of the training normalises with ImageNet's figures, and so must the card
    given = {"size": SIZE, "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
    path = write_checkpoint(tmp_path, "spatial-gate", model, "Toy", input=given)
    card = json.loads(path.read_text())
    model = load_model(card, tmp_path)
    train, val = photos(model, 900, 0), photos(model, 200, 1)
    corpus = Corpus(train, val, val, [], np.arange(600), np.arange(600, 900), {})
    monkeypatch.setattr(calibrate_vision, "load_corpus", lambda root, work: corpus)
    rng = np.random.default_rng(2)
    for at in range(12):
        file = tmp_path / "others" / ("dim" if at % 2 else "noise") / f"made.{at}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        high = 60 if at % 2 else 256
        Image.fromarray(rng.integers(0, high, (40, 50, 3), dtype=np.uint8)).save(file)
    outliers = Outliers.read(tmp_path / "others")
    assert 0 < len(outliers.files) < 12
    arguments = ["spatial-gate", "--data", "", "--outliers", str(tmp_path / "others")]
    assert calibrate_vision.main([*arguments, "--checkpoints", str(tmp_path)]) == 0

    card = json.loads(path.read_text())
    found = card["metrics"]["none_of_the_classes"]
    assert found["outliers"] == found["sources"]["made"] == len(outliers.files)
    assert set(found["refused_by_group"]) <= {"dim", "noise"}
    # what the application does with the card is what the card says of it
    subject = VisionSubject.load(read_vision_card(path), "cpu")

    def named(image: NDArray[np.uint8]) -> bool:
        prediction = subject.run(Inputs((photo_from_array(image),))).prediction
        assert prediction is not None
        return not prediction.doubt

    refused = [not named(read_photo(file).pixels) for file in outliers.files]
    assert np.mean(refused) == pytest.approx(found["refused"], abs=1e-4)
    shown = [named(pixels.transpose(1, 2, 0)) for pixels in val.pixels]
    sure = card["calibration"]["sure_share_val"]
    assert np.mean(shown) == pytest.approx(sure, abs=1e-4)
    assert np.mean(np.delete(shown, np.s_[::10])) == pytest.approx(found["val_right_named"], 1e-3)
    assert 0.8 < found["val_right_named"] < 0.97


def test_a_folder_without_outliers(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no photos"):
        Outliers.read(tmp_path)
