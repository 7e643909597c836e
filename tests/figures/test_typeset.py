"""Text in pictures against Pillow's own drawing with each of the fonts, put together by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from explorer.figures.typeset import draw_text, elide, font, width
from explorer.inputs.samples import sentence_samples
from explorer.resource_files import resources

Pixels = NDArray[np.uint8]
INK = (0x17, 0x18, 0x1B)
SIZE = (420, 60)
NOWHERE = "\U000f0000"
WEIGHTS = {400: "Inter-Regular", 500: "Inter-Medium", 600: "Inter-SemiBold"}
sizes = pytest.mark.parametrize("px", [11, 16, 24])


def face(name: str, px: int) -> ImageFont.FreeTypeFont:
    path = resources() / "fonts" / f"{name}.ttf"
    return ImageFont.truetype(path, px, layout_engine=ImageFont.Layout.BASIC)


def ours(text: str, px: int, weight: int = 400, anchor: str = "ls", angle: float = 0) -> Pixels:
    image = Image.new("RGB", SIZE, "white")
    draw_text(image, (60, 40), text, px, INK, weight, anchor, angle)
    return np.asarray(image)


def by_hand(*runs: tuple[str, str], px: int, anchor: str = "ls") -> Pixels:
    """Runs of (font, text) one after the other."""
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    x = 60.0
    for name, text in runs:
        draw.text((x, 40), text, INK, face(name, px), anchor=anchor)
        x += face(name, px).getlength(text)
    return np.asarray(image)


def ink(pixels: Pixels) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of what is not white."""
    rows, cols = np.nonzero((pixels < 200).any(axis=-1))
    return int(cols.min()), int(rows.min()), int(cols.max()), int(rows.max())


@sizes
@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("anchor", ["la", "ra", "ma", "ls", "rs", "ld", "rd", "ms"])
def test_latin_is_what_pillow_draws_with_inter(weight: int, px: int, anchor: str) -> None:
    found = ours("Novel, “so”", px, weight, anchor)
    assert np.array_equal(found, by_hand((WEIGHTS[weight], "Novel, “so”"), px=px, anchor=anchor))
    assert (found != 255).any()


@sizes
@pytest.mark.parametrize("weight", WEIGHTS)
def test_both_scripts_stand_on_one_baseline(weight: int, px: int) -> None:
    japanese = "NotoSansJP-Regular" if weight == 400 else "NotoSansJP-Medium"
    runs = (japanese, "小説"), (WEIGHTS[weight], " is "), (japanese, "人気。")
    assert np.array_equal(ours("小説 is 人気。", px, weight), by_hand(*runs, px=px))


def test_rare_kanji_in_a_heavy_line_come_from_the_regular_face() -> None:
    runs = ("NotoSansJP-Medium", "人"), ("NotoSansJP-Regular", "齟齬")
    assert np.array_equal(ours("人齟齬", 24, 600), by_hand(*runs, px=24))


def test_the_anchor_of_mixed_text_is_that_of_the_line() -> None:
    plain, mixed = (ours(text, 16, anchor="la") for text in ("Hxp", "H小説p"))
    assert ink(plain)[1::2] == ink(ours("Hp", 16, anchor="la"))[1::2]
    top, bottom = ink(mixed)[1::2]
    assert top >= 40
    assert bottom < 40 + sum(font(16).getmetrics())
    left, middle, right = (ink(ours("小説", 16, anchor=anchor))[0] for anchor in ("ls", "ms", "rs"))
    assert (left - middle, left - right) == (16, 32)


@sizes
@pytest.mark.parametrize("weight", WEIGHTS)
def test_digits_have_one_width(weight: int, px: int) -> None:
    assert {width(digit * 3, px, weight) for digit in "0123456789"} == {width("000", px, weight)}
    # those behind a number stand where they stand behind any other of as many digits
    bars = [ink(ours(f"{number}|", px, weight))[2] for number in ("1111", "4444", "0819")]
    assert len(set(bars)) == 1
    for digit in "0123456789":
        apart, pitch = ours(digit * 2, px, weight), round(width("0", px, weight))
        first = apart[:, 60 : 60 + pitch]
        assert np.array_equal(first, apart[:, 60 + pitch : 60 + 2 * pitch])
        assert (first != 255).any()


