"""Muting and methods on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.export.provenance.reading import read
from tests.cli.conftest import Command


@pytest.fixture
def photo(photos: Path) -> Path:
    return photos / "cat.png"


def test_a_method_is_drawn_in_place_of_a_layer(
    command: Command, photo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "map.png"
    done = command("export", "vit", photo, "-o", out, "--method", "relevance", "--target", "1")
    assert (done.status, done.err) == (0, "")
    with Image.open(out) as picture:
        assert picture.info["Method"].startswith("Relevance for class 1")
        assert picture.info["Target"] == "class 1"
        assert picture.info["Verified"] == "Verified"


def test_its_numbers_are_written(command: Command, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.npz"
    words = ("--method", "gradcam", "--answer", "0", "--mute", "0.0")
    assert command("export", "vit", photo, "-o", out, *words).status == 0
    with np.load(out) as arrays:
        assert arrays["values"].shape == (4, 4)
        meta = json.loads(str(arrays["meta"]))
    assert meta["Title"].endswith("muted 0.0 (zero)")
    assert len(meta["Placement"]) == 4


def test_a_folder_of_photos_has_a_picture_each(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    out = tmp_path / "maps"
    assert command("export", "vit", photos, "-o", out, "--method", "rollout").status == 0
    assert sorted(one.name for one in out.iterdir()) == ["cat.rollout.png", "dog.rollout.png"]
    words = ("--method", "relevance", "--answer", "0", "--contrast", "2")
    assert command("export", "vit", photos, "-o", tmp_path / "two", *words).status == 0
    named = sorted(one.name for one in (tmp_path / "two").iterdir())
    assert named == ["cat.relevance.0.not-2.png", "dog.relevance.0.not-2.png"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "0 to 0.250000, levels set by hand"),
        (("--contrast", "2"), "-0.250000 to 0.250000, levels set by hand, to both sides of 0"),
    ],
)
def test_levels_set_by_hand_are_those_of_a_method(
    command: Command, photo: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "map.png"
    given = ("--method", "relevance", "--answer", "0", "--levels", ":0.25", *words)
    done = command("export", "vit", photo, "-o", out, *given)
    assert (done.status, done.err) == (0, "")
    made = read(out)
    assert made.said["Levels"].replace("−", "-") == said
    assert made.method is not None
    assert made.method.levels == (0, 0.25)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--method", "relevanze"), "Did you mean relevance?"),
        (("--answer", "1"), "--answer says what a --method explains"),
        (("--contrast", "1"), "--contrast says what a --method explains"),
        (("--method", "relevance", "--target", "cat"), "There is no class cat"),
        (("--method", "rollout", "--contrast", "1"), "no single answer"),
        (("--method", "rollout", "--discard", "1"), "--discard takes a share"),
        (("--method", "ig", "--target", "1", "--answer", "1"), "say the same"),
        (("--method", "ig", "--against", "se-resnet"), "leave out --method"),
        (("--mute", "0"), "Heads are muted as LAYER.HEAD"),
        (("--mute", "99.0"), "There is no layer 99 to be muted"),
    ],
)
def test_what_makes_no_sense_is_refused(
    command: Command, photo: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = command("export", "vit", photo, "-o", tmp_path / "map.png", *words)
    assert done.status == 2
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_heads_are_ranked_by_what_changes(command: Command, photos: Path, tmp_path: Path) -> None:
    done = command("heads", "vit", photos, "--matter", "--json")
    assert (done.status, done.err) == (0, "")
    said = json.loads(done.out)
    changes = [abs(one["change"]) for one in said["heads"]]
    assert changes == sorted(changes, reverse=True)
    assert len(said["answers"]) == 2
    assert all(one["error"] is not None for one in said["heads"])
    table = tmp_path / "heads.csv"
    assert command("heads", "vit", photos / "cat.png", "--matter", "-o", table).status == 0
    assert table.read_text().splitlines()[0] == "head,change,error"
    shown = command("heads", "vit", photos / "cat.png", "--matter", "--answer", "1")
    assert "class 1" in shown.out
    assert " pt" in shown.out
    gates = command("heads", "se-resnet", photos / "cat.png", "--matter")
    assert gates.status == 2
    assert "no heads" in gates.err


def test_heads_are_ranked_by_the_difference_of_two_answers(command: Command, photo: Path) -> None:
    def changes(*words: str) -> dict[str, float]:
        done = command("heads", "vit", photo, "--matter", "--json", *words)
        assert (done.status, done.err) == (0, "")
        return {one["head"]: one["change"] for one in json.loads(done.out)["heads"]}

    both = changes("--answer", "1", "--contrast", "2")
    one, two = changes("--answer", "1"), changes("--answer", "2")
    sizes = [abs(change) for change in both.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert both == pytest.approx({head: one[head] - two[head] for head in one}, abs=2e-6)
    shown = command("heads", "vit", photo, "--matter", "--answer", "1", "--contrast", "2")
    last = shown.out.splitlines()[-1]
    assert last.startswith("Change of the difference of both probabilities")
    assert "class 1 against class 2" in last
    assert " pt with all heads" in last
    unknown = command("heads", "vit", photo, "--matter", "--contrast", "cat")
    assert unknown.status == 2
    assert "There is no class cat" in unknown.err


def test_what_is_done_to_a_run_is_said_in_the_file(
    command: Command, photo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "map.png"
    words = ("--mask", "0,1", "--mask", "0,0,0.5,0.25", "--block", "cls>1-2@1", "--mute", "0.1")
    done = command("export", "vit", photo, "-o", out, *words)
    assert (done.status, done.err) == (0, "")
    with Image.open(out) as picture:
        assert picture.info["Muted"] == "0.1 (zero)"
        assert picture.info["Blocked"] == "0 > 1, 2 in layers 1"
        assert picture.info["Masked"].endswith("of the input")
        assert picture.info["Verified"] == "Verified"
        assert ", blocked 0 > 1, 2 in layers 1" in picture.info["Title"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--hold", "0.0=1"), "mute them"),
        (("--hold", "0.0"), "LAYER.CHANNEL=VALUE"),
        (("--mask", "99,0"), "no patch 99"),
        (("--mask", " "), "What is to be masked"),
        (("--block", "3"), "QUERIES>KEYS"),
        (("--block", "cls>*"), "nothing left to look at"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    command: Command, photo: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = command("export", "vit", photo, "-o", tmp_path / "map.png", *words)
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
