"""Figures in files: SVG and PDF as poppler and librsvg read them, and what they say they show."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from explorer.core.selection import Selection
from explorer.export.render import Pixels
from explorer.export.style import Style
from explorer.figures.devices import pixels_of, scrolled_image, to_image, to_pixels
from explorer.figures.figure import Figure
from explorer.figures.frame import Frame, Target
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.matrix.cells import MOST_RECTANGLES
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.photo_picture import Layout, draw_photo
from explorer.figures.picture import FORMATS, Format, Picture
from explorer.figures.text_picture import draw_text
from explorer.figures.views import TextStyle, View
from tests.core.text_traces import text_trace
from tests.core.traces import vit_trace
from tests.figures.matrices import random_matrix

pytestmark = pytest.mark.usefixtures("fonts_that_ship")
SVG = "{http://www.w3.org/2000/svg}"
VIEWS: tuple[View, ...] = ("matrix", "lines", "text", "steps")
WORDS = ("This", "novel", "小説")


def tool(name: str) -> str:
    """A program that reads these files; the test is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: poppler-utils and librsvg2-bin have it")
    return found


def run(name: str, *arguments: object) -> str:
    command = [tool(name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def text_picture(view: View, legend: bool = True) -> Picture:
    chosen = Selection(layer=1, query=3)
    return draw_text(text_trace(), chosen, TextStyle(view), Layout(800, legend=legend))


def photo_picture(legend: bool = True) -> Picture:
    trace = vit_trace(layers=3, heads=2)
    return draw_photo(trace, Selection(layer=1, query=4), Style(), Layout(480, legend=legend))


def plain(figure: Figure) -> Picture:
    """A figure alone, at its own size."""
    return Picture({"Title": "made up"}, Frame(*figure.natural_size()), figure.paint)


def svg(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.encoded("svg"))


def texts(picture: Picture) -> list[str]:
    return ["".join(one.itertext()).strip() for one in svg(picture).iter(f"{SVG}text")]


def as_pixels(path: Path, shape: tuple[int, ...]) -> Pixels:
    """A vector file drawn by its reader, as large as a picture of this shape."""
    height, width = shape[:2]
    out = path.with_suffix(".seen.png")
    if path.suffix == ".svg":
        run("rsvg-convert", "-w", width, "-h", height, path, "-o", out)
    else:
        size = ["-scale-to-x", width, "-scale-to-y", height]
        run("pdftoppm", *size, "-png", "-singlefile", path, out.with_suffix(""))
    with Image.open(out) as image:
        return np.asarray(image.convert("RGB"))


def alike(one: Pixels, other: Pixels) -> float:
    """The correlation of two pictures, at a quarter of their size: letters have soft edges."""
    small = [
        np.asarray(Image.fromarray(each).reduce(4)).ravel().astype(float) for each in (one, other)
    ]
    return float(np.corrcoef(*small)[0, 1])


@pytest.mark.parametrize("view", VIEWS)
def test_text_stays_text_in_an_svg(view: View) -> None:
    found = texts(text_picture(view))
    assert {"0.63", "0.25"} <= set(found) or view != "matrix"
    assert any("Cross-attention, layer 1" in one for one in found), "the title"
    words = {"matrix": WORDS, "lines": WORDS, "text": WORDS, "steps": ("小説", "Softmax")}[view]
    for word in words:
        assert any(word in one for one in found), word


@pytest.mark.parametrize("view", VIEWS)
def test_text_is_found_in_a_pdf_and_its_fonts_are_embedded(view: View, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    text_picture(view).write(path)
    said = run("pdftotext", path, "-")
    words = {"matrix": WORDS, "lines": WORDS, "text": WORDS, "steps": ("小説", "Softmax")}[view]
    for word in (*words, "Cross-attention, layer 1"):
        assert word in said
    rows = run("pdffonts", path).splitlines()[2:]
    assert any("Inter" in row for row in rows)
    for row in rows:
        embedded, _, mapped = row.split()[-5:-2]
        assert (embedded, mapped) == ("yes", "yes"), row


@pytest.mark.parametrize("form", ["svg", "pdf"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_reader_shows_what_the_picture_shows(view: View, form: Format, tmp_path: Path) -> None:
    picture, path = text_picture(view), tmp_path / f"map.{form}"
    picture.write(path)
    assert alike(as_pixels(path, picture.pixels.shape), picture.pixels) > 0.9


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_a_photo_is_an_image_under_vector_text(form: Format, tmp_path: Path) -> None:
    picture, path = photo_picture(), tmp_path / f"photo.{form}"
    picture.write(path)
    assert alike(as_pixels(path, picture.pixels.shape), picture.pixels) > 0.98
    if form == "pdf":
        said, images = run("pdftotext", path, "-"), run("pdfimages", "-list", path).splitlines()[2:]
        assert "480" in {row.split()[3] for row in images}, "all its pixels"
    else:
        said = " ".join(texts(picture))
        assert any(one.get("width") for one in svg(picture).iter(f"{SVG}image"))
    assert "Layer 1" in said
    assert "attention weight of one patch" in said


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_says_what_it_shows(form: Format, tmp_path: Path) -> None:
    picture, path = text_picture("matrix"), tmp_path / f"map.{form}"
    picture.write(path)
    if form == "png":
        with Image.open(path) as image:
            assert image.info.items() >= picture.text.items()
        return
    if form == "svg":
        root = svg(picture)
        title, said = (root.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    else:
        title = re.search(r"Title: +(.*)", run("pdfinfo", path))[1]  # type: ignore[index]
        said = run("pdfinfo", "-meta", path)
    assert title == picture.text["Title"]
    for key, value in picture.text.items():
        assert f"{key}: {value}" in str(said)


@pytest.mark.parametrize("form", ["svg", "pdf"])
@pytest.mark.parametrize("odd", ["\0", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_characters_that_no_xml_may_hold_leave_a_file_that_is_read(form: Format, odd: str) -> None:
    made = text_picture("matrix")
    said = f"<b> & {odd}"
    content = replace(made, text=made.text | {"Title": said, "Source-Text": said}).encoded(form)
    if form == "pdf":
        content = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>") + 12]
    assert "<b> & \ufffd" in "".join(ElementTree.fromstring(content).itertext())


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_picture_is_the_same_file(form: Format) -> None:
    one, other = (make().encoded(form) for make in (photo_picture, photo_picture))
    assert one == other
    assert text_picture("text").encoded(form) == text_picture("text").encoded(form)


@pytest.mark.parametrize(("size", "shapes"), [(12, True), (100, True), (101, False)])
def test_many_cells_are_an_image(size: int, shapes: bool) -> None:
    assert (size * size <= MOST_RECTANGLES) == shapes, "what this test is about"
    picture = plain(MatrixFigure(random_matrix(size, size), "viridis", numbers=False))
    images = list(svg(picture).iter(f"{SVG}image"))
    assert bool(images) != shapes
    if images:  # whole pixels a cell, which no reader makes soft
        width, height = (float(images[0].get(name, 0)) for name in ("width", "height"))
        assert min(width, height) >= 4 * size


@pytest.mark.parametrize("form", ["svg", "pdf"])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("size", [8, 60, 130])
def test_cells_have_their_colours_in_a_reader(
    size: int, masked: bool, form: Format, tmp_path: Path
) -> None:
    figure = MatrixFigure(random_matrix(size, size, masked=masked), "viridis", numbers=False)
    picture, path = plain(figure), tmp_path / f"map.{form}"
    picture.write(path)
    seen, wide = as_pixels(path, (2 * picture.pixels.shape[0], 2 * picture.pixels.shape[1])), 2.0
    layout = figure.layout(Frame(*figure.natural_size(), scale=wide))
    for row, col in np.random.default_rng(0).integers(2, size, (40, 2)):  # none beside the query
        place = layout.down.middle(row), layout.across.middle(col)
        assert place[0] is not None
        assert place[1] is not None
        value = figure.matrix.values[row, col]
        pixel = seen[int(place[0]), int(place[1])].astype(int)
        if np.isnan(value):
            assert pixel.min() > 200
        else:
            expected = figure._table[round(float(value) * 255)].astype(int)
            assert np.abs(pixel - expected).max() <= 6, (row, col)


def test_a_picture_of_nothing_but_a_note_is_a_page(tmp_path: Path) -> None:
    from explorer.figures.long_picture import NoteFigure

    path = tmp_path / "note.pdf"
    plain(NoteFigure("No map here.")).write(path)
    assert "No map here." in run("pdftotext", path, "-")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_figure_that_is_scrolled_is_moved_as_if_it_were_drawn_anew(scale: float) -> None:
    figure = LinesFigure(random_matrix(9, 8, 3), "inferno")
    before = Frame(400, 300, scale, zoom=2.0, x=60.0, y=40.0)
    drawn = to_image(figure.paint, before)
    for by in ((7.0, 0.0), (0.0, -5.0), (-12.0, 9.0), (0.0, 0.0)):
        after = replace(before, x=before.x + by[0], y=before.y + by[1])
        moved = scrolled_image(figure.paint, drawn, before, after, figure.still)
        assert moved is not None
        one, other = pixels_of(moved), to_pixels(figure.paint, after)
        assert np.abs(one.astype(int) - other.astype(int)).max() <= 8  # of 255
    for other in (
        replace(before, x=before.x + 0.3),
        replace(before, x=before.x + 800),
        replace(before, zoom=2.1),
        replace(before, hover=Target(0, None)),
    ):
        assert scrolled_image(figure.paint, drawn, before, other) is None


ALONE = """
import hashlib, sys
from explorer.figures.picture import FORMATS
from tests.figures.test_devices import text_picture
for form in FORMATS:
    print(hashlib.sha256(text_picture("matrix").encoded(form)).hexdigest())
"""


def test_a_process_without_a_window_writes_the_same_files() -> None:
    """Whose application has another font, and whose hash tables have another order."""
    here = [hashlib.sha256(text_picture("matrix").encoded(form)).hexdigest() for form in FORMATS]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == here, done.stderr
