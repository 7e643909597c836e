"""The kit's two motions: a fade under the mouse and a turning mark while something is busy."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Slot
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.theme import reduced_motion

HOVER_MS = 80
PANEL_MS = 160
TOAST_MS = 4000
BUSY_AFTER_MS = 150

_SPOKE_MS = 100
_SPOKE = 45.0  # degrees between two of the eight spokes


def duration(ms: int) -> int:
    """A duration in ms, zero where the system asks for less motion."""
    return 0 if reduced_motion() else ms


def _widget(child: QObject) -> QWidget:
    # Asked anew each time: a reference kept here would make a circle that is never collected.
    return cast(QWidget, child.parent())


class Fade(QVariantAnimation):
    """A number that goes to 0 or 1 within :data:`HOVER_MS` and repaints its widget on the way."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._value = 0.0
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._on_value)

    @property
    def value(self) -> float:
        """In [0, 1]: how far the look has come."""
        return self._value

    def go(self, on: bool) -> None:
        """Move towards 1 (on) or 0 (off)."""
        target = 1.0 if on else 0.0
        self.stop()
        if self._value == target:
            return
        ms = duration(HOVER_MS)
        if not ms or not _widget(self).isVisible():
            self._value = target
            _widget(self).update()
            return
        self.setDuration(ms)
        self.setStartValue(self._value)
        self.setEndValue(target)
        self.start()

    @Slot(object)
    def _on_value(self, value: float) -> None:
        self._value = float(value)
        _widget(self).update()


class Spinner(QObject):
    """Turns an icon by one spoke every 100 ms; stands still under reduced motion."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._turn = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SPOKE_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def turn(self) -> float:
        """Degrees clockwise."""
        return self._turn

    def run(self, on: bool) -> None:
        """Turn or stand still. Call with ``False`` when the widget is hidden."""
        if on and duration(_SPOKE_MS):
            self._timer.start()
        else:
            self._timer.stop()
            self._turn = 0.0

    @Slot()
    def _on_tick(self) -> None:
        self._turn = (self._turn + _SPOKE) % 360.0
        _widget(self).update()
