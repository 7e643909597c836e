"""From an input to finished files: what every machine of a batch does, this one included."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.batch.plan import Item, Plan, input_digest
from explorer.core.cancel import never
from explorer.core.checks import Verdict
from explorer.core.foreign import plain
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.summary import entropy
from explorer.core.numbers import percent
from explorer.core.photo import Photo
from explorer.core.selection import Selection, clamped
from explorer.core.selector import SelectionError
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.export.arrays import npz_bytes
from explorer.export.numbers import safetensors_bytes
from explorer.export.run_file.trace_file import trace_bytes
from explorer.figures.page.files import figure_files
from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import ImageError
from explorer.inputs.values import Reading
from explorer.registry.entry import RunError, SentenceError
from explorer.runtime.engine import Engine, Publish, Request

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

FAILURES = (ImageError, SelectionError, SentenceError, RunError)
"""What may be wrong with one input; the others go on."""
LISTED = 5
"""Classes of a photo in the manifest."""


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: its name in the folder, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """What the manifest says of a run, each value as it is written."""

    prediction: str = ""
    probability: str = ""
    classes: str = ""
    verdict: str = ""
    entropy_bits: str = ""
    shares: str = ""
    seconds: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of one input.

    Attributes
    ----------
    number : int
        Its place in the batch.
    files : tuple of File
        What is to be written.
    sha256 : str
        The digest of the input.
    notes, doubt : tuple of str, str
        Sentences for who watches; the doubt says why the maps are not proved.
    error : str
        Why there are no files; "" where there are.
    finished : bool
        Whether the files were there before, from the same input and plan.
    """

    number: int
    files: tuple[File, ...] = ()
    sha256: str = ""
    facts: Facts = Facts()
    notes: tuple[str, ...] = ()
    doubt: str = ""
    error: str = ""
    finished: bool = False


