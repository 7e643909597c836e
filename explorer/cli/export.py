"""`attention-explorer export`: pictures and arrays without a window."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

from explorer.analysis.compare import CompareError
from explorer.analysis.saved_maps import SavedError
from explorer.batch.frames import FilmRuns, film, film_animation
from explorer.batch.place import Tls
from explorer.batch.plan import Item, Plan
from explorer.batch.run import Done, How, Tally, Target
from explorer.batch.run import run as run_batch
from explorer.batch.worker import doubt_of
from explorer.cli.analysis.attribution import settle_answer
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_explained import write_explained
from explorer.cli.export_inputs import read_items
from explorer.cli.export_plan import UNVERIFIED, plan_of, target_of
from explorer.cli.export_saved import is_saved, write_saved
from explorer.cli.options import settle
from explorer.cli.telling import Teller, telling
from explorer.core.cancel import Cancelled
from explorer.core.interventions.intervention import MuteError
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.selector import SelectionError
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError, write_bytes
from explorer.figures.page.files import file_name
from explorer.figures.picture import need_graphics
from explorer.inputs.photo_files import ImageError
from explorer.inputs.text import TextError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.runtime.devices import DeviceError, choose
from explorer.runtime.engine import Engine, Request

REFUSED = (
    *(CompareError, DeviceError, ExportError, ImageError, ModelError, MuteError),
    *(RunError, SavedError, SelectionError, SentenceError, TextError),
)
"""What ends an export in one sentence."""
STOPPED = 130
"""The exit status after Ctrl+C."""


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0, or 3 where a run is not verified and need be.

    Raises UsageError with one sentence.

    Of several inputs one that cannot be read or run does not stop the others; the first sentence
    comes at the end.
    """
    try:
        if is_saved(arguments.model):
            return write_saved(arguments)
        entry = find(arguments.model)
        choose(arguments.device)
        settle_answer(arguments, entry)
        settle(arguments, entry)
        failures: list[str] = []
        items = read_items(arguments, entry, failures)
        count = len(items) + len(failures)
        if arguments.target and count > 1:
            raise UsageError(f"--target translates one sentence, and there are {count}.")
        return _write_all(arguments, items, count, failures)
    except REFUSED as error:
        raise refusal(error) from error


def _write_all(
    arguments: argparse.Namespace, items: list[Item], count: int, failures: list[str]
) -> int:
    """Run the items and write what is asked of each; `count` are there with those that failed.

    Returns the exit status.
    """
    if count == 1:
        items = [replace(one, called="") for one in items]  # its errors need not say which
    plan, target = plan_of(arguments), target_of(arguments, items, count)
    if arguments.against or arguments.method is not None:
        doubtful = write_explained(arguments, plan, target, items, failures)
        return _status(arguments, count, failures, doubtful)
    if goes_through_frames(plan.figure):
        if failures:
            raise UsageError(failures[0])
        said, doubtful = write_frames(plan, target, items)
        print(*said, sep="\n", end="\n" if said else "", file=sys.stderr)
        return _status(arguments, count, failures, doubtful)
    texts = any(item.inputs.text for item in items)
    drawn = plan.form == "png" and (texts or arguments.legend or plan.figure.paged)
    if plan.form in ("svg", "pdf") or drawn:
        need_graphics()
    tls = Tls(arguments.tls_ca, arguments.tls_cert, arguments.tls_key)
    how = How(arguments.batch, arguments.jobs, arguments.cluster or "", tls, arguments.force)
    tally, doubtful = Tally(count, len(failures), len(failures)), False
    with graceful(count > 1) as stopped, telling() as tell, _bar(count) as advance:
        try:
            for done in run_batch(plan, items, target, how, tell, stopped):
                tally.count(done.outcome)
                doubtful |= bool(done.outcome.doubt)
                if done.outcome.error:
                    failures.append(done.outcome.error)
                advance(tally)
                _tell(done, tell, count)
        except Cancelled:
            tell.clear()
            left = count - tally.done
            print(
                f"Stopped after {tally.done} of {count}. The same command goes on with the "
                f"{left} left.",
                file=sys.stderr,
            )
            return STOPPED
    if tally.skipped:
        print(
            f"{tally.skipped} of {count} were finished before and are left as they are; --force "
            "makes them anew.",
            file=sys.stderr,
        )
    return _status(arguments, count, failures, doubtful)


