"""Text in pictures: Inter, Noto Sans JP for what is Japanese, a box for what neither has.

Drawn by Pillow with its basic layout, which is the same on every machine. It takes one font and
no features, so fallback and numbers of one width are made here: a text is cut into runs, every
run is drawn on the same baseline, and the whole is kept as one mask, turned if need be.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from explorer.resource_files import resources

Ink = tuple[int, int, int]
_Face = Literal["Inter", "NotoSansJP"]
_Kind = Literal["Inter", "NotoSansJP-Medium", "NotoSansJP-Regular", "digits", "box", "nothing"]

LONGEST = 16_384  # px of text that are drawn; the rest is cut off with an ellipsis
_WORD = 64
"""Characters of what is thought to be measured again."""
_NOWHERE = "\U000f0000"  # private use: no font has it, so it shows the font's sign for that
_SIGNS = str.maketrans("▁␣", "__")
"""Signs of a space that no font of ours has, and what is drawn for them."""
_UNSEEN = frozenset({"Mn", "Me", "Cf"})  # marks, joiners and direction: no boxes of their own


@lru_cache(maxsize=64)
def font(px: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    """Inter in a weight of 400, 500 or 600; its `getmetrics()` are those of every line drawn."""
    return _load(f"Inter-{ {400: 'Regular', 500: 'Medium', 600: 'SemiBold'}[weight] }", px)


def width(text: str, px: int, weight: int = 400) -> float:
    """The advance of a text in pixels; those of its parts add up to it, but for split accents."""
    known = _width if len(text) <= _WORD else _width.__wrapped__
    return known(text, px, weight)


@lru_cache(maxsize=2**15)
def _width(text: str, px: int, weight: int) -> float:
    return sum(_char_width(char, px, weight) for char in _composed(text))


@lru_cache(maxsize=2**14)
def _char_width(char: str, px: int, weight: int) -> float:
    """Glyphs are not kerned: those of a run add up."""
    kind = _kind(char, weight >= 500)
    return 0.0 if kind == "nothing" else _advance(kind, char, px, weight)


def elide(text: str, px: int, max_width: float, weight: int = 400) -> str:
    """The text if it fits, else its beginning with an ellipsis, which alone may be too wide."""
    end = 16
    while width(text[:end], px, weight) <= max_width:  # no more is measured than may fit
        if end >= len(text):
            return text
        end *= 2
    room = max_width - width("…", px, weight)
    fits, too_long = 0, min(end, len(text))
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width(text[:middle], px, weight) <= room:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + "…"


def draw_text(
    image: Image.Image,
    xy: tuple[float, float],
    text: str,
    px: int,
    ink: Ink,
    weight: int = 400,
    anchor: str = "la",
    angle: float = 0,
) -> None:
    """Write one line of text onto an image; never raises, whatever the characters are.

    Parameters
    ----------
    image: of mode RGB.
    xy: where the anchor of the text goes, rounded to whole pixels.
    px: size of the font.
    weight: 400, 500 or 600; Japanese is drawn in its medium weight from 500 on.
    anchor: Pillow's two letters: l, m or r for the beginning, middle or end of the line; a, m, s
        or d for the top of the line, its middle, the baseline or the bottom of the line.
    angle: degrees the text is turned about its anchor, against the clock.
    """
    mask, left, top = _mask(text, px, weight, anchor, angle)
    if mask is not None:
        image.paste(ink, (_whole(xy[0]) + left, _whole(xy[1]) + top), mask)


def _whole(value: float) -> int:
    return math.floor(value + 0.5)


@lru_cache(maxsize=64)
def _load(name: str, px: int) -> ImageFont.FreeTypeFont:
    # the basic layout is the same on every machine; the other one may be missing
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(resources() / "fonts" / f"{name}.ttf", px, layout_engine=layout)


def _font(kind: _Kind, px: int, weight: int) -> ImageFont.FreeTypeFont:
    return _load(kind, px) if kind.startswith("Noto") else font(px, weight)


@lru_cache(maxsize=8192)
def _kind(char: str, heavy: bool) -> _Kind:
    """What draws a character."""
    if char in "0123456789":
        return "digits"
    if _has(font(32), char):
        return "Inter"
    japanese: tuple[_Kind, ...] = ("NotoSansJP-Medium", "NotoSansJP-Regular")
    for face in japanese if heavy else japanese[1:]:
        if _has(_load(face, 32), char):
            return face
    return "nothing" if unicodedata.category(char) in _UNSEEN else "box"


def _has(face: ImageFont.FreeTypeFont, char: str) -> bool:
    """Whether a font has a glyph for a character, which Pillow does not tell otherwise."""
    return bytes(face.getmask(char)) != _missing(face)


@lru_cache(maxsize=4)
def _missing(face: ImageFont.FreeTypeFont) -> bytes:
    """What a font draws for a character that it lacks."""
    return bytes(face.getmask(_NOWHERE))


def _runs(text: str, weight: int) -> Iterator[tuple[_Kind, str]]:
    """The text cut where its font changes; accents and voicing marks joined to their letters."""
    for kind, run in groupby(_composed(text), lambda char: _kind(char, weight >= 500)):
        if kind != "nothing":
            yield kind, "".join(run)


def _composed(text: str) -> str:
    """The characters that are drawn."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_SIGNS)


