"""Opens models and runs them: what the window and the command line both call."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from explorer.core.cancel import Cancelled, never
from explorer.core.photo import Photo
from explorer.core.text import NOTHING, Task, Writing
from explorer.core.trace import PhotoTrace, TextTrace, Trace
from explorer.inputs.fit import Fit
from explorer.inputs.images import read_photo
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry, Input, ModelError
from explorer.registry.loading import Loading, LoadProgress
from explorer.runtime.devices import AUTO, Device, available, choose, use_threads
from explorer.runtime.jobs import PerThread

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import PhotoSubject, SentenceSubject, Subject

KEEP = 3
"""How many loaded models stay in memory at most."""
ROOM = 2**30
"""Bytes that the models take which stay beside the one in use; the bundled ones are small."""

DOING = {
    Task.TRANSLATE: "Translating",
    Task.REWRITE: "Writing",
    Task.CONTINUE: "Running",
    Task.READ: "Running",
}
"""What a model does with a text, for the status bar."""

T = TypeVar("T", bound=Trace)


@dataclass(frozen=True, slots=True)
class Request:
    """One run on a photo: registry id, photo or the file it is in, device, how it is fitted.

    fit: None for the way that the model was trained with.
    """

    model: str
    source: Photo | Path
    device: str = AUTO
    fit: Fit | None = None


@dataclass(frozen=True, slots=True)
class TextRequest:
    """One run on a text: registry id, text, device, and how it is decoded.

    beam: how many beginnings are kept, 1 (greedy) to 8. target: the user's own translation, to be
    judged instead of finding one; None or blank for none. prefix: the tokens that what is written
    begins with, not beside a target. name: of the file that the text comes from. writing: how a
    text is continued.
    """

    model: str
    text: str
    device: str = AUTO
    beam: int = 1
    target: str | None = None
    prefix: tuple[int, ...] = ()
    name: str = ""
    writing: Writing = NOTHING


@dataclass(frozen=True, slots=True)
class Machine:
    """What the models run on: the devices, best first, and the threads of the CPU."""

    devices: tuple[Device, ...]
    threads: int


Publish = Callable[[LoadProgress | Photo | Trace | Machine], None]


class Engine:
    """Keeps loaded models, those of each thread apart.

    A model is never run by two threads; one that hangs keeps what it has when it is given up.
    """

    def __init__(self) -> None:
        self._kept: PerThread[OrderedDict[tuple[str, str], tuple[Entry, Subject]]]
        self._kept = PerThread(OrderedDict)
        self._machine: Machine | None = None

    @property
    def _loaded(self) -> OrderedDict[tuple[str, str], tuple[Entry, Subject]]:
        """The models of this thread by (id, device), the longest unused first."""
        return self._kept.get()

    def run(
        self,
        request: Request,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> PhotoTrace:
        """Read the photo, load the model, run it.

        Publishes the machine once, stages, the photo as soon as it is decoded, and partial
        traces. Raises ImageError, ModelError, DeviceError, Cancelled, or what the model raises.
        Out of memory on a GPU the run is made on the CPU, and a note of the trace says so.
        """
        if isinstance(request.source, Photo):
            photo = request.source
        else:
            publish(LoadProgress(f"Opening {request.source.name}"))
            photo = read_photo(request.source)
        publish(photo)
        if cancelled():
            raise Cancelled

        def look(subject: Subject) -> PhotoTrace:
            publish(LoadProgress("Running"))
            subject = cast("PhotoSubject", subject)
            fit = request.fit or Fit(self._entry(request.model).fit)
            return subject.run(photo, fit, publish, cancelled)

        return self._with_subject(request.model, "photo", request.device, look, publish, cancelled)

    def run_text(
        self,
        request: TextRequest,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> TextTrace:
        """Load the model, run it on a text.

        Publishes the machine once, stages, and a partial trace a step. Raises SentenceError,
        ModelError, DeviceError, ValueError for a beam or prefix that makes no sense, Cancelled, or
        what the model raises. Out of memory on a GPU as in `run`.
        """

        def say(subject: Subject) -> TextTrace:
            subject = cast("SentenceSubject", subject)
            publish(LoadProgress(DOING[subject.task]))
            return subject.run(
                request.text,
                request.beam,
                request.target,
                request.prefix,
                publish,
                cancelled,
                request.name,
                request.writing,
            )

        return self._with_subject(request.model, "text", request.device, say, publish, cancelled)

    def open(
        self,
        model: str,
        wanted: str = AUTO,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Entry:
        """Find a model and load it, so that the next run has it at once.

        Publishes the machine once and stages. Raises ModelError, DeviceError, Cancelled, or what
        loading raises. Out of memory on a GPU it is loaded on the CPU, as `run` does then.
        """
        device, loading = self._device(wanted, publish), Loading(publish, cancelled)
        publish(LoadProgress(f"Looking for {model}"))
        entry = self._entry(model)
        try:
            self._load(entry, device, loading)
        except RuntimeError as error:
            if device == "cpu" or not _out_of_memory(error):
                raise
            self.forget(device)
            self._load(entry, "cpu", loading)
        return entry

    def forget(self, device: str) -> None:
        """Drop the models on a device and give its memory back."""
        import torch

        for key in [key for key in self._loaded if key[1] == device]:
            del self._loaded[key]
        if device == "cuda":
            torch.cuda.empty_cache()

    def _with_subject(
        self,
        model: str,
        kind: Input,
        wanted: str,
        run: Callable[[Subject], T],
        publish: Publish,
        cancelled: Callable[[], bool],
    ) -> T:
        """`run` with the model on the wanted device, or on the CPU where the memory is short.

        Raises ModelError for a model that takes no input of this kind.
        """
        device, loading = self._device(wanted, publish), Loading(publish, cancelled)
        entry = self._entry(model)
        if entry.input != kind:
            other = {"photo": "texts, not photos", "text": "photos, not texts"}[kind]
            raise ModelError(f"{entry.title} is for {other}. Choose another model.")
        try:
            return run(self._load(entry, device, loading))
        except RuntimeError as error:
            if device == "cpu" or not _out_of_memory(error):
                raise
        self.forget(device)
        trace = run(self._load(entry, "cpu", loading))
        note = "The GPU ran out of memory. This run used the CPU."
        return replace(trace, notes=(*trace.notes, note))

    def _device(self, wanted: str, publish: Publish) -> str:
        """The device for what is wanted; the machine is told of the first time."""
        if self._machine is None:
            self._machine = Machine(available(), use_threads())
            publish(self._machine)
        return choose(wanted).id

    def _entry(self, model: str) -> Entry:
        """What the registry says of a model: of a loaded one without asking it again."""
        known = (entry for entry, _ in self._loaded.values() if entry.id == model)
        return next(known, None) or find(model)

    def _load(self, entry: Entry, device: str, loading: Loading) -> Subject:
        """The model on a device; others give their room to it."""
        key = entry.id, device
        if key not in self._loaded:
            self._make_room(entry)
            loading.publish(LoadProgress(f"Loading {entry.title}"))
            self._loaded[key] = entry, entry.load(device, loading)
        self._loaded.move_to_end(key)
        return self._loaded[key][1]

    def _make_room(self, coming: Entry) -> None:
        """Drop models, the longest unused first, before another one takes their memory."""
        while self._loaded and (len(self._loaded) >= KEEP or self._room() + _bytes(coming) > ROOM):
            self._loaded.popitem(last=False)

    def _room(self) -> int:
        return sum(_bytes(entry) for entry, _ in self._loaded.values())


def _bytes(entry: Entry) -> int:
    """Memory that a model takes, float32; 0 where its parameters are not known."""
    return 4 * entry.parameters


def _out_of_memory(error: RuntimeError) -> bool:
    import torch

    # MPS raises a plain RuntimeError
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error)
