"""A planted patch of a photo that is no square is the peak of the map, and lands on its place.

The place is computed here from the photo's shape alone, not from the placement under test.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.core.inputs import Fit, Inputs
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.export.render import backdrop, picture_size, render
from explorer.export.style import Mode, Style
from explorer.figures.drawing import draw
from explorer.figures.photo_picture import Layout
from explorer.inputs.images import photo_from_array
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.registry.weight_files.cards import read_vision_card

GRID = 4
"""Patches a side of the planted ViT."""
Rectangle = tuple[int, int, int, int]
Where = Callable[[tuple[int, int], int, int], Rectangle]


def planted(size: tuple[int, int], place: Rectangle) -> Photo:
    """A black photo (width, height) with a white rectangle (x0, y0, x1, y1)."""
    pixels = np.zeros((size[1], size[0], 3), np.uint8)
    x0, y0, x1, y1 = place
    pixels[y0:y1, x0:x1] = 255
    return photo_from_array(pixels)


def stretched(size: tuple[int, int], row: int, col: int) -> Rectangle:
    """The whole photo in 4 x 4 equal parts."""
    width, height = size[0] // GRID, size[1] // GRID
    return col * width, row * height, (col + 1) * width, (row + 1) * height


def cropped(size: tuple[int, int], row: int, col: int) -> Rectangle:
    """The centred square in 4 x 4 equal parts."""
    side = min(size)
    left, top, step = (size[0] - side) // 2, (size[1] - side) // 2, side // GRID
    x0, y0 = left + col * step, top + row * step
    return x0, y0, x0 + step, y0 + step


def padded(size: tuple[int, int], row: int, col: int) -> Rectangle:
    """A square around the photo, as large as its longer side, in 4 x 4 equal parts."""
    side = max(size)
    left, top, step = (size[0] - side) // 2, (size[1] - side) // 2, side // GRID
    x0, y0 = left + col * step, top + row * step
    return x0, y0, x0 + step, y0 + step


WIDE, TALL = (192, 96), (96, 192)
CASES = [
    (Fit.STRETCH, stretched, WIDE, (1, 2)),
    (Fit.STRETCH, stretched, TALL, (2, 1)),
    (Fit.STRETCH, stretched, WIDE, (0, 3)),
    (Fit.STRETCH, stretched, TALL, (3, 0)),
    (Fit.CROP, cropped, WIDE, (1, 2)),
    (Fit.CROP, cropped, TALL, (2, 1)),
    (Fit.CROP, cropped, WIDE, (3, 0)),
    (Fit.CROP, cropped, TALL, (0, 3)),
    (Fit.PAD, padded, WIDE, (1, 2)),
    (Fit.PAD, padded, TALL, (2, 1)),
    (Fit.PAD, padded, WIDE, (2, 3)),
    (Fit.PAD, padded, TALL, (3, 2)),
]
each_case = pytest.mark.parametrize(("fit", "where", "size", "cell"), CASES)


@pytest.fixture(scope="module")
def subject(toy_resources: Path) -> VisionSubject:
    return VisionSubject.load(read_vision_card(toy_resources / "checkpoints" / "vit.json"), "cpu")


def look(subject: VisionSubject, photo: Photo, fit: Fit) -> Heatmap:
    """Where head 0 of the last layer looks, asked by CLS."""
    return resolve_heatmap(subject.run(Inputs((photo,), fit=fit)), Selection(layer=1, unit=0))


@each_case
def test_the_peak_is_the_planted_patch(
    subject: VisionSubject, fit: Fit, where: Where, size: tuple[int, int], cell: tuple[int, int]
) -> None:
    place = where(size, *cell)
    heatmap = look(subject, planted(size, place), fit)
    assert heatmap.peak == cell
    assert heatmap.values[cell] > 0.9
    box = heatmap.placement.patch_box(*cell, GRID, GRID)
    assert box == pytest.approx(place, abs=1)
    middle = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    assert heatmap.placement.patch_at(*middle, GRID, GRID) == cell


@each_case
@pytest.mark.parametrize("smooth", [True, False], ids=["smooth", "patches"])
@pytest.mark.parametrize("mode", ["overlay", "spotlight", "map"])
def test_the_brightest_of_the_overlay_lies_on_the_planted_patch(
    subject: VisionSubject,
    fit: Fit,
    where: Where,
    size: tuple[int, int],
    cell: tuple[int, int],
    mode: Mode,
    smooth: bool,
) -> None:
    place = where(size, *cell)
    heatmap = look(subject, planted(size, place), fit)
    # over even grey, so that what is bright comes from the map and not from the photo
    grey = np.full((size[1], size[0], 3), 120, np.uint8)
    scene = backdrop(grey, picture_size(size, 2 * max(size)))
    bright = render(heatmap, scene, Style(mode, smooth, "grey", 1.0)).sum(axis=2)
    rows, cols = np.nonzero(bright == bright.max())
    x0, y0, x1, y1 = (2 * edge for edge in place)
    assert x0 - 2 <= cols.min() <= cols.max() <= x1 + 1
    assert y0 - 2 <= rows.min() <= rows.max() <= y1 + 1
    if not smooth:  # a whole patch is bright, and nothing else
        assert (cols.max() - cols.min(), rows.max() - rows.min()) == pytest.approx(
            (x1 - x0 - 1, y1 - y0 - 1), abs=2
        )


@pytest.mark.parametrize("fit", list(Fit))
def test_the_exported_file_shows_it_too(subject: VisionSubject, fit: Fit, tmp_path: Path) -> None:
    where = {Fit.STRETCH: stretched, Fit.CROP: cropped, Fit.PAD: padded}[fit]
    place = where(WIDE, 2, 1)
    trace = subject.run(Inputs((planted(WIDE, place),), fit=fit))
    picture = draw(trace, Selection(layer=1, unit=0), Style("map", False), Layout(384))
    picture.write(tmp_path / "map.png")
    with Image.open(tmp_path / "map.png") as stored:
        assert stored.size == (384, 192)
        bright = np.asarray(stored.convert("L"))
    rows, cols = np.nonzero(bright == bright.max())
    found = (cols.min(), rows.min(), cols.max() + 1, rows.max() + 1)
    assert found == pytest.approx([2 * edge for edge in place], abs=3)
