"""The strip of bars, one a channel, its height the channel's gate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.gui.kit import SEMIBOLD, theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import (
    RingShape,
    begin,
    box,
    draw_text,
    paint_focus,
    text_width,
)
from explorer.gui.plots.gate_layout import GateLayout, Values, order
from explorer.gui.plots.plot_host import PlotHost

if TYPE_CHECKING:
    from explorer.gui.plots.gate_frame import GateFrame

_LEFT, _RIGHT, _ABOVE, _BELOW = 54, 24, 20, 32
_PAGE = 10
_CAPTIONS = {
    "gate": ("most open", "most closed"),
    "activity": ("most active", "least active"),
    "answer": ("answers most here", "least"),
}


class GateBars(PlotHost):
    """Bars in order, an axis from 0 to 1, and the chosen channel's number under its bar.

    Signals
    -------
    channelRequested(int): a click, a drag, or a key: Left, Right, Page Up and Down, Home, End.
    menuRequested(int, QPoint): the context menu of a channel, at a global position.
    """

    channelRequested = Signal(int)
    menuRequested = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Gates"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._gates: Values = np.zeros(0, np.float32)
        self._activity: Values = self._gates
        self._answers: Values | None = None
        self._sort = "gate"
        self._order = order(self._sort, self._gates, self._activity)
        self._ranks = self._order
        self._channel: int | None = None
        self._held: dict[int, float] = {}
        self._hover: int | None = None  # a slot
        self._dragged: int | None = None  # the channel last asked for while the button is down

    # -- what it shows

    def show_gates(
        self,
        gates: NDArray[np.float32],
        activity: NDArray[np.float32],
        answers: NDArray[np.float32] | None = None,
    ) -> None:
        """Show other gates, (C,) each.

        Parameters
        ----------
        answers: how strong each channel is at the place that was clicked, None for no place.

        Raises
        ------
        ValueError
            Arrays that are not of one length.
        """
        if gates.ndim != 1 or gates.shape != activity.shape:
            raise ValueError("gates and activity are two arrays of one length")
        if answers is not None and answers.shape != gates.shape:
            raise ValueError("there is one answer a channel")
        same = answers is self._answers
        if same and np.array_equal(gates, self._gates) and np.array_equal(activity, self._activity):
            return
        self._answers = answers
        self._gates = np.nan_to_num(np.asarray(gates, dtype=np.float32))
        self._activity = np.asarray(activity, dtype=np.float32)
        ranks = np.empty(len(gates), dtype=np.intp)
        ranks[order("gate", self._gates, self._activity)] = np.arange(1, len(gates) + 1)
        self._ranks = ranks
        self._hover = None
        self._reorder()

    def show_channel(self, channel: int | None) -> None:
        """Light up a channel by its number, or none."""
        if channel == self._channel:
            return
        self._channel = channel
        self.setAccessibleDescription(say(self._described(channel)))
        self._show()

    def show_held(self, held: Mapping[int, float]) -> None:
        """Mark the channels that are held at a value, by their number."""
        if held != self._held:
            self._held = dict(held)
            self.setAccessibleDescription(say(self._described(self._channel)))
            self._show()

    def show_sort(self, sort: str) -> None:
        """Order the bars; ``ValueError`` for an unknown order."""
        self._order = order(sort, self._gates, self._activity, self._answers)
        self._sort = sort
        self._show()

    def sort(self) -> str:
        """How the bars are ordered."""
        return self._sort

    def _reorder(self) -> None:
        self._order = order(self._sort, self._gates, self._activity, self._answers)
        self.setAccessibleDescription(say(self._described(self._channel)))
        self._show()

    def _described(self, channel: int | None) -> str:
        """A channel in words, "" for one that there is not."""
        if channel is None or not 0 <= channel < len(self._gates):
            return ""
        rank = f"rank {self._ranks[channel]} of {len(self._gates)}"
        held = f" · held at {self._held[channel]:g}" if channel in self._held else ""
        here = "" if self._answers is None else f" · {self._answers[channel]:.3g} at that place"
        return f"channel {channel} · gate {self._gates[channel]:.3f} · {rank}{held}{here}"

    # -- places

    def gate_layout(self) -> GateLayout:
        """Where the bars are now."""
        width = max(1.0, self.width() - _LEFT - _RIGHT)
        height = max(1.0, self.height() - _ABOVE - _BELOW)
        return GateLayout(_LEFT, _ABOVE, width, height, len(self._gates))

    def slot_of(self, channel: int | None) -> int | None:
        """How far from the left a channel stands, None for one that there is not."""
        if channel is None or not 0 <= channel < len(self._gates):
            return None
        return int(np.flatnonzero(self._order == channel)[0])

    def sizeHint(self) -> QSize:
        return QSize(848, _ABOVE + 106 + _BELOW)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _ABOVE + 48 + _BELOW)

    def ring(self) -> RingShape | None:
        """Where the keyboard's focus ring goes; none after a click."""
        if not self._by_keyboard:
            return None
        return RingShape(QRectF(self.rect()).adjusted(14, 6, -14, -5), 4.0)

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not len(self._gates):
            event.ignore()
            return
        self._dragged = None
        self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(point)
        layout = self.gate_layout()
        inside = layout.left <= point.x() < layout.left + layout.width
        self._point_at(layout.slot_at(point.x()) if inside else None, event.globalPosition())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        slot = self.gate_layout().slot_at(event.pos().x()) if by_mouse else None
        channel = self._channel if slot is None else int(self._order[slot])
        if channel is not None and len(self._gates):
            self.menuRequested.emit(channel, event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None, QPointF())
        super().leaveEvent(event)

    def _drag_to(self, point: QPointF) -> None:
        slot = self.gate_layout().slot_at(point.x())
        channel = int(self._order[slot]) if slot is not None else None
        if channel is not None and channel != self._dragged:
            self._dragged = channel
            self.channelRequested.emit(channel)

    def _point_at(self, slot: int | None, at: QPointF) -> None:
        if slot == self._hover:
            return
        self._hover = slot
        text = "" if slot is None else self._described(int(self._order[slot]))
        QToolTip.showText(at.toPoint() + QPoint(0, 4), text, self)
        self._show()

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._gates) - 1
        slot = self.slot_of(self._channel)
        key = Qt.Key
        steps = {
            key.Key_Left: -1,
            key.Key_Up: -1,
            key.Key_Right: 1,
            key.Key_Down: 1,
            key.Key_PageUp: -_PAGE,
            key.Key_PageDown: _PAGE,
            key.Key_Home: -last - 1,
            key.Key_End: last + 1,
        }
        step = steps.get(key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step is None or last < 0 or plain != Qt.KeyboardModifier.NoModifier:
            event.ignore()
            return
        if slot is None:
            there = last if step < 0 and key(event.key()) != key.Key_Home else 0
            there = last if key(event.key()) == key.Key_End else there
        else:
            there = min(max(slot + step, 0), last)
        if there != slot:
            self.channelRequested.emit(int(self._order[there]))

    # -- painting

    def make_plot(self) -> GateFrame:
        from explorer.gui.plots.gate_frame import GateFrame

        return GateFrame(self, self.paint_over)

    def show_plot(self) -> None:
        if self._plot is not None:
            values = self._gates[self._order]
            chosen = self.slot_of(self._channel)
            plot = cast("GateFrame", self._plot)
            plot.show_bars(self.gate_layout(), values, chosen, self._hover)
            plot.show_held({self.slot_of(one): value for one, value in self._held.items()})

    def wants_plot(self) -> bool:
        return len(self._gates) > 0

    def _show(self) -> None:
        """Something else is to be seen."""
        if self.wants_plot() or self._plot is not None:
            self.need_plot()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._show()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        layout = self.gate_layout()
        for value in (0.0, 0.5, 1.0):
            y = round(layout.bottom - value * layout.height)
            place = QRectF(0, y - 8, layout.left - 11, 16)
            draw_text(painter, place, f"{value:g}", ui_font(11), theme().t3, align=1.0)
        if layout.count:
            self._paint_captions(painter, layout, self.slot_of(self._channel))
        paint_focus(painter, self.ring())
        painter.end()

    def _paint_captions(self, painter: QPainter, layout: GateLayout, chosen: int | None) -> None:
        colours = theme()
        row = QRectF(layout.left, layout.bottom + 7, layout.width, 18)
        chip = QRectF()
        if chosen is not None:
            text = str(self._channel)
            wide = max(24.0, text_width(text, ui_font(11, SEMIBOLD)) + 14)
            left = layout.centre(chosen) - wide / 2
            left = min(max(left, layout.left - 6), layout.left + layout.width + 6 - wide)
            chip = QRectF(left, row.top() - 1, wide, 18)
            box(painter, chip, 4.0, colours.fill)
            draw_text(painter, chip, text, ui_font(11, SEMIBOLD), colours.on_fill, align=0.5)
        for text, align in zip(map(say, self._captions()), (0.0, 1.0), strict=True):
            wide = text_width(text, ui_font(11))
            place = QRectF(row.left() + align * (row.width() - wide), row.top(), wide + 1, 18)
            if not place.adjusted(-6, 0, 6, 0).intersects(chip):
                draw_text(painter, place, text, ui_font(11), colours.t3)

    def _captions(self) -> tuple[str, str]:
        """What stands under the first and the last bar."""
        return _CAPTIONS.get(self._sort, ("channel 0", f"channel {len(self._gates) - 1}"))
