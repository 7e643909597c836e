"""The command line that holds maps against the named protocols, with a toy model."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer.analysis.checks import evaluate as analysis
from tests.cli.conftest import Command

METHODS = "random,centre,last,rollout"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two folders of two photos each."""
    rng = np.random.default_rng(0)
    for name in ("cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png"):
        path = tmp_path / "set" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 256, (40, 60, 3), dtype=np.uint8)).save(path)
    return tmp_path / "set"


def table(report: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((report / "summary.csv").read_text().splitlines()))


def test_a_report(command: Command, folder: Path, tmp_path: Path) -> None:
    boxes = tmp_path / "boxes.json"
    boxes.write_text(json.dumps({"cat/1.png": [[0.0, 0.0, 0.5, 1.0]]}))
    report = tmp_path / "report"
    found = command("evaluate", "vit", folder, "-o", report, "--methods", METHODS, "--boxes", boxes)
    assert found.status == 0, found.err
    assert found.names == ["photos.jsonl", "summary.csv", "page.svg", "page.pdf"]
    rows = table(report)
    assert [row["method"] for row in rows] == METHODS.split(",")
    assert all(row["photos"] == "4" for row in rows)
    lines = [json.loads(line) for line in (report / "photos.jsonl").read_text().splitlines()]
    assert [line["photo"] for line in lines] == ["cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png"]
    for at, row in enumerate(rows):
        each = [line["maps"][at]["values"] for line in lines]
        for measure in ("deletion", "insertion", "positive", "negative", "average drop"):
            numbers = [one[measure] for one in each]
            assert float(row[measure]) == pytest.approx(np.mean(numbers), rel=1e-4)
            error = np.std(numbers, ddof=1) / 2
            assert float(row[f"{measure} standard error"]) == pytest.approx(error, rel=1e-4)
        assert [one.get("peak in box") is None for one in each] == [False, True, True, True]
    svg = (report / "page.svg").read_text()
    assert "Maps of Toy ViT on 4 photos" in svg
    assert "Centred blob" in svg


