"""What lies unseen around something that is over the window: a press on it takes that away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


class Outside(QWidget):
    """Covers what a click would reach otherwise.

    Signals
    -------
    pressed: somewhere beside what is on top.
    """

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
