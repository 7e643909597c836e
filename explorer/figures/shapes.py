"""Rounded boxes and rings with smooth corners: what Pillow draws in steps."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
PixelBox = tuple[int, int, int, int]
"""(left, top, right, bottom) in pixels, right and bottom not included."""

_FINER = 8  # a corner is drawn this many times larger first


def fill_rounded(image: Image.Image, box: PixelBox, radius: int, colour: Colour) -> None:
    """Fill a box on an RGB image; what lies beyond the image is left out, an empty box too."""
    if box[2] > box[0] and box[3] > box[1]:
        image.paste(colour, box[:2], _mask(box[2] - box[0], box[3] - box[1], radius))


def ring(image: Image.Image, box: PixelBox, width: int, radius: int, colour: Colour) -> None:
    """Draw the border of a box, `width` px inside it, on an RGB image."""
    across, down = box[2] - box[0], box[3] - box[1]
    if across <= 0 or down <= 0:
        return
    mask = _mask(across, down, radius).copy()
    if across > 2 * width and down > 2 * width:
        hole = _mask(across - 2 * width, down - 2 * width, max(0, radius - width))
        mask.paste(0, (width, width), hole)
    image.paste(colour, box[:2], mask)


def fill_turned(
    image: Image.Image,
    start: tuple[float, float],
    size: tuple[int, int],
    radius: int,
    colour: Colour,
    angle: int,
) -> None:
    """Fill a box (length, thickness) whose short side has its middle at `start` and which is
    turned about that by so many degrees against the clock."""
    length, thickness = size
    if length <= 0 or thickness <= 0:
        return
    turned = _turned(length, thickness, radius, angle)
    turn = math.radians(angle)
    left = start[0] + length / 2 * math.cos(turn) - turned.width / 2
    top = start[1] - length / 2 * math.sin(turn) - turned.height / 2
    image.paste(colour, (math.floor(left + 0.5), math.floor(top + 0.5)), turned)


@lru_cache(maxsize=64)
def _turned(length: int, thickness: int, radius: int, angle: int) -> Image.Image:
    """Coverage of a rounded box turned about its middle, mode L."""
    # a frame of empty pixels, so that turning has something to blend the edge with
    flat = Image.new("L", (length + 2, thickness + 2))
    flat.paste(_mask(length, thickness, radius), (1, 1))
    return flat.rotate(angle, Image.Resampling.BICUBIC, expand=True)


@lru_cache(maxsize=64)
def _mask(width: int, height: int, radius: int) -> Image.Image:
    """Coverage of a rounded box of this size, mode L."""
    mask = Image.new("L", (width, height), 255)
    radius = min(radius, width // 2, height // 2)
    if radius > 0:
        corner = _corner(radius)
        turned = (corner, corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
        for side, left in ((0, 0), (1, width - radius)):
            mask.paste(turned[side], (left, 0))
            below = turned[side].transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            mask.paste(below, (left, height - radius))
    return mask


@lru_cache(maxsize=32)
def _corner(radius: int) -> Image.Image:
    """The left upper quarter of a disc."""
    large = Image.new("L", (radius * _FINER, radius * _FINER))
    ImageDraw.Draw(large).ellipse((0, 0, 2 * radius * _FINER, 2 * radius * _FINER), fill=255)
    return large.resize((radius, radius), Image.Resampling.BOX)
