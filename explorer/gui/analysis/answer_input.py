"""A line for the answer that is explained or watched: chosen from a list, or typed."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from explorer.gui.kit import TextInput, icon, plain_tip
from explorer.gui.kit.buttons import CONTROL_HEIGHT
from explorer.gui.kit.language import say

_TIP = "{}\nChoose one from the list (↓), or type another and press Enter; empty for the {}"
_TIP_OR_NONE = "{}\nChoose one from the list (↓), or type another and press Enter; empty for none"


class AnswerInput(TextInput):
    """A class, a written token, an object or a word; "" stands for what the model is surest of.

    Parameters
    ----------
    name : str
        Of the line, for those who do not see it.
    optional : bool
        Whether "" stands for no answer at all.

    Signals
    -------
    answerRequested(str): another answer, as typed or chosen.
    """

    answerRequested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, optional: bool = False) -> None:
        super().__init__(name, "", parent)
        self._tip = _TIP_OR_NONE if optional else _TIP
        self.setFixedHeight(CONTROL_HEIGHT)
        self._asked = ""
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self._popup = completer.popup()
        place = QLineEdit.ActionPosition.TrailingPosition
        self._list = self.addAction(icon("chevron-down"), place)
        self._list.setToolTip(say("Answers to choose from (↓)"))
        self._list.triggered.connect(self.show_list)
        completer.activated.connect(self._on_chosen)
        self.returnPressed.connect(self._on_return)

    def show_answers(
        self, asked: str, offered: tuple[str, ...], empty: str, reason: str = ""
    ) -> None:
        """Show what is asked.

        Parameters
        ----------
        offered: what can be chosen. empty: what "" stands for.
        reason: why no answer counts, "" where one does.
        """
        self._asked = asked
        if self._offered.stringList() != list(offered):
            self._offered.setStringList(list(offered))
        self._list.setVisible(bool(offered))
        self.setPlaceholderText(say(empty))
        if self.text().strip() != asked:
            self.setText(asked)
            self.setCursorPosition(0)  # of a long one the beginning is read
        self.setEnabled(not reason)
        self.setToolTip(plain_tip(reason or self._tip.format(self.accessibleName(), empty)))

    @Slot()
    def show_list(self) -> None:
        """Open the list of all answers that are offered."""
        completer = self.completer()
        completer.setCompletionPrefix("")
        completer.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not (self._popup and self._popup.isVisible()):
            self.show_list()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_chosen(self, answer: str) -> None:
        self.setText(answer)
        self._on_return()

    @Slot()
    def _on_return(self) -> None:
        wanted = self.text().strip()
        if wanted != self._asked:
            self._asked = wanted
            self.answerRequested.emit(wanted)
