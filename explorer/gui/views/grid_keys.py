"""Where the keys that move in the grid of heads lead."""

from __future__ import annotations

from PySide6.QtCore import Qt

from explorer.gui.views.grid_layout import Cell, GridShape

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def after_key(key: Qt.Key, cell: Cell, shape: GridShape) -> Cell | None:
    """The cell that a key leads to, the same one at the grid's edge; None for any other key.

    Arrows go one cell, all four of them one layer where each has one cell only; Home and End go to
    the first and last layer of the same column.
    """
    row, column = cell
    last_row, last_column = len(shape.rows) - 1, len(shape.columns) - 1
    if key in _ARROWS:
        down, right = _ARROWS[key]
        if last_column == 0:
            down, right = down + right, 0
        return min(max(row + down, 0), last_row), min(max(column + right, 0), last_column)
    if key == Qt.Key.Key_Home:
        return 0, column
    if key == Qt.Key.Key_End:
        return last_row, column
    return None
