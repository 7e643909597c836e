"""A few exclusive choices side by side, as Overlay, Spotlight, Map."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.kit.button import CONTROL_HEIGHT, RADIUS, Button
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, mix, text_width
from explorer.gui.kit.theme import theme

_INSET, _PAD = 2, 10


class _Segment(Button):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setText(text)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        width = math.ceil(text_width(self.text(), ui_font(12, MEDIUM))) + 2 * _PAD
        return QSize(width, CONTROL_HEIGHT - 2 * _INSET)

    def ring_shape(self) -> RingShape:
        return RingShape(QRectF(self.rect()), RADIUS - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        if self.isChecked():
            box(painter, rect, RADIUS - 1, colours.sel, colours.line2)
        ink = colours.t1 if self.isChecked() else mix(colours.t2, colours.t1, self.fade())
        if not self.isEnabled():
            ink = colours.t4
        draw_text(painter, rect, self.text(), ui_font(12, MEDIUM), ink, align=0.5)


class Segmented(QWidget):
    """Exclusive choices; Left and Right move the choice once it has the keyboard.

    Signals
    -------
    choiceRequested(str): the user chose the segment of this key. Never emitted by a setter.
    """

    choiceRequested = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """``choices`` are (key, text) pairs; the first one starts chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys: list[str] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        self._row.setSpacing(0)
        self._group.idClicked.connect(self._on_clicked)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the segments; what is chosen stays where its key is still there."""
        chosen = self.current()
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys = [key for key, _ in choices]
        for number, (_, text) in enumerate(choices):
            segment = _Segment(text, self)
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        if self._keys:
            self.set_current(chosen if chosen in self._keys else self._keys[0])

    def set_current(self, key: str) -> None:
        """Choose a segment; ``ValueError`` where there is none of this key."""
        self._segment(key).setChecked(True)

    def current(self) -> str:
        """The key of the chosen segment, "" where there are none."""
        number = self._group.checkedId()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def set_tip(self, key: str, text: str) -> None:
        """The tool tip of one segment."""
        self._segment(key).setToolTip(text)

    def _segment(self, key: str) -> QAbstractButton:
        return self._group.button(self._keys.index(key))

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.choiceRequested.emit(self._keys[number])

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        box(begin(self), QRectF(self.rect()), RADIUS, colours.well, colours.line)
