"""A figure on screen: drawn by the painter of the files, zoomed, scrolled and pointed at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
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

from explorer.figures.figure import Figure, Following, Regional, Sliding, Zoomable
from explorer.figures.frame import Frame, Target
from explorer.gui.canvas.box_drawing import RubberBand
from explorer.gui.canvas.figure_bars import FigureBars
from explorer.gui.canvas.figure_keys import (
    Turn,
    hint,
    meant,
    room,
    scrolled,
    wheel_move,
    wheel_zoom,
    zoomed,
)
from explorer.gui.canvas.picture_paint import paint_note, paint_place
from explorer.gui.canvas.pixels import palette_of
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import KeyboardFocus, RingShape, begin, paint_focus
from explorer.gui.kit.look.theme import theme

SETTLED_MS = 120
"""From the last move of a long map to the picture of the region that it has come to."""
_MOD = Qt.KeyboardModifier
_PINCH = Qt.NativeGestureType.ZoomNativeGesture


class FigureView(KeyboardFocus, QWidget):
    """Shows a figure in the colours of the theme, whole until the user zooms.

    Signals
    -------
    targetHovered(object): the `Target` under the mouse, or None.
    targetRequested(object): the `Target` that was clicked.
    stepRequested(int, int): an arrow key: how many words down and to the right.
    zoomChanged(float): by the user; 1 shows all.
    viewMoved(float, float, float): zoom and scroll after the user has zoomed or scrolled, px.
    regionShown(object): the `Region` of a long map that shows, a moment after the user has stopped
        moving it.
    dragRequested(): the figure is being dragged out of the window: with Ctrl while it is zoomed,
        since a drag then moves it.
    menuRequested(QPoint): the context menu, at a global position.
    """

    targetHovered = Signal(object)
    targetRequested = Signal(object)
    stepRequested = Signal(int, int)
    zoomChanged = Signal(float)
    viewMoved = Signal(float, float, float)
    regionShown = Signal(object)
    dragRequested = Signal()
    menuRequested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None, ground: str = "canvas") -> None:
        """`ground`: the token of the theme that the figure lies on."""
        super().__init__(parent)
        self._ground = ground
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(say("Figure"))
        self._figure: Figure | None = None
        self._zoom, self._x, self._y = 1.0, 0.0, 0.0
        self._larger = 1.0
        self._hover: Target | None = None
        self._lines: tuple[str, ...] = ()
        self._drawn: tuple[Figure, Frame, QImage] | None = None
        self._wanted = QSize()  # the size that the layout was told of
        self._mouse: QPointF | None = None
        self._press: QPointF | None = None
        self._grabbed: tuple[float, float] | None = None  # where a pan began to scroll from
        self._stepped = False
        self._band = RubberBand()
        self._bars = FigureBars(self)
        self._bars.moved.connect(self._on_bar)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED_MS)
        self._settle.timeout.connect(self._on_settled)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(SETTLED_MS)
        self._redraw.timeout.connect(self._on_still)

    # -- setters -------------------------------------------------------------------------------

    def show_figure(self, figure: Figure | None, name: str = "", opened: bool = False) -> None:
        """Another figure, or none; zoom and place stay as far as it reaches.

        What was read out of the last one is over. After an arrow key what is chosen is scrolled
        into sight. Of a long map `opened` goes to the region that is known of it, as happens
        where the last figure was of another map.
        """
        last, self._figure, self._hover, self._lines = self._figure, figure, None, ()
        self.setAccessibleName(say(name or "Figure"))
        self.setAccessibleDescription(say(hint(figure)))
        if isinstance(figure, Regional) and (opened or not figure.same_map(last)):
            self._settle.stop()
            self._go_to(figure.opened(self.frame()))
        elif figure is None or (isinstance(last, Regional) and not isinstance(figure, Regional)):
            self._settle.stop()
            self._zoom, self._x, self._y = 1.0, 0.0, 0.0
        else:
            frame = self.frame()
            frame = zoomed(figure, frame, self._zoom, frame.width / 2, frame.height / 2)
            other = type(figure) is not type(last)  # as lines in place of a matrix
            follows = other or (isinstance(figure, Following) and figure is not last)
            if (self._stepped or follows) and isinstance(figure, Zoomable):
                frame = figure.revealed(frame)
            self._go_to(frame)
        self._stepped = False
        wanted = self.sizeHint()
        if wanted != self._wanted:  # or the whole window is laid out with every step
            self._wanted = wanted
            self.updateGeometry()
        self.update()

    def show_part(self, zoom: float, x: float, y: float) -> None:
        """Zoom and scroll as another view of the same words does."""
        if self._figure is not None:
            frame = zoomed(self._figure, self.frame(), zoom, 0.0, 0.0)
            self._go_to(scrolled(self._figure, frame, x, y))

    def show_hover(self, target: Target | None) -> None:
        """Light up what is pointed at, here or in another view."""
        if target != self._hover:
            self._hover = target
            self.update()

    def show_readout(self, lines: Sequence[str] | None) -> None:
        """Say at the mouse what lies there: a title, its value, and more; None for nothing."""
        self._lines = tuple(lines or ())
        self.setAccessibleDescription(say("; ".join(self._lines) or hint(self._figure)))
        self.update()

    def enlarge(self, by: float) -> None:
        """Draw the figure as in a window so many times smaller, enlarged: its text is larger."""
        if by == self._larger:
            return
        self._larger = by
        if self._figure is not None:
            self._go_to(scrolled(self._figure, self.frame(), self._x, self._y))

    # -- what is shown -------------------------------------------------------------------------

    def figure(self) -> Figure | None:
        return self._figure

    def frame(self) -> Frame:
        """What the figure is drawn into now."""
        return Frame(
            width=max(1, math.ceil(self.width() / self._larger)),
            height=max(1, math.ceil(self.height() / self._larger)),
            scale=self.devicePixelRatioF() * self._larger,
            zoom=self._zoom,
            x=self._x,
            y=self._y,
            palette=palette_of(theme(), self._ground),
            hover=self._hover,
        )

    def zoom(self) -> float:
        return self._zoom

    def readout(self) -> tuple[str, ...]:
        """What is said at the mouse; nothing when empty."""
        return self._lines

    def picture(self) -> QImage | None:
        """The figure as it is on screen, at device pixels."""
        figure, frame = self._figure, self.frame()
        if figure is None:
            return None
        drawn = self._drawn
        if drawn is None or drawn[0] is not figure or drawn[1] != frame:
            image = self._moved_picture(figure, frame)
            if image is None:
                from explorer.figures.devices import to_image

                image = to_image(figure.paint, frame, None if drawn is None else drawn[2])
            image.setDevicePixelRatio(self.devicePixelRatioF())
            drawn = self._drawn = figure, frame, image
        return drawn[2]

    def _moved_picture(self, figure: Figure, frame: Frame) -> QImage | None:
        """The last picture moved, of a figure that takes long.

        All of it is drawn a moment later, since what it draws of many lines depends on what is in
        sight.
        """
        drawn = self._drawn
        if drawn is None or drawn[0] is not figure or not isinstance(figure, Sliding):
            return None
        from explorer.figures.devices import scrolled_image

        image = scrolled_image(figure.paint, drawn[2], drawn[1], frame, figure.still)
        if image is not None:
            self._redraw.start()
        return image

    @Slot()
    def _on_still(self) -> None:
        """Draw all that was only moved."""
        self._drawn = None
        self.update()

    def target_at(self, point: QPointF) -> Target | None:
        """What lies under a point of the widget."""
        if self._figure is None or not QRectF(self.rect()).contains(point):
            return None
        at = point / self._larger
        return self._figure.hit(self.frame(), at.x(), at.y())

    def ring(self) -> RingShape | None:
        """The focus ring, for who came by keyboard."""
        return RingShape(QRectF(self.rect()), 4.0) if self._by_keyboard else None

    def sizeHint(self) -> QSize:
        natural = self._figure.natural_size() if self._figure is not None else (800, 424)
        return QSize(*natural).boundedTo(QSize(800, 520))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 80)

    # -- zoom and scroll -----------------------------------------------------------------------

    def _go_to(self, frame: Frame) -> None:
        self._zoom, self._x, self._y = frame.zoom, frame.x, frame.y
        self._bars.show_place(self._figure, self.frame())
        self.update()

    @Slot()
    def _on_bar(self) -> None:
        self._scroll_to(*self._bars.place())

    def _zoom_to(self, zoom: float, point: QPointF | None) -> None:
        """At the user's wish, about a point or the middle."""
        if self._figure is None:
            return
        point = point if point is not None else QPointF(self.width() / 2, self.height() / 2)
        point = point / self._larger
        before = self._zoom
        # a last small step would leave the figure a little too large for nothing
        zoom = 1.0 if zoom < 1.02 else zoom
        self._go_to(zoomed(self._figure, self.frame(), zoom, point.x(), point.y()))
        if self._zoom != before:
            self.zoomChanged.emit(self._zoom)
        self._moved()

    def _scroll_to(self, x: float, y: float) -> None:
        if self._figure is not None:
            self._go_to(scrolled(self._figure, self.frame(), x, y))
            self._moved()

    def _moved(self) -> None:
        """The user has zoomed or scrolled, and may go on."""
        self._settle_soon()
        self.viewMoved.emit(self._zoom, self._x, self._y)
        if self._grabbed is None:
            self.point_again()

    def _settle_soon(self) -> None:
        if isinstance(self._figure, Regional):
            self._settle.start()

    @Slot()
    def _on_settled(self) -> None:
        if isinstance(self._figure, Regional):
            self.regionShown.emit(self._figure.seen(self.frame()))

    def _zoom_into(self, box: QRectF) -> None:
        """What lies in a box becomes as large as it can."""
        if isinstance(self._figure, Regional):
            inside = QRectF(box.topLeft() / self._larger, box.size() / self._larger)
            frame = self._figure.framed(self.frame(), inside.getCoords())
            self._go_to(frame)
            self.zoomChanged.emit(self._zoom)
            self._moved()

    def _movable(self) -> bool:
        """Whether there is more than shows."""
        return self._figure is not None and any(room(self._figure, self.frame()))

    def point_again(self) -> None:
        """Something else may lie under the mouse now."""
        if self._mouse is not None and (target := self.target_at(self._mouse)) != self._hover:
            self.targetHovered.emit(target)
        movable = self._movable()
        idle = Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.CrossCursor
        held = Qt.CursorShape.ClosedHandCursor
        self.setCursor(held if self._grabbed is not None else idle)

    # -- events --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._meant(event) is not None:
                event.accept()
                return True
        elif isinstance(event, QNativeGestureEvent) and event.gestureType() == _PINCH:
            self._zoom_to(self._zoom * (1 + event.value()), event.position())
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._figure is not None:
            frame = scrolled(self._figure, self.frame(), self._x, self._y)
            if isinstance(self._figure, Zoomable) and self._showed_chosen(event.oldSize()):
                frame = self._figure.revealed(frame)
            self._go_to(frame)
            self._settle_soon()

    def _showed_chosen(self, size: QSize) -> bool:
        """Whether what is chosen was in sight at a size, or is to be wherever one looked."""
        if isinstance(self._figure, Following) or not size.isValid():
            return True
        width, height = (math.ceil(side / self._larger) for side in size.toTuple())
        before = replace(self.frame(), width=width, height=height)
        return isinstance(self._figure, Zoomable) and self._figure.revealed(before) == before

    def hideEvent(self, event: QHideEvent) -> None:
        self._settle.stop()
        self._redraw.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        if self._hover is not None or self._lines:
            self.targetHovered.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menuRequested.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _MOD.ControlModifier:
            self._zoom_to(self._zoom * wheel_zoom(event), event.position())
        elif self._movable():
            by = wheel_move(event)
            self._scroll_to(self._x - by.x(), self._y - by.y())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._figure is not None:
            self._press = event.position()
            if event.modifiers() & _MOD.ShiftModifier and isinstance(self._figure, Regional):
                self._band.begin(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._zoom > 1:
            self._zoom_to(1.0, event.position())
        else:  # two quick clicks
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._band.active:
            self._band.stretch(event.position(), QRectF(self.rect()))
            self.update()
            return
        if self._press is not None:
            self._drag(event.position() - self._press, event.modifiers())
            return
        if self._lines:
            self.update()  # they follow the mouse
        self.point_again()

    def _drag(self, by: QPointF, held: Qt.KeyboardModifier) -> None:
        """A button is held: move the figure, or take it out of the window."""
        if self._grabbed is None:
            if by.manhattanLength() < QApplication.startDragDistance():
                return
            if held & _MOD.ControlModifier or not self._movable():
                self._press = None
                self.dragRequested.emit()
                return
            self._grabbed = self._x, self._y
            self.targetHovered.emit(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        by = by / self._larger
        self._scroll_to(self._grabbed[0] - by.x(), self._grabbed[1] - by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        clicked = self._press is not None and self._grabbed is None
        self._press, self._grabbed = None, None
        self._mouse = event.position()
        box = self._band.end()
        if box is not None:
            self._zoom_into(box)
            return
        target = self.target_at(event.position())
        if clicked and target is not None:
            self.targetRequested.emit(target)
        self.point_again()

    def _meant(self, event: QKeyEvent) -> Turn | None:
        """What a key means here; None where it belongs to the window."""
        return meant(event, self._zoom > 1) if self._figure is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = self._meant(event)
        if turn is None:
            super().keyPressEvent(event)
        elif turn.step is not None:
            self._stepped = True  # until the figure of the next word is there
            self.stepRequested.emit(*turn.step)
        else:
            self._zoom_to(self._zoom * turn.zoom if turn.zoom else 1.0, self._mouse)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(self.rect(), theme().colour(self._ground))
        image = self.picture()
        if image is None:
            return
        painter.drawImage(QPointF(0, 0), image)
        self._paint_place(painter)
        self._band.paint(painter)
        if self._lines and self._mouse is not None:
            near = QRectF(self._mouse.x() - 10, self._mouse.y(), 20, 0)
            paint_note(painter, near, self._lines, QSizeF(self.size()))
        paint_focus(painter, self.ring())

    def _paint_place(self, painter: QPainter) -> None:
        """At the edges, which part of a long map shows; of others scroll bars say it."""
        assert self._figure is not None
        if not isinstance(self._figure, Regional):
            return
        frame = self.frame()
        extent = QSizeF(*self._figure.extent(frame)) * self._larger
        corner = QPointF(-frame.x, -frame.y) * self._larger
        paint_place(painter, QRectF(corner, extent), QSizeF(self.size()))
