"""The rows of a card: what it is on the left, the value on the right."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QGuiApplication,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.control.slices import Fact, FactKind
from explorer.gui.kit.fonts import SEMIBOLD, mono_font, ui_font
from explorer.gui.kit.labels import Text
from explorer.gui.kit.link import LinkLabel
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.paint import begin, draw_text, text_width
from explorer.gui.kit.theme import theme

ROW_HEIGHT, _GAP = 22, 12


class _Value(QWidget):
    """A value that can be copied whole, by its context menu."""

    def __init__(self, mono: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = self._full = ""
        self._mono = mono
        self._font = mono_font(11) if mono else ui_font(12, SEMIBOLD)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, full: str) -> None:
        self._text, self._full = text, full
        self.setAccessibleName(text)
        self._show_tip()
        self.updateGeometry()
        self.update()

    def _show_tip(self) -> None:
        short = self._advance() > self.width()
        self.setToolTip(self._full if short or self._full != self._text else "")

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._full)

    def open_menu(self, at: QPoint) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy").triggered.connect(self.copy)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def _advance(self) -> int:
        return math.ceil(text_width(self._text, self._font))

    def resizeEvent(self, event: object) -> None:
        self._show_tip()

    def sizeHint(self) -> QSize:
        return QSize(self._advance(), 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self._advance()), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        ink = colours.t2 if self._mono else colours.t1
        draw_text(begin(self), QRectF(self.rect()), self._text, self._font, ink, align=1.0)


class KeyValueRow(QWidget):
    """Label in t3 on the left; value on the right, shortened where it must be, to be copied."""

    def __init__(
        self,
        label: str,
        value: str,
        kind: FactKind = "plain",
        full: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW_HEIGHT)
        self._address = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._name = Text("", px=12, token="t3", parent=self)
        row.addWidget(self._name)
        row.addStretch(1)
        self.kind: FactKind = kind
        self._value: LinkLabel | _Value
        if kind == "link":
            self._value = LinkLabel("", outside=True, parent=self)
            self._value.clicked.connect(self._on_link)
        else:
            self._value = _Value(kind == "mono", self)
        row.addWidget(self._value)
        self.show_value(label, value, full)

    def show_value(self, label: str, value: str, full: str = "") -> None:
        """Show another fact of the same kind; see :class:`Fact`."""
        self.setAccessibleName(f"{label}: {value}")
        self._name.set_text(label)
        self._name.setMinimumWidth(self._name.sizeHint().width())
        if isinstance(self._value, LinkLabel):
            self._address = full or value
            self._value.set_text(value)
            self._value.setToolTip(self._address)
        else:
            self._value.show_text(value, full or value)

    @Slot()
    def _on_link(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))


class FactList(QWidget):
    """Rows one under the other; showing other facts keeps the rows that can be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KeyValueRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts in their order."""
        for number, fact in enumerate(facts):
            if number < len(self._rows) and self._rows[number].kind == fact.kind:
                self._rows[number].show_value(fact.label, fact.value, fact.full)
                continue
            self._drop(number)
            row = KeyValueRow(fact.label, fact.value, fact.kind, fact.full, self)
            self._rows.append(row)
            self._column.addWidget(row)
            row.show()
        self._drop(len(facts))

    def _drop(self, first: int) -> None:
        for row in self._rows[first:]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[first:]
