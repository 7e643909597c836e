"""What the grid of heads shows and where: its setters, its places, scrolling and folding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from explorer.gui.grid.grid_layout import lay_out
from explorer.gui.grid.grid_paint import GridScene, paint_grid
from explorer.gui.grid.grid_places import EDGE, HEADER, Box, GridLayout, Hit
from explorer.gui.grid.grid_shape import Cell, GridShape
from explorer.gui.grid.thumbs import Thumbs
from explorer.gui.kit import theme
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin

_STEP = 24


class GridArea(QAbstractScrollArea):
    """The grid as a picture: it shows what it is told, and what lies under the mouse.

    It takes the whole width of its panel, padding included, so that a scroll bar moves no cell. It
    scrolls down, never sideways, and paints the rows again that have changed, no others.
    Cells are (row, column) pairs from (0, 0). A section that is folded shows its heading only;
    one that the selection moves into from another unfolds.

    Signals
    -------
    cellHovered(row, column): under the mouse; (-1, -1) where there is none.
    """

    cellHovered = Signal(int, int)

    def __init__(self, name: str = "Heads", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shape: GridShape | None = None
        self._thumbs = Thumbs((), True)
        self._current: Cell = (0, 0)
        self._entered: int | None = None  # the section of the last selection
        self._added: frozenset[Cell] = frozenset()
        self._muted: frozenset[Cell] = frozenset()
        self._marked: frozenset[Cell] = frozenset()
        self._folded: frozenset[str] = frozenset()
        self._most = 10_000
        self._layout: GridLayout | None = None
        self._mouse: QPoint | None = None
        self._hover: Hit | None = None

    # -- what it shows

    def show_shape(self, shape: GridShape | None) -> None:
        """Start over: every cell is being computed. None shows nothing at all."""
        thumbs = Thumbs(shape.widths, shape.smooth) if shape else Thumbs((), True)
        thumbs.adopt_table(self._thumbs)
        self._shape, self._thumbs = shape, thumbs
        self._current, self._added, self._entered = (0, 0), frozenset(), None
        self._arrange()
        self.viewport().update()
        self.updateGeometry()

    def show_row(
        self,
        row: int,
        thumbs: Sequence[NDArray[np.uint8]],
        profile: NDArray[np.float32] | None = None,
        mask: NDArray[np.bool_] | None = None,
    ) -> None:
        """Fill in one row; its thumbnails may have another shape than before.

        Parameters
        ----------
        thumbs: one array (height, width) uint8 a column: levels 0..255 of the colour table.
        profile: the gates of the layer in [0, 1], highest first, where the shape has profiles.
        mask: (height, width), False where a query may not look: left unpainted, for masked is
            not zero. None where every query may look everywhere.

        Raises
        ------
        IndexError, ValueError
            No such row; not one two-dimensional uint8 array a column, or a mask of another shape.
        """
        if self._shape is None or not 0 <= row < len(self._shape.rows):
            raise IndexError(f"the grid has no row {row}")
        if self._thumbs.set_row(row, thumbs, profile, mask):
            self._update_rows(row)

    def show_table(self, table: NDArray[np.uint8]) -> None:
        """Colour by another table, (256, 3) uint8; ``ValueError`` for another shape."""
        if self._thumbs.set_table(table):
            self.viewport().update()

    def show_selection(self, current: Cell, added: frozenset[Cell] = frozenset()) -> None:
        """Ring the current cell, and tick the others that are averaged with it."""
        before = {self._current, *self._added}
        moved = current != self._current
        self._current, self._added = current, frozenset(added) - {current}
        touched = {row for row, _ in before | {current, *self._added}}
        if self._shape is not None and self._shape.has(*current):
            section = self._shape.group_of(current[0])
            if section != self._entered:
                self._set_folded(section, False)
                self.viewport().update()  # its heading is another now
            self._entered = section
            if moved:
                self._bring_into_view(*current)
        self._describe_current()
        self._update_rows(*touched)

    def show_muted(self, cells: frozenset[Cell]) -> None:
        """Hatch the cells whose heads give nothing."""
        touched = {row for row, _ in self._muted ^ cells}
        self._muted = frozenset(cells)
        self._describe_current()
        self._update_rows(*touched)

    def _show_marked(self, cells: frozenset[Cell]) -> None:
        """Outline the cells that a drag would mute, or let sound."""
        touched = {row for row, _ in self._marked ^ cells}
        self._marked = cells
        self._update_rows(*touched)

    def show_folded(self, titles: frozenset[str]) -> None:
        """Fold the sections of these titles and unfold all others; unknown titles do nothing."""
        if self._folded == titles:
            return
        self._folded = frozenset(titles)
        self._describe_current()
        self.updateGeometry()
        self._arrange()

    def set_maximum_height(self, px: int) -> None:
        """The most the grid may ask for: its cells shrink to fit, then it scrolls."""
        if px == self._most:
            return
        self._most = px
        self._arrange()
        self.updateGeometry()

    def _describe_current(self) -> None:
        """Tell screen readers the current cell, and whether it is out of sight."""
        shape, words = self._shape, ""
        if shape is not None:
            words = shape.describe(*self._current)
            if words and self._current in self._muted:
                words += ", muted"
            if words and self._current[0] not in shape.shown(self._folded):
                words += ", folded"
        self.setAccessibleDescription(say(words))

    # -- folding

    def _is_folded(self, section: int) -> bool:
        sections = self._shape.sections if self._shape else ()
        return section < len(sections) and sections[section].title in self._folded

    def _set_folded(self, section: int, folded: bool) -> None:
        """Fold or unfold a section, and keep it in view."""
        if self._shape is None or folded == self._is_folded(section):
            return
        self.show_folded(self._folded ^ {self._shape.sections[section].title})
        if self._layout is not None:
            down = self.verticalScrollBar()
            top = self._layout.headings[section] - self._layout.header
            bottom = self._layout.end(section) - self.viewport().height()
            down.setValue(min(max(down.value(), bottom), top))

    # -- places

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._shape is None:
            return HEADER
        layout = lay_out(self._shape, width, self._most, self._folded)
        return min(layout.content_height, self._most)

    def sizeHint(self) -> QSize:
        return QSize(352, self.heightForWidth(self.width() or 352))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEADER + 40)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is now, in coordinates of the viewport.

        Raises
        ------
        IndexError
            There is no such cell, or it is folded away.
        """
        if self._layout is None or not self._layout.has(row, column):
            raise IndexError(f"the grid shows no cell {(row, column)}")
        return QRectF(_rect(self._layout.cell(row, column, self._scrolled())))

    def heading_rect(self, section: int) -> QRectF:
        """Where the heading of a section is now; ``IndexError`` for none."""
        if self._layout is None or not 0 <= section < len(self._layout.headings):
            raise IndexError(f"the grid has no section {section}")
        return QRectF(_rect(self._layout.heading(section, self._scrolled())))

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _update_rows(self, *rows: int) -> None:
        """Paint these rows again, and nothing else."""
        layout = self._layout
        if layout is None:
            return
        for row in rows:
            if layout.has(row, 0):
                self.viewport().update(_rect(layout.band(row, self._scrolled())))

    def _arrange(self) -> None:
        """Lay out for the present size, and let the scroll bars cover what does not fit."""
        before = self._layout
        if self._shape is None:
            self._layout = None
        else:
            most = min(self._most, self.height())
            self._layout = lay_out(self._shape, self.width(), most, self._folded)
        height = self._layout.content_height if self._layout else 0
        seen, down = self.viewport().height(), self.verticalScrollBar()
        down.setRange(0, max(0, height - seen))
        down.setPageStep(seen)
        down.setSingleStep(self._layout.pitch if self._layout else _STEP)
        self._point_at(self._mouse)
        if self._layout is not before:  # those of one size are the same
            self.viewport().update()

    def _bring_into_view(self, row: int, column: int) -> None:
        down, seen = self.verticalScrollBar(), self.viewport().height()
        down.setValue(self._value_showing(row, column, seen))

    def _value_showing(self, row: int, column: int, seen: int) -> int:
        """The nearest value of the scroll bar at which `seen` px show a cell."""
        now = self.verticalScrollBar().value()
        if self._layout is None or not self._layout.has(row, column):
            return now
        place = self._layout.cell(row, column)
        top = place.y - self._layout.covered - EDGE
        bottom = place.bottom + self._layout.gap + self._layout.strip + EDGE
        return top if top < now else max(now, bottom - seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        down, before = self.verticalScrollBar(), max(event.oldSize().height(), 0)
        seen = self._value_showing(*self._current, before) == down.value() or not before
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the height that is asked for depends on the width
        self._arrange()
        if seen:  # else the user has scrolled to others
            self._bring_into_view(*self._current)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._point_at(self._mouse)
        self.viewport().update()

    # -- under the mouse

    def _hit(self, point: QPoint) -> Hit | None:
        if self._layout is None:
            return None
        return self._layout.hit(point.x(), point.y(), self._scrolled())

    def _point_at(self, point: QPoint | None) -> None:
        """Light up what lies at a point of the viewport, and say so."""
        self._mouse = point
        hit = self._hit(point) if point is not None else None
        if hit == self._hover:
            return
        old, self._hover = self._hover, hit
        before, cell = (one.cell if one else None for one in (old, hit))
        if cell != before:
            self.cellHovered.emit(*(cell or (-1, -1)))
        if any(one is not None and one.row is None for one in (old, hit)):
            self.viewport().update()  # a header or a heading
        self._update_rows(*(one.row for one in (old, hit) if one and one.row is not None))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self.viewport())
        painter.fillRect(event.rect(), theme().panel)
        if self._shape is not None and self._layout is not None:
            scene = GridScene(
                self._shape,
                self._layout,
                self._thumbs,
                self._folded,
                self._current,
                self._added,
                self._hover,
                self._scrolled(),
                self._muted,
                self._marked,
            )
            paint_grid(painter, scene, event.rect())
        painter.end()


def _rect(box: Box) -> QRect:
    return QRect(box.x, box.y, box.width, box.height)
