"""The rows of a card: what it is on the left, the value on the right, to be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.control.slices import Fact, FactKind
from explorer.gui.kit.buttons import LinkLabel
from explorer.gui.kit.fonts import SEMIBOLD
from explorer.gui.kit.labels import Text
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.tips import plain_tip

ROW_HEIGHT, _GAP = 22, 12


class Value(Text):
    """A value that can be selected with the mouse, and copied whole by its context menu."""

    def __init__(self, mono: bool, parent: QWidget) -> None:
        px, weight = (11, SEMIBOLD) if mono else (12, SEMIBOLD)
        token = "t2" if mono else "t1"
        super().__init__(px=px, weight=weight, token=token, align=1.0, mono=mono, parent=parent)
        self._full = ""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_text(self, text: str, full: str) -> None:
        """Show a value; ``full`` is what is copied."""
        self._full = full
        self.set_text(text, full if full != text else "")

    @Slot()
    def copy(self) -> None:
        """Copy what is selected, else the whole value."""
        QGuiApplication.clipboard().setText(self.selectedText() or self._full)

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy").triggered.connect(self.copy)
        menu.popup(ev.globalPos())


class Link(LinkLabel):
    """A value that opens its address in the browser."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", outside=True, parent=parent)
        self._address = ""
        self.clicked.connect(self._on_clicked)

    def show_text(self, text: str, full: str) -> None:
        """Show a value; ``full`` is its address."""
        self._address = full
        self.set_text(text)
        self.setToolTip(plain_tip(full))

    @Slot()
    def _on_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))


class FactList(QWidget):
    """Facts one under the other; showing other facts keeps the rows that can be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[FactKind, Text, Value | Link, QWidget]] = []
        # No form layout: its labels are all as wide as the widest, and values would be cut off.
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts in their order."""
        for number, fact in enumerate(facts):
            if number < len(self._rows) and self._rows[number][0] != fact.kind:
                self._drop(number)
            if number == len(self._rows):
                self._add(fact.kind)
            _, label, value, _ = self._rows[number]
            label.set_text(fact.label)
            value.show_text(fact.value, fact.full or fact.value)
            value.setAccessibleName(f"{fact.label}: {fact.value}")
        self._drop(len(facts))

    def _add(self, kind: FactKind) -> None:
        row = QWidget(self)
        row.setFixedHeight(ROW_HEIGHT)
        label = Text("", px=12, token="t3", parent=row)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        value = Link(row) if kind == "link" else Value(kind == "mono", row)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(label)
        line.addStretch(1)
        line.addWidget(value)
        self._rows.append((kind, label, value, row))
        self._column.addWidget(row)
        row.show()

    def _drop(self, first: int) -> None:
        for *_, row in self._rows[first:]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[first:]
