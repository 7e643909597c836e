"""The strip over the picture that says in one sentence what went wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.kit.button import IconButton
from explorer.gui.kit.fonts import MEDIUM, mono_font, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.link import LinkLabel
from explorer.gui.kit.paint import begin, box, tint
from explorer.gui.kit.theme import theme

Severity = Literal["warn", "err"]

_ICONS = {"warn": "triangle-alert", "err": "circle-alert"}
_HEIGHT, _ICON, _LEFT = 40, 16, 12


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


class MessageStrip(QWidget):
    """One sentence, actions as links, Details to read and copy, and a cross. Hidden at first.

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
        self._severity: Severity = "err"
        self._links: list[_Action] = []
        self._sentence = QLabel(self)
        self._sentence.setFont(ui_font(13, MEDIUM))
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setFont(mono_font(11))
        self._details.setMaximumHeight(140)
        self._details.setAccessibleName("Details")
        self._more = LinkLabel("Details", parent=self)
        self._copy = LinkLabel("Copy details", parent=self)
        self._close = IconButton("x", "Close this message", edge=22, px=14, parent=self)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addWidget(self._sentence, 1)
        for part in (self._copy, self._more, self._close):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT + _ICON + 8, 8, 10, 8)
        column.setSpacing(8)
        column.addLayout(self._row)
        column.addWidget(self._details)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_HEIGHT)
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
        self._severity = severity
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.setAccessibleName(sentence)
        for link in self._links:
            self._row.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        for number, (key, text) in enumerate(actions):
            link = _Action(key, text, self)
            link.requested.connect(self.actionRequested)
            self._row.insertWidget(1 + number, link, 0, Qt.AlignmentFlag.AlignVCenter)
            link.show()
            self._links.append(link)
        self._details.setPlainText(details)
        self._details.hide()
        self._copy.hide()
        self._more.setVisible(bool(details))
        self.show()
        self.update()

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
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        colour = colours.colour(self._severity)
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, 6.0, colours.panel)
        box(painter, rect, 6.0, tint(colour, 0.10), tint(colour, 0.55))
        mark = QRectF(_LEFT, (_HEIGHT - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, _ICONS[self._severity], colour, mark)
