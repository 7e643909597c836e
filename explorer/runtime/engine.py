"""Opens models and runs them: what the window and the command line both call."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import exceptions_only, plain
from explorer.core.inputs import Inputs, spoken
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.text import Task
from explorer.core.trace import Detected, Trace
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry, ModelError, NoRoomError, RunError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.placing import FLOAT32, Placing
from explorer.registry.subjects.protocol import Paced, ignore
from explorer.runtime.devices import AUTO, Device, available, choose, use_threads
from explorer.runtime.jobs import PerThread

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

KEEP = 3
"""How many loaded models stay in memory at most."""
ROOM = 2**30
"""Bytes that the models take which stay beside the one in use; the bundled ones are small."""

DOING = {
    Task.TRANSLATE: "Translating",
    Task.REWRITE: "Writing",
    Task.CONTINUE: "Running",
    Task.READ: "Running",
    Task.ANSWER: "Answering",
}
"""What a model does with a text, for the status bar."""


@dataclass(frozen=True, slots=True)
class Request:
    """One run of a model.

    Attributes
    ----------
    model : str
        Its id in the registry.
    inputs : Inputs
        What it is given.
    device : str
        The device it runs on.
    mute : Mute
        What is taken away in this run: heads, gates, parts of the input, looks.
    unmuted_objects : tuple of Detected or None
        What a detector finds in these inputs without that, where it is known already.
    """

    model: str
    inputs: Inputs
    device: str = AUTO
    mute: Mute = NOTHING_MUTED
    unmuted_objects: tuple[Detected, ...] | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What the models run on: the devices, best first, and the threads of the CPU."""

    devices: tuple[Device, ...]
    threads: int


Publish = Callable[[LoadProgress | Photo | Trace | Machine], None]


