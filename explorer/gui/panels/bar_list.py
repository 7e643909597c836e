"""Words with their probability as a bar: of classes, of tokens, of what is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from explorer.core.numbers import MINUS, percent
from explorer.gui.kit import MEDIUM, REGULAR, SEMIBOLD, mono_font, paint_icon, theme, ui_font
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.look.paint import box, draw_text, paint_bar, text_width
from explorer.gui.kit.tips import plain_tip

Form = Literal["stacked", "slim", "word"]
"""The bar below name and share, between them, or between the word above and the share below."""

HEIGHTS = {"stacked": 40, "slim": 28, "word": 60}
"""Of a row, px; of a word with the gap to the next line."""
INSET, WORD_GAP = 8, 4
"""px from the edge of a row to its text, and from one word to the next."""
_SHARE = 56  # px, the column of the percentages
_CHANGE = 48  # px, that of the changes where heads are muted
_NAME = (88, 172)  # px, the least and the most of the column of the names
_LEAST_WORD, _ICON = 30, 14


@dataclass(frozen=True, slots=True)
class BarItem:
    """One row.

    Attributes
    ----------
    text: as it is read.
    share: in [0, 1]; None where it is still to come.
    strong: the one that matters, in the accent.
    lit: on a ground in the accent.
    special: a token of the model's own, in the type of code.
    given: the user's, not the model's choice.
    tip: what it says in words.
    before: the share in the run that it is held against; None for none.
    beside: what that run is called.
    differs: underlined, for the other of two outputs has another word here.
    """

    text: str
    share: float | None
    strong: bool = False
    lit: bool = False
    special: bool = False
    given: bool = False
    tip: str = ""
    before: float | None = None
    beside: str = "all heads"
    differs: bool = False

    @property
    def said(self) -> str:
        """The row in words."""
        share = "" if self.share is None else f" {percent(self.share)}"
        if self.before is None or self.share is None:
            return say(self.tip) or f"{self.text}{share}"
        return f"{self.text}{share}{say(with_run(self.before, self.beside))}"


def with_run(share: float | None, beside: str) -> str:
    """What a share is in the run it is held against, after its own; "" for none."""
    return "" if share is None else f", {percent(share)} with {beside}"


def whole_percent(share: float) -> str:
    """Return 81 % for 0.812; <1 % for what would else read as nothing."""
    return "<1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def seen(text: str) -> str:
    """Return a token's text, a sign in place of one that nobody could see."""
    return text if text.strip() else "␣"


