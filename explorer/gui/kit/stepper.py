"""The stepper: back, what is shown of how many, on. For layers and heads."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainterPath, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.button import CONTROL_HEIGHT, RADIUS, Button
from explorer.gui.kit.focus_ring import RingShape, by_keyboard
from explorer.gui.kit.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import Run, begin, box, draw_runs, runs_width
from explorer.gui.kit.theme import theme
from explorer.gui.kit.tips import tip

_ARROW, _ICON, _PAD = 27, 14, 8


class _Arrow(Button):
    """One end of the stepper; repeats while it is held."""

    def __init__(self, name: str, icon: str, left: bool, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._icon = icon
        self._left = left
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRepeat(True)

    def sizeHint(self) -> QSize:
        return QSize(_ARROW, CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        outline = QPainterPath()
        # The outer corners follow the stepper's own, inside its border.
        room = QRectF(self.rect()).adjusted(1, 1, 0, -1)
        if not self._left:
            room = QRectF(self.rect()).adjusted(0, 1, -1, -1)
        wide = room.adjusted(0, 0, RADIUS, 0) if self._left else room.adjusted(-RADIUS, 0, 0, 0)
        outline.addRoundedRect(wide, RADIUS - 1, RADIUS - 1)
        painter.setClipRect(room)
        painter.fillPath(outline, self.flat_fill())
        mark = QRectF(0, 0, _ICON, _ICON)
        mark.moveCenter(QRectF(self.rect()).center())
        ink = theme().t1 if self.isEnabled() else theme().t4
        paint_icon(painter, self._icon, ink, mark)


class Stepper(QWidget):
    """``< Layer 8 of 0-11 >``; the arrow keys, Home, End and the wheel step as well.

    Signals
    -------
    stepRequested(int): -1 or 1. The stepper changes only when it is told what to show.
    endRequested(int): -1 for the first, 1 for the last (Home and End).
    """

    stepRequested = Signal(int)
    endRequested = Signal(int)

    def __init__(
        self,
        name: str,
        *,
        previous: str = "",
        following: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``previous`` and ``following`` are the shortcuts of the two arrows, for their tips."""
        super().__init__(parent)
        self._name = name
        self._value = ""
        self._suffix = ""
        self._name_visible = True
        self._ringed = False
        self.setAccessibleName(name)
        self._keys = f"{previous} {following}".strip()
        self.setToolTip(tip(name, self._keys))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._back = _Arrow(f"Previous {name.lower()}", "chevron-left", True, self)
        self._on = _Arrow(f"Next {name.lower()}", "chevron-right", False, self)
        self._back.setToolTip(tip(self._back.accessibleName(), previous))
        self._on.setToolTip(tip(self._on.accessibleName(), following))
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_forward)

    def show_value(
        self,
        value: str,
        suffix: str = "",
        *,
        can_go_back: bool = True,
        can_go_on: bool = True,
    ) -> None:
        """Show a value and what it is one of, as ``"8"``, ``"of 0-11"``."""
        self._value, self._suffix = value, suffix
        self._back.setEnabled(can_go_back)
        self._on.setEnabled(can_go_on)
        self.setAccessibleDescription(f"{value} {suffix}".strip())
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """Call what is stepped through by another name, as "Block" for "Layer"."""
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(tip(name, self._keys))
        for arrow, word in ((self._back, "Previous"), (self._on, "Next")):
            old = arrow.accessibleName()
            arrow.setAccessibleName(f"{word} {name.lower()}")
            arrow.setToolTip(arrow.toolTip().replace(old, arrow.accessibleName()))
        self.updateGeometry()
        self.update()

    def set_name_visible(self, visible: bool) -> None:
        """Show the name or, in a narrow window, the value alone."""
        self._name_visible = visible
        self.updateGeometry()
        self.update()

    def ring(self) -> RingShape | None:
        """Where the focus ring goes; see ``focus_ring``."""
        return RingShape(QRectF(self.rect()), RADIUS) if self._ringed else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event, self._ringed)
        super().focusInEvent(event)

    @Slot()
    def _on_back(self) -> None:
        self.stepRequested.emit(-1)

    @Slot()
    def _on_forward(self) -> None:
        self.stepRequested.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,  # as in the grid, where the layer above is the one before
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        ends = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._request(steps[key])
        elif key in ends:
            self.endRequested.emit(ends[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._request(1 if event.angleDelta().y() < 0 else -1)
        event.accept()

    def _request(self, by: int) -> None:
        if (self._back if by < 0 else self._on).isEnabled():
            self.stepRequested.emit(by)

    def _runs(self) -> list[Run]:
        colours = theme()
        off = not self.isEnabled()
        quiet, strong = ui_font(13), ui_font(13, SEMIBOLD)
        runs: list[Run] = []
        if self._name_visible:
            runs.append(Run(self._name, quiet, colours.t4 if off else colours.t3))
        gap = 4.0 if runs else 0.0
        runs.append(Run(self._value, strong, colours.t4 if off else colours.t1, gap))
        if self._suffix:
            runs.append(Run(self._suffix, quiet, colours.t4 if off else colours.t3, 4.0))
        return runs

    def sizeHint(self) -> QSize:
        width = math.ceil(runs_width(self._runs()))
        return QSize(width + 2 * (_ARROW + _PAD), CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _ARROW + 40, CONTROL_HEIGHT)

    def resizeEvent(self, event: object) -> None:
        self._back.setGeometry(0, 0, _ARROW, self.height())
        self._on.setGeometry(self.width() - _ARROW, 0, _ARROW, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        border = colours.line2 if self.isEnabled() else colours.line
        box(painter, rect, RADIUS, colours.raised, border)
        for left in (_ARROW, self.width() - _ARROW - 1):
            painter.fillRect(QRectF(left, 1, 1, rect.height() - 2), border)
        room = rect.adjusted(_ARROW + 3, 0, -_ARROW - 3, 0)
        draw_runs(painter, room, self._runs(), align=0.5)
