"""Choose a cluster that single runs are made on, as if its models were here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QWidget

from explorer.batch.place import Tls
from explorer.gui.batch.cluster_fields import ClusterFields
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import GhostButton, PrimarySplitButton
from explorer.gui.kit.labels import Note

TITLE, SIZE = "Run on a cluster", (560, 260)
HINT = (
    "The photo or text travels to a worker, and the run comes back with its queries and keys. Who "
    "can reach a scheduler can run any code on its workers: keep it in a network of your own."
)


class ClusterPanel(QWidget):
    """Address and certificates, and the buttons that run there or here again.

    Parameters
    ----------
    use
        Given the address, "" for this machine, and its certificates.
    """

    def __init__(
        self, dialog: QDialog, preferences: Preferences, use: Callable[[str, Tls], None]
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._preferences, self._use = dialog, preferences, use
        self.fields = ClusterFields(preferences.value, dialog)
        self.there = PrimarySplitButton("Run there", "cpu", parent=self)
        self.here = GhostButton("Run on this machine", "monitor", parent=self)
        hint = Note("info", parent=self)
        hint.set_text(HINT)
        foot = hbox(self.there, self.here, None)
        vbox(self.fields, hint, None, foot, owner=self, margins=16, spacing=12)
        self.there.triggered.connect(self._on_there)
        self.here.clicked.connect(self._on_here)
        self.fields.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self.there.setEnabled(bool(self.fields.chosen()[0]))

    @Slot()
    def _on_there(self) -> None:
        address, tls = self.fields.chosen()
        self._preferences.change(**self.fields.kept())
        self._use(address if "://" in address else f"tcp://{address}", tls)
        self._dialog.close()

    @Slot()
    def _on_here(self) -> None:
        self._use("", Tls())
        self._dialog.close()
