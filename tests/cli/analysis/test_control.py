"""The command line that holds a map against random weights."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from explorer.export.provenance.reading import read
from tests.cli.conftest import Command


@pytest.mark.parametrize("method", ["last", "rollout"])
def test_the_correlation_down_to_each_part(command: Command, photos: Path, method: str) -> None:
    words = ("control", "vit", photos / "cat.png", "--method", method)
    found = command(*words)
    assert found.status == 0, found.err
    assert "With all weights random" in found.out
    parts = json.loads(command(*words, "--json").out)["parts"]
    assert parts[0] == {"part": "head", "correlation": pytest.approx(1)}  # no map lies above it
    assert {"blocks.0", "blocks.1"} <= {one["part"] for one in parts}
    assert all(-1 <= one["correlation"] <= 1.0001 for one in parts)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vit", "--method", "rolout"), "Did you mean rollout"),
        (("se-resnet", "--method", "rollout"), "cannot be shown"),
    ],
)
def test_refusals(command: Command, photos: Path, words: tuple[str, ...], said: str) -> None:
    found = command("control", words[0], photos / "cat.png", *words[1:])
    assert found.status == 2
    assert said in found.err


def test_one_input_at_a_time(command: Command, photos: Path) -> None:
    found = command("control", "vit", photos)
    assert found.status == 2
    assert "One photo or text at a time" in found.err


@pytest.mark.parametrize("method", ["last", "rollout"])
def test_the_curve_is_written_and_says_what_made_it(
    command: Command, photos: Path, tmp_path: Path, method: str
) -> None:
    words = ("control", "vit", photos / "cat.png", "--method", method)
    parts = json.loads(command(*words, "--json").out)["parts"]
    table = tmp_path / "curve.csv"
    assert command(*words, "-o", table).status == 0
    rows = list(csv.reader(table.read_text().splitlines()))
    assert rows[1] == ["trained", "1.0"]
    assert [float(row[1]) for row in rows[2:]] == [one["correlation"] for one in parts]
    for name in ("curve.png", "curve.svg", "curve.pdf"):
        found = command(*words, "-o", tmp_path / name)
        assert (found.status, found.out.strip()) == (0, str(tmp_path / name))
    made = read(tmp_path / "curve.png")
    assert made.room is not None
    assert (made.room.test, made.room.parts) == ("control", tuple(one["part"] for one in parts))
    assert ("" if made.method is None else made.method.id) == ("" if method == "last" else method)
    refused = command(*words, "-o", tmp_path / "curve.gif")
    assert refused.status == 2
    assert "A control is written as" in refused.err
