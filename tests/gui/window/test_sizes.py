"""The window at its first size and at its smallest, in both themes: nothing is cut or lies outside.

Looked at in the real window: where every part lies, and whether every text has the room it needs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from explorer.gui.kit.labels import Text
from explorer.gui.kit.language import say
from explorer.gui.kit.look.theme import theme_switch
from explorer.gui.window.layout_rules import FIRST, LEAST
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open

MODELS = ("vit", "se-resnet", "spatial-gate", "transformer")


def parts(window: MainWindow) -> Iterator[QWidget]:
    """Labels and buttons that are shown; a part that gave way to the picture has no height."""
    for part in window.findChildren(QWidget):
        known = isinstance(part, QLabel | QAbstractButton) and part.isVisibleTo(window)
        if known and part.parentWidget().height() > 0:
            yield part


def scrolled(part: QWidget, window: MainWindow) -> bool:
    """Whether a part lies in an area that scrolls."""
    above = part.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def outside(window: MainWindow) -> list[str]:
    """The parts that do not lie within their parents, and within the window."""
    found = []
    for part in parts(window):
        parent = part.parentWidget()
        if not scrolled(part, window) and not parent.rect().contains(part.geometry()):
            found.append(f"{part.accessibleName() or type(part).__name__} {part.geometry()}")
    return found


def cut(window: MainWindow) -> list[str]:
    """The buttons that are smaller than their words, and shortened texts that no tip has whole."""
    found = []
    for part in parts(window):
        if isinstance(part, Text):
            if part.sizeHint().width() > part.width() and say(part.text()) not in part.toolTip():
                found.append(part.text())
        elif isinstance(part, QAbstractButton) and part.text():
            least = part.fontMetrics().horizontalAdvance(part.text())
            if part.width() < least and not part.toolTip():
                found.append(part.text())
    return found


def shortened(window: MainWindow) -> list[str]:
    """The texts that have less room than they need."""
    texts = [part for part in parts(window) if isinstance(part, Text)]
    return [part.text() for part in texts if part.sizeHint().width() > part.width()]


def overfull(window: MainWindow) -> list[QScrollArea]:
    """The panels that have less height than they need."""
    areas = window.findChildren(QScrollArea)
    return [one for one in areas if one.isVisibleTo(window) and one.verticalScrollBar().maximum()]


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_cut_or_lies_outside(open_window: Open, qtbot: QtBot, model: str) -> None:
    window = open_window(model=model)
    for theme in ("dark", "light"):
        theme_switch().choose(theme)
        for size in (FIRST, LEAST):
            window.resize(*size)
            for _ in range(3):
                QApplication.processEvents()
            window.grab()
            assert (window.width(), window.height()) == size
            assert outside(window) == [], (theme, size)
            assert cut(window) == [], (theme, size)
            if size == FIRST:
                assert shortened(window) == []
                qtbot.waitUntil(lambda: not overfull(window))  # laid out after the others


@pytest.mark.parametrize("model", MODELS)
def test_the_strip_gives_way_and_the_side_panels_keep_their_widths(
    open_window: Open, model: str
) -> None:
    window = open_window(model=model)
    strip = window.texts.strip if model == "transformer" else window.strip
    for special in (True, False):
        window.texts.strip.show_options("matrix", True, special, False)
        for width in (1180, 1219, 1240, 1270, 1366):
            window.resize(width, 800)
            for _ in range(3):
                QApplication.processEvents()
            sides = window.left_place.width(), window.right.width()
            assert sides == (240, 352), width
            assert strip.childrenRect().right() <= strip.width(), width
            assert outside(window) == [], width
            assert cut(window) == [], width


def test_a_strip_that_is_fitted_again_looks_as_before(open_window: Open) -> None:
    window = open_window(model="vit")
    for width in (1180, 1240, 1440):
        window.resize(width, 800)
        for _ in range(3):
            QApplication.processEvents()
        parts = [part for part in window.strip.findChildren(QWidget) if part.isVisible()]
        before = [part.geometry() for part in parts]
        window.strip.fit()
        assert [part.geometry() for part in parts] == before, width


def test_of_a_strip_what_a_menu_has_too_goes_last_and_comes_back(open_window: Open) -> None:
    window = open_window(model="transformer")
    spare = next(
        part
        for part in window.texts.strip.findChildren(QWidget)
        if part.objectName() == "renormalised"
    )
    window.texts.strip.show_options("matrix", True, False, False)
    for width, there in ((1180, False), (1440, True), (1200, False), (1366, True)):
        window.resize(width, 800)
        QApplication.processEvents()
        assert spare.isVisible() is there, width