def _status(arguments: argparse.Namespace, count: int, failures: list[str], doubtful: bool) -> int:
    """The exit status; raises UsageError where an input failed, with the sentence of the first."""
    if failures:
        more = f" ({len(failures)} of {count} failed)" if count > 1 else ""
        also = f" Also: {' '.join(failures[1:])}" if len(failures) > 1 else ""
        raise UsageError(failures[0] + more + also)
    return UNVERIFIED if doubtful and not arguments.allow_unverified else 0


def _tell(done: Done, tell: Teller, count: int) -> None:
    """Print what there is to say of a run, and the files that were written."""
    tell.clear()
    before = f"{done.item.called}: " if done.item.called and count > 1 else ""
    for note in filter(None, (*done.outcome.notes, done.outcome.doubt)):
        print(f"{before}{note}", file=sys.stderr)
    for path in done.paths:
        print(path, flush=True)


@contextmanager
def _bar(count: int) -> Iterator[Callable[[Tally], None]]:
    """A bar with inputs a second and the time left, where somebody watches many of them."""
    if count < 2 or not sys.stderr.isatty():
        yield lambda tally: None
        return
    from tqdm import tqdm

    with tqdm(total=count, unit=" files", file=sys.stderr, dynamic_ncols=True) as bar:

        def advance(tally: Tally) -> None:
            bar.set_postfix_str(f"{tally.failed} failed" if tally.failed else "", refresh=False)
            bar.update(tally.done - bar.n)

        yield advance


@contextmanager
def graceful(several: bool) -> Iterator[Callable[[], bool]]:
    """Tell whether Ctrl+C was pressed; of several inputs the one at hand is then finished.

    Pressed a second time it interrupts at once, as it does where there is one input.
    """
    pressed = threading.Event()
    before = signal.getsignal(signal.SIGINT)
    if not several or threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return

    def press(number: int, frame: FrameType | None) -> None:
        if pressed.is_set() and callable(before):
            before(number, frame)
        pressed.set()

    if callable(before):
        signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        if callable(before):
            signal.signal(signal.SIGINT, before)


def goes_through_frames(settings: FigureSettings) -> bool:
    """Whether all photos together become one animation."""
    return settings.what == "animation" and settings.along == "frames"


def write_frames(plan: Plan, target: Target, items: Sequence[Item]) -> tuple[list[str], bool]:
    """Write the animation of a film; gives what there is to say of it, and whether it is doubtful.

    Raises UsageError where there are no photos, and what the reading, runs and drawing raise.
    """
    if any(len(item.inputs.photos) != 1 for item in items):
        raise UsageError("Frames are those of a GIF, APNG or WebP, or several photos, one a run.")
    if not plan.asked.single:
        raise UsageError("An animation through frames is of one layer and head: name them.")
    photos = film([item.inputs.photos[0] for item in items])
    given, engine = items[0].inputs, Engine(plan.placing)
    said: list[str] = []
    doubts: list[str] = []

    def choose(trace: Trace) -> Selection:
        return next(plan.asked.selections(trace))

    with telling() as tell:

        def run(photo: Photo) -> Trace:
            inputs = replace(given, photos=(photo,))
            trace = engine.run(Request(plan.model, inputs, plan.device, plan.mute), tell)
            said.extend(one for one in trace.notes if one not in said)
            if (doubt := doubt_of(trace)) and doubt not in doubts:
                doubts.append(doubt)
            return trace

        runs = FilmRuns(photos, run, choose)
        content, first = film_animation(
            runs, plan.style, plan.layout, plan.view, plan.figure, plan.form
        )
    name = file_name(first, choose(first), plan.figure, plan.form, items[0].stem)
    path = target.path(name)
    write_bytes(path, content)
    print(path)
    return [*said, *doubts], bool(doubts)
