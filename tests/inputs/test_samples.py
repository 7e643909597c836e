"""The bundled photos, fonts and icons: whole, credited, and as the window needs them."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import ImageFont

from explorer.inputs.images import read_photo
from explorer.inputs.samples import Sample, samples
from explorer.resource_files import resources

FONTS = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "JetBrainsMono-Regular")
FREE = {"CC0", "public domain", "CC BY 4.0", "CC BY-SA 3.0"}


def credits_of(folder: str) -> str:
    """The part of CREDITS.md about one folder of resources."""
    text = (resources() / "CREDITS.md").read_text(encoding="utf-8")
    sections = text.split("\n## ")
    (found,) = (section for section in sections if f"(`{folder}/`)" in section.splitlines()[0])
    return found


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_a_sample_opens(sample: Sample) -> None:
    photo = read_photo(sample.path)
    known = "colour profile Adobe RGB (1998) converted to sRGB"
    assert photo.notes == ((known,) if sample.id == "rocket" else ())
    assert min(photo.size) >= 200
    assert max(photo.size) <= 1000
    assert photo.pixels.std() > 20  # a picture, not a blank
    assert sample.path.stat().st_size < 150_000


def test_samples_have_names_of_their_own_and_free_licences() -> None:
    assert 5 <= len(samples()) <= 8
    assert len({sample.id for sample in samples()}) == len(samples())
    assert len({sample.title for sample in samples()}) == len(samples())
    for sample in samples():
        assert sample.licence in FREE
        assert sample.credit
        assert sample.source.startswith("https://")


def test_the_first_sample_shows_a_class_that_the_bundled_models_know() -> None:
    assert samples()[0].id == "church"


def test_every_bundled_file_is_credited() -> None:
    listed = {sample.path for sample in samples()}
    for sample in samples():
        row = next(
            line for line in credits_of("samples").splitlines() if f"`{sample.path.name}`" in line
        )
        assert sample.credit in row
        assert sample.licence in row
        assert sample.source in row
    folder = resources() / "samples"
    assert {path for path in folder.iterdir() if path.suffix != ".json"} == listed
    for font in FONTS:
        assert f"`{font}.ttf`" in credits_of("fonts")
    with np.load(resources() / "colormaps" / "colormaps.npz") as tables:
        for name in tables.files:
            assert f"`{name}`" in credits_of("colormaps")


@pytest.mark.parametrize("name", FONTS)
class TestFonts:
    def path(self, name: str) -> Path:
        return resources() / "fonts" / f"{name}.ttf"

    def test_it_has_every_sign_that_the_window_writes(self, name: str) -> None:
        font = ImageFont.truetype(self.path(name), 40)
        missing = bytes(font.getmask("\uffff"))
        # no Cyrillic and no Japanese: there the system's font serves
        signs = "AZaz09äéßøñČśαβθλσωΔΣΩ→←↑↓≥≤≈≠×−÷√∞∑±·•–—…“”°²³µ€%⌘"
        assert [sign for sign in signs if bytes(font.getmask(sign)) == missing] == []

    def test_its_licence_lies_beside_it(self, name: str) -> None:
        text = self.path(f"{name.partition('-')[0]}-OFL").with_suffix(".txt").read_text()
        assert "SIL OPEN FONT LICENSE Version 1.1" in text

    def test_digits_can_stand_in_columns(self, name: str) -> None:
        if name.startswith("Inter"):
            assert {"tnum", "calt", "case", "ss03", "zero"} <= features(self.path(name), b"GSUB")
            assert "kern" in features(self.path(name), b"GPOS")
        else:
            font = ImageFont.truetype(self.path(name), 40)
            assert len({font.getlength(digit) for digit in "0123456789−., "}) == 1


def features(path: Path, table: bytes) -> set[str]:
    """The OpenType features of a font's GSUB or GPOS table, read by the specification."""
    data = path.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == table:
            start = offset + struct.unpack_from(">H", data, offset + 6)[0]
            (length,) = struct.unpack_from(">H", data, start)
            return {
                struct.unpack_from(">4s", data, start + 2 + 6 * at)[0].decode()
                for at in range(length)
            }
    return set()


class TestIcons:
    def test_every_icon_is_drawn_alike(self) -> None:
        folder = resources() / "icons"
        icons = [icon for icon in sorted(folder.glob("*.svg")) if icon.stem != "app"]  # our own
        assert len(icons) >= 50
        for icon in icons:
            root = ElementTree.parse(icon).getroot()
            assert root.get("viewBox") == "0 0 24 24"
            assert root.get("stroke") == "currentColor"
            assert root.get("stroke-width") == "1.75"
            assert root.get("fill") == "none"
            assert len(root) > 0

    def test_their_licences_lie_beside_them(self) -> None:
        text = (resources() / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
        assert "ISC License" in text
        assert "Copyright (c) 2013-present Cole Bemis" in text
