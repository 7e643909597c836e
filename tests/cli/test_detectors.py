"""Detectors on the command line: points as pictures and numbers, and who is asked for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Command
from tests.figures.vector_boxes import boxes_in, texts_in
from tests.registry import detectors


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"hf:{detectors.write(tmp_path_factory.mktemp('detector'), 'deformable_detr')}"


@pytest.fixture
def cat(photos: Path) -> Path:
    return photos / "cat.png"


def text_of(path: Path) -> dict[str, Any]:
    with Image.open(path) as image:
        return dict(image.info)


def test_numbers_have_places(command: Command, model: str, cat: Path, tmp_path: Path) -> None:
    out = tmp_path / "cat.npz"
    assert command("export", model, cat, "-o", out).status == 0
    with np.load(out) as stored:
        meta = json.loads(str(stored["meta"]))
        shapes = {name: stored[name].shape for name in stored.files if name != "meta"}
        places = stored["003.model.decoder.layers.1.encoder_attn.attn.places"]
    keys = len(detectors.GRIDS) * detectors.POINTS
    wanted = (detectors.HEADS, detectors.QUERIES, keys)
    assert shapes["003.model.decoder.layers.1.encoder_attn.attn"] == wanted
    assert places.shape == (*wanted, 2)
    middle = np.median(places, axis=(0, 1, 2))  # of a photo of 60 × 40 pixels
    assert (np.abs(middle - (30, 20)) < (15, 10)).all()
    assert len(meta["objects"]) == detectors.QUERIES
    assert {one["label"] for one in meta["objects"]} <= {"cat", "dog", "boat"}


@pytest.mark.parametrize(
    ("layer", "query", "label"),
    [
        ("3", "4", "object 4"),
        ("0", "3,5", "position 3, 5 of 8 × 8"),
        ("0", None, "position 4, 4 of 8 × 8"),
        ("0", "70", "position 1, 2 of 4 × 4"),
    ],
)
def test_who_is_asked(
    command: Command,
    model: str,
    cat: Path,
    tmp_path: Path,
    layer: str,
    query: str | None,
    label: str,
) -> None:
    out = tmp_path / "cat.png"
    asked = [] if query is None else ["--query", query]
    outcome = command("export", model, cat, "-o", out, "--layer", layer, "--size", "90", *asked)
    assert outcome.status == 0, outcome.err
    assert text_of(out)["Query"] == label
    assert text_of(out)["Method"] == "attention weights of points"


def test_the_surest_object_is_asked_unless_another_is(
    command: Command, model: str, cat: Path, tmp_path: Path
) -> None:
    numbers, picture = tmp_path / "cat.npz", tmp_path / "cat.png"
    assert command("export", model, cat, "-o", numbers).status == 0
    assert command("export", model, cat, "-o", picture, "--size", "90", "--legend").status == 0
    with np.load(numbers) as stored:
        best = json.loads(str(stored["meta"]))["objects"][0]
    assert text_of(picture)["Query"] == f"object {best['query']}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--query", "12"], "There is no object 12: objects go from 0 to 11."),
        (
            ["--layer", "0", "--query", "84"],
            "There is no position 84: positions go from 0 to 83.",
        ),
        (
            ["--query", "8,0"],
            "There is no cell 8, 0: rows go from 0 to 7, columns from 0 to 7.",
        ),
    ],
)
def test_refusals(
    command: Command, model: str, cat: Path, tmp_path: Path, words: list[str], sentence: str
) -> None:
    outcome = command("export", model, cat, "-o", tmp_path / "cat.png", *words)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.strip().splitlines()[-1].endswith(sentence)


def test_check_tells_who_looks_at_how_many_points(command: Command, model: str, cat: Path) -> None:
    outcome = command("check", model, cat)
    assert outcome.status == 0
    line = next(one for one in outcome.out.splitlines() if "encoder_attn.attn" in one)
    assert line.endswith(
        "attention to points, 4 × 12 × 12, for every object 4 points on each of 8 × 8, 4 × 4, "
        "2 × 2: Verified"
    )


MUTING = ("--mute", "0.*")


def test_a_muted_run_is_drawn_with_the_boxes_of_both(
    command: Command, model: str, cat: Path, tmp_path: Path
) -> None:
    out = tmp_path / "cat.svg"
    assert command("export", model, cat, "-o", out, "--size", "600").status == 0
    assert boxes_in(out.read_text()) == ([], [])
    done = command("export", model, cat, "-o", out, "--size", "600", *MUTING)
    assert done.status == 0, done.err
    svg = out.read_text()
    assert {"as run", "all heads"} <= set(texts_in(svg))
    count = detectors.QUERIES
    assert f"Boxes: solid: as run ({count}); dashed: all heads ({count})" in svg
    solid, dashed = boxes_in(svg)
    muted, whole = (_objects(command, model, cat, tmp_path, *more) for more in (MUTING, ()))
    np.testing.assert_allclose(solid, muted, atol=0.3)
    np.testing.assert_allclose(dashed, whole, atol=0.3)
    assert solid != dashed


def test_a_page_has_both_too(command: Command, model: str, cat: Path, tmp_path: Path) -> None:
    out = tmp_path / "cat.svg"
    done = command("export", model, cat, "-o", out, "--preset", "paper-1", *MUTING)
    assert done.status == 0, done.err
    svg = out.read_text()
    assert {"as run", "all heads"} <= set(texts_in(svg))
    assert all(boxes_in(svg))


def _objects(
    command: Command, model: str, cat: Path, folder: Path, *words: str
) -> list[tuple[float, ...]]:
    """The boxes of a run on a picture of 600 × 400 pixels, cut off where it ends."""
    out = folder / "cat.npz"
    assert command("export", model, cat, "-o", out, *words).status == 0
    with np.load(out) as stored:
        meta = json.loads(str(stored["meta"]))
    assert ("unmuted_objects" in meta) == bool(words)
    wide, high = meta["photo_size"]
    corners = np.array([one["box"] for one in meta["objects"]]) / (wide, high, wide, high)
    inside = corners.clip(0, 1) * (600, 400, 600, 400)
    return [tuple(one) for one in inside if one[2] > one[0] and one[3] > one[1]]
