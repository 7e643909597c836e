"""The program as on a server without Qt: photos, arrays and checks work, the rest says why not.

PySide6 cannot be found in the processes that are started here, as if it had never been installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.resource_files import resources
from tests.no_qt import NO_QT

ROOT = Path(__file__).resolve().parents[1]
PHOTO = resources() / "samples" / "chelsea.jpg"


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter without Qt, which ends with an error if any of it was imported."""
    tail = "\nassert not {'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)"
    command = [sys.executable, "-c", NO_QT + code + tail, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Done:
    """How one command ended, and what it said."""

    status: int
    out: str
    err: str


SENTENCE = ("--text", "この小説は人気です。")
OPTIONS = ("--layer", "2", "--head", "1", "--query", "3,4", "--size", "400")
COMMANDS = {
    "photo.png": ("export", "vit", PHOTO, *OPTIONS),
    "photo.npz": ("export", "se-resnet", PHOTO),
    "text.npz": ("export", "transformer", *SENTENCE),
    "text.png": ("export", "transformer", *SENTENCE),
    "text.svg": ("export", "transformer", *SENTENCE),
    "checked": ("check", "vit"),
}
"""By the file that it writes, if any; one interpreter runs them all."""
RUN_ALL = """
import contextlib, io, json
from explorer.cli import main
told = {}
for name, words in json.loads(sys.argv[1]).items():
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(words)
    told[name] = status, out.getvalue(), err.getvalue()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@pytest.fixture(scope="module")
def commands(folder: Path) -> dict[str, Done]:
    """The commands, run without Qt."""
    words = {
        name: [*map(str, one), *(["-o", str(folder / name)] if one[0] == "export" else [])]
        for name, one in COMMANDS.items()
    }
    done = run(RUN_ALL, json.dumps(words))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    return {name: Done(*one) for name, one in told.items()}


def test_a_photo_is_exported_as_with_qt(commands: dict[str, Done], folder: Path) -> None:
    from explorer.cli import main

    assert commands["photo.png"].status == 0, commands["photo.png"].err
    bare, full = folder / "photo.png", folder / "full.png"
    assert main(["export", "vit", str(PHOTO), "-o", str(full), *OPTIONS]) == 0
    assert bare.read_bytes() == full.read_bytes()
    with Image.open(bare) as picture:
        assert picture.size == (400, 266)


@pytest.mark.parametrize("name", ["photo.npz", "text.npz"])
def test_arrays_of_photos_and_texts_are_written(
    commands: dict[str, Done], folder: Path, name: str
) -> None:
    assert commands[name].status == 0, commands[name].err
    with np.load(folder / name) as arrays:
        assert len(arrays.files) > 5


def test_every_map_of_a_model_is_checked(commands: dict[str, Done]) -> None:
    assert commands["checked"].status == 0, commands["checked"].err
    assert "blocks.5.attention" in commands["checked"].out


@pytest.mark.parametrize("name", ["text.png", "text.svg"])
def test_a_figure_with_text_says_what_is_missing(
    commands: dict[str, Done], folder: Path, name: str
) -> None:
    done = commands[name]
    assert done.status == 2
    assert "graphics libraries" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not (folder / name).exists()


def test_the_front_door_does_without(tmp_path: Path) -> None:
    code = f"""
import explorer, torch
trace = explorer.open_model("vit").run({str(PHOTO)!r})
trace.figure(layer=5).save(sys.argv[1])
trace._repr_html_()
layer = torch.nn.MultiheadAttention(8, 2, batch_first=True).eval()
with torch.no_grad(), explorer.watch(layer) as seen:
    layer(*[torch.ones(1, 5, 8)] * 3)
assert seen.trace[0].weights().shape == (2, 5, 5)
try:
    seen.trace.figure().save(sys.argv[1])
except explorer.ExportError as error:
    print(error)
"""
    done = run(code, tmp_path / "map.png")
    assert done.returncode == 0, done.stderr
    assert "graphics libraries" in done.stdout
    with Image.open(tmp_path / "map.png") as picture:
        assert picture.format == "PNG"


def test_everything_below_the_figures_imports() -> None:
    code = """
import pkgutil, importlib
for room in ("core", "inputs", "models", "capture", "registry", "runtime", "export", "door"):
    package = importlib.import_module(f"explorer.{room}")
    for module in pkgutil.walk_packages(package.__path__, f"explorer.{room}."):
        importlib.import_module(module.name)
"""
    done = run(code)
    assert done.returncode == 0, done.stderr
