"""Opens the browser over the window, fills it behind, and has the chosen model opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.gui.browser.panel import LEAST_HEIGHT, WIDTH, ModelBrowser
from explorer.gui.browser.search import Index
from explorer.gui.kit.surface import ClickCatcher
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.worker import Worker
from explorer.registry.listing import LISTINGS, Listing
from explorer.registry.listing_process import listings_apart
from explorer.registry.model_paths import named
from explorer.runtime.jobs import Job, Report

PLUGIN = ".py"
_MARGIN, _SHARE = 24, 0.86
"""px around the panel, and the share of the room below the toolbar that it takes."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources have answered so far, by source, and the index of their models."""

    listings: Mapping[str, Listing] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

    def with_listing(self, listing: Listing) -> Found:
        """With the answer of one more source, in the place of what it said before."""
        answers = {**self.listings, listing.source: listing}
        return Found(
            answers, Index(one for at in LISTINGS if at in answers for one in answers[at].models)
        )

    @property
    def waiting(self) -> bool:
        """Whether a source has not answered yet."""
        return len(self.listings) < len(LISTINGS)

    def still(self) -> str:
        """Which sources have not answered yet, or cannot."""
        waiting = [source for source in LISTINGS if source not in self.listings]
        problems = [one.problem for one in self.listings.values() if one.problem]
        told = [f"asking {', '.join(waiting)} …"] if waiting else []
        return " · ".join([*told, *problems])


class Browsing(QObject):
    """The browser of models of one window, `owner`.

    The sources are asked anew whenever it opens, in a thread of its own, for what is cached
    changes; until they have answered, what they said before is shown.

    Signals
    -------
    modelRequested(str): a model by its name. pluginRequested(object): the path of a plug-in.
    closed(): the browser has gone, and with it the keyboard.
    """

    modelRequested = Signal(str)
    pluginRequested = Signal(object)
    closed = Signal()

    def __init__(self, owner: QWidget, dialogs: Dialogs) -> None:
        super().__init__(owner)
        self._owner = owner
        self._dialogs = dialogs
        self._recent: tuple[str, ...] = ()
        self._in_use = ""
        self._top = 0
        self._found = Found()
        self._outside = ClickCatcher(owner)
        self._outside.hide()
        self.worker = Worker("models", self)
        self.worker.reported.connect(self._on_report)
        self._outside.pressed.connect(self.close_panel)

    @cached_property
    def panel(self) -> ModelBrowser:
        """The browser, made when it is first opened."""
        panel = ModelBrowser(self._owner)
        panel.hide()
        panel.closed.connect(self.close_panel)
        panel.modelRequested.connect(self._on_model)
        panel.fileRequested.connect(self._on_file)
        panel.folderRequested.connect(self._on_folder)
        return panel

    def _is_open(self) -> bool:
        return not self._outside.isHidden()  # as long as the browser lies over it

    # -- coming and going ----------------------------------------------------------------------

    @Slot()
    def toggle(self) -> None:
        """Open the browser, or close it."""
        if self._is_open():
            self.close_panel()
            return
        self.panel.show_in_use(self._in_use)
        self._outside.show()
        self.panel.show()
        self.place()
        self.panel.begin(self._recent, self._found.still(), self._found.waiting)
        self.worker.submit(partial(_gather, self._found))

    @Slot()
    def close_panel(self) -> None:
        """Take the browser away; what has the keyboard then is the grid."""
        if self._is_open():
            self.panel.hide()
            self._outside.hide()
            self.worker.cancel()
            self.closed.emit()

    def show_models(self, recent: Sequence[str], in_use: str) -> None:
        """Say which models were opened lately, and which is in use, by their names."""
        self._recent, self._in_use = tuple(recent), in_use

    def place(self, top: int | None = None) -> None:
        """Put the browser into the middle of the window, below the toolbar.

        Parameters
        ----------
        top: where that ends, px; None for where it did last.
        """
        window = self._owner
        self._top = top = self._top if top is None else top
        if not self._is_open():
            return
        width = min(WIDTH, window.width() - 2 * _MARGIN)
        height = max(LEAST_HEIGHT, round((window.height() - top) * _SHARE) - _MARGIN)
        self._outside.setGeometry(window.rect())
        self.panel.setGeometry((window.width() - width) // 2, top + 8, width, height)
        for part in (self._outside, self.panel):
            part.raise_()

    # -- what there is -------------------------------------------------------------------------

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        value = report.value
        if isinstance(value, Found):
            self._found = value
            self.panel.show_models(value.index, value.still(), value.waiting)
        elif report.state == "failed":  # a source of models that does what none should
            told = f"The list ends here ({type(value).__name__})"
            self.panel.show_models(self._found.index, told)

    # -- what is chosen ------------------------------------------------------------------------

    @Slot(str)
    def _on_model(self, name: str) -> None:
        self.close_panel()
        self.modelRequested.emit(name)

    @Slot()
    def _on_file(self) -> None:
        self._on_path(self._dialogs.open_model(self._owner, Path.home()))

    @Slot()
    def _on_folder(self) -> None:
        self._on_path(self._dialogs.open_model_folder(self._owner, Path.home()))

    def _on_path(self, path: Path | None) -> None:
        if path is None:
            return
        if path.suffix.lower() != PLUGIN:
            self._on_model(named(str(path)))
        else:
            self.close_panel()
            self.pluginRequested.emit(path)


def _gather(found: Found, job: Job) -> None:
    for listing in listings_apart(job.cancelled):
        found = found.with_listing(listing)
        job.publish(found)
