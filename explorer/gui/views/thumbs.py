"""The thumbnails of the grid of heads: levels kept, coloured and sized when first painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, qRgb

RADIUS = 2.0  # logical pixels

Levels = NDArray[np.uint8]


@dataclass
class _Row:
    """What is known of one row: nothing yet, its thumbnails, or that it failed."""

    levels: tuple[Levels, ...] = ()
    profile: NDArray[np.float32] | None = None
    failed: bool = False


class Thumbs:
    """The thumbnails of a grid.

    A tile is an image of exactly the device pixels of its cell, corners already round; it is made
    when its cell is first painted, so that what never shows costs nothing.
    """

    def __init__(self, rows: int, columns: int, smooth: bool) -> None:
        self._smooth = smooth
        self._rows = [_Row() for _ in range(rows)]
        self._columns = columns
        self._table: list[int] = [qRgb(level, level, level) for level in range(256)]
        self._tiles: dict[tuple[int, int], QImage] = {}
        self._size = QSize()
        self._scale = 1.0

    def set_row(
        self, row: int, levels: Sequence[Levels], profile: NDArray[np.float32] | None
    ) -> None:
        """Take one row: an array (height, width) uint8 for each column, and its sorted gates.

        Raises
        ------
        ValueError
            Not one map a column, or a map that is not two-dimensional uint8.
        """
        if len(levels) != self._columns:
            raise ValueError(f"{len(levels)} thumbnails for {self._columns} columns")
        if any(level.ndim != 2 or level.dtype != np.uint8 or not level.size for level in levels):
            raise ValueError("a thumbnail is a two-dimensional array of uint8")
        self._forget(row)
        kept = tuple(np.ascontiguousarray(level) for level in levels)
        self._rows[row] = _Row(kept, profile)

    def set_failed(self, row: int) -> None:
        """Note that this row will have no thumbnails."""
        self._forget(row)
        self._rows[row] = _Row(failed=True)

    def set_table(self, table: NDArray[np.uint8]) -> None:
        """Colour by another table, (256, 3) uint8."""
        self._table = colour_table(table)
        self._tiles.clear()

    def adopt_table(self, other: Thumbs) -> None:
        """Colour as another set of thumbnails does."""
        self._table = other._table
        self._tiles.clear()

    def failed(self, row: int) -> bool:
        """Whether this row will have no thumbnails."""
        return self._rows[row].failed

    def profile(self, row: int) -> NDArray[np.float32] | None:
        """The sorted gates of a row, None where there are none (yet)."""
        return self._rows[row].profile

    def tile(self, row: int, column: int, size: QSize, scale: float) -> QImage | None:
        """The image of a cell, None while it is being computed.

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
            levels = self._rows[row].levels[column]
            tile = _tile(levels, self._table, size, scale, self._smooth)
            self._tiles[row, column] = tile
        return tile

    def _forget(self, row: int) -> None:
        for column in range(self._columns):
            self._tiles.pop((row, column), None)


def colour_table(table: NDArray[np.uint8]) -> list[int]:
    """A table (256, 3) uint8 as Qt wants it; ``ValueError`` for any other shape."""
    if table.shape != (256, 3) or table.dtype != np.uint8:
        raise ValueError("a colour table is an array (256, 3) of uint8")
    return [qRgb(red, green, blue) for red, green, blue in table.tolist()]


def indexed_image(levels: Levels, table: list[int]) -> QImage:
    """Levels (height, width) as an image that owns its pixels, coloured by a table."""
    height, width = levels.shape
    image = QImage(levels.data, width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(table)
    return image


def _tile(levels: Levels, table: list[int], size: QSize, scale: float, smooth: bool) -> QImage:
    width, height = round(size.width() * scale), round(size.height() * scale)
    # Squares stay squares; but what is smaller than a pixel blends, or most of it would be lost.
    fine = levels.shape[0] > height or levels.shape[1] > width
    rows, columns = levels.shape
    mode = Qt.TransformationMode
    grey = QImage(levels.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    scaled = grey.scaled(
        QSize(width, height),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        mode.SmoothTransformation if smooth or fine else mode.FastTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    # Coloured last: between two values lies their mean's colour, not the mean of their colours.
    scaled.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    scaled.setColorTable(table)
    image = scaled.convertToFormat(QImage.Format.Format_RGB32)
    tile = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(0)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    brush = QBrush(image)
    painter.setBrush(brush)
    radius = RADIUS * scale
    painter.drawRoundedRect(QRectF(0, 0, width, height), radius, radius)
    painter.end()
    tile.setDevicePixelRatio(scale)
    return tile
