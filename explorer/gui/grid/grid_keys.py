"""Where the keys that move in the grid of heads lead."""

from __future__ import annotations

from PySide6.QtCore import Qt

from explorer.gui.grid.grid_shape import Cell, GridShape

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WITH_ALT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_NONE: frozenset[str] = frozenset()


def after_key(
    key: Qt.Key, cell: Cell, shape: GridShape, folded: frozenset[str] = _NONE, alt: bool = False
) -> Cell | None:
    """The cell that a key leads to, the same one at the grid's edge; None for any other key.

    Arrows go one cell, past folded sections; all four of them one layer where each has one cell
    only. Home and End go to the first and last layer that shows, in the same column. With sections,
    Page Up and Page Down, or Alt with an arrow, go to the same layer of the section before or
    after, folded or not. A row of fewer columns is entered at its last one.
    """
    row, column = cell
    pages = _WITH_ALT if alt else _PAGES
    if key in pages and shape.sections:
        row = _in_section(pages[key], row, shape)
    elif alt:
        return None
    elif key in _ARROWS:
        down, right = _ARROWS[key]
        if len(shape.columns) == 1:
            down, right = down + right, 0
        row = _shown_row(down, row, shape.shown(folded))
        column = max(column + right, 0)
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        shown = shape.shown(folded) or [row]
        row = shown[0 if key == Qt.Key.Key_Home else -1]
    else:
        return None
    return row, min(column, shape.columns_in(row) - 1)


def _shown_row(by: int, row: int, shown: list[int]) -> int:
    """The next of the rows that show, upward (-1) or downward (1), if any."""
    if by < 0:
        return max((other for other in shown if other < row), default=row)
    if by > 0:
        return min((other for other in shown if other > row), default=row)
    return row


def _in_section(by: int, row: int, shape: GridShape) -> int:
    """The same layer one section further, its last one where it has fewer."""
    groups, own = shape.groups, shape.group_of(row)
    if not 0 <= own + by < len(groups):
        return row
    rows = groups[own + by]
    return rows[min(row - groups[own].start, len(rows) - 1)]
