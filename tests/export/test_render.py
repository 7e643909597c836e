"""The painter against the formulas written out pixel by pixel.

Within 1.5 of 255: half a step each for the muted photo, the fixed point and the result.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from explorer.core.colormaps import COLORMAPS, table
from explorer.core.map.combine import quantised
from explorer.core.placement import Placement
from explorer.export.render import Backdrop, backdrop, compare, picture_size, render, visible
from explorer.export.style import ACCENT, Mode, Style
from tests.export.pictures import Pixels, Values, heatmap, literal, patches, photo, scaled

MODES: tuple[Mode, ...] = ("overlay", "spotlight", "map")
CLOSE = 1.501
WHOLE = Placement(0, 0, 24, 16, 24, 16)
CROPPED = Placement(4, 0, 20, 16, 24, 16)
PADDED = Placement(0, -4, 24, 20, 24, 16)
UNEVEN = Placement(3.4, -2.2, 19.7, 13.3, 24, 16)
PLACEMENTS = [WHOLE, CROPPED, PADDED, UNEVEN]
names = ["whole", "cropped", "padded", "uneven"]
each_mode = pytest.mark.parametrize("mode", MODES)
each_place = pytest.mark.parametrize("place", PLACEMENTS, ids=names)


def values(rows: int = 4, cols: int = 5, seed: int = 0) -> Values:
    return np.random.default_rng(seed).random((rows, cols), dtype=np.float32)


def muted(scene: Backdrop) -> Pixels:
    """The photo under an overlay, (h, w, 3)."""
    return np.asarray(scene.dimmed)


def assert_close(found: Pixels, expected: NDArray[np.float64]) -> None:
    known = ~np.isnan(expected)
    assert np.abs(found[known] - expected[known]).max(initial=0) <= CLOSE


@each_mode
@each_place
def test_raw_patches(mode: Mode, place: Placement) -> None:
    shown = heatmap(values(), place, high=0.8)
    pixels = photo(24, 16)
    style = Style(mode, smooth=False)
    found = render(shown, backdrop(pixels, (24, 16)), style)
    assert found.dtype == np.uint8
    expected = literal(shown, pixels, style, patches(shown))
    assert np.isfinite(expected).mean() > 0.7
    assert_close(found, expected)


@settings(max_examples=60)
@given(
    st.sampled_from(MODES),
    st.sampled_from(PLACEMENTS),
    st.sampled_from(COLORMAPS),
    st.floats(0, 1),
    st.floats(1e-12, 1e6),
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(1, 48),
)
def test_raw_patches_of_any_style_and_size(
    mode: Mode,
    place: Placement,
    colormap: str,
    opacity: float,
    high: float,
    rows: int,
    cols: int,
    long_edge: int,
) -> None:
    shown = heatmap(values(rows, cols) * np.float32(high) * 1.2, place, high)
    pixels = photo(24, 16)
    size = picture_size((24, 16), long_edge)
    style = Style(mode, False, colormap, opacity)
    found = render(shown, backdrop(pixels, size), style)
    assert found.shape == (size[1], size[0], 3)
    assert_close(found, literal(shown, scaled(pixels, size), style, patches(shown)))


@each_mode
@pytest.mark.parametrize("place", [WHOLE, CROPPED, PADDED], ids=names[:3])
@pytest.mark.parametrize("times", [1, 3])
def test_smooth_is_the_whole_map_by_pillow(mode: Mode, place: Placement, times: int) -> None:
    shown = heatmap(values(), place, high=0.8)
    pixels = scaled(photo(24, 16), (24 * times, 16 * times))
    width, height = int(place.x1 - place.x0) * times, int(place.y1 - place.y0) * times
    whole = np.asarray(
        Image.fromarray(shown.values).resize((width, height), Image.Resampling.BICUBIC)
    )

    def value(x: float, y: float) -> float | None:
        if not (place.x0 <= x < place.x1 and place.y0 <= y < place.y1):
            return None
        return float(whole[int((y - place.y0) * times), int((x - place.x0) * times)])

    style = Style(mode, smooth=True, colormap="grey")
    found = render(shown, backdrop(photo(24, 16), (24 * times, 16 * times)), style)
    assert_close(found, literal(shown, pixels, style, value))


def test_smooth_within_a_crop_is_the_same_as_without_it() -> None:
    """A photo that was cropped shows the same colours as its part would show as a whole."""
    shown = heatmap(values(), CROPPED)
    alone = heatmap(values(), Placement(0, 0, 16, 16, 16, 16))
    style = Style("map", smooth=True)
    cropped = render(shown, backdrop(photo(24, 16), (240, 160)), style)
    whole = render(alone, backdrop(photo(16, 16), (160, 160)), style)
    np.testing.assert_array_equal(cropped[:, 40:200], whole)


@pytest.mark.parametrize("smooth", [True, False])
@each_place
def test_no_opacity_leaves_the_muted_photo(place: Placement, smooth: bool) -> None:
    scene = backdrop(photo(24, 16), (48, 32))
    shown = heatmap(values(), place)
    found = render(shown, scene, Style(opacity=0, smooth=smooth))
    np.testing.assert_array_equal(found, muted(scene))


def test_the_muted_photo_keeps_grey_grey_and_loses_brightness() -> None:
    grey = np.full((2, 2, 3), 200, np.uint8)
    np.testing.assert_allclose(muted(backdrop(grey, (2, 2))), 184, atol=1)
    red = np.zeros((1, 1, 3), np.uint8)
    red[..., 0] = 255
    # 0.92 * (76.245 + 0.6 * (255 - 76.245)) and 0.92 * (76.245 - 0.6 * 76.245)
    np.testing.assert_allclose(muted(backdrop(red, (1, 1)))[0, 0], (168.8, 28.1, 28.1), atol=CLOSE)


@each_mode
def test_outside_of_a_crop(mode: Mode) -> None:
    scene = backdrop(photo(24, 16), (48, 32))
    found = render(heatmap(values(), CROPPED), scene, Style(mode))
    dark = np.rint(scene.plain * 0.14)
    expected = {"overlay": muted(scene), "spotlight": dark, "map": scene.plain * 0}[mode]
    for part in (slice(0, 8), slice(40, 48)):
        assert np.abs(found[:, part].astype(int) - expected[:, part]).max() <= 1


def test_an_input_that_lies_beside_the_picture_shows_nothing() -> None:
    scene = backdrop(photo(24, 16), (24, 16))
    shown = heatmap(values(), Placement(100, 0, 120, 16, 24, 16))
    np.testing.assert_array_equal(render(shown, scene, Style()), muted(scene))


@each_mode
@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("size", [(1, 1), (1, 7), (9, 1), (2, 2), (1600, 1067)])
def test_any_size(mode: Mode, smooth: bool, size: tuple[int, int]) -> None:
    place = Placement(0, 0, 30, 20, 30, 20)
    for cell in (None, (0, 0), (13, 13)):
        shown = heatmap(values(14, 14), place, query_cell=cell)
        found = render(shown, backdrop(photo(30, 20), size), Style(mode, smooth))
        assert found.shape == (size[1], size[0], 3)


def test_a_photo_of_one_pixel() -> None:
    place = Placement(0, 0, 1, 1, 1, 1)
    shown = heatmap(values(14, 14), place, query_cell=(3, 3))
    found = render(shown, backdrop(photo(1, 1), picture_size((1, 1), 64)), Style("map", False))
    assert found.shape == (64, 64, 3)


def test_large_pictures_follow_the_formula_too() -> None:
    shown = heatmap(values(16, 16), WHOLE, high=0.7)
    scene = backdrop(photo(24, 16), (1536, 1024))
    style = Style("overlay", False, "viridis", 0.6)
    found = render(shown, scene, style)
    rng = np.random.default_rng(0)
    for _ in range(300):
        row, col = int(rng.integers(1024)), int(rng.integers(1536))
        # one pixel of the picture as a photo of its own, in units of that pixel
        here = replace(shown, placement=Placement(-col, -row, 1536 - col, 1024 - row, 1, 1))
        pixel = (slice(row, row + 1), slice(col, col + 1))
        assert_close(found[pixel], literal(here, scene.plain[pixel], style, patches(here)))


@each_mode
@pytest.mark.parametrize("smooth", [True, False])
def test_a_map_of_nothing_and_of_strange_numbers_still_draws(mode: Mode, smooth: bool) -> None:
    scene = backdrop(photo(24, 16), (24, 16))
    for strange in (0.0, np.nan, np.inf, -1.0, 1e-40, 3e38):
        odd = values()
        odd[1, 2] = strange
        found = render(heatmap(odd, WHOLE), scene, Style(mode, smooth))
        assert found.shape == scene.plain.shape


def test_the_same_picture_twice() -> None:
    shown, scene = heatmap(values(), UNEVEN), backdrop(photo(24, 16), (300, 200))
    before = scene.plain.copy(), muted(scene).copy(), shown.values.copy()
    first = render(shown, scene, Style())
    assert render(shown, scene, Style()).tobytes() == first.tobytes()
    for kept, now in zip(before, (scene.plain, muted(scene), shown.values), strict=True):
        np.testing.assert_array_equal(kept, now)


@pytest.mark.parametrize("cell", [(0, 0), (1, 2), (3, 4)])
@each_place
def test_the_asking_patch_is_ringed_and_nothing_else_changes(
    place: Placement, cell: tuple[int, int]
) -> None:
    scene = backdrop(photo(24, 16), (240, 160))
    plain = render(heatmap(values(), place), scene, Style("map", False))
    ringed = render(heatmap(values(), place, query_cell=cell), scene, Style("map", False))
    x0, y0, x1, y1 = (10 * edge for edge in place.patch_box(*cell, 4, 5))
    rows, cols = np.nonzero((plain != ringed).any(axis=2))
    for row, col in zip(rows, cols, strict=True):
        edges = (abs(col + 0.5 - x0), abs(col + 0.5 - x1), abs(row + 0.5 - y0), abs(row + 0.5 - y1))
        assert min(edges) <= 2.5, "changed away from the edge of the patch"
        assert x0 - 2.5 <= col + 0.5 <= x1 + 2.5
        assert y0 - 2.5 <= row + 0.5 <= y1 + 2.5
        assert tuple(ringed[row, col]) in {ACCENT, (255, 255, 255)}
    middle = round((y0 + y1) / 2), round(x0)
    if 0 < x0 < 239 and 0 < middle[0] < 159:
        assert tuple(ringed[middle]) == ACCENT
        assert tuple(ringed[middle[0], middle[1] - 1]) == (255, 255, 255)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 4096))
def test_the_longer_edge_is_as_asked_for(width: int, height: int, long_edge: int) -> None:
    size = picture_size((width, height), long_edge)
    assert max(size) == long_edge
    shorter = min(width, height) * long_edge / max(width, height)
    assert abs(min(size) - shorter) <= 0.5 or min(size) == 1


@given(
    st.sampled_from(PLACEMENTS),
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
    st.tuples(st.integers(1, 900), st.integers(1, 900)),
)
def test_the_visible_part_is_where_both_photo_and_input_are(
    place: Placement, grid: tuple[int, int], size: tuple[int, int]
) -> None:
    (left, top, right, bottom), (x0, y0, x1, y1) = visible(place, grid, size)
    assert 0 <= left <= right <= size[0]
    assert 0 <= top <= bottom <= size[1]
    ends = (
        (left, right, x0, x1, place.x0, place.x1, place.width / size[0], grid[1]),
        (top, bottom, y0, y1, place.y0, place.y1, place.height / size[1], grid[0]),
    )
    for first, last, a, b, start, end, pixel, cells in ends:
        # the cell coordinates are those of the pixels' edges, on the photo
        assert start + a / cells * (end - start) == pytest.approx(first * pixel)
        assert start + b / cells * (end - start) == pytest.approx(last * pixel)
        half = pixel / 2 * cells / (end - start) + 1e-9
        assert last == first or (a >= -half and b <= cells + half)


@pytest.mark.parametrize("split", [-1.0, 0.0, 0.3, 0.5, 1.0, 2.0])
def test_a_comparison_is_one_side_and_the_other(split: float) -> None:
    before, after = photo(50, 20, seed=1), photo(50, 20, seed=2)
    kept = before.copy(), after.copy()
    found = compare(before, after, split)
    at = round(50 * min(max(split, 0.0), 1.0))
    for col in range(50):
        if 0 < at < 50 and col == at - 1:
            assert (found[:, col] == 255).all()
        else:
            np.testing.assert_array_equal(found[:, col], (before if col < at else after)[:, col])
    np.testing.assert_array_equal(before, kept[0])
    np.testing.assert_array_equal(after, kept[1])


def test_the_line_of_a_comparison_grows_with_the_picture() -> None:
    dark = np.zeros((10, 2000, 3), np.uint8)
    white = (compare(dark, dark, 0.5) == 255).all(axis=(0, 2))
    assert np.flatnonzero(white).tolist() == [997, 998, 999, 1000, 1001]


@pytest.mark.parametrize("colormap", COLORMAPS)
def test_the_ends_of_the_levels_are_the_ends_of_the_table(colormap: str) -> None:
    shown = heatmap(np.array([[0.0, 0.5]], np.float32), WHOLE, high=0.5)
    found = render(shown, backdrop(photo(24, 16), (24, 16)), Style("map", False, colormap))
    np.testing.assert_array_equal(found[0, 0], table(colormap)[0])
    np.testing.assert_array_equal(found[0, -1], table(colormap)[255])


def test_thumbnail_and_picture_quantise_alike() -> None:
    shown = heatmap(values(4, 6), WHOLE, high=0.6)
    found = render(shown, backdrop(photo(24, 16), (24, 16)), Style("map", False, "grey"))
    small = quantised(shown.values, 0.6)
    np.testing.assert_array_equal(found[2::4, 2::4, 0], small)
