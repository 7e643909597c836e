"""Where a batch runs: this process, several of this machine, or a cluster by its address."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from explorer.batch.place import NO_TLS, Tls
from explorer.gui.batch.cluster_fields import ClusterFields
from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.combo import Choice, ComboButton
from explorer.gui.kit.language import say
from explorer.runtime.settings import Settings

HERE, CLUSTER = "1", "cluster"


def process_choices(now: int) -> list[Choice]:
    """This process, twice as many as before up to the cores there are, and what was chosen."""
    cores = os.cpu_count() or 1
    counts = {2**power for power in range(1, 13) if 2**power <= cores} | {cores, now}
    several = [Choice(str(one), f"{one} processes here") for one in sorted(counts) if one > 1]
    return [Choice(HERE, "This machine"), *several, Choice(CLUSTER, "A cluster")]


class PlaceRow(QWidget):
    """The choice, and the address of the scheduler where it is a cluster.

    Signals
    -------
    changed(): another choice or address.
    """

    changed = Signal()

    def __init__(self, wanted: Settings, on_cluster: bool, dialog: QDialog) -> None:
        """Make it; `on_cluster` says whether the cluster of the settings is chosen."""
        super().__init__(dialog)
        self.choice = ComboButton("Run on", parent=self)
        self.choice.set_choices(process_choices(wanted.jobs))
        self.choice.set_current(CLUSTER if on_cluster else str(wanted.jobs))
        self.choice.setToolTip(say("Several processes and clusters need Dask, the extra cluster"))
        self.cluster = ClusterFields(wanted, dialog)
        parts = (self.choice, 0, Qt.AlignmentFlag.AlignLeft), self.cluster
        vbox(*parts, owner=self, margins=0, spacing=8)
        self.choice.choiceRequested.connect(self._on_choice)
        self.cluster.changed.connect(self.changed)
        self._on_choice()

    @property
    def on_cluster(self) -> bool:
        """Whether it is a cluster."""
        return self.choice.current() == CLUSTER

    @property
    def missing(self) -> str:
        """What is missing, in a sentence; "" for nothing."""
        lacks = self.on_cluster and not self.cluster.chosen()[0]
        return "Name the address of the cluster's scheduler." if lacks else ""

    @property
    def jobs(self) -> int:
        """Processes of this machine."""
        return 1 if self.on_cluster else int(self.choice.current() or HERE)

    def reached(self) -> tuple[str, Tls]:
        """The address of a scheduler, "" for none, and its certificates."""
        return self.cluster.chosen() if self.on_cluster else ("", NO_TLS)

    @Slot()
    def _on_choice(self) -> None:
        self.cluster.setVisible(self.on_cluster)
        self.changed.emit()
