"""What is cut out of a photo of any shape, without scaling what is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.photo import Photo
from explorer.registry.subjects import preprocessing
from explorer.registry.subjects.preprocessing import Filter, Preparation


def photo(width: int, height: int) -> Photo:
    pixels = np.random.default_rng(width).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (width, height))


@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(4, 40),
    st.sampled_from([Filter.BILINEAR, Filter.BICUBIC]),
    st.integers(4, 40),
)
@settings(max_examples=60, deadline=None)
def test_a_part_alone_is_what_is_cut_out_of_the_whole(
    width: int, height: int, scaled: int, how: Filter, side: int
) -> None:
    given_photo = photo(width, height)
    zeros, ones = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    prepare = Preparation((side, side), scaled, zeros, ones, how)
    whole, placement = prepare._cut(given_photo)
    short = min(width, height)
    across, down = (int(scaled * one / short) for one in (width, height))
    corner = round((across - side) / 2), round((down - side) / 2)
    from PIL import Image

    part = prepare._part(Image.fromarray(given_photo.pixels), (across, down), corner)
    assert part.shape == whole.shape == (side, side, 3)
    assert (
        np.abs(part.astype(int) - whole.astype(int)).max() <= 3
    )  # Pillow rounds a box its own way
    assert (placement.width, placement.height) == (width, height)


def test_a_row_of_pixels_takes_no_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """4096 × 1: the whole, scaled to a height of 518, would be 2.1 million pixels wide."""
    from PIL import Image

    sizes: list[tuple[int, int]] = []
    resize = Image.Image.resize

    def watched(self: Image.Image, size: tuple[int, int], *more: object, **most: object) -> object:
        sizes.append(size)
        return resize(self, size, *more, **most)  # type: ignore[arg-type]

    monkeypatch.setattr(Image.Image, "resize", watched)
    half = (0.5, 0.5, 0.5)
    made = Preparation((518, 518), 518, half, half, Filter.BICUBIC)(photo(4096, 1))
    assert made.pixels.shape == (3, 518, 518)
    assert sizes == [(518, 1), (518, 518)]
    assert preprocessing.MOST_SCALED < 4096 * 518 * 518