class Engine:
    """Keeps loaded models, those of each thread apart.

    A model is never run by two threads; one that hangs keeps what it has when it is given up.

    Attributes
    ----------
    placing : Placing
        How the weights of large models are held.
    """

    def __init__(self, placing: Placing | None = None) -> None:
        self.placing = placing or Placing()
        self._kept: PerThread[OrderedDict[tuple[str, str], tuple[Entry, Subject]]]
        self._kept = PerThread(OrderedDict)
        self._machine: Machine | None = None
        self._placed: PerThread[dict[str, Placing]] = PerThread(dict)  # of models that are loaded
        self._where_possible = False

    def place(self, placing: Placing) -> None:
        """Hold the weights of models so from now on, of those that allow it."""
        self.placing, self._where_possible = placing, True

    @property
    def _loaded(self) -> OrderedDict[tuple[str, str], tuple[Entry, Subject]]:
        """The models of this thread by (id, device), the longest unused first."""
        return self._kept.get()

    def run(
        self,
        request: Request,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Trace:
        """Read the photos, load the model, run it on what is given.

        Publishes the machine once, what is being done, every photo as soon as it is decoded, and
        partial traces, a few a second. Of a detector in which something is muted the trace has what
        it finds without that, too. Out of memory on a GPU, or short of it beforehand, the run
        is made on the CPU, and a note of the trace says so.

        Raises
        ------
        ImageError
            A photo cannot be read.
        SentenceError
            A text cannot be run as it is.
        ModelError, DeviceError
            The model or the device cannot be had, or the model is for other inputs.
        MuteError
            A head that is to be muted is not there, or cannot be muted.
        ValueError
            A beam or prefix makes no sense.
        Cancelled
            The run was stopped.
        Exception
            Whatever the model raises.
        """
        inputs = read_photos(request.inputs, publish, cancelled)
        device = self._device(request.device, publish)
        loading = Loading(publish, cancelled, self.placing)
        entry = self._entry(request.model, cancelled)
        _check_takes(entry, inputs)
        from explorer.capture.cancelling import between_layers  # with torch, which runs it
        from explorer.capture.module_tree import kept_tree
        from explorer.capture.source_code import kept_codes

        def failed(said: str) -> RunError:
            return RunError(f"{plain(entry.title, 80)} ends with {said}. Choose another model.")

        def run_on(device: str) -> Trace:
            subject = self._load(entry, device, loading)
            publish(LoadProgress(DOING[entry.task] if entry.task else "Running"))
            mute, objects = request.mute, request.unmuted_objects
            with between_layers(cancelled), exceptions_only(failed):
                if mute and not mute.settled:
                    whole = subject.run(inputs, ignore, cancelled)
                    mute, objects = named(mute, whole), whole.objects
                trace = subject.run(inputs, Paced(publish), cancelled, mute)
                if mute and trace.objects:
                    if objects is None:
                        objects = subject.run(inputs, ignore, cancelled).objects
                    trace = replace(trace, unmuted_objects=objects)
            names = [site.name for site in trace.sites]
            model = getattr(subject, "model", None)
            return replace(trace, codes=kept_codes(model, names), modules=kept_tree(model))

        try:
            return run_on(device)
        except (RuntimeError, NoRoomError) as error:
            if device == "cpu" or not _out_of_memory(error):
                raise
            note = str(error) if isinstance(error, NoRoomError) else "The GPU ran out of memory."
        self.forget(device)
        trace = run_on("cpu")
        return replace(trace, notes=(*trace.notes, f"{note} This run used the CPU."))

    def run_batch(
        self,
        requests: Sequence[Request],
        failures: tuple[type[Exception], ...],
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> list[Trace | Exception]:
        """Run one model on several inputs, together where their shapes allow it.

        Parameters
        ----------
        requests
            Of one model on one device; photos are read ones.
        failures
            What may be wrong with an input: it is returned in the place of its trace.

        Raises
        ------
        Exception
            What `run` raises, but for the failures.
        """
        from explorer.registry.subjects.batched_runs import run_batch  # imports torch

        if len(requests) > 1 and not requests[0].mute:
            first = requests[0]
            excused: tuple[type[Exception], ...] = (*failures, MemoryError, RuntimeError)
            entry = self._entry(first.model, cancelled)
            try:
                for one in requests:
                    _check_takes(entry, one.inputs)
                device = self._device(first.device, publish)
                subject = self._load(entry, device, Loading(publish, cancelled, self.placing))
                return [*run_batch(subject, [one.inputs for one in requests], cancelled)]
            except excused:
                pass  # one by one, the one that fails is found, and memory may do
        found: list[Trace | Exception] = []
        for one in requests:
            try:
                found.append(self.run(one, publish, cancelled))
            except failures as error:
                found.append(error)
        return found

    def open(
        self,
        model: str,
        wanted: str = AUTO,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Entry:
        """Find a model and load it, so that the next run has it at once.

        The user's own file or folder is read again, for it may have been written anew meanwhile.
        Publishes the machine once and stages. Raises ModelError, DeviceError, Cancelled, or what
        loading raises. Out of memory on a GPU it is loaded on the CPU, as `run` does then.
        """
        device, loading = self._device(wanted, publish), Loading(publish, cancelled, self.placing)
        publish(LoadProgress(f"Looking for {model}"))
        if _is_own(model):
            self.drop(model)
        entry = self._entry(model, cancelled)
        try:
            self._load(entry, device, loading)
        except (RuntimeError, NoRoomError) as error:
            if device == "cpu" or not _out_of_memory(error):
                raise
            self.forget(device)
            self._load(entry, "cpu", loading)
        return entry

    def subject(
        self,
        model: str,
        wanted: str = AUTO,
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Subject:
        """Give a model to whoever runs it by hand, loaded as `run` has it; raises as `open`."""
        device, loading = self._device(wanted, publish), Loading(publish, cancelled, self.placing)
        return self._load(self._entry(model, cancelled), device, loading)

    def drop(self, model: str) -> None:
        """Have a model read anew when it is wanted next, on every device."""
        for key in [key for key in self._loaded if key[0] == model]:
            del self._loaded[key]

    def forget(self, device: str) -> None:
        """Drop the models on a device and give its memory back."""
        import torch

        for key in [key for key in self._loaded if key[1] == device]:
            del self._loaded[key]
        if device == "cuda":
            torch.cuda.empty_cache()

    def _device(self, wanted: str, publish: Publish) -> str:
        """The device for what is wanted; the machine is told of the first time."""
        if self._machine is None:
            self._machine = Machine(available(), use_threads())
            publish(self._machine)
        return choose(wanted).id

    def _entry(self, model: str, cancelled: Callable[[], bool]) -> Entry:
        """What the registry says of a model: of a loaded one without asking it again."""
        for entry, _ in self._loaded.values():
            if entry.id == model:
                return entry
        from explorer.capture.cancelling import between_tensors

        with between_tensors(cancelled):  # its outline may be built
            return find(model)

    def _load(self, entry: Entry, device: str, loading: Loading) -> Subject:
        """The model on a device; others give their room to it."""
        key, placed = (entry.id, device), self._placed.get()
        if self._where_possible and not entry.placeable:
            loading = replace(loading, placing=FLOAT32)
        if placed.get(entry.id, loading.placing) != loading.placing:
            self.drop(entry.id)
        placed[entry.id] = loading.placing
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


def named(mute: Mute, trace: Trace) -> Mute:
    """What is to be muted by the names that a run has; raises MuteError for what it has not."""
    placement = next(iter(trace.placements), None)
    return mute.named(trace.sites, placement, trace.sentence)


def read_photos(inputs: Inputs, publish: Publish, cancelled: Callable[[], bool]) -> Inputs:
    """Read the photos that are files, and publish each one.

    Raises
    ------
    ImageError
        A photo cannot be read.
    Cancelled
        `cancelled()` turned true.
    """
    from explorer.inputs.images import read_photo  # here, in the worker: Pillow is not small
    from explorer.inputs.values import Reading

    photos = []
    for source in inputs.photos:
        if not isinstance(source, Photo):
            publish(LoadProgress(f"Opening {source.name}"))
            source = read_photo(source, Reading(inputs.span, inputs.bands), cancelled)
        publish(source)
        photos.append(source)
        if cancelled():
            raise Cancelled
    return replace(inputs, photos=tuple(photos))


def _check_takes(entry: Entry, inputs: Inputs) -> None:
    """Raises ModelError for a model that has no use for what it is given."""
    if wrong := inputs.given - entry.takes:
        raise ModelError(
            f"{entry.title} is for {spoken(entry.takes)}, not {spoken(wrong)}. "
            "Choose another model."
        )


def _is_own(model: str) -> bool:
    """Whether a name is that of a file or folder of the user's own, with or without a "#part"."""
    path = os.path.expanduser(model.partition(":")[2])
    return os.path.exists(path) or os.path.exists(path.rpartition("#")[0])


def _bytes(entry: Entry) -> int:
    """Memory that a model takes, float32; 0 where its parameters are not known."""
    return 4 * entry.parameters


def _out_of_memory(error: RuntimeError | NoRoomError) -> bool:
    import torch

    if isinstance(error, NoRoomError):
        return True

    # MPS raises a plain RuntimeError
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error)
