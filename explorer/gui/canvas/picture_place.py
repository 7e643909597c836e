"""Where a photo lies in a view of it: pixels of the photo, px of the widget, cells of its grids."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from explorer.gui.control.view import PhotoScene


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """A part of a photo that fills a widget.

    Attributes
    ----------
    size : QSizeF
        Of the widget, px.
    seen : QRectF
        The part of the photo that shows, in its pixels.
    scene : PhotoScene or None
        What is shown of it; None for the photo alone.
    """

    size: QSizeF
    seen: QRectF
    scene: PhotoScene | None

    def on_photo(self, point: QPointF) -> QPointF:
        """The pixel of the photo under a point of the widget."""
        seen, size = self.seen, self.size
        return QPointF(
            seen.left() + point.x() / max(1.0, size.width()) * seen.width(),
            seen.top() + point.y() / max(1.0, size.height()) * seen.height(),
        )

    def in_widget(self, x0: float, y0: float, x1: float, y1: float) -> QRectF:
        """A rectangle of the photo in the widget."""
        seen, size = self.seen, self.size
        across, down = size.width() / seen.width(), size.height() / seen.height()
        left, top = (x0 - seen.left()) * across, (y0 - seen.top()) * down
        return QRectF(left, top, (x1 - x0) * across, (y1 - y0) * down)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """(row, col) of the heatmap under a point of the widget."""
        return None if self.scene is None else self._under(point, self.scene.heatmap.grid)

    def asking_at(self, point: QPointF) -> tuple[int, int] | None:
        """(row, col) of the patch under a point that can ask; None where none can."""
        grid = (0, 0) if self.scene is None else self.scene.clicked
        return self._under(point, grid) if grid[0] else None

    def _under(self, point: QPointF, grid: tuple[int, int]) -> tuple[int, int] | None:
        """(row, col) of a grid over the model's input under a point of the widget."""
        inside = QRectF(QPointF(0, 0), self.size).toAlignedRect().contains(point.toPoint())
        if self.scene is None or not inside:
            return None
        at = self.on_photo(point)
        return self.scene.heatmap.placement.patch_at(at.x(), at.y(), *grid)

    def cell_box(self, cell: tuple[int, int], grid: tuple[int, int] | None = None) -> QRectF:
        """The rectangle in the widget of a cell of a grid, the heatmap's when None."""
        assert self.scene is not None
        heatmap = self.scene.heatmap
        return self.in_widget(*heatmap.placement.patch_box(*cell, *(grid or heatmap.grid)))

    def divider(self) -> float | None:
        """Where the sides of a comparison meet, px; None where nothing is compared."""
        scene = self.scene
        if scene is None or scene.before is None:
            return None
        at = scene.split * scene.photo.size[0]
        return self.in_widget(at, 0, at, 0).left()
