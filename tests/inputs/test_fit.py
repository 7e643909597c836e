"""Where a model's input lies on the photo, put to the proof with planted patches."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from explorer.core.inputs import Fit
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.inputs.fit import fit_photo, normalise
from explorer.inputs.images import photo_from_array

GREY = 90


def flat(width: int, height: int) -> NDArray[np.uint8]:
    return np.full((height, width, 3), GREY, np.uint8)


def fit(
    pixels: NDArray[np.uint8], size: tuple[int, int] | int, how: Fit
) -> tuple[NDArray[np.uint8], Placement]:
    fitted, placement = fit_photo(photo_from_array(pixels), size, how)
    assert fitted.dtype == np.uint8
    assert fitted.shape == ((size, size, 3) if isinstance(size, int) else (*size, 3))
    return fitted, placement


# (photo width, photo height), (rows, cols) of patches of 16 pixels: landscape, portrait, square,
# enlarged and reduced; chosen so that the edges of patches fall on pixels of the photo.
CASES = [
    ((640, 320), (10, 10)),
    ((320, 640), (10, 10)),
    ((448, 448), (14, 14)),
    ((112, 56), (14, 14)),
    ((1280, 640), (5, 10)),
    ((960, 2560), (10, 5)),
]
PATCH = 16


@pytest.mark.parametrize("how", Fit)
@pytest.mark.parametrize(("photo_size", "grid"), CASES)
def test_a_patch_planted_in_the_photo_shows_up_in_that_patch_of_the_input(
    photo_size: tuple[int, int], grid: tuple[int, int], how: Fit
) -> None:
    rows, cols = grid
    size = (rows * PATCH, cols * PATCH)
    _, placement = fit(flat(*photo_size), size, how)
    boxes = {}
    for row, col in np.ndindex(rows, cols):
        x0, y0, x1, y1 = box = placement.patch_box(row, col, rows, cols)
        # not the bars beside a padded photo, and no patch that begins between two pixels
        on_photo = x0 >= 0 and y0 >= 0 and x1 <= photo_size[0] and y1 <= photo_size[1]
        if on_photo and all(edge.is_integer() for edge in box):
            boxes[row, col] = [int(edge) for edge in box]
    assert len(boxes) >= 8
    for row, col in [*boxes][:: len(boxes) // 8]:
        left, top, right, bottom = boxes[row, col]
        pixels = flat(*photo_size)
        pixels[top:bottom, left:right] = 255
        bright = fit(pixels, size, how)[0][..., 0] > (GREY + 255) / 2
        # By rows and columns: the filter rounds off the corners of what it enlarges.
        expected = range(row * PATCH, (row + 1) * PATCH)
        assert np.flatnonzero(bright.any(axis=1)).tolist() == list(expected)
        expected = range(col * PATCH, (col + 1) * PATCH)
        assert np.flatnonzero(bright.any(axis=0)).tolist() == list(expected)


def inside(placement: Placement, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Which pixels (height, width) of the input show the photo rather than a bar."""
    height, width = size
    x = placement.x0 + (np.arange(width) + 0.5) / width * (placement.x1 - placement.x0)
    y = placement.y0 + (np.arange(height) + 0.5) / height * (placement.y1 - placement.y0)
    return ((y > 0) & (y < placement.height))[:, None] & ((x > 0) & (x < placement.width))


sides = st.integers(1, 700)
counts = st.integers(1, 20)


@given(sides, sides, st.integers(1, 300), st.integers(1, 300), st.sampled_from(Fit))
@settings(max_examples=150, deadline=None)
def test_the_place_on_the_photo_is_exact_for_any_sizes(
    width: int, height: int, input_width: int, input_height: int, how: Fit
) -> None:
    # Two ramps tell for each pixel of the input which point of the photo it shows.
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 0] = (np.arange(width) * 255 / max(1, width - 1)).round()
    pixels[..., 1] = (np.arange(height) * 255 / max(1, height - 1)).round()[:, None]
    fitted, placement = fit(pixels, (input_height, input_width), how)
    assert (placement.width, placement.height) == (width, height)
    shown = inside(placement, (input_height, input_width))
    assert shown.any()
    u = (np.arange(input_width) + 0.5) / input_width
    x = placement.x0 + u * (placement.x1 - placement.x0) - 0.5
    v = (np.arange(input_height) + 0.5) / input_height
    y = placement.y0 + v * (placement.y1 - placement.y0) - 0.5
    step_x = (placement.x1 - placement.x0) / input_width
    step_y = (placement.y1 - placement.y0) / input_height
    # A ramp is blurred at its ends, over twice the reach of the filter; there nothing is told.
    for axis, (at, step, count) in enumerate(((x, step_x, width), (y, step_y, height))):
        reach = 3 * max(1.0, step) + 1
        told = (at > reach) & (at < count - 1 - reach)
        told = told[None, :] & shown if axis == 0 else told[:, None] & shown
        expected = np.broadcast_to(at if axis == 0 else at[:, None], shown.shape)
        found = fitted[..., axis].astype(float) / 255 * max(1, count - 1)
        level = max(1, count - 1) / 255  # what one level of the ramp is worth, in pixels
        assert (np.abs(found - expected)[told] <= 1.5 * level + 0.5).all()


