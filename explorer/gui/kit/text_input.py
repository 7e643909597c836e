"""A line to type into, with room below it for the rule that was broken."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.kit.fonts import ui_font
from explorer.gui.kit.icons import icon
from explorer.gui.kit.labels import Text, restyle


class TextInput(QWidget):
    """A line of text, 32 px high. A broken rule keeps the text and says the rule below.

    Signals
    -------
    textEdited(str): the user changed the text. returnPressed: Enter.
    """

    textEdited = Signal(str)
    returnPressed = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit(self)
        self._edit.setFont(ui_font(13, tabular=False))
        self._edit.setFixedHeight(32)
        self._edit.setPlaceholderText(placeholder)
        self._edit.setAccessibleName(name)
        self._mark = QAction(icon("circle-alert", "err"), "", self)
        self._rule = Text("", px=11, token="err", parent=self)
        self._rule.hide()
        self.setAccessibleName(name)
        self.setFocusProxy(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._edit)
        column.addWidget(self._rule)
        self._edit.textEdited.connect(self.textEdited)
        self._edit.returnPressed.connect(self.returnPressed)

    def text(self) -> str:
        """Return what is typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self._edit.setText(text)

    def set_error(self, rule: str) -> None:
        """Say which rule is broken; "" when none is. The text stays."""
        self._rule.set_text(rule)
        self._rule.setVisible(bool(rule))
        self._edit.setAccessibleDescription(rule)
        self._edit.removeAction(self._mark)
        if rule:
            self._edit.addAction(self._mark, QLineEdit.ActionPosition.TrailingPosition)
        restyle(self._edit, broken="true" if rule else "false")

    def sizeHint(self) -> QSize:
        return QSize(152, super().sizeHint().height())
