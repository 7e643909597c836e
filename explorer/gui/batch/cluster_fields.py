"""The address of a cluster and its certificates, with a test that says how far away it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from explorer.batch.place import NO_TLS, Tls
from explorer.batch.remote import Reach, RemoteEngine
from explorer.core.foreign import Refusal, quoted_error
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import SmallButton
from explorer.gui.kit.labels import Note
from explorer.gui.kit.language import say
from explorer.gui.kit.text_input import TextInput
from explorer.gui.window.worker import Worker
from explorer.runtime.jobs import Job, Report
from explorer.runtime.settings import Settings

_FILES = (
    ("Authority", "PEM of the authority that signed the scheduler's certificate"),
    ("Certificate", "PEM of this machine's certificate"),
    ("Key", "PEM of its key"),
)


class ClusterFields(QWidget):
    """Address, certificates of one that is encrypted, and "Test".

    Signals
    -------
    changed(): something else stands in a field.
    """

    changed = Signal()

    def __init__(self, wanted: Settings, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.address = TextInput("Address of the scheduler", "tcp://host:8786", self)
        self.address.setText(wanted.cluster)
        self.address.setToolTip(
            say("Of a scheduler of Dask, as tcp://host:8786 or tls://host:8786")
        )
        self.test = SmallButton("Test", parent=self)
        self.test.setToolTip(
            say("See whether it answers, and how long a word takes there and back")
        )
        self.said = Note("info", parent=self)
        self.certificates = QWidget(self)
        files = hbox(owner=self.certificates, margins=0, spacing=8)
        self.files: list[TextInput] = []
        given = wanted.tls_ca, wanted.tls_cert, wanted.tls_key
        for (name, tip), value in zip(_FILES, given, strict=True):
            field = TextInput(name, name, self.certificates)
            field.setText(value)
            field.setToolTip(say(tip))
            files.addWidget(field, 1)
            self.files.append(field)
        row = hbox((self.address, 1), self.test, spacing=8)
        vbox(row, self.certificates, self.said, owner=self, margins=0, spacing=8)
        self.worker = Worker("cluster", self)
        self.worker.reported.connect(self._on_report)
        self.test.clicked.connect(self._on_test)
        for field in (self.address, *self.files):
            field.textChanged.connect(self._on_changed)
        self.worker.end_with(dialog)
        self._on_changed()

    def chosen(self) -> tuple[str, Tls]:
        """The address, "" for none, and its certificates."""
        address = self.address.text().strip()
        if not address.startswith("tls://"):
            return address, NO_TLS
        return address, Tls(*(field.text().strip() for field in self.files))

    def kept(self) -> dict[str, str]:
        """The fields of the settings that hold it."""
        ca, cert, key = (field.text().strip() for field in self.files)
        address = self.address.text().strip()
        return {"cluster": address, "tls_ca": ca, "tls_cert": cert, "tls_key": key}

    @Slot()
    def _on_test(self) -> None:
        address, tls = self.chosen()
        self.test.setEnabled(False)
        self.said.set_text(f"Asking {address}")
        self.worker.submit(_asking(address, tls))

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        if report.state == "published":
            return
        self.test.setEnabled(True)
        match report.value:
            case Reach() as reach:
                self.said.set_text(f"It answers: {reach.words} there and back.")
            case Refusal() as error:
                self.said.set_text(str(error))
            case BaseException() as error:
                self.said.set_text(f"It cannot be asked ({quoted_error(error)}).")

    @Slot()
    def _on_changed(self) -> None:
        address = self.address.text().strip()
        self.certificates.setVisible(address.startswith("tls://"))
        self.test.setEnabled(bool(address))
        self.changed.emit()


def _asking(address: str, tls: Tls) -> Callable[[Job], Reach]:
    """A job that asks a scheduler how far away it is."""

    def work(job: Job) -> Reach:
        engine = RemoteEngine(tls)
        try:
            return engine.reach(address)
        finally:
            engine.close()

    return work