@given(sides, sides, sides, sides, st.sampled_from(Fit), counts, counts, st.data())
@settings(max_examples=200, deadline=None)
def test_the_middle_of_a_patch_leads_back_to_it(
    width: int,
    height: int,
    input_width: int,
    input_height: int,
    how: Fit,
    rows: int,
    cols: int,
    data: st.DataObject,
) -> None:
    photo = Photo(np.zeros((height, width, 3), np.uint8), "", "", (width, height))
    _, placement = fit_photo(photo, (input_height, input_width), how)
    row, col = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, cols - 1))
    x0, y0, x1, y1 = placement.patch_box(row, col, rows, cols)
    assert placement.patch_at((x0 + x1) / 2, (y0 + y1) / 2, rows, cols) == (row, col)
    beyond = placement.x1 + (placement.x1 - placement.x0) * 1e-6
    assert placement.patch_at(beyond, y0, rows, cols) is None
    assert placement.patch_at(x0, placement.y0 - 1e-3, rows, cols) is None


class TestStretch:
    def test_the_whole_photo_is_the_input(self) -> None:
        _, placement = fit(flat(300, 100), 64, Fit.STRETCH)
        assert placement == Placement(0, 0, 300, 100, 300, 100)

    def test_the_size_of_the_photo_changes_no_pixel(self) -> None:
        noise = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
        np.testing.assert_array_equal(fit(noise, (48, 64), Fit.STRETCH)[0], noise)

    def test_reducing_averages_rather_than_picks(self) -> None:
        stripes = flat(512, 512)
        stripes[:, ::2], stripes[:, 1::2] = 0, 255
        middle = fit(stripes, 16, Fit.STRETCH)[0][:, 2:-2].astype(int)
        assert np.abs(middle - 127.5).max() < 3


class TestCrop:
    def test_the_largest_centred_part(self) -> None:
        assert fit(flat(300, 100), 64, Fit.CROP)[1] == Placement(100, 0, 200, 100, 300, 100)
        assert fit(flat(100, 300), 64, Fit.CROP)[1] == Placement(0, 100, 100, 200, 100, 300)
        assert fit(flat(300, 100), (32, 64), Fit.CROP)[1] == Placement(50, 0, 250, 100, 300, 100)

    def test_what_lies_outside_is_gone(self) -> None:
        pixels = flat(300, 100)
        pixels[:, :100] = pixels[:, 200:] = 255
        # Bicubic reaches two pixels of the input across the edge, as at any edge in the photo.
        assert (fit(pixels, 50, Fit.CROP)[0][:, 2:-2] == GREY).all()


class TestPad:
    def test_the_photo_lies_between_bars(self) -> None:
        assert fit(flat(300, 100), 60, Fit.PAD)[1] == Placement(0, -100, 300, 200, 300, 100)
        assert fit(flat(100, 300), 60, Fit.PAD)[1] == Placement(-100, 0, 200, 300, 100, 300)

    def test_the_bars_have_the_mean_colour(self) -> None:
        pixels = flat(300, 100)
        pixels[:, :150] = (0, 100, 255)
        pixels[:, 150:] = (200, 100, 5)
        fitted, _ = fit(pixels, 60, Fit.PAD)
        assert (fitted[:20] == (100, 100, 130)).all()
        assert (fitted[40:] == (100, 100, 130)).all()
        assert (fitted[20:40, 0] == (0, 100, 255)).all()

    @given(sides, sides, st.integers(1, 64))
    @settings(max_examples=100, deadline=None)
    def test_all_of_the_photo_is_there_and_as_large_as_can_be(
        self, width: int, height: int, size: int
    ) -> None:
        _, place = fit(flat(width, height), size, Fit.PAD)
        assert place.x0 <= 0
        assert place.y0 <= 0
        assert place.x1 >= width * (1 - 1e-9)
        assert place.y1 >= height * (1 - 1e-9)
        assert min(place.x1 - place.x0 - width, place.y1 - place.y0 - height) < 1e-6


@pytest.mark.parametrize("how", Fit)
def test_a_photo_of_one_pixel(how: Fit) -> None:
    fitted, placement = fit(flat(1, 1), 7, how)
    assert (fitted == GREY).all()
    assert placement == Placement(0, 0, 1, 1, 1, 1)


def test_sizes_that_no_model_has() -> None:
    for size in (0, -3, (4, 0)):
        with pytest.raises(ValueError, match="at least one pixel"):
            fit_photo(photo_from_array(flat(2, 2)), size, Fit.STRETCH)


def test_the_names_of_the_ways() -> None:
    assert [str(how) for how in Fit] == ["stretch", "crop", "pad"]
    assert Fit("crop") is Fit.CROP


def test_normalise_is_the_formula_channel_by_channel() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, 4, 3), dtype=np.uint8)
    mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    out = normalise(pixels, mean, std)
    assert out.shape == (3, 5, 4)
    assert out.dtype == np.float32
    assert out.flags.c_contiguous
    for channel in range(3):
        for row, col in np.ndindex(5, 4):
            expected = (pixels[row, col, channel] / 255 - mean[channel]) / std[channel]
            assert out[channel, row, col] == pytest.approx(expected, abs=1e-5)
