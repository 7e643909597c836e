"""A thin slider with its label before and its value behind, as Opacity 75 %."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from explorer.gui.kit.focus_ring import RingShape, by_keyboard
from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.labels import Text
from explorer.gui.kit.paint import begin, box, text_width
from explorer.gui.kit.theme import theme

LINE, KNOB, _HEIGHT, _GAP = 3.0, 13.0, 20, 2.0


class Slider(QSlider):
    """The line and its knob; a press anywhere on the line moves the knob there.

    Signals
    -------
    QSlider's own; ``actionTriggered`` and ``sliderMoved`` come of the user alone.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_HEIGHT)
        self._ringed = False

    def ring(self) -> RingShape | None:
        """Where the focus ring goes; see ``focus_ring``."""
        return RingShape(self._knob(), KNOB / 2) if self._ringed else None

    def focusInEvent(self, ev: QFocusEvent) -> None:
        self._ringed = by_keyboard(ev, self._ringed)
        super().focusInEvent(ev)

    def sizeHint(self) -> QSize:
        return QSize(82, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, _HEIGHT)

    def _share(self) -> float:
        span = self.maximum() - self.minimum()
        return (self.sliderPosition() - self.minimum()) / span if span else 0.0

    def _knob(self) -> QRectF:
        left = (self.width() - KNOB) * self._share()
        return QRectF(left, (self.height() - KNOB) / 2, KNOB, KNOB)

    def _value_at(self, x: float) -> int:
        share = (x - KNOB / 2) / max(1.0, self.width() - KNOB)
        return round(self.minimum() + min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        self.setSliderDown(True)
        self._drag_to(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self.isSliderDown():
            self._drag_to(ev)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _drag_to(self, event: QMouseEvent) -> None:
        self.setSliderPosition(self._value_at(event.position().x()))
        event.accept()

    def paintEvent(self, ev: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        knob = self._knob()
        top = (self.height() - LINE) / 2
        enabled = self.isEnabled()
        if knob.left() - _GAP > 0:
            done = QRectF(0, top, knob.left() - _GAP, LINE)
            box(painter, done, LINE / 2, colours.accent if enabled else colours.t4)
        if knob.right() + _GAP < self.width():
            left = knob.right() + _GAP
            rest = QRectF(left, top, self.width() - left, LINE)
            box(painter, rest, LINE / 2, colours.line2)
        box(painter, knob, KNOB / 2, colours.knob if enabled else colours.t4)


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
        """decimals: how many of the last digits of the integer stand after the point."""
        super().__init__(parent)
        self._unit = unit
        self._decimals = decimals
        self._label = Text(name, px=12, token="t2", parent=self)
        self._slider = Slider(name, self)
        self._slider.setRange(minimum, maximum)
        self._slider.setPageStep(max(1, (maximum - minimum) // 10))
        self._value = Text("", px=12, weight=MEDIUM, token="t1", parent=self)
        widest = max((minimum, maximum), key=abs)
        font = ui_font(12, MEDIUM)
        self._value.setFixedWidth(math.ceil(text_width(self._text(widest), font)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._label, self._slider, self._value):
            row.addWidget(part)
        self._slider.valueChanged.connect(self._on_changed)
        self._shown = minimum
        self.set_value(minimum)

    def value(self) -> int:
        """The value shown."""
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
        row = self.layout()
        if row is not None:  # so that who asks for the width at once gets the new one
            row.invalidate()
        self.updateGeometry()

    def setToolTip(self, arg__1: str) -> None:
        super().setToolTip(arg__1)
        self._slider.setToolTip(arg__1)

    def _text(self, value: int) -> str:
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        size = f"{abs(value) / 10**self._decimals:.{self._decimals}f}"
        return f"{sign}{size}\N{NO-BREAK SPACE}{self._unit}".rstrip()

    def _show_value(self) -> None:
        self._value.set_text(self._text(self._slider.value()))
        self._slider.setAccessibleDescription(self._text(self._slider.value()))

    @Slot(int)
    def _on_changed(self, value: int) -> None:
        self._show_value()
        self.valueRequested.emit(value)
