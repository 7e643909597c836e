"""How far a batch is: bar, count, rate, time left; pause and cancel; which inputs failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from explorer.gui.batch.running import BatchState
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import LinkLabel, SmallButton
from explorer.gui.kit.labels import Note, Text
from explorer.gui.kit.language import say
from explorer.gui.kit.messages import ProgressBar
from explorer.gui.kit.tips import label_text

_PAUSE = 64
"""px of the button that says "Pause" or "Go on"."""


class BatchProgress(QWidget):
    """The bar with its words and buttons, and below it what failed and how it ended.

    Attributes
    ----------
    line: words and buttons, to stand beside the button that starts.

    Signals
    -------
    pauseRequested, cancelRequested, folderRequested: a button was clicked.
    """

    pauseRequested = Signal()
    cancelRequested = Signal()
    folderRequested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QWidget(parent)
        self.words = Text("", token="t2", parent=self.line)
        self.pause = SmallButton("Pause", parent=self.line)
        self.pause.setFixedWidth(_PAUSE)
        self.cancel = SmallButton("Cancel", parent=self.line)
        self.cancel.setToolTip(say("Stop; what is made stands, and Start goes on with the rest"))
        hbox((self.words, 1), self.pause, self.cancel, owner=self.line, margins=0, spacing=8)
        self.bar = ProgressBar("Progress of the batch", self)
        self.said = Note("info", parent=self)
        self.failed = QPlainTextEdit(self)
        self.failed.setReadOnly(True)
        self.failed.setAccessibleName(say("Inputs that failed"))
        self.show_folder = LinkLabel("Show in folder", parent=self)
        self.show_folder.setToolTip(say("Open the folder of what was made"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(self.show_folder, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.failed, 1)
        column.addStretch(0)
        self._listed = 0
        self.pause.clicked.connect(self.pauseRequested)
        self.cancel.clicked.connect(self.cancelRequested)
        self.show_folder.clicked.connect(self.folderRequested)

    def show_state(self, state: BatchState, reason: str) -> None:
        """Show a batch; `reason` says why none can begin, "" where one can."""
        standing = state.standing
        words = state.doing or (standing.words if standing is not None else "")
        if state.held:
            words = f"Paused · {words}"
        if not state.running:
            words = reason
        self.words.set_text(words)
        self.pause.setVisible(state.running)
        self.cancel.setVisible(state.running)
        self.pause.setText(label_text("Go on" if state.held else "Pause"))
        self.pause.setToolTip(
            say("Go on with the batch" if state.held else "Hold the batch after the inputs at hand")
        )
        self.pause.setAccessibleName(self.pause.text())
        known = standing is not None and not state.doing
        share = standing.share if standing is not None else 0.0
        self.bar.show_share(None if state.running and not known else share)
        self.bar.setVisible(state.running or standing is not None)
        self.said.set_text(state.said)
        self.said.setVisible(bool(state.said))
        made = standing is not None and standing.done > standing.failed
        self.show_folder.setVisible(not state.running and made)
        if len(state.failures) < self._listed:  # of another batch
            self.failed.clear()
            self._listed = 0
        for one in state.failures[self._listed :]:
            self.failed.appendPlainText(one)
        self._listed = len(state.failures)
        self.failed.setVisible(bool(state.failures))
