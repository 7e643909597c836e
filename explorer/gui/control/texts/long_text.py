"""The maps of long texts, worked out behind the window: coarse first, then sharp. No Qt here.

Two workers, so that the row of a clicked word need not wait for a picture: one for rows, one for
pictures and small maps. What comes late and is no longer asked for is dropped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from explorer.core.inputs import Modality
from explorer.core.map.long.long_line import around
from explorer.core.map.long.long_map import cost, long_row
from explorer.core.map.long.pooled_map import BLOCK
from explorer.core.map.long.region import Region, is_long, is_long_run, whole
from explorer.core.map.matrix import (
    Matrix,
    Thumbnails,
    chosen_sites,
    refined_matrix,
    site_thumbnails,
    with_query,
)
from explorer.core.selection import Selection, clamped
from explorer.core.sites.arrays import Array
from explorer.core.trace import Trace
from explorer.gui.control.slices import same
from explorer.gui.control.state import LongPicture, Progress, State
from explorer.gui.control.store import Store
from explorer.runtime.jobs import Job, JobRunner, Report, Work

QUICK = 1 << 27
"""Weights of a picture up to which it is sharp within half a second or so: it has no progress, and
the small maps wait for it."""
EVERY = 0.1
"""Seconds from one word of progress to the next."""


class Worker(Protocol):
    """A worker: a job runner, as far as it is used here."""

    def submit(self, work: Work) -> int: ...
    def cancel(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that the picture of a long map depends on; the query is always 0."""

    trace: Trace
    selection: Selection


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of what was asked for, or a coarse one of all of its map."""

    asked: Asked
    matrix: Matrix


@dataclass(frozen=True, eq=False)
class Line:
    """The whole row of a query; `values` are (keys,) float32."""

    asked: Asked
    query: int
    values: Array


@dataclass(frozen=True, eq=False)
class Small:
    """The small maps of a site."""

    trace: Trace
    pool: str
    at: int
    found: Thumbnails


@dataclass(frozen=True, slots=True)
class TileProgress:
    """How far a picture is, in [0, 1]."""

    done: float


class LongText:
    """Has the pictures of the current selection made. Without a window it does so at once."""

    def __init__(self, listener: LongControls) -> None:
        self._listener = listener
        self._pictures: Worker = JobRunner(self.on_picture, sync=True)
        self._lines: Worker = JobRunner(self.on_line, sync=True)
        self._asked: Asked | None = None
        self._line_asked: tuple[Asked, int] | None = None
        self._matrix: Matrix | None = None
        self._base: tuple[Asked, Matrix] | None = None
        self._line: Line | None = None
        self._small: dict[int, Thumbnails] = {}
        self._small_of: tuple[Trace, str] | None = None
        self._jobs = [0, 0]  # the latest of each worker
        self._waiting = [False, False]

    def use(self, pictures: Worker, lines: Worker) -> None:
        """Have these workers do it; their reports must come to `on_picture` and `on_line`."""
        self._pictures, self._lines = pictures, lines
        self._jobs = [0, 0]

    @property
    def waiting(self) -> bool:
        """Whether something is still worked out."""
        return any(self._waiting)

    def known(self, trace: Trace, selection: Selection) -> Matrix | None:
        """Give the exact picture of a selection, where that is what is shown; else None."""
        if trace is None or self._matrix is None or not self._matrix.exact:
            return None
        selection = clamped(trace, selection)
        if self._asked != Asked(trace, _plain(selection)):
            return None
        tokens = trace.token_site(selection.layer).queries
        return with_query(self._matrix, tokens, selection.query)

    def cancel(self) -> None:
        """Stop sharpening: the picture stays as it is."""
        self._pictures.cancel()

    def forget(self) -> None:
        """Drop everything, for another text is shown, or a photo."""
        self._asked = self._line_asked = self._small_of = None
        self._matrix = self._line = self._base = None
        self._small = {}
        self._pictures.cancel()
        self._lines.cancel()

    def small_maps(self, trace: Trace, selection: Selection) -> list[Thumbnails | None]:
        """Give the small maps of each site, as far as they are there."""
        if self._small_of != (trace, selection.pool):
            self._small_of, self._small = (trace, selection.pool), {}
        return [self._small.get(at) for at in range(len(trace.sites))]

    def show(self, trace: Trace, selection: Selection) -> None:
        """Show the selection: what is known of it at once, the rest as it comes."""
        selection = clamped(trace, selection)
        asked = Asked(trace, _plain(selection))
        query = selection.query
        self.small_maps(trace, selection)
        if asked != self._asked:
            self._asked, self._matrix = asked, None
            self._submit(0, self._pictures, self._picture_work(asked))
        line = Asked(trace, replace(asked.selection, region=None, pool="mean"))
        if (line, query) != self._line_asked:
            self._line_asked, self._line = (line, query), None
            self._submit(1, self._lines, _line_work(line, query))
        self._present()

    def show_small(self, trace: Trace, selection: Selection) -> None:
        """Have the small maps worked out alone, beside a short map of the same run."""
        self._asked = self._matrix = None
        missing = self._missing(trace, selection)
        if missing:
            self._submit(0, self._pictures, _small_work(trace, selection, missing))

    def _missing(self, trace: Trace, selection: Selection) -> list[int]:
        """The sites whose small maps are not there, the nearest first."""
        small = self.small_maps(trace, selection)
        missing = [at for at, found in enumerate(small) if found is None]
        return sorted(missing, key=lambda at: abs(at - selection.layer))

    def _submit(self, at: int, runner: Worker, work: Work) -> None:
        self._waiting[at] = True
        number = runner.submit(work)
        self._jobs[at] = max(self._jobs[at], number)

    def on_picture(self, report: Report[object]) -> None:
        """Take a report of the worker of the pictures."""
        value = report.value
        match value:
            case Picture(asked=asked, matrix=matrix):
                if asked.selection.region is None:
                    self._base = asked, matrix
                if asked == self._asked:
                    self._matrix = matrix
                if self._asked is not None and asked in (self._asked, _all_of(self._asked)):
                    self._present()
            case Small():
                if self._small_of == (value.trace, value.pool):
                    self._small[value.at] = value.found
                    self._listener.show_small()
            case TileProgress(done=done):
                if report.job >= self._jobs[0]:
                    self._listener.show_sharpening(done)
        self._end(0, report)

    def on_line(self, report: Report[object]) -> None:
        """Take a report of the worker of the rows."""
        value = report.value
        if isinstance(value, Line) and (value.asked, value.query) == self._line_asked:
            self._line = value
            self._present()
        self._end(1, report)

    def _end(self, at: int, report: Report[object]) -> None:
        if report.state == "published" or report.job < self._jobs[at]:
            return
        self._jobs[at] = report.job
        self._waiting[at] = False
        if at == 0:
            self._listener.show_sharpening(None)
        if isinstance(report.value, BaseException):
            self._listener.fail(report.value)

    def _present(self) -> None:
        """Show the picture with its row, once both are there."""
        if self._asked is None or self._matrix is None or self._line is None:
            return
        trace, selection = self._asked.trace, self._asked.selection
        tokens = trace.token_site(selection.layer).queries
        matrix = with_query(self._matrix, tokens, self._line.query)
        base = None
        if selection.region is not None and self._base is not None:
            base = self._base[1] if self._base[0] == _all_of(self._asked) else None
        self._listener.show_long(matrix, self._line.values, base)

    def _picture_work(self, asked: Asked) -> Work:
        """The picture coarse, then what else is to be seen, then sharp."""
        trace, selection = asked.trace, asked.selection
        small = _small_work(trace, selection, self._missing(trace, selection))
        all_of_it = _all_of(asked)
        based = self._base is not None and self._base[0] == all_of_it

        def work(job: Job) -> None:
            site = trace.token_site(selection.layer)
            region = selection.region or whole(site)
            total = cost(chosen_sites(trace, selection), region)
            meter = _Meter(job, total) if total > QUICK else None
            pictures = refined_matrix(trace, selection, meter or job.cancelled)
            job.publish(Picture(asked, next(pictures)))
            if not based and selection.region is not None:
                first = next(refined_matrix(trace, all_of_it.selection, job.cancelled))
                job.publish(Picture(all_of_it, first))
            if meter is None:
                _publish(job, asked, pictures)
            small(job)
            _publish(job, asked, pictures)

        return work


class _Meter:
    """Counts the blocks that are worked out, to say how far a picture is; asked between them."""

    def __init__(self, job: Job, total: int) -> None:
        self._job, self._total = job, total
        self._done, self._said = 0, time.monotonic()

    def __call__(self) -> bool:
        self._done += BLOCK
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            self._job.publish(TileProgress(min(self._done / self._total, 1.0)))
        return self._job.cancelled()


def _publish(job: Job, asked: Asked, pictures: Iterator[Matrix]) -> None:
    for matrix in pictures:
        job.publish(Picture(asked, matrix))


def _small_work(trace: Trace, selection: Selection, sites: Sequence[int]) -> Work:
    def work(job: Job) -> None:
        for at in sites:
            found = site_thumbnails(trace, selection, at, job.cancelled)
            job.publish(Small(trace, selection.pool, at, found))

    return work


def _line_work(asked: Asked, query: int) -> Callable[[Job], Line]:
    def work(job: Job) -> Line:
        chosen = chosen_sites(asked.trace, asked.selection)
        return Line(asked, query, long_row(chosen, query, asked.selection.reduce))

    return work


def _all_of(asked: Asked) -> Asked:
    """The same of all of the map."""
    return Asked(asked.trace, replace(asked.selection, region=None))


def _plain(selection: Selection) -> Selection:
    """Only what the picture of a long map depends on."""
    return replace(selection, query=0, scale=None, words=True, special=True, renormalised=False)


class LongControls:
    """Has the maps of long texts worked out, and takes what comes; a part of them can be chosen.

    Attributes
    ----------
    text: works out the maps.
    """

    def __init__(self, store: Store, fail: Callable[[BaseException], None]) -> None:
        """Share the state; `fail` says what went wrong."""
        self._store = store
        self._fail = fail
        self._followed: tuple[object, ...] = ()
        self.text = LongText(self)

    @property
    def _trace(self) -> Trace | None:
        return self._store.state.run_of(Modality.TEXT)

    def choose_region(self, region: Region) -> None:
        """Take the part of a long map that the view shows now."""
        self._go_to(region, opened=False)

    def choose_key(self, key: int) -> None:
        """Show the part of a long map around a key, and the word that asks."""
        trace, selection = self._trace, self._store.state.selection
        if trace is None or not is_long(trace.token_site(selection.layer)):
            return
        rows, cols = trace.token_site(selection.layer).grid
        self._go_to(Region(around(selection.query, rows), around(key, cols)), opened=True)

    def _go_to(self, region: Region, opened: bool) -> None:
        trace, selection = self._trace, self._store.state.selection
        if trace is None:
            return
        wanted = clamped(trace, replace(selection, region=region))
        if wanted != selection:
            self._store.act("region", selection=wanted, opened=opened)

    def unknown(self) -> bool:
        """Whether a long map is on screen whose exact picture is not there yet."""
        trace, selection = self._trace, self._store.state.selection
        if trace is None or not is_long(trace.token_site(selection.layer)):
            return False
        return self.text.known(trace, selection) is None

    def follow(self, state: State) -> None:
        """Have worked out what a new state shows of a long text."""
        trace = state.trace
        if trace is None or not is_long_run(trace):
            if self._followed:
                self._followed = ()
                self.text.forget()
            return
        selection = clamped(trace, state.selection)
        small = tuple(self.text.small_maps(trace, selection))
        if not same(small, state.small):
            self._store.change(small=small)
        if self._followed == (trace, selection):
            return
        self._followed = trace, selection
        if is_long(trace.token_site(selection.layer)):
            self.text.show(trace, selection)
        else:
            self.text.show_small(trace, selection)

    def show_long(self, matrix: Matrix, line: Array, base: Matrix | None) -> None:
        """Take a picture of a long map, and the row of its query, (keys,)."""
        trace, state = self._trace, self._store.state
        if trace is not None:
            selection = clamped(trace, state.selection)
            picture = LongPicture(trace, selection, matrix, line, base, state.opened)
            self._store.change(long=picture, opened=False)  # the view goes there once

    def show_small(self) -> None:
        """Take more small maps of a long text."""
        trace = self._trace
        if trace is not None:
            small = self.text.small_maps(trace, self._store.state.selection)
            self._store.change(small=tuple(small))

    def show_sharpening(self, share: float | None) -> None:
        """Say how far the picture of a long map is; None when it is there."""
        progress = None if share is None else Progress("Sharpening the map", share)
        self._store.change(sharpening=progress)

    def fail(self, error: BaseException) -> None:
        """Say that a picture could not be worked out."""
        self._fail(error)
