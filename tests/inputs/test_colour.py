"""Transparency, 16- and 32-bit values and colour profiles become plain sRGB."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from explorer.inputs.images import MAX_EDGE, read_photo
from tests.inputs.pictures import QUARTERS, RED, corners, quarters

Save = Callable[..., Path]


class TestTransparency:
    """What is not painted lies on white."""

    def check(self, path: Path) -> None:
        top, bottom = read_photo(path).pixels[[0, -1], 0]
        np.testing.assert_array_equal(bottom, [200, 40, 30])
        np.testing.assert_array_equal(top, [255, 255, 255])

    def test_alpha(self, save: Save) -> None:
        pixels = np.full((8, 8, 4), [*RED, 255], np.uint8)
        pixels[:4, :, 3] = 0
        self.check(save(Image.fromarray(pixels), "alpha.png"))
        self.check(save(Image.fromarray(pixels), "alpha.webp", lossless=True))

    def test_half_is_half_white(self, save: Save) -> None:
        pixels = np.full((8, 8, 4), [0, 100, 200, 128], np.uint8)
        photo = read_photo(save(Image.fromarray(pixels), "half.png"))
        white = 255 * (1 - 128 / 255)
        expected = np.array([0, 100, 200]) * 128 / 255 + white
        np.testing.assert_allclose(photo.pixels[0, 0], expected, atol=1)

    def test_grey_and_alpha(self, save: Save) -> None:
        pixels = np.full((8, 8, 2), [90, 0], np.uint8)
        pixels[4:, :, 1] = 255
        photo = read_photo(save(Image.fromarray(pixels, "LA"), "grey.png"))
        np.testing.assert_array_equal(photo.pixels[[0, -1], 0], [[255] * 3, [90] * 3])

    @pytest.mark.parametrize("suffix", [".png", ".gif"])
    def test_palette_index(self, save: Save, suffix: str) -> None:
        image = Image.fromarray(np.repeat(np.array([[0], [1]], np.uint8), 8, 1).repeat(4, 0))
        image.putpalette([9, 9, 9, *RED])  # mode P
        self.check(save(image, f"palette{suffix}", transparency=0))

    def test_palette_with_alpha_for_every_entry(self, save: Save) -> None:
        image = Image.fromarray(np.repeat(np.array([[0], [1]], np.uint8), 8, 1).repeat(4, 0))
        image.putpalette([9, 9, 9, *RED])
        self.check(save(image, "palette.png", transparency=bytes([0, 255])))

    def test_one_colour_of_rgb(self, save: Save) -> None:
        pixels = np.full((8, 8, 3), RED, np.uint8)
        pixels[:4] = (1, 2, 3)
        self.check(save(Image.fromarray(pixels), "key.png", transparency=(1, 2, 3)))

    def test_a_scaled_down_edge_takes_no_colour_from_what_is_invisible(self, save: Save) -> None:
        pixels = np.zeros((4, MAX_EDGE * 2, 4), np.uint8)  # invisible black
        pixels[:, 1::2] = (255, 255, 255, 255)
        photo = read_photo(save(Image.fromarray(pixels), "edge.png"))
        assert photo.pixels.min() >= 254


def png(colour: int, depth: int, width: int, height: int, rows: bytes) -> bytes:
    """A PNG by its specification, for what Pillow does not write."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4)
        return len(content).to_bytes(4) + kind + content + check

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([depth, colour, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def tiff(order: str, photometric: int, values: NDArray[np.uint16]) -> bytes:
    """A 16-bit grey TIFF by its specification; order is "big" or "little"."""
    big = order == "big"

    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, "big" if big else "little")

    height, width = values.shape
    tags = {256: width, 257: height, 258: 16, 259: 1, 262: photometric, 273: 0, 277: 1}
    tags[279] = 2 * values.size
    tags[273] = 8 + 2 + 12 * len(tags) + 4  # the pixels follow the directory
    entries = b"".join(
        number(tag, 2) + number(4, 2) + number(1, 4) + number(value, 4)
        for tag, value in tags.items()
    )
    start = b"MM\0*" if big else b"II*\0"
    body = values.astype(">u2" if big else "<u2").tobytes()
    return start + number(8, 4) + number(len(tags), 2) + entries + bytes(4) + body


class TestValues:
    """16- and 32-bit greys and floats."""

    ramp = np.linspace(0, 65535, 64).round().astype(np.uint16)[None].repeat(8, 0)

    @pytest.mark.parametrize("suffix", [".png", ".tif"])
    def test_16_bit_grey_fills_the_range(self, save: Save, suffix: str) -> None:
        photo = read_photo(save(Image.fromarray(self.ramp), f"deep{suffix}"))
        np.testing.assert_array_equal(photo.pixels[..., 1], np.round(self.ramp / 257))
        assert photo.notes == ()

    @pytest.mark.parametrize("order", ["little", "big"])
    def test_byte_orders(self, tmp_path: Path, order: str) -> None:
        path = tmp_path / "deep.tif"
        path.write_bytes(tiff(order, 1, self.ramp))
        pixels = read_photo(path).pixels
        np.testing.assert_array_equal(pixels[..., 2], np.round(self.ramp / 257))

    def test_white_is_zero(self, tmp_path: Path) -> None:
        path = tmp_path / "negative.tif"
        path.write_bytes(tiff("little", 0, self.ramp))
        pixels = read_photo(path).pixels
        np.testing.assert_array_equal(pixels[..., 2], 255 - np.round(self.ramp / 257))

    def test_16_bit_colour(self, tmp_path: Path) -> None:
        path = tmp_path / "deep.png"
        path.write_bytes(png(2, 16, 4, 2, rows=b"".join(
            b"\0" + np.array([[40000, 10000, 65535]] * 4, ">u2").tobytes() for _ in range(2)
        )))  # fmt: skip
        np.testing.assert_allclose(read_photo(path).pixels[0, 0], [155, 39, 255], atol=1)

    def test_floats_in_the_unit_range_are_taken_as_they_are(self, save: Save) -> None:
        values = np.linspace(0.25, 0.75, 64, dtype=np.float32)[None].repeat(8, 0)
        photo = read_photo(save(Image.fromarray(values), "float.tif"))
        np.testing.assert_array_equal(photo.pixels[..., 0], np.round(values * 255))
        assert photo.notes == ()

    def test_other_floats_run_from_black_to_white_and_say_so(self, save: Save) -> None:
        values = np.linspace(-2, 6, 64, dtype=np.float32)[None].repeat(8, 0)
        photo = read_photo(save(Image.fromarray(values), "float.tif"))
        np.testing.assert_allclose(photo.pixels[..., 0], (values + 2) / 8 * 255, atol=0.51)
        assert photo.notes == ("values −2 to 6 shown as black to white",)

    def test_nan_is_black_and_infinity_the_end_of_the_range(self, save: Save) -> None:
        values = np.array([[np.nan, np.inf, -np.inf, 10, 30]], np.float32)
        photo = read_photo(save(Image.fromarray(values), "float.tif"))
        np.testing.assert_array_equal(photo.pixels[0, :, 0], [0, 255, 0, 0, 255])

    @pytest.mark.parametrize("value", [np.nan, np.inf, 1e38])
    def test_nothing_but_one_value(self, save: Save, value: float) -> None:
        photo = read_photo(save(Image.fromarray(np.full((3, 3), value, np.float32)), "same.tif"))
        assert len(np.unique(photo.pixels)) == 1

    def test_32_bit_integers(self, save: Save) -> None:
        values = np.array([[-1000, 0, 1000]], np.int32)
        photo = read_photo(save(Image.fromarray(values), "long.tif"))
        np.testing.assert_array_equal(photo.pixels[0, :, 0], [0, 128, 255])
        assert photo.notes == ("values −1000 to 1000 shown as black to white",)
        within = np.array([[0, 257, 65535]], np.int32)
        photo = read_photo(save(Image.fromarray(within), "long.tif"))
        np.testing.assert_array_equal(photo.pixels[0, :, 0], [0, 1, 255])

    def test_more_values_than_are_converted_at_a_time(
        self, save: Save, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        values = np.random.default_rng(3).normal(size=(37, 11)).astype(np.float32)
        path = save(Image.fromarray(values), "float.tif")
        whole = read_photo(path)
        monkeypatch.setattr("explorer.inputs.srgb._BLOCK", 25)  # two rows
        in_parts = read_photo(path)
        np.testing.assert_array_equal(in_parts.pixels, whole.pixels)
        assert in_parts.notes == whole.notes


def linear_profile(srgb: bytes) -> bytes:
    """The sRGB profile with its three tone curves replaced by a straight line."""
    count = int.from_bytes(srgb[128:132])
    out = bytearray(srgb)
    for index in range(count):
        entry = 132 + 12 * index
        if srgb[entry : entry + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            start = int.from_bytes(srgb[entry + 4 : entry + 8])
            # parametric curve of type 0, Y = X ** 1.0 (s15Fixed16)
            out[start : start + 16] = b"para" + bytes(8) + (1 << 16).to_bytes(4)
            out[entry + 8 : entry + 12] = (16).to_bytes(4)
    return bytes(out)


class TestColourProfile:
    # Linear light with the primaries and white of sRGB: its values must go through the sRGB curve.
    def linear(self) -> bytes:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        return linear_profile(profile)

    def test_a_profile_is_converted(self, save: Save) -> None:
        linear = np.array([[0, 13, 55, 128, 200, 255]], np.uint8)
        path = save(
            Image.fromarray(linear[..., None].repeat(3, 2)), "p.png", icc_profile=self.linear()
        )
        value = linear / 255
        srgb = np.where(value <= 0.0031308, value * 12.92, 1.055 * value ** (1 / 2.4) - 0.055) * 255
        np.testing.assert_allclose(read_photo(path).pixels[..., 0], srgb, atol=2)

    def test_srgb_itself_changes_nothing_to_be_seen(self, save: Save) -> None:
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        path = save(quarters(), "s.png", icc_profile=srgb)
        np.testing.assert_allclose(corners(read_photo(path).pixels), QUARTERS, atol=1)

    def test_a_profile_reaches_through_alpha_and_palette(self, save: Save) -> None:
        flat = Image.new("RGB", (4, 4), (128, 128, 128))
        for image in (flat.convert("RGBA"), flat.quantize(2)):
            path = save(image, "p.png", icc_profile=self.linear())
            np.testing.assert_allclose(read_photo(path).pixels, 188, atol=2)

    @pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200])
    def test_a_broken_profile_is_left_out_and_named(self, save: Save, profile: bytes) -> None:
        photo = read_photo(save(quarters(), "b.png", icc_profile=profile))
        np.testing.assert_array_equal(corners(photo.pixels), QUARTERS)
        assert photo.notes == ("colour profile not usable",)

    def test_a_profile_of_another_colour_space_is_left_out(self, save: Save) -> None:
        photo = read_photo(save(quarters().convert("CMYK"), "c.tif", icc_profile=self.linear()))
        np.testing.assert_allclose(corners(photo.pixels), QUARTERS, atol=1)
        assert photo.notes == ("colour profile not usable",)

    def test_cielab(self, save: Save) -> None:
        # The red of sRGB under D50: L* = 54.3, a* = 80.8, b* = 69.9; a and b are stored plus 128.
        lab = Image.new("LAB", (4, 4), (round(54.3 * 2.55), 128 + 81, 128 + 70))
        np.testing.assert_allclose(
            read_photo(save(lab, "lab.tif")).pixels[0, 0], [254, 0, 0], atol=8
        )
