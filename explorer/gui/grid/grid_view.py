"""The layers x heads grid of live thumbnails under the user's mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.gui.grid.grid_area import GridArea
from explorer.gui.grid.grid_places import Hit
from explorer.gui.grid.grid_shape import Cell, GridShape
from explorer.gui.kit.look.paint import KeyboardFocus, RingShape, begin, paint_focus
from explorer.gui.kit.terms import with_terms
from explorer.gui.kit.tips import tip

_NOTCH = 120  # eighths of a degree: one step of a mouse wheel
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class GridView(KeyboardFocus, GridArea):
    """Thumbnails of every head of every layer, in sections that fold or in none.

    Every signal below but `sectionFolded` is something that the user asks for and that nothing
    here has done yet. Setters emit none of them.

    Signals
    -------
    cellRequested(row, column): a click on a cell or a header, or a key: the arrows, Home, End;
        with sections Page Up, Page Down and Alt with an arrow.
    cellToggled(row, column): a click with Shift or Ctrl: in or out of what is averaged.
    cellsRequested(frozenset of cells, row, column): Shift and drag, or Shift and arrows: every
        cell of a rectangle within one section, and the last of them.
    cellsMuted(frozenset of cells, bool): a drag without Shift over more than one cell: all of a
        rectangle are to be muted, or to sound where the first of them is muted.
    sectionFolded(title, folded): the user folded or unfolded a section by a click on its heading,
        or the one of the current cell by Enter. Remember it for `show_folded`.
    playRequested(): Space. meanRequested(): A.
    wheelStepped(steps): the wheel turned where there is nothing to scroll; positive is downward.
    """

    cellRequested = Signal(int, int)
    cellToggled = Signal(int, int)
    cellsRequested = Signal(object, int, int)
    cellsMuted = Signal(object, bool)
    sectionFolded = Signal(str, bool)
    playRequested = Signal()
    meanRequested = Signal()
    wheelStepped = Signal(int)

    def __init__(self, name: str = "Heads", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._start: Cell | None = None  # where a drag with Shift began
        self._end: Cell | None = None  # how far a rectangle reaches
        self._anchor: Cell | None = None  # where a rectangle begins
        self._dragged: Cell | None = None  # where a drag without Shift began
        self._turned = 0

    def show_shape(self, shape: GridShape | None) -> None:
        self._anchor = self._start = self._dragged = None
        self._show_marked(frozenset())
        super().show_shape(shape)

    def show_selection(self, current: Cell, added: frozenset[Cell] = frozenset()) -> None:
        if current != self._end:
            self._anchor = None
        super().show_selection(current, added)

    def _fold(self, section: int) -> None:
        """Fold an open section, unfold a folded one, as the user asked."""
        if self._shape is None or section >= len(self._shape.sections):
            return
        folded = not self._is_folded(section)
        self._set_folded(section, folded)
        self.sectionFolded.emit(self._shape.sections[section].title, folded)

    # -- the mouse

    def _target(self, hit: Hit | None) -> Cell | None:
        """The cell that a click asks for: on a header, the one of the current row or the mean."""
        if hit is None or hit.section is not None or self._shape is None:
            return None
        row = self._current[0] if hit.row is None else hit.row
        column = hit.column or 0
        return (row, column) if self._shape.has(row, column) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().toPoint())
        target = self._target(hit)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and hit is not None and hit.section is not None:
            self._fold(hit.section)
        elif not left or target is None:
            event.ignore()
        elif event.modifiers() & (_SHIFT | Qt.KeyboardModifier.ControlModifier):
            self._start = self._end = target
            self._anchor = None
        else:
            self._anchor = None
            self._dragged = target if hit is not None and hit.cell is not None else None
            self.cellRequested.emit(*target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._point_at(point)
        hit = self._hit(point)
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._show_marked(self._between(self._dragged, hit))
            return
        shifted = event.modifiers() & _SHIFT
        if self._start is None or not shifted or hit is None or hit.cell in (None, self._end):
            return
        self._anchor = self._start
        self._extend_to(*self._target(hit) or self._start)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        first, self._dragged = self._dragged, None
        marked = self._marked
        self._show_marked(frozenset())
        if first is not None and len(marked) > 1:
            self.cellsMuted.emit(marked, first not in self._muted)
            return
        start, self._start = self._start, None
        if start is not None and self._anchor is None:
            self._end = None
            self.cellToggled.emit(*start)

    def _between(self, first: Cell, hit: Hit | None) -> frozenset[Cell]:
        """The cells of a rectangle to what lies under the mouse; none in another section."""
        last = self._target(hit) if hit is not None and hit.cell is not None else None
        if self._shape is None or last is None:
            return self._marked
        if self._shape.group_of(first[0]) != self._shape.group_of(last[0]):
            return self._marked
        return self._shape.rectangle(first, last) if last != first else frozenset()

    def _extend_to(self, row: int, column: int) -> None:
        """Ask for the rectangle from the anchor to a cell of the same section."""
        anchor, cell = self._anchor or (row, column), (row, column)
        if self._shape is None or self._shape.group_of(row) != self._shape.group_of(anchor[0]):
            return
        self._end = cell
        self.cellsRequested.emit(self._shape.rectangle(anchor, cell), row, column)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum():
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        if steps:
            self._turned -= steps * _NOTCH
            self.wheelStepped.emit(-steps)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip_at(self, point: QPoint) -> str:
        """What lies at a point in words: a cell, or what a click on a heading does."""
        hit = self._hit(point)
        if self._shape is None or hit is None:
            return ""
        if hit.section is not None:
            section = self._shape.sections[hit.section]
            what = "Unfold" if self._is_folded(hit.section) else "Fold"
            own = hit.section == self._shape.group_of(self._current[0])
            return tip(f"{what} {section.title}: {section.detail}", "Enter" if own else "")
        target = self._target(hit)
        if target is None:
            return ""
        words = self._shape.describe(*target)
        words = f"{words}, muted" if target in self._muted else words
        if hit.row is None or hit.column is None:  # on a heading
            return with_terms(words, words.split(",")[0], words)
        return words

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._shape is None or not self._on_key(event, self._shape):
            event.ignore()

    def _on_key(self, event: QKeyEvent, shape: GridShape) -> bool:
        """Act on a key; whether it was one of the grid's."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (Qt.KeyboardModifier.NoModifier, _SHIFT, _ALT):
            return False
        there = after_key(key, self._current, shape, self._folded, held == _ALT)
        if there is None:
            return not held and self._on_other_key(key, shape)
        if there == self._current:
            return True
        if held == _SHIFT:
            self._anchor = self._anchor or self._current
            self._extend_to(*there)
        else:
            self._anchor = None
            self.cellRequested.emit(*there)
        return True

    def _stop_drag(self) -> bool:
        """Mute nothing of what a drag has marked; whether one goes on."""
        going, self._dragged = self._dragged is not None and bool(self._marked), None
        self._show_marked(frozenset())
        return going

    def _on_other_key(self, key: Qt.Key, shape: GridShape) -> bool:
        """Act on a key that moves nowhere."""
        if key == Qt.Key.Key_Space:
            self.playRequested.emit()
        elif key == Qt.Key.Key_A:
            self.meanRequested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shape.sections:
            self._fold(shape.group_of(self._current[0]))
        elif key == Qt.Key.Key_Escape:
            return self._stop_drag()
        else:
            return False
        return True

    def ring(self) -> RingShape | None:
        """Where the keyboard's focus ring goes; none after a click."""
        if not self._by_keyboard or self._layout is None:
            return None
        height = min(self.height(), self._layout.content_height)
        return RingShape(QRectF(6, 2, self.width() - 12, height - 2), 4.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(begin(self.viewport()), self.ring())


_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WITH_ALT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_NONE: frozenset[str] = frozenset()


def after_key(
    key: Qt.Key, cell: Cell, shape: GridShape, folded: frozenset[str] = _NONE, alt: bool = False
) -> Cell | None:
    """The cell that a key leads to, the same one at the grid's edge; None for any other key.

    Arrows go one cell, past folded sections; all four of them one layer where each has one cell
    only. Home and End go to the first and last layer that shows, in the same column. With sections,
    Page Up and Page Down, or Alt with an arrow, go to the same layer of the section before or
    after, folded or not. A row of fewer columns is entered at its last one.
    """
    row, column = cell
    pages = _WITH_ALT if alt else _PAGES
    if key in pages and shape.sections:
        row = _in_section(pages[key], row, shape)
    elif alt:
        return None
    elif key in _ARROWS:
        down, right = _ARROWS[key]
        if len(shape.columns) == 1:
            down, right = down + right, 0
        row = _shown_row(down, row, shape.shown(folded))
        column = max(column + right, 0)
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        shown = shape.shown(folded) or [row]
        row = shown[0 if key == Qt.Key.Key_Home else -1]
    else:
        return None
    return row, min(column, shape.columns_in(row) - 1)


def _shown_row(by: int, row: int, shown: list[int]) -> int:
    """The next of the rows that show, upward (-1) or downward (1), if any."""
    if by < 0:
        return max((other for other in shown if other < row), default=row)
    if by > 0:
        return min((other for other in shown if other > row), default=row)
    return row


def _in_section(by: int, row: int, shape: GridShape) -> int:
    """The same layer one section further, its last one where it has fewer."""
    groups, own = shape.groups, shape.group_of(row)
    if not 0 <= own + by < len(groups):
        return row
    rows = groups[own + by]
    return rows[min(row - groups[own].start, len(rows) - 1)]
