"""The list of models: a painted row each, so that thousands are as quick as ten."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.core.inputs import spoken
from explorer.gui.browser.columns import HEAD, MARK, PAD, ROW, placed
from explorer.gui.browser.search import Row
from explorer.gui.kit import MEDIUM, theme, ui_font
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.lists import LIT, Index, RowList
from explorer.gui.kit.lists import Row as ListRow
from explorer.gui.kit.look.icons import paint_icon
from explorer.gui.kit.look.paint import begin, draw_text
from explorer.gui.kit.tips import plain_tip

_ICON = 14
_ROW = LIT + 1


class _Rows(QAbstractListModel):
    """The rows that a search found, and the name of the model in use."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.current = ""
        self.at = 0

    def replace(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == LIT:
            return index.row() == self.at
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(row, self.current)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(foreign(said(row, self.current)))
        return None


def said(row: Row, current: str) -> str:
    """All that a row says, in words; why it cannot be opened, where that is so."""
    model = row.model
    if model.problem:
        return say(model.problem)
    size = f"{model.size} parameters" if model.parameters else model.size
    marks = ["in use"] if row.name == current else ["recently used"] if row.recent else []
    of = f"for {spoken(model.takes)}" if not row.typed else ""
    names = model.family, model.licence
    parts = (row.name, model.source, model.family, of, size, model.licence, row.weights)
    told = [part for part in (*parts, model.shows, *marks) if part]
    return ", ".join(part if part in (row.name, *names) else say(part) for part in told)


class _Line(ListRow):
    """Paints a row: a mark, the title, and the columns that there is room for."""

    def __init__(self, parent: ModelList) -> None:
        super().__init__(ROW, parent)
        self._list = parent

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        colours, row = theme(), index.data(_ROW)
        off = bool(row.model.problem)
        in_use = row.name == self._list.in_use()
        mark = QRectF(rect.left() + PAD, rect.center().y() - _ICON / 2, _ICON, _ICON)
        if in_use:
            paint_icon(painter, "check", colours.accent_text, mark)
        elif row.recent:
            paint_icon(painter, "history", colours.t3, mark)
        width, places = placed(round(rect.width()))
        title = QRectF(rect.left() + PAD + MARK, rect.top(), width, rect.height())
        weight = MEDIUM if in_use else ui_font(13).weight()
        ink = colours.t4 if off else colours.t1
        draw_text(painter, title, row.title, ui_font(13, weight, tabular=False), ink)
        for place in places:
            room = QRectF(rect.left() + place.left, rect.top(), place.width, rect.height())
            column = place.column
            text = say(column.text(row)) if column.own else column.text(row)
            quiet = colours.t4 if off else colours.t2
            draw_text(painter, room, text, ui_font(12), quiet, column.align)


class ModelList(RowList):
    """Rows to click; the keys are the panel's, whose search keeps the focus.

    Signals
    -------
    modelRequested(str): the name of the model that is to be opened.
    """

    modelRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Models", ROW, parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Line(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rowRequested.connect(self._on_row)

    # -- what it shows

    def show_rows(self, rows: Sequence[Row], keep: bool) -> None:
        """Show other rows; keep: the lit one stays where it is still there, else the first is."""
        name = self.name() if keep else ""
        self._rows.replace(rows)
        names = [row.name for row in rows]
        self._light(names.index(name) if name in names else 0)

    def show_in_use(self, name: str) -> None:
        """The model that the window shows now."""
        self._rows.current = name
        self.viewport().update()

    def in_use(self) -> str:
        """The name of the model that the window shows now."""
        return self._rows.current

    def at(self) -> int:
        """The number of the row that Enter opens, 0 also where there is none."""
        return self._rows.at

    def name(self) -> str:
        """The name of the model that Enter opens, "" where there is none."""
        rows = self._rows.rows
        return rows[self._rows.at].name if self._rows.at < len(rows) else ""

    def rows(self) -> Sequence[Row]:
        """What is listed now."""
        return self._rows.rows

    # -- keyboard and mouse

    def step(self, by: int) -> None:
        """Light up a row further on, or back."""
        self._light(self._rows.at + by)

    def page(self) -> int:
        """How many rows are seen, less one."""
        return max(1, self.viewport().height() // ROW - 1)

    def open_lit(self) -> None:
        """As a click on the lit row."""
        self._open(self._rows.at)

    def _light(self, row: int) -> None:
        self._rows.at = min(max(row, 0), max(0, len(self._rows.rows) - 1))
        index = self._rows.index(self._rows.at)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()

    def _open(self, number: int) -> None:
        rows = self._rows.rows
        if number < len(rows) and not rows[number].model.problem:
            self.modelRequested.emit(rows[number].name)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        self._light(row)
        self._open(row)


class Headings(QWidget):
    """What the columns are called, over a list as wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, font = begin(self), theme(), ui_font(11)
        width, places = placed(self.width())
        title = QRectF(PAD + MARK, 0, width, self.height())
        draw_text(painter, title, say("Model"), font, colours.t3)
        for place in places:
            room = QRectF(place.left, 0, place.width, self.height())
            heading = say(place.column.heading)
            draw_text(painter, room, heading, font, colours.t3, place.column.align)
