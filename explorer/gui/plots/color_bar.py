"""The colour bar under the picture: what each colour is worth, and the levels to change that."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.map.levels import Levels
from explorer.core.numbers import short
from explorer.core.selection import Ends
from explorer.gui.kit import IconButton, Menu
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import (
    RingShape,
    begin,
    paint_focus,
)
from explorer.gui.plots.color_bar_paint import (
    POINTER,
    BarPlace,
    paint_edge,
    paint_pointer,
    paint_ramp,
    paint_ticks,
    paint_uniform,
    paint_wedge,
)
from explorer.gui.plots.level_edit import LevelEdit
from explorer.gui.plots.plot_host import PlotHost

if TYPE_CHECKING:
    from explorer.gui.plots.color_bar_frame import ColorBarFrame

MARGIN = 4
"""The bar begins and ends this far (px) inside the widget, so that the pointer fits at its ends."""
STEP = 0.05
"""Of the span of the levels, what a key changes."""
TIP = (
    "Drag an end to set the levels, or click its number to type it. "
    "← → move the upper end, with Shift the lower; L keeps them for other models, Del resets them"
)
_BAR, _HEIGHT = 8, 40
_TOP = POINTER + 2
_BUTTON, _ROOM = 22, 52
"""The edge of a button, and what both take of the bar's width, px."""