class Worker:
    """Makes the files of inputs; it keeps the model that it has loaded."""

    def __init__(self, plan: Plan, engine: Engine | None = None) -> None:
        self.plan = plan
        self._engine = engine or Engine(plan.placing)
        self._subject: Subject | None = None  # loaded, with the first that are run together
        for file in plan.plugins:
            from explorer.registry.sources.plugins import add_file

            add_file(file)

    @staticmethod
    def read(item: Item) -> Item | Exception:
        """Decode the photos of an input, beside whatever else is done; errors are returned."""
        try:
            how = Reading(item.inputs.span, item.inputs.bands)
            photos = tuple(
                one if isinstance(one, Photo) else read_photo(one, how)
                for one in item.inputs.photos
            )
        except FAILURES as error:
            return error
        return replace(item, inputs=replace(item.inputs, photos=photos))

    def ready(self, item: Item) -> Item | Exception:
        """Read an input, and prepare its photo where the model is loaded; from any thread."""
        found = self.read(item)
        if isinstance(found, Item) and self._subject is not None:
            from explorer.registry.subjects.batched_runs import prepare_ahead  # imports torch

            prepare_ahead(self._subject, found.inputs)
        return found

    def run(
        self,
        items: Sequence[Item],
        publish: Publish = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> list[Trace | Exception]:
        """Run the model on inputs that were read; what is wrong with one is returned in its place.

        Raises Cancelled, and what `Engine.run` raises of the model itself.
        """
        plan = self.plan
        requests = [Request(plan.model, one.inputs, plan.device, plan.mute) for one in items]
        found = self._engine.run_batch(requests, FAILURES, publish, cancelled)
        if self._subject is None and len(found) > 1 and not plan.mute:
            self._subject = self._engine.subject(plan.model, plan.device, publish, cancelled)
        return found

    def finish(self, number: int, item: Item, trace: Trace | Exception) -> Outcome:
        """Draw or gather what is asked of a run."""
        if isinstance(trace, Exception):
            return failed(number, item, trace)
        begun = time.perf_counter()
        try:
            files, notes = self._files(item, trace)
        except SelectionError as error:
            return failed(number, item, error)
        seconds = trace.seconds + time.perf_counter() - begun
        return Outcome(
            number,
            files,
            input_digest(item),
            facts(trace, self.plan, seconds),
            (*notes_of(trace), *notes),
            doubt_of(trace),
        )

    def _files(self, item: Item, trace: Trace) -> tuple[tuple[File, ...], list[str]]:
        """The files of a run, and what their reader should know of how they are drawn."""
        plan = self.plan
        if plan.form == "axt":
            return (File(f"{item.stem}.axt", trace_bytes(trace)),), []
        if plan.form in ("npz", "safetensors"):  # of all sites, whichever are asked for
            content = npz_bytes(trace) if plan.form == "npz" else safetensors_bytes(trace)
            return (File(f"{item.stem}.{plan.form}", content),), []
        files, notes = dict[str, bytes](), list[str]()
        for selection in plan.asked.selections(trace):
            alone = plan.asked.single and not trace.sites[selection.layer].part
            made = figure_files(
                trace, selection, plan.style, plan.layout, plan.view, plan.figure, plan.form,
                item.stem, alone,
            )  # fmt: skip
            for name, content, note in made:
                files[name] = content
                if note and note not in notes:
                    notes.append(note)
        return tuple(File(name, content) for name, content in files.items()), notes


def failed(number: int, item: Item, error: Exception) -> Outcome:
    """The outcome of an input that could not be read or run."""
    said = str(error)
    if item.called and not isinstance(error, ImageError):
        said = f"{item.called}: {said}"
    return Outcome(number, error=said)


def doubt_of(trace: Trace) -> str:
    """What speaks against the maps of a run, in one sentence; "" where all is verified."""
    said = {
        Verdict.MISMATCH: "The maps are not what the model computed",
        Verdict.UNVERIFIED: "It is not proved that the maps are what the model computed",
    }
    verdict = trace.verdict
    if verdict not in said:
        return ""
    first = next((check for check in trace.all_checks() if check.verdict is verdict), None)
    return f"{said[verdict]} ({first or 'nothing was checked'}). The files say so."


def notes_of(trace: Trace) -> Iterator[str]:
    """What is said of a run to who watches."""
    if trace.sentence.unknown:
        yield f"Not known to {trace.model.title}: {' '.join(trace.sentence.unknown)}"
    if trace.task is Task.CONTINUE and trace.translation is not None:
        yield f"Goes on: {' '.join(trace.translation.text.split())}"
    for photo in trace.inputs.photos:
        if isinstance(photo, Photo):
            yield from (f"{plain(photo.name, 60)}: {note}." for note in photo.notes)
    yield from trace.notes


def facts(trace: Trace, plan: Plan, seconds: float) -> Facts:
    """What the manifest says of a run, of the first of its maps that is drawn."""
    found = Facts(verdict=trace.verdict.value, seconds=f"{seconds:.3f}")
    if trace.prediction is not None:
        pairs = list(zip(trace.prediction.labels, trace.prediction.probabilities, strict=True))
        best = pairs[0] if not trace.prediction.doubt else ("", pairs[0][1])
        listed = "; ".join(f"{label} {percent(share)}" for label, share in pairs[:LISTED])
        found = replace(found, prediction=best[0], probability=f"{best[1]:.6f}", classes=listed)
    elif trace.translation is not None:
        found = replace(found, prediction=trace.translation.text)
    elif trace.classes:
        best_class = trace.classes[0]
        listed = "; ".join(f"{one.piece} {percent(one.probability)}" for one in trace.classes)
        found = replace(
            found,
            prediction=best_class.piece,
            probability=f"{best_class.probability:.6f}",
            classes=listed,
        )
    return _of_map(found, trace, next(iter(plan.asked.selections(trace)), Selection()))


def _of_map(found: Facts, trace: Trace, selection: Selection) -> Facts:
    """The same with the entropy and the shares of the attention that is drawn, over a photo."""
    selection = clamped(trace, selection)
    if trace.sites[selection.layer].among_tokens:
        return found
    heatmap: Heatmap = resolve_heatmap(trace, selection)
    if not heatmap.shares:
        return found
    shares = "; ".join(f"{name} {share:.6f}" for name, share in heatmap.shares)
    return replace(found, shares=shares, entropy_bits=f"{entropy(trace, selection)[0]:.4f}")


def csv_line(values: Sequence[str]) -> str:
    """Values as one line of CSV, line ends within them as spaces."""
    buffer = io.StringIO()
    plain = [" ".join(value.split()) if value.strip() else "" for value in values]
    csv.writer(buffer, lineterminator="\n").writerow(plain)
    return buffer.getvalue()
