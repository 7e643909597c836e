"""What the model might have written at a place, or expects there, each to go on from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.numbers import percent
from explorer.gui.control.slices import AlternativeView, Choosing
from explorer.gui.kit import REGULAR, SEMIBOLD, RingShape, theme, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, paint_bar, text_width
from explorer.gui.panels.lit_items import LitItems
from explorer.gui.panels.translation_steps import INSET, seen

_HEADING, _ROW = 26, 26
_SHARE = 60  # px, the column of the percentages
_HINTS = {"continue": "click to continue from it", "fill": "click to fill it in", "": ""}
_TIPS = {"continue": "\nContinue from it", "fill": "\nFill it in", "": ""}


class Alternatives(LitItems):
    """A heading and a row for each; Up and Down walk through them, Enter chooses.

    Signals
    -------
    tokenRequested(int): the token that is to stand there.
    """

    tokenRequested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AlternativeView, ...] = ()
        self._most = 5
        self._heading = ""
        self._choosing: Choosing = "continue"
        self._current = 0
        self.setAccessibleName("Alternatives")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit()

    # -- what it shows

    def show_alternatives(
        self, heading: str, rows: tuple[AlternativeView, ...], choosing: Choosing = "continue"
    ) -> None:
        """Show the rows of another place, best first; heading: which place."""
        if [row.token for row in rows] != [row.token for row in self._rows]:
            self._current = next((n for n, row in enumerate(rows) if row.chosen), 0)
        self._rows, self._heading, self.lit = rows, heading, -1
        self._choosing = choosing
        self._fit()

    def show_rows(self, most: int) -> None:
        """Show at most so many."""
        self._most = most
        self._fit()

    def heading(self) -> str:
        """Which place the rows are of."""
        return self._heading

    def shown(self) -> tuple[AlternativeView, ...]:
        """The rows that are shown now."""
        return self._rows[: self._most]

    def _fit(self) -> None:
        rows = self.shown()
        self._current = max(0, min(self._current, len(rows) - 1))
        self.setVisible(bool(rows))
        self.setFixedHeight(_HEADING + len(rows) * _ROW)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell which row Enter would choose, for screen readers."""
        rows = self.shown()
        self.setAccessibleDescription(self.tip(self._current) if rows else "")

    def tip(self, number: int) -> str:
        """A row in words."""
        row = self.shown()[number]
        stands = "\nStands there now" if row.chosen else _TIPS[self._choosing]
        return f"{seen(row.text)}: {percent(row.probability)}{stands}"

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    # -- places

    def row_rect(self, number: int) -> QRectF:
        """Where a row lies, px."""
        return QRectF(0, _HEADING + number * _ROW, self.width(), _ROW)

    def item_at(self, at: QPoint) -> int:
        """The row at a point, -1 for none."""
        number = (at.y() - _HEADING) // _ROW
        return number if 0 <= number < len(self.shown()) else -1

    def ring(self) -> RingShape | None:
        """Around the row that Enter would choose."""
        if not self.ringed or not self.shown():
            return None
        return RingShape(self.row_rect(self._current).adjusted(1, 1, -1, -1), 5.0)

    # -- the user

    def ask(self, number: int) -> None:
        row = self.shown()[number]
        if not row.chosen and self._choosing:  # it goes on from the chosen one already
            self.tokenRequested.emit(row.token)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.shown()) - 1
        moves = {
            Qt.Key.Key_Up: self._current - 1,
            Qt.Key.Key_Down: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key in moves:
            self._current = max(0, min(moves[key], last))
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.ask(self._current)
        else:
            event.ignore()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        self._paint_heading(painter)
        for number, row in enumerate(self.shown()):
            self._paint_row(painter, number, row)

    def _paint_heading(self, painter: QPainter) -> None:
        colours = theme()
        room = QRectF(INSET, 0, self.width() - 2 * INSET, _HEADING)
        hint = _HINTS[self._choosing]
        wide = text_width(self._heading, ui_font(12)) + 12 + text_width(hint, ui_font(11))
        if hint and wide <= room.width():
            draw_text(painter, room, hint, ui_font(11), colours.t3, align=1.0)
        draw_text(painter, room, self._heading, ui_font(12), colours.t3)

    def _paint_row(self, painter: QPainter, number: int, row: AlternativeView) -> None:
        colours = theme()
        whole = self.row_rect(number)
        if number == self.lit and not row.chosen and self._choosing:
            box(painter, whole, 6.0, colours.hover)
        room = whole.adjusted(INSET, 0, -INSET, 0)
        font = ui_font(13, SEMIBOLD if row.chosen else REGULAR)
        name = QRectF(room)
        name.setWidth(min(max(72.0, room.width() * 0.275), 116.0) - 8)
        draw_text(painter, name, seen(row.text), font, colours.t1)
        ink = colours.t1 if row.chosen else colours.t2
        draw_text(painter, room, percent(row.probability), font, ink, align=1.0)
        left = name.right() + 8
        bar = QRectF(left, room.center().y() - 2, room.right() - _SHARE - left, 4)
        paint_bar(painter, bar, row.probability, accent=row.chosen)
