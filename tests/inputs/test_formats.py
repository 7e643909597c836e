"""Every format and frame count a photo may come in, and the clipboard."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import PIL
import pytest
from PIL import Image

from explorer.inputs.images import MAX_EDGE, photo_from_array, read_photo
from explorer.inputs.photo_files import ImageError
from tests.inputs.pictures import QUARTERS, RED, WHITE, corners, quarters

Save = Callable[..., Path]
UNREAD = pytest.mark.skipif(
    int(PIL.__version__.partition(".")[0]) < 13, reason="this Pillow does not read what it writes"
)


@pytest.mark.parametrize(
    ("name", "options", "tolerance"),
    [
        ("photo.png", {}, 0),
        ("photo.jpg", {"quality": 95}, 3),
        ("progressive.jpeg", {"quality": 95, "progressive": True}, 3),
        ("photo.webp", {"quality": 95}, 6),
        ("lossless.webp", {"lossless": True}, 0),
        ("photo.bmp", {}, 0),
        ("photo.gif", {}, 0),
        ("raw.tif", {}, 0),
        ("lzw.tiff", {"compression": "tiff_lzw"}, 0),
        ("deflate.tif", {"compression": "tiff_adobe_deflate"}, 0),
        ("jpeg.tif", {"compression": "jpeg", "quality": 95}, 6),
        ("wrong-suffix.png", {"format": "JPEG", "quality": 95}, 3),
        ("no-suffix", {"format": "PNG"}, 0),
    ],
)
def test_each_format_keeps_its_colours(
    save: Save, name: str, options: dict[str, Any], tolerance: int
) -> None:
    path = save(quarters(), name, **options)
    photo = read_photo(path)
    assert photo.pixels.shape == (32, 48, 3)
    assert photo.pixels.dtype == np.uint8
    assert (photo.size, photo.source_size, photo.notes) == ((48, 32), (48, 32), ())
    assert np.abs(corners(photo.pixels) - QUARTERS).max() <= tolerance
    assert photo.name == name
    assert photo.path == path
    assert photo.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(ValueError, match="read-only"):
        photo.pixels[0, 0] = 0


def test_a_relative_path_is_kept_so_that_it_opens_from_anywhere(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(quarters(), "here.png")
    monkeypatch.chdir(path.parent)
    photo = read_photo(Path("here.png"))
    os.chdir(path.anchor)
    assert photo.path is not None
    assert photo.path.read_bytes() == path.read_bytes()


GREY = np.round(np.array(QUARTERS) @ [0.299, 0.587, 0.114])[:, None]


@pytest.mark.parametrize(
    ("mode", "suffix", "expected", "tolerance"),
    [
        ("L", ".png", GREY, 1),
        ("L", ".jpg", GREY, 3),
        ("LA", ".png", GREY, 1),
        ("P", ".png", QUARTERS, 0),
        ("P", ".bmp", QUARTERS, 0),
        ("P", ".tif", QUARTERS, 0),
        ("RGBA", ".png", QUARTERS, 0),
        ("RGBA", ".tif", QUARTERS, 0),
        ("RGBA", ".webp", QUARTERS, 8),
        ("CMYK", ".tif", QUARTERS, 1),
        ("CMYK", ".jpg", QUARTERS, 4),  # Pillow writes it inverted, as Adobe does
        pytest.param("YCbCr", ".tif", QUARTERS, 3, marks=UNREAD),
    ],
)
def test_each_mode_becomes_srgb(
    save: Save, mode: str, suffix: str, expected: Any, tolerance: int
) -> None:
    image = quarters()
    image = image.quantize(4) if mode == "P" else image.convert(mode)
    options = {"quality": 95} if suffix in (".jpg", ".webp") else {}
    photo = read_photo(save(image, f"photo{suffix}", **options))
    assert np.abs(corners(photo.pixels) - np.asarray(expected)).max() <= tolerance


def test_an_inverted_adobe_cmyk_jpeg_is_marked_as_such(save: Save) -> None:
    # Guards the case above: without the Adobe marker the inversion would not be put to the test.
    assert b"Adobe" in save(quarters().convert("CMYK"), "photo.jpg").read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif", ".gif"])
def test_one_bit_is_black_and_white(save: Save, suffix: str) -> None:
    bits = np.zeros((32, 48), bool)
    bits[:16, 24:] = bits[16:, :24] = True
    photo = read_photo(save(Image.fromarray(bits), f"bits{suffix}"))
    np.testing.assert_array_equal(photo.pixels, np.where(bits, 255, 0)[..., None].repeat(3, 2))


def test_fax_tiff(save: Save) -> None:
    bits = np.zeros((32, 48), bool)
    bits[:, :24] = True
    photo = read_photo(save(Image.fromarray(bits), "fax.tif", compression="group4"))
    np.testing.assert_array_equal(photo.pixels[..., 0], np.where(bits, 255, 0))


class TestFrames:
    @pytest.mark.parametrize("suffix", [".gif", ".tif", ".webp", ".png"])
    def test_the_first_is_shown_and_the_others_counted(self, save: Save, suffix: str) -> None:
        others = [Image.new("RGB", (48, 32), (0, 0, 10 * n)) for n in range(1, 4)]
        path = save(quarters(), f"film{suffix}", save_all=True, append_images=others, lossless=True)
        photo = read_photo(path)
        assert photo.notes == ("first frame of 4",)
        np.testing.assert_array_equal(corners(photo.pixels), QUARTERS)

    def test_damage_behind_the_first_frame_does_not_matter(self, save: Save) -> None:
        others = [Image.fromarray(np.random.default_rng(n).integers(0, 256, (32, 48, 3), np.uint8))
                  for n in range(3)]  # fmt: skip
        path = save(quarters(), "film.gif", save_all=True, append_images=others)
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        np.testing.assert_array_equal(corners(read_photo(path).pixels), QUARTERS)

    def test_the_previews_of_a_camera_are_no_frames(self, save: Save) -> None:
        preview = quarters(12, 8)
        path = save(quarters(), "camera.jpg", format="MPO", save_all=True, append_images=[preview])
        photo = read_photo(path)
        assert photo.size == (48, 32)
        assert photo.notes == ()


class TestSize:
    def test_one_pixel(self, save: Save) -> None:
        for suffix in (".png", ".jpg", ".webp", ".bmp", ".gif", ".tif"):
            photo = read_photo(save(Image.new("RGB", (1, 1), WHITE), f"dot{suffix}"))
            assert photo.pixels.tolist() == [[[255, 255, 255]]]

    @pytest.mark.parametrize("size", [(1, 9000), (9000, 1), (4097, 3)])
    def test_a_thin_strip_is_scaled_to_one_pixel_at_least(
        self, save: Save, size: tuple[int, int]
    ) -> None:
        photo = read_photo(save(Image.new("RGB", size, RED), "strip.png"))
        assert max(photo.size) == MAX_EDGE
        assert min(photo.size) >= 1
        np.testing.assert_array_equal(photo.pixels[0, 0], RED)
        assert photo.notes == (f"scaled down from {size[0]} × {size[1]}",)

    def test_what_fits_is_kept_pixel_for_pixel(self, save: Save) -> None:
        pixels = np.random.default_rng(0).integers(0, 256, (3, MAX_EDGE, 3), dtype=np.uint8)
        photo = read_photo(save(Image.fromarray(pixels), "edge.png"))
        np.testing.assert_array_equal(photo.pixels, pixels)
        assert photo.notes == ()


class TestClipboard:
    def test_pixels_become_a_photo(self) -> None:
        pixels = np.asarray(quarters())
        photo = photo_from_array(pixels, "pasted")
        np.testing.assert_array_equal(photo.pixels, pixels)
        assert (photo.name, photo.path, photo.source_size) == ("pasted", None, (48, 32))
        assert photo.sha256 == photo_from_array(pixels.copy()).sha256
        assert not np.shares_memory(photo.pixels, pixels)

    def test_the_hash_tells_shapes_and_values_apart(self) -> None:
        flat = np.zeros((2, 6, 3), np.uint8)
        other = flat.copy()
        other[0, 0, 0] = 1
        hashes = {photo_from_array(a).sha256 for a in (flat, flat.reshape(6, 2, 3), other)}
        assert len(hashes) == 3

    def test_alpha_grey_and_strides(self) -> None:
        assert photo_from_array(np.zeros((2, 2, 4), np.uint8)).pixels.min() == 255
        assert photo_from_array(np.full((2, 3), 7, np.uint8)).pixels.tolist() == [[[7] * 3] * 3] * 2
        bgr = np.asarray(quarters())
        np.testing.assert_array_equal(photo_from_array(bgr[..., ::-1]).pixels, bgr[..., ::-1])

    def test_a_large_one_is_scaled_down(self) -> None:
        photo = photo_from_array(np.zeros((10, 8192, 3), np.uint8))
        assert photo.size == (4096, 5)
        assert photo.notes == ("scaled down from 8192 × 10",)

    def test_nothing_and_too_much(self) -> None:
        with pytest.raises(ImageError, match="no picture to paste"):
            photo_from_array(np.zeros((0, 5, 3), np.uint8))
        huge = np.broadcast_to(np.uint8(0), (10_001, 10_000))
        with pytest.raises(ImageError, match="more than 100 megapixels"):
            photo_from_array(huge)

    @pytest.mark.parametrize("array", [np.zeros((2, 2, 3)), np.zeros((2, 2, 5), np.uint8),
                                       np.zeros(3, np.uint8)])  # fmt: skip
    def test_another_kind_of_array_is_a_mistake_of_the_caller(self, array: Any) -> None:
        with pytest.raises(ValueError, match="Not an 8-bit picture"):
            photo_from_array(array)
