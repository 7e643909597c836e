"""The check of the installation in the window: progress, all that was found, Cancel, closing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from explorer.core.cancel import Cancelled
from explorer.gui.panels import installation_panel
from explorer.gui.panels.installation_panel import InstallationPanel
from explorer.runtime.installation import Finding, Looking
from tests.gui.conftest import Open
from tests.patience import PATIENCE


class Slow:
    """Finds one thing, and the second when it is let; can be stopped before it."""

    def __init__(self) -> None:
        self.go, self.ended = threading.Event(), threading.Event()

    def __call__(
        self, told: Callable[[Looking], None], cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        try:
            told(Looking("Versions", 0.0))
            yield Finding("Program", "Python", "3.11")
            while not self.go.wait(0.005):
                if cancelled():
                    raise Cancelled
            yield Finding("Models", "vit", "fails", "vit fails. Install it again.")
        finally:
            self.ended.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(installation_panel, "examine", made)
    return made


@pytest.fixture
def panel(slow: Slow, open_window: Open, qtbot: QtBot) -> InstallationPanel:
    window = open_window()
    window.commands.actions["installation"].trigger()
    (found,) = window.findChildren(InstallationPanel)
    qtbot.waitUntil(lambda: "Python" in found.text.toPlainText())
    return found


def test_all_that_was_found_is_shown_and_copied(
    panel: InstallationPanel, slow: Slow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(panel.progress.isVisible)
    slow.go.set()
    qtbot.waitUntil(lambda: "Send this with a report" in panel.text.toPlainText())
    assert not panel.progress.isVisible()
    assert "vit fails. Install it again." in panel.text.toPlainText()
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == panel.text.toPlainText()
    panel.window().close()


def test_cancel_stops_it_and_says_so(panel: InstallationPanel, slow: Slow, qtbot: QtBot) -> None:
    panel.progress.cancelRequested.emit()
    qtbot.waitUntil(lambda: "Stopped before its end." in panel.text.toPlainText())
    assert "Python" in panel.text.toPlainText()
    panel.window().close()


@pytest.mark.parametrize("which", ["its own", "the program's"])
def test_closing_either_window_stops_it(panel: InstallationPanel, slow: Slow, which: str) -> None:
    dialog = panel.window()
    (dialog if which == "its own" else dialog.parentWidget()).close()
    assert slow.ended.wait(PATIENCE)
