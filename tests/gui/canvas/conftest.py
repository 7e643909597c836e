"""The views are tested in the dark theme, whose colours the tests name, inside a window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.kit import DARK, apply_theme


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    apply_theme(qapp, DARK)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window to put a view into; it lives as long as the test."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 900)
    window.show()
    return window
