"""From the worker threads to the window: reports become signals, delivered in the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from explorer.runtime.jobs import Report


class Bridge(QObject):
    """Lives in the GUI thread; `deliver` may be called from any thread.

    Connect only bound methods of QObjects to `reported`: Qt then calls them in their own thread.
    """

    reported = Signal(object)

    def deliver(self, report: Report[object]) -> None:
        self.reported.emit(report)
