"""Both sets of a detector's boxes, in every file of a figure of a run in which heads are muted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.placement import Placement
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.object_boxes import box_sets
from explorer.export.style import Style
from explorer.figures.drawing import draw, draw_map
from explorer.figures.page.files import drawing_files, figure_of
from explorer.figures.page.map_drawing import map_drawing
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import Picture
from tests.core.traces import detector_trace, muted_detector_trace
from tests.figures.vector_boxes import boxes_in, texts_in

SELECTION, STYLE = Selection(layer=1, query=3), Style()
NOW = [(0.25, 0.125, 0.75, 1.0), (0.0, 0.0, 0.5, 0.25)]
WHOLE = [(0.25, 0.25, 0.875, 0.875), (0.5, 0.0, 1.0, 0.5)]
"""As shares of the photo, the second one cut off where the photo ends."""
SAID = {"cat 75.0 %", "dog 50.0 %", "cat 87.5 %", "boat 25.0 %", "as run", "all heads"}
MUTED = muted_detector_trace()


def drawn(trace: Trace, legend: bool = False) -> Picture:
    return draw(trace, SELECTION, STYLE, Layout(480, legend))


@pytest.mark.parametrize("legend", [False, True])
def test_both_sets_stand_in_a_vector_file_with_their_key(legend: bool) -> None:
    picture = drawn(MUTED, legend)
    svg = picture.encoded("svg").decode()
    solid, dashed = boxes_in(svg)
    wide, high = 480, 320
    for found, expected in ((solid, NOW), (dashed, WHOLE)):
        corners = [(x0 * wide, y0 * high, x1 * wide, y1 * high) for x0, y0, x1, y1 in expected]
        np.testing.assert_allclose(found, corners, atol=0.3)
    assert set(texts_in(svg)) >= SAID
    assert picture.text["Boxes"] == "solid: as run (2); dashed: all heads (2)"
    assert "Boxes: solid: as run (2); dashed: all heads (2)" in svg
    assert list(picture.text)[-1] == "Provenance"


def test_a_run_with_nothing_muted_has_neither() -> None:
    picture = drawn(detector_trace(), legend=True)
    svg = picture.encoded("svg").decode()
    assert boxes_in(svg) == ([], [])
    assert "as run" not in texts_in(svg)
    assert "Boxes" not in picture.text


def test_pixels_have_the_lines_where_the_boxes_are() -> None:
    plain, both = drawn(detector_trace()).pixels, drawn(MUTED).pixels
    assert plain.shape == both.shape
    changed = (plain != both).any(axis=-1)  # (h, w)
    assert changed[80, :110].all()  # the solid lower edge of the second one
    assert changed[280, 130:410].any()  # the dashed lower edge
    assert not changed[100:150, 150:230].any()  # nothing within the boxes


def test_without_a_legend_the_key_lies_in_the_picture_and_with_one_below_it() -> None:
    bare, around = drawn(MUTED), drawn(MUTED, legend=True)
    assert bare.pixel_size == (480, 320)
    taller = around.pixel_size[1] - drawn(detector_trace(), legend=True).pixel_size[1]
    assert taller > 0
    corner = drawn(detector_trace()).pixels[310:, :100], bare.pixels[310:, :100]
    assert (corner[0] != corner[1]).any()


def test_a_page_has_both_too_and_room_for_the_key() -> None:
    settings = FigureSettings(preset="paper-1")
    pages = [figure_of(one, SELECTION, STYLE, Layout(), "matrix", settings, None)
             for one in (detector_trace(), MUTED)]  # fmt: skip
    svg = pages[1].encoded("svg").decode()
    solid, dashed = boxes_in(svg)
    assert (len(solid), len(dashed)) == (2, 2)
    assert set(texts_in(svg)) >= SAID
    assert pages[1].text["Boxes"].startswith("solid: as run (2)")
    assert pages[1].pixel_size[1] > pages[0].pixel_size[1]
    assert pages[1].encoded("pdf").startswith(b"%PDF")


def test_what_a_method_says_is_drawn_with_both() -> None:
    shown = resolve_heatmap(MUTED, SELECTION)
    svg = draw_map(MUTED, shown, STYLE, Layout(480)).encoded("svg").decode()
    assert [len(one) for one in boxes_in(svg)] == [2, 2]
    drawing = map_drawing(MUTED, shown, STYLE, "matrix", "cat.rollout")
    for settings in (FigureSettings(), FigureSettings(preset="paper-1")):
        ((_, content, _),) = drawing_files(drawing, settings, "svg", Layout(480))
        assert [len(one) for one in boxes_in(content.decode())] == [2, 2]
        assert "Boxes: solid" in content.decode()


def test_boxes_lie_on_the_part_of_the_photo_that_the_model_sees() -> None:
    place = Placement(8, -4, 40, 36, 48, 32)
    found = box_sets(replace(MUTED, placements=(place,)))
    assert found is not None
    assert found.boxes[2].box == (16, 1, 32, 36)
    assert [one.whole for one in found.boxes] == [True, True, False, False]
    held = replace(MUTED, mute=replace(MUTED.mute, masked=frozenset({(0.0, 0.0, 0.5, 0.5)})))
    other = box_sets(held)
    assert other is not None
    assert other.dashed == "no change"


def test_the_same_file_each_time() -> None:
    for form in ("png", "svg", "pdf"):
        one, other = (drawn(MUTED, legend=True).encoded(form) for _ in range(2))
        assert one == other
