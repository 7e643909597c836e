"""Weights of the user's own for an architecture of a library, in the forms that scripts write."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.inputs.images import photo_from_picture
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

timm: Any = pytest.importorskip("timm")
pytestmark = pytest.mark.usefixtures("one_thread")
NAME = "test_vit"
PIXELS = np.random.default_rng(3).integers(0, 256, (200, 180, 3), dtype=np.uint8)
PICTURE = Image.fromarray(PIXELS)
State = dict[str, Tensor]


def trained(classes: int = 5, **more: Any) -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(11)
        model = timm.create_model(NAME, num_classes=classes, **more).eval()
        for parameter in model.parameters():
            torch.nn.init.normal_(parameter, std=0.1)
    return model


def run(name: str) -> Any:
    return find(name).load("cpu").run(Inputs((photo_from_picture(PICTURE, "noise.png"),)))


def expected(model: Any) -> list[float]:
    """What timm itself gives for the photo, by its own preparation."""
    config = timm.data.resolve_data_config({}, model=model)
    batch = timm.data.create_transform(**config)(PICTURE)[None]
    with torch.no_grad():
        shares: list[float] = model(batch).softmax(-1)[0].tolist()
    return shares


FORMS: dict[str, Callable[[State], object]] = {
    "plain.pth": lambda state: state,
    "model.pth": lambda state: {"model": state, "epoch": 3},
    "lightning.ckpt": lambda state: {
        "state_dict": {f"model.{name}": one for name, one in state.items()},
        "epoch": 3,
    },
    "parallel.pth.tar": lambda state: {
        "state_dict": {f"module.{name}": one for name, one in state.items()},
        "args": Namespace(lr=0.1),
    },
    "compiled.pt": lambda state: {f"_orig_mod.{name}": one for name, one in state.items()},
    "average.pth": lambda state: {
        "state_dict": {name: torch.zeros_like(one) for name, one in state.items()},
        "state_dict_ema": state,
    },
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_in_any_form_is_loaded_whole(tmp_path: Path, form: str) -> None:
    model = trained()
    torch.save(FORMS[form](model.state_dict()), tmp_path / form)
    trace = run(f"timm:{NAME}@{tmp_path / form}")
    assert trace.verdict is Verdict.VERIFIED
    shares = expected(model)
    best = int(np.argmax(shares))
    assert trace.prediction.labels[0] == f"class {best}"
    np.testing.assert_allclose(trace.prediction.probabilities[0], shares[best], atol=1e-5)
    assert len(trace.prediction.labels) == 5
    assert trace.sites[0].weights().shape == (2, 101, 101)


@pytest.mark.parametrize(
    ("beside", "content"),
    [
        ("mine.json", json.dumps(list("abcde"))),
        ("mine.txt", "a\nb\nc\nd\ne\n"),
        ("labels.json", json.dumps({"labels": list("abcde")})),
        ("classes.json", json.dumps({str(at): one for at, one in enumerate("abcde")})),
    ],
)
def test_names_of_classes_stand_beside_it(tmp_path: Path, beside: str, content: str) -> None:
    model = trained()
    torch.save(model.state_dict(), tmp_path / "mine.pth")
    (tmp_path / beside).write_text(content)
    trace = run(f"timm:{NAME}@{tmp_path / 'mine.pth'}")
    assert trace.prediction.labels[0] == "abcde"[int(np.argmax(expected(model)))]


def test_a_folder_as_timm_saves_it_opens_by_either_name(tmp_path: Path) -> None:
    model = trained()
    names = {"label_names": list("abcde")}
    timm.models.save_for_hf(model, str(tmp_path / "mine"), model_config=names)
    shares = expected(model)
    for name in ("hf:{}", "timm:{}", "timm:local-dir:{}"):
        trace = run(name.format(tmp_path / "mine"))
        best = int(np.argmax(shares))
        assert trace.prediction.labels[0] == "abcde"[best]
        np.testing.assert_allclose(trace.prediction.probabilities[0], shares[best], atol=1e-5)


def test_torchvision_takes_a_file_too(tmp_path: Path) -> None:
    import torchvision

    with torch.random.fork_rng():
        torch.manual_seed(4)
        model = torchvision.models.mobilenet_v3_small(num_classes=4).eval()
    state = {f"module.{name}": one for name, one in model.state_dict().items()}
    torch.save({"state_dict": state}, tmp_path / "mine.pth")
    (tmp_path / "mine.txt").write_text("one\ntwo\nthree\nfour\n")
    trace = run(f"torchvision:mobilenet_v3_small@{tmp_path / 'mine.pth'}")
    transform = torchvision.models.MobileNet_V3_Small_Weights.DEFAULT.transforms()
    with torch.no_grad():
        shares = model(transform(PICTURE)[None]).softmax(-1)[0]
    best = int(shares.argmax())
    assert trace.prediction.labels[0] == ["one", "two", "three", "four"][best]
    np.testing.assert_allclose(trace.prediction.probabilities[0], float(shares[best]), atol=1e-5)


def test_what_does_not_fit_is_refused_by_its_name(tmp_path: Path) -> None:
    model = trained()
    state = model.state_dict()
    torch.save({k: v for k, v in state.items() if "blocks.3" not in k}, tmp_path / "half.pth")
    with pytest.raises(
        ModelError, match=r"half.pth does not fit timm:test_vit: it lacks .* blocks"
    ):
        run(f"timm:{NAME}@{tmp_path / 'half.pth'}")
    torch.save(state, tmp_path / "other.pth")
    with pytest.raises(ModelError, match=r"does not fit timm:vit_tiny_patch16_224"):
        run(f"timm:vit_tiny_patch16_224@{tmp_path / 'other.pth'}")
    with pytest.raises(ModelError, match=r"none.pth is not there"):
        run(f"timm:{NAME}@{tmp_path / 'none.pth'}")
    bare = {name: one for name, one in state.items() if not name.startswith("head.")}
    torch.save(bare, tmp_path / "bare.pth")
    trace = run(f"timm:{NAME}@{tmp_path / 'bare.pth'}")
    assert trace.prediction is None
    assert "holds no head" in trace.notes[0]


def test_a_file_alone_is_told_how_to_be_named(tmp_path: Path) -> None:
    state = timm.create_model("vit_tiny_patch16_224", depth=1).state_dict()
    torch.save(state, tmp_path / "mine.pth")
    with pytest.raises(ModelError, match=r"timm:vit_tiny_patch16_224@mine.pth"):
        find(f"file:{tmp_path / 'mine.pth'}")
