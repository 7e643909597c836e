"""What the window says by itself: the strip of an error, a confirmation, the progress of a job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QWidget,
)

from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import IconButton, LinkLabel, SmallButton
from explorer.gui.kit.labels import Text, restyle
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import MEDIUM, mono_font, ui_font
from explorer.gui.kit.look.icons import Icon
from explorer.gui.kit.look.theme import BUSY_AFTER_MS, TOAST_MS

Severity = Literal["warn", "err"]

_ICONS = {"warn": "triangle-alert", "err": "circle-alert"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TOAST_HEIGHT, _MARGIN, _TOAST_LEAST = 44, 24, 320


class _Action(LinkLabel):
    """A link that knows which action it stands for."""

    requested = Signal(str)

    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent=parent)
        self._key = key
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.requested.emit(self._key)


class MessageStrip(QFrame):
    """One sentence over the picture, actions as links, Details to read and copy, and a cross.

    Hidden at first.

    Signals
    -------
    actionRequested(str): the key of the action that was clicked.
    closed: the user closed the strip. unfolded: its height changed, for the details came or went.
    """

    actionRequested = Signal(str)
    closed = Signal()
    unfolded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: list[_Action] = []
        self._mark = Icon("circle-alert", "err", 16, self)
        self._sentence = QLabel(self)
        self._sentence.setFont(ui_font(13, MEDIUM, tabular=False))
        # a label of its own ink has that of the ground it stands on, here none at all
        self._sentence.setProperty("ink", "t1")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setFont(mono_font(11))
        self._details.setMaximumHeight(140)
        self._details.setAccessibleName(say("Details"))
        self._details.setTabChangesFocus(True)
        self._more = LinkLabel("Details", parent=self)
        self._copy = LinkLabel("Copy details", parent=self)
        self._close = IconButton(
            "x", "Close this message", shortcut="Esc", edge=22, px=14, parent=self
        )
        self._row = hbox((self._mark, 0, _MIDDLE), spacing=16)
        self._row.addSpacing(-8)
        self._row.addWidget(self._sentence, 1)
        for part in (self._copy, self._more, self._close):
            self._row.addWidget(part, 0, _MIDDLE)
        vbox(self._row, self._details, owner=self, margins=(12, 8, 10, 8), spacing=8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(40)
        self._more.clicked.connect(self._on_more)
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self._on_close)
        self.hide()

    def show_message(
        self,
        severity: Severity,
        sentence: str,
        *,
        actions: Sequence[tuple[str, str]] = (),
        details: str = "",
    ) -> None:
        """Show a message in place of the one before it.

        Parameters
        ----------
        actions: (key, text) pairs, offered before Details.
        details: what to copy into a report; "" for none.
        """
        restyle(self, severity=severity)
        self._mark.show_icon(_ICONS[severity], severity)
        self._sentence.setText(say(sentence))
        self._sentence.setAccessibleName(say(sentence))
        self.setAccessibleName(say(sentence))
        for link in self._links:
            self._row.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        for number, (key, text) in enumerate(actions):
            link = _Action(key, text, self)
            link.requested.connect(self.actionRequested)
            self._row.insertWidget(3 + number, link, 0, _MIDDLE)
            link.show()
            self._links.append(link)
        self._details.setPlainText(details)
        self._details.hide()
        self._copy.hide()
        self._more.setVisible(bool(details))
        self.show()

    def clear(self) -> None:
        """Take the message away, because what it said is over."""
        self.hide()

    @Slot()
    def _on_more(self) -> None:
        opened = not self._details.isVisible()
        self._details.setVisible(opened)
        self._copy.setVisible(opened)
        self.unfolded.emit()

    @Slot()
    def _on_copy(self) -> None:
        text = f"{self._sentence.text()}\n\n{self._details.toPlainText()}"
        QGuiApplication.clipboard().setText(text)

    @Slot()
    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        else:
            super().keyPressEvent(event)


class Toast(QFrame):
    """``Saved chelsea.layer08.png  Show``; leaves after 4 s, but not under the mouse.

    Signals
    -------
    actionRequested: the link at its end was clicked.
    """

    actionRequested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = Text("", weight=MEDIUM, parent=self)
        self._link = LinkLabel("", parent=self)
        self._link.clicked.connect(self._on_link)
        parts = Icon("circle-check", "ok", 16, self), (self._text, 1), 16, self._link
        hbox(*parts, owner=self, margins=(14, 0, 16, 0), spacing=8)
        self._floor = _MARGIN
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, action: str = "", ms: int = TOAST_MS) -> None:
        """Show a confirmation for ``ms``; ``action`` is the word of its link, "" for none."""
        self._text.set_text(text)
        self._link.set_text(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(say(text))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(ms)

    def set_floor(self, px: int) -> None:
        """Float so far above the parent's lower edge, that it covers no number."""
        self._floor = px
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        room = cast(QWidget, self.parent()).size()
        width = max(_TOAST_LEAST, self.sizeHint().width())
        width = min(width, max(0, room.width() - 2 * _MARGIN))
        left, top = (room.width() - width) // 2, room.height() - self._floor - _TOAST_HEIGHT
        self.setGeometry(left, top, width, _TOAST_HEIGHT)

    @Slot()
    def _on_link(self) -> None:
        self.hide()
        self.actionRequested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start(TOAST_MS)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)


class ProgressBar(QProgressBar):
    """A thin bar that is painted when all else is.

    Qt's own paints a new value at once, and with it all of the window that is yet to change again.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self.setTextVisible(False)
        self.setFixedHeight(4)

    def show_share(self, share: float | None) -> None:
        """Show how much is done, in [0, 1]; None where nobody knows, which a moving bar says."""
        self.setUpdatesEnabled(False)
        self.setRange(0, 0 if share is None else 1000)
        self.setValue(round(1000 * min(max(share or 0.0, 0.0), 1.0)))
        self.setUpdatesEnabled(True)


class ProgressRow(QWidget):
    """``Layer 7 of 12 ====--- [Cancel]``; the first moment of a job shows nothing.

    Signals
    -------
    cancelRequested: the user wants the job to stop.
    """

    cancelRequested = Signal()

    def __init__(
        self,
        *,
        bar_width: int = 100,
        after_ms: int = BUSY_AFTER_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = Text("", px=12, token="t2", align=1.0, parent=self)
        self._bar = ProgressBar("Progress", self)
        self._bar.setFixedWidth(bar_width)
        self._cancel = SmallButton("Cancel", shortcut="Esc", parent=self)
        self._cancel.clicked.connect(self._on_cancel)
        parts = self._text, (self._bar, 0, _MIDDLE), (self._cancel, 0, _MIDDLE)
        hbox(*parts, owner=self, margins=0, spacing=12)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(after_ms)
        self._delay.timeout.connect(self.show)
        self._running = False
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.hide()

    def show_progress(self, text: str, share: float | None) -> None:
        """Show how far a job is; it appears a moment after the first call.

        Parameters
        ----------
        share: done of the whole, in [0, 1]; None where nobody knows, which a moving bar says.
        """
        self._text.set_text(text)
        self._bar.show_share(share)
        if not self._running:
            self._running = True
            self._cancel.setEnabled(True)
        if self.isHidden() and not self._delay.isActive():
            self._delay.start()

    def finish(self) -> None:
        """Disappear at once, for the job is over."""
        self._running = False
        self._delay.stop()
        self._bar.show_share(0.0)
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
