"""torchvision:NAME, untrained; photos prepared as the library does; downloads that fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.error import URLError

import numpy as np
import pytest
from PIL import Image
from torchvision import models

from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Kind
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import ModelError
from explorer.registry.sources.torchvision_source import preparation
from explorer.registry.weight_files import download
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def photo(width: int = 300, height: int = 211) -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (width, height))


def test_an_untrained_model_runs_verified() -> None:
    name = untrained("torchvision:mobilenet_v3_small")
    entry = find(name)
    assert (entry.id, entry.title) == (
        name,
        "mobilenet_v3_small (untrained)",
    )
    assert (entry.kind, entry.labels, entry.parameters) == (Kind.CHANNEL, (), 2_542_856)
    traces = []
    for _ in range(2):
        subject: Any = entry.load("cpu")
        traces.append(subject.run(Inputs((photo(),))))
    assert traces[0].verdict.value == "Verified"
    assert len(traces[0].sites) == 9
    assert traces[0].prediction.labels[0].startswith("class ")
    # the same random weights at every start
    assert traces[0].model == traces[1].model
    assert len(traces[0].model.weights_sha256) == 64


def test_trained_entries_tell_classes_without_a_download() -> None:
    entry = find("torchvision:vit_b_16")
    assert (entry.kind, len(entry.labels), entry.labels[0]) == (Kind.SELF, 1000, "tench")
    assert entry.parameters == 86_567_656


@pytest.mark.parametrize("name", ["swin_t", "vit_b_16", "efficientnet_b3", "regnet_y_400mf"])
@pytest.mark.parametrize("size", [(300, 211), (97, 250), (224, 224)])
def test_photos_are_prepared_as_by_the_library(name: str, size: tuple[int, int]) -> None:
    transform = models.get_model_weights(name).DEFAULT.transforms()
    picture = photo(*size)
    expected = transform(Image.fromarray(picture.pixels)).numpy()
    seen = preparation(transform)(picture, None).pixels
    np.testing.assert_allclose(seen, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("torchvision:swin_tt", "torchvision has no model named swin_tt. Did you mean torchvision"),
        ("torchvision:", "torchvision has no model named so."),
        ("torchvision:zzzzzzzzzzzz", "others."),
    ],
)
def test_typos(wrong: str, hint: str) -> None:
    with pytest.raises(ModelError) as raised:
        find(wrong)
    assert hint in str(raised.value)


def test_offline_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))

    def refuse(*_: object) -> object:
        raise URLError("no network")

    monkeypatch.setattr(download, "_open", refuse)
    with pytest.raises(ModelError) as raised:
        find("torchvision:mobilenet_v3_small").load("cpu")
    assert "cannot be had from download.pytorch.org" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_only_models_of_libraries_can_be_untrained() -> None:
    with pytest.raises(ModelError, match="vit has no untrained form"):
        find(untrained("vit"))
