"""A bar of a share, as a probability; a tick marks what the share was before."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.paint import begin, box
from explorer.gui.kit.theme import theme

HEIGHT, _TICK = 4, 10


class Bar(QWidget):
    """4 px high, in the accent for the one that matters and neutral for all others.

    The widget is as high as the tick; the bar lies in its middle.
    """

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share = 0.0
        self._before: float | None = None
        self._accent = False

    def show_share(
        self, share: float, *, accent: bool = False, before: float | None = None
    ) -> None:
        """Show a share in [0, 1] (clipped), and the former one as a tick."""
        self._share = min(max(share, 0.0), 1.0)
        self._before = None if before is None else min(max(before, 0.0), 1.0)
        self._accent = accent
        self.setAccessibleDescription(f"{100 * self._share:.1f} %")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, _TICK)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, _TICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        paint_bar(begin(self), rect, self._share, accent=self._accent, before=self._before)


def paint_bar(
    painter: QPainter,
    rect: QRectF,
    share: float,
    *,
    accent: bool = False,
    before: float | None = None,
) -> None:
    """A bar whose track fills ``rect``, for widgets that paint several; see :class:`Bar`."""
    colours = theme()
    radius = rect.height() / 2
    box(painter, rect, radius, colours.track)
    if share > 0:
        done = QRectF(rect)
        done.setWidth(max(2.0, rect.width() * share))
        painter.save()
        painter.setClipRect(done)
        rounding = min(radius, done.width() / 2)
        box(painter, done, rounding, colours.accent if accent else colours.neutral)
        painter.restore()
    if before is not None:
        left = rect.left() + min(round(rect.width() * before), rect.width() - 2)
        box(painter, QRectF(left, rect.center().y() - _TICK / 2, 2, _TICK), 1.0, colours.t1)
