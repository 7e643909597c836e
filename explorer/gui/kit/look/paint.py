"""Small painting helpers that every control shares: boxes, text in several styles, tints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.look.fonts import even_hyphens
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.look.tokens import mix

__all__ = [
    "KeyboardFocus",
    "RingShape",
    "Run",
    "begin",
    "box",
    "by_keyboard",
    "draw_runs",
    "draw_text",
    "elide",
    "mix",
    "paint_bar",
    "paint_focus",
    "runs_width",
    "text_width",
    "tint",
]


@dataclass(frozen=True)
class Run:
    """A piece of text in one style, with the space (px) before it."""

    text: str
    font: QFont
    colour: QColor
    gap: float = 0.0


def begin(widget: QWidget) -> QPainter:
    """A painter on a widget, smooth edges on. End it with ``end()`` or let it go."""
    painter = QPainter(widget)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    return painter


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded box whose border (``width`` px) lies inside ``rect``."""
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(border, width))
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, radius - width / 2, radius - width / 2)


def tint(colour: QColor, alpha: float) -> QColor:
    """The colour at an opacity in [0, 1]."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result


@lru_cache(maxsize=4096)
def text_width(text: str, font: QFont) -> float:
    """The advance of a text in logical pixels; remembered for fonts of `ui_font` and `mono_font`.

    Those are one object for every style; a font made on the way is measured anew.
    """
    if "-" in text:
        text = even_hyphens(text, font)
    return QFontMetricsF(font).horizontalAdvance(text)


def runs_width(runs: Sequence[Run]) -> float:
    """The advance of several runs, gaps included."""
    advance = 0.0
    for run in runs:
        advance += run.gap + text_width(run.text, run.font)
    return advance


def elide(text: str, font: QFont, width: float) -> str:
    """The text, shortened with an ellipsis where it does not fit into ``width`` px."""
    # A float's last digit must not shorten a text in a box made to measure.
    shown = even_hyphens(text, font) if "-" in text else text
    if text_width(text, font) <= width + 0.5:
        return shown
    return QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, width + 0.5)


@lru_cache(maxsize=256)
def _below_middle(font: QFont) -> float:
    """How far the baseline of a line of text lies below its middle, px."""
    metrics = QFontMetricsF(font)
    return (metrics.ascent() - metrics.descent()) / 2


def draw_runs(painter: QPainter, rect: QRectF, runs: Sequence[Run], align: float = 0.0) -> None:
    """Paint runs on one line in the middle of ``rect``'s height, shortened where too long.

    Parameters
    ----------
    align: 0 left, 0.5 centred, 1 right, where there is room to spare.
    """
    left = rect.left()
    if align:
        left += max(0.0, rect.width() - runs_width(runs)) * align
    for run in runs:
        left += run.gap
        room = rect.right() - left
        if room <= 0:
            return
        text = elide(run.text, run.font, room)
        painter.setFont(run.font)
        painter.setPen(run.colour)
        painter.drawText(QPointF(left, rect.center().y() + _below_middle(run.font)), text)
        if text.endswith("…") and text != even_hyphens(run.text, run.font):  # no room for more
            return
        left += text_width(run.text, run.font)


def draw_text(
    painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, align: float = 0.0
) -> None:
    """One run; see :func:`draw_runs`."""
    draw_runs(painter, rect, [Run(text, font, colour)], align)


def paint_bar(painter: QPainter, rect: QRectF, share: float, *, accent: bool = False) -> None:
    """Paint a bar of a share in [0, 1] whose track fills ``rect``.

    Parameters
    ----------
    accent: for the one that matters; all others are neutral.
    """
    colours = theme()
    radius = rect.height() / 2
    box(painter, rect, radius, colours.track)
    if share > 0:
        done = QRectF(rect)
        done.setWidth(max(2.0, rect.width() * min(share, 1.0)))
        painter.save()
        painter.setClipRect(done)
        rounding = min(radius, done.width() / 2)
        box(painter, done, rounding, colours.accent if accent else colours.neutral)
        painter.restore()


_BY_KEYS = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_BACK_AGAIN = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Tell whether a widget that just got or lost the focus should show the ring.

    Not after a click or by the program, and as ``before`` where its window came to the front or
    gave way to a menu.
    """
    if event.reason() in _BACK_AGAIN:
        return before
    return event.gotFocus() and event.reason() in _BY_KEYS


class KeyboardFocus:
    """Comes before the class of a widget that paints its own focus ring, for who came by keys."""

    _by_keyboard = False  # whether the focus came by keys, so that the ring shows

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._take_focus(event)
        super().focusInEvent(event)  # type: ignore[misc]  # of the widget

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._take_focus(event)
        super().focusOutEvent(event)  # type: ignore[misc]  # of the widget

    def show_focus(self) -> None:
        """Show that the focus has come or gone, where more than a repaint is needed."""

    def _take_focus(self, event: QFocusEvent) -> None:
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        self.show_focus()


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
