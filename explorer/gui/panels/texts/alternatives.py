"""What the model might have written at a place, or expects there, each to go on from."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.numbers import percent
from explorer.gui.control.slices import AlternativeView, Choosing
from explorer.gui.kit import Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import foreign
from explorer.gui.panels.bar_list import INSET, BarItem, BarList, seen, with_run

_ROW = 26
_HINTS = {"continue": "click to continue from it", "fill": "click to fill it in", "": ""}
_TIPS = {"continue": "\nContinue from it", "fill": "\nFill it in", "": ""}


class Alternatives(QWidget):
    """A heading and a row for each; Up and Down walk through them, Enter chooses.

    Signals
    -------
    tokenRequested(int): the token that is to stand there.
    """

    tokenRequested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[AlternativeView, ...] = ()
        self._most = 5
        self._choosing: Choosing = "continue"
        self._beside = ""
        self._heading = Text("", px=12, token="t3", parent=self)
        self._hint = Text("", px=11, token="t3", align=1.0, parent=self)
        self.rows = BarList("Alternatives", "slim", height=_ROW, inset=INSET, parent=self)
        self.rows.rowRequested.connect(self._on_row)
        top = hbox(self._heading, None, self._hint, margins=(INSET, 0, INSET, 0), spacing=12)
        top.addStrut(_ROW)
        vbox(top, self.rows, owner=self, margins=0, spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show()

    def show_alternatives(
        self,
        heading: str,
        rows: tuple[AlternativeView, ...],
        choosing: Choosing = "continue",
        beside: str = "",
    ) -> None:
        """Show the rows of another place, best first.

        Parameters
        ----------
        heading: which place. beside: what the run is called that they are held against.
        """
        self._beside = beside
        other = [row.token for row in rows] != [row.token for row in self._all]
        self._all, self._choosing = rows, choosing
        self._heading.set_text(heading)
        self._hint.set_text(_HINTS[choosing])
        self._fit()
        self._show()
        if other:
            chosen = next((number for number, row in enumerate(rows) if row.chosen), 0)
            self.rows.setCurrentIndex(self.rows.bars.index(chosen))

    def show_rows(self, most: int) -> None:
        """Show at most so many."""
        self._most = most
        self._show()

    def heading(self) -> str:
        """Return which place the rows are of."""
        return self._heading.text()

    def shown(self) -> tuple[AlternativeView, ...]:
        """Return the rows that are shown now."""
        return self._all[: self._most]

    def _show(self) -> None:
        rows = self.shown()
        self.setVisible(bool(rows))
        self.rows.show_items([self._item(row) for row in rows])

    def _item(self, row: AlternativeView) -> BarItem:
        stands = "\nStands there now" if row.chosen else _TIPS[self._choosing]
        before = with_run(row.before, self._beside)
        tip = f"{foreign(seen(row.text))}: {percent(row.probability)}{before}{stands}"
        return BarItem(
            seen(row.text), row.probability, strong=row.chosen, tip=tip, before=row.before
        )

    def _fit(self) -> None:
        """Leave the hint out where the heading needs its room."""
        wide = self._heading.sizeHint().width() + 12 + self._hint.sizeHint().width()
        self._hint.setVisible(bool(self._hint.text()) and wide <= self.width() - 2 * INSET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @Slot(int)
    def _on_row(self, number: int) -> None:
        row = self.shown()[number]
        if not row.chosen and self._choosing:  # it goes on from the chosen one already
            self.tokenRequested.emit(row.token)
