"""The grid of heads under a real mouse and a real keyboard."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.grid.grid_shape import GridShape
from explorer.gui.grid.grid_view import GridView
from explorer.gui.kit import DARK
from tests.gui.grid.grids import TABLE, at, grid_of, level, pixel, tip_at

NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
SIGNALS = (
    "cellRequested",
    "cellToggled",
    "cellsRequested",
    "playRequested",
    "meanRequested",
    "wheelStepped",
)


class Heard(list[tuple[object, ...]]):
    """Every signal of a grid but hovering, as (name, arguments...), in order."""

    def __init__(self, grid: GridView) -> None:
        super().__init__()
        for name in SIGNALS:
            getattr(grid, name).connect(self._slot(name))

    def _slot(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.append((name, *arguments))


def test_a_click_asks_for_the_cell(host: QWidget) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    QTest.mouseClick(grid.viewport(), LEFT, NO, at(grid, 8, 3))
    QTest.mouseClick(grid.viewport(), LEFT, NO, at(grid, 0, 0))
    assert heard == [("cellRequested", 8, 3), ("cellRequested", 0, 0)]


@pytest.mark.parametrize("modifier", [SHIFT, CTRL])
def test_a_click_with_shift_or_ctrl_toggles(host: QWidget, modifier: Qt.KeyboardModifier) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    QTest.mouseClick(grid.viewport(), LEFT, modifier, at(grid, 2, 5))
    assert heard == [("cellToggled", 2, 5)]


def test_headers_choose_within_the_current_row(host: QWidget) -> None:
    grid = grid_of(host)
    grid.show_selection((4, 2))
    heard = Heard(grid)
    header = QPoint(at(grid, 0, 6).x(), 10)
    number = QPoint(20, at(grid, 9, 0).y())
    QTest.mouseClick(grid.viewport(), LEFT, NO, header)
    QTest.mouseClick(grid.viewport(), LEFT, NO, number)
    QTest.mouseClick(grid.viewport(), LEFT, SHIFT, header)
    assert heard == [("cellRequested", 4, 6), ("cellRequested", 9, 0), ("cellToggled", 4, 6)]


def send(
    grid: GridView,
    kind: QEvent.Type,
    point: QPoint,
    modifier: Qt.KeyboardModifier = NO,
    button: Qt.MouseButton = LEFT,
) -> None:
    """A mouse event with a button held down."""
    view = grid.viewport()
    away = QPointF(view.mapToGlobal(point))
    event = QMouseEvent(kind, QPointF(point), away, button, button, modifier)
    QApplication.sendEvent(view, event)


def drag(grid: GridView, modifier: Qt.KeyboardModifier, *cells: tuple[int, int]) -> None:
    view = grid.viewport()
    QTest.mousePress(view, LEFT, modifier, at(grid, *cells[0]))
    for cell in cells[1:]:
        send(grid, QEvent.Type.MouseMove, at(grid, *cell), modifier)
    QTest.mouseRelease(view, LEFT, modifier, at(grid, *cells[-1]))


class Panel(QWidget):
    """Counts the presses that the grid leaves to it."""

    presses = 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.presses += 1


def test_a_press_that_means_nothing_to_the_grid_goes_on_to_its_panel(host: QWidget) -> None:
    panel = Panel(host)
    panel.resize(400, 500)
    grid = grid_of(panel)
    panel.show()
    heard = Heard(grid)
    press = QEvent.Type.MouseButtonPress
    send(grid, press, QPoint(4, 4))
    send(grid, press, at(grid, 1, 1), button=Qt.MouseButton.RightButton)
    assert panel.presses == 2
    assert heard == []
    send(grid, press, at(grid, 1, 1))
    assert panel.presses == 2
    assert heard == [("cellRequested", 1, 1)]


def test_shift_and_drag_ask_for_a_rectangle(host: QWidget) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    drag(grid, SHIFT, (3, 2), (3, 3), (2, 3))
    assert heard == [
        ("cellsRequested", frozenset({(3, 2), (3, 3)}), 3, 3),
        ("cellsRequested", frozenset({(2, 2), (2, 3), (3, 2), (3, 3)}), 2, 3),
    ]


def test_a_drag_without_shift_asks_for_one_cell_only(host: QWidget) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    drag(grid, NO, (3, 2), (3, 3), (2, 3))
    assert heard == [("cellRequested", 3, 2)]


def test_a_toggle_after_a_rectangle_is_a_toggle(host: QWidget) -> None:
    grid = grid_of(host)
    grid.show_selection((5, 2))
    QTest.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    heard = Heard(grid)
    QTest.mouseClick(grid.viewport(), LEFT, SHIFT, at(grid, 7, 1))
    assert heard == [("cellToggled", 7, 1)]


def test_arrows_home_and_end_move_and_stop_at_the_edge(host: QWidget) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    grid.show_selection((0, 0))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(grid, key)
    assert heard == []
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert heard == [("cellRequested", 0, 1), ("cellRequested", 1, 0), ("cellRequested", 11, 0)]
    grid.show_selection((11, 6))
    heard.clear()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End):
        QTest.keyClick(grid, key)
    assert heard == []
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert heard == [("cellRequested", 0, 6)]


def test_shift_and_arrows_extend_from_where_they_began(host: QWidget) -> None:
    grid = grid_of(host)
    grid.show_selection((5, 2))
    asked: list[tuple[frozenset[tuple[int, int]], int, int]] = []

    def obey(cells: frozenset[tuple[int, int]], row: int, column: int) -> None:
        asked.append((cells, row, column))
        grid.show_selection((row, column), cells - {(row, column)})

    grid.cellsRequested.connect(obey)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(grid, key, SHIFT)
    assert asked == [
        (frozenset({(5, 2), (5, 3)}), 5, 3),
        (frozenset({(5, 2), (5, 3), (6, 2), (6, 3)}), 6, 3),
        (frozenset({(5, 2), (6, 2)}), 6, 2),
    ]
    grid.show_selection((1, 1))  # somebody else moved on: a new rectangle begins there
    QTest.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    assert asked[-1] == (frozenset({(1, 1), (2, 1)}), 2, 1)


def test_space_plays_and_a_asks_for_the_mean(host: QWidget) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_A)
    for key, modifier in ((Qt.Key.Key_A, CTRL), (Qt.Key.Key_E, NO), (Qt.Key.Key_Left, CTRL)):
        QTest.keyClick(grid, key, modifier)
    assert heard == [("playRequested",), ("meanRequested",)]


def test_hovering_is_told_once_a_cell_and_when_it_ends(host: QWidget) -> None:
    grid = grid_of(host)
    hovered: list[tuple[int, int]] = []
    grid.cellHovered.connect(lambda row, column: hovered.append((row, column)))
    view = grid.viewport()
    for point in (at(grid, 1, 1), at(grid, 1, 1) + QPoint(2, 2), at(grid, 1, 2), QPoint(20, 90)):
        QTest.mouseMove(view, point)
    QTest.mouseMove(view, at(grid, 3, 3))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert hovered == [(1, 1), (1, 2), (-1, -1), (3, 3), (-1, -1)]


def test_the_cell_under_the_mouse_has_a_thin_edge(host: QWidget) -> None:
    grid = grid_of(host, rows=3, columns=4)
    cell = grid.cell_rect(2, 2).toRect()
    beside = QPoint(cell.left() - 1, cell.center().y())
    assert pixel(grid, beside) == DARK.panel
    QTest.mouseMove(grid.viewport(), cell.center())
    assert pixel(grid, beside) == DARK.edge
    header = QPoint(cell.center().x() - 6, 12)
    assert pixel(grid, header) == DARK.panel
    QTest.mouseMove(grid.viewport(), header)
    assert pixel(grid, header) == DARK.hover
    assert pixel(grid, beside) == DARK.panel


def turn(grid: GridView, eighths: int) -> None:
    view, place = grid.viewport(), QPoint(100, 100)
    event = QWheelEvent(
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        NO,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_steps_layers_where_nothing_scrolls(host: QWidget) -> None:
    grid = grid_of(host)
    heard = Heard(grid)
    for eighths in (-120, 240, 60, 60):
        turn(grid, eighths)
    assert heard == [("wheelStepped", 1), ("wheelStepped", -2), ("wheelStepped", -1)]


def test_the_wheel_scrolls_a_grid_that_does_not_fit(host: QWidget) -> None:
    grid = grid_of(host, rows=48, size=(352, 300))
    heard = Heard(grid)
    before = grid.cell_rect(0, 0).top()
    turn(grid, -120)
    assert grid.cell_rect(0, 0).top() < before
    assert heard == []


def test_the_current_cell_is_scrolled_into_view(host: QWidget) -> None:
    grid = grid_of(host, rows=48, columns=25, size=(352, 300))
    for cell in ((47, 24), (0, 1), (20, 12)):
        grid.show_selection(cell)
        rect = grid.cell_rect(*cell)
        assert grid.viewport().rect().contains(rect.toRect())
        assert rect.top() >= 24
    heard = Heard(grid)
    QTest.mouseClick(grid.viewport(), LEFT, NO, at(grid, 20, 12))
    assert heard == [("cellRequested", 20, 12)]


def test_where_the_user_has_scrolled_to_stays_in_another_size(host: QWidget) -> None:
    grid = grid_of(host, rows=48, size=(352, 300))
    bar = grid.verticalScrollBar()
    grid.show_selection((0, 0))
    bar.setValue(bar.maximum() // 2)
    away = bar.value()
    grid.resize(352, 280)
    assert bar.value() == away > 0
    grid.show_selection((20, 0))
    for height in (200, 120):  # what was in sight stays in sight
        grid.resize(352, height)
        assert grid.viewport().rect().contains(grid.cell_rect(20, 0).toRect())


def test_a_step_paints_the_rows_that_it_changes_alone(host: QWidget) -> None:
    grid = grid_of(host)
    for row in range(12):
        grid.show_row(row, [level(row)] * 7)
    settle()
    painted: list[QRect] = []

    class Seen(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    seen = Seen()
    grid.viewport().installEventFilter(seen)
    grid.show_selection((3, 1))
    settle()
    painted.clear()
    grid.show_selection((4, 1))
    settle()
    (rect,) = painted
    assert rect.contains(grid.cell_rect(3, 1).toRect().adjusted(-3, -3, 3, 3))
    assert rect.contains(grid.cell_rect(4, 1).toRect().adjusted(-3, -3, 3, 3))
    assert rect.top() > grid.cell_rect(2, 0).top()
    assert rect.bottom() < grid.cell_rect(5, 0).bottom()
    painted.clear()
    frozen = level(9)
    frozen.flags.writeable = False
    grid.show_row(7, [frozen] * 7)
    settle()
    assert len(painted) == 1
    grid.show_row(7, [frozen] * 7)  # the same again
    settle()
    assert len(painted) == 1


def test_what_is_painted_in_parts_is_what_is_painted_whole(host: QWidget) -> None:
    """Whatever the steps, the window shows what a grid shows that was painted at once."""
    rng = np.random.default_rng(5)
    grid = grid_of(host, rows=20, columns=13, size=(352, 400), profiles=True)
    for row in range(20):
        gates = np.linspace(1, 0, 9, dtype=np.float32)
        grid.show_row(row, [level(10 * row + one) for one in range(13)], gates)
    settle()
    for _ in range(30):
        cells = {(int(row), int(col)) for row, col in rng.integers(0, (20, 13), (3, 2))}
        grid.show_selection(min(cells), frozenset(cells))
        if rng.random() < 0.3:
            QTest.mouseMove(grid.viewport(), at(grid, *max(cells)))
        settle()
        shown = host.grab(QRect(grid.pos(), grid.size())).toImage()
        grid.viewport().update()
        settle()
        assert host.grab(QRect(grid.pos(), grid.size())).toImage() == shown


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_setters_are_silent(host: QWidget) -> None:
    grid = grid_of(host, rows=3, columns=3)
    heard = Heard(grid)
    grid.show_row(0, [level(1)] * 3)
    grid.show_selection((1, 1), frozenset({(0, 1), (1, 1)}))
    grid.show_table(TABLE)
    grid.set_maximum_height(200)
    grid.show_shape(GridShape(("0",), ("mean",)))
    grid.show_shape(None)
    assert heard == []


def test_the_height_follows_the_width_up_to_the_most(host: QWidget) -> None:
    grid = grid_of(host)
    assert grid.hasHeightForWidth()
    assert grid.heightForWidth(352) == 24 + 12 * 30 - 3 + 4
    grid.set_maximum_height(250)
    assert grid.heightForWidth(352) <= 250
    assert grid.sizeHint().height() <= 250


@pytest.mark.qt_log_ignore("does not support raise")
def test_tool_tip_and_description_name_the_cell(host: QWidget) -> None:
    grid = grid_of(host)
    grid.show_selection((8, 3))
    assert grid.accessibleName() == "Heads"
    assert grid.accessibleDescription() == "layer 8, head 2"
    grid.show_selection((8, 0))
    assert grid.accessibleDescription() == "layer 8, mean"
    assert tip_at(grid, at(grid, 2, 1)) == "layer 2, head 0"


def test_the_focus_ring_comes_by_keyboard_only(host: QWidget) -> None:
    grid = grid_of(host)
    focus_in = QEvent.Type.FocusIn
    QApplication.sendEvent(grid, QFocusEvent(focus_in, Qt.FocusReason.MouseFocusReason))
    assert grid.ring() is None
    QApplication.sendEvent(grid, QFocusEvent(focus_in, Qt.FocusReason.TabFocusReason))
    ring = grid.ring()
    assert ring is not None
    assert ring.rect.contains(grid.cell_rect(0, 0))


def test_what_does_not_belong_is_refused(host: QWidget) -> None:
    grid = grid_of(host, rows=2, columns=2)
    with pytest.raises(ValueError, match="1 thumbnails for 2 columns"):
        grid.show_row(0, [level(1)])
    with pytest.raises(ValueError, match="uint8"):
        grid.show_row(0, [np.zeros((2, 2), np.float32)] * 2)
    with pytest.raises(ValueError, match="uint8"):
        grid.show_row(0, [np.zeros((0, 2), np.uint8)] * 2)
    with pytest.raises(ValueError, match="colour table"):
        grid.show_table(np.zeros((255, 3), np.uint8))
    for row in (-1, 2):
        with pytest.raises(IndexError):
            grid.show_row(row, [level(1)] * 2)
    with pytest.raises(IndexError):
        grid.cell_rect(0, 2)


def test_read_only_and_strided_thumbnails_are_kept_by_value(host: QWidget) -> None:
    grid = grid_of(host, rows=1, columns=2)
    big = np.full((8, 12), 40, dtype=np.uint8)
    frozen = level(80)
    frozen.flags.writeable = False
    grid.show_row(0, [big[::2, ::2], frozen])
    assert pixel(grid, at(grid, 0, 0)).red() == 40
    assert pixel(grid, at(grid, 0, 1)).red() == 80


def test_a_drag_without_shift_mutes_what_it_crosses(qtbot: QtBot, host: QWidget) -> None:
    grid = grid_of(host)
    grid.show_muted(frozenset({(4, 1)}))
    nothing = Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(grid.cellsMuted) as muted:
        drag(grid, nothing, (1, 1), (2, 2), (2, 3))
    assert muted.args == [frozenset({(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)}), True]
    with qtbot.waitSignal(grid.cellsMuted) as muted:  # from one that is muted they sound again
        drag(grid, nothing, (4, 1), (4, 2))
    assert muted.args == [frozenset({(4, 1), (4, 2)}), False]
    with qtbot.assertNotEmitted(grid.cellsMuted):
        drag(grid, nothing, (1, 1), (1, 1))
        drag(grid, Qt.KeyboardModifier.ShiftModifier, (1, 1), (2, 2))


def test_escape_mutes_nothing_of_a_drag(qtbot: QtBot, host: QWidget) -> None:
    grid = grid_of(host)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(grid.viewport(), left, pos=at(grid, 1, 1))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at(grid, 2, 2)),
        QPointF(at(grid, 2, 2)),
        Qt.MouseButton.NoButton,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(grid.viewport(), move)
    assert grid._marked
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert not grid._marked
    with qtbot.assertNotEmitted(grid.cellsMuted):
        QTest.mouseRelease(grid.viewport(), left, pos=at(grid, 2, 2))
