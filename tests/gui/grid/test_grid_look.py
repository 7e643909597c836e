"""What the grid of heads looks like: colours, rings, strips, every size."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from explorer.gui.grid.grid_shape import GridShape
from explorer.gui.kit import DARK
from tests.gui.grid.grids import TABLE, at, grid_of, level, pixel


def test_cells_show_their_colours_in_their_middle(host: QWidget) -> None:
    grid = grid_of(host, rows=3, columns=4)
    assert pixel(grid, at(grid, 1, 2)) == DARK.raised  # still being computed
    grid.show_row(1, [level(30 * column) for column in range(4)])
    for column in range(4):
        red, green, blue = TABLE[30 * column].tolist()
        assert pixel(grid, at(grid, 1, column)) == QColor(red, green, blue)
    grid.show_table(TABLE[::-1].copy())
    assert pixel(grid, at(grid, 1, 3)) == QColor(*TABLE[255 - 90].tolist())
    assert pixel(grid, at(grid, 2, 2)) == DARK.raised
    grid.show_shape(GridShape(("0",), ("mean", "0")))
    assert pixel(grid, at(grid, 0, 1)) == DARK.raised


def test_rings_say_what_is_chosen(host: QWidget) -> None:
    grid = grid_of(host, rows=3, columns=4)
    grid.show_row(1, [level(0)] * 4)
    grid.show_selection((1, 1), frozenset({(1, 3)}))
    current, added = grid.cell_rect(1, 1).toRect(), grid.cell_rect(1, 3).toRect()
    outside = QPoint(0, current.center().y())
    assert pixel(grid, outside + QPoint(current.left() - 2, 0)) == DARK.accent
    assert pixel(grid, outside + QPoint(current.left() - 3, 0)) == DARK.accent
    assert pixel(grid, outside + QPoint(current.left() - 1, 0)) == DARK.panel
    assert pixel(grid, outside + QPoint(added.left() - 2, 0)) == DARK.accent
    assert pixel(grid, outside + QPoint(added.left() - 3, 0)) == DARK.panel
    plain = grid.cell_rect(1, 2).toRect()
    assert pixel(grid, QPoint(plain.center().x(), plain.bottom() + 2)) == DARK.panel


def test_a_row_with_gates_is_ringed_as_a_whole(host: QWidget) -> None:
    grid = grid_of(host, rows=3, columns=4, profiles=True)
    grid.show_row(1, [level(0)] * 4, np.linspace(1, 0.9, 64, dtype=np.float32))
    grid.show_selection((1, 0))
    first, last = grid.cell_rect(1, 0).toRect(), grid.cell_rect(1, 3).toRect()
    beside = QPoint(last.right() + 4, last.center().y())
    assert pixel(grid, beside) == DARK.accent
    strip = pixel(grid, QPoint(first.left() + 2, first.bottom() + 11))
    assert strip.blue() > strip.red() + 60  # the accent over the panel
    grid.show_selection((1, 3))
    assert pixel(grid, QPoint(first.left() - 4, first.center().y())) == DARK.panel


@pytest.mark.parametrize(
    ("rows", "columns"), [(1, 1), (1, 2), (12, 7), (48, 25)], ids=lambda n: str(n)
)
@pytest.mark.parametrize("profiles", [False, True])
def test_every_size_of_grid_paints(host: QWidget, rows: int, columns: int, profiles: bool) -> None:
    grid = grid_of(host, rows, columns, profiles=profiles)
    gates = np.linspace(1, 0, 9, dtype=np.float32) if profiles else None
    for row in range(rows):
        grid.show_row(row, [level(row)] * columns, gates)
    for size in ((40, 10), (120, 64), (700, 900), (352, 400)):
        grid.resize(*size)
        assert not grid.grab().isNull()
    grid.show_row(0, [level(9)] * columns, np.zeros(0, np.float32) if profiles else None)
    grid.show_shape(None)
    assert pixel(grid, QPoint(5, 5)) == DARK.panel


def test_maps_larger_than_a_cell_are_averaged_into_it(host: QWidget) -> None:
    grid = grid_of(host, rows=1, columns=1)
    board = np.indices((240, 360)).sum(axis=0) % 2 * 200  # a chessboard finer than any pixel
    grid.show_row(0, [board.astype(np.uint8)])
    assert 90 <= pixel(grid, at(grid, 0, 0)).red() <= 110


def test_values_blend_before_they_are_coloured(host: QWidget) -> None:
    grid = grid_of(host, rows=1, columns=1)
    table = np.zeros((256, 3), np.uint8)
    table[60:141] = 255  # only what lies between the two values is bright
    grid.show_table(table)
    grid.show_row(0, [np.array([[0, 200]], dtype=np.uint8)])
    assert pixel(grid, at(grid, 0, 0)) == QColor(255, 255, 255)
    grid.show_shape(GridShape(("0",), ("mean",), 1.5, smooth=False))
    grid.show_row(0, [np.array([[0, 200]], dtype=np.uint8)])
    assert pixel(grid, at(grid, 0, 0)) == QColor(0, 0, 0)
