"""Damaged cards and weights: one clear sentence each, and every other model stays usable."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.registry.catalogue import entries, find
from explorer.registry.entry import Entry, ModelError

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=6), one, max_size=4),
    max_leaves=6,
)
FIELDS = [
    ("id",), ("title",), ("architecture",), ("config",), ("file",), ("sha256",), ("parameters",),
    ("labels",), ("input",), ("calibration",), ("metrics",), ("data",), ("paper",), ("licence",),
    ("config", "classes"), ("config", "heads"), ("config", "width"), ("config", "patch"),
    ("input", "size"), ("input", "mean"), ("input", "std"), ("calibration", "temperature"),
    ("calibration", "unsure_below"), ("metrics", "top1_val"), ("data", "val_photos"),
    ("paper", "cite"),
]  # fmt: skip


@pytest.fixture(scope="module")
def checkpoints(toy_resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of toy checkpoints that the catalogue reads, to be damaged."""
    resources = tmp_path_factory.mktemp("damage") / "resources"
    shutil.copytree(toy_resources, resources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.registry.sources.builtin.resources", lambda: resources)
        yield resources / "checkpoints"


@pytest.fixture(scope="module")
def good(checkpoints: Path) -> bytes:
    return (checkpoints / "vit.json").read_bytes()


@pytest.fixture
def healed(checkpoints: Path, toy_resources: Path) -> Iterator[None]:
    """Whatever a test does to the toy ViT is undone after it."""
    yield
    for name in ("vit.json", "vit.safetensors"):
        path = checkpoints / name
        if path.is_dir():
            path.rmdir()
        shutil.copy(toy_resources / "checkpoints" / name, path)


def assert_one_sentence(problem: str) -> None:
    assert problem.endswith("Install Attention Explorer again to repair it.")
    assert problem.count(".") - problem.count(".json") - problem.count(".safetensors") == 2
    assert problem.isprintable()
    assert len(problem) < 160


def assert_others_usable() -> Entry:
    """The damaged toy's entry, after the others were found in order."""
    found = {entry.id: entry for entry in entries()}
    assert sorted(found) == ["se-resnet", "spatial-gate", "vit"]
    for name in ("se-resnet", "spatial-gate"):
        assert found[name].problem == ""
    return found["vit"]


def assert_refused() -> None:
    """Listed with its problem; loading says the same sentence."""
    entry = assert_others_usable()
    assert_one_sentence(entry.problem)
    with pytest.raises(ModelError) as raised:
        entry.load("cpu")
    assert str(raised.value) == entry.problem


@given(st.data())
def test_a_truncated_card(checkpoints: Path, good: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(good) - 1))
    (checkpoints / "vit.json").write_bytes(good[:end])
    assert_refused()


@given(st.data())
def test_a_card_with_one_wrong_byte(checkpoints: Path, good: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(good) - 1))
    flipped = bytearray(good)
    flipped[place] ^= data.draw(st.integers(1, 255))
    (checkpoints / "vit.json").write_bytes(flipped)
    entry = assert_others_usable()
    if entry.problem:
        assert_refused()


@given(st.binary(max_size=200))
def test_a_card_of_any_bytes(checkpoints: Path, content: bytes) -> None:
    (checkpoints / "vit.json").write_bytes(content)
    assert_refused()


@given(st.sampled_from(FIELDS), json_values)
def test_any_value_in_any_field(
    checkpoints: Path, good: bytes, place: tuple[str, ...], value: Any
) -> None:
    card = json.loads(good)
    inner = card
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    (checkpoints / "vit.json").write_text(json.dumps(card), encoding="utf-8")
    entry = assert_others_usable()
    if entry.problem:
        assert_refused()
    elif place[0] in ("file", "sha256"):
        with pytest.raises(ModelError):
            entry.load("cpu")


@given(st.sampled_from(FIELDS))
def test_a_missing_field(checkpoints: Path, good: bytes, place: tuple[str, ...]) -> None:
    card = json.loads(good)
    inner = card
    for key in place[:-1]:
        inner = inner[key]
    del inner[place[-1]]
    (checkpoints / "vit.json").write_text(json.dumps(card), encoding="utf-8")
    entry = assert_others_usable()
    needed = place[0] not in ("metrics", "data", "paper", "licence")
    if needed and place not in (("config", "heads"), ("config", "width"), ("config", "patch")):
        assert_refused()
    else:
        assert entry.problem == "" or place[0] == "config"


