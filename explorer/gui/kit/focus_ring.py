"""The ring around whatever has the keyboard: 2 px of accent, 2 px outside the control.

One ring floats above the window's other widgets, so that no neighbour and no layout clips it. A
widget that wants it has a method ``ring() -> RingShape | None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.gui.kit.paint import begin, box, tint
from explorer.gui.kit.theme import theme

_REASON = Qt.FocusReason
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.EnabledChange,
    QEvent.Type.ZOrderChange,
}


@dataclass(frozen=True)
class RingShape:
    """What the ring goes around, and how.

    Attributes
    ----------
    rect: in the widget's coordinates, px.
    radius: of the corners of ``rect``, px.
    gap, width: between ``rect`` and the ring, and of the ring itself, px.
    strength: opacity in [0, 1].
    """

    rect: QRectF
    radius: float
    gap: float = 2.0
    width: float = 2.0
    strength: float = 1.0

    @property
    def outer(self) -> QRectF:
        """``rect`` with gap and ring, on whole pixels."""
        out = self.gap + self.width
        return QRectF(self.rect.adjusted(-out, -out, out, out).toAlignedRect())


@runtime_checkable
class Ringed(Protocol):
    """A widget that shows the ring while it has the focus."""

    def ring(self) -> RingShape | None: ...


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Whether a widget that just got the focus should show the ring.

    Not after a click, and not because its window came to the front, unless it did ``before``.
    """
    reason = event.reason()
    if reason in (_REASON.ActiveWindowFocusReason, _REASON.PopupFocusReason):
        return before
    return reason != _REASON.MouseFocusReason


class _Ring(QWidget):
    """The ring in one window; it follows its widget and every widget around that."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QWidget] = []
        self._shape: RingShape | None = None
        self._corner = QPoint()  # of the target, seen from here
        self.hide()

    def follow(self, widget: QWidget | None) -> None:
        for old in self._watched:
            if shiboken6.isValid(old):
                old.removeEventFilter(self)
        self._watched = []
        while widget is not None and widget is not self.window():
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget = widget.parentWidget()
        self.place()

    def place(self) -> None:
        """Go around the widget; hide where the widget is scrolled or squeezed out of sight."""
        target = self._watched[0] if self._watched else None
        shape = cast(Ringed, target).ring() if target is not None else None
        if target is None or shape is None or not target.isVisible() or not target.isEnabled():
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        room = shape.outer.toRect().translated(corner)
        out = round(shape.gap + shape.width)
        for around in self._watched[1:]:
            seen = QRect(around.mapTo(self.window(), QPoint(0, 0)), around.size())
            room = room & seen.adjusted(-out, -out, out, out)
        if room.isEmpty():
            self.hide()
            return
        self._shape, self._corner = shape, corner - room.topLeft()
        self.setGeometry(room)
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not shiboken6.isValid(self):
            return False
        # A repaint may have moved what the ring is about, as the knob of a slider.
        moved = event.type() == QEvent.Type.Paint and self._about(watched) != self._shape
        if moved or event.type() in _MOVES:
            self.place()
        return False

    def _about(self, watched: QObject) -> RingShape | None:
        target = self._watched[0] if self._watched else None
        return cast(Ringed, target).ring() if watched is target else self._shape

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shape is None:
            return
        shape = self._shape
        out = shape.gap + shape.width
        rect = shape.rect.translated(self._corner.toPointF()).adjusted(-out, -out, out, out)
        colour = tint(theme().accent, shape.strength)
        box(begin(self), rect, shape.radius + out, border=colour, width=shape.width)


class FocusRing(QObject):
    """Keeps the ring at the focus of every window of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        ring = self._ring
        if ring is not None and not shiboken6.isValid(ring):
            ring = self._ring = None
        if new is None or not isinstance(new, Ringed):
            if ring is not None:
                ring.follow(None)
            return
        if ring is None or ring.parentWidget() is not new.window():
            if ring is not None:
                ring.follow(None)
                ring.deleteLater()
            ring = self._ring = _Ring(new.window())
        ring.follow(new)


def install_focus_ring(app: QApplication) -> FocusRing:
    """Give an application its ring, once; the same ring on a second call."""
    existing = app.findChild(FocusRing)
    return existing if isinstance(existing, FocusRing) else FocusRing(app)