@given(st.text("aé小説。1ア 한😀\u200d\n", max_size=12), st.text("bW夏、7가\t", max_size=12))
def test_widths_add_up(first: str, second: str) -> None:
    for weight in WEIGHTS:
        whole = width(first + second, 16, weight)
        assert whole == pytest.approx(width(first, 16, weight) + width(second, 16, weight))


def test_accents_and_voicing_marks_join_their_letters() -> None:
    # as macOS writes the names of files
    assert np.array_equal(
        ours("か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}e\u0301", 24), ours("がé", 24)
    )


@pytest.mark.parametrize("char", ["한", "م", "😀", "\U0010fffd", "\n", "\t", "\x00", "\ud800"])
def test_what_no_font_has_is_a_box_with_its_code(char: str) -> None:
    found = ours(f"a{char}b", 32)
    assert np.array_equal(
        found[:, : 60 + int(width("a", 32))], ours("a", 32)[:, : 60 + int(width("a", 32))]
    )
    box = ours(char, 32)
    left, top, right, bottom = ink(box)
    assert right - left > 12
    assert bottom - top > 20
    edges = box[top, left : right + 1], box[bottom, left : right + 1], box[top : bottom + 1, left]
    assert all((edge < 200).all() for edge in edges)
    assert not np.array_equal(box, ours("글", 32)), "every character has a box of its own"
    assert right < 60 + width(char, 32)


def test_the_sign_of_a_space_is_a_line_below() -> None:
    assert np.array_equal(ours("a▁b␣", 16), ours("a_b_", 16))
    assert width("▁", 16) == width("_", 16)


def test_joiners_and_selectors_are_not_seen() -> None:
    assert width("\u200d\ufe0e\ufeff", 16) == 0
    assert np.array_equal(ours("\u200da\ufe0eb", 16), ours("ab", 16))
    assert (ours("\u200d", 16) == 255).all()


def test_no_sample_sentence_has_a_box() -> None:
    missing = {
        name: bytes(face(name, 24).getmask(NOWHERE))
        for name in ("Inter-Regular", "NotoSansJP-Regular")
    }
    for sample in sentence_samples():
        for char in sample.text:
            drawn = ours(char, 24)
            name = "Inter-Regular" if char.isascii() else "NotoSansJP-Regular"
            assert bytes(face(name, 24).getmask(char)) != missing[name]
            assert char in "0123456789" or np.array_equal(drawn, by_hand((name, char), px=24))


@pytest.mark.parametrize("text", ["Novel 12", "小説は人気", "한"])
def test_a_quarter_turn_is_the_text_turned(text: str) -> None:
    sheet = Image.new("RGB", (200, 200), "white")
    draw_text(sheet, (100, 100), text, 16, INK, anchor="ls")
    for angle, turn in (
        (90, Image.Transpose.ROTATE_90),
        (-180, Image.Transpose.ROTATE_180),
        (270, Image.Transpose.ROTATE_270),
    ):
        found = Image.new("RGB", (200, 200), "white")
        draw_text(found, (100, 100), text, 16, INK, anchor="ls", angle=angle)
        # the anchor is a corner of pixels, about which the sheet turns
        expected = np.asarray(sheet.transpose(turn)).astype(int)
        np.testing.assert_allclose(np.asarray(found).astype(int), expected, atol=1)
    assert (np.asarray(sheet) != 255).any()


