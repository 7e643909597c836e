"""What keys and the wheel mean to a figure: a step to another word, a zoom, a move, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from explorer.figures.figure import Figure, Regional, Zoomable
from explorer.figures.frame import Frame

STEP = 1.25
"""What a key or a notch of the wheel zooms by."""
NOTCH, WHEEL_PX = 120, 60
"""A notch of the wheel in Qt's units, and what it scrolls, px."""
_HINT = "Arrow keys go to the next word; plus and minus zoom, 0 shows all"
_LONG_HINT = f"{_HINT}; a drag moves the map, with Shift it marks what to zoom into"
_MOD = Qt.KeyboardModifier
_STEPS = {
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Home)
_ZOOMS = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}


@dataclass(frozen=True, slots=True)
class Turn:
    """step: how many words down and to the right. zoom: by how much; 0 shows all again."""

    step: tuple[int, int] | None = None
    zoom: float = 0.0


def meant(event: QKeyEvent, zoomed: bool) -> Turn | None:
    """What a key means; None where it means nothing. zoomed: whether there is a way back."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~_MOD.KeypadModifier
    if key in _ZOOMS:
        shifted = held in (_MOD.NoModifier, _MOD.ShiftModifier)
        return Turn(zoom=_ZOOMS[key]) if shifted else None
    if held != _MOD.NoModifier:
        return None
    if key in _STEPS:
        return Turn(step=_STEPS[key])
    # where there is nothing to go back from these belong to the window
    return Turn() if key == Qt.Key.Key_0 or (key in _BACK and zoomed) else None


def wheel_zoom(event: QWheelEvent) -> float:
    """By how much a turn of the wheel zooms."""
    turned = event.angleDelta()
    return float(STEP ** ((turned.y() or turned.x()) / NOTCH))


def wheel_move(event: QWheelEvent) -> QPointF:
    """By how much a turn of the wheel moves the figure, px; with Shift to the side."""
    moved = event.pixelDelta()
    by = QPointF(moved) if not moved.isNull() else QPointF(event.angleDelta()) * (WHEEL_PX / NOTCH)
    sideways = event.modifiers() & _MOD.ShiftModifier and not by.x()
    return by.transposed() if sideways else by


def hint(figure: Figure | None) -> str:
    """What the keys and the mouse do with a figure."""
    if figure is None:
        return ""
    return _LONG_HINT if isinstance(figure, Regional) else _HINT


LARGEST = 4.0
"""The zoom of a figure that does not say itself how far it helps."""


def zoomed(figure: Figure, frame: Frame, zoom: float, x: float, y: float) -> Frame:
    """The frame at another zoom, at least 1.

    What lies at a point of it stays there, as far as the figure reaches.
    """
    if isinstance(figure, Zoomable):
        return figure.zoomed(frame, zoom, x, y)
    found = replace(frame, zoom=min(max(zoom, 1.0), LARGEST), x=0.0, y=0.0)
    old, new = figure.extent(frame), figure.extent(found)
    across = x - _start(old[0], frame.width, frame.x), y - _start(old[1], frame.height, frame.y)
    return scrolled(
        figure,
        found,
        across[0] * new[0] / max(old[0], 1.0) - x,
        across[1] * new[1] / max(old[1], 1.0) - y,
    )


def scrolled(figure: Figure, frame: Frame, x: float, y: float) -> Frame:
    """The frame scrolled to a place, as far as there is something to see."""
    most_x, most_y = room(figure, frame)
    return replace(frame, x=min(max(x, 0.0), most_x), y=min(max(y, 0.0), most_y))


def room(figure: Figure, frame: Frame) -> tuple[float, float]:
    """How far a figure can be scrolled to the right and down, logical px."""
    width, height = figure.extent(frame)
    return _more(width - frame.width), _more(height - frame.height)


def _more(spare: float) -> float:
    """A part of a pixel is nothing to scroll to."""
    return spare if spare >= 1 else 0.0


def _start(size: float, frame: float, offset: float) -> float:
    """Where a figure of a size begins in a frame: in its middle, or scrolled."""
    return (frame - size) / 2 if size <= frame else -offset
