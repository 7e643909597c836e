"""The layers x heads grid of live thumbnails: one painted widget that scrolls where it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from explorer.gui.kit import theme
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.paint import begin
from explorer.gui.views.focus import rings
from explorer.gui.views.grid_keys import after_key
from explorer.gui.views.grid_layout import (
    EDGE,
    HEADER,
    PAD,
    Cell,
    GridLayout,
    GridShape,
    Hit,
    lay_out,
    rectangle,
)
from explorer.gui.views.grid_paint import GridScene, paint_grid
from explorer.gui.views.thumbs import Thumbs

_STEP = 24
_NOTCH = 120  # eighths of a degree: one step of a mouse wheel


class GridView(QAbstractScrollArea):
    """Thumbnails of every head of every layer; the mean of each layer first.

    It takes the whole width of its panel, padding included, so that a scroll bar moves no cell.
    Cells are (row, column) pairs from (0, 0). It shows what it is told; every signal below is
    something that the user asks for and that nothing here has done yet.

    Signals
    -------
    cellRequested(row, column): a click on a cell or a header, or an arrow key, Home, End.
    cellToggled(row, column): the same with Shift or Ctrl: in or out of what is averaged.
    cellsRequested(frozenset of cells, row, column): Shift and drag, or Shift and arrows: every
        cell of a rectangle, and the last of them.
    playRequested(): Space. meanRequested(): A.
    cellHovered(row, column): under the mouse; (-1, -1) where there is none.
    wheelStepped(steps): the wheel turned where there is nothing to scroll; positive is downward.
    """

    cellRequested = Signal(int, int)
    cellToggled = Signal(int, int)
    cellsRequested = Signal(object, int, int)
    playRequested = Signal()
    meanRequested = Signal()
    cellHovered = Signal(int, int)
    wheelStepped = Signal(int)

    def __init__(self, name: str = "Heads", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._shape: GridShape | None = None
        self._thumbs = Thumbs(0, 0, True)
        self._current: Cell = (0, 0)
        self._added: frozenset[Cell] = frozenset()
        self._most = 10_000
        self._layout: GridLayout | None = None
        self._describe: Callable[[int, int], str] | None = None
        self._mouse: QPoint | None = None
        self._hover: Hit | None = None
        self._start: Cell | None = None  # where a drag with Shift began
        self._end: Cell | None = None  # how far a rectangle reaches
        self._anchor: Cell | None = None  # where a rectangle begins
        self._turned = 0
        self._by_keyboard = False

    # -- what it shows

    def show_shape(self, shape: GridShape | None) -> None:
        """Start over: every cell is being computed. None shows nothing at all."""
        thumbs = Thumbs(
            len(shape.rows) if shape else 0,
            len(shape.columns) if shape else 0,
            shape.smooth if shape else True,
        )
        thumbs.adopt_table(self._thumbs)
        self._shape, self._thumbs = shape, thumbs
        self._current, self._added = (0, 0), frozenset()
        self._anchor = self._start = None
        self._arrange()
        self.updateGeometry()

    def show_row(
        self,
        row: int,
        thumbs: Sequence[NDArray[np.uint8]],
        profile: NDArray[np.float32] | None = None,
    ) -> None:
        """Fill in one row.

        Parameters
        ----------
        thumbs: one array (height, width) uint8 a column: levels 0..255 of the colour table.
        profile: the gates of the layer in [0, 1], highest first, where the shape has profiles.

        Raises
        ------
        IndexError, ValueError
            No such row; not one two-dimensional uint8 array a column.
        """
        self._check_row(row)
        self._thumbs.set_row(row, thumbs, profile)
        self.viewport().update()

    def show_failed(self, row: int) -> None:
        """Mark a row whose maps could not be computed; ``IndexError`` for no such row."""
        self._check_row(row)
        self._thumbs.set_failed(row)
        self.viewport().update()

    def show_table(self, table: NDArray[np.uint8]) -> None:
        """Colour by another table, (256, 3) uint8; ``ValueError`` for another shape."""
        self._thumbs.set_table(table)
        self.viewport().update()

    def show_selection(self, current: Cell, added: frozenset[Cell] = frozenset()) -> None:
        """Ring the current cell, and tick the others that are averaged with it."""
        moved = current != self._current
        self._current, self._added = current, frozenset(added) - {current}
        if current != self._end:
            self._anchor = None
        if self._shape is not None:
            self.setAccessibleDescription(self._described(*current))
            if moved:
                self._bring_into_view(*current)
        self.viewport().update()

    def set_describe(self, describe: Callable[[int, int], str]) -> None:
        """How a cell is named in its tool tip and to screen readers, as "layer 8, head 2"."""
        self._describe = describe

    def set_maximum_height(self, px: int) -> None:
        """The most the grid may ask for: its cells shrink to fit, then it scrolls."""
        self._most = px
        self._arrange()
        self.updateGeometry()

    def _check_row(self, row: int) -> None:
        if self._shape is None or not 0 <= row < len(self._shape.rows):
            raise IndexError(f"the grid has no row {row}")

    def _described(self, row: int, column: int) -> str:
        """A cell in words, "" for one that there is not."""
        shape = self._shape
        if shape is None or not (0 <= row < len(shape.rows) and 0 <= column < len(shape.columns)):
            return ""
        if self._describe is not None:
            return self._describe(row, column)
        head = "mean" if column == 0 else f"head {shape.columns[column]}"
        return f"layer {shape.rows[row]}, {head}"

    # -- places

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._shape is None:
            return HEADER
        return min(lay_out(self._shape, width, self._most).content_height, self._most)

    def sizeHint(self) -> QSize:
        return QSize(352, self.heightForWidth(self.width() or 352))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEADER + 40)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is now, in coordinates of the viewport; ``IndexError`` for none."""
        if self._layout is None or self._shape is None:
            raise IndexError("the grid shows nothing")
        if not (0 <= row < len(self._shape.rows) and 0 <= column < len(self._shape.columns)):
            raise IndexError(f"the grid has no cell {(row, column)}")
        place = self._layout.cell(row, column, *self._scroll())
        return QRectF(place.x, place.y, place.width, place.height)

    def ring(self) -> RingShape | None:
        """Where the keyboard's focus ring goes; none after a click."""
        if not self._by_keyboard or self._layout is None:
            return None
        height = min(self.height(), self._layout.content_height)
        return RingShape(QRectF(6, 2, self.width() - 12, height - 2), 4.0, gap=0.0)

    def _scroll(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _arrange(self) -> None:
        """Lay out for the present size, and let the scroll bars cover what does not fit."""
        if self._shape is None:
            self._layout = None
        else:
            self._layout = lay_out(self._shape, self.width(), min(self._most, self.height()))
        width = self._layout.content_width if self._layout else 0
        height = self._layout.content_height if self._layout else 0
        seen = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, width - self.width()))
        across.setPageStep(seen.width())
        across.setSingleStep(_STEP)
        down.setRange(0, max(0, height - seen.height()))
        down.setPageStep(seen.height())
        down.setSingleStep(self._layout.pitch if self._layout else _STEP)
        self._point_at(self._mouse)
        self.viewport().update()

    def _bring_into_view(self, row: int, column: int) -> None:
        if self._layout is None or row >= self._layout.rows or column >= self._layout.columns:
            return
        place = self._layout.cell(row, column)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        top, bottom = place.y - HEADER - EDGE, place.y + self._layout.pitch + EDGE
        if top < down.value():
            down.setValue(top)
        elif bottom > down.value() + self.viewport().height():
            down.setValue(bottom - self.viewport().height())
        if column == 0:
            return
        left = place.x - self._layout.fixed_right - EDGE
        right = place.right + PAD
        if left < across.value():
            across.setValue(left)
        elif right > across.value() + self.width():
            across.setValue(right - self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._bring_into_view(*self._current)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._point_at(self._mouse)
        self.viewport().update()

    # -- the mouse

    def _hit(self, point: QPoint) -> Hit | None:
        if self._layout is None:
            return None
        return self._layout.hit(point.x(), point.y(), *self._scroll())

    def _point_at(self, point: QPoint | None) -> None:
        """Light up what lies at a point of the viewport, and say so."""
        self._mouse = point
        hit = self._hit(point) if point is not None else None
        if hit == self._hover:
            return
        before = self._hover.cell if self._hover else None
        self._hover = hit
        cell = hit.cell if hit else None
        if cell != before:
            self.cellHovered.emit(*(cell or (-1, -1)))
        self.viewport().update()

    def _target(self, hit: Hit | None) -> Cell | None:
        """The cell that a click asks for: on a header, the one of the current row or the mean."""
        if hit is None:
            return None
        row = self._current[0] if hit.row is None else hit.row
        return row, (hit.column or 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        target = self._target(self._hit(event.position().toPoint()))
        if event.button() != Qt.MouseButton.LeftButton or target is None:
            event.ignore()
            return
        several = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & several:
            self._start = self._end = target
            self._anchor = None
        else:
            self._anchor = None
            self.cellRequested.emit(*target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._point_at(point)
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        hit = self._hit(point)
        if self._start is None or not shifted or hit is None or hit.cell in (None, self._end):
            return
        self._anchor = self._start
        self._extend_to(*self._target(hit) or self._start)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._start = self._start, None
        if start is not None and self._anchor is None:
            self._end = None
            self.cellToggled.emit(*start)

    def _extend_to(self, row: int, column: int) -> None:
        """Ask for the rectangle from the anchor to a cell."""
        self._end = (row, column)
        cells = rectangle(self._anchor or self._end, self._end)
        self.cellsRequested.emit(cells, row, column)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() or self.horizontalScrollBar().maximum():
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
            target = self._target(self._hit(event.pos()))
            text = self._described(*target) if target is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._shape is None or not self._on_key(event, self._shape):
            event.ignore()

    def _on_key(self, event: QKeyEvent, shape: GridShape) -> bool:
        """Act on a key; whether it was one of the grid's."""
        key, shift = Qt.Key(event.key()), Qt.KeyboardModifier.ShiftModifier
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (Qt.KeyboardModifier.NoModifier, shift):
            return False
        there = after_key(key, self._current, shape)
        if there is None:
            signals = {Qt.Key.Key_Space: self.playRequested, Qt.Key.Key_A: self.meanRequested}
            if held or key not in signals:
                return False
            signals[key].emit()
        elif there == self._current:
            pass
        elif held:
            self._anchor = self._anchor or self._current
            self._extend_to(*there)
        else:
            self._anchor = None
            self.cellRequested.emit(*there)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = rings(event.reason(), self._by_keyboard)
        super().focusInEvent(event)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self.viewport())
        painter.fillRect(event.rect(), theme().panel)
        if self._shape is not None and self._layout is not None:
            dx, dy = self._scroll()
            scene = GridScene(
                self._shape,
                self._layout,
                self._thumbs,
                self._current,
                self._added,
                self._hover,
                dx,
                dy,
            )
            paint_grid(painter, scene, self.viewport().rect())
        painter.end()
