"""What this program is, whose work is in it, and whether its models were verified here."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib import metadata

from PySide6.QtCore import QDateTime, QLocale, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from explorer.gui.control.slices import Fact
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import SmallButton
from explorer.gui.kit.key_value import FactList
from explorer.gui.kit.labels import SectionTitle, Text
from explorer.gui.kit.language import language
from explorer.gui.kit.look.fonts import SEMIBOLD
from explorer.gui.kit.messages import ProgressRow
from explorer.gui.kit.side_window import show_beside
from explorer.gui.kit.surface import ScrollArea
from explorer.gui.window.worker import Worker
from explorer.registry.sources.builtin import builtin
from explorer.runtime.installation import Looking, kept_files
from explorer.runtime.jobs import Job, Report
from explorer.runtime.verified import Verified, last_verified, verify
from explorer.version import __version__

TITLE, SIZE = "About Attention Explorer", (620, 640)
_LOGO = 48
_CREDITS = (
    "Fonts: Inter and JetBrains Mono (OFL). Icons: Lucide (ISC).",
    "Colour maps: matplotlib (CC0), CET by Peter Kovesi (CC BY 4.0).",
    "Photos and their authors are named beside each sample and in CREDITS.md.",
)
_LIBRARIES = ("PySide6-Essentials", "torch", "numpy", "safetensors", "timm", "transformers")


class AboutPanel(QWidget):
    """Versions and credits, and a test of the bundled models that runs in a thread of its own."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.worker = Worker("self-test", self)
        self.outcome = Text(px=12, token="t2")
        self.models = FactList()
        self.test = SmallButton("Test the models now", parent=self)
        self.progress = ProgressRow(after_ms=0)
        body = QWidget()
        row = hbox(owner=body, margins=24, spacing=20)
        logo = QLabel()
        logo.setPixmap(QApplication.windowIcon().pixmap(_LOGO, _LOGO))
        row.addWidget(logo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column(), 1)
        vbox(ScrollArea(body), owner=self, margins=0)
        self.worker.reported.connect(self._on_report)
        self.progress.cancelRequested.connect(self.worker.cancel)
        self.test.clicked.connect(self._on_test)
        self.worker.end_with(dialog)
        self._show_outcome(last_verified())

    def _column(self) -> QVBoxLayout:
        column = vbox(
            Text("Attention Explorer", px=14, weight=SEMIBOLD),
            Text("Opens a model, runs it on a photo or a text, and shows where it looks."),
            10,
            spacing=6,
        )
        for text in (f"Version {__version__} · MIT licence", *_CREDITS):
            column.addWidget(Text(text, px=12, token="t2"))
        column.addSpacing(10)
        column.addWidget(SectionTitle("Verified"))
        column.addWidget(self.outcome)
        column.addWidget(self.models)
        foot = hbox(self.test, None, self.progress)
        column.addLayout(foot)
        for title, facts in (
            ("Versions", _versions()),
            ("Files", (Fact(name, str(place)) for name, place in kept_files())),
        ):
            column.addSpacing(10)
            column.addWidget(SectionTitle(title))
            shown = FactList()
            shown.show_facts(list(facts))
            column.addWidget(shown)
        column.addStretch(1)
        return column

    @Slot()
    def _on_test(self) -> None:
        self.test.setEnabled(False)
        self.worker.submit(_verify)

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        value = report.value
        if isinstance(value, Looking):
            self.progress.show_progress(f"Running {value.text}", value.share)
        elif isinstance(value, Verified):
            self._show_outcome(value)
        if report.state != "published":
            self.progress.finish()
            self.test.setEnabled(True)

    def _show_outcome(self, found: Verified | None) -> None:
        if found is None:
            self.outcome.set_text("The bundled models were not tested on this machine yet.")
            self.models.show_facts([])
            return
        when = QLocale(language()).toString(
            QDateTime.fromString(found.at, Qt.DateFormat.ISODate), QLocale.FormatType.ShortFormat
        )
        of = len(found.models)
        self.outcome.set_text(
            f"{found.right} of {of} models gave the answers and maps that they are to give.",
            f"Tested {when}, version {found.program}, torch {found.torch}",
        )
        titles = {entry.id: entry.title for entry in builtin()}
        facts = [Fact("Tested", f"{when}, version {found.program}, torch {found.torch}")]
        for one in found.models:
            facts.append(Fact(titles.get(one.name, one.name), one.problem or one.value))
        self.models.show_facts(facts)


def _versions() -> Iterator[Fact]:
    yield Fact("Python", platform.python_version())
    for name in _LIBRARIES:
        try:
            yield Fact(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Fact(name, "not installed")


def _verify(job: Job) -> None:
    job.publish(verify(job.publish, job.cancelled))


def show_about(window: QWidget) -> QDialog:
    """Show what this is beside the work of a window."""
    return show_beside(window, TITLE, SIZE, AboutPanel)
