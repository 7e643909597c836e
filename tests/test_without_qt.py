"""The program as on a server without Qt: photos, arrays and checks work, the rest says why not.

PySide6 cannot be found in the processes that are started here, as if it had never been installed.
"""

from __future__ import annotations

import subprocess
import sys
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


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line without Qt; its status is that of the program."""
    code = "from explorer.cli import main\nstatus = main(sys.argv[1:])\n"
    return run(f"{code}if status: sys.exit(status)", *arguments)


def test_a_photo_is_exported_as_with_qt(tmp_path: Path) -> None:
    from explorer.cli import main

    bare, full = tmp_path / "bare.png", tmp_path / "full.png"
    options = ["--layer", "2", "--head", "1", "--query", "3,4", "--size", "400"]
    done = command("export", "vit", PHOTO, "-o", bare, *options)
    assert done.returncode == 0, done.stderr
    assert main(["export", "vit", str(PHOTO), "-o", str(full), *options]) == 0
    assert bare.read_bytes() == full.read_bytes()
    with Image.open(bare) as picture:
        assert picture.size == (400, 266)


def test_arrays_of_photos_and_texts_are_written(tmp_path: Path) -> None:
    photo, text = tmp_path / "photo.npz", tmp_path / "text.npz"
    assert command("export", "se-resnet", PHOTO, "-o", photo).returncode == 0
    said = ("--text", "この小説は人気です。")
    assert command("export", "transformer", *said, "-o", text).returncode == 0
    for file in (photo, text):
        with np.load(file) as arrays:
            assert len(arrays.files) > 5


def test_every_map_of_a_model_is_checked() -> None:
    done = command("check", "vit")
    assert done.returncode == 0, done.stderr
    assert "blocks.5.attention" in done.stdout


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_figure_with_text_says_what_is_missing(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"map.{form}"
    done = command("export", "transformer", "--text", "この小説は人気です。", "-o", out)
    assert done.returncode == 2
    assert "graphics libraries" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


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
