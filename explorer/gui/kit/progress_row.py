"""What is being done, how far it is, and Cancel; it appears only when a job takes a moment."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.kit.bar import Bar
from explorer.gui.kit.button import BUSY_ICON
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.labels import Text
from explorer.gui.kit.motion import BUSY_AFTER_MS, Spinner
from explorer.gui.kit.paint import begin
from explorer.gui.kit.small_button import SmallButton
from explorer.gui.kit.theme import theme


class BusyMark(QWidget):
    """A small mark that turns while it is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spinner = Spinner(self)
        self.setFixedSize(14, 14)

    def showEvent(self, event: QShowEvent) -> None:
        self._spinner.run(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._spinner.run(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        paint_icon(begin(self), BUSY_ICON, theme().t2, rect, self._spinner.turn)


class ProgressRow(QWidget):
    """``Layer 7 of 12 ====--- [Cancel]``; the first 150 ms of a job show nothing.

    Signals
    -------
    cancelRequested: Cancel was clicked.
    """

    cancelRequested = Signal()

    def __init__(self, *, bar_width: int = 100, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", px=12, token="t2", align=1.0, parent=self)
        self._mark = BusyMark(self)
        self._bar = Bar("Progress", self)
        self._bar.setFixedWidth(bar_width)
        self._cancel = SmallButton("Cancel", shortcut="Esc", parent=self)
        self._cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._text)
        row.addWidget(self._bar)
        row.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(BUSY_AFTER_MS)
        self._delay.timeout.connect(self.show)
        self._running = False
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.hide()

    def show_progress(self, text: str, share: float | None) -> None:
        """Show how far a job is; it appears 150 ms after the first call.

        Parameters
        ----------
        share: done of the whole, in [0, 1]; None where nobody knows, which a turning mark says.
        """
        self._text.set_text(text)
        self._bar.setVisible(share is not None)
        self._mark.setVisible(share is None)
        self._bar.show_share(share or 0.0, accent=True)
        if not self._running:
            self._running = True
            self._cancel.setEnabled(True)
        if self.isHidden() and not self._delay.isActive():
            self._delay.start()

    def finish(self) -> None:
        """The job is over: disappear, at once."""
        self._running = False
        self._delay.stop()
        self.hide()

    def rest(self) -> None:
        """Stop waiting to appear, because what is around is hidden; the next progress resumes."""
        self._delay.stop()

    @Slot()
    def _on_cancel(self) -> None:
        # Until the job lets go, a second click has nothing to add.
        self._cancel.setEnabled(False)
        self.cancelRequested.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._delay.stop()
        super().hideEvent(event)
