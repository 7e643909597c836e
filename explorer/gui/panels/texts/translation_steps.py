"""The translation, a word a step, with its probability."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from explorer.core.numbers import percent
from explorer.gui.control.slices import StepView
from explorer.gui.kit.language import foreign, say
from explorer.gui.panels.bar_list import HEIGHTS, INSET, BarItem, BarList, seen


class Steps(BarList):
    """Words in lines, each to click; Left and Right ask for the next, Home and End for the ends.

    The list is as high as its words need up to ``show_lines``, and then scrolls by whole lines.
    Every word has ``WORD_GAP`` px free at its right and below it.

    Signals
    -------
    stepRequested(int): the step whose attention and alternatives are to be shown.
    """

    stepRequested = Signal(int)

    def __init__(
        self, parent: QWidget | None = None, name: str = "Words of the translation"
    ) -> None:
        super().__init__(name, "word", inset=INSET, parent=parent)
        self._steps: tuple[StepView, ...] = ()
        self._chosen, self._lines, self._waiting = -1, 4, False
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(HEIGHTS["word"])
        self.rowRequested.connect(self._on_row)

    def show_steps(self, steps: tuple[StepView, ...], chosen: int, waiting: str = "") -> None:
        """Show other steps.

        Parameters
        ----------
        chosen: the one that is lit, -1 for none.
        waiting: what stands behind the last one, as "step 7 …".
        """
        self._steps = steps
        self._chosen = chosen if 0 <= chosen < len(steps) else -1
        self._waiting = bool(waiting)
        items = [self._item(number, step) for number, step in enumerate(steps)]
        items += [BarItem(say(waiting), None, special=True, tip=waiting)] if waiting else []
        self.bars.replace(items)
        self.setCurrentIndex(self.bars.index(max(0, self._chosen)))
        said = self.bars.items[self._chosen].tip if self._chosen >= 0 else ""
        at = say(f"{self._chosen + 1} of {len(steps)}")
        self.setAccessibleDescription(f"{at}: {say(said)}" if said else "")
        self.fit()

    def _item(self, number: int, step: StepView) -> BarItem:
        chosen = number == self._chosen
        given = "\nGiven by you" if step.forced else ""
        given += "\nNot so in the other output" if step.differs else ""
        return BarItem(
            step.text,
            step.probability,
            strong=chosen,
            lit=chosen,
            special=step.special,
            given=step.forced,
            differs=step.differs,
            tip=f"{foreign(seen(step.text))}: {percent(step.probability)}{given}",
        )

    def show_lines(self, most: int) -> None:
        """Show at most so many lines at once."""
        self._lines = most
        self.fit()

    def fit(self) -> None:
        """Be as high as the words need, and bring what matters into sight."""
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        pitch, last = HEIGHTS["word"], self.place(len(self.bars.items) - 1)
        top = last.top() + self.verticalOffset() if self.bars.items else 0
        lines = min(top // pitch + 1, self._lines)
        self.setFixedHeight(lines * pitch)
        row = len(self._steps) if self._waiting else self._chosen
        if row >= 0:
            bar, top = self.verticalScrollBar(), self.place(row).top() + self.verticalOffset()
            least, most = top + pitch - lines * pitch, top
            bar.setValue(min(max(bar.value() // pitch * pitch, least), most))

    def place(self, number: int) -> QRect:
        """Return where a step lies in the viewport, px; a null rectangle for none."""
        return self.visualRect(self.bars.index(number))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.height())

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._steps) - 1
        moves = {
            Qt.Key.Key_Left: self._chosen - 1 if self._chosen >= 0 else last,
            Qt.Key.Key_Right: self._chosen + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = moves.get(Qt.Key(event.key()))
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if wanted is None or not self._steps or control:
            event.ignore()  # the window moves through the maps
        elif 0 <= wanted <= last and wanted != self._chosen:
            self.stepRequested.emit(wanted)

    def _on_row(self, number: int) -> None:
        if number < len(self._steps):
            self.stepRequested.emit(number)
