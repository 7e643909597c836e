"""The script that brings the translations up to date: nothing missing, nothing changed by it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from explorer.explanation.translation import PLACE, read_messages

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "translations.py"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script, imported."""
    spec = importlib.util.spec_from_file_location("translations_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def japanese(script: ModuleType) -> Path:
    """The folder of the Japanese files."""
    folder: Path = script.FOLDER / "ja"
    return folder


def test_no_text_is_without_a_translation(script: ModuleType, japanese: Path) -> None:
    assert script.missing(japanese) == []


def test_every_place_of_a_translation_stands_in_its_source(japanese: Path) -> None:
    files = sorted(japanese.glob("*.ts"))
    assert len(files) > 20
    for path in files:
        for one in read_messages(path):
            wanted = {number for _, number in PLACE.findall(one.translation)}
            assert wanted <= {number for _, number in PLACE.findall(one.source)}, one


def test_nothing_is_said_twice(japanese: Path) -> None:
    sources = [one.source for path in japanese.glob("*.ts") for one in read_messages(path)]
    assert sorted({one for one in sources if sources.count(one) > 1}) == []


def test_an_update_changes_nothing(script: ModuleType, japanese: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ja"
    shutil.copytree(japanese, copy)
    script.update(copy)
    for path in japanese.glob("*.ts"):
        assert (copy / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_texts_of_a_source_are_strings_and_patterns(script: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text(
        '"""A docstring is none."""\n'
        "def told(n, name):\n"
        '    """Nor this."""\n'
        '    first = f"Layer {n}, head {n + 1} of it"\n'
        '    second = "The file " + name + " is gone."\n'
        '    third = "At most {:,} of them".format(n)\n'
        '    return first, second, third, "Fold"\n',
        encoding="utf-8",
    )
    assert list(script.texts(source)) == [
        "Layer %1, head %2 of it",
        "The file %1 is gone.",
        "At most %1 of them",
        "Fold",
    ]