def test_it_goes_on_where_it_was_stopped_and_takes_further_methods(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report"
    words = ("evaluate", "vit", folder, "-o", report, "--methods")
    plain = analysis.evaluated
    measured: list[list[str]] = []

    def stopping(subject: Any, trace: Any, maps: Any, *rest: Any, **named: Any) -> Any:
        if len(measured) == 2:
            raise KeyboardInterrupt
        measured.append([one.name for one in maps])
        return plain(subject, trace, maps, *rest, **named)

    monkeypatch.setattr(analysis, "evaluated", stopping)
    assert command(*words, "random,last").status != 0
    raw = report / "photos.jsonl"
    assert len(raw.read_text().splitlines()) == 2
    raw.write_text(raw.read_text() + '{"photo": "dog/1.png", "maps": [{"me')  # half a line
    measured.clear()
    monkeypatch.setattr(analysis, "evaluated", plain)
    whole = tmp_path / "whole"
    assert command(*words, "random,last").status == 0
    assert command(*words, "random,last,centre").status == 0
    again = command("evaluate", "vit", folder, "-o", whole, "--methods", "random,last,centre")
    assert again.status == 0
    assert table(report) == table(whole)
    photos = [json.loads(line) for line in raw.read_text().splitlines()]
    assert [len(one["maps"]) for one in photos] == [2, 2, 2, 2, 1, 1, 1, 1]


def test_the_labels_of_folders_are_what_accuracy_is_of(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.json"
    names = command("models", "--json").out
    classes = next(one for one in json.loads(names) if one["id"] == "vit")["classes"]
    labels.write_text(json.dumps({"cat": classes[0], "dog": classes[1]}))
    report = tmp_path / "report"
    words = ("evaluate", "vit", folder, "--methods", "last", "--labels", labels, "-o", report)
    assert command(*words).status == 0
    lines = [json.loads(line) for line in (report / "photos.jsonl").read_text().splitlines()]
    right = [line["maps"][0]["positive"][0] for line in lines]
    assert not all(right)  # a toy that was never trained is not right about everything
    labels.write_text(json.dumps({"cat": "unicorn"}))
    refused = command(*words[:-1], tmp_path / "other")
    assert refused.status == 2
    assert "has no class named unicorn" in refused.err


def test_the_best_layer_is_chosen_on_photos_that_are_not_counted(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    few = command("evaluate", "vit", folder, "-o", tmp_path / "r", "--methods", "best")
    assert few.status == 2
    assert "20 photos that are not counted" in few.err
    rng = np.random.default_rng(1)
    for number in range(40):
        pixels = rng.integers(0, 256, (8, 8, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / "cat" / f"more{number}.png")
    report = tmp_path / "report"
    words = ("evaluate", "vit", folder, "-o", report, "--methods", "last,best", "--limit", "2")
    assert command(*words).status == 0
    settings = json.loads((report / "settings.json").read_text())
    assert settings["best_layer"] in (0, 1)
    assert settings["chosen_on"] == 20
    assert [row["photos"] for row in table(report)] == ["2", "2"]


def test_what_a_model_does_not_offer_is_left_out_and_said(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report"
    found = command("evaluate", "se-resnet", folder, "-o", report, "--methods", "last,rollout")
    assert found.status == 0, found.err
    assert [row["method"] for row in table(report)] == ["last"]
    assert "is left out" in (report / "page.svg").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--methods", "rolout"), "Did you mean rollout?"),
        (("--methods", ","), "--methods takes at least one"),
        (("--methods", "last", "--limit", "0"), "--limit takes a number from 1"),
    ],
)
def test_refusals(
    command: Command, folder: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    found = command("evaluate", "vit", folder, "-o", tmp_path / "r", *words)
    assert found.status == 2
    assert said in found.err
    assert found.err.count("\n") == 1


def test_another_report_is_not_written_over(command: Command, folder: Path, tmp_path: Path) -> None:
    words = ("evaluate", "vit", folder, "-o", tmp_path / "r", "--methods", "last")
    assert command(*words).status == 0
    found = command(*words, "--limit", "2")
    assert found.status == 2
    assert "holds a report with other photos" in found.err


@pytest.mark.parametrize("content", ["[]", '{"a": [[1, 0, 0, 1]]}', '{"a": 3}', "not json"])
def test_files_that_hold_no_boxes(
    command: Command, folder: Path, tmp_path: Path, content: str
) -> None:
    boxes = tmp_path / "boxes.json"
    boxes.write_text(content)
    found = command(
        "evaluate", "vit", folder, "-o", tmp_path / "r", "--methods", "last", "--boxes", boxes
    )
    assert found.status == 2
    assert "boxes" in found.err


def test_protocols_are_chosen_and_others_taken_in_later(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report"
    words = ("evaluate", "vit", folder, "-o", report, "--methods", "random,last")
    assert command(*words, "--protocols", "chefer").status == 0
    (row, _) = table(report)
    assert row["positive"]
    assert not row["deletion"]
    assert "Deletion" not in (report / "page.svg").read_text()
    whole = tmp_path / "whole"
    assert command(*words).status == 0  # what was measured is kept, the rest is measured
    assert command("evaluate", "vit", folder, "-o", whole, "--methods", "random,last").status == 0
    assert table(report) == table(whole)
    assert "Deletion" in (report / "page.svg").read_text()


@pytest.mark.parametrize(
    ("asked", "said"), [("nobody", "There is no protocol nobody"), (",", "at least one")]
)
def test_other_protocols_are_refused(
    command: Command, folder: Path, tmp_path: Path, asked: str, said: str
) -> None:
    done = command("evaluate", "vit", folder, "-o", tmp_path / "out", "--protocols", asked)
    assert done.status == 2
    assert said in done.err


def test_a_report_is_a_folder(command: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "report").write_text("mine")
    found = command("evaluate", "vit", folder, "-o", tmp_path / "report", "--methods", "random")
    assert (found.status, found.err) == (2, "report is not a folder: name another one.\n")
    assert (tmp_path / "report").read_text() == "mine"


@pytest.mark.parametrize("name", ["photos.jsonl", "summary.csv", "page.svg"])
def test_a_folder_with_files_of_such_names_is_somebody_elses(
    command: Command, folder: Path, tmp_path: Path, name: str
) -> None:
    report = tmp_path / "mine"
    report.mkdir()
    (report / name).write_bytes(b"my own\n\xff")
    found = command("evaluate", "vit", folder, "-o", report, "--methods", "random")
    assert found.status == 2
    assert f"mine holds {name} and no report" in found.err
    assert {one.name: one.read_bytes() for one in report.iterdir()} == {name: b"my own\n\xff"}
