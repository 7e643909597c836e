"""Reports on their way from a worker's thread to the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from pytestqt.qtbot import QtBot

from explorer.gui.window.worker import Bridge
from explorer.registry.loading import LoadProgress
from explorer.runtime.jobs import Report
from tests.core.text_traces import text_trace


class Window(QObject):
    """Hears what is reported, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Report[object]] = []
        self.painted: list[int] = []
        self.bridge = Bridge(self)
        self.bridge.reported.connect(self.on_report)

    @Slot(object)
    def on_report(self, report: Report[object]) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.heard.append(report)

    @Slot()
    def on_paint(self) -> None:
        """What a report has posted, as a paint event is."""
        self.painted.append(len(self.heard))

    def has_heard(self, count: int) -> bool:
        return len(self.heard) == count


def in_a_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_what_was_not_shown_yet_gives_way_to_what_is_newer(qtbot: QtBot) -> None:
    window, traces = Window(), [replace(text_trace(), running=True) for _ in range(5)]
    last = text_trace()
    sent = [
        Report(1, "published", LoadProgress("Loading", 1, 2)),
        Report(1, "published", LoadProgress("Loading", 2, 2)),
        Report(1, "published", "a photo"),
        *(Report(1, "published", one) for one in traces),
        Report(1, "finished", last),
        Report(2, "published", traces[0]),
        Report(2, "cancelled", None),
    ]

    def work() -> None:
        for one in sent:
            window.bridge.deliver(one)

    in_a_thread(work)
    assert window.heard == []  # the window was busy all along
    qtbot.waitUntil(lambda: bool(window.heard) and window.heard[-1].state == "cancelled")
    assert window.heard == [sent[1], sent[2], sent[8], sent[9], sent[10]]


def test_what_has_piled_up_is_heard_one_report_a_turn(qtbot: QtBot) -> None:
    window = Window()
    window.bridge.reported.connect(window.on_paint, Qt.ConnectionType.QueuedConnection)

    def work() -> None:
        for number in range(3):
            window.bridge.deliver(Report(number, "finished", None))

    in_a_thread(work)
    qtbot.waitUntil(lambda: len(window.painted) == 3)
    assert window.painted == [1, 2, 3]


def test_a_window_that_keeps_up_hears_everything(qtbot: QtBot) -> None:
    window = Window()
    for number in range(4):
        report = Report(1, "published", replace(text_trace(), running=number < 3))
        in_a_thread(partial(window.bridge.deliver, report))
        qtbot.waitUntil(partial(window.has_heard, number + 1))


def test_in_the_windows_own_thread_reports_are_heard_at_once(qtbot: QtBot) -> None:
    window = Window()
    for _ in range(3):
        window.bridge.deliver(Report(1, "published", text_trace()))
    assert len(window.heard) == 3
