"""The photo with its heatmap: hover reads a value, a click asks, a drag takes the picture along."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from explorer.core.photo import Photo
from explorer.export.render import Backdrop, Pixels, backdrop, compare, render
from explorer.gui.canvas.picture_paint import paint_readout, paint_sides, paint_tag
from explorer.gui.canvas.pixels import to_image
from explorer.gui.control.display import Readout, Scene
from explorer.gui.kit.focus_ring import RingShape, by_keyboard
from explorer.gui.kit.paint import begin
from explorer.gui.kit.theme import theme

RADIUS = 4.0
REDRAW_MS = 40
"""While the window is being resized the old picture is stretched; then it is drawn anew."""
NEAR = 12.0
"""How near to the divider a press takes hold of it, px."""


class PictureView(QWidget):
    """Shows a scene as large as the widget is; the widget has the photo's shape.

    Signals
    -------
    patchRequested(int, int): row and column, on the grid of the queries, that were clicked.
    cellHovered(object): (row, col) under the mouse, or None.
    splitRequested(float): where the divider of a comparison was dragged, 0 to 1.
    layerStepped(int), unitStepped(int): the wheel, with Shift for the second.
    dragRequested(): the picture is being dragged out of the window.
    menuRequested(QPoint): the context menu, at a global position.
    """

    patchRequested = Signal(int, int)
    cellHovered = Signal(object)
    splitRequested = Signal(float)
    layerStepped = Signal(int)
    unitStepped = Signal(int)
    dragRequested = Signal()
    menuRequested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Picture")
        self._photo: Photo | None = None
        self._scene: Scene | None = None
        self._readout: Readout | None = None
        self._image: QImage | None = None
        self._backdrop: Backdrop | None = None
        self._backdrop_of: Photo | None = None
        self._press: QPointF | None = None
        self._splitting = False
        self._mouse_x = 0.0
        self._by_keyboard = False
        self._wheel = 0
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_MS)
        self._redraw.timeout.connect(self._draw)

    # -- setters -------------------------------------------------------------------------------

    def show_photo(self, photo: Photo) -> None:
        """The photo alone, until the first run has a map of it."""
        self._photo = photo
        self.setAccessibleDescription(photo.name)
        self._draw()

    def show_scene(self, scene: Scene) -> None:
        """Another picture; what was read out of the last one is over."""
        self._scene, self._readout = scene, None
        self.setAccessibleDescription(f"{scene.heatmap.title}, {scene.heatmap.subtitle}")
        self._draw()

    def show_readout(self, readout: Readout | None) -> None:
        self._readout = readout
        self.update()

    def readout(self) -> Readout | None:
        """The value that is shown at the mouse."""
        return self._readout

    def picture(self) -> QImage | None:
        """What is on screen now, at device pixels."""
        return self._image

    @Slot()
    def _draw(self) -> None:
        """Render at the widget's size in device pixels, with the painter of the exports."""
        ratio = self.devicePixelRatioF()
        size = round(self.width() * ratio), round(self.height() * ratio)
        photo = self._photo if self._scene is None else self._scene.photo
        if photo is None or min(size) < 1:
            return
        ground = self._backdrop
        if ground is None or ground.size != size or photo is not self._backdrop_of:
            ground = self._backdrop = backdrop(photo.pixels, size)
            self._backdrop_of = photo
        self._image = to_image(self._pixels(ground))
        self._image.setDevicePixelRatio(ratio)
        self.update()

    def _pixels(self, ground: Backdrop) -> Pixels:
        scene = self._scene
        if scene is None:
            return ground.plain
        picture = render(scene.heatmap, ground, scene.style)
        if scene.before is None:
            return picture
        return compare(render(scene.before, ground, scene.style), picture, scene.split)

    # -- geometry ------------------------------------------------------------------------------

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """(row, col) of the heatmap under a point of the widget."""
        return None if self._scene is None else self._under(point, self._scene.heatmap.grid)

    def _under(self, point: QPointF, grid: tuple[int, int]) -> tuple[int, int] | None:
        """(row, col) of a grid over the model's input under a point of the widget."""
        if self._scene is None or not self.rect().contains(point.toPoint()):
            return None
        place = self._scene.heatmap.placement
        x = point.x() / self.width() * place.width
        y = point.y() / self.height() * place.height
        return place.patch_at(x, y, *grid)

    def _asking_at(self, point: QPointF) -> tuple[int, int] | None:
        """(row, col) of the patch under a point that can ask; None where none can."""
        grid = (0, 0) if self._scene is None else self._scene.heatmap.query_grid
        return self._under(point, grid) if grid[0] else None

    def cell_box(self, cell: tuple[int, int], grid: tuple[int, int] | None = None) -> QRectF:
        """The rectangle in the widget of a cell of a grid, the heatmap's when None."""
        assert self._scene is not None
        place = self._scene.heatmap.placement
        x0, y0, x1, y1 = place.patch_box(*cell, *(grid or self._scene.heatmap.grid))
        fx, fy = self.width() / place.width, self.height() / place.height
        return QRectF(QPointF(x0 * fx, y0 * fy), QPointF(x1 * fx, y1 * fy))

    def sizeHint(self) -> QSize:
        return QSize(640, 426)

    def ring(self) -> RingShape | None:
        """The focus ring, for who came by keyboard."""
        return RingShape(QRectF(self.rect()), RADIUS) if self._by_keyboard else None

    def over_before(self) -> bool:
        """Whether the mouse is on the side of a comparison before the gate."""
        divider = self._divider()
        return divider is not None and self._mouse_x < divider

    def _divider(self) -> float | None:
        comparing = self._scene is not None and self._scene.before is not None
        return self._scene.split * self.width() if self._scene and comparing else None

    # -- events --------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._image is None:
            self._draw()
        else:
            self._redraw.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._redraw.start()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._splitting:
            self.splitRequested.emit(point.x() / max(1, self.width()))
            return
        if self._press is not None:
            far = (point - self._press).manhattanLength() >= QApplication.startDragDistance()
            if far:
                self._press = None
                self.dragRequested.emit()
            return
        divider = self._divider()
        near = divider is not None and abs(point.x() - divider) <= NEAR
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.CrossCursor)
        side = self.over_before()
        self._mouse_x = point.x()
        cell = self.cell_at(point)
        shown = self._readout.cell if self._readout is not None else None
        if cell != shown or side != self.over_before():
            self.cellHovered.emit(cell)

    def leaveEvent(self, event: QEvent) -> None:
        if self._readout is not None:
            self.cellHovered.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        divider = self._divider()
        if divider is not None and abs(event.position().x() - divider) <= NEAR:
            self._splitting = True
        else:
            self._press = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._press is not None and not self._splitting
        self._press, self._splitting = None, False
        self._mouse_x = event.position().x()
        if clicked and (asking := self._asking_at(event.position())) is not None:
            self.patchRequested.emit(*asking)
        self.cellHovered.emit(self.cell_at(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menuRequested.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Shift turns the wheel sideways on some systems
        delta = event.angleDelta()
        self._wheel += delta.y() or delta.x()
        steps = int(self._wheel / 120)
        if steps:
            self._wheel -= steps * 120
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.unitStepped if sideways else self.layerStepped).emit(-steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        divider = self._divider()
        moves = {Qt.Key.Key_Comma: -0.02, Qt.Key.Key_Period: 0.02}
        step = moves.get(Qt.Key(event.key()))
        if divider is not None and step is not None and self._scene is not None:
            self.splitRequested.emit(min(max(self._scene.split + step, 0.0), 1.0))
            return
        super().keyPressEvent(event)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        area, size = QRectF(self.rect()), QSizeF(self.size())
        clip = QPainterPath()
        clip.addRoundedRect(area, RADIUS, RADIUS)
        if self._image is None:
            painter.fillPath(clip, theme().panel)
            return
        painter.save()
        painter.setClipPath(clip)
        painter.drawImage(area, self._image)
        painter.restore()
        if self._scene is not None and self._scene.before is not None:
            word, value = self._scene.chip
            after = f"after, × {value}" if word == "Gate" else "after the gate"
            paint_sides(painter, size, self._scene.split * self.width(), after)
        if self._scene is not None:
            heatmap = self._scene.heatmap
            if heatmap.query_cell is not None:
                paint_tag(painter, self.cell_box(heatmap.query_cell, heatmap.query_grid), size)
        # the side under the mouse changes while the divider moves under it
        if self._readout is not None and not self._splitting:
            paint_readout(painter, self.cell_box(self._readout.cell), self._readout, size)