class BarModel(QAbstractListModel):
    """The rows of a :class:`BarList`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[BarItem, ...] = ()
        self._widest: float | None = None

    def replace(self, items: Sequence[BarItem]) -> None:
        """Show other rows; as many as before keep their places."""
        self._widest = None
        if len(items) == len(self.items):
            self.items = tuple(items)
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def widest(self) -> float:
        """Width of the longest text in px, where it matters most."""
        if self._widest is None:
            font = ui_font(13, SEMIBOLD)
            self._widest = max((text_width(one.text, font) for one in self.items), default=0.0)
        return self._widest

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == LIT:
            return item.lit
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        said = item.said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said
        return plain_tip(foreign(said)) if role == Qt.ItemDataRole.ToolTipRole else None


class _BarRow(Row):
    """Paints a row in one of the three forms."""

    def __init__(self, form: Form, height: int, inset: int, parent: BarList) -> None:
        super().__init__(height, parent)
        self._form, self._inset = form, inset
        self._list = parent.bars

    def _item(self, index: Index) -> BarItem:
        return self._list.items[index.row()]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self._form != "word":
            return super().sizeHint(option, index)
        item = self._item(index)
        share = text_width(whole_percent(item.share or 0.0), ui_font(12))
        share += _ICON + 4 if item.given else 0
        width = max(text_width(seen(item.text), _word_font(item)), share, _LEAST_WORD)
        return QSize(math.ceil(width) + 2 * INSET + WORD_GAP, self._height)

    def ground(self, rect: QRectF) -> QRectF:
        return rect.adjusted(0, 0, -WORD_GAP, -WORD_GAP) if self._form == "word" else rect

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        room = rect.adjusted(self._inset, 0, -self._inset, 0)
        {"stacked": self._stacked, "slim": self._slim, "word": self._word}[self._form](
            painter, room, self._item(index)
        )

    def _stacked(self, painter: QPainter, room: QRectF, item: BarItem) -> None:
        line = QRectF(room.left(), room.top() + 3, room.width(), 19)
        self._texts(painter, line, line.adjusted(0, 0, -_SHARE, 0), item)
        bar = QRectF(room.left(), room.top() + 25, room.width(), 4)
        if item.before is not None:
            _paint_outline(painter, bar, item.before)
            bar.translate(0, 5)
        paint_bar(painter, bar, item.share or 0.0, accent=item.strong)

    def _slim(self, painter: QPainter, room: QRectF, item: BarItem) -> None:
        column = min(max(self._list.widest() + 12, _NAME[0]), _NAME[1], 0.55 * room.width())
        name = QRectF(room.left(), room.top(), column - 8, room.height())
        self._texts(painter, room, name, item)
        left = room.left() + column
        end = room.right() - _SHARE - (_CHANGE if item.before is not None else 0)
        bar = QRectF(left, room.center().y() - 2, end - left, 4)
        if item.before is not None:
            _paint_outline(painter, bar.translated(0, -3), item.before)
            bar.translate(0, 2)
        paint_bar(painter, bar, item.share or 0.0, accent=item.strong)

    def _texts(self, painter: QPainter, line: QRectF, name: QRectF, item: BarItem) -> None:
        """Write the name into its room, and the share at the end of the line."""
        colours = theme()
        font = ui_font(13, SEMIBOLD if item.strong else REGULAR)
        draw_text(painter, name, seen(item.text) if item.text else "", font, colours.t1)
        if item.share is not None:
            ink = colours.t1 if item.strong else colours.t2
            if item.before is not None:
                draw_text(painter, line, change_of(item), ui_font(12), colours.t3, align=1.0)
                line = line.adjusted(0, 0, -_CHANGE, 0)
            draw_text(painter, line, percent(item.share), font, ink, align=1.0)

    def _word(self, painter: QPainter, room: QRectF, item: BarItem) -> None:
        colours = theme()
        ink = colours.t3 if item.special else colours.t1
        word = QRectF(room.left(), room.top() + 4, room.width(), 21)
        shown = colours.accent_text if item.strong else ink
        draw_text(painter, word, seen(item.text), _word_font(item), shown)
        if item.differs:
            width = min(text_width(seen(item.text), _word_font(item)), word.width())
            painter.fillRect(QRectF(word.left(), word.bottom(), width, 2), colours.warn)
        if item.share is None:  # of what is still to come
            return
        bar = QRectF(room.left(), room.top() + 30, room.width(), 4)
        paint_bar(painter, bar, item.share, accent=item.strong)
        share = QRectF(room.left(), room.top() + 37, room.width(), 17)
        text = whole_percent(item.share)
        draw_text(painter, share, text, ui_font(12), colours.t1 if item.strong else colours.t2)
        if item.given:
            left = room.left() + text_width(text, ui_font(12)) + 4
            mark = QRectF(left, share.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, "keyboard", colours.t1 if item.strong else colours.t3, mark)


def change_of(item: BarItem) -> str:
    """Return how far a share has changed in percentage points, signed: −6.5."""
    points = 100 * ((item.share or 0.0) - (item.before or 0.0))
    return f"{points:+.1f}".replace("-", MINUS)


def _paint_outline(painter: QPainter, bar: QRectF, share: float) -> None:
    """Outline a bar for what a share was before."""
    width = max(3.0, bar.width() * min(max(share, 0.0), 1.0))
    box(painter, QRectF(bar.left(), bar.top(), width, bar.height()), 2.0, border=theme().t3)


def _word_font(item: BarItem) -> QFont:
    if item.share is None:
        return ui_font(12)
    return mono_font(12) if item.special else ui_font(15, MEDIUM)


class BarList(RowList):
    """Rows of a name, a bar and a share, as high as they need."""

    def __init__(
        self,
        name: str,
        form: Form,
        *,
        height: int = 0,
        inset: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Make a list.

        Parameters
        ----------
        height: of a row in px, 0 for that of the form.
        inset: px from the edge to the text.
        """
        super().__init__(name, height or HEIGHTS[form], parent)
        self._height = height or HEIGHTS[form]
        self.bars = BarModel(self)
        self.setModel(self.bars)
        self.set_form(form, inset)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_form(self, form: Form, inset: int) -> None:
        """Paint the rows in another form."""
        self.setItemDelegate(_BarRow(form, self._height, inset, self))

    def show_items(self, items: Sequence[BarItem]) -> None:
        """Show other rows."""
        self.bars.replace(items)
        self.setFixedHeight(len(items) * self._height)

    def said(self) -> list[str]:
        """Return what the rows say in words."""
        rows = range(len(self.bars.items))
        return [str(self.bars.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