@pytest.mark.parametrize("anchor", ["ls", "ra", "md"])
def test_any_other_turn_is_about_the_anchor(anchor: str) -> None:
    """Where each pixel's ink goes, by its centre of mass."""

    def centre(angle: float) -> tuple[float, NDArray[np.float64]]:
        sheet = Image.new("RGB", (300, 300), "white")
        draw_text(sheet, (150, 150), "小説 Novel", 20, (0, 0, 0), anchor=anchor, angle=angle)
        weight = 255.0 - np.asarray(sheet)[..., 0]
        ys, xs = np.mgrid[:300, :300] + 0.5 - 150
        mass = weight.sum()
        return mass, np.array([(weight * xs).sum(), (weight * ys).sum()]) / mass

    mass, (x, y) = centre(0)
    for angle in (30, 45, 117.5, -45):
        cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        turned_mass, turned = centre(angle)
        np.testing.assert_allclose(turned, [x * cos + y * sin, y * cos - x * sin], atol=0.25)
        # no edge is cut off; sharp resampling adds a little at every one
        assert 0.98 * mass < turned_mass < 1.06 * mass


@given(
    st.text("aWi小説、。1ア한😀 \u200d", max_size=40),
    st.integers(6, 30),
    st.integers(-5, 400),
    st.sampled_from(sorted(WEIGHTS)),
)
def test_elided_text_fits_and_is_as_long_as_can_be(
    text: str, px: int, room: int, weight: int
) -> None:
    found = elide(text, px, room, weight)
    if width(text, px, weight) <= room:
        assert found == text
        return
    assert found.endswith("…")
    kept = found[:-1]
    assert text.startswith(kept)
    assert kept == kept.rstrip()
    assert width(found, px, weight) <= room or not kept
    longer = next(
        (text[:end] for end in range(len(kept) + 1, len(text) + 1) if text[:end].rstrip() != kept),
        text,
    )
    assert width(longer + "…", px, weight) > room


@given(st.text(max_size=30), st.sampled_from([1, 2, 5, 13]), st.sampled_from([0, 45, 90]))
def test_any_text_can_be_drawn(text: str, px: int, angle: int) -> None:
    ours(text, px, angle=angle)
    assert width(text, px) >= 0


def test_text_far_longer_than_the_picture() -> None:
    text = "a" * 1_000_001  # more than Pillow takes at once
    assert width(text, 16) == len(text) * width("a", 16)
    assert np.array_equal(ours(text, 16), ours("a" * 40, 16))
    assert (ours(text, 16, anchor="rs")[:, :60] != 255).any()
    assert elide(text, 16, 100) == elide("a" * 40, 16, 100)


def test_text_beside_the_picture_is_let_go() -> None:
    image = Image.new("RGB", (20, 20), "white")
    for xy in ((-500, 5), (500, 5), (5, -500), (5, 500)):
        draw_text(image, xy, "小説", 16, INK)
    assert (np.asarray(image) == 255).all()


def test_the_ink_is_the_ink() -> None:
    image = Image.new("RGB", (60, 60), "white")
    draw_text(image, (5, 5), "■", 32, (200, 30, 40))
    assert image.getpixel((18, 26)) == (200, 30, 40)


def test_all_weights_of_inter_have_the_same_characters() -> None:
    # a character is looked for in the regular one alone
    masks = [face(name, 32) for name in WEIGHTS.values()]
    missing = [bytes(one.getmask(NOWHERE)) for one in masks]
    for code in range(32, 0x2E00):
        has = [bytes(m.getmask(chr(code))) != none for m, none in zip(masks, missing, strict=True)]
        assert len(set(has)) == 1, hex(code)


@sizes
@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_width_of_a_word_is_that_of_its_whole_run(weight: int, px: int) -> None:
    for text in ("AVATAR To fi Wave", "人気です", "f" * 80):
        faces = {
            True: WEIGHTS[weight],
            False: f"NotoSansJP-{'Regular' if weight < 500 else 'Medium'}",
        }
        whole = face(faces[text < "\u2e80"], px).getlength(text)
        for _ in range(2):  # as it is worked out, and as it is known
            assert width(text, px, weight) == pytest.approx(whole, abs=1e-6)
