"""The pinned pictures, one a row: show it, compare it with what is on screen, let it go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.control.present.session_views import PinsView
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import IconButton, LinkLabel
from explorer.gui.kit.labels import Line, SectionTitle
from explorer.gui.kit.language import say
from explorer.gui.panels.panel import PanelWidget

_ROW = 26


class PinRow(QWidget):
    """One pinned picture.

    Signals
    -------
    openRequested(int), compareRequested(int), removeRequested(int): by its number.
    """

    openRequested = Signal(int)
    compareRequested = Signal(int)
    removeRequested = Signal(int)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.name = LinkLabel("", parent=self)
        self.compare = IconButton("arrow-left-right", "Compare", edge=22, px=14, parent=self)
        self.remove = IconButton("x", "Let go", edge=22, px=14, parent=self)
        hbox((self.name, 1), self.compare, self.remove, owner=self, margins=0, spacing=4)
        self.setFixedHeight(_ROW)
        self.name.clicked.connect(self._on_open)
        self.compare.clicked.connect(self._on_compare)
        self.remove.clicked.connect(self._on_remove)

    def show_pin(self, title: str, shown: bool, compared: bool) -> None:
        """Show a picture; the one on screen cannot be compared with itself."""
        self.name.set_text(f"A: {title}" if compared else title)
        self.name.setToolTip(say(f"Show {title}"))
        self.name.setEnabled(not shown or compared)
        self.compare.set_name(f"Compare, as A: {title}")
        self.compare.setEnabled(not compared and not shown)
        self.remove.set_name(f"Let go: {title}")

    @Slot()
    def _on_open(self) -> None:
        self.openRequested.emit(self._number)

    @Slot()
    def _on_compare(self) -> None:
        self.compareRequested.emit(self._number)

    @Slot()
    def _on_remove(self) -> None:
        self.removeRequested.emit(self._number)


class PinsPanel(PanelWidget):
    """The list of them, below the prediction.

    Signals
    -------
    openRequested(int), compareRequested(int), removeRequested(int): by the number of a picture.
    """

    openRequested = Signal(int)
    compareRequested = Signal(int)
    removeRequested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = SectionTitle("Pinned", parent=self)
        self.rows: list[PinRow] = []
        self._body = vbox(self.title, margins=(16, 12, 16, 16), spacing=2)
        column = vbox(Line(parent=self), self._body, owner=self, margins=0, spacing=0)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_content(self, content: PinsView) -> None:
        """Show other pictures."""
        while len(self.rows) < len(content.titles):
            row = PinRow(len(self.rows), self)
            row.openRequested.connect(self.openRequested)
            row.compareRequested.connect(self.compareRequested)
            row.removeRequested.connect(self.removeRequested)
            self._body.addWidget(row)
            self.rows.append(row)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(content.titles))
        for number, title in enumerate(content.titles):
            at_hand = number == content.shown, number == content.compared
            self.rows[number].show_pin(title, *at_hand)
        self.title.set_detail(str(len(content.titles)))
