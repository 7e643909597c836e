"""Sections of the grid under a real mouse and a real keyboard: folding, missing cells, masks."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from explorer.gui.grid.grid_shape import GridShape, Section
from explorer.gui.grid.grid_view import GridView
from explorer.gui.kit import DARK
from tests.gui.grid.grids import at, pixel, tip_at

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key
SHAPE = GridShape(
    rows=("0", "1", "2") * 3,
    columns=("mean", "0", "1", "2", "3"),
    aspect=30 / 26,
    smooth=False,
    sections=(
        Section("Cross", "target × source", 3),
        Section("Decoder", "target × target, masked", 3),
        Section("Encoder", "source × source", 3, 3),
    ),
)
RED = np.zeros((256, 3), np.uint8)
RED[:, 0] = np.arange(256)


class Obedient:
    """Does what the grid asks for, as the window does, and remembers it."""

    def __init__(self, grid: GridView) -> None:
        self.grid = grid
        self.cells: list[tuple[int, int]] = []
        self.folds: list[tuple[str, bool]] = []
        self.rectangles: list[frozenset[tuple[int, int]]] = []
        grid.cellRequested.connect(self._go)
        grid.cellsRequested.connect(self._average)
        grid.sectionFolded.connect(lambda title, folded: self.folds.append((title, folded)))

    def _go(self, row: int, column: int) -> None:
        self.cells.append((row, column))
        self.grid.show_selection((row, column))

    def _average(self, cells: frozenset[tuple[int, int]], row: int, column: int) -> None:
        self.rectangles.append(cells)
        self.grid.show_selection((row, column), cells - {(row, column)})


def sections_of(host: QWidget, width: int = 352, height: int = 600) -> GridView:
    """A grid at the top of a panel of that size, as high as it asks to be."""
    panel = QWidget(host)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    grid = GridView()
    column.addWidget(grid)
    column.addStretch(1)
    panel.resize(width, height)
    grid.set_maximum_height(height)
    grid.show_shape(SHAPE)
    grid.show_table(RED)
    grid.show_selection((0, 0))
    panel.show()
    settle()
    return grid


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def heading(grid: GridView, section: int) -> QPoint:
    return grid.heading_rect(section).center().toPoint()


def click(grid: GridView, point: QPoint, modifier: Qt.KeyboardModifier = NO) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, modifier, point)
    settle()


def press(grid: GridView, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    for key in keys:
        QTest.keyClick(grid, key, modifier)
    settle()


def test_a_click_on_a_heading_folds_and_unfolds_its_section(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    free, below = grid.height(), grid.cell_rect(6, 0).y()
    click(grid, heading(grid, 1))
    assert done.folds == [("Decoder", True)]
    assert grid.height() < free
    assert grid.cell_rect(6, 0).y() < below
    with pytest.raises(IndexError):
        grid.cell_rect(3, 0)
    click(grid, heading(grid, 1))
    assert done.folds == [("Decoder", True), ("Decoder", False)]
    assert (grid.height(), grid.cell_rect(6, 0).y()) == (free, below)
    assert done.cells == []


def test_a_click_reaches_the_cells_below_a_folded_section(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    grid.show_folded(frozenset({"Decoder"}))
    settle()
    click(grid, at(grid, 7, 2))
    assert done.cells == [(7, 2)]
    assert done.folds == []  # set from outside, so nobody is told


def test_enter_folds_the_section_of_the_current_cell(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    grid.show_selection((4, 1))
    press(grid, KEY.Key_Return, KEY.Key_Enter)
    assert done.folds == [("Decoder", True), ("Decoder", False)]
    press(grid, KEY.Key_Return)
    assert grid.accessibleDescription() == "Decoder, layer 1, head 0, folded"
    press(grid, KEY.Key_Right)  # layer and section stay, so it stays folded
    assert grid.accessibleDescription() == "Decoder, layer 1, head 1, folded"
    press(grid, KEY.Key_Down)
    assert done.cells == [(4, 2), (6, 2)]


def test_enter_means_nothing_without_sections(host: QWidget) -> None:
    grid = sections_of(host)
    grid.show_shape(GridShape(("0", "1"), ("mean", "0")))
    heard: list[str] = []
    grid.sectionFolded.connect(lambda title, folded: heard.append(title))
    press(grid, KEY.Key_Return, KEY.Key_PageDown)
    assert heard == []


def test_arrows_pass_folded_sections_and_pages_open_them(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    grid.show_folded(frozenset({"Decoder"}))
    grid.show_selection((2, 4))
    press(grid, KEY.Key_Down)
    assert done.cells == [(6, 2)]  # the last of the three columns there
    press(grid, KEY.Key_PageUp)
    assert done.cells[-1] == (3, 2)
    assert grid.cell_rect(3, 2).isValid()  # the selection went in, so it is open
    press(grid, KEY.Key_Down, KEY.Key_Up, modifier=ALT)
    assert done.cells[-2:] == [(6, 2), (3, 2)]
    assert done.folds == []


def test_home_and_end_reach_the_first_and_last_row_that_shows(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    press(grid, KEY.Key_End, KEY.Key_Home)
    grid.show_folded(frozenset({"Encoder"}))
    press(grid, KEY.Key_End)
    assert done.cells == [(8, 0), (0, 0), (5, 0)]


def test_a_selection_from_outside_opens_its_section_and_no_other(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    grid.show_folded(frozenset({"Decoder", "Encoder"}))
    grid.show_selection((1, 0))
    with pytest.raises(IndexError):
        grid.cell_rect(4, 0)
    grid.show_selection((8, 0))
    settle()
    assert grid.viewport().rect().contains(grid.cell_rect(8, 0).toRect())
    with pytest.raises(IndexError):
        grid.cell_rect(4, 0)
    click(grid, heading(grid, 2))  # folded by hand it stays, as long as the section does
    grid.show_selection((8, 0))
    grid.show_selection((7, 0))
    with pytest.raises(IndexError):
        grid.cell_rect(7, 0)
    assert done.folds == [("Encoder", True)]


def test_what_was_remembered_as_folded_is_opened_by_the_first_selection(host: QWidget) -> None:
    grid = sections_of(host)
    grid.show_folded(frozenset({"Cross", "Encoder", "Not of this model"}))
    grid.show_shape(SHAPE)
    grid.show_selection((0, 0))
    settle()
    assert grid.cell_rect(0, 0).isValid()
    with pytest.raises(IndexError):
        grid.cell_rect(6, 0)


def test_cells_that_a_section_does_not_have_are_not_there(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    hovered: list[tuple[int, int]] = []
    grid.cellHovered.connect(lambda row, column: hovered.append((row, column)))
    missing = QPoint(at(grid, 0, 4).x(), at(grid, 7, 0).y())
    assert pixel(grid, missing) == DARK.panel
    assert pixel(grid, at(grid, 7, 2)) == DARK.raised
    click(grid, missing)
    QTest.mouseMove(grid.viewport(), missing)
    assert done.cells == hovered == []
    grid.show_selection((7, 1))
    click(grid, QPoint(at(grid, 0, 4).x(), 8))  # its header: no such cell in this row
    assert done.cells == []
    grid.show_row(7, [np.zeros((2, 2), np.uint8)] * 3)
    with pytest.raises(ValueError, match="5 thumbnails for 3 columns"):
        grid.show_row(7, [np.zeros((2, 2), np.uint8)] * 5)
    with pytest.raises(IndexError):
        grid.cell_rect(7, 4)


def test_rectangles_end_with_their_section(host: QWidget) -> None:
    grid = sections_of(host)
    done = Obedient(grid)
    grid.show_selection((2, 1))
    press(grid, KEY.Key_Right, KEY.Key_Down, modifier=SHIFT)
    assert done.rectangles == [{(2, 1), (2, 2)}]
    view = grid.viewport()
    QTest.mousePress(view, LEFT, SHIFT, at(grid, 1, 3))
    for cell in ((2, 4), (3, 4)):
        place = QPointF(at(grid, *cell))
        moved = QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(view.mapToGlobal(place)), LEFT, LEFT, SHIFT
        )
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, LEFT, SHIFT, at(grid, 3, 4))
    assert done.rectangles[1:] == [{(1, 3), (1, 4), (2, 3), (2, 4)}]


def test_masked_positions_show_no_colour_of_the_table(host: QWidget) -> None:
    grid = sections_of(host)
    table = RED.copy()
    table[0] = (0, 255, 0)  # so that zero is a colour of its own
    grid.show_table(table)
    levels = np.array([[200, 0], [0, 200]], np.uint8)
    grid.show_row(3, [levels] * 5, mask=np.tri(2, dtype=np.bool_))
    grid.show_row(4, [levels] * 5)
    for row, ground in ((3, DARK.well), (4, QColor(0, 255, 0))):
        cell = grid.cell_rect(row, 1).toRect()
        right, bottom = QPoint(cell.width() // 2 - 6, 0), QPoint(0, cell.height() // 2 - 6)
        assert pixel(grid, cell.center() + right - bottom) == ground
        assert pixel(grid, cell.center() - right + bottom) == QColor(0, 255, 0)
        assert pixel(grid, cell.center() - right - bottom) == QColor(200, 0, 0)


def test_a_matrix_grows_with_every_step_of_decoding(host: QWidget) -> None:
    grid = sections_of(host)
    grid.show_selection((3, 1))
    before = grid.cell_rect(3, 0)
    for step in range(1, 12):
        mask = np.tri(step, dtype=np.bool_)
        grid.show_row(3, [np.full((step, step), 20 * step, np.uint8)] * 5, mask=mask)
        grid.show_row(0, [np.full((step, 7), 10 * step, np.uint8)] * 5)
        corner = grid.cell_rect(3, 2).bottomLeft().toPoint() + QPoint(2, -3)
        assert pixel(grid, corner) == QColor(20 * step, 0, 0)
        assert pixel(grid, at(grid, 0, 2)) == QColor(10 * step, 0, 0)
    assert grid.cell_rect(3, 0) == before


def test_the_heading_stays_while_its_rows_scroll(host: QWidget) -> None:
    grid = sections_of(host, height=180)
    bar = grid.verticalScrollBar()
    assert bar.maximum() > 0
    done = Obedient(grid)
    top = grid.heading_rect(0).y()
    bar.setValue(20)
    assert grid.heading_rect(0).y() == top
    click(grid, QPoint(60, round(top) + 11))
    assert done.folds == [("Cross", True)]
    assert grid.heading_rect(0).y() == top
    press(grid, KEY.Key_Return)
    for cell in ((8, 2), (4, 0), (0, 4), (3, 1)):
        grid.show_selection(cell)
        rect = grid.cell_rect(*cell)
        assert grid.viewport().rect().contains(rect.toRect())
        section = SHAPE.group_of(cell[0])
        assert rect.y() >= grid.heading_rect(section).bottom()
        click(grid, rect.center().toPoint())
        assert done.cells[-1] == cell


def test_an_unfolded_section_comes_into_view(host: QWidget) -> None:
    grid = sections_of(host, height=170)
    grid.show_folded(frozenset({"Cross", "Encoder"}))
    settle()
    click(grid, heading(grid, 2))
    assert grid.verticalScrollBar().value() > 0
    assert grid.viewport().rect().contains(grid.cell_rect(8, 0).toRect())


def test_a_heading_lights_up_and_says_what_a_click_does(host: QWidget) -> None:
    grid = sections_of(host)
    beside = heading(grid, 1)
    assert pixel(grid, beside) == DARK.panel
    QTest.mouseMove(grid.viewport(), beside)
    assert pixel(grid, beside) == DARK.hover
    assert tip_at(grid, heading(grid, 0)) == "Fold Cross: target × source (Enter)"
    grid.show_folded(frozenset({"Encoder"}))
    assert tip_at(grid, heading(grid, 2)) == "Unfold Encoder: source × source"
    assert tip_at(grid, at(grid, 4, 3)) == "Decoder, layer 1, head 2"


@pytest.mark.parametrize("height", [60, 120, 240, 360, 560])
@pytest.mark.parametrize("width", [120, 272, 352, 440])
def test_every_size_paints(host: QWidget, width: int, height: int) -> None:
    grid = sections_of(host, width, height)
    for folded in (frozenset[str](), frozenset({"Cross"}), frozenset({"Cross", "Encoder"})):
        grid.show_folded(folded)
        settle()
        assert not grid.grab().isNull()
        assert grid.height() <= max(height, grid.minimumSizeHint().height())


def test_all_sections_folded_leave_three_headings(host: QWidget) -> None:
    grid = sections_of(host)
    for section in range(3):
        click(grid, heading(grid, section))
    done = Obedient(grid)
    press(grid, KEY.Key_Down, KEY.Key_Home)
    assert done.cells == []
    press(grid, KEY.Key_PageDown)
    assert done.cells == [(3, 0)]
    assert grid.cell_rect(3, 0).isValid()


def test_a_heading_shows_whether_it_is_folded_and_holds_the_current_cell(host: QWidget) -> None:
    grid = sections_of(host)

    def look() -> QImage:
        return grid.viewport().grab(grid.heading_rect(0).toRect()).toImage()

    chosen = look()
    grid.show_selection((3, 0))
    other = look()
    assert other != chosen
    grid.show_folded(frozenset({"Cross"}))
    assert look() not in (chosen, other)
    grid.show_folded(frozenset())
    assert look() == other


def test_many_heads_scroll_down_and_the_last_one_comes_into_view(host: QWidget) -> None:
    grid = sections_of(host, 272, 400)
    heads = tuple(str(head) for head in range(24))
    for most in (300, 160):
        grid.set_maximum_height(most)
        grid.show_shape(GridShape(tuple("012345"), ("mean", *heads), smooth=False))
        settle()
        grid.show_selection((5, 24))
        assert grid.viewport().rect().contains(grid.cell_rect(5, 24).toRect())
        assert grid.horizontalScrollBar().maximum() == 0
