"""The view of a figure: mouse, keys, zoom, and what is on screen at all."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, SignalInstance
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.figures.figure import Figure
from explorer.figures.frame import Frame, Target
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.sheet import Sheet
from explorer.gui.canvas.figure_keys import zoomed
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.canvas.pixels import palette_of, to_pixels
from explorer.gui.kit import DARK, LIGHT, Theme, apply_theme
from tests.figures.matrices import NOVEL, random_matrix
from tests.figures.probes import paint

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SIZE = 600, 400


class Board:
    """Ten by ten fields that fill the frame and grow with the zoom: a figure that says nothing
    itself about how it is zoomed."""

    def __init__(self) -> None:
        self.painted: list[Frame] = []

    def natural_size(self) -> tuple[int, int]:
        return 300, 200

    def extent(self, frame: Frame) -> tuple[float, float]:
        return frame.width * frame.zoom, frame.height * frame.zoom

    def paint(self, sheet: Sheet) -> None:
        self.painted.append(sheet.frame)
        sheet.fill((10, 10, 10) if sheet.frame.hover is None else (200, 200, 200))

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        width, height = self.extent(frame)
        return Target(int((y + frame.y) * 10 // height), int((x + frame.x) * 10 // width))


@pytest.fixture
def view(host: QWidget) -> FigureView:
    found = FigureView(host)
    found.setGeometry(10, 10, *SIZE)
    found.show_figure(MatrixFigure(NOVEL, "inferno"), "Matrix of cross-attention")
    found.show()
    return found


def heard(signal: SignalInstance) -> list[tuple[object, ...]]:
    """What a signal says from now on."""
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *said: found.append(said))
    return found


def place(view: FigureView, row: int | None, col: int | None) -> QPoint:
    """A point where a cell or a word lies."""
    frame = view.frame()
    figure = view.figure()
    assert figure is not None
    wanted = Target(row, col)
    for apart in (24, 3):  # px; the finer the longer it takes
        for y in range(2, frame.height, apart):
            for x in range(2, frame.width, apart):
                if figure.hit(frame, x, y) == wanted == figure.hit(frame, x + 4, y + 4):
                    return QPoint(x + 2, y + 2)
    raise AssertionError(f"{row}, {col} is nowhere")


def move(
    view: FigureView,
    point: QPoint,
    buttons: Qt.MouseButton = Qt.MouseButton.NoButton,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    at = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, buttons, held
    )
    QApplication.sendEvent(view, event)


def drag(view: FigureView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(view, LEFT, held, start)
    for share in (0.5, 1.0):
        move(view, start + (end - start) * share, LEFT, held)
    QTest.mouseRelease(view, LEFT, held, end)


def wheel(view: FigureView, point: QPoint, notches: int, held: Qt.KeyboardModifier = NONE) -> bool:
    """Turn the wheel away from the user; whether the view took it."""
    at = QPointF(point)
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def test_it_shows_what_a_file_of_its_frame_holds(view: FigureView) -> None:
    figure = view.figure()
    assert figure is not None
    image = view.grab().toImage()
    frame = view.frame()
    assert frame.scale == image.devicePixelRatio()
    assert (frame.width, frame.height) == SIZE
    assert np.array_equal(to_pixels(image)[..., :3], paint(figure, frame))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_it_has_the_colours_of_the_theme(
    view: FigureView, qapp: QApplication, theme: Theme
) -> None:
    view.grab()
    apply_theme(qapp, theme)
    image = view.grab().toImage()
    colours = palette_of(theme)
    assert image.pixelColor(1, 1) == QColor(*colours.canvas)
    assert view.frame().palette == colours


def test_without_a_figure_there_is_only_canvas(view: FigureView) -> None:
    asked = heard(view.targetRequested)
    view.show_figure(None)
    pixels = to_pixels(view.grab().toImage())
    assert (pixels[..., :3] == palette_of(DARK).canvas).all()
    assert view.picture() is None
    QTest.mouseClick(view, LEFT, NONE, QPoint(300, 200))
    move(view, QPoint(310, 200))
    QTest.keyClick(view, Qt.Key.Key_Plus)
    wheel(view, QPoint(300, 200), 1, CTRL)
    assert asked == []
    assert view.zoom() == 1


@pytest.mark.parametrize("target", [(2, 4), (5, 0), (1, None), (None, 3)])
def test_the_mouse_points_and_asks(view: FigureView, target: tuple[int | None, int | None]) -> None:
    hovered, asked = heard(view.targetHovered), heard(view.targetRequested)
    point = place(view, *target)
    move(view, point)
    assert hovered == [(Target(*target),)]
    QTest.mouseClick(view, LEFT, NONE, point)
    assert asked == [(Target(*target),)]
    QTest.mouseClick(view, RIGHT, NONE, point)
    assert len(asked) == 1, "the right button asks nothing"


def test_what_the_mouse_points_at_is_said_once(view: FigureView) -> None:
    said = heard(view.targetHovered)
    point = place(view, 2, 4)
    move(view, point)
    view.show_hover(Target(2, 4))
    move(view, point + QPoint(2, 1))
    assert said == [(Target(2, 4),)]
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert said == [(Target(2, 4),), (None,)]


def test_hover_lights_up_and_draws_the_figure_once_for_each_target(view: FigureView) -> None:
    board = Board()
    view.show_figure(board, "Board")
    view.grab()
    view.grab()
    assert len(board.painted) == 1, "kept"
    view.show_hover(Target(1, 1))
    assert view.grab().toImage().pixelColor(5, 5) == QColor(200, 200, 200)
    view.show_hover(None)
    assert view.grab().toImage().pixelColor(5, 5) == QColor(10, 10, 10)


def test_the_readout_stands_at_the_mouse_and_ends_with_the_figure(view: FigureView) -> None:
    plain = view.grab().toImage()
    view.show_readout(("0.42", "is → です", "mean of 8 heads"))
    assert view.grab().toImage() == plain, "no mouse, no place"
    move(view, QPoint(300, 200))
    assert view.accessibleDescription() == "0.42; is → です; mean of 8 heads"
    changed = (to_pixels(plain) != to_pixels(view.grab().toImage())).any(axis=2)
    rows, cols = np.nonzero(changed)
    assert 300 < cols.min() < 330
    assert cols.max() < 600
    assert 150 < rows.min() <= 200 <= rows.max() < 300
    move(view, QPoint(596, 396))
    view.show_hover(None)
    rows, cols = np.nonzero((to_pixels(plain) != to_pixels(view.grab().toImage())).any(axis=2))
    assert cols.max() < 596 - 5, "at the other side where there is no room"
    view.show_figure(view.figure(), "Matrix")
    assert view.readout() == ()
    assert view.grab().toImage() == plain


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Down, (1, 0)),
        (Qt.Key.Key_Up, (-1, 0)),
        (Qt.Key.Key_Right, (0, 1)),
        (Qt.Key.Key_Left, (0, -1)),
    ],
)
def test_arrow_keys_step(view: FigureView, key: Qt.Key, step: tuple[int, int]) -> None:
    said = heard(view.stepRequested)
    QTest.keyClick(view, key)
    QTest.keyClick(view, key, CTRL)
    assert said == [step], "with Ctrl they belong to the window"


def test_keys_zoom(view: FigureView) -> None:
    said = heard(view.zoomChanged)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Equal)
    high = view.zoom()
    assert high > 1.3
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert 1 < view.zoom() < high
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom() == 1
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom() == 1, "all is shown already"
    assert [said[-1], len(said)] == [(1.0,), 4]


def test_other_keys_are_left_to_the_window(host: QWidget, view: FigureView) -> None:
    seen: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            seen.append(event.key())

    window = Window(host)
    view.setParent(window)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_0):
        QTest.keyClick(view, key)
    assert seen == [Qt.Key.Key_A, Qt.Key.Key_Escape]


@pytest.mark.parametrize("make", [lambda: MatrixFigure(random_matrix(40, 40), "inferno"), Board])
def test_ctrl_and_wheel_zoom_about_the_mouse(view: FigureView, make: Callable[[], Figure]) -> None:
    view.show_figure(make(), "Figure")
    point = place(view, 3, 4)
    assert wheel(view, point, 6, CTRL)
    assert view.zoom() > 3
    assert view.target_at(QPointF(point)) == Target(3, 4)
    wheel(view, point, -2, CTRL)
    assert view.target_at(QPointF(point)) == Target(3, 4)
    wheel(view, point, -20, CTRL)
    assert (view.zoom(), view.frame().x, view.frame().y) == (1, 0, 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.floats(1, 4),
    st.floats(1, 9),
    st.floats(0, 600),
    st.floats(0, 400),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_figure_is_followed_by_its_extent(
    zoom: float, then: float, x: float, y: float, across: float, down: float
) -> None:
    board = Board()
    frame = Frame(*SIZE, zoom=zoom, x=across * 600 * (zoom - 1), y=down * 400 * (zoom - 1))
    found = zoomed(board, frame, then, x, y)
    assert found.zoom == min(then, 4.0)
    for point, old, new, length in ((x, frame.x, found.x, 600), (y, frame.y, found.y, 400)):
        most = length * (found.zoom - 1)
        wanted = (point + old) / frame.zoom * found.zoom - point
        assert new == pytest.approx(min(max(wanted, 0.0), most if most >= 1 else 0.0), abs=1e-6)


def test_a_pinch_zooms(view: FigureView) -> None:
    at = QPointF(300, 200)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        view.mapToGlobal(at),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(view, event)
    assert view.zoom() == pytest.approx(1.5)


def test_the_wheel_scrolls_what_is_zoomed_and_else_is_left_to_the_window(view: FigureView) -> None:
    point = QPoint(300, 200)
    assert not wheel(view, point, -1)
    wheel(view, point, 4, CTRL)
    before = view.frame()
    assert wheel(view, point, -1)
    assert view.frame().y > before.y
    assert view.frame().x == before.x
    assert wheel(view, point, -1, Qt.KeyboardModifier.ShiftModifier)
    assert view.frame().x > before.x
    for _ in range(100):
        wheel(view, point, 1)
    assert view.frame().y == 0


def test_a_drag_moves_what_is_zoomed_and_asks_nothing(view: FigureView) -> None:
    wheel(view, QPoint(300, 200), 4, CTRL)
    before = view.frame()
    asked, dragged = heard(view.targetRequested), heard(view.dragRequested)
    drag(view, QPoint(300, 200), QPoint(260, 170))
    assert (view.frame().x - before.x, view.frame().y - before.y) == (40, 30)
    assert asked == dragged == []
    QTest.mouseClick(view, LEFT, NONE, QPoint(300, 200))
    assert len(asked) == 1, "a click still asks"


@pytest.mark.parametrize(("zoom", "held"), [(0, NONE), (0, CTRL), (4, CTRL)])
def test_a_drag_takes_the_figure_out(
    view: FigureView, zoom: int, held: Qt.KeyboardModifier
) -> None:
    wheel(view, QPoint(300, 200), zoom, CTRL)
    before = replace(view.frame(), hover=None)
    asked, dragged = heard(view.targetRequested), heard(view.dragRequested)
    drag(view, QPoint(300, 200), QPoint(220, 150), held)
    assert len(dragged) == 1
    assert asked == []
    assert replace(view.frame(), hover=None) == before


def double_click(view: FigureView, point: QPoint) -> None:
    """As Qt tells it: press, release, double click, release."""
    QTest.mouseClick(view, LEFT, NONE, point)
    QTest.mouseDClick(view, LEFT, NONE, point)
    QTest.mouseRelease(view, LEFT, NONE, point)


def test_a_double_click_shows_all_again(view: FigureView) -> None:
    wheel(view, QPoint(300, 200), 4, CTRL)
    said, asked = heard(view.zoomChanged), heard(view.targetRequested)
    double_click(view, QPoint(300, 200))
    assert said == [(1.0,)]
    assert len(asked) == 1, "its second half asks nothing"


def test_two_quick_clicks_are_two_while_all_shows(view: FigureView) -> None:
    asked = heard(view.targetRequested)
    double_click(view, QPoint(300, 200))
    assert len(asked) == 2


def test_the_zoom_stays_with_another_figure_as_far_as_it_reaches(view: FigureView) -> None:
    said = heard(view.zoomChanged)
    view.show_figure(MatrixFigure(random_matrix(120, 120), "inferno"), "Large")
    wheel(view, QPoint(300, 200), 9, CTRL)
    before = view.frame()
    view.show_figure(MatrixFigure(random_matrix(120, 120, 5), "inferno"), "Another row")
    assert (view.zoom(), view.frame().x) == (before.zoom, pytest.approx(before.x))
    count = len(said)
    view.show_figure(MatrixFigure(NOVEL, "inferno"), "Small")
    assert view.zoom() == 2
    assert len(said) == count, "setters say nothing"


def test_after_an_arrow_key_the_query_is_scrolled_into_sight(view: FigureView) -> None:
    view.show_figure(MatrixFigure(random_matrix(60, 60, 10), "inferno"), "Row 10")
    wheel(view, QPoint(300, 30), 10, CTRL)
    far = MatrixFigure(random_matrix(60, 60, 50), "inferno")
    view.show_figure(far, "Row 50")
    assert not far.layout(view.frame()).down.shown(50), "not without a key"
    view.stepRequested.connect(lambda down, right: view.show_figure(far, "Row 50"))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert far.layout(view.frame()).down.shown(50)


def test_it_keeps_its_place_within_the_figure_when_it_grows(view: FigureView) -> None:
    wheel(view, QPoint(300, 200), 4, CTRL)
    for _ in range(60):
        wheel(view, QPoint(300, 200), -1)
    view.resize(900, 700)
    frame, figure = view.frame(), view.figure()
    assert figure is not None
    assert frame.y <= max(0, figure.extent(frame)[1] - 700) + 1


def test_it_says_what_it_is_and_shows_the_focus_of_the_keyboard(view: FigureView) -> None:
    assert view.accessibleName() == "Matrix of cross-attention"
    assert "Arrow keys" in view.accessibleDescription()
    assert view.ring() is None
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.ring() is not None
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert view.ring() is None


def test_a_right_click_asks_for_the_menu(view: FigureView) -> None:
    said = heard(view.menuRequested)
    at = QPoint(200, 100)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    assert said == [(view.mapToGlobal(at),)]


def test_a_view_that_is_gone_holds_no_figure(host: QWidget) -> None:
    board = Board()
    gone = weakref.ref(board)
    view = FigureView(host)
    view.show_figure(board, "Board")
    view.show()
    view.grab()
    view.deleteLater()
    del board, view
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_lines_are_moved_while_they_are_dragged_and_drawn_anew_after(
    qtbot: QtBot, view: FigureView
) -> None:
    figure = LinesFigure(random_matrix(60, 50), "inferno")
    view.show_figure(figure, "Lines")
    view.grab()
    drag(view, QPoint(300, 300), QPoint(290, 220), NONE)
    assert view.frame().y > 0
    moved = to_pixels(view.grab().toImage())[..., :3]
    whole = paint(figure, view.frame())
    far = np.abs(moved.astype(int) - whole.astype(int)).max(axis=-1) > 40
    assert far[:, : far.shape[1] - 4].mean() < 0.2, "other lines may be in sight"
    before = view.picture()
    qtbot.waitUntil(lambda: view.picture() is not before)
    assert np.array_equal(to_pixels(view.picture())[..., :3], whole)


def test_an_enlarged_figure_is_asked_zoomed_and_moved_where_it_is_drawn(view: FigureView) -> None:
    board = Board()
    view.show_figure(board)
    view.enlarge(2.0)
    frame = view.frame()
    assert (frame.width, frame.height) == (SIZE[0] // 2, SIZE[1] // 2)
    image = view.picture()
    assert image is not None
    assert image.deviceIndependentSize().toTuple() == SIZE
    point = QPoint(SIZE[0] - 30, SIZE[1] - 30)
    assert view.target_at(QPointF(point)) == Target(9, 9)
    wheel(view, point, 4, CTRL)
    assert view.frame().zoom > 1
    assert view.target_at(QPointF(point)) == Target(9, 9)  # it grows about the mouse
    before = view.frame().x
    drag(view, QPoint(100, 100), QPoint(160, 100))
    assert view.frame().x == pytest.approx(before - 30)
    view.enlarge(1.0)
    assert view.frame().width == SIZE[0]


def in_sight(view: FigureView, figure: LinesFigure) -> bool:
    return figure.revealed(view.frame()) == view.frame()


def test_what_asks_is_in_sight_when_lines_take_the_place_of_a_matrix_and_in_a_smaller_window(
    view: FigureView,
) -> None:
    matrix = replace(random_matrix(40, 40), row=38)
    figure = LinesFigure(matrix, "inferno")
    view.show_figure(MatrixFigure(matrix, "inferno"))
    view.show_figure(figure)
    assert in_sight(view, figure)
    assert view.frame().y > 0
    view.resize(SIZE[0], SIZE[1] // 2)
    assert in_sight(view, figure)
    view.show_part(1.0, 0.0, 0.0)  # the user looks elsewhere
    view.resize(SIZE[0], SIZE[1] // 2 - 20)
    assert view.frame().y == 0
    view.show_figure(LinesFigure(matrix, "magma"))
    assert view.frame().y == 0
