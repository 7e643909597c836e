"""A window that is low: what stands under the view of a text gives way to the words of the view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.core.colormaps import table
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.sheet_figure import SheetFigure
from explorer.gui.canvas.pixels import palette_of
from explorer.gui.kit.look.theme import theme, theme_switch
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open

LOW = (1366, 768)
SHORT = "この小説は人気です。"
LONG = "ハワイ出身の友達はビリヤードが得意で、夏の地区大会で入賞したらしい。"


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    window = open_window(model="transformer")
    window.resize(*LOW)
    QApplication.processEvents()
    return window


def give(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type a text and wait until its run is shown."""
    window.texts.typed.emit("text", text)

    def shown() -> bool:
        trace = window.controller.text.trace
        same = trace is not None and trace.sentence.text == text and not trace.running
        return same and not window.busy()

    qtbot.waitUntil(shown)
    QApplication.processEvents()  # what gives way is laid out


def matrix_rows(window: MainWindow) -> tuple[int, int]:
    """How many rows there are, and how many of them have their word."""
    view = window.texts.canvas.view
    figure = view.figure()
    assert isinstance(figure, MatrixFigure)
    return len(figure.matrix.rows), len(figure.layout(view.frame()).labelled_rows())


def test_every_word_is_beside_its_row(qtbot: QtBot, window: MainWindow) -> None:
    reading = window.texts.reading
    assert reading.isVisible()
    give(qtbot, window, LONG)
    rows, words = matrix_rows(window)
    assert rows == words > 15
    assert not reading.isVisible()
    window.controller.step_layer(-1)
    QApplication.processEvents()
    assert not reading.isVisible()
    give(qtbot, window, SHORT)
    assert reading.isVisible()
    window.resize(1440, 1100)
    give(qtbot, window, LONG)
    assert reading.isVisible(), "there is room for both"
    window.resize(*LOW)
    QApplication.processEvents()
    assert not reading.isVisible()


@pytest.mark.parametrize("view", [1, 3])
def test_what_would_scroll_is_whole(window: MainWindow, view: int) -> None:
    window.controller.choose_view(view)
    QApplication.processEvents()
    shown = window.texts.canvas.view
    figure = shown.figure()
    assert isinstance(figure, SheetFigure)
    assert figure.fits(shown.frame())
    assert window.texts.reading.isVisible() is (view == 1), "the steps need its room"


def test_the_bar_of_lines_has_the_ink_of_the_lines(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.texts.canvas.bar
    for name in ("light", "dark"):
        window.controller.choose_view(1)
        theme_switch().choose(name)
        qtbot.waitUntil(window.updatesEnabled)  # when all is in that theme
        QApplication.processEvents()
        figure = window.texts.canvas.view.figure()
        assert isinstance(figure, LinesFigure)
        ramp = figure.ramp(palette_of(theme(), "canvas"))
        np.testing.assert_array_equal(bar.table(), ramp)
        assert ramp[0].tolist() == list(palette_of(theme(), "canvas").canvas)
        window.controller.choose_view(0)
        QApplication.processEvents()
        np.testing.assert_array_equal(bar.table(), table("inferno"))
