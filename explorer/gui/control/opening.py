"""Opens a model behind what is shown, and what can be done where it cannot be had. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explorer.gui.control.runs import Runs
from explorer.gui.control.state import BareWeights, Message
from explorer.gui.control.store import Store
from explorer.registry.catalogue import untrained
from explorer.registry.entry import ArchitectureError, Entry, MissingError, UntrainedError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.sources.own_weights import SIGN
from explorer.runtime.jobs import Job

OPEN, INSTALL = ("open", "Open…"), ("install", "Install")
UNTRAINED = ("untrained", "Open untrained")
"""What can be done where something failed: the keys and the words of the buttons."""


class Opening:
    """The intents that open models; the runs and the state are shared.

    Attributes
    ----------
    asked: the model that was asked for last.
    """

    def __init__(
        self, store: Store, runs: Runs, rerun: Callable[..., None], open_file: Callable[..., None]
    ) -> None:
        self._store = store
        self._runs = runs
        self._rerun = rerun
        self._open_file = open_file
        self.asked = store.state.model
        self._then: Path | None = None  # to open when the model is there
        self._missing: tuple[tuple[str, ...], ...] = ()  # the packages that it lacks
        self._message: Message | None = None  # says again why it did not open

    @property
    def running(self) -> bool:
        """Whether what goes on opens a model."""
        return self._runs.opening

    def model(self, model: str, file: Path | None = None) -> None:
        """Load a model, then show it on what is open, or on `file`."""
        self._then, self.asked = file, model
        engine, device = self._runs.engine, self._store.state.device

        def work(job: Job) -> Entry:
            return engine.open(model, device, job.publish, job.cancelled)

        self._runs.begin(work, f"Opening {model}", opening=True)

    def again(self) -> None:
        """Open what was asked for last once more, as on another device."""
        self.model(self.asked, self._then)

    def plugin(self, file: Path) -> None:
        """Run a plug-in, a Python file, and show the first of its models."""
        self._then = None
        engine, device = self._runs.engine, self._store.state.device

        def work(job: Job) -> Entry:
            from explorer.registry.sources.plugins import add_file

            job.publish(LoadProgress(f"Running {file.name}"))
            entry = add_file(file)[0]
            engine.drop(entry.id)  # the file may have been written anew since it was run
            return engine.open(entry.id, device, job.publish, job.cancelled)

        self._runs.begin(work, f"Opening {file.name}", opening=True)

    def asks(self, error: BaseException) -> bool:
        """Ask which architecture a file of weights is of, where that is what is wrong."""
        if isinstance(error, ArchitectureError):
            self._store.change(weights=BareWeights(error.file, error.guesses), message=None)
            return self._store.state.trace is not None
        return False

    def as_architecture(self, name: str) -> None:
        """Open the weights that were asked about as those of an architecture of a library."""
        weights = self._store.state.weights
        if weights is not None and name.strip():
            known = name.strip() if ":" in name else f"timm:{name.strip()}"
            self.model(f"{known}{SIGN}{weights.file.absolute()}", self._then)

    def leave_weights(self) -> None:
        """Ask no longer."""
        self._store.change(weights=None)

    def untrained(self) -> None:
        """Open the model that was asked for with random weights in place of those it lacks."""
        self.model(untrained(self.asked), self._then)

    def install(self) -> None:
        """Install what the model lacks that was asked for, then open it."""
        model, packages = self.asked, self._missing
        engine, device = self._runs.engine, self._store.state.device

        def work(job: Job) -> Entry:
            from explorer.runtime.installing import install

            install(packages, Loading(job.publish, job.cancelled))
            return engine.open(model, device, job.publish, job.cancelled)

        self._runs.begin(work, "Installing", opening=True)

    def go_on(self, entry: Entry | None) -> None:
        """Run what was to be run with the model; None for the one that stands in for it."""
        state = self._store.state
        self._store.change(weights=None)
        keep = entry is not None and state.trace is None and state.resumes
        if entry is not None:
            self._store.change(missing="")
        if self._then is None:
            self._rerun(entry, keep=keep)
        else:
            self._open_file(self._then, entry)

    def failed(self, error: BaseException, message: Message) -> Message:
        """Give the message of an error the buttons of what can be done."""
        actions: tuple[tuple[str, str], ...] = (OPEN,)
        if isinstance(error, MissingError):
            self._missing, actions = error.packages, (INSTALL, OPEN)
        elif self.running and isinstance(error, UntrainedError):
            actions = (UNTRAINED,)
        message = replace(message, actions=actions)
        if self.running and self._store.state.trace is None:
            self._message = message
        return message

    def message_of_failure(self) -> Message | None:
        """Give the message once more after the run of the model that stands in; else None."""
        message, self._message = self._message, None
        return message
