"""The ring of the focus for what paints itself; Qt's own widgets have it by the style sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter

from explorer.gui.kit.paint import box
from explorer.gui.kit.theme import theme

_KEYS = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_BACK_AGAIN = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Tell whether a widget that just got the focus should show the ring.

    Not after a click or by the program, and as ``before`` where its window came to the front.
    """
    return before if event.reason() in _BACK_AGAIN else event.reason() in _KEYS


@dataclass(frozen=True)
class RingShape:
    """What the ring goes around.

    Attributes
    ----------
    rect: in the widget's coordinates, px; the ring of 2 px lies inside it.
    radius: of its corners, px.
    """

    rect: QRectF
    radius: float


def paint_focus(painter: QPainter, shape: RingShape | None) -> None:
    """Paint 2 px of accent; nothing for None."""
    if shape is not None:
        box(painter, shape.rect, shape.radius, border=theme().accent, width=2.0)
