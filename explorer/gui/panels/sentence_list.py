"""A list of sentences, one a row, of which one is open; ten thousand are as quick as ten."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit import RingShape, theme, ui_font
from explorer.gui.kit.focus import by_keyboard
from explorer.gui.kit.paint import draw_text
from explorer.gui.kit.painted_list import ROW_RADIUS, Index, PaintedList, PaintedRow

ROW = 30
INSET = 8
"""px from the edge of the row to its text."""
_SEEN, _TOLD = 200, 2000  # letters that a row may have room for, and its tool tip
_OPEN = Qt.ItemDataRole.UserRole


class _Sentences(QAbstractListModel):
    """The sentences and which of them is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sentences: tuple[str, ...] = ()
        self.chosen = -1

    def replace(self, sentences: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.sentences = sentences
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sentences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == _OPEN:
            return index.row() == self.chosen
        sentence = self.sentences[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(sentence[:_SEEN].split())
        if role == Qt.ItemDataRole.ToolTipRole:  # marked up, which alone is broken into lines
            rest = "…" if len(sentence) > _TOLD else ""
            return f"<qt>{escape(sentence[:_TOLD])}{rest}</qt>"
        return None


class _Row(PaintedRow):
    """Paints a row: shortened, brighter where it is the open one."""

    def is_lit(self, index: Index) -> bool:
        return bool(index.data(_OPEN))

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        ink = theme().t1 if self.is_lit(index) else theme().t2
        text = str(index.data())
        draw_text(painter, rect.adjusted(INSET, 0, -INSET, 0), text, ui_font(13), ink)


class SentenceList(PaintedList):
    """Rows to click, or to walk through by Up, Down, Page and Home and to open by Enter.

    Signals
    -------
    sentenceRequested(int): the row that is to be opened.
    """

    sentenceRequested = Signal(int)

    def __init__(self, name: str, most: int = 6, parent: QWidget | None = None) -> None:
        """``most``: so many rows are seen, the others by scrolling."""
        super().__init__(ROW, parent)
        self._most = most
        self._ringed = False
        self._rows = _Sentences(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Row(ROW, self))
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrow keys to the maps
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)
        self.clicked.connect(self._on_clicked)
        self.setFixedHeight(0)

    # -- what it shows

    def set_name(self, name: str) -> None:
        """What the list is called by a screen reader."""
        self.setAccessibleName(name)

    def sentences(self) -> tuple[str, ...]:
        """What the rows say."""
        return self._rows.sentences

    def chosen(self) -> int:
        """The row of the open sentence, -1 for none."""
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

    # -- keyboard and mouse

    def ring(self) -> RingShape | None:
        """Around the row that Enter would open."""
        seen = self.visualRect(self.currentIndex()) & self.viewport().rect()
        if not self._ringed or seen.isEmpty():
            return None
        return RingShape(QRectF(seen), ROW_RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            if self.currentIndex().isValid():
                self.sentenceRequested.emit(self.currentIndex().row())
        elif event.key() in (
            keys.Key_Up, keys.Key_Down, keys.Key_PageUp, keys.Key_PageDown, keys.Key_Home,
            keys.Key_End,
        ):  # fmt: skip
            super().keyPressEvent(event)
            event.accept()
            self._on_moved()
        else:
            event.ignore()  # letters are shortcuts of the window, not a search

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.sentenceRequested.emit(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event, self._ringed)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.sentences:
            self.setCurrentIndex(self._rows.index(0))

    @Slot()
    def _on_moved(self) -> None:
        self.update()  # the ring follows a repaint
