"""A figure on a page: its size, its words, and that its pixels give the values back."""

from __future__ import annotations

import io
import re
import subprocess
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.core.colormaps import COLORMAPS, table
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.matrix import row_labels
from explorer.core.map.resolve import resolve
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import Trace
from explorer.export.figure_settings import (
    ANIMATED,
    CAPTION,
    FIELDS,
    GROUNDS,
    FigureSettings,
    check_template,
    filled,
)
from explorer.export.files import ExportError
from explorer.export.provenance.reading import photos, read
from explorer.export.render import backdrop, render
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.page.files import figure_files, forms
from explorer.figures.page.head_sheet import head_sheet
from explorer.figures.page.page import sheet_page, view_page
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import FORMATS, Format
from explorer.figures.views import View
from tests.core.text_traces import long_trace, text_trace
from tests.core.traces import detector_trace, gate_trace, se_trace, vit_trace

RUNS = {
    "vit": vit_trace(3, 2), "se": se_trace(), "gate": gate_trace(), "points": detector_trace(),
    "text": text_trace(), "long": long_trace(600),
}  # fmt: skip
SHEET = FigureSettings("sheet", "paper-1", dpi=150)
PATCHES = Style("map", smooth=False)


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("preset", ["paper-1", "paper-2", "slide"])
def test_a_page_has_the_width_that_was_asked(run: str, preset: str, tmp_path: Path) -> None:
    wanted = replace(SHEET, preset=preset, caption=CAPTION, dpi=96)  # type: ignore[arg-type]
    for page in (
        sheet_page(RUNS[run], Selection(), PATCHES, wanted),
        view_page(RUNS[run], Selection(), PATCHES, replace(wanted, what="view")),
    ):
        path = tmp_path / "page.png"
        path.write_bytes(page.encoded("png"))
        with Image.open(path) as image:
            assert image.width == pytest.approx(wanted.width / 25.4 * 96, abs=1)
            assert image.info["dpi"] == pytest.approx((96, 96), abs=0.1)
            assert image.size == page.pixel_size
        assert read(path).figure == page.settings
        if preset == "slide":
            assert page.millimetres[1] == pytest.approx(190.5)


@pytest.mark.parametrize("colormap", COLORMAPS)
def test_a_pixel_gives_its_value_back(colormap: str) -> None:
    run, style = RUNS["vit"], Style("map", False, colormap)
    wanted = replace(SHEET, mark=False, labels=False, title="", dpi=300)
    pixels = sheet_page(run, Selection(), style, wanted).pixels.astype(int)
    found = head_sheet(run, Selection(), style)
    colours = table(colormap).astype(int)
    shown = {tuple(one) for one in pixels.reshape(-1, 3).tolist()}
    for maps in found.maps:
        for value in np.unique(maps):
            level = min(max((float(value) - found.levels.low) / found.levels.high, 0.0), 1.0)
            near = [tuple(one) for one in colours[max(0, int(level * 255)) :][:2].tolist()]
            assert shown & set(near), value


