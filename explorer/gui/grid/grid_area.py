"""What the grid of heads shows and where: its setters, its places, scrolling and folding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from explorer.gui.grid.grid_layout import GridShape, lay_out
from explorer.gui.grid.grid_paint import GridScene, paint_grid
from explorer.gui.grid.grid_places import EDGE, HEADER, PAD, Cell, GridLayout, Hit
from explorer.gui.grid.thumbs import Thumbs
from explorer.gui.kit import theme
from explorer.gui.kit.paint import begin

_STEP = 24


class GridArea(QAbstractScrollArea):
    """The grid as a picture: it shows what it is told, and what lies under the mouse.

    It takes the whole width of its panel, padding included, so that a scroll bar moves no cell.
    Cells are (row, column) pairs from (0, 0). A section that is folded shows its heading only;
    one that the selection moves into from another unfolds.

    Signals
    -------
    cellHovered(row, column): under the mouse; (-1, -1) where there is none.
    """

    cellHovered = Signal(int, int)

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
        self._thumbs = Thumbs((), True)
        self._current: Cell = (0, 0)
        self._entered: int | None = None  # the section of the last selection
        self._added: frozenset[Cell] = frozenset()
        self._folded: frozenset[str] = frozenset()
        self._most = 10_000
        self._layout: GridLayout | None = None
        self._mouse: QPoint | None = None
        self._hover: Hit | None = None

    # -- what it shows

    def show_shape(self, shape: GridShape | None) -> None:
        """Start over: every cell is being computed. None shows nothing at all."""
        widths = [shape.columns_in(row) for row in range(len(shape.rows))] if shape else []
        thumbs = Thumbs(widths, shape.smooth if shape else True)
        thumbs.adopt_table(self._thumbs)
        self._shape, self._thumbs = shape, thumbs
        self._current, self._added, self._entered = (0, 0), frozenset(), None
        self._arrange()
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
        self._thumbs.set_row(row, thumbs, profile, mask)
        self.viewport().update()

    def show_table(self, table: NDArray[np.uint8]) -> None:
        """Colour by another table, (256, 3) uint8; ``ValueError`` for another shape."""
        self._thumbs.set_table(table)
        self.viewport().update()

    def show_selection(self, current: Cell, added: frozenset[Cell] = frozenset()) -> None:
        """Ring the current cell, and tick the others that are averaged with it."""
        moved = current != self._current
        self._current, self._added = current, frozenset(added) - {current}
        if self._shape is not None and self._shape.has(*current):
            section = self._shape.group_of(current[0])
            if section != self._entered:
                self._set_folded(section, False)
            self._entered = section
            if moved:
                self._bring_into_view(*current)
        self._describe_current()
        self.viewport().update()

    def show_folded(self, titles: frozenset[str]) -> None:
        """Fold the sections of these titles and unfold all others; unknown titles do nothing."""
        self._folded = frozenset(titles)
        self._describe_current()
        self.updateGeometry()
        self._arrange()

    def set_maximum_height(self, px: int) -> None:
        """The most the grid may ask for: its cells shrink to fit, then it scrolls."""
        self._most = px
        self._arrange()
        self.updateGeometry()

    def _describe_current(self) -> None:
        """Tell screen readers the current cell, and whether it is out of sight."""
        shape, words = self._shape, ""
        if shape is not None:
            words = shape.describe(*self._current)
            if words and self._current[0] not in shape.shown(self._folded):
                words += ", folded"
        self.setAccessibleDescription(words)

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
        layout = self._fitted(self._shape, width, self._most)
        return min(layout.content_height + self._bar_height(layout), self._most)

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
        place = self._layout.cell(row, column, *self._scroll())
        return QRectF(place.x, place.y, place.width, place.height)

    def heading_rect(self, section: int) -> QRectF:
        """Where the heading of a section is now; ``IndexError`` for none."""
        if self._layout is None or not 0 <= section < len(self._layout.headings):
            raise IndexError(f"the grid has no section {section}")
        place = self._layout.heading(section, self.verticalScrollBar().value())
        return QRectF(place.x, place.y, place.width, place.height)

    def _scroll(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _arrange(self) -> None:
        """Lay out for the present size, and let the scroll bars cover what does not fit."""
        if self._shape is None:
            self._layout = None
        else:
            most = min(self._most, self.height())
            self._layout = self._fitted(self._shape, self.width(), most)
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

    def _fitted(self, shape: GridShape, width: int, most: int) -> GridLayout:
        """The largest cells beside a scroll bar where one is needed."""
        layout = lay_out(shape, width, most, self._folded)
        bar = self._bar_height(layout)
        return lay_out(shape, width, most - bar, self._folded) if bar else layout

    def _bar_height(self, layout: GridLayout) -> int:
        """What scrolling sideways takes from the height."""
        wider = layout.content_width > layout.width
        return self.horizontalScrollBar().sizeHint().height() if wider else 0

    def _bring_into_view(self, row: int, column: int) -> None:
        if self._layout is None or not self._layout.has(row, column):
            return
        place = self._layout.cell(row, column)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        top = place.y - self._layout.covered - EDGE
        bottom = place.y + self._layout.pitch + EDGE
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

    # -- under the mouse

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
                self._folded,
                self._current,
                self._added,
                self._hover,
                dx,
                dy,
            )
            paint_grid(painter, scene, self.viewport().rect())
        painter.end()
