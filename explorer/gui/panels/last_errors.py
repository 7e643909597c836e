"""The last errors and warnings of a window, with their details to read and to copy."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QWidget,
)

from explorer.gui.control.state import Message
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import SmallButton
from explorer.gui.kit.labels import Text
from explorer.gui.kit.language import say
from explorer.gui.kit.side_window import show_beside
from explorer.runtime.installation import shown_path
from explorer.runtime.log import log_file
from explorer.version import __version__

TITLE, SIZE = "Last errors", (720, 520)
KEPT = 50
"""Errors that are kept while the program runs; nothing of them is written to disk."""
NONE = "Nothing has gone wrong since the start."
HINT = "Details may quote a text or the name of a file: look through them before you send them."


@dataclass(frozen=True, slots=True)
class PastError:
    """A message, and when it came, as "14:03:59"."""

    message: Message
    at: str

    @property
    def line(self) -> str:
        """The sentence behind its time, in the language of the window."""
        return f"{self.at}  {say(self.message.sentence)}"

    @property
    def report(self) -> str:
        """All that is known of it, to be copied: in English, for those who read reports."""
        head = f"attention-explorer {__version__}\n{self.at}  {self.message.sentence}"
        return f"{head}\n\n{self.message.details}".rstrip() + "\n"


class LastErrors:
    """The errors and warnings that were shown, the latest first."""

    def __init__(self) -> None:
        self._kept: deque[PastError] = deque(maxlen=KEPT)

    def note(self, message: Message) -> None:
        """Keep a message, unless it is the latest one, shown again."""
        if message.severity in ("err", "warn") and not (
            self._kept and self._kept[0].message is message
        ):
            self._kept.appendleft(PastError(message, datetime.now().strftime("%H:%M:%S")))

    def all(self) -> tuple[PastError, ...]:
        """Give them, the latest first."""
        return tuple(self._kept)


class ErrorList(QWidget):
    """A list of errors, and below it the details of the chosen one."""

    def __init__(self, errors: tuple[PastError, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._errors = errors
        self.list = QListWidget()
        self.list.setAccessibleName(say("Last errors"))
        self.list.setWordWrap(True)
        self.list.addItems([one.line for one in errors] or [say(NONE)])
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(say("Details"))
        self.copy = SmallButton("Copy details", parent=self)
        self.copy.setToolTip(say("Copy what is known of this error, for a report"))
        self.copy.setEnabled(bool(errors))
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.addWidget(self.list)
        split.addWidget(self.details)
        parts = (Text(f"Log of errors: {shown_path(log_file())}", px=12, token="t2"), 1), self.copy
        foot = hbox(*parts)
        vbox((split, 1), Text(HINT, px=12, token="t2"), foot, owner=self, margins=16, spacing=8)
        self.list.currentRowChanged.connect(self.show_error)
        self.copy.clicked.connect(self.copy_details)
        self.list.setCurrentRow(0)

    @Slot(int)
    def show_error(self, row: int) -> None:
        """Show the details of one."""
        known = self._errors and 0 <= row < len(self._errors)
        self.details.setPlainText(self._errors[row].report if known else "")

    @Slot()
    def copy_details(self) -> None:
        """Put what is shown into the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def show_last_errors(window: QWidget, errors: LastErrors) -> QDialog:
    """Show the last errors of a window beside its work."""
    return show_beside(window, TITLE, SIZE, lambda dialog: ErrorList(errors.all(), dialog))
