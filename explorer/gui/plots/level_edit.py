"""A line to type one end of the colour bar into, at the place of its number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from explorer.core.numbers import MINUS
from explorer.core.selection import Ends
from explorer.gui.kit import ui_font
from explorer.gui.kit.language import say

WIDTH, HEIGHT = 62, 22


class LevelEdit(QLineEdit):
    """Takes a number; Enter sets it, Escape and a click elsewhere leave all as it was.

    Signals
    -------
    endsEntered(Ends): what `check` makes of the number.
    """

    endsEntered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setFont(ui_font(11))
        self.setFixedSize(WIDTH, HEIGHT)
        self._check: Callable[[float], Ends] = lambda value: (0.0, value)
        self.returnPressed.connect(self._on_return)
        self.hide()

    def begin(self, name: str, value: str, place: QRect, check: Callable[[float], Ends]) -> None:
        """Have the user type.

        Parameters
        ----------
        name: what is typed, for who cannot see.
        value: what it is now.
        place: of the number in the parent; the line lies over it and within the parent.
        check: raises ValueError, with a sentence, for a number that cannot be.
        """
        self._check = check
        self.setAccessibleName(say(name))
        self.setText(value)
        # over its own number, and further out: the numbers beside it stay to be read
        left = place.left() - 8 if place.center().x() < self._owner.width() // 2 else place.left()
        left = min(max(left, 0), self._owner.width() - WIDTH)
        top = min(place.center().y() - HEIGHT // 2, self._owner.height() - HEIGHT)
        self.move(max(left, 0), max(top, 0))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def _on_return(self) -> None:
        try:
            value = float(self.text().strip().replace(MINUS, "-").replace(",", "."))
            ends = self._check(value)
        except ValueError as error:
            said = str(error)
            sentence = "Type a number, as 0.02" if said.startswith("could not") else said
            self.setAccessibleDescription(say(sentence))
            QToolTip.showText(self.mapToGlobal(QPoint(0, HEIGHT)), sentence, self)
            return
        self.leave()
        self.endsEntered.emit(ends)

    def leave(self) -> None:
        """Leave; the keys are the bar's again."""
        if not self.isHidden():
            had = self.hasFocus()
            self.hide()
            QToolTip.hideText()
            if had:
                self._owner.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
            event.accept()  # else Enter would reach the bar, and open the line again

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()
