"""Photos stand upright, whatever way the camera was held."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from explorer.inputs.images import read_photo
from tests.inputs.pictures import QUARTERS, corners, quarters

Save = Callable[..., Path]


ORIENTED: dict[int, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
    # What a camera stored (EXIF 2.32, tag 274: row 0 is at the …, column 0 at the …).
    1: lambda upright: upright,  # top, left
    2: lambda upright: upright[:, ::-1],  # top, right
    3: lambda upright: upright[::-1, ::-1],  # bottom, right
    4: lambda upright: upright[::-1],  # bottom, left
    5: lambda upright: upright.transpose(1, 0, 2),  # left, top
    6: lambda upright: upright[:, ::-1].transpose(1, 0, 2),  # right, top
    7: lambda upright: upright[::-1, ::-1].transpose(1, 0, 2),  # right, bottom
    8: lambda upright: upright[::-1].transpose(1, 0, 2),  # left, bottom
}


class TestOrientation:
    @pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
    @pytest.mark.parametrize("orientation", ORIENTED)
    def test_the_photo_stands_upright(self, save: Save, orientation: int, suffix: str) -> None:
        stored = ORIENTED[orientation](np.asarray(quarters()))
        exif = Image.Exif()
        exif[274] = orientation
        path = save(Image.fromarray(stored), f"turned{suffix}", exif=exif, quality=95)
        photo = read_photo(path)
        assert photo.source_size == photo.size == (48, 32)
        assert np.abs(corners(photo.pixels) - QUARTERS).max() <= 8

    def test_compressed_tiff(self, save: Save) -> None:
        stored = Image.fromarray(ORIENTED[6](np.asarray(quarters())))
        photo = read_photo(save(stored, "t.tif", compression="tiff_lzw", tiffinfo={274: 6}))
        assert photo.source_size == photo.size == (48, 32)
        np.testing.assert_array_equal(corners(photo.pixels), QUARTERS)

    def test_a_large_photo_is_turned_and_scaled(self, save: Save) -> None:
        stored = Image.fromarray(ORIENTED[6](np.asarray(quarters(6000, 3000))))
        exif = Image.Exif()
        exif[274] = 6
        photo = read_photo(save(stored, "large.jpg", exif=exif))
        assert photo.source_size == (6000, 3000)
        assert photo.size == (4096, 2048)
        assert photo.notes == ("scaled down from 6000 × 3000",)
        assert np.abs(corners(photo.pixels) - QUARTERS).max() <= 8

    @pytest.mark.parametrize("exif", [b"Exif\0\0garbage", b"Exif\0\0II*\0\xff\xff\xff\xff", b"\0"])
    @pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, silenced outside of pytest
    def test_a_damaged_exif_block_is_no_reason_to_refuse(self, save: Save, exif: bytes) -> None:
        photo = read_photo(save(quarters(), "exif.jpg", exif=exif, quality=95))
        assert np.abs(corners(photo.pixels) - QUARTERS).max() <= 3

    @pytest.mark.parametrize("orientation", [0, 9, 65535])
    def test_an_unknown_orientation_means_upright(self, save: Save, orientation: int) -> None:
        exif = Image.Exif()
        exif[274] = orientation
        assert read_photo(save(quarters(), "odd.jpg", exif=exif)).size == (48, 32)
