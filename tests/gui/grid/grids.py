"""Points, pixels and tips of a grid of heads, for its tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from explorer.gui.grid.grid_shape import GridShape
from explorer.gui.grid.grid_view import GridView

TABLE = np.stack([np.arange(256), 255 - np.arange(256), np.full(256, 7)], axis=1).astype(np.uint8)
"""Every level has a colour of its own."""


def grid_of(
    host: QWidget,
    rows: int = 12,
    columns: int = 7,
    size: tuple[int, int] = (352, 400),
    profiles: bool = False,
) -> GridView:
    """A grid of photos without sections."""
    grid = GridView(parent=host)
    labels = ("mean", *(str(head) for head in range(columns - 1)))
    grid.resize(*size)
    grid.show_shape(GridShape(tuple(map(str, range(rows))), labels, 1.5, profiles))
    grid.show_table(TABLE)
    grid.show()
    return grid


def level(value: int) -> NDArray[np.uint8]:
    return np.full((4, 6), value, dtype=np.uint8)


def at(grid: GridView, row: int, column: int) -> QPoint:
    return grid.cell_rect(row, column).center().toPoint()


def pixel(grid: GridView, point: QPoint) -> QColor:
    image: QImage = grid.viewport().grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(round(point.x() * scale), round(point.y() * scale))


def tip_at(grid: GridView, place: QPoint) -> str:
    view = grid.viewport()
    tip = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, tip)
    text = QToolTip.text()
    QToolTip.hideText()
    return text
