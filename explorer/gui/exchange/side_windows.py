"""Windows beside the window: many inputs at once, the cluster, the weights of large models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from explorer.batch.place import Tls
from explorer.core.numbers import duration
from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.exchange.part import ExchangePart
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.worker import Worker
from explorer.registry.placing import Placing
from explorer.runtime.devices import AUTO

if TYPE_CHECKING:
    from explorer.gui.batch.running import BatchRun


class SideWindows(ExchangePart):
    """Opens the windows of the batch, of the cluster and of the placing of weights.

    Signals
    -------
    progressed(str, int, int): the batch, how many are done, of how many; 0 of 0 ends.
    ended(str, object): how a batch ended whose window is closed, and its folder or None.
    """

    progressed = Signal(str, int, int)
    ended = Signal(str, object)

    def __init__(
        self, window: QWidget, controller: Controller, dialogs: Dialogs, preferences: Preferences
    ) -> None:
        super().__init__(window, controller, dialogs, preferences)
        self._batch: BatchRun | None = None  # made when it is asked for
        wanted = preferences.value
        controller.runs.engine.tls = Tls(wanted.tls_ca, wanted.tls_cert, wanted.tls_key)

    @property
    def worker(self) -> Worker | None:
        """Of the batch; None before one was asked for."""
        return None if self._batch is None else self._batch.worker

    @Slot()
    def ask_batch(self) -> None:
        """Ask what is to be made of many inputs, or show how far that is."""
        from explorer.gui.batch.panel import SIZE, TITLE, BatchPanel
        from explorer.gui.batch.running import BatchRun
        from explorer.gui.kit.side_window import show_beside

        if self._batch is None:
            self._batch = BatchRun(self)
            self._batch.changed.connect(self._on_batch)
            self._batch.ended.connect(self._on_batch_end)
        batch = self._batch

        def make(dialog: QDialog) -> QWidget:
            return BatchPanel(dialog, batch, self._controller, self._dialogs, self._preferences)

        show_beside(self._window, TITLE, SIZE, make)
        self.progressed.emit("", 0, 0)  # the dialog says it

    @Slot()
    def ask_cluster(self) -> None:
        """Ask for a cluster that runs are made on from now on."""
        from explorer.gui.batch.cluster_panel import SIZE, TITLE, ClusterPanel
        from explorer.gui.kit.side_window import show_beside

        def use(address: str, tls: Tls) -> None:
            self._controller.runs.engine.tls = tls
            self._controller.choose_device(address or AUTO)

        def make(dialog: QDialog) -> QWidget:
            return ClusterPanel(dialog, self._preferences, use)

        show_beside(self._window, TITLE, SIZE, make)

    @Slot()
    def ask_placing(self) -> None:
        """Ask how the weights of large models are held from now on."""
        from explorer.gui.browser.placing_panel import SIZE, TITLE, PlacingPanel
        from explorer.gui.kit.side_window import show_beside

        engine = self._controller.runs.engine

        def use(placing: Placing) -> None:
            engine.place(placing)
            self._controller.rerun(keep=True)

        def make(dialog: QDialog) -> QWidget:
            return PlacingPanel(dialog, self._controller.state.entry, engine.placing, use)

        show_beside(self._window, TITLE, SIZE, make)

    @property
    def _asks_batch(self) -> bool:
        """Whether the dialog of the batch is open."""
        from explorer.gui.batch.panel import TITLE

        return any(one.isVisible() for one in self._window.findChildren(QDialog, TITLE))

    @Slot()
    def _on_batch(self) -> None:
        """Say in the status bar how far the batch is, where its dialog is closed."""
        standing = None if self._batch is None else self._batch.state.standing
        if standing is not None and not self._asks_batch:
            rest = f", {duration(standing.left)} left" if standing.left else ""
            text = f"Batch of {standing.total:,}{rest}"
            self.progressed.emit(text, standing.done, standing.total)

    @Slot(str, object)
    def _on_batch_end(self, said: str, folder: Path | None) -> None:
        self.progressed.emit("", 0, 0)
        if not self._asks_batch:
            self.ended.emit(f"Batch: {said}", folder)

    @Slot()
    def cancel(self) -> None:
        """Stop the batch where its window, which asks, is closed."""
        if self._batch is not None and not self._asks_batch:
            self._batch.cancel()

    def clear(self) -> None:
        """Leave the cluster."""
        self._controller.runs.engine.close()
