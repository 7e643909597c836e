"""The rows of a card: what it is on the left, the value on the right, to be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QEnterEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.gui.control.slices import Fact, FactKind
from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.buttons import LinkLabel
from explorer.gui.kit.labels import Text
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import SEMIBOLD
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.tips import plain_tip

ROW_HEIGHT, _GAP = 22, 12
_LABEL = 48  # px that a label has in any case
_SIGNS = "<>≤≥±+−-≈ "


class Value(Text):
    """A value that can be selected with the mouse, and copied whole by its context menu."""

    explains = False

    def __init__(self, mono: bool, parent: QWidget) -> None:
        px, weight = (11, SEMIBOLD) if mono else (12, SEMIBOLD)
        token = "t2" if mono else "t1"
        super().__init__(
            px=px, weight=weight, token=token, align=1.0, mono=mono, foreign=mono, parent=parent
        )
        self._full = ""

    def show_text(self, text: str, full: str) -> None:
        """Show a value; ``full`` is what is copied."""
        if text != self.text() and not self.underMouse():
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._full = full
        self.set_text(text, full if full != text else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        # a label with a selection is a text document, which is laid out and painted twice
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)

    @Slot()
    def copy(self) -> None:
        """Copy what is selected, else the whole value."""
        QGuiApplication.clipboard().setText(self.selectedText() or self._full)

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Copy")).triggered.connect(self.copy)
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
        self.setToolTip(plain_tip(foreign(full)))

    @Slot()
    def _on_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))


def is_number(text: str) -> bool:
    """Whether a value is a number, with its unit or without: cut, it would be another one."""
    return text.lstrip(_SIGNS)[:1].isdigit()


class _Row(QWidget):
    """A label, which says what its word means, and a value that has all the room that is left.

    Where there is too little a number stays whole and its label is shortened, else the value.
    It has no layout: Qt would lay out the whole panel for every other value.
    """

    def __init__(self, kind: FactKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._label = Text("", px=12, token="t3", parent=self)
        self._value = Link(self) if kind == "link" else Value(kind == "mono", self)
        self.setFixedHeight(ROW_HEIGHT)

    def show_fact(self, fact: Fact) -> None:
        """Show another fact of the kind."""
        self._label.set_text(fact.label)
        self._value.show_text(fact.value, fact.full or fact.value)
        value = fact.value if self.kind == "mono" else say(fact.value)
        self._value.setAccessibleName(f"{say(fact.label)}: {value}")
        self._place()

    def _place(self) -> None:
        label, value = self._label.sizeHint(), self._value.sizeHint()
        whole = value.width() if is_number(self._value.text()) else 0
        said = min(label.width(), max(self.width() - _GAP - whole, _LABEL))
        left, middle = said + _GAP, ROW_HEIGHT / 2
        room = max(self.width() - left, 0)
        wide = min(room, value.width()) if self.kind == "link" else room
        self._label.setGeometry(0, int(middle - label.height() / 2), said, label.height())
        top = int(middle - value.height() / 2)
        self._value.setGeometry(left + room - wide, top, wide, value.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        both = self._label.sizeHint().width() + _GAP + self._value.sizeHint().width()
        return QSize(both, ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._label.sizeHint().width() + _GAP, ROW_HEIGHT)


class FactList(QWidget):
    """Facts one under the other; showing other facts keeps the rows that can be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        # No form layout: its labels are all as wide as the widest, and values would be cut off.
        self._column = vbox(owner=self, margins=0, spacing=0)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts in their order."""
        for number, fact in enumerate(facts):
            if number < len(self._rows) and self._rows[number].kind != fact.kind:
                self._drop(number)
            if number == len(self._rows):
                self._add(fact.kind)
            self._rows[number].show_fact(fact)
        self._drop(len(facts))

    def _add(self, kind: FactKind) -> None:
        row = _Row(kind, self)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()

    def _drop(self, first: int) -> None:
        for row in self._rows[first:]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[first:]
