"""The stepper: back, what is shown of how many, on. For layers and heads."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import CONTROL_HEIGHT, IconButton
from explorer.gui.kit.labels import Line, Text
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import SEMIBOLD
from explorer.gui.kit.look.icons import icon
from explorer.gui.kit.terms import explain_on
from explorer.gui.kit.tips import tip

_ARROW, _PAD = 26, 8


class Stepper(QFrame):
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
        """Make a stepper; ``previous`` and ``following`` are the shortcuts of its arrows."""
        super().__init__(parent)
        self._keys = (previous, following)
        self._called: str | None = None
        self._named = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._back = self._arrow("chevron-left")
        self._on = self._arrow("chevron-right")
        self._name = Text(name, token="t3", parent=self)
        self._value = Text("", weight=SEMIBOLD, parent=self)
        self._suffix = Text("", token="t3", parent=self)
        middle = hbox(
            None, self._name, self._value, self._suffix, None, margins=(3, 0, 3, 0), spacing=4
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._back)
        row.addWidget(Line(Qt.Orientation.Vertical, token="line2", parent=self))
        row.addLayout(middle, 1)
        row.addWidget(Line(Qt.Orientation.Vertical, token="line2", parent=self))
        row.addWidget(self._on)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_forward)
        self.set_name(name)

    def _arrow(self, name: str) -> IconButton:
        """Make one end of the stepper, which repeats while it is held."""
        arrow = IconButton(name, "", edge=_ARROW, px=14, parent=self)
        arrow.setIcon(icon(name, "t1"))
        arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        arrow.setAutoRepeat(True)
        return arrow

    def show_value(
        self,
        value: str,
        suffix: str = "",
        *,
        can_go_back: bool = True,
        can_go_on: bool = True,
    ) -> None:
        """Show a value and what it is one of, as ``"8"``, ``"of 0-11"``."""
        self._value.set_text(value)
        self._suffix.set_text(suffix)
        self._suffix.setVisible(bool(suffix))
        self._fit()
        self._back.setEnabled(can_go_back)
        self._on.setEnabled(can_go_on)
        self.setAccessibleDescription(f"{say(value)} {say(suffix)}".strip())

    def set_name(self, name: str) -> None:
        """Call what is stepped through by another name, as "Block" for "Layer"."""
        if name == self._called:
            return
        self._called = name
        previous, following = self._keys
        self._name.set_text(name)
        self._fit()
        self.setAccessibleName(say(name))
        explain_on(self, tip(name, f"{previous} {following}".strip()), name)
        self._back.set_name(f"Previous {name.lower()}", previous)
        self._on.set_name(f"Next {name.lower()}", following)

    def set_name_visible(self, visible: bool) -> None:
        """Show the name or, in a narrow window, the value alone."""
        self._named = visible
        self._fit()

    def _fit(self) -> None:
        """Drop the name where it would cut off the value or what that is one of."""
        self._name.setVisible(self._named and self._width(named=True) <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

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

    def sizeHint(self) -> QSize:
        return QSize(self._width(named=not self._name.isHidden()), CONTROL_HEIGHT)

    def _width(self, named: bool) -> int:
        """The room that all parts need, with or without the name."""
        parts = [part for part in (self._value, self._suffix) if not part.isHidden()]
        parts += [self._name] if named else []
        width = sum([part.sizeHint().width() + 4 for part in parts]) - 4
        return width + 2 * (_ARROW + 1 + _PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _ARROW + 40, CONTROL_HEIGHT)
