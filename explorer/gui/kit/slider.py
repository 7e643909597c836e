"""A thin slider with its label before and its value behind, as Opacity 75 %."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QWidget

from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.labels import Text
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import MEDIUM, ui_font
from explorer.gui.kit.look.paint import text_width

_LONG, _SHORT = 86, 52
"""px of a slider, and of one where there is little room."""
_KNOB = 17  # px of the knob with the ring of the focus around the slider


class Slider(QSlider):
    """The line and its knob; a press anywhere on the line moves the knob there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(say(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(20)

    def sizeHint(self) -> QSize:
        return QSize(_LONG, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SHORT, 20)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            at, room = round(ev.position().x()) - _KNOB // 2, self.width() - _KNOB
            value = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, room)
            self.setSliderPosition(value)
        super().mousePressEvent(ev)  # which takes the knob that is under the mouse by now


class LabelledSlider(QWidget):
    """Label, slider, value; the value is an integer shown with a unit.

    Signals
    -------
    valueRequested(int): the user moved the knob. Never emitted by a setter.
    """

    valueRequested = Signal(int)

    def __init__(
        self,
        name: str,
        *,
        minimum: int = 0,
        maximum: int = 100,
        unit: str = "%",
        decimals: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Make a slider; ``decimals`` of the last digits of its integer stand after the point."""
        super().__init__(parent)
        self._unit = unit
        self._decimals = decimals
        self._label = Text(name, px=12, token="t2", parent=self)
        self._slider = Slider(name, self)
        self._slider.setRange(minimum, maximum)
        self._slider.setPageStep(max(1, (maximum - minimum) // 10))
        self._value = Text("", px=12, weight=MEDIUM, parent=self)
        widest = self._text(max((minimum, maximum), key=abs))
        self._value.setFixedWidth(math.ceil(text_width(widest, ui_font(12, MEDIUM))))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        hbox(self._label, self._slider, self._value, owner=self, margins=0, spacing=6)
        self._slider.valueChanged.connect(self._on_changed)
        self.set_value(minimum)

    def value(self) -> int:
        """Return the value shown."""
        return self._slider.value()

    def set_value(self, value: int) -> None:
        """Show a value; clipped to the range."""
        self._slider.blockSignals(True)
        self._slider.setValue(value)
        self._slider.blockSignals(False)
        self._show_value()

    def set_label_visible(self, visible: bool) -> None:
        """Show or drop the label."""
        self._label.setVisible(visible)
        self._ask_again()

    def set_short(self, short: bool) -> None:
        """Make the line as short as may be, or as long as usual."""
        self._slider.setFixedWidth(_SHORT if short else _LONG)
        self._ask_again()

    def _ask_again(self) -> None:
        row = self.layout()
        if row is not None:  # so that who asks for the width at once gets the new one
            row.invalidate()
        self.updateGeometry()

    def setToolTip(self, arg__1: str) -> None:
        super().setToolTip(arg__1)
        self._slider.setToolTip(say(arg__1))

    def _text(self, value: int) -> str:
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        size = f"{abs(value) / 10**self._decimals:.{self._decimals}f}"
        return f"{sign}{size}\N{NO-BREAK SPACE}{self._unit}".rstrip()

    def _show_value(self) -> None:
        self._value.set_text(self._text(self._slider.value()))
        self._slider.setAccessibleDescription(say(self._text(self._slider.value())))

    @Slot(int)
    def _on_changed(self, value: int) -> None:
        self._show_value()
        self.valueRequested.emit(value)
