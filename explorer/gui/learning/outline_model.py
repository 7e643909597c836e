"""The modules of a model as a tree for a stock tree view, its attention sites marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.core.trace import Trace
from explorer.explanation.outline import Row, marked
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
COLUMNS = ("Module", "Attention", "Class", "Parameters")
SITE = Qt.ItemDataRole.UserRole
"""The number of the site that a row computes itself; None where it computes none."""


class OutlineModel(QAbstractItemModel):
    """An outline with four columns: name, what attends there, class, how many parameters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._parents: list[int] = []  # -1 above the first
        self._places: list[int] = []  # among the children of the parent
        self._children: list[list[int]] = []
        self._trace: Trace | None = None
        self._lit = -1

    def show_outline(self, rows: Row, trace: Trace, lit: int) -> None:
        """Show the outline of a run with one site lit; the same outline keeps its indices."""
        self._lit = lit
        if self._rows and self._rows[0] is rows:
            last = self.index(0, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._trace = trace
        self._rows, self._parents, self._places, self._children = [], [], [], []
        self._take(rows, -1, 0)
        self.endResetModel()

    def _take(self, row: Row, parent: int, place: int) -> int:
        number = len(self._rows)
        self._rows.append(row)
        self._parents.append(parent)
        self._places.append(place)
        self._children.append([])
        self._children[number] = [
            self._take(child, number, at) for at, child in enumerate(row.children)
        ]
        return number

    def index_of(self, site: int) -> QModelIndex:
        """The row of a site; an invalid index where there is none."""
        for number, row in enumerate(self._rows):
            if site in row.own:
                return self.createIndex(self._places[number], 0, number)
        return QModelIndex()

    # -- what a view asks for

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        below = self._below(parent)
        if not 0 <= row < len(below) or not 0 <= column < len(COLUMNS):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # a QObject's too
        above = self._parents[child.internalId()] if child.isValid() else -1
        if above < 0:
            return QModelIndex()
        return self.createIndex(self._places[above], 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return say(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._trace is None:
            return None
        row = self._rows[index.internalId()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(
                    foreign("\n".join(filter(None, (row.path, row.kind, self._text(row, 1)))))
                )
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (self._text(row, at) for at in range(3))))
            case Qt.ItemDataRole.FontRole:
                lit = self._lit in row.own
                return ui_font(12, SEMIBOLD) if lit else ui_font(12)
            case Qt.ItemDataRole.ForegroundRole:
                return theme().colour("accent_text" if row.within else "t2")
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 3:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == SITE:
                return next(iter(row.own), None)
        return None

    def _below(self, parent: Index) -> list[int]:
        if parent.isValid():
            return self._children[parent.internalId()]
        return [0] if self._rows else []

    def _text(self, row: Row, column: int) -> str:
        assert self._trace is not None  # there are rows
        match column:
            case 0:
                return row.name
            case 2:
                return row.kind
            case 1:
                if row.own:
                    return "; ".join(say(marked(self._trace, at)) for at in row.own)
                count = len(row.within)
                return say(f"{count} site{'s' * (count > 1)}") if count else ""
            case _:
                return f"{row.parameters:,}" if row.parameters else ""
