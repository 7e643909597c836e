"""No event raises, whatever the state: an error in an override of Qt's ends the whole program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.core.cancel import Cancelled
from explorer.core.trace import Trace
from explorer.gui.window.main_window import MainWindow
from explorer.runtime.engine import Engine

from .conftest import ROOM, Answers, Open

NONE = Qt.KeyboardModifier.NoModifier
KEYS = (Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Period, Qt.Key.Key_Escape, Qt.Key.Key_unknown)


def events(widget: QWidget) -> Iterator[QEvent]:
    """What the mouse, the keyboard and the system may send to any widget at any time."""
    at = QPointF(widget.rect().center())
    none = Qt.MouseButton.NoButton
    yield QEnterEvent(at, at, at)
    yield QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, NONE)
    yield QHelpEvent(QEvent.Type.ToolTip, at.toPoint(), at.toPoint())
    phase = Qt.ScrollPhase.NoScrollPhase
    yield QWheelEvent(at, at, QPoint(0, 0), QPoint(0, -120), none, NONE, phase, False)
    yield QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    for key in KEYS:
        yield QKeyEvent(QEvent.Type.KeyPress, key, NONE)
    yield QResizeEvent(widget.size(), QSize(1, 1))
    yield QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
    yield QEvent(QEvent.Type.Leave)


def shake(qtbot: QtBot, window: MainWindow) -> None:
    """Send every event to every widget, paint each, and fail for any error among them."""
    with qtbot.captureExceptions() as errors:
        for widget in (window, *window.findChildren(QWidget)):
            for event in events(widget):
                QGuiApplication.sendEvent(widget, event)
            widget.grab()
        for size in ((1024, 640), (1300, 700), (1440, 900)):
            window.resize(*size)
            QGuiApplication.processEvents()
    assert not errors, errors


@pytest.fixture
def no_run(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Runs wait until they are cancelled."""
    never = threading.Event()

    def run(self: Engine, request: Any, publish: Any, cancelled: Callable[[], bool]) -> Trace:
        while not never.wait(0.005):
            if cancelled():
                raise Cancelled
        raise AssertionError("nobody lets it run")

    monkeypatch.setattr(Engine, "run", run)
    return never


@pytest.mark.usefixtures("no_run")
def test_before_the_first_photo_and_after_closing(qtbot: QtBot, answers: Answers) -> None:
    window = MainWindow(dialogs=answers, model="vit", theme="dark", room=ROOM)
    window.show()
    shake(qtbot, window)
    window.close()
    shake(qtbot, window)
    window.deleteLater()


@pytest.mark.parametrize("model", ["vit", "se-resnet", "spatial-gate"])
def test_with_each_kind_of_model(open_window: Open, qtbot: QtBot, model: str) -> None:
    window = open_window(model=model)
    window.controller.photo.choose_side("compare")
    shake(qtbot, window)


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
def test_with_photos_of_any_shape(
    open_window: Open, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", size, "teal").save(path)
    window = open_window(model="vit", photo=path)
    shake(qtbot, window)
