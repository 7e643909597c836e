"""The command line that verifies every map of a model."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.cli.check import given_or_sample
from explorer.core.checks import Check
from explorer.core.photo import Photo
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.inputs.samples import prompt_samples, samples
from explorer.registry.catalogue import find
from explorer.registry.entry import PHOTOS, TEXTS
from explorer.registry.subjects.vision_subject import VisionSubject
from tests.cli.conftest import Command

NAME = "timm:vit_tiny_patch16_224"


def test_a_bundled_model_of_photos(command: Command, photos: Path) -> None:
    found = command("check", "vit", photos / "cat.png")
    assert found.status == 0, found.err
    lines = found.out.splitlines()
    assert sum("self-attention, 2 × 17 × 17: Verified" in line for line in lines) == 2
    assert sum(line.startswith("  map times v is the output: error") for line in lines) == 2
    assert lines[-1] == "Verified: Toy ViT, 2 sites, cpu"


def test_a_model_of_texts(
    command: Command, toy_translators: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_translators)
    file = tmp_path / "text.txt"
    file.write_text("ab", encoding="utf-8")
    found = command("check", "transformer", file)
    assert found.status == 0, found.err
    assert "cross-attention" in found.out
    assert found.out.splitlines()[-1].startswith("Verified: ")


@pytest.mark.parametrize(
    ("named", "photo", "text"),
    [
        (None, "sample", "sample"),
        ("cat.png", "cat.png", "sample"),
        ("text.txt", "sample", "a b"),
    ],
)
def test_a_model_of_both_is_given_both(
    photos: Path, named: str | None, photo: str, text: str
) -> None:
    (photos / "text.txt").write_text("a b", encoding="utf-8")
    entry = replace(find("vit"), takes=PHOTOS | TEXTS, task=Task.CONTINUE)
    inputs = given_or_sample(entry, None if named is None else photos / named)
    (shown,) = inputs.photos
    assert isinstance(shown, Photo)
    assert shown.name == (samples()[0].path.name if photo == "sample" else photo)
    assert inputs.text == (prompt_samples()[0].text if text == "sample" else text)


def test_one_failing_check_is_exit_1(
    command: Command, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = VisionSubject.run

    def spoiled(self: VisionSubject, *args: Any) -> Trace:
        trace = plain(self, *args)
        bad = replace(trace.sites[1], checks=(Check("rows sum to 1", 0.5, 1e-4),))
        return replace(trace, sites=(trace.sites[0], bad))

    monkeypatch.setattr(VisionSubject, "run", spoiled)
    found = command("check", "vit", photos / "cat.png")
    assert found.status == 1
    assert "  rows sum to 1: error 5.0e-01, allowed 1e-04" in found.out
    assert found.out.splitlines()[-1] == "Mismatch: Toy ViT, 2 sites, 1 not verified, cpu"


def test_a_model_of_a_library(command: Command, photos: Path, tmp_path: Path) -> None:
    pytest.importorskip("timm")
    found = command("check", NAME, photos / "cat.png", "--random-weights")
    assert found.status == 0, found.err
    assert found.out.count("self-attention, 3 × 197 × 197, CLS + 14 × 14: Verified") == 12
    assert found.out.splitlines()[-1] == "Verified: vit_tiny_patch16_224 (untrained), 12 sites, cpu"
    target = tmp_path / "maps.npz"
    found = command("export", NAME, photos / "cat.png", "--random-weights", "-o", target)
    assert found.status == 0, found.err
    with np.load(target) as arrays:
        meta = json.loads(str(arrays["meta"]))
        assert arrays["000.blocks.0.attn"].shape == (3, 197, 197)
    assert (meta["model"], meta["verified"]) == (f"{NAME}#untrained", "Verified")
    # 40 of 60 columns: the model's own way is to cut out the centre, 0.9 of the shorter side
    x0, y0, x1, y1 = meta["placement"]
    assert (x1 - x0, y1 - y0) == (pytest.approx(36, abs=0.3), pytest.approx(36, abs=0.3))


def test_the_grid_of_a_query_is_that_of_its_layer(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    """The first layer of a Swin has 56 rows, the last 7."""
    words = ("--random-weights", "--query", "7,7", "-o", tmp_path / "map.png")
    found = command("export", "torchvision:swin_t", photos / "cat.png", *words)
    assert found.status == 2
    assert "rows go from 0 to 6" in found.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("vitt",), "Did you mean vit?"),
        (("vit", "none.png"), "none.png"),
        (("vit", "--random-weights"), "vit has no untrained form"),
        (
            ("timm:vit_base_patch32_plus_256",),
            "Choose another model, or build it untrained with --random-weights.",
        ),
        (("vit", "a", "b"), "unrecognized arguments: b"),
    ],
)
def test_refusals(command: Command, words: tuple[str, ...], sentence: str) -> None:
    found = command("check", *words)
    assert found.status == 2
    assert sentence.lower() in found.err.lower()
    assert len(found.err.splitlines()) == 1
