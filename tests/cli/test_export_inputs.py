"""What an export runs: photos, texts, and of a model of both every photo with every text."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from explorer.cli.errors import UsageError
from explorer.cli.export_inputs import read_items
from explorer.cli.options import DEFAULTS
from explorer.core.inputs import Fit, Modality
from explorer.core.text import Task
from explorer.registry.catalogue import find
from explorer.registry.entry import PHOTOS, TEXTS, Entry


def entry(takes: frozenset[Modality], task: Task | None = None) -> Entry:
    return replace(find("vit"), takes=takes, task=task)


def asked(*inputs: Path, **others: object) -> Namespace:
    """The options as they are after `settle`."""
    defaults = {name: value for some in DEFAULTS.values() for name, value in some.items()}
    return Namespace(**(defaults | {"inputs": list(inputs)} | others))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Two photos of the same name and a text of two sentences."""
    for name in ("a.png", "more/a.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (4, 4)).save(tmp_path / name)
    (tmp_path / "b.txt").write_text("What is this?\nAnd that?\n", "utf-8")
    return tmp_path / "a.png", tmp_path / "more/a.png", tmp_path / "b.txt"


def test_photos_have_stems_of_their_own(files: tuple[Path, Path, Path]) -> None:
    items = read_items(asked(*files[:2], fit="pad"), entry(PHOTOS), [])
    assert [item.stem for item in items] == ["a", "a-2"]
    assert [item.inputs.photos for item in items] == [(files[0],), (files[1],)]
    assert {item.inputs.fit for item in items} == {Fit.PAD}


def test_who_translates_is_given_sentences_and_others_the_whole_text(
    files: tuple[Path, Path, Path],
) -> None:
    apart = read_items(asked(files[2]), entry(TEXTS, Task.TRANSLATE), [])
    assert [item.inputs.text for item in apart] == ["What is this?", "And that?"]
    assert [item.stem for item in apart] == ["b-001", "b-002"]
    (whole,) = read_items(asked(files[2]), entry(TEXTS, Task.READ), [])
    assert whole.inputs.text.split("\n")[:2] == ["What is this?", "And that?"]
    assert (whole.stem, whole.inputs.name) == ("b", "b.txt")


def test_a_model_of_both_is_given_every_photo_with_every_text(
    files: tuple[Path, Path, Path],
) -> None:
    both = entry(PHOTOS | TEXTS, Task.CONTINUE)
    items = read_items(asked(*files, text=["Which?"], fit="crop"), both, [])
    assert [item.stem for item in items] == ["a-Which", "a-b", "a-Which-2", "a-b-2"]
    assert [item.inputs.photos[0] for item in items] == [*[files[0]] * 2, *[files[1]] * 2]
    assert {item.inputs.text.partition("\n")[0] for item in items} == {"Which?", "What is this?"}
    assert all(item.inputs.given == both.takes for item in items)
    alone = read_items(asked(files[0]), both, [])
    assert [item.inputs.given for item in alone] == [PHOTOS]


@pytest.mark.parametrize(
    ("takes", "said"), [(PHOTOS, "no photo"), (TEXTS, "no text"), (PHOTOS | TEXTS, "no photo")]
)
def test_nothing_to_run_is_refused(takes: frozenset[Modality], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_items(asked(), entry(takes), [])


def test_a_text_that_cannot_be_read_does_not_stop_the_others(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    failures: list[str] = []
    missing = tmp_path / "missing.txt"
    items = read_items(asked(missing, files[2]), entry(TEXTS, Task.READ), failures)
    assert len(items) == len(failures) == 1
    assert "missing.txt" in failures[0]
