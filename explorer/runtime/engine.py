"""Opens models and runs them: what the window and the command line both call."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.cancel import Cancelled, never
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.inputs.fit import Fit
from explorer.inputs.images import read_photo
from explorer.registry.catalogue import find
from explorer.runtime.devices import AUTO, Device, available, choose, use_threads

if TYPE_CHECKING:
    from explorer.registry.subject import Subject

KEEP = 3
"""How many loaded models stay in memory; the bundled ones are small."""


@dataclass(frozen=True, slots=True)
class Request:
    """One run: registry id, photo or the file it is in, device, how the photo is fitted."""

    model: str
    source: Photo | Path
    device: str = AUTO
    fit: Fit = Fit.STRETCH


@dataclass(frozen=True, slots=True)
class Stage:
    """What the engine is doing now, in words for the status bar."""

    text: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What the models run on: the devices, best first, and the threads of the CPU."""

    devices: tuple[Device, ...]
    threads: int


Publish = Callable[[Stage | Photo | Trace | Machine], None]


class Engine:
    """Keeps loaded models; not thread-safe: one worker thread owns it."""

    def __init__(self) -> None:
        self._subjects: OrderedDict[tuple[str, str], Subject] = OrderedDict()
        self._machine: Machine | None = None

    def run(
        self,
        request: Request,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Trace:
        """Read the photo, load the model, run it.

        Publishes the machine once, stages, the photo as soon as it is decoded, and partial
        traces. Raises ImageError, ModelError, DeviceError, Cancelled, or what the model raises.
        Out of memory on a GPU the run is made on the CPU, and a note of the trace says so.
        """
        if isinstance(request.source, Photo):
            photo = request.source
        else:
            publish(Stage(f"Opening {request.source.name}"))
            photo = read_photo(request.source)
        publish(photo)
        if cancelled():
            raise Cancelled
        if self._machine is None:
            self._machine = Machine(available(), use_threads())
            publish(self._machine)
        device = choose(request.device).id
        try:
            return self._run(request, photo, device, publish, cancelled)
        except RuntimeError as error:
            if device == "cpu" or not _out_of_memory(error):
                raise
        self.forget(device)
        trace = self._run(request, photo, "cpu", publish, cancelled)
        note = "The GPU ran out of memory. This run used the CPU."
        return replace(trace, notes=(*trace.notes, note))

    def forget(self, device: str) -> None:
        """Drop the models on a device and give its memory back."""
        import torch

        for key in [key for key in self._subjects if key[1] == device]:
            del self._subjects[key]
        if device == "cuda":
            torch.cuda.empty_cache()

    def _run(
        self,
        request: Request,
        photo: Photo,
        device: str,
        publish: Publish,
        cancelled: Callable[[], bool],
    ) -> Trace:
        subject = self._subject(request.model, device, publish)
        publish(Stage("Running"))
        return subject.run(photo, request.fit, publish, cancelled)

    def _subject(self, model: str, device: str, publish: Publish) -> Subject:
        key = (model, device)
        if key not in self._subjects:
            entry = find(model)
            publish(Stage(f"Loading {entry.title}"))
            self._subjects[key] = entry.load(device)
            while len(self._subjects) > KEEP:
                self._subjects.popitem(last=False)
        self._subjects.move_to_end(key)
        return self._subjects[key]


def _out_of_memory(error: RuntimeError) -> bool:
    import torch

    # MPS raises a plain RuntimeError
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error)