class ColorBar(PlotHost):
    """A bar 8 px high with ticks and numbers below and a pointer above.

    Signals
    -------
    levelsRequested(object): (low, high) that were dragged, typed or stepped to; around 0 the upper
        one stands to both sides of it, and the lower is 0.
    lockRequested(bool): whether the levels stay when another model is opened.
    resetRequested(): the levels of the scale again.
    """

    levelsRequested = Signal(object)
    lockRequested = Signal(bool)
    resetRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Colour scale"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(360 + 2 * MARGIN)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._levels: Levels | None = None
        self._axis: Ends = (0.0, 1.0)
        self._uniform: float | None = None
        self._pointer: float | None = None
        self._table: NDArray[np.uint8] = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, 1)
        self._widens = False
        self._held: int | None = None  # the end that is dragged, 0 or 1
        self._from = (0.0, (0.0, 1.0))  # the x and the ends where that began
        self._over = False
        self._edit = LevelEdit(self)
        self._edit.endsEntered.connect(self.levelsRequested)
        self._lock = IconButton("lock-open", "Keep these levels", edge=_BUTTON, px=14, parent=self)
        self._reset = IconButton(
            "rotate-ccw", "Levels of the scale again", shortcut="Del", edge=_BUTTON, px=14,
            parent=self,
        )  # fmt: skip
        self._lock.clicked.connect(self._on_lock)
        self._reset.clicked.connect(self.resetRequested)
        self._show_buttons()

    # -- setters -------------------------------------------------------------------------------

    def show_levels(self, levels: Levels | None, uniform: float | None = None) -> None:
        """Number the bar; no levels leave it blank.

        Parameters
        ----------
        uniform: the value of a map that is the same everywhere; None for no mark.
        """
        if (levels, uniform) != (self._levels, self._uniform):
            self._levels, self._uniform = levels, uniform
            self._number()

    def _number(self) -> None:
        """Show the levels that there are."""
        levels = self._levels
        if levels is not None:
            self._axis = levels.ends
            if self._held is not None:  # the axis stays while an end is dragged along it
                low, high = self._from[1]
                self._axis = min(low, levels.low), max(high, levels.high)
        self._describe()
        self._show_buttons()
        self._show()

    def show_table(self, table: NDArray[np.uint8], widens: bool = False) -> None:
        """Show another table, (256, 3) uint8; ``ValueError`` for another shape.

        Parameters
        ----------
        widens: whether it stands for lines that get wider with the value.
        """
        if table.shape != (256, 3):
            raise ValueError(f"a colour table is (256, 3), not {table.shape}")
        if widens != self._widens or not np.array_equal(table, self._table):
            self._table, self._widens = table, widens
            self._show()

    def show_pointer(self, value: float | None) -> None:
        """Point at a value (at the end of the bar where it lies beyond), or at none."""
        pointer = None if value is None or math.isnan(value) else float(value)
        if pointer != self._pointer:
            self._pointer = pointer
            self.update()

    def _describe(self) -> None:
        levels = self._levels
        if levels is None:
            self.setAccessibleDescription("")
            self.setToolTip("")
            return
        labels = levels.labels
        kept = ", kept for other models" if self._locked else ""
        chosen = f", {levels.note}{kept}" if levels.chosen else ""
        self.setAccessibleDescription(say(f"{labels[0]} to {labels[-1]}{chosen}. {TIP}"))
        uniform = self._uniform
        alike = "" if uniform is None else f"A uniform map would be {uniform:.2g} everywhere. "
        self.setToolTip(say(alike + TIP))

    def _show_buttons(self) -> None:
        if self._held is not None:
            return  # the bar keeps its width while its end is held
        there = self._levels is not None and (self._levels.chosen)
        others = "Let other models have their own levels"
        name = others if self._locked else "Keep these levels for other models"
        self._lock.set_icon("lock" if self._locked else "lock-open")
        self._lock.set_name(name, "L")
        for at, button in enumerate((self._lock, self._reset)):
            button.setVisible(there)
            button.move(self.width() - _ROOM + 6 + at * _BUTTON, _TOP + _BAR // 2 - _BUTTON // 2)

    # -- what pyqtgraph draws ------------------------------------------------------------------

    def _show(self) -> None:
        if self.wants_plot():
            self.need_plot()
        if self._frame is not None:
            self._frame.setVisible(self.wants_plot())
        self.update()

    def wants_plot(self) -> bool:
        return self._levels is not None

    def make_plot(self) -> ColorBarFrame:
        from explorer.gui.plots.color_bar_frame import ColorBarFrame

        plot = ColorBarFrame(self, self.paint_over)
        plot.lower()
        return plot

    def show_plot(self) -> None:
        levels = self._levels
        if self._frame is not None and levels is not None:
            bar, lit = self.bar_rect(), self._lit()
            self._frame.show_bar(bar, self._axis, levels.ends, self._table, lit)

    @property
    def _frame(self) -> ColorBarFrame | None:
        return cast("ColorBarFrame | None", self._plot)

    def _lit(self) -> bool:
        """Whether the ends show that they can be moved."""
        return self._over or self._held is not None or self._by_keyboard

    def table(self) -> NDArray[np.uint8]:
        """(256, 3) of the colours."""
        return self._table

    # -- places --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(320 + 2 * MARGIN, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def place(self) -> BarPlace | None:
        """Where the ends and their numbers lie; None without levels."""
        levels = self._levels
        return None if levels is None else BarPlace(self.bar_rect(), self._axis, levels)

    def bar_rect(self) -> QRectF:
        """The coloured bar itself."""
        room = _ROOM if self._levels is not None and not self._lock.isHidden() else 0
        return QRectF(MARGIN, _TOP, max(1, self.width() - 2 * MARGIN - room), _BAR)

    def ring(self) -> RingShape | None:
        """The focus ring, for who came by keyboard."""
        if not self._by_keyboard or not self._edit.isHidden():
            return None
        return RingShape(self.bar_rect().adjusted(-4, -4, 4, 4), 4.0)

    # -- intents -------------------------------------------------------------------------------

    def _request(self, end: int, value: float) -> None:
        """One end goes to a value, as far as the other end lets it."""
        levels = self._levels
        if levels is None:
            return
        low, high = self._from[1] if self._held is not None else levels.ends
        ends = levels.dragged(end, value, high - low)
        if ends != ((0.0, levels.high) if levels.around else levels.ends):
            self.levelsRequested.emit(ends)

    def edit(self, end: int) -> None:
        """Have the user type the lower (0) or the upper (1) end."""
        place = self.place()
        if place is not None:
            name, levels = "Upper level" if end else "Lower level", place.levels
            written = _written(levels.ends[end])
            number = place.number_rect(end).toRect()
            self._edit.begin(name, written, number, partial(levels.with_end, end))

    @Slot()
    def _on_lock(self) -> None:
        if self._levels is None:
            return
        if not self._levels.chosen:  # those of the scale, from now on
            low, high = self._levels.ends
            self.levelsRequested.emit((max(low, 0.0), high))
        self.lockRequested.emit(not self._locked)

    @property
    def _locked(self) -> bool:
        return self._levels is not None and self._levels.kept

    # -- events --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_buttons()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._show()
        super().changeEvent(event)

    def show_focus(self) -> None:
        self._show()

    def enterEvent(self, event: QEvent) -> None:
        self._over = True
        self._show()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, place = event.position(), self.place()
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            event.ignore()
            return
        self._held = place.end_at(point)
        self._from = point.x(), place.levels.ends
        if self._held is None and (number := place.number_at(point)) is not None:
            self.edit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._held is not None:
            began, (low, high) = self._from
            moved = (point.x() - began) * (high - low) / self.bar_rect().width()
            self._request(self._held, (low, high)[self._held] + moved)
            return
        shape, place = Qt.CursorShape.ArrowCursor, self.place()
        if place is not None and place.end_at(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif place is not None and place.number_at(point) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            self._number()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._levels is not None and self.bar_rect().contains(event.position()):
            self.resetRequested.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._levels is None:
            return
        self._menu = menu = Menu(self)
        for end, text in ((1, "Type the upper level…"), (0, "Type the lower level…")):
            menu.addAction(say(text)).setData(end)
        menu.addSeparator()
        lock = menu.addAction(say("Keep these levels for other models"), self._on_lock)
        lock.setCheckable(True)
        lock.setChecked(self._locked)
        reset = menu.addAction(say("Levels of the scale again"))
        reset.triggered.connect(self.resetRequested)
        reset.setEnabled(self._levels.chosen)
        menu.triggered.connect(self._on_menu)
        menu.popup(event.globalPos())

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        if action.data() is not None:
            self.edit(action.data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        key, levels = Qt.Key(event.key()), self._levels
        steps = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        if levels is None or not (plain or shift):
            event.ignore()
        elif key in steps:
            end, span = (0 if shift else 1), levels.high - levels.low
            self._request(end, levels.ends[end] + steps[key] * span)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(0 if shift else 1)
        elif plain and key == Qt.Key.Key_L:
            self._on_lock()
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.resetRequested.emit()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_L, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                event.accept()
                return True
        return super().event(event)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        place = self.place()
        if place is None:
            return
        painter = begin(self)
        paint_ticks(painter, place)
        if self._frame is None:  # until pyqtgraph is there, the numbers have their colours too
            paint_ramp(painter, place.bar, self._table)
            self._paint_marks(painter, place)
        if self._pointer is not None:
            paint_pointer(painter, place.x_of(self._pointer), _TOP - 2)
        paint_focus(painter, self.ring())
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Over the colours: rounded corners, an edge, the mark of a uniform map."""
        frame, place = self._frame, self.place()
        if frame is None or place is None:
            return
        painter.save()
        painter.translate(-QPointF(frame.pos()))
        self._paint_marks(painter, place)
        painter.restore()

    def _paint_marks(self, painter: QPainter, place: BarPlace) -> None:
        """Paint the edge of the bar and the mark of a uniform map."""
        if self._widens:
            paint_wedge(painter, place.bar)
        else:
            paint_edge(painter, place.bar, rounded=not self._lit())
        if self._uniform is not None and self._axis[0] <= self._uniform <= self._axis[1]:
            paint_uniform(painter, place.bar, place.x_of(self._uniform))


def _written(value: float) -> str:
    """A level as it is typed: no more digits than it has, at most six."""
    return f"{value:.6g}" if value else short(0.0)
