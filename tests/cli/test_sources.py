"""check and export of models that the user brings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.models import build
from explorer.registry.sources import plugins
from tests.cli.conftest import Command
from tests.registry.hf_models import write
from tests.registry.test_plugins import EXAMPLE


@pytest.mark.parametrize("name", ["vit", "backbone"])
def test_a_folder_of_hugging_face(
    command: Command, photos: Path, tmp_path: Path, name: str
) -> None:
    folder = write(tmp_path / name, name)
    found = command("check", f"hf:{folder}", photos / "cat.png")
    assert found.status == 0, found.err
    assert found.out.count("self-attention, 4 × 17 × 17, CLS + 4 × 4: Verified") == 2
    assert found.out.splitlines()[-1].startswith("Verified: ")
    file = tmp_path / "out.npz"
    found = command("export", f"hf:{folder}", photos / "cat.png", "-o", file)
    assert found.status == 0, found.err
    with np.load(file) as arrays:
        meta = json.loads(str(arrays["meta"]))
        sites = [arrays[key] for key in arrays.files if key != "meta"]
    assert [site.shape for site in sites] == [(4, 17, 17)] * 2
    assert meta["gives"] == ("17 × 32 numbers" if name == "backbone" else "")
    assert len(meta["prediction"]["labels"]) == (0 if name == "backbone" else 3)
    found = command("export", f"hf:{folder}", photos / "cat.png", "-o", tmp_path / "a.png")
    assert found.status == 0, found.err
    found = command(
        "export", f"hf:{folder}", photos / "cat.png", "-o", tmp_path / "b.png", "--random-weights"
    )
    assert found.status == 0, found.err


def test_a_plugin(command: Command, photos: Path, tmp_path: Path) -> None:
    plugins._packages.cache_clear()
    try:
        found = command("check", "mine:net", photos / "cat.png", "--plugin", EXAMPLE)
        assert found.status == 0, found.err
        assert "attention: self-attention, 4 × 64 × 64, 8 × 8: Verified" in found.out
        picture = tmp_path / "a.png"
        found = command(
            "export", "mine:net", photos / "cat.png", "-o", picture, "--plugin", EXAMPLE
        )
        assert found.status == 0, found.err
        assert picture.is_file()
        assert "mine:net" in command("models", "--plugin", EXAMPLE).out
    finally:
        plugins._FILES.clear()
    found = command("check", "mine:net")
    assert found.status == 2
    assert "torchvision:, timm:, hf:, file:, keras:" in found.err
    found = command("check", "mine:net", "--plugin", tmp_path / "none.py")
    assert (found.status, found.err.count("\n")) == (2, 1)
    assert "none.py is not a plug-in" in found.err


def test_weights_that_do_not_fit_are_reported_key_by_key(command: Command, tmp_path: Path) -> None:
    net = build("spatial-gate", {"classes": 3, "widths": (4,), "depths": (1,), "gate_width": 2})
    state = net.state_dict()
    state["head.bias"] = torch.zeros(5)
    torch.save({**state, "more": torch.zeros(2)}, tmp_path / "net.pt")
    found = command("check", f"file:{tmp_path / 'net.pt'}")
    assert found.status == 2
    assert found.out == "unexpected: more (2)\nother shape: head.bias is 5, not 3\n"
    assert found.err.startswith("net.pt does not fit spatial-gate: ")


def test_who_watches_is_told_and_a_file_stays_clean(
    command: Command, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("check", "vit", photos / "cat.png")
    assert command(*words).err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    told = command(*words).err
    assert told.startswith("\rLoading Toy ViT\rRunning")
    assert told.endswith("\r" + " " * len("Running") + "\r")
    told = command("export", "vit", photos / "cat.png", "-o", photos / "out.png").err
    assert "\rLoading Toy ViT\rRunning" in told
    told = command("check", "vit", photos / "none.png").err
    assert told.splitlines()[-1].rpartition("\r")[2].startswith("none.png")
