"""An engine without models, and a controller on it: runs whose every part says what they are of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from explorer.core.inputs import Inputs, Modality
from explorer.core.photo import Photo
from explorer.core.trace import ModelInfo, Prediction, Trace
from explorer.gui.control.controller import Controller
from explorer.gui.control.state import State
from explorer.gui.control.view import View
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry, ModelError
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Request
from explorer.runtime.jobs import Job, Report, Work
from tests.core.text_traces import text_trace
from tests.gui.control.test_controller import CONTENTS, gates, trace

PHOTO_MODELS, TEXT_MODEL = ("vit", "se-resnet"), "transformer"


def _seed(*words: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(words).encode()).digest()[:4], "big")


@lru_cache
def photo(name: str) -> Photo:
    """A photo whose pixels are its own."""
    shade = _seed(name) % 256
    pixels = np.full((40, 50, 3), shade, np.uint8)
    return Photo(pixels, name, f"{shade:064x}", (50, 40), Path(name))


@cache
def photo_run(model: str, name: str) -> Trace:
    """A run whose prediction is that of this model on this photo alone."""
    whole = trace(seed=_seed(model, name) % 1000) if model == "vit" else gates()
    labels = (f"{model} sees {name}", "nothing")
    info = ModelInfo(model, model, f"{_seed(model):064x}")
    prediction = Prediction(labels, (0.9, 0.1), 0.5)
    inputs = Inputs((photo(name),))
    return replace(whole, model=info, inputs=inputs, prediction=prediction)


@cache
def text_run(inputs: Inputs) -> Trace:
    """A run on a text, which it names."""
    made = text_trace()
    info = ModelInfo(TEXT_MODEL, TEXT_MODEL, "f" * 64)
    return replace(
        made, model=info, inputs=inputs, sentence=replace(made.sentence, text=inputs.text)
    )


class FakeEngine:
    """Runs at once; a photo called "broken" cannot be read."""

    def open(self, model: str, device: str, publish: object, cancelled: object) -> Entry:
        if model not in (*PHOTO_MODELS, TEXT_MODEL):
            raise ModelError(f"There is no {model}. Choose another model.")
        return find(model)

    def run(self, request: Request, publish: Callable[[object], None], cancelled: object) -> Trace:
        if Modality.TEXT in find(request.model).takes:
            return text_run(request.inputs)
        (source,) = request.inputs.photos
        name = source.name
        if name == "broken":
            raise ImageError("broken cannot be read. Open another photo.")
        publish(photo(name))
        whole = photo_run(request.model, name)
        part = replace(whole, sites=whole.sites[:1], checks=(), prediction=None)
        publish(part)
        return whole


class Undocked(FakeEngine):
    """Has a CPU alone."""

    def open(self, model: str, device: str, publish: object, cancelled: object) -> Entry:
        _need_cpu(device)
        return super().open(model, device, publish, cancelled)

    def run(self, request: Request, publish: Callable[[object], None], cancelled: object) -> Trace:
        _need_cpu(request.device)
        return super().run(request, publish, cancelled)


def _need_cpu(device: str) -> None:
    if device not in ("auto", "cpu"):
        raise DeviceError(f"This computer has no {device} device. Choose cpu.")


class Seat:
    """A controller on the fake engine, and what it shows.

    With `sync` every job runs when it is asked for, else when the test says so.
    """

    def __init__(
        self,
        sync: bool = True,
        model: str = "vit",
        device: str = "auto",
        engine: type[FakeEngine] = FakeEngine,
    ) -> None:
        self.views: list[View] = []
        self.jobs: list[tuple[Job, Work]] = []
        self._sync = sync
        entry = find(model)
        self.controller = Controller(
            self.views.append,
            self._submit,
            self._cancel,
            State(model=model, entry=entry, known=(entry,), device=device),
            CONTENTS,
        )
        self.controller.runs.engine = engine()  # type: ignore[assignment]
        self.controller.photo.remembered = Path("first")
        self.controller.rerun()
        self.finish()

    @property
    def state(self) -> State:
        """What is shown now."""
        return self.controller.state

    def _submit(self, work: Work) -> int:
        self._cancel()
        job = Job(len(self.jobs) + 1, self.controller.on_report)
        self.jobs.append((job, work))
        if self._sync:
            self._run(job, work)
        return job.number

    def _cancel(self) -> None:
        if self.jobs:
            self.jobs[-1][0].cancel()

    def finish(self) -> None:
        """Run what is asked for, until nothing is."""
        while self.controller.waiting and not self._sync:
            self._run(*self.jobs[-1])

    def _run(self, job: Job, work: Work) -> None:
        if job.cancelled():
            self.controller.on_report(Report(job.number, "cancelled", None))
            return
        try:
            value = work(job)
        except Exception as error:
            self.controller.on_report(Report(job.number, "failed", error))
        else:
            self.controller.on_report(Report(job.number, "finished", value))
