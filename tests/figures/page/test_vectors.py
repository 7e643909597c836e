"""Pages as poppler and librsvg draw them, beside their PNG; fonts, and what files do not tell."""

from __future__ import annotations

import getpass
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from explorer.analysis.comparison_picture import compare_runs
from explorer.core.map.attribution import Attribution, resolve_attribution
from explorer.core.selection import Selection
from explorer.core.trace import ModelInfo
from explorer.export.figure_settings import ANIMATED, CAPTION, GROUNDS, FigureSettings
from explorer.export.style import Mode, Style
from explorer.figures.page.files import figure_files
from explorer.figures.page.map_drawing import map_drawing
from explorer.figures.page.page import Page, drawing_page, sheet_page, view_page
from explorer.figures.photo_picture import Layout
from explorer.figures.views import View
from tests.core.text_traces import text_trace
from tests.core.traces import photo, se_trace, trace, vit_trace
from tests.figures.test_devices import run

pytestmark = pytest.mark.usefixtures("fonts_that_ship")
DPI = 96
PHOTO, WORDS = vit_trace(3, 2), text_trace()
PAGE = FigureSettings("view", "paper-2", dpi=DPI, caption=CAPTION)


def of_photo(mode: Mode) -> Page:
    return view_page(PHOTO, Selection(layer=1, query=2), Style(mode), PAGE)


def of_text(view: View) -> Page:
    return view_page(WORDS, Selection(), Style(), PAGE, view)


def explained() -> Page:
    found = Attribution(
        method="relevance", title="Relevance", subtitle="for cat", quantity="relevance",
        values=np.linspace(-1, 1, 16, dtype=np.float32).reshape(4, 4), target="cat", signed=True,
    )  # fmt: skip
    shown = resolve_attribution(PHOTO, found)
    return drawing_page(map_drawing(PHOTO, shown, Style(), "matrix", "why"), PAGE)


def compared() -> Page:
    runs = compare_runs((PHOTO, Selection(layer=0)), (PHOTO, Selection(layer=2)))
    return drawing_page(runs.drawing(Style(), "pair"), PAGE)


def of_words() -> Page:
    runs = compare_runs((WORDS, Selection()), (WORDS, Selection(unit=0)))
    return drawing_page(runs.drawing(Style(), "pair"), replace(PAGE, preset="paper-1"))


PAGES = {
    **{mode: lambda mode=mode: of_photo(mode) for mode in get_args(Mode)},
    **{view: lambda view=view: of_text(view) for view in get_args(View)},
    "sheet": lambda: sheet_page(PHOTO, Selection(), Style("map"), replace(PAGE, what="sheet")),
    "channels": lambda: sheet_page(
        se_trace(), Selection(), Style("map"), replace(PAGE, what="sheet")
    ),
    "method": explained,
    "compared": compared,
    "compared words": of_words,
}


def read(path: Path, form: str, size: tuple[int, int], folder: Path) -> NDArray[np.float64]:
    """A vector file as its reader draws it, (h, w, 3)."""
    out = folder / "read.png"
    if form == "pdf":
        run("pdftoppm", "-r", str(DPI), "-png", "-singlefile", str(path), str(out)[:-4])
    else:
        run("rsvg-convert", "-w", str(size[0]), "-h", str(size[1]), "-b", "white", str(path),
            "-o", str(out))  # fmt: skip
    with Image.open(out) as image:
        return np.asarray(image.convert("RGB").resize(size), np.float64)


