"""Check the installation in a window: what is looked at, how far it is, and all that was found."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import SmallButton
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import mono_font
from explorer.gui.kit.messages import ProgressRow
from explorer.gui.kit.side_window import show_beside
from explorer.gui.window.worker import Worker
from explorer.runtime.installation import Finding, Looking, as_text, examine
from explorer.runtime.jobs import Job, Report

TITLE, SIZE = "This installation", (720, 640)


class InstallationPanel(QWidget):
    """What `attention-explorer doctor` prints; the check begins at once, in a thread of its own."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._found: list[Finding] = []
        self.worker = Worker("installation", self)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(mono_font(12))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(say("What was found"))
        self.progress = ProgressRow(after_ms=0)
        self.copy = SmallButton("Copy", parent=self)
        self.copy.setToolTip(say("Copy all of it, for a report"))
        foot = hbox((self.progress, 1), None, self.copy)
        vbox((self.text, 1), foot, owner=self, margins=16, spacing=8)
        self.worker.reported.connect(self._on_report)
        self.progress.cancelRequested.connect(self.worker.cancel)
        self.copy.clicked.connect(self._on_copy)
        self.worker.end_with(dialog)
        self.worker.submit(_examine)

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        value = report.value
        if isinstance(value, Looking):
            self.progress.show_progress(f"Looking at {value.text}", value.share)
        elif isinstance(value, Finding):
            self._found.append(value)
            self.text.appendPlainText(f"{value.section}: {value.name}, {value.value}")
        if report.state != "published":
            self.progress.finish()
            whole = as_text(self._found)
            stopped = "" if report.state == "finished" else "\n\nStopped before its end."
            self.text.setPlainText(whole + stopped)
            self.text.moveCursor(QTextCursor.MoveOperation.End)  # where problems are said

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def _examine(job: Job) -> None:
    for finding in examine(job.publish, job.cancelled):
        job.publish(finding)


def show_installation(window: QWidget) -> QDialog:
    """Check the installation beside the work of a window."""
    return show_beside(window, TITLE, SIZE, InstallationPanel)
