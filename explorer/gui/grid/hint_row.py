"""Keys and what they move, side by side; what does not fit is left out whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit import KeyHint, Text

HEIGHT = 18
"""Of the hints without what is around them, px."""
_TO_WORD, _TO_NEXT = 6, 13


class HintRow(QWidget):
    """A row of hints as ``←→ head``, the more important ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hints: list[tuple[KeyHint, Text]] = []

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other (keys, word) pairs."""
        for old in self._hints:
            for part in old:
                part.hide()
                part.deleteLater()
        self._hints = [
            (KeyHint(keys, self), Text(word, px=11, token="t3", parent=self))
            for keys, word in hints
        ]
        self._place()

    def _place(self) -> None:
        inside = self.contentsRect()
        left, top, room = inside.left(), inside.top(), True
        for keys, word in self._hints:
            word_left = left + keys.sizeHint().width() + _TO_WORD
            end = word_left + word.sizeHint().width()
            room = room and end <= inside.right() + 1
            keys.setGeometry(left, top, keys.sizeHint().width(), HEIGHT)
            height = word.sizeHint().height()
            word.setGeometry(word_left, top + (HEIGHT - height) // 2, end - word_left, height)
            for part in (keys, word):
                part.setVisible(room)
            left = end + _TO_NEXT

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(0, margins.top() + HEIGHT + margins.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