@pytest.mark.parametrize("form", ["svg", "pdf"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_alike_in_every_format(name: str, form: str, tmp_path: Path) -> None:
    page = PAGES[name]()
    path = tmp_path / f"page.{form}"
    path.write_bytes(page.encoded(form))  # type: ignore[arg-type]
    expected = page.pixels.astype(np.float64)
    seen = read(path, form, page.pixel_size, tmp_path)
    # a reader sets letters on other edges, and smooths what is enlarged: what is compared are
    # fields of 8 × 8 pixels
    fields = [coarse(one) for one in (seen, expected)]
    assert np.corrcoef(fields[0].ravel(), fields[1].ravel())[0, 1] > 0.95
    off = np.abs(fields[0] - fields[1])
    assert off.mean() < 6
    assert (off.max(axis=2) > 80).mean() < 0.02


def coarse(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of fields of 8 × 8 pixels: (h, w, 3) to (h / 8, w / 8, 3)."""
    high, wide = (side // 8 for side in pixels.shape[:2])
    fields = pixels[: 8 * high, : 8 * wide].reshape(high, 8, wide, 8, 3)
    return fields.mean(axis=(1, 3))


@pytest.mark.parametrize("name", PAGES)
def test_the_fonts_of_a_pdf_are_embedded_and_its_text_is_found(name: str, tmp_path: Path) -> None:
    page, path = PAGES[name](), tmp_path / "page.pdf"
    path.write_bytes(page.encoded("pdf"))
    listed = run("pdffonts", str(path)).splitlines()[2:]
    assert listed
    for line in listed:
        embedded, _, unicode = line.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes"), line
    said = run("pdftotext", str(path), "-")
    assert "Toy" in said or "toy" in said
    size = run("pdfinfo", str(path))
    wide, high = map(float, re.findall(r"Page size: +([\d.]+) x ([\d.]+) pts", size)[0])
    assert (wide, high) == pytest.approx([one / 25.4 * 72 for one in page.millimetres], abs=0.6)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_no_path_and_no_user_is_in_a_page(form: str, ground: str, tmp_path: Path) -> None:
    secret = replace(photo(), path=tmp_path / "secret" / "a.png", name="/home/me/secret/a.png")
    model = ModelInfo("file:/home/me/secret/model.pt", "Mine", "")
    seen = replace(trace(PHOTO.sites, secret), model=model)
    wanted = replace(PAGE, ground=ground, caption="{input} {model}")  # type: ignore[arg-type]
    asked = seen, Selection(), Style(), Layout(40, embed=True), "matrix", wanted, form
    ((_, content, _),) = figure_files(*asked)  # type: ignore[arg-type]
    assert_silent(content, tmp_path)


@pytest.mark.parametrize("form", ANIMATED)
def test_no_path_and_no_user_is_in_an_animation(form: str, tmp_path: Path) -> None:
    secret = replace(photo(), path=tmp_path / "secret" / "a.png", name="/home/me/secret/a.png")
    seen = trace(PHOTO.sites, secret)
    wanted = FigureSettings("animation")
    ((_, content, _),) = figure_files(
        seen, Selection(), Style(), Layout(24), "matrix", wanted, form
    )
    assert_silent(content, tmp_path)


def assert_silent(content: bytes, folder: Path) -> None:
    """Nothing in a file says where it comes from."""
    user = getpass.getuser()
    for word in ("secret", "/home", str(folder), *([user] if len(user) > 4 else [])):
        assert word.encode() not in content


def test_a_transparent_page_is_transparent_in_every_format(tmp_path: Path) -> None:
    page = view_page(PHOTO, Selection(), Style(), replace(PAGE, ground="transparent"))
    with Image.open(io.BytesIO(page.encoded("png"))) as image:
        assert image.getpixel((0, 0)) == (0, 0, 0, 0)
    path, out = tmp_path / "page.svg", tmp_path / "page.png"
    path.write_bytes(page.encoded("svg"))
    run("rsvg-convert", str(path), "-o", str(out))
    with Image.open(out) as image:
        assert image.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
    path = tmp_path / "page.pdf"
    path.write_bytes(page.encoded("pdf"))
    command = ["pdftocairo", "-png", "-transp", "-singlefile", str(path), str(tmp_path / "clear")]
    subprocess.run(command, check=True)
    with Image.open(tmp_path / "clear.png") as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]
