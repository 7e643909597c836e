"""From trace to finished picture: parts, names, and the legend around it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from explorer.core.colormaps import table
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.trace import Trace
from explorer.export.render import Pixels, backdrop, compare, render
from explorer.export.style import Style
from explorer.figures.drawing import draw, picture_name
from explorer.figures.frame import Frame
from explorer.figures.photo_picture import (
    Layout,
    every,
    legend_of,
    unique_stems,
)
from explorer.figures.picture import Picture
from tests.core.traces import gate_trace, se_trace, vit_trace
from tests.export.pictures import heatmap, photo
from tests.figures.recorder import Recorder


def with_legend(pixels: Pixels, shown: Heatmap, style: Style) -> Pixels:
    """A picture in its legend."""
    height, width = pixels.shape[:2]
    return Picture({}, Frame(width, height), pixels, legend_of(shown, style)).pixels


VIT, SE, GATE = vit_trace(layers=3, heads=2), se_trace(), gate_trace()


@pytest.mark.parametrize("long_edge", [1, 48, 333])
def test_a_picture_is_what_the_painter_paints(long_edge: int) -> None:
    selection, style = Selection(layer=1, query=4), Style("overlay", False, "magma", 0.5)
    picture = draw(VIT, selection, style, Layout(long_edge))
    size = long_edge, max(1, round(long_edge * 32 / 48))
    scene = backdrop(VIT.photo.pixels, size)
    np.testing.assert_array_equal(
        picture.pixels, render(resolve_heatmap(VIT, selection), scene, style)
    )
    assert picture.pixels.shape == (size[1], size[0], 3)


def test_a_comparison_shows_both_sides_of_the_gate() -> None:
    selection, style = Selection(layer=1, unit=2), Style("map")
    picture = draw(SE, selection, style, Layout(48, split=0.5))
    scene = backdrop(SE.photo.pixels, (48, 32))
    sides = [
        render(resolve_heatmap(SE, replace(selection, side=stage)), scene, style)
        for stage in (GateSide.BEFORE, GateSide.AFTER)
    ]
    np.testing.assert_array_equal(picture.pixels, compare(sides[0], sides[1], 0.5))
    assert (sides[0] != sides[1]).any()
    assert picture.text["Method"] == "activations before | after the channel gate, split 0.50"


@pytest.mark.parametrize("run", [VIT, GATE], ids=["vit", "gate"])
def test_only_channel_gates_have_two_sides(run: Trace) -> None:
    compared, plain = (draw(run, Selection(), Style(), Layout(48, split=s)) for s in (0.5, None))
    assert compared.text == plain.text
    np.testing.assert_array_equal(compared.pixels, plain.pixels)


def test_every_head_of_every_layer() -> None:
    base = Selection(query=3, reduce="max")
    assert list(every(VIT, base, range(3), True)) == [
        base.moved(layer, head) for layer in range(3) for head in range(2)
    ]
    assert list(every(VIT, replace(base, unit=1), range(3), False)) == [
        base.moved(layer, 1) for layer in range(3)
    ]
    assert list(every(VIT, replace(base, layer=2), None, True)) == [
        base.moved(2, head) for head in range(2)
    ]


def test_a_selection_of_several_cells_is_drawn_as_it_is() -> None:
    several = Selection(layer=1, unit=0, added=frozenset({(2, 1)}))
    assert list(every(VIT, several, None, False)) == [several]


@pytest.mark.parametrize(
    ("selection", "name"),
    [
        (Selection(layer=3, unit=7), "cat.layer03.head07.png"),
        (Selection(layer=11, unit=MEAN), "cat.layer11.headmean.png"),
        (Selection(layer=0, unit=MEAN, reduce="max"), "cat.layer00.headmax.png"),
        (Selection(layer=0, unit=123), "cat.layer00.head123.png"),
    ],
)
def test_names(selection: Selection, name: str) -> None:
    assert picture_name(vit_trace(layers=12), selection, "cat") == name


def test_stems_that_collide_are_numbered() -> None:
    names = ["cat.png", "dog.png", "cat.jpg", "CAT.webp", "cat-2.png", "archive.tar.gz"]
    assert unique_stems(names) == ["cat", "dog", "cat-2", "CAT-3", "cat-2-2", "archive.tar"]


@given(st.lists(st.sampled_from(["a.png", "A.jpg", "a-2.png", "a-2.jpg", "b", "a-2-2.x"])))
def test_stems_are_unique_on_any_disk(names: list[str]) -> None:
    stems = unique_stems(names)
    assert len(stems) == len(names)
    assert len({stem.casefold() for stem in stems}) == len(stems)
    for name, stem in zip(names, stems, strict=True):
        assert stem.startswith(name.rsplit(".", 1)[0])


PLACE = Placement(0, 0, 24, 16, 24, 16)


@given(st.integers(1, 700), st.integers(1, 700), st.booleans())
def test_a_legend_leaves_the_picture_as_it_is(width: int, height: int, clipped: bool) -> None:
    shown = heatmap(np.ones((2, 3), np.float32), PLACE, 0.012, clipped=clipped)
    picture = photo(width, height)
    page = with_legend(picture, shown, Style())
    assert page.dtype == np.uint8
    rows, cols = page.shape[:2]
    margin = (cols - width) // 2
    # the picture lies between the margins, below the title
    within = page[:, margin : margin + width]
    found = [
        top for top in range(rows - height) if np.array_equal(within[top : top + height], picture)
    ]
    assert found
    assert (page[: found[0]] != 255).any(), "there is a title above"
    assert (page[found[-1] + height :] != 255).any(), "there is a bar below"
    if width >= max(96, height / 2):  # else the numbers do not fit
        assert (page[:, : margin // 2] == 255).all()


@pytest.mark.parametrize("width", [96, 200, 400, 768, 1024])
@pytest.mark.parametrize("peak", [0.048, 0.0123, 0.000271])
def test_the_numbers_of_the_bar_leave_a_gap(width: int, peak: float) -> None:
    shown = heatmap(np.ones((2, 3), np.float32), PLACE, peak, clipped=True)
    height = 1024
    legend = legend_of(shown, Style())
    page = legend.page(width, height, lambda *_: True)
    image = QImage(page.width, page.height, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        sheet = Recorder(painter, Frame(page.width, page.height))
        legend.paint(sheet, page, width, height)
    numbers = [one for one in sheet.texts if one.text in legend.levels.labels]
    assert len(numbers) >= 2
    ends = []
    for one in numbers:
        wide = sheet.wide(one.text, one.px)
        left = one.place[0] - {"la": 0, "ma": wide / 2, "ra": wide}[one.anchor]
        ends.append((left, left + wide))
    if len(numbers) > 2:  # of a very narrow picture the ends alone, come what may
        assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_the_bar_has_the_colours_of_the_table() -> None:
    shown = heatmap(np.ones((2, 3), np.float32), PLACE)
    for style, name in ((Style(), "inferno"), (Style("spotlight", colormap="magma"), "grey")):
        page = with_legend(np.full((400, 1024, 3), 255, np.uint8), shown, style)
        # the only row with so many colours; at this size the bar is two fifths of the picture
        row = next(row for row in page if len(np.unique(row, axis=0)) > 200)
        expected = table(name)[np.arange(409) * 256 // 409]
        np.testing.assert_array_equal(row[16 : 16 + 409], expected)


def _page(**changes: object) -> bytes:
    shown = heatmap(np.ones((2, 3), np.float32), PLACE)
    return with_legend(photo(600, 400), replace(shown, **changes), Style()).tobytes()


def test_title_query_note_and_numbers_are_all_drawn() -> None:
    plain = _page()
    assert _page() == plain
    levels = heatmap(np.ones((1, 1), np.float32), PLACE).levels
    for changes in (
        {"title": "Layer 8"},
        {"subtitle": "head 3"},
        {"query_label": "patch 1, 2"},
        {"quantity": "gate of one position"},
        {"levels": replace(levels, high=0.5)},
        {"levels": replace(levels, clipped=True)},
        {"levels": replace(levels, note="shared by all 12 heads")},
    ):
        assert _page(**changes) != plain, changes
    # gates have no query to name
    assert _page(uniform=None) == _page(uniform=None, query_label="patch 1, 2")