def _advance(kind: _Kind, run: str, px: int, weight: int) -> float:
    if kind == "digits":
        return len(run) * _pitch(px, weight)
    if kind == "box":
        return sum(_box_width(char, px) for char in run)
    face = _font(kind, px, weight)  # whose glyphs are not kerned: parts of a run add up
    return sum(face.getlength(run[at : at + LONGEST]) for at in range(0, len(run), LONGEST))


@lru_cache(maxsize=64)
def _pitch(px: int, weight: int) -> float:
    """The width of every digit, that of the zero, so that numbers stand in columns."""
    return font(px, weight).getlength("0")


def _box_width(char: str, px: int) -> int:
    return max(5, _whole(0.27 * px) * len(_code(char)[0]) + _whole(0.4 * px))


def _code(char: str) -> tuple[str, str]:
    """The code point in two rows: ("1F", "600") has one digit less above where they are odd."""
    code = f"{ord(char):04X}"
    code = code.zfill(len(code) + len(code) % 2)
    return code[: len(code) // 2], code[len(code) // 2 :]


@lru_cache(maxsize=1024)
def _mask(
    text: str, px: int, weight: int, anchor: str, angle: float
) -> tuple[Image.Image | None, int, int]:
    """(coverage, mode L; where its left and top edge lie as seen from the anchor)."""
    if 2 * len(text) * px > LONGEST:  # else it fits: no glyph is twice as wide as the font's size
        text = elide(text, px, LONGEST, weight)
    runs = [(kind, run, _advance(kind, run, px, weight)) for kind, run in _runs(text, weight)]
    advance = sum(run_width for _, _, run_width in runs)
    ascent, descent = font(px, weight).getmetrics()
    pad = px  # room for what reaches beyond the line: few glyphs do, none by as much
    mask = Image.new("L", (math.ceil(advance) + 2 * pad, ascent + descent + 2 * pad))
    draw = ImageDraw.Draw(mask)
    pen = float(pad)
    for kind, run, run_width in runs:
        _draw_run(draw, kind, run, (pen, pad + ascent), px, weight)
        pen += run_width
    box = mask.getbbox()
    if box is None:
        return None, 0, 0
    along = {"l": 0, "m": _whole(advance / 2), "r": _whole(advance)}[anchor[0]]
    down = {"a": 0, "m": _whole((ascent + descent) / 2), "s": ascent, "d": ascent + descent}
    # a frame of empty pixels, so that turning has something to blend the edge with
    box = box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
    mask, left, top = mask.crop(box), box[0] - pad - along, box[1] - pad - down[anchor[1]]
    return (mask, left, top) if angle % 360 == 0 else _turned(mask, left, top, angle)


def _draw_run(
    draw: ImageDraw.ImageDraw,
    kind: _Kind,
    run: str,
    pen: tuple[float, float],
    px: int,
    weight: int,
) -> None:
    """Draw a run whose baseline begins at the pen onto a mask."""
    x, y = pen
    match kind:
        case "digits":
            face, pitch = font(px, weight), _pitch(px, weight)
            for char in run:
                inset = _whole((pitch - face.getlength(char)) / 2)
                draw.text((x + inset, y), char, 255, face, anchor="ls")
                x += pitch
        case "box":
            for char in run:
                _draw_box(draw, char, (_whole(x), _whole(y)), px)
                x += _box_width(char, px)
        case _:
            draw.text(pen, run, 255, _font(kind, px, weight), anchor="ls")


def _draw_box(draw: ImageDraw.ImageDraw, char: str, pen: tuple[int, int], px: int) -> None:
    """A frame as high as a kanji with the code point inside, in two rows."""
    x, y = pen
    side = max(1, _whole(px / 16))
    frame = (
        x + side,
        y - _whole(0.78 * px),
        x + _box_width(char, px) - side,
        y + _whole(0.12 * px),
    )
    draw.rectangle(frame, outline=255, width=max(1, px // 20))
    small = font(max(1, _whole(0.36 * px)))
    middle = (frame[0] + frame[2] + 1) / 2
    for digits, foot in zip(
        _code(char), (y - _whole(0.4 * px), y - _whole(0.01 * px)), strict=True
    ):
        draw.text((middle, foot), digits, 255, small, anchor="ms")


def _turned(mask: Image.Image, left: int, top: int, angle: float) -> tuple[Image.Image, int, int]:
    """A mask turned about the anchor, from which `left` and `top` are measured."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(u, v) for u in (left, left + mask.width) for v in (top, top + mask.height)]
    xs = [u * cos + v * sin for u, v in corners]
    ys = [v * cos - u * sin for u, v in corners]
    x, y = math.floor(min(xs)), math.floor(min(ys))
    size = math.ceil(max(xs)) - x, math.ceil(max(ys)) - y
    # the way back: where each pixel of the turned mask comes from
    back = (cos, -sin, x * cos - y * sin - left, sin, cos, x * sin + y * cos - top)
    turned = mask.transform(size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC)
    return turned, x, y
