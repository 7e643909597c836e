"""A list of sentences, one a row, of which one is open; ten thousand are as quick as ten."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import foreign
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.look.paint import draw_text
from explorer.gui.kit.tips import plain_tip

ROW = 30
INSET = 8
"""px from the edge of the row to its text."""
_SEEN, _TOLD = 200, 2000  # letters that a row may have room for, and its tool tip


class _Sentences(QAbstractListModel):
    """The sentences and which of them is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sentences: tuple[str, ...] = ()
        self.chosen = -1

    def replace(self, sentences: tuple[str, ...]) -> None:
        """Hold other sentences."""
        self.beginResetModel()
        self.sentences = sentences
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sentences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == LIT:
            return index.row() == self.chosen
        sentence = self.sentences[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(sentence[:_SEEN].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(foreign(sentence[:_TOLD] + ("…" if len(sentence) > _TOLD else "")))
        return None


class _Sentence(Row):
    """Paints a row: shortened, brighter where it is the open one."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        ink = theme().t1 if index.data(LIT) else theme().t2
        font = ui_font(13, tabular=False)
        draw_text(painter, rect.adjusted(INSET, 0, -INSET, 0), str(index.data()), font, ink)


class SentenceList(RowList):
    """Rows to click, or to walk through by keys and to open by Enter: `rowRequested`."""

    def __init__(self, name: str, most: int = 6, parent: QWidget | None = None) -> None:
        """Make a list of which ``most`` rows are seen, the others by scrolling."""
        super().__init__(name, ROW, parent)
        self._most = most
        self._rows = _Sentences(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Sentence(ROW, self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)

    def sentences(self) -> tuple[str, ...]:
        """Return what the rows say."""
        return self._rows.sentences

    def chosen(self) -> int:
        """Return the row of the open sentence, -1 for none."""
        return self._rows.chosen

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show other rows, none of them open; nothing happens where they are the same."""
        rows = tuple(sentences)
        if rows == self._rows.sentences:
            return
        self._rows.chosen = -1
        self._rows.replace(rows)
        self.setFixedHeight(min(len(rows), self._most) * ROW)
        self.scrollToTop()

    def show_chosen(self, row: int) -> None:
        """Light up the row of the open sentence and bring it into sight; -1 for none."""
        self._rows.chosen = row if 0 <= row < len(self._rows.sentences) else -1
        self.setCurrentIndex(self._rows.index(self._rows.chosen))
        self.viewport().update()
