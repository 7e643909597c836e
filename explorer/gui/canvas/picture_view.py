"""The photo with its heatmap: hover reads a value, a click asks, a drag takes the picture along."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from explorer.core.photo import Photo
from explorer.gui.canvas.box_drawing import BoxDrawing, RubberBand, keyed
from explorer.gui.canvas.figure_keys import Turn, meant, wheel_zoom
from explorer.gui.canvas.picture_paint import (
    RADIUS,
    only_box,
    paint_corners,
    paint_marks,
    paint_place,
    paint_readout,
)
from explorer.gui.canvas.picture_place import PicturePlace
from explorer.gui.canvas.pixels import to_image
from explorer.gui.control.view import PhotoScene, Readout
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import RingShape, begin, paint_focus
from explorer.gui.kit.look.theme import theme
from explorer.gui.plots.plot_host import PlotHost
from explorer.gui.plots.pyqtgraph_loading import is_loaded

if TYPE_CHECKING:
    from explorer.gui.canvas.photo_frame import PhotoFrame

NEAR = 12.0
"""How near to the divider a press takes hold of it, px."""
HINT = (
    "A click asks; Ctrl wheel, plus and minus zoom, a drag then moves the picture, 0 shows all; "
    "M masks what lies under the mouse, a drag with Shift a region"
)
_PINCH = Qt.NativeGestureType.ZoomNativeGesture


class PictureView(PlotHost):
    """Shows a scene as large as the widget is; the widget has the photo's shape.

    pyqtgraph draws it; until that is imported the picture is painted as the exports draw it.

    Signals
    -------
    patchRequested(int, int): row and column, on the grid of the queries, that were clicked.
    cellHovered(object): (row, col) under the mouse, or None.
    splitRequested(float): where the divider of a comparison was dragged, 0 to 1.
    layerStepped(int), unitStepped(int): the wheel, with Shift for the second.
    zoomChanged(float): by the user; 1 shows all.
    dragRequested(): the picture is being dragged out of the window: with Ctrl while it is zoomed,
        since a drag then moves it.
    menuRequested(QPoint): the context menu, at a global position.
    regionRequested(float, float, float, float): left, top, right and bottom of a box that was
        drawn with Shift, in shares of the photo.
    boxRequested(object): the box that was drawn on the photo, in its pixels, or None to take it
        away, where the scene lets any drag draw one.
    viewMoved(QRectF): the part of the photo that shows, in its pixels, moved by the user.
    """

    patchRequested = Signal(int, int)
    cellHovered = Signal(object)
    splitRequested = Signal(float)
    layerStepped = Signal(int)
    unitStepped = Signal(int)
    zoomChanged = Signal(float)
    dragRequested = Signal()
    menuRequested = Signal(QPoint)
    regionRequested = Signal(float, float, float, float)
    boxRequested = Signal(object)
    viewMoved = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Picture"))
        self._photo: Photo | None = None
        self._scene: PhotoScene | None = None
        self._readout: Readout | None = None
        self._plain: QImage | None = None  # what is painted without the frame
        self._press: QPointF | None = None
        self._moving: QPointF | None = None  # where the picture was last moved to
        self._splitting = False
        self._band = RubberBand()
        self._mouse: QPointF | None = None
        self._wheel = 0
        self._zoom_wanted: tuple[float, QPointF | None] | None = None
        self._drawing = BoxDrawing()

    # -- setters -------------------------------------------------------------------------------

    def show_photo(self, photo: Photo) -> None:
        """The photo alone, until the first run has a map of it."""
        self._photo = photo
        self.setAccessibleDescription(photo.name)
        self._show()

    def show_scene(self, scene: PhotoScene) -> None:
        """Another picture; what was read out of the last one is over."""
        self._photo, self._scene, self._readout = scene.photo, scene, None
        heatmap = scene.heatmap
        said = f"{say(heatmap.title)}, {say(heatmap.subtitle)}. {say(HINT)}"
        self.setAccessibleDescription(said)
        self._show()

    def show_part(self, part: QRectF) -> None:
        """Show this part of the photo, as another view of it does."""
        if self._frame is not None and self._frame.seen() != part:
            self._frame.show_part(part)
            self._update()

    def show_readout(self, readout: Readout | None) -> None:
        """Say what lies under the mouse."""
        self._readout = readout
        self._update()

    def _show(self) -> None:
        self._plain = None
        if self._scene is not None or is_loaded():  # the first map is there: now is the time
            self.need_plot()
        self._update()

    def wants_plot(self) -> bool:
        return self._photo is not None

    def make_plot(self) -> PhotoFrame:
        from explorer.gui.canvas.photo_frame import PhotoFrame

        plot = PhotoFrame(self, self.paint_over)
        plot.setGeometry(self.rect())
        return plot

    def show_plot(self) -> None:
        if self._frame is not None and self._photo is not None:
            self._frame.show_photo(self._photo, self._scene)
        wanted, self._zoom_wanted = self._zoom_wanted, None
        if wanted is not None:
            self._zoom_by(*wanted)

    @property
    def _frame(self) -> PhotoFrame | None:
        return cast("PhotoFrame | None", self._plot)

    def _update(self) -> None:
        if self._frame is not None:
            self._frame.repaint_soon()
        else:
            self.update()

    # -- what is shown -------------------------------------------------------------------------

    def readout(self) -> Readout | None:
        """The value that is shown at the mouse."""
        return self._readout

    def zoom(self) -> float:
        """How much larger than the whole picture it is shown; 1 shows all."""
        return self._frame.zoom() if self._frame is not None else 1.0

    def picture(self) -> QImage | None:
        """All of the picture at the size on screen, in device pixels, as the exports draw it."""
        from explorer.export.difference import render_difference
        from explorer.export.render import backdrop, compare, render

        ratio, scene, photo = self.devicePixelRatioF(), self._scene, self._photo
        size = round(self.width() * ratio), round(self.height() * ratio)
        if photo is None or min(size) < 1:
            return None
        ground = backdrop(photo.pixels, size)
        pixels = ground.plain if scene is None else render(scene.heatmap, ground, scene.style)
        if scene is not None and scene.signed:
            pixels = render_difference(scene.heatmap, ground, scene.style.smooth)
        if scene is not None and scene.before is not None:
            pixels = compare(render(scene.before, ground, scene.style), pixels, scene.split)
        image = to_image(pixels)
        image.setDevicePixelRatio(ratio)
        return image

    def over_before(self) -> bool:
        """Whether the mouse is on the side of a comparison before the gate."""
        divider = self.place().divider()
        return divider is not None and self._mouse is not None and self._mouse.x() < divider

    # -- geometry ------------------------------------------------------------------------------

    def place(self) -> PicturePlace:
        """Where the photo lies in the widget."""
        if self._frame is not None:
            seen = self._frame.seen()
        else:
            seen = QRectF(0, 0, *(self._photo.size if self._photo is not None else (1, 1)))
        return PicturePlace(QSizeF(self.size()), seen, self._scene)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """(row, col) of the heatmap under a point of the widget."""
        return self.place().cell_at(point)

    def cell_box(self, cell: tuple[int, int], grid: tuple[int, int] | None = None) -> QRectF:
        """The rectangle in the widget of a cell of a grid, the heatmap's when None."""
        return self.place().cell_box(cell, grid)

    def _on_photo(self, point: QPointF) -> QPointF:
        return self.place().on_photo(point)

    def _near_divider(self, point: QPointF) -> bool:
        divider = self.place().divider()
        return divider is not None and abs(point.x() - divider) <= NEAR

    def sizeHint(self) -> QSize:
        return QSize(640, 426)

    def ring(self) -> RingShape | None:
        """The focus ring, for who came by keyboard."""
        return RingShape(QRectF(self.rect()), RADIUS) if self._by_keyboard else None

    # -- zoom and pan --------------------------------------------------------------------------

    def _zoom_by(self, factor: float, point: QPointF | None) -> None:
        """At the user's wish, about a point of the widget or its middle; 0 shows all again."""
        if self._photo is None:
            return
        if self._frame is None:
            self.need_plot()
        if self._frame is None:  # it is zoomed when pyqtgraph is there
            self._zoom_wanted = factor, point
            return
        before = self._frame.zoom()
        if factor:
            middle = QPointF(self.width() / 2, self.height() / 2)
            self._frame.zoom_by(factor, self._on_photo(point if point is not None else middle))
        else:
            self._frame.fit()
        if self._frame.zoom() != before:
            self.zoomChanged.emit(self._frame.zoom())
            self.viewMoved.emit(self.place().seen)
        self.point_again()

    def _move_to(self, point: QPointF) -> None:
        """A zoomed picture follows the mouse."""
        if self._frame is not None and self._moving is not None:
            by = self._on_photo(self._moving) - self._on_photo(point)
            self._frame.move_by(by.x(), by.y())
            self._moving = point
            self.viewMoved.emit(self.place().seen)

    def point_again(self) -> None:
        """Something else may lie under the mouse now."""
        self._update()
        self._show_cursor()
        if self._mouse is not None:
            self.cellHovered.emit(self.cell_at(self._mouse))

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.CrossCursor
        if self._moving is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._mouse is not None and self._near_divider(self._mouse):
            shape = Qt.CursorShape.SplitHCursor
        self.setCursor(shape)

    # -- events --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._plain = None
            if self._frame is not None:
                self._frame.redraw_soon()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._meant(event) is not None:
                event.accept()
                return True
        elif isinstance(event, QNativeGestureEvent) and event.gestureType() == _PINCH:
            self._zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def show_focus(self) -> None:
        self._update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._plain = None
        if self._frame is not None:
            self._frame.setGeometry(self.rect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._splitting and self._photo is not None:
            self.splitRequested.emit(self._on_photo(point).x() / self._photo.size[0])
            return
        if self._band.active:
            self._band.stretch(point, QRectF(self.rect()))
            self._update()
            return
        if self._drawing.active and self._photo is not None:
            self._drawing.stretch(self._on_photo(point), self._photo.size)
            self._press = None
            self._update()
            return
        if self._moving is not None:
            self._move_to(point)
            return
        if self._press is not None:
            if (point - self._press).manhattanLength() >= QApplication.startDragDistance():
                self._begin_drag(event)
            return
        side = self.over_before()
        self._mouse = point
        self._show_cursor()
        cell = self.cell_at(point)
        shown = self._readout.cell if self._readout is not None else None
        if cell != shown or side != self.over_before():
            self.cellHovered.emit(cell)

    def _begin_drag(self, event: QMouseEvent) -> None:
        """The button is held and the mouse has moved: pan, or take the picture out."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.zoom() == 1.0 or held:
            self._press = None
            self.dragRequested.emit()
            return
        self._moving, self._press = self._press, None
        self.cellHovered.emit(None)
        self._show_cursor()
        self._move_to(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        if self._readout is not None:
            self.cellHovered.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._scene is not None:
            self._band.begin(event.position())
            return
        if self._near_divider(event.position()):
            self._splitting = True
            return
        self._press = event.position()
        if self._scene is not None and self._scene.draws:
            near = NEAR * self.place().seen.width() / max(1, self.width())
            self._drawing.begin(self._on_photo(self._press), only_box(self._scene), near)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.zoom() > 1:
            self._zoom_by(0, None)
        else:  # two quick clicks
            self.mousePressEvent(event)

    def _end_band(self) -> None:
        """Ask for the box that was drawn, if it is one."""
        box = self._band.end()
        self._update()
        if box is None or self._photo is None:
            return
        width, height = self._photo.size
        corners = self._on_photo(box.topLeft()), self._on_photo(box.bottomRight())
        shares = [
            min(max(one, 0.0), 1.0) for at in corners for one in (at.x() / width, at.y() / height)
        ]
        self.regionRequested.emit(*shares)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._band.active:
            self._end_band()
            return
        drawn, drew = self._drawing.active, self._drawing.box is not None
        box = self._drawing.end() if drawn else None
        if drawn and self._press is None:
            self._mouse = event.position()
            self._update()
            if drew and (box is not None or only_box(self._scene) is not None):
                self.boxRequested.emit(box)
            return
        clicked = self._press is not None and not self._splitting
        self._press, self._moving, self._splitting = None, None, False
        self._mouse = event.position()
        self._show_cursor()
        if clicked and (asking := self.place().asking_at(event.position())) is not None:
            self.patchRequested.emit(*asking)
        self.cellHovered.emit(self.cell_at(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menuRequested.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(wheel_zoom(event), event.position())
            return
        # Shift turns the wheel sideways on some systems
        delta = event.angleDelta()
        self._wheel += delta.y() or delta.x()
        steps = int(self._wheel / 120)
        if steps:
            self._wheel -= steps * 120
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.unitStepped if sideways else self.layerStepped).emit(-steps)

    def _meant(self, event: QKeyEvent) -> Turn | None:
        """The zoom that a key means; None for the others, which belong to the window."""
        turn = meant(event, self.zoom() > 1)
        return turn if turn is not None and turn.step is None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Comma: -0.02, Qt.Key.Key_Period: 0.02}
        step = moves.get(Qt.Key(event.key()))
        scene = self._scene
        if step is not None and scene is not None and scene.before is not None:
            self.splitRequested.emit(min(max(scene.split + step, 0.0), 1.0))
        elif self._on_box_key(event):
            pass
        elif (turn := self._meant(event)) is not None:
            self._zoom_by(turn.zoom, self._mouse)
        else:
            super().keyPressEvent(event)

    def _on_box_key(self, event: QKeyEvent) -> bool:
        """Move the box by a patch, size it with Shift, take it away by Del; while a drag draws."""
        scene, box = self._scene, only_box(self._scene)
        if scene is None or scene.region is None or not scene.draws:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.boxRequested.emit(None)
            return True
        rows, cols = scene.heatmap.grid
        place, (wide, high) = scene.heatmap.placement, scene.photo.size
        step = (place.x1 - place.x0) / cols, (place.y1 - place.y0) / rows
        sizing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        after = None if box is None else keyed(box, key, sizing, step, (wide, high))
        if after is not None:
            self.boxRequested.emit(after)
        return after is not None

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._frame is not None:
            return  # it covers all
        painter = begin(self)
        if self._plain is None:
            self._plain = self.picture()
        if self._plain is None:
            painter.fillRect(self.rect(), theme().panel)
        else:
            painter.drawImage(QRectF(self.rect()), self._plain)
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """What is in no export, and the rings and the divider, which keep their width on screen."""
        scene, place = self._scene, self.place()
        if scene is not None:
            paint_marks(painter, scene, place, self._drawing.box, self._frame is not None)
        # the side under the mouse changes while the divider moves under it
        if scene is not None and self._readout is not None and not self._splitting:
            paint_readout(painter, place.cell_box(self._readout.cell), self._readout, place.size)
        if self.zoom() > 1 and self._photo is not None:
            paint_place(painter, place.in_widget(0, 0, *self._photo.size), place.size)
        self._band.paint(painter)
        paint_corners(painter, place.size)
        paint_focus(painter, self.ring())
