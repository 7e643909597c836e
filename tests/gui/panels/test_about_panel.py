"""About: versions, what was verified and when, and the test of the models with its Cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.cancel import Cancelled
from explorer.gui.kit.key_value import Value
from explorer.gui.panels import about_panel
from explorer.gui.panels.about_panel import AboutPanel
from explorer.runtime import settings, verified
from explorer.runtime.installation import VERIFIED, Finding, Looking
from explorer.runtime.verified import Verified, last_verified, verify
from tests.gui.conftest import Open
from tests.patience import PATIENCE

GOOD = Finding("Models", "vit", "church 0.873, 36 maps")
BAD = Finding("Models", "se-resnet", "fails", "se-resnet fails. Install the program again.")
OUTCOME = Verified("2026-11-29T15:00:00+09:00", "2.0", "2.9", (GOOD, BAD))


class Slow:
    """Tests the models when it is let; can be stopped before."""

    def __init__(self) -> None:
        self.go, self.ended = threading.Event(), threading.Event()

    def __call__(self, told: Callable[[Looking], None], cancelled: Callable[[], bool]) -> Verified:
        try:
            told(Looking("Vision Transformer", 0.2))
            while not self.go.wait(0.005):
                if cancelled():
                    raise Cancelled
            return OUTCOME
        finally:
            self.ended.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(about_panel, "verify", made)
    return made


@pytest.fixture
def panel(slow: Slow, open_window: Open) -> AboutPanel:
    window = open_window()
    window.commands.actions["about"].trigger()
    (found,) = window.findChildren(AboutPanel)
    return found


def values(panel: AboutPanel) -> list[str]:
    return [one.text() for one in panel.findChildren(Value)]


def test_the_models_are_tested_and_what_came_of_it_is_told(
    panel: AboutPanel, slow: Slow, qtbot: QtBot
) -> None:
    assert "not tested" in panel.outcome.text()
    QTest.mouseClick(panel.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.progress.isVisible)
    assert not panel.test.isEnabled()
    slow.go.set()
    qtbot.waitUntil(lambda: "1 of 2 models" in panel.outcome.text())
    assert not panel.progress.isVisible()
    assert panel.test.isEnabled()
    assert GOOD.value in values(panel)
    assert BAD.problem in values(panel)
    assert any("version 2.0, torch 2.9" in one for one in values(panel))
    panel.window().close()


def test_cancel_leaves_what_was_known(panel: AboutPanel, slow: Slow, qtbot: QtBot) -> None:
    panel.test.click()
    qtbot.waitUntil(panel.progress.isVisible)
    panel.progress.cancelRequested.emit()
    assert slow.ended.wait(PATIENCE)
    qtbot.waitUntil(panel.test.isEnabled)
    assert "not tested" in panel.outcome.text()
    panel.window().close()


@pytest.mark.parametrize("which", ["its own", "the program's"])
def test_closing_either_window_stops_it(
    panel: AboutPanel, slow: Slow, qtbot: QtBot, which: str
) -> None:
    panel.test.click()
    qtbot.waitUntil(panel.progress.isVisible)
    dialog = panel.window()
    (dialog if which == "its own" else dialog.parentWidget()).close()
    assert slow.ended.wait(PATIENCE)


def test_what_came_of_a_real_test_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer.registry.sources import builtin

    only = [one for one in builtin.builtin() if one.id == "spatial-gate"]
    monkeypatch.setattr(builtin, "builtin", lambda: only)
    told: list[str] = []
    found = verify(lambda looking: told.append(looking.text))
    assert told == [only[0].title]
    assert found.right == len(found.models) == 1
    assert "maps" in found.models[0].value
    assert last_verified() == found
    monkeypatch.setattr(verified, "model_findings", lambda id, cancelled: [BAD])
    assert verify().right == 0
    with pytest.raises(Cancelled):
        verify(cancelled=lambda: True)
    (settings.folder() / VERIFIED).write_text('{"at": "yesterday"', encoding="utf-8")
    assert last_verified() is None
