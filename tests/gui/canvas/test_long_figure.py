"""The view of a long map: which region it says that it shows, and what keys and mouse do there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.core.map.long import region
from explorer.core.map.long.region import Region, whole
from explorer.core.map.matrix import resolve_matrix
from explorer.core.selection import Selection
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.matrix.tiled_figure import TiledFigure
from explorer.gui.canvas.figure_view import FigureView
from tests.core.text_traces import long_trace
from tests.figures.matrices import NOVEL
from tests.figures.probes import paint

from .test_figure_view import CTRL, drag, heard, wheel

SHIFT = Qt.KeyboardModifier.ShiftModifier
RUN = long_trace(300)
ALL = Region((0, 300), (0, 300))
MIDDLE = QPoint(300, 250)


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 16)
    monkeypatch.setattr(region, "TILES", 40)


def figure(part: Region | None = None, size: int = 300) -> TiledFigure:
    run = RUN if size == 300 else long_trace(size)
    matrix = resolve_matrix(run, Selection(unit=1, query=120, region=part))
    axis = run.sites[0].queries
    return TiledFigure(matrix, "inferno", axis, axis, whole(run.sites[0]))


@pytest.fixture
def view(host: QWidget) -> FigureView:
    found = FigureView(host)
    found.setGeometry(10, 10, 600, 400)
    found.show_figure(figure(), "Matrix")
    found.show()
    return found


def test_a_figure_that_is_shown_asks_for_nothing(qtbot: QtBot, view: FigureView) -> None:
    qtbot.waitUntil(lambda: not view._settle.isActive())  # what showing it has begun is over
    said = heard(view.regionShown)
    view.show_figure(figure(Region((100, 140), (50, 90))), opened=True)
    view.show_figure(figure())
    QTest.qWait(200)
    assert said == []


def test_the_wheel_asks_once_for_the_region_that_it_came_to(qtbot: QtBot, view: FigureView) -> None:
    said = heard(view.regionShown)
    with qtbot.waitSignal(view.regionShown):
        for _ in range(6):
            wheel(view, MIDDLE, 1, CTRL)
    assert len(said) == 1
    (found,) = said[0]
    assert isinstance(found, Region)
    shown = view.figure()
    assert isinstance(shown, TiledFigure)
    assert found == shown.seen(view.frame())
    assert max(found.shape) < 120
    assert found.rows[0] > 0


def test_the_finer_picture_lies_where_the_coarse_one_lay(view: FigureView) -> None:
    for _ in range(6):
        wheel(view, MIDDLE, 1, CTRL)
    frame, shown = view.frame(), view.figure()
    assert isinstance(shown, TiledFigure)
    view.show_figure(figure(shown.seen(frame)))
    assert view.frame().zoom == pytest.approx(frame.zoom)
    assert (view.frame().x, view.frame().y) == pytest.approx((frame.x, frame.y), abs=1e-6)


def test_a_drag_moves_the_map_and_asks_for_where_it_is_then(qtbot: QtBot, view: FigureView) -> None:
    for _ in range(8):
        wheel(view, MIDDLE, 1, CTRL)
    with qtbot.waitSignal(view.regionShown) as first:
        pass
    with qtbot.waitSignal(view.regionShown) as then:
        drag(view, MIDDLE, MIDDLE + QPoint(-120, -60))
    before, after = first.args[0], then.args[0]
    assert after.rows[0] > before.rows[0]
    assert after.cols[0] > before.cols[0]


def test_a_box_with_shift_is_zoomed_into(qtbot: QtBot, view: FigureView) -> None:
    asked = heard(view.targetRequested)
    with qtbot.waitSignal(view.regionShown) as said:
        drag(view, QPoint(200, 100), QPoint(320, 200), SHIFT)
    assert view.zoom() > 2
    assert max(said.args[0].shape) < 120
    assert asked == []


def test_a_click_with_shift_asks_as_any_click(view: FigureView) -> None:
    asked = heard(view.targetRequested)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, SHIFT, MIDDLE)
    assert len(asked) == 1
    assert view.zoom() == 1


def test_the_box_is_painted_while_it_is_drawn(view: FigureView) -> None:
    before = view.grab().toImage()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, SHIFT, QPoint(200, 100))
    QTest.mouseMove(view, QPoint(320, 200))
    assert view.grab().toImage() != before
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, SHIFT, QPoint(320, 200))


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_0])
def test_keys_go_back_to_all_of_it(qtbot: QtBot, view: FigureView, key: Qt.Key) -> None:
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() > 1
    with qtbot.waitSignal(view.regionShown) as said:
        QTest.keyClick(view, key)
    assert view.zoom() == 1
    assert said.args[0] == ALL


def test_where_all_is_seen_escape_and_home_are_the_windows(view: FigureView) -> None:
    got: list[int] = []
    host = view.parentWidget()
    host.keyPressEvent = lambda event: got.append(event.key())  # type: ignore[method-assign]
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    assert got == [Qt.Key.Key_Escape, Qt.Key.Key_Home]


def test_another_map_is_shown_whole_or_where_its_region_is(view: FigureView) -> None:
    for _ in range(6):
        wheel(view, MIDDLE, 1, CTRL)
    view.show_figure(figure(size=280))
    assert view.zoom() == 1
    for _ in range(6):
        wheel(view, MIDDLE, 1, CTRL)
    view.show_figure(figure(Region((100, 140), (50, 90))))
    assert view.zoom() > 3


def test_another_view_is_not_zoomed_as_the_map_was(qtbot: QtBot, view: FigureView) -> None:
    for _ in range(6):
        wheel(view, MIDDLE, 1, CTRL)
    view.show_figure(MatrixFigure(NOVEL, "inferno"))
    assert view.zoom() == 1
    said = heard(view.regionShown)
    QTest.qWait(200)
    assert said == []
    part = Region((100, 140), (50, 90))
    view.show_figure(figure(part))  # and back
    shown = view.figure()
    assert isinstance(shown, TiledFigure)
    seen = shown.seen(view.frame())
    assert seen.rows[0] <= 100
    assert seen.rows[1] >= 140
    assert seen.cols[0] <= 50
    assert seen.cols[1] >= 90


def test_it_goes_to_a_region_that_was_chosen_elsewhere(view: FigureView) -> None:
    view.show_figure(figure(Region((200, 220), (10, 30))), opened=True)
    shown = view.figure()
    assert isinstance(shown, TiledFigure)
    seen = shown.seen(view.frame())
    assert seen.rows[0] <= 200 < 220 <= seen.rows[1]
    assert seen.cols[0] <= 10 < 30 <= seen.cols[1]
    assert max(seen.shape) < 60


def test_a_resize_asks_for_the_region_that_shows_then(qtbot: QtBot, view: FigureView) -> None:
    for _ in range(8):
        wheel(view, MIDDLE, 1, CTRL)
    with qtbot.waitSignal(view.regionShown):
        pass
    with qtbot.waitSignal(view.regionShown) as said:
        view.resize(500, 300)
    shown = view.figure()
    assert isinstance(shown, TiledFigure)
    assert said.args[0] == shown.seen(view.frame())


def test_its_keys_are_told(view: FigureView) -> None:
    assert "with Shift it marks what to zoom into" in view.accessibleDescription()
    view.show_figure(MatrixFigure(NOVEL, "inferno"))
    assert "Shift" not in view.accessibleDescription()


def test_a_figure_is_painted_at_any_scale(view: FigureView) -> None:
    shown = view.figure()
    assert isinstance(shown, TiledFigure)
    for scale in (1.0, 1.25, 2.0):
        frame = replace(view.frame(), scale=scale)
        assert paint(shown, frame).shape[:2] == (round(400 * scale), round(600 * scale))
    assert view.target_at(QPointF(2, 2)) is None
