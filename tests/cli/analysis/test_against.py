"""Exports beside arrays, another model, or another input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.analysis.saved_maps import SavedError, read_maps
from explorer.core.checks import Verdict
from tests.cli.conftest import Command


def test_against_its_own_arrays_nothing_moved(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    arrays, target = tmp_path / "a.npz", tmp_path / "c.png"
    assert command("export", "vit", photos / "cat.png", "-o", arrays).status == 0
    found = command("export", "vit", photos / "cat.png", "-o", target, "--against", arrays)
    assert found.status == 0, found.err
    assert "rank correlation 1.00" in found.err
    with Image.open(target) as picture:
        assert picture.width > 3 * picture.height / 1.5
        assert picture.text["A-Model"] == picture.text["B-Model"] == "vit"
        assert picture.text["Verified"] == "Verified"


def test_against_another_photo(command: Command, photos: Path, tmp_path: Path) -> None:
    words = ("export", "vit", photos / "cat.png", "-o", tmp_path / "c.svg", "--layer", "0")
    found = command(*words, "--against", photos / "dog.jpg")
    assert found.status == 0, found.err
    assert "The photos differ" in found.err
    assert "A − B" in (tmp_path / "c.svg").read_text()


def test_against_another_model(command: Command, photos: Path, tmp_path: Path) -> None:
    words = ("export", "vit", photos / "cat.png", "-o", tmp_path / "c.pdf")
    found = command(*words, "--against", "spatial-gate")
    assert found.status == 0, found.err
    assert (tmp_path / "c.pdf").stat().st_size > 1000


def test_every_head_against_arrays(command: Command, photos: Path, tmp_path: Path) -> None:
    arrays = tmp_path / "a.npz"
    command("export", "vit", photos / "dog.jpg", "-o", arrays)
    words = ("export", "vit", photos / "cat.png", "-o", tmp_path / "out", "--head", "all")
    found = command(*words, "--against", arrays, "--size", "64")
    assert found.status == 0, found.err
    assert len(found.names) == 2


def test_a_text_against_another(
    command: Command, toy_translators: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_translators)
    other = tmp_path / "other.txt"
    other.write_text("ba", encoding="utf-8")
    words = ("export", "transformer", "--text", "ab", "-o", tmp_path / "c.png", "--site", "encoder")
    found = command(*words, "--against", other)
    assert found.status == 0, found.err
    arrays = tmp_path / "t.npz"
    assert command("export", "transformer", "--text", "ab", "-o", arrays).status == 0
    found = command(*words, "--against", arrays)
    assert found.status == 0, found.err
    assert "rank correlation 1.00" in found.err


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("missing.npz", "missing.npz cannot be opened"),
        ("vitt", "vitt"),
        ("text.npz", "was not written by export"),
    ],
)
def test_refusals(command: Command, photos: Path, tmp_path: Path, against: str, said: str) -> None:
    (tmp_path / "text.npz").write_text("no archive")
    there = tmp_path / against
    name = there if there.suffix == ".npz" else against
    target = tmp_path / "c.png"
    found = command("export", "vit", photos / "cat.png", "-o", target, "--against", name)
    assert found.status == 2
    assert said in found.err
    assert found.err.count("\n") == 1
    assert not target.exists()


def test_the_numbers_of_a_comparison_are_its_difference(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    words = ("export", "vit", photos / "cat.png", "--against", photos / "dog.jpg", "-o")
    assert command(*words, tmp_path / "c.npz").status == 0
    with np.load(tmp_path / "c.npz") as arrays:
        values = arrays["values"]
    assert values.min() < 0 < values.max()
    assert command(*words, tmp_path / "c.csv").status == 0
    rows = [line.split(",") for line in (tmp_path / "c.csv").read_text().splitlines()]
    assert np.array_equal(np.array(rows, np.float32), values)
    assert "is one picture" in command(*words, tmp_path / "c.axt").err
    assert "is one picture" in command(*words, tmp_path / "c.png", "--what", "sheet").err


@pytest.fixture
def saved(command: Command, photos: Path, tmp_path: Path) -> Path:
    target = tmp_path / "saved.npz"
    command("export", "vit", photos / "cat.png", "-o", target)
    return target


def rewritten(saved: Path, **changed: Any) -> Path:
    """The same file with other arrays, or another meta."""
    with np.load(saved) as arrays:
        found = {name: arrays[name] for name in arrays.files}
    target = saved.with_name("changed.npz")
    np.savez(target, **{**found, **changed})
    return target


def test_what_is_read_back_is_what_was_written(saved: Path) -> None:
    run = read_maps(saved)
    assert run.verdict is Verdict.VERIFIED
    with np.load(saved) as arrays:
        for at, site in enumerate(run.sites):
            np.testing.assert_array_equal(site.weights(), arrays[f"{at:03d}.{site.name}"])


def test_a_doubtful_verdict_is_kept(saved: Path) -> None:
    meta = json.loads(str(np.load(saved)["meta"]))
    meta["verified"] = "Mismatch"
    assert read_maps(rewritten(saved, meta=np.array(json.dumps(meta)))).verdict is Verdict.MISMATCH


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sites", 0, "axes", 0, "rows"), 99),
        (("sites", 0, "axes"), 3),
        (("sites",), {}),
        (("placement",), [0, 0, 0, 0]),
        (("photo_size",), [1e9, 1e9]),
        (("verified",), "surely"),
        (("model",), None),
    ],
)
def test_files_that_were_changed_are_refused_in_a_sentence(
    saved: Path, path: tuple[Any, ...], value: object
) -> None:
    meta = json.loads(str(np.load(saved)["meta"]))
    if path == ("model",):
        del meta["model"]
    else:
        inner = meta
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
    with pytest.raises(SavedError):
        read_maps(rewritten(saved, meta=np.array(json.dumps(meta))))


def test_numbers_that_are_none_are_refused(saved: Path) -> None:
    name = np.load(saved).files[0]
    bad = np.full_like(np.load(saved)[name], np.nan)
    with pytest.raises(SavedError):
        read_maps(rewritten(saved, **{name: bad}))


@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_bytes_end_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.npz"
    file.write_bytes(content)
    with pytest.raises(SavedError, match=r"any\.npz"):
        read_maps(file)
