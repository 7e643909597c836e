"""Opening a model behind what is shown, and what can be done where it cannot be had. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.gui.control.display import Display
from explorer.registry.catalogue import untrained
from explorer.registry.entry import Entry, MissingError, UntrainedError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.sources.plugins import add_file
from explorer.runtime.installing import install
from explorer.runtime.jobs import Job

if TYPE_CHECKING:
    from explorer.gui.control.controller import Controller


class Opening:
    """The part of the controller that opens models; the worker and the state stay its own.

    running: whether the latest job opens one.
    """

    def __init__(self, controller: Controller, display: Display) -> None:
        self._controller = controller
        self._display = display
        self.running = False
        self._asked = controller.state.model  # what was asked for last
        self._then: Path | None = None  # to open when the model is there
        self._missing: tuple[tuple[str, ...], ...] = ()  # the packages that it lacks
        self._failed: Callable[[], None] | None = None  # says again why it did not open

    def model(self, model: str, file: Path | None = None) -> None:
        """As `Controller.choose_model`."""
        self._then, self._asked = file, model
        engine, device = self._controller.engine, self._controller.state.device

        def work(job: Job) -> Entry:
            return engine.open(model, device, job.publish, job.cancelled)

        self._controller.run(work, f"Opening {model}", opening=True)

    def plugin(self, file: Path) -> None:
        """Run a plug-in, a Python file, and show the first of its models."""
        self._then = None
        engine, device = self._controller.engine, self._controller.state.device

        def work(job: Job) -> Entry:
            job.publish(LoadProgress(f"Running {file.name}"))
            return engine.open(add_file(file)[0].id, device, job.publish, job.cancelled)

        self._controller.run(work, f"Opening {file.name}", opening=True)

    def untrained(self) -> None:
        """The model that was asked for, with random weights in place of those it cannot have."""
        self.model(untrained(self._asked), self._then)

    def install(self) -> None:
        """Install what the model lacks that was asked for, then open it."""
        model, packages = self._asked, self._missing
        engine, device = self._controller.engine, self._controller.state.device

        def work(job: Job) -> Entry:
            install(packages, Loading(job.publish, job.cancelled))
            return engine.open(model, device, job.publish, job.cancelled)

        self._controller.run(work, "Installing", opening=True)

    def go_on(self) -> None:
        """Run what was to be run with the model that was asked for."""
        if self._then is None:
            self._controller.rerun()
        else:
            self._controller.open_file(self._then)

    def show_failure(self, error: BaseException, sentence: str, details: str) -> None:
        """Say why a job failed, with what can be done; once more where another run follows."""
        show = self._display.show_error
        if isinstance(error, MissingError):
            self._missing, show = error.packages, self._display.show_missing
        elif self.running and isinstance(error, UntrainedError):
            show = self._display.show_unreachable
        show(sentence, details)
        if self.running and self._controller.state.trace is None:
            self._failed = partial(show, sentence, details)

    def show_failure_again(self) -> None:
        """After the run that stands in for that of a model that did not open."""
        if self._failed is not None:
            self._failed()
            self._failed = None