@pytest.mark.usefixtures("healed")
@pytest.mark.parametrize(
    "changes",
    [
        {"calibration": {"temperature": 0, "unsure_below": 0.3}},
        {"calibration": {"temperature": 1e999, "unsure_below": 0.3}},
        {"input": {"size": 10**9, "mean": [0, 0, 0], "std": [1, 1, 1]}},
        {"input": {"size": 32, "mean": [0, 0, 0], "std": [1, 0, 1]}},
        {"parameters": 1e999},
        {"labels": "abcdefghijklmnop"},
        {"labels": ["one", "two"]},
        {"id": "se-resnet"},
        {"file": "../checkpoints/vit.safetensors"},
        {"file": "\0"},
        {"file": 7},
        {"architecture": "perceptron"},
    ],
)
def test_a_card_that_contradicts_itself(
    checkpoints: Path, good: bytes, changes: dict[str, Any]
) -> None:
    (checkpoints / "vit.json").write_text(json.dumps(json.loads(good) | changes))
    assert_refused()


@pytest.mark.usefixtures("healed")
def test_a_card_nested_too_deep(checkpoints: Path) -> None:
    (checkpoints / "vit.json").write_text("[" * 200_000)
    assert_refused()


@pytest.mark.usefixtures("healed")
def test_a_card_that_cannot_be_read(checkpoints: Path) -> None:
    (checkpoints / "vit.json").unlink()
    (checkpoints / "vit.json").mkdir()
    assert_refused()
    assert "cannot be read" in find("vit").problem


@pytest.mark.usefixtures("healed")
def test_missing_weights_are_seen_in_the_list(checkpoints: Path) -> None:
    (checkpoints / "vit.safetensors").unlink()
    assert_refused()
    assert "The weights vit.safetensors are missing." in find("vit").problem


@pytest.mark.usefixtures("healed")
def test_weights_that_vanish_after_the_listing(checkpoints: Path) -> None:
    entry = find("vit")
    (checkpoints / "vit.safetensors").unlink()
    with pytest.raises(ModelError, match=r"The weights vit.safetensors are missing\."):
        entry.load("cpu")


@pytest.mark.usefixtures("healed")
@pytest.mark.parametrize("damage", ["truncated", "empty", "flipped", "longer"])
def test_damaged_weights(checkpoints: Path, damage: str) -> None:
    path = checkpoints / "vit.safetensors"
    content = path.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    path.write_bytes(
        {
            "truncated": content[:-100],
            "empty": b"",
            "flipped": bytes(flipped),
            "longer": content + b"\0",
        }[damage]
    )
    entry = assert_others_usable()
    with pytest.raises(ModelError) as raised:
        entry.load("cpu")
    assert_one_sentence(str(raised.value))
    assert "The weights vit.safetensors are damaged." in str(raised.value)


@pytest.mark.usefixtures("healed")
@pytest.mark.parametrize(
    "config",
    [
        {"layers": 3},
        {"width": 44},
        {"heads": 3},
        {"patch": 4},
        {"stem": 5},
        {"layers": "two"},
        {"colour": 1},
        {"image": None},
    ],
)
def test_weights_that_do_not_fit_their_card(
    checkpoints: Path, good: bytes, config: dict[str, Any]
) -> None:
    card = json.loads(good)
    card["config"] |= config
    (checkpoints / "vit.json").write_text(json.dumps(card))
    with pytest.raises(ModelError) as raised:
        find("vit").load("cpu")
    assert str(raised.value) == (
        "The weights of vit do not fit its card. Install Attention Explorer again to repair it."
    )


@pytest.mark.usefixtures("healed")
def test_a_pickle_in_disguise_runs_nothing(checkpoints: Path, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
            return (Path.touch, (tmp_path / "sprung",))

    content = pickle.dumps(Trap())
    (checkpoints / "vit.safetensors").write_bytes(content)
    card = json.loads((checkpoints / "vit.json").read_text())
    card["sha256"] = hashlib.sha256(content).hexdigest()
    (checkpoints / "vit.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="do not fit"):
        find("vit").load("cpu")
    assert not (tmp_path / "sprung").exists()


def test_no_checkpoints_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: tmp_path)
    assert entries() == ()
    with pytest.raises(ModelError, match="There is no model named vit"):
        find("vit")
