"""`attention-explorer info`: what made a picture is said in words, and as JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_what_an_export_wrote_is_told(
    command: Command, photos: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"map.{form}"
    words = ("--layer", 0, "--head", 1, "--query", "1,2", "--size", 64, "--embed-input")
    assert command("export", "vit", photos / "cat.png", "-o", out, *words).status == 0
    told = command("info", out)
    assert (told.status, told.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in told.out.splitlines())
    assert rows["Model"].startswith("vit (")
    assert rows["Head"] == "1"
    assert rows["Photo"].startswith("cat.png, 60 × 40 px, sha256 ")
    assert rows["Photo"].endswith("kept in the file")
    made = json.loads(command("info", out, "--json").out)
    assert made["selection"]["unit"] == 1
    assert made["inputs"]["photos"][0]["png"]


def test_the_input_is_kept_only_where_asked(command: Command, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    assert command("export", "vit", photos / "cat.png", "-o", out, "--size", 64).status == 0
    (kept,) = json.loads(command("info", out, "--json").out)["inputs"]["photos"]
    assert (kept["png"], kept["name"]) == ("", "")
    assert b"cat" not in out.read_bytes()


def test_a_file_that_says_nothing_is_one_sentence(command: Command, photos: Path) -> None:
    for name in ("cat.png", "dog.jpg", "notes.txt", "none.png"):
        told = command("info", photos / name)
        assert (told.status, told.out) == (2, "")
        assert told.err.count("\n") == 1
