"""A line to type into, with room below it for the rule that was broken."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.labels import Text
from explorer.gui.kit.paint import begin, box
from explorer.gui.kit.theme import theme

HEIGHT, _RADIUS, _ICON = 32, 6.0, 14


class _Edit(QLineEdit):
    """The text itself; its box is painted by what is around it."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setFrame(False)
        self.setFont(ui_font(13))
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")

    def ring(self) -> RingShape | None:
        """A glow about the whole box, whose border is the accent itself."""
        around = QRectF(cast(QWidget, self.parent()).rect()).translated(-self.pos().toPointF())
        return RingShape(around, _RADIUS, gap=0.0, width=2.0, strength=0.45)

    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        super().focusInEvent(arg__1)
        cast(QWidget, self.parent()).update()

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        cast(QWidget, self.parent()).update()


class _Box(QFrame):
    """The box: an edge at rest, accent and a glow at focus, red where a rule is broken."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = _Edit(self)
        self.broken = False
        self.setFixedHeight(HEIGHT)
        self.setFocusProxy(self.edit)

    def resizeEvent(self, event: object) -> None:
        right = 10 + (_ICON + 4 if self.broken else 0)
        self.edit.setGeometry(9, 3, self.width() - 9 - right, self.height() - 6)

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        border = colours.edge if self.isEnabled() else colours.line
        if self.broken:
            border = colours.err
        elif self.edit.hasFocus():
            border = colours.accent
        box(painter, rect, _RADIUS, colours.raised, border)
        if self.broken:
            mark = QRectF(rect.right() - 9 - _ICON, 0, _ICON, _ICON)
            mark.moveTop(rect.center().y() - _ICON / 2)
            paint_icon(painter, "circle-alert", colours.err, mark)


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
        self._box = _Box(self)
        self._rule = Text("", px=11, token="err", parent=self)
        self._rule.hide()
        self._edit = self._box.edit
        self._edit.setPlaceholderText(placeholder)
        self._edit.setAccessibleName(name)
        self.setAccessibleName(name)
        self.setFocusProxy(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._box)
        column.addWidget(self._rule)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self._on_return)

    def text(self) -> str:
        """What is typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self._edit.setText(text)

    def set_error(self, rule: str) -> None:
        """Say which rule is broken; "" when none is. The text stays."""
        self._box.broken = bool(rule)
        self._rule.set_text(rule)
        self._rule.setVisible(bool(rule))
        self._edit.setAccessibleDescription(rule)
        self._box.resizeEvent(None)
        self._box.update()

    def sizeHint(self) -> QSize:
        return QSize(152, super().sizeHint().height())

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.textEdited.emit(text)

    @Slot()
    def _on_return(self) -> None:
        self.returnPressed.emit()
