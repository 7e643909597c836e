"""The heads, ranked by a statistic."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.gui.analysis.heads.ranked_heads import RankedHeads
from explorer.gui.control.present.analysis.heads_view import HeadsView
from explorer.gui.kit import Choice, ComboButton, IconButton, SectionTitle, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.panels.panel import PanelWidget

_WIDE = 320


class HeadList(PanelWidget):
    """In place of the panels on the right.

    Signals
    -------
    headRequested(int, int): a head, by the number of its site and its own.
    statisticRequested(str): another statistic is to rank them.
    orderRequested(): the other order.
    """

    headRequested = Signal(int, int)
    statisticRequested = Signal(str)
    orderRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HeadsView | None = None
        self._title = SectionTitle("Ranked")
        self._by = ComboButton("Rank by", label="By")
        self._order = IconButton("arrow-left-right", "Largest or smallest first")
        self._first = Text("", px=12, token="t3")
        self.ranked = RankedHeads("Heads, ranked")
        top = hbox((self._title, 1), self._by, self._order, margins=(16, 0, 12, 0), spacing=6)
        told = hbox(self._first, margins=(16, 0, 16, 0))
        vbox(top, told, (self.ranked, 1), owner=self, margins=(0, 8, 0, 8), spacing=6)
        self._order.clicked.connect(self.orderRequested)
        self._by.choiceRequested.connect(self.statisticRequested)
        self.ranked.headChosen.connect(self._on_head)

    def show_content(self, content: HeadsView) -> None:
        """Show the ranking of a table."""
        self._view = content
        self._title.set_detail(f"{len(content.order)} heads" if self.width() >= _WIDE else "")
        self._by.set_choices(
            [
                Choice(one.key, one.text, reason=one.reason, tip=one.tip)
                for one in content.statistics
            ]
        )
        self._by.set_current(content.by.value)
        self._first.set_text("largest first" if content.falling else "smallest first")
        self.ranked.show_cells(content.cells)

    @Slot(int)
    def _on_head(self, at: int) -> None:
        if self._view is not None:
            self.headRequested.emit(*self._view.table.cells[at])
