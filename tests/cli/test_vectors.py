"""`export` as SVG and PDF, and on a server that has no graphics libraries."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Command
from tests.cli.texts import SENTENCE, toy_resources

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
TEXT = ("transformer", "--text", SENTENCE, "--device", "cpu")

__all__ = ["toy_resources"]
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize("form", ["svg", "pdf"])
@pytest.mark.parametrize("view", ["matrix", "lines", "text", "steps"])
def test_a_view_of_a_text_as_a_drawing(
    command: Command, tmp_path: Path, view: str, form: str
) -> None:
    out = tmp_path / f"map.{form}"
    done = command("export", *TEXT, "--view", view, "--legend", "-o", out)
    assert (done.status, done.out.strip()) == (0, str(out))
    content = out.read_bytes()
    if form == "pdf":
        assert content.startswith(b"%PDF-1.6")
        return
    root = ElementTree.fromstring(content)
    written = "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    assert "layer" in written
    assert f"Source-Text: {SENTENCE}" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_a_photo_as_a_drawing(command: Command, photos: Path, tmp_path: Path, form: str) -> None:
    photo = sorted(photos.glob("*.png"))[0]
    out = tmp_path / "drawn"
    words = ("export", "vit", photo, "--device", "cpu", "--size", 200)
    done = command(*words, "--format", form, "-o", out)
    assert done.status == 0, done.err
    assert out.read_bytes().startswith(b"%PDF" if form == "pdf" else b"<?xml")
    many = command(*words, "--format", form, "--head", "all", "-o", f"{tmp_path}/heads/")
    assert many.status == 0, many.err
    assert {Path(name).suffix for name in many.names} == {f".{form}"}


@pytest.mark.parametrize("name", ["map.png", "map.npz", "map.pdf"])
def test_a_name_that_says_another_format_is_refused(
    command: Command, tmp_path: Path, name: str
) -> None:
    done = command("export", *TEXT, "--format", "svg", "-o", tmp_path / name)
    assert done.status == 2
    assert f"The name {name} does not fit --format svg." in done.err


WITHOUT_GRAPHICS = """
import sys
from importlib.abc import MetaPathFinder

class NoGraphics(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in ("PySide6.QtGui", "PySide6.QtSvg", "PySide6.QtWidgets"):
            raise ImportError("libEGL.so.1: cannot open shared object file")

sys.meta_path.insert(0, NoGraphics())
from explorer.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without_graphics(*words: object) -> subprocess.CompletedProcess[str]:
    """The command line where libEGL is missing."""
    command = [sys.executable, "-c", WITHOUT_GRAPHICS, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_server_without_graphics_writes_photos_and_arrays(photos: Path, tmp_path: Path) -> None:
    photo = sorted(photos.glob("*.png"))[0]
    out = tmp_path / "map.png"
    done = without_graphics("export", "spatial-gate", photo, "--device", "cpu", "-o", out)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("words", [TEXT, ("spatial-gate", "PHOTO", "--legend")])
def test_a_server_without_graphics_says_what_it_lacks(
    photos: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    photo = sorted(photos.glob("*.png"))[0]
    given = [photo if word == "PHOTO" else word for word in words]
    done = without_graphics("export", *given, "-o", tmp_path / "map.png")
    assert done.returncode == 2
    assert "libEGL.so.1" in done.stderr
    assert re.search(r"install\s+libegl1, libgl1", done.stderr)
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.png"))
