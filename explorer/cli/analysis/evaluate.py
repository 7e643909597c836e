"""`attention-explorer evaluate`: maps of a model held against the named protocols on photos."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.cli.errors import UsageError, refusal
from explorer.cli.telling import Teller, telling
from explorer.core.inputs import Inputs, Modality
from explorer.core.numbers import duration
from explorer.core.placement import Box
from explorer.export.files import ExportError, write_bytes
from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import IMAGE_SUFFIXES, ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry, ModelError, RunError
from explorer.registry.loading import Loading, LoadProgress
from explorer.runtime.devices import DeviceError, choose
from explorer.version import __version__

if TYPE_CHECKING:
    from explorer.analysis.checks.measures import Evaluation, Protocol
    from explorer.registry.subjects.protocol import Subject

TUNE = 20
"""Photos on which the best layer is chosen, when it is asked for; they are not counted."""


@dataclass(frozen=True)
class Plan:
    """What is to be measured.

    Attributes
    ----------
    photos : tuple of Path
        Those that are counted, in order.
    tune : tuple of Path
        Those on which the best layer is chosen.
    folder : Path
        What their names are told from.
    boxes : mapping
        Of a photo's name to boxes as shares of its sides.
    labels : mapping
        Of a folder's name to a class.
    """

    photos: tuple[Path, ...]
    tune: tuple[Path, ...]
    folder: Path
    boxes: Mapping[str, list[Box]]
    labels: Mapping[str, str]

    def name(self, photo: Path) -> str:
        """The name of a photo within the folder, as the boxes have it."""
        return photo.relative_to(self.folder).as_posix()


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence.

    What was measured of a photo is written at once: the same command goes on where it was stopped.
    """
    from explorer.analysis.attribution.method import AttributionError

    try:
        entry = find(arguments.model)
        if entry.takes != {Modality.PHOTO}:
            raise UsageError(f"{entry.title} is not a model of photos alone.")
        methods, protocols = _methods(arguments.methods), _protocols(arguments.protocols)
        plan = _plan(arguments, methods)
        with telling() as tell:
            subject = entry.load(choose(arguments.device).id, Loading(tell))
            files = _measure(arguments, entry, subject, methods, protocols, plan, tell)
    except (
        AttributionError,
        DeviceError,
        ExportError,
        ImageError,
        ModelError,
        RunError,
    ) as error:
        raise refusal(error) from error
    for path in files:
        print(path)
    return 0


def _methods(text: str) -> tuple[str, ...]:
    from explorer.analysis.checks.measured_maps import check_methods

    found = tuple(dict.fromkeys(filter(None, (one.strip() for one in text.split(",")))))
    if not found:
        raise UsageError("--methods takes at least one.")
    check_methods(found)
    return found


def _protocols(text: str) -> tuple[Protocol, ...]:
    from explorer.analysis.checks.measures import PROTOCOLS

    asked = {one.strip() for one in text.split(",")} - {""}
    if wrong := sorted(asked - {*PROTOCOLS}):
        raise UsageError(f"There is no protocol {wrong[0]}: there are {', '.join(PROTOCOLS)}.")
    if not asked:
        raise UsageError("--protocols takes at least one.")
    return tuple(one for one in PROTOCOLS if one in asked)


def _plan(arguments: argparse.Namespace, methods: Sequence[str]) -> Plan:
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise UsageError(f"{folder.name or folder} is not a folder. Name one of photos.")
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in IMAGE_SUFFIXES and not path.name.startswith(".")
    )
    if not found:
        raise UsageError(f"The folder {folder.name or folder} holds no pictures.")
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError("--limit takes a number from 1.")
    tune = TUNE if "best" in methods else 0
    if tune and len(found) < 2 * tune:
        raise UsageError(
            f"The best layer is chosen on {tune} photos that are not counted: give at least "
            f"{2 * tune} photos, or leave best out of --methods."
        )
    tuned = _spread(found, tune)
    rest = [path for path in found if path not in set(tuned)]
    photos = _spread(rest, arguments.limit or len(rest))
    boxes = _read_json(arguments.boxes, _is_boxes, "boxes")
    labels = _read_json(arguments.labels, _is_labels, "labels")
    return Plan(tuple(photos), tuple(tuned), folder, boxes, labels)


