"""The photo with its heatmap: hover reads a value, a click asks, a drag takes the picture along."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from explorer.export.render import Backdrop, backdrop, compare, render
from explorer.gui.display import Readout, Scene
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import MEDIUM, REGULAR, SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import begin, box, draw_text, text_width
from explorer.gui.kit.theme import theme
from explorer.gui.pixels import to_image

RADIUS = 4.0
REDRAW_MS = 40
"""While the window is being resized the old picture is stretched; then it is drawn anew."""
KNOB = 26.0
NEAR = 12.0
"""How near to the divider a press takes hold of it, px."""


class PictureView(QWidget):
    """Shows a scene as large as the widget is; the widget has the photo's shape.

    Signals
    -------
    patchRequested(int, int): row and column that were clicked.
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
        self._scene: Scene | None = None
        self._readout: Readout | None = None
        self._image: QImage | None = None
        self._backdrop: Backdrop | None = None
        self._backdrop_of: tuple[int, tuple[int, int]] | None = None
        self._press: QPointF | None = None
        self._splitting = False
        self._by_keyboard = False
        self._wheel = 0
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_MS)
        self._redraw.timeout.connect(self._draw)

    # -- setters -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        self._scene = scene
        self.setAccessibleDescription(f"{scene.heatmap.title}, {scene.heatmap.subtitle}")
        self._draw()

    def show_readout(self, readout: Readout | None) -> None:
        self._readout = readout
        self.update()

    def picture(self) -> QImage | None:
        """What is on screen now, at device pixels."""
        return self._image

    @Slot()
    def _draw(self) -> None:
        """Render at the widget's size in device pixels, with the painter of the exports."""
        scene = self._scene
        ratio = self.devicePixelRatioF()
        size = round(self.width() * ratio), round(self.height() * ratio)
        if scene is None or min(size) < 1:
            return
        key = (id(scene.photo), size)
        if self._backdrop is None or self._backdrop_of != key:
            self._backdrop, self._backdrop_of = backdrop(scene.photo.pixels, size), key
        picture = render(scene.heatmap, self._backdrop, scene.style)
        if scene.before is not None:
            before = render(scene.before, self._backdrop, scene.style)
            picture = compare(before, picture, scene.split)
        image = to_image(picture)
        image.setDevicePixelRatio(ratio)
        self._image = image
        self.update()

    # -- geometry ------------------------------------------------------------------------------

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """(row, col) of the heatmap under a point of the widget."""
        if self._scene is None or not self.rect().contains(point.toPoint()):
            return None
        place = self._scene.heatmap.placement
        x = point.x() / self.width() * place.width
        y = point.y() / self.height() * place.height
        return place.patch_at(x, y, *self._scene.heatmap.grid)

    def cell_box(self, cell: tuple[int, int]) -> QRectF:
        """The rectangle of a cell in the widget."""
        assert self._scene is not None
        place = self._scene.heatmap.placement
        x0, y0, x1, y1 = place.patch_box(*cell, *self._scene.heatmap.grid)
        fx, fy = self.width() / place.width, self.height() / place.height
        return QRectF(QPointF(x0 * fx, y0 * fy), QPointF(x1 * fx, y1 * fy))

    def sizeHint(self) -> QSize:
        return QSize(640, 426)

    def ring(self) -> RingShape | None:
        """The focus ring, for who came by keyboard."""
        return RingShape(QRectF(self.rect()), RADIUS) if self._by_keyboard else None

    def _divider(self) -> float | None:
        comparing = self._scene is not None and self._scene.before is not None
        return self._scene.split * self.width() if self._scene and comparing else None

    # -- events --------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
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
        cell = self.cell_at(point)
        if cell != (self._readout.cell if self._readout is not None else None):
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
        cell = self.cell_at(event.position())
        if clicked and cell is not None:
            self.patchRequested.emit(*cell)

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
        area = QRectF(self.rect())
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
            self._paint_sides(painter)
        if self._scene is not None and self._scene.heatmap.query_cell is not None:
            self._paint_tag(painter, self.cell_box(self._scene.heatmap.query_cell))
        if self._readout is not None:
            self._paint_readout(painter, self._readout)

    def _paint_tag(self, painter: QPainter, cell: QRectF) -> None:
        """The word over the ring of the query, which the picture itself has."""
        font = ui_font(11, SEMIBOLD)
        tag = QRectF(0, 0, text_width("query", font) + 12, 17)
        tag.moveCenter(QPointF(cell.center().x(), cell.top() - 14))
        if tag.top() < 2:
            tag.moveTop(cell.bottom() + 6)
        tag.moveLeft(min(max(tag.left(), 2.0), max(2.0, self.width() - tag.width() - 2)))
        box(painter, tag, 3, theme().fill)
        draw_text(painter, tag, "query", font, theme().on_fill, 0.5)

    def _paint_sides(self, painter: QPainter) -> None:
        """Labels of both sides and the knob of the divider."""
        assert self._scene is not None
        at = self._scene.split * self.width()
        font = ui_font(12, SEMIBOLD)
        for text, right in (("before the gate", False), ("after the gate", True)):
            width = text_width(text, font) + 20
            left = self.width() - width - 12 if right else 12.0
            room = self.width() - at if right else at
            if room > width + 24:
                label = QRectF(left, 12, width, 24)
                box(painter, label, RADIUS, QColor(12, 13, 15, 225))
                draw_text(painter, label, text, font, QColor("#ECEDF0"), 0.5)
        knob = QRectF(0, 0, KNOB, KNOB)
        knob.moveCenter(QPointF(at, self.height() - 36))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawEllipse(knob)
        mark = QRectF(0, 0, 14, 14)
        mark.moveCenter(knob.center())
        paint_icon(painter, "arrow-left-right", QColor("#17181B"), mark)

    def _paint_readout(self, painter: QPainter, readout: Readout) -> None:
        """The ring on the cell, and the box with its value beside it."""
        cell = self.cell_box(readout.cell)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(12, 13, 15), 1.0))
        painter.drawRoundedRect(cell.adjusted(-1.25, -1.25, 1.25, 1.25), 3, 3)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.drawRoundedRect(cell, 2, 2)
        lines = [
            (readout.title, ui_font(14, SEMIBOLD), QColor("#ECEDF0")),
            (readout.lines[0], ui_font(12, MEDIUM), QColor("#ECEDF0")),
            *((line, ui_font(12, REGULAR), QColor("#B0B3BC")) for line in readout.lines[1:]),
        ]
        width = max(text_width(text, font) for text, font, _ in lines) + 24
        height = 18 + 18 * len(lines)
        left, top = cell.right() + 6, cell.top() - 14
        if left + width > self.width():
            left = cell.left() - 6 - width
        left = min(max(left, 4.0), max(4.0, self.width() - width - 4))
        top = min(max(top, 4.0), max(4.0, self.height() - height - 4))
        panel = QRectF(math.floor(left), math.floor(top), width, height)
        box(painter, panel, RADIUS, QColor(21, 22, 25, 240))
        for at, (text, font, ink) in enumerate(lines):
            row = QRectF(panel.left() + 12, panel.top() + 9 + 18 * at, width - 24, 18)
            draw_text(painter, row, text, font, ink)