@pytest.mark.parametrize("colormap", COLORMAPS)
def test_the_cells_of_an_svg_give_their_values_back(colormap: str) -> None:
    run, style = RUNS["vit"], Style("map", False, colormap)
    page = sheet_page(run, Selection(), style, replace(SHEET, mark=False, bar=False))
    content = page.encoded("svg").decode()
    images = re.findall(r'href="data:image/png;base64,([^"]+)"', content)
    found = head_sheet(run, Selection(), style)
    assert len(images) == sum(map(len, found.units))
    colours = {tuple(one): at for at, one in enumerate(table(colormap).tolist())}
    every = [one for maps in found.maps for one in maps]
    for image, values in zip(images, every, strict=True):
        pixels = np.asarray(Image.open(io.BytesIO(b64decode(image))).convert("RGB"))
        each = pixels.shape[0] // values.shape[0]
        middles = pixels[each // 2 :: each, each // 2 :: each]  # (rows, cols, 3)
        levels = np.array([[colours[tuple(one)] for one in row] for row in middles.tolist()])
        back = found.levels.low + levels / 255 * (found.levels.high - found.levels.low)
        seen = np.clip(values, *found.levels.ends)
        assert np.abs(back - seen).max() <= 0.6 / 255 * found.levels.high


def test_one_scale_is_that_of_all_maps() -> None:
    found = head_sheet(RUNS["vit"], Selection(), PATCHES)
    assert sum(map(len, found.units)) == 6
    assert found.rows == ("0", "1", "2")
    assert found.cols == ("0", "1")
    own = head_sheet(RUNS["vit"], Selection(levels=(0.0, 0.5)), PATCHES)
    assert own.levels.ends == (0.0, 0.5)
    for maps, site in zip(found.maps, RUNS["vit"].sites, strict=True):
        assert np.array_equal(maps, site.maps(0))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_ground_lies_behind_everything(ground: str, form: Format, tmp_path: Path) -> None:
    page = sheet_page(RUNS["vit"], Selection(), PATCHES, replace(SHEET, ground=ground))  # type: ignore[arg-type]
    content = page.encoded(form)
    assert content == page.encoded(form)
    if form == "png":
        corner = Image.open(io.BytesIO(content)).getpixel((0, 0))
        assert corner == {
            "white": (255, 255, 255), "dark": (12, 13, 15), "transparent": (0, 0, 0, 0),
        }[ground]  # fmt: skip


def test_text_of_a_pdf_is_found_and_large_enough(tmp_path: Path) -> None:
    wanted = FigureSettings("sheet", "paper-1", text_pt=6, caption="All {layers} and {heads}.")
    path = tmp_path / "page.pdf"
    path.write_bytes(sheet_page(RUNS["vit"], Selection(), PATCHES, wanted).encoded("pdf"))
    said = subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "All 3 layers and 2 heads." in said
    assert "Toy" in said
    boxes = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    heights = [
        float(bottom) - float(top)
        for top, bottom in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', boxes)
    ]
    assert min(heights) >= 5.9  # of a line, which is more than its size: 6 pt rounded to units


@pytest.mark.parametrize(
    "changes",
    [
        {"width_mm": 5, "preset": "own"}, {"width_mm": float("nan"), "preset": "own"}, {"dpi": 5},
        {"text_pt": 4}, {"title": "{path}"}, {"caption": "{model.__class__}"},
        {"caption": "{model!r}"}, {"title": "{"}, {"pace_ms": 0},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_one_sentence(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z]"):
        replace(FigureSettings(), **changes).checked()  # type: ignore[arg-type]


@settings(max_examples=300)
@given(st.text(max_size=30))
def test_any_template_is_filled_or_refused(template: str) -> None:
    values = dict.fromkeys(FIELDS, "x")
    try:
        check_template(template)
    except ValueError:
        return
    assert "\n" not in filled(template, values)


@pytest.mark.parametrize("form", ["apng", "webp"])
@pytest.mark.parametrize("along", ["layers", "heads"])
def test_the_pictures_of_an_animation_are_single_pictures(form: str, along: str) -> None:
    run, wanted = RUNS["vit"], FigureSettings("animation", along=along)  # type: ignore[arg-type]
    ((_, content, _),) = figure_files(run, Selection(), Style(), Layout(40), "matrix", wanted, form)
    expected = (
        [Selection(layer=at) for at in range(3)]
        if along == "layers"
        else [Selection(unit=at) for at in range(2)]
    )
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == len(expected)
        for at, selection in enumerate(expected):
            image.seek(at)
            single = draw(run, selection, Style(), Layout(40)).pixels
            assert np.array_equal(np.asarray(image.convert("RGB")), single)


def test_an_animation_goes_through_the_words_that_are_written() -> None:
    wanted = FigureSettings("animation", along="steps")
    run = RUNS["text"]
    made = list(figure_files(run, Selection(), Style(), Layout(60), "matrix", wanted, "gif"))
    with Image.open(io.BytesIO(made[0][1])) as image:
        assert image.n_frames == len(row_labels(run, Selection())) == 6
    with pytest.raises(ExportError, match="layers or heads"):
        list(figure_files(RUNS["vit"], Selection(), Style(), Layout(60), "matrix", wanted, "gif"))


def values_of(content: bytes, words: bool) -> np.ndarray:
    lines = [line.split(",") for line in content.decode().splitlines()]
    rows = [line[1:] for line in lines[1:]] if words else lines
    return np.array([[np.nan if one == "" else np.float32(one) for one in row] for row in rows])


@pytest.mark.parametrize("run", ["vit", "text"])
def test_numbers_are_the_values_exactly(run: str) -> None:
    trace: Trace = RUNS[run]
    wanted = FigureSettings("numbers")
    made = list(figure_files(trace, Selection(), Style(), Layout(), "matrix", wanted, "csv"))
    shown = resolve(trace, Selection())
    assert np.array_equal(values_of(made[0][1], run == "text"), shown.values, equal_nan=True)
    for form in forms(wanted):
        assert list(figure_files(trace, Selection(), Style(), Layout(), "matrix", wanted, form))
    with pytest.raises(ExportError, match="not png"):
        list(figure_files(trace, Selection(), Style(), Layout(), "matrix", wanted, "png"))


def test_a_unit_that_is_the_mean_is_a_view() -> None:
    page = view_page(RUNS["vit"], Selection(unit=MEAN), Style(), FigureSettings(preset="paper-1"))
    assert page.text["Title"] == "Layer 0, mean of 2 heads"


@pytest.mark.parametrize("form", ANIMATED)
@pytest.mark.parametrize("preset", ["screen", "paper-1"])
def test_an_animation_says_what_made_it(form: str, preset: str, tmp_path: Path) -> None:
    wanted = FigureSettings("animation", preset, dpi=60, along="heads")  # type: ignore[arg-type]
    asked, layout = Selection(layer=1, unit=1, query=2), Layout(40, embed=True)
    ((_, content, _),) = figure_files(RUNS["vit"], asked, Style(), layout, "matrix", wanted, form)
    path = tmp_path / f"map.{form}"
    path.write_bytes(content)
    found = read(path)
    assert found.selection == asked
    assert found.figure == wanted
    assert found.model == RUNS["vit"].model
    assert np.array_equal(photos(found)[0].pixels, RUNS["vit"].photo.pixels)


@pytest.mark.parametrize("form", ["apng", "webp"])
def test_the_pages_of_an_animation_are_single_pages(form: str) -> None:
    wanted = FigureSettings("animation", "paper-1", dpi=60, ground="transparent")
    run = RUNS["vit"]
    ((_, content, _),) = figure_files(run, Selection(), Style(), Layout(), "matrix", wanted, form)
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == 3
        for at in range(3):
            image.seek(at)
            single = view_page(run, Selection(layer=at), Style(), wanted).pixels
            seen = np.asarray(image.convert("RGBA"))
            clear = single[..., 3] == 0
            assert np.array_equal(seen[..., 3], single[..., 3])
            assert np.array_equal(seen[~clear], single[~clear])


@pytest.mark.parametrize("points", [6.0, 7.0])
@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("preset", ["paper-1", "paper-2", "slide"])
def test_no_text_is_smaller_than_a_journal_prints(
    view: View, preset: str, points: float, tmp_path: Path
) -> None:
    wanted = FigureSettings("view", preset, text_pt=points, caption=CAPTION)  # type: ignore[arg-type]
    path = tmp_path / "page.pdf"
    try:
        page = view_page(RUNS["text"], Selection(), Style(), wanted, view)
    except ExportError:
        assert preset != "paper-2"
        with pytest.raises(ExportError, match="6 pt"):
            view_page(RUNS["text"], Selection(), Style(), wanted, view)
        return
    path.write_bytes(page.encoded("pdf"))
    command = ["pdftotext", "-bbox", path, "-"]
    boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', boxes)
    lines = [float(bottom) - float(top) for _, top, _, bottom in words]
    assert min(lines) >= 1.2 * 5.9  # a line of Inter is 1.21 of its size, in whole units


@pytest.mark.parametrize("points", [6.0, 7.0])
def test_a_sheet_of_one_column_says_all_of_its_bar_and_nothing_is_small(
    points: float, tmp_path: Path
) -> None:
    run = vit_trace(12, 12)
    page = sheet_page(
        run, Selection(), Style("map"), FigureSettings("sheet", "paper-1", text_pt=points)
    )
    path = tmp_path / "sheet.pdf"
    path.write_bytes(page.encoded("pdf"))
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    )
    box = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    found = re.findall(box, told.stdout)
    words = [word for *_, word in found]
    at = words.index("attention")
    said = " ".join(words[at : at + 20])
    assert said.startswith("attention weight of one patch, one scale for 144 maps"), (
        "and not cut off"
    )
    assert not any("…" in word for word in words)
    assert min(float(low) - float(top) for _, top, _, low, _ in found) >= 1.2 * (points - 0.1)
    assert max(float(right) for *_, right, _, _ in found) <= 84 / 25.4 * 72
    numbers = [(float(x), float(y)) for x, y, *_, word in found if word.isdigit()]
    assert len(set(numbers)) == len(numbers), "labels of rows and columns lie apart"


def test_the_cells_of_a_cropped_photo_are_the_maps_themselves() -> None:
    place = Placement(8, 0, 40, 32, 48, 32)
    run = replace(RUNS["vit"], placements=(place,))
    found = head_sheet(run, Selection(query=2), Style("overlay"))
    scene = backdrop(run.photo.pixels, (60, 40))
    for row, layer in enumerate(found.sites):
        for unit in found.units[row]:
            one = Selection(layer=layer, unit=unit, query=2, levels=found.levels.ends)
            heatmap = replace(resolve_heatmap(run, one), query_cell=None)
            expected = render(heatmap, scene, Style("overlay"))
            cell = found.cell(row, unit, (60, 40))
            assert cell is not None
            assert np.array_equal(cell, expected)
