"""The last line of the window: device, time, verdict, memory; a message; progress and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.control.slices import RunView
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.labels import Badge, Text
from explorer.gui.kit.language import say
from explorer.gui.kit.look.icons import Icon
from explorer.gui.kit.look.theme import BUSY_AFTER_MS
from explorer.gui.kit.messages import ProgressRow
from explorer.gui.kit.surface import Surface

HEIGHT, _PAD, _GAP = 28, 16, 16


class _Item(QWidget):
    """An icon and a figure."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._text = Text("", px=12, token="t2", parent=self)
        hbox(Icon(icon, "t3", 14, self), self._text, owner=self, margins=0, spacing=6)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(say(name))
        self.hide()

    def show_text(self, text: str) -> None:
        """Show another figure, "" for none."""
        self._text.set_text(text)
        self.setAccessibleName(f"{say(self._name)}: {say(text)}")
        self.setVisible(bool(text))


class StatusBar(Surface):
    """Show device, time, verdict and memory of a run, and the progress of what goes on.

    Signals
    -------
    cancelRequested: the user wants the running job to stop.
    """

    cancelRequested = Signal()

    def __init__(self, parent: QWidget | None = None, *, after_ms: int = BUSY_AFTER_MS) -> None:
        """Make a bar that shows progress from ``after_ms`` after its first word on."""
        super().__init__("panel", parent)
        self.setFixedHeight(HEIGHT)
        self._device = _Item("cpu", "Device", self)
        self._time = _Item("timer", "Time of the run", self)
        self._memory = _Item("memory-stick", "Memory in use", self)
        self._badge = Badge(parent=self)
        self._badge.hide()
        self._progress = ProgressRow(bar_width=120, after_ms=after_ms, parent=self)
        self._progress.cancelRequested.connect(self.cancelRequested)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, 0, _PAD, 0)
        row.setSpacing(_GAP)
        for part in (self._device, self._time, self._badge, self._memory):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_run(self, run: RunView | None) -> None:
        """Show the figures of a run in place of the last one's."""
        run = run or RunView()
        self._device.show_text(run.device)
        self._time.show_text(run.time)
        self._memory.show_text(run.memory)
        self._badge.show_verdict(run.verdict, run.verdict_text, run.verdict_details)
        self._badge.setVisible(bool(run.verdict_text))

    def show_progress(self, text: str, share: float | None) -> None:
        """Show how far a job is, from 150 ms after its first call on.

        Parameters
        ----------
        share: done of the whole, in [0, 1]; None where nobody knows.
        """
        self._progress.show_progress(text, share)

    def finish(self) -> None:
        """The job is over."""
        self._progress.finish()

    def hideEvent(self, event: QHideEvent) -> None:
        self._progress.rest()
        super().hideEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)
