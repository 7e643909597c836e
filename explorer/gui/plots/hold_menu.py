"""The menu of a gate: at which value it is held."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDoubleSpinBox, QWidget, QWidgetAction

from explorer.gui.kit import Text
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.language import say
from explorer.gui.kit.menu import Menu

_CLOSED, _OPEN = 0.0, 1.0
_LARGEST = 99.0


class HoldMenu(Menu):
    """Hold a gate closed, open, or at a value that is typed; or let it go.

    Signals
    -------
    holdRequested(float): hold it at a value.
    letGoRequested(): let it be what the model computes.
    """

    holdRequested = Signal(float)
    letGoRequested = Signal()

    def __init__(self, name: str, held: float | None, parent: QWidget | None = None) -> None:
        """Make the menu of a gate.

        Parameters
        ----------
        name : what the gate is called.
        held : what it is held at now, None for nothing.
        """
        super().__init__(parent)
        self.add_heading(name)
        closed = self.add_choice("Hold at 0", detail="M", tip="Nothing of the channel goes on")
        closed.setData(_CLOSED)
        opened = self.add_choice("Hold at 1", tip="The channel goes on as it is")
        opened.setData(_OPEN)
        self.value = QDoubleSpinBox()
        self.value.setRange(-_LARGEST, _LARGEST)
        self.value.setDecimals(3)
        self.value.setSingleStep(0.05)
        self.value.setValue(0.5 if held is None else held)
        self.value.setAccessibleName(say(f"Value that {name} is held at"))
        self.value.setToolTip(say("Type a value and press Enter"))
        self.value.lineEdit().returnPressed.connect(self._on_typed)
        row = QWidget()
        hbox(Text("Hold at", px=13), (self.value, 1), owner=row, margins=(10, 2, 10, 2))
        typed = QWidgetAction(self)
        typed.setDefaultWidget(row)
        self.addAction(typed)
        self.addSeparator()
        self._free = self.add_choice("Let the model decide")
        self._free.setEnabled(held is not None)
        self.triggered.connect(self._on_chosen)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if action is self._free:
            self.letGoRequested.emit()
        elif action.data() is not None:
            self.holdRequested.emit(float(action.data()))

    @Slot()
    def _on_typed(self) -> None:
        self.value.interpretText()
        value = self.value.value()
        self.close()
        self.holdRequested.emit(value)
