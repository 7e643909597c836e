"""The status bar and the explain bar."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.control.slices import RunView
from explorer.gui.learning.explain_bar import ExplainBar
from explorer.gui.panels.status_bar import StatusBar

ITEMS = [
    ("", "CLS → patch 8, 13"),
    ("strongest head", "2"),
    ("q·k", "31.92"),
    ("÷ √64", "3.99"),
    ("softmax", "0.1308"),
    ("mean of heads", "0.0403"),
]


def seen(bar: QWidget) -> list[str]:
    texts = [part for part in bar.findChildren(kit.Text) if part.isVisible() and part.text()]
    return [part.text() for part in texts if not isinstance(part.parent(), kit.Badge)]


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    bar = StatusBar(after_ms=1)
    qtbot.addWidget(bar)
    bar.resize(1024, 28)
    bar.show()
    return bar


def test_a_run_and_what_it_leaves_out(status: StatusBar) -> None:
    assert seen(status) == []
    (badge,) = status.findChildren(kit.Badge)
    assert not badge.isVisible()
    status.show_run(
        RunView("CPU · 2 threads", "118 ms", "412 MB", "err", "Mismatch 3e−2", "A·V differs")
    )
    assert seen(status) == ["CPU · 2 threads", "118 ms", "412 MB"]
    assert (badge.isVisible(), badge.toolTip()) == (True, "A·V differs")
    status.show_run(RunView(device="CPU"))
    assert seen(status) == ["CPU"]
    assert not badge.isVisible()


def test_progress(status: StatusBar, qtbot: QtBot) -> None:
    status.show_progress("Layer 7 of 12", 7 / 12)
    assert seen(status) == []
    qtbot.waitUntil(lambda: "Layer 7 of 12" in seen(status))
    (bar,) = status.findChildren(QProgressBar)
    assert (bar.minimum(), bar.maximum(), bar.value()) == (0, 1000, 583)
    status.show_progress("Loading", None)
    assert (bar.minimum(), bar.maximum()) == (0, 0)  # moves to and fro
    (cancel,) = (b for b in status.findChildren(QAbstractButton) if b.isVisible())
    with qtbot.waitSignal(status.cancelRequested):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    status.finish()
    assert seen(status) == []


@pytest.fixture
def explain(qtbot: QtBot) -> ExplainBar:
    bar = ExplainBar()
    qtbot.addWidget(bar)
    bar.resize(1440, 36)
    bar.show()
    bar.show_items(ITEMS)
    return bar


def test_all_items_where_there_is_room(explain: ExplainBar) -> None:
    assert explain.shown() == ITEMS
    assert explain.toolTip() == ""
    assert "softmax 0.1308" in explain.accessibleDescription()
    wide = explain.grab().toImage()
    explain.show_items(ITEMS[:2])
    assert explain.grab().toImage() != wide


def test_the_middle_goes_first(explain: ExplainBar) -> None:
    widths = [explain.shown()]
    for width in range(1440, 100, -10):
        explain.resize(width, 36)
        if explain.shown() != widths[-1]:
            widths.append(explain.shown())
    assert [len(items) for items in widths] == [6, 5, 4, 3, 2, 1]
    assert ITEMS[2] not in widths[1]
    assert (ITEMS[2] in widths[2], ITEMS[3] in widths[2]) == (False, False)
    assert widths[4] == [ITEMS[0], ITEMS[-1]]
    explain.resize(300, 36)
    assert explain.toolTip().splitlines() == [f"{a} {b}".strip() for a, b in ITEMS]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(items=st.lists(st.tuples(words, words), max_size=12), width=st.integers(1, 1500))
def test_any_items_at_any_width(
    items: list[tuple[str, str]], width: int, explain: ExplainBar
) -> None:
    explain.resize(width, 36)
    explain.show_items(items)
    shown = explain.shown()
    remaining = iter(items)
    assert all(item in remaining for item in shown)  # a subsequence, in order
    assert bool(shown) == bool(items)
    explain.grab()