def _spread(paths: Sequence[Path], count: int) -> list[Path]:
    """So many of them, at even distances."""
    count = min(count, len(paths))
    return [paths[at * len(paths) // count] for at in range(count)]


def _read_json(path: Path | None, fits: Any, what: str) -> dict[str, Any]:
    """A file of --boxes or --labels; {} for none. Raises UsageError for one that is none."""
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path.name} cannot be read as {what}.") from error
    if not isinstance(found, dict) or not all(fits(one) for one in found.values()):
        raise UsageError(f"{path.name} holds no {what}: see --help for how they are written.")
    return found


def _is_boxes(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(box, list)
        and len(box) == 4
        and all(isinstance(one, int | float) for one in box)
        and box[0] < box[2]
        and box[1] < box[3]
        for box in value
    )


def _is_labels(value: object) -> bool:
    return isinstance(value, str)


def _measure(
    arguments: argparse.Namespace,
    entry: Entry,
    subject: Subject,
    methods: tuple[str, ...],
    protocols: tuple[Protocol, ...],
    plan: Plan,
    tell: Teller,
) -> list[Path]:
    """Measure what is not yet measured, and write the report; returns its files."""
    from explorer.analysis.checks.evaluate import best_layer
    from explorer.analysis.checks.measured_maps import BEST, unsupported
    from explorer.analysis.checks.measures import Protocol
    from explorer.cli.analysis.evaluation_report import RAW, SETTINGS, Settings, measured, written

    first = subject.run(Inputs((read_photo(plan.photos[0]),)))
    missing = unsupported(methods, first, subject)
    offered = tuple(one for one in methods if one not in missing)
    folder: Path = arguments.output
    settings = Settings(
        software=f"Attention Explorer {__version__}",
        model=first.model.public_id,
        weights_sha256=first.model.weights_sha256,
        photos=len(plan.photos),
        boxes=bool(plan.boxes),
        labels=bool(plan.labels),
        best_layer=None,
        chosen_on=len(plan.tune),
    )
    settings = settings.going_on(folder)
    if BEST in offered and settings.best_layer is None:
        runs = []
        for number, path in enumerate(plan.tune):
            tell(LoadProgress(f"Choosing the best layer: photo {number + 1} of {len(plan.tune)}"))
            runs.append((subject, subject.run(Inputs((read_photo(path),)))))
        tell(LoadProgress("Choosing the best layer"))
        settings = replace(settings, best_layer=best_layer(runs))
    write_bytes(folder / SETTINGS, json.dumps(asdict(settings), indent=2).encode())
    best = len(first.sites) - 1 if settings.best_layer is None else settings.best_layer
    done = measured(folder / RAW)

    def lacks(path: Path, method: str) -> bool:
        known, name = done.get(plan.name(path), {}), plan.name(path)
        asked = [one for one in protocols if one != Protocol.BOXES or plan.boxes.get(name)]
        return method not in known or not known[method].follows(asked)

    waiting = [
        (path, todo)
        for path in plan.photos
        if (todo := [one for one in offered if lacks(path, one)])
    ]
    start = time.monotonic()
    with (folder / RAW).open("a", encoding="utf-8") as file:
        for number, (path, todo) in enumerate(waiting):
            left = (time.monotonic() - start) / number * (len(waiting) - number) if number else None
            before = len(plan.photos) - len(waiting) + number
            tell(LoadProgress(_progress(before, len(plan.photos), left)))
            name = plan.name(path)
            found = _of_photo(entry, subject, todo, protocols, best, plan, path)
            record = {"photo": name, "maps": [one.record() for one in found]}
            file.write(json.dumps(record) + "\n")
            file.flush()
            known = done.setdefault(name, {})
            for one in found:
                known[one.method] = known[one.method].joined(one) if one.method in known else one
    counted = [[done[plan.name(path)][one] for one in offered] for path in plan.photos]
    return written(folder, entry, settings, missing, counted)


def _progress(done: int, count: int, left: float | None) -> str:
    if left is None:
        return f"Photo {done + 1} of {count}"
    return f"Photo {done + 1} of {count}, {duration(left)} left"


def _of_photo(
    entry: Entry,
    subject: Subject,
    methods: Sequence[str],
    protocols: Sequence[Protocol],
    best: int,
    plan: Plan,
    path: Path,
) -> list[Evaluation]:
    from explorer.analysis.checks.evaluate import evaluated
    from explorer.analysis.checks.measured_maps import maps_of

    name = plan.name(path)
    trace = subject.run(Inputs((read_photo(path),)))
    wide, high = trace.photo.size
    boxes = [
        (x0 * wide, y0 * high, x1 * wide, y1 * high) for x0, y0, x1, y1 in plan.boxes.get(name, ())
    ]
    seed = int.from_bytes(name.encode()[-6:], "big")
    maps = maps_of(subject, trace, methods, best, seed)
    label = _label(entry, plan, name)
    return evaluated(subject, trace, maps, label, boxes, protocols=protocols)


def _label(entry: Entry, plan: Plan, name: str) -> int | None:
    """The number of the class that a photo shows; None where nothing is said of it."""
    folder = name.rpartition("/")[0].rpartition("/")[2]
    said = plan.labels.get(folder)
    if said is None:
        return None
    if said not in entry.labels:
        raise UsageError(f"{entry.title} has no class named {said}.")
    return entry.labels.index(said)
