"""A line to type into."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import ui_font

HEIGHT = 32


class TextInput(QLineEdit):
    """A line of text with a name for screen readers."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(ui_font(13, tabular=False))
        self.setFixedHeight(HEIGHT)
        self.setPlaceholderText(say(placeholder))
        self.setAccessibleName(say(name))

    def sizeHint(self) -> QSize:
        return QSize(152, HEIGHT)  # with and without the border of the focus
