"""Colour and size the thumbnails of the grid of heads, each when it is first painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

RADIUS = 2.0  # logical pixels

Levels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Coverage = NDArray[np.uint16]
Entry = TypeVar("Entry", np.uint8, np.bool_)


@dataclass
class _Row:
    """What is known of one row: nothing yet, or its thumbnails; ``given`` before it was copied."""

    levels: tuple[Levels, ...] = ()
    profile: NDArray[np.float32] | None = None
    mask: Mask | None = None
    given: tuple[Levels, ...] = ()


class Thumbs:
    """The thumbnails of a grid.

    A tile is an image of exactly the device pixels of its cell, corners already round; it is made
    when its cell is first painted, so that what never shows costs nothing.
    """

    def __init__(self, widths: Sequence[int], smooth: bool) -> None:
        """``widths``: the number of thumbnails in each row."""
        self._smooth = smooth
        self._widths = tuple(widths)
        self._rows = [_Row() for _ in self._widths]
        self._table = colour_table(np.arange(256, dtype=np.uint8).repeat(3).reshape(256, 3))
        self._given_table: NDArray[np.uint8] | None = None
        self._tiles: dict[tuple[int, int], QImage] = {}
        self._size = QSize()
        self._scale = 1.0

    def set_row(
        self,
        row: int,
        levels: Sequence[Levels],
        profile: NDArray[np.float32] | None,
        mask: Mask | None,
    ) -> bool:
        """Take one row; whether it shows anything else than before.

        Parameters
        ----------
        levels
            An array (height, width) uint8 for each column. One that cannot be written to is
            known again without being compared.
        profile
            The sorted gates of the row.
        mask
            (height, width) bool, where there is something to show; None for everywhere.

        Raises
        ------
        ValueError
            Not one map a column, a map that is not two-dimensional uint8, or a mask that is not
            boolean and of the maps' shape.
        """
        before = self._rows[row]
        if (
            len(levels) == len(before.given)
            and all(map(_same_frozen, levels, before.given))
            and _equal(profile, before.profile)
            and _equal(mask, before.mask)
        ):
            return False
        _check(levels, mask, self._widths[row])
        for column in range(self._widths[row]):
            self._tiles.pop((row, column), None)
        kept = tuple(np.ascontiguousarray(_kept(level)) for level in levels)
        self._rows[row] = _Row(kept, profile, None if mask is None else _kept(mask), tuple(levels))
        return True

    def set_table(self, table: NDArray[np.uint8]) -> bool:
        """Colour by another table, (256, 3) uint8; whether it is another."""
        if self._given_table is not None and np.array_equal(table, self._given_table):
            return False
        self._table = colour_table(table)
        self._given_table = table.copy()
        self._tiles.clear()
        return True

    def adopt_table(self, other: Thumbs) -> None:
        """Colour as another set of thumbnails does."""
        self._table, self._given_table = other._table, other._given_table
        self._tiles.clear()

    def profile(self, row: int) -> NDArray[np.float32] | None:
        """The sorted gates of a row, None where there are none (yet)."""
        return self._rows[row].profile

    def masked(self, row: int) -> bool:
        """Whether the tiles of a row may be transparent in places."""
        return self._rows[row].mask is not None

    def tile(self, row: int, column: int, size: QSize, scale: float) -> QImage | None:
        """The image of a cell, None while it is being computed; transparent where masked.

        Parameters
        ----------
        size: of the cell in logical pixels.
        scale: device pixels a logical pixel.
        """
        if size != self._size or scale != self._scale:
            self._tiles.clear()
            self._size, self._scale = QSize(size), scale
        if not self._rows[row].levels:
            return None
        tile = self._tiles.get((row, column))
        if tile is None:
            tile = self._tiles[row, column] = self._paint(row, column)
        return tile

    def _paint(self, row: int, column: int) -> QImage:
        levels, mask = self._rows[row].levels[column], self._rows[row].mask
        width = round(self._size.width() * self._scale)
        height = round(self._size.height() * self._scale)
        if mask is not None:
            levels = np.where(mask, levels, np.uint8(0))
        sized = _blended if self._smooth else squares
        # Coloured last: between two values lies their mean's colour, not the mean of their colours.
        colours = self._table[sized(levels, height, width)]
        if mask is not None:
            colours[~squares(mask, height, width)] = 0
        return _rounded(colours, self._scale)


def colour_table(table: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """A table (256, 3) uint8 as pixels of Qt; ``ValueError`` for any other shape."""
    if table.shape != (256, 3) or table.dtype != np.uint8:
        raise ValueError("a colour table is an array (256, 3) of uint8")
    red, green, blue = table.astype(np.uint32).T
    pixels: NDArray[np.uint32] = 0xFF << 24 | red << 16 | green << 8 | blue
    return pixels


def _check(levels: Sequence[Levels], mask: Mask | None, count: int) -> None:
    """Raise ValueError for what are no thumbnails of a row of so many."""
    if len(levels) != count:
        raise ValueError(f"{len(levels)} thumbnails for {count} columns")
    if mask is not None and mask.dtype != np.bool_:
        raise ValueError("a mask is an array of bool in the shape of its thumbnails")
    for level in levels:
        if level.ndim != 2 or level.dtype != np.uint8 or not level.size:
            raise ValueError("a thumbnail is a two-dimensional array of uint8")
        if mask is not None and level.shape != mask.shape:
            raise ValueError("a mask is an array of bool in the shape of its thumbnails")


def _same_frozen(one: Levels, other: Levels) -> bool:
    """Whether it is the same array, and one that nobody can have written to since."""
    return one is other and not one.flags.writeable


def _equal(one: NDArray[np.generic] | None, other: NDArray[np.generic] | None) -> bool:
    return one is other or (one is not None and other is not None and np.array_equal(one, other))


def _kept(array: NDArray[Entry]) -> NDArray[Entry]:
    """An array that later changes of the given one do not reach."""
    return array.copy() if array.flags.writeable else array


def _blended(levels: Levels, height: int, width: int) -> Levels:
    """Levels in ``height`` x ``width`` pixels, blending into one another."""
    rows, columns = levels.shape
    grey = QImage(levels.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    scaled = grey.scaled(
        QSize(width, height),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(scaled.constBits(), np.uint8).reshape(height, scaled.bytesPerLine())
    return lines[:, :width].copy()


def _rounded(colours: NDArray[np.uint32], scale: float) -> QImage:
    """Pixels 0xAARRGGBB (height, width), opaque or 0, as an image with round corners."""
    height, width = colours.shape
    places, covered = _corners(height, width, RADIUS * scale)
    pixels = np.ascontiguousarray(colours).reshape(-1)  # (height * width,)
    parts = pixels[places].view(np.uint8).reshape(-1, 4)  # (corner pixels, B G R A)
    pixels[places] = (parts * covered // 255).astype(np.uint8).view(np.uint32).ravel()
    form = QImage.Format.Format_ARGB32_Premultiplied
    tile = QImage(pixels.data, width, height, 4 * width, form).copy()
    tile.setDevicePixelRatio(scale)
    return tile


@lru_cache(maxsize=64)
def _corners(height: int, width: int, radius: float) -> tuple[NDArray[np.intp], Coverage]:
    """Which pixels of a tile lie outside of round corners, or partly so.

    Returns
    -------
    Their places (n,) in a tile that is read line by line, and 255 times what is covered of each,
    (n, 1).
    """
    tile = QImage(width, height, QImage.Format.Format_Alpha8)
    tile.fill(0)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRoundedRect(QRectF(0, 0, width, height), radius, radius)
    painter.end()
    lines = np.frombuffer(tile.constBits(), np.uint8).reshape(height, tile.bytesPerLine())
    alpha = lines[:, :width].reshape(-1)  # (height * width,)
    places = np.flatnonzero(alpha < 255)
    return places, alpha[places, None].astype(np.uint16)


def squares(matrix: NDArray[Entry], height: int, width: int) -> NDArray[Entry]:
    """A matrix of levels (or a mask) in ``height`` x ``width`` pixels.

    Along an axis with no more entries than pixels, each pixel shows the entry at its middle. Along
    one with more, each pixel shows the largest of its entries: picking one would lose most of a
    diagonal or make false ones (aliasing), and their mean would dim it. A thumbnail of a long text
    so tells where there is attention, and less how much lies around it.

    Parameters
    ----------
    matrix: (h, w), h and w at least 1.
    """
    sized = matrix
    for axis, pixels in ((0, height), (1, width)):
        entries = matrix.shape[axis]
        if entries > pixels:
            firsts = np.arange(pixels) * entries // pixels
            sized = np.maximum.reduceat(sized, firsts, axis=axis)
        elif entries < pixels:
            sized = np.take(sized, _middles(entries, pixels), axis=axis)
    return sized


@lru_cache(maxsize=64)
def _middles(entries: int, pixels: int) -> NDArray[np.intp]:
    """The entry at the middle of each pixel."""
    return (2 * np.arange(pixels) + 1) * entries // (2 * pixels)
