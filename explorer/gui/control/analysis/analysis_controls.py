"""What is worked out of a run beside its maps: heads, check, lens. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from explorer.analysis.checks.faithfulness import RANDOM, STEPS
from explorer.analysis.compare import CompareError, counterpart
from explorer.analysis.difference_grid import difference_rows
from explorer.analysis.head_table import HeadTable, Statistic, averaged
from explorer.analysis.heads import Asking, StatisticsError, head_table
from explorer.analysis.partings import partings
from explorer.core.intervention import MuteError
from explorer.core.map.resolve import Map
from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.placement import Box
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import Trace
from explorer.export.asked_method import AskedRoom
from explorer.gui.control.analysis.analysis_state import (
    Analysis,
    Checking,
    Found,
    Link,
    Pinned,
    Room,
)
from explorer.gui.control.analysis.check_work import DOING, control_work, curves_work
from explorer.gui.control.kept.pin_controls import number_of, pin_of, with_pin, without_pin
from explorer.gui.control.many_inputs import Left, inputs_from
from explorer.gui.control.slices import same
from explorer.gui.control.state import Message, State
from explorer.inputs.photo_files import ImageError
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.engine import Engine, Request
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.gui.control.runs import Runs
    from explorer.gui.control.store import Store


class AnalysisControls:
    """The intents of the rooms; each is a method, connected to the signal that asks for it.

    Attributes
    ----------
    steps, random : int
        Points of a curve, and random maps beside the map on screen.
    ask_path : callable
        Asks for a folder of photos ("photo"), a file of sentences ("text"), or one of boxes or a
        mask ("region"); gives None where the user thinks better of it.
    """

    def __init__(self, store: Store, runs: Runs, select: Callable[[int, int | None], None]) -> None:
        """Begin with no room open; `select` shows a cell (layer, unit)."""
        self._store, self._runs, self._select = store, runs, select
        self._work: Work | None = None
        self._parting: tuple[object, ...] = ()  # of what the layers were compared last
        self.ask_path: Callable[[str], Path | None] = lambda kind: None
        self.steps, self.random = STEPS, RANDOM

    @property
    def shown(self) -> Analysis | None:
        """The room that is open."""
        return self._store.state.analysis

    def toggle_heads(self) -> None:
        """Show the heads at a glance, or go back to the map."""
        self._toggle("heads")

    def toggle_check(self) -> None:
        """Check the map on screen by deletion and insertion, or close that."""
        self._toggle("check")

    def toggle_lens(self) -> None:
        """Show what each layer would answer, or go back to the map."""
        self._toggle("lens")

    def open_kept(self, asked: AskedRoom) -> None:
        """Open a room as a file has kept it, of the run on screen."""
        trace = self._store.state.trace
        if trace is not None and trace.complete:
            kept = Analysis(
                asked.room,
                trace,
                baseline=asked.baseline,
                taken=asked.taken,
                test=asked.test,
                seed=asked.seed,
            )
            self._begin(kept)

    def toggle_pin(self) -> None:
        """Pin what is on screen as A, to be compared with what is shown next; or let it go.

        As long as it is pinned it stands among the pinned pictures.
        """
        state, shown = self._store.state, self.shown
        if shown is not None and shown.room == "compare" and shown.pinned is not None:
            at = number_of(state.pins, shown.pinned.trace, shown.pinned.selection)
            with self._store.together():
                self.close()
                self._store.change(pins=without_pin(state.pins, at))
            return
        pin = pin_of(state)
        if pin is None or pin.trace is None:
            return
        with self._store.together():
            self._store.change(pins=with_pin(state.pins, pin))
            why = state.why
            asked = why.map(pin.selection) if why is not None and why.of(pin.trace) else None
            self.compare_with(pin.trace, pin.selection, asked)

    def compare_with(
        self,
        trace: Trace,
        selection: Selection,
        shown: Map | None = None,
        fixed: bool = False,
    ) -> None:
        """Compare a picture, as A, with what is on screen.

        Parameters
        ----------
        shown: what a method says, where that is compared in place of the selection.
        fixed: whether it is B, and follows nothing: what is on screen is A, as a file has kept it.
        """
        state = self._store.state
        if state.trace is not None and state.trace.complete:
            self._stop()
            pinned = Pinned(trace, selection, shown)
            room = Analysis("compare", state.trace, pinned=pinned)
            if fixed:
                room = replace(room, swapped=True, links=frozenset())
            self._store.change(analysis=room)

    def swap(self) -> None:
        """Let what is pinned be B in place of A, or A again."""
        if self.shown is not None and self.shown.room == "compare":
            self._store.change(analysis=replace(self.shown, swapped=not self.shown.swapped))

    def show_parted(self, layer: int) -> None:
        """Show a layer of A, by its number, and what lies at its place in B."""
        shown, trace = self.shown, self._store.state.trace
        if shown is None or shown.pinned is None or trace is None:
            return
        selection = self._store.state.selection
        if not shown.swapped:
            asked = replace(shown.pinned.selection, layer=layer, unit=MEAN, added=frozenset())
            size = shown.pinned.trace.sites[layer].query_axis.size
            asked = replace(asked, query=min(asked.query, size - 1))
            layer = counterpart(shown.pinned.trace, trace, asked)[0].layer
        links: frozenset[Link] = shown.links | frozenset({"cell"})
        with self._store.together():
            self._store.change(analysis=replace(shown, links=links))
            self._select(layer, selection.unit)

    def toggle_link(self, link: str) -> None:
        """Let A follow B in what asks ("query"), in layer and head ("cell") or zoom, or not."""
        shown = self.shown
        every: tuple[Link, ...] = get_args(Link)
        chosen = frozenset(one for one in every if one == link)
        if shown is not None and shown.room == "compare":
            self._store.change(analysis=replace(shown, links=shown.links ^ chosen))

    def close(self) -> bool:
        """Close the room that is open; whether one was."""
        if self.shown is None:
            return False
        self._stop()
        self._store.change(analysis=None, drawing=False)
        return True

    def sort_by(self, statistic: str) -> None:
        """Colour and rank the heads by another statistic; induction is measured first."""
        shown, by = self.shown, Statistic(statistic)
        if shown is None:
            return
        if shown.table is not None and by not in shown.table.statistics:
            self._begin(replace(shown, by=by), keep=True)
        else:
            self._store.change(analysis=replace(shown, by=by))

    def choose_height(self, statistic: str) -> None:
        """Show another statistic over the layers."""
        shown = self.shown
        if shown is not None and shown.table is not None:
            height = Statistic(statistic)
            if height in shown.table.statistics:
                self._store.change(analysis=replace(shown, height=height))

    def ask_over(self) -> None:
        """Ask for a folder of photos, or a file of sentences, and average the heads over it."""
        path = self.ask_path(self._store.state.input.value)
        if path is not None:
            self.over(path)

    def over(self, path: Path) -> None:
        """Average the heads over a folder of photos, or a file of sentences."""
        if self.shown is not None:
            self._begin(replace(self.shown, source=path, left_out=0), keep=True)

    def here(self) -> None:
        """Show the heads of the input on screen alone again."""
        if self.shown is not None and self.shown.source is not None:
            self._begin(replace(self.shown, source=None, table=None, left_out=0))

    # -- the box or mask on a photo

    def toggle_drawing(self) -> None:
        """Let any drag on the picture draw a box, or none."""
        self._store.change(drawing=not self._store.state.drawing)

    def draw_box(self, box: Box | None) -> None:
        """Hold maps against this box on the photo; None takes it away."""
        photo = self._photo()
        if photo is None:
            return
        region = None if box is None else PhotoRegion(photo.sha256, (box,))
        self._take_region(region)

    def clear_region(self) -> None:
        """Hold maps against nothing on the photo."""
        self._take_region(None)

    def ask_region(self) -> None:
        """Ask for a file of boxes, or a mask, and hold maps against what it says of the photo."""
        path = self.ask_path("region")
        if path is not None:
            self.read_region(path)

    def read_region(self, path: Path) -> None:
        """Hold maps against the boxes or the mask of a file."""
        photo = self._photo()
        if photo is None:
            return
        from explorer.inputs.regions import RegionFileError, read_region

        try:
            boxes, mask = read_region(path, photo.path, photo.size)
        except RegionFileError as error:
            self._store.change(message=Message("err", str(error)))
            return
        self._take_region(PhotoRegion(photo.sha256, boxes, mask, path.name))

    def _take_region(self, region: PhotoRegion | None) -> None:
        self._store.act("region", region=region)  # the heads are measured anew by `follow`

    def _photo(self) -> Photo | None:
        trace = self._store.state.trace
        first = None if trace is None else next(iter(trace.inputs.photos), None)
        return first if isinstance(first, Photo) else None

    def turn_order(self) -> None:
        """Rank the largest first in place of the smallest, or the other way."""
        if self.shown is not None:
            self._store.change(analysis=replace(self.shown, falling=not self.shown.falling))

    def ask(self, asking: str) -> None:
        """Take the statistics over all queries, or over the first one alone."""
        if self.shown is not None and self.shown.asking != asking:
            chosen: Asking = "first" if asking == "first" else "all"
            self._begin(replace(self.shown, asking=chosen, table=None))

    def choose_baseline(self, baseline: str) -> None:
        """Check again with something else where pixels, or tokens, are taken away."""
        shown = self.shown
        if shown is not None and shown.trace.inputs.photos:
            self._begin(replace(shown, baseline=baseline, curves=None))
        elif shown is not None:
            self._begin(replace(shown, taken=baseline, curves=None))

    def choose_test(self, test: str) -> None:
        """Check the map by deletion and insertion ("curves") or random weights ("control")."""
        shown = self.shown
        chosen = next(one for one in get_args(Checking) if one == test)
        if shown is None or shown.test == chosen:
            return
        wanted = replace(shown, test=chosen)
        curves_there = shown.curves is not None and shown.curves.complete
        if curves_there if chosen == "curves" else shown.control is not None:
            self._stop()
            self._store.change(analysis=wanted)
        else:
            self._begin(wanted)

    def check_again(self) -> None:
        """Check the map that is on screen now."""
        if self.shown is not None:
            self._begin(replace(self.shown, curves=None, control=None))

    def select_head(self, site: int, head: int) -> None:
        """Choose a head; it is shown as a map when the room is left."""
        trace = self._store.state.trace
        if trace is not None:
            self._select(site, head if trace.sites[site].units > 1 else MEAN)

    def show_head(self, site: int, head: int) -> None:
        """Show the map of a head, and leave the room."""
        self.select_head(site, head)
        self.close()

    # -- working

    def _toggle(self, room: Room) -> None:
        trace, shown = self._store.state.trace, self.shown
        if shown is not None and shown.room == room:
            self.close()
        elif trace is not None and trace.complete:
            self._begin(Analysis(room, trace))

    def _begin(self, wanted: Analysis, keep: bool = False) -> None:
        """Have a room's content worked out; the run on screen is what it is of.

        keep: whether what is known stays on screen until then.
        """
        state = self._store.state
        if state.trace is None or not state.trace.complete or self._runs.waiting_for_run:
            return
        wanted = replace(wanted, trace=state.trace)
        make: dict[str, Callable[[Analysis], Work]] = {
            "heads": self._heads_work,
            "check": self._check_work,
            "lens": self._lens_work,
        }
        self._work = make[wanted.room](wanted)
        before = self.shown
        if keep and before is not None:  # what is asked is shown when it is there
            wanted = replace(before, trace=state.trace, height=wanted.height)
        with self._store.together():
            self._store.change(analysis=wanted)
            doing = wanted.test if wanted.room == "check" else wanted.room
            self._runs.begin(self._work, DOING[doing])

    def _stop(self) -> None:
        if self._runs.waiting and self._runs.work is self._work:
            self._runs.cancel()

    def follow(self, state: Any) -> None:
        """Work a room out anew when another run is shown, or another box on its photo."""
        shown = state.analysis
        if shown is None or self._runs.waiting or state.trace is None:
            return
        if shown.room == "compare":
            self._follow_compared(shown, state)
        elif state.trace is shown.trace:
            of_one = shown.room == "heads" and shown.table is not None and shown.source is None
            if of_one and shown.boxed != _box_of(state, shown.trace):
                self._begin(shown, keep=True)
        elif state.trace.complete:
            keeps = shown.source is not None and state.trace.model == shown.trace.model
            if keeps:  # a mean over many inputs stays with its model
                self._store.change(analysis=replace(shown, trace=state.trace))
            else:
                none = dict.fromkeys(("table", "lens", "curves", "control", "source"))
                new = replace(shown, left_out=0, **none)
                self._begin(new)

    def _follow_compared(self, shown: Analysis, state: State) -> None:
        trace = state.trace
        if trace is not None and trace is not shown.trace and trace.complete:
            # two runs are compared now: layer and head are those of both
            links: frozenset[Link] = shown.links | frozenset(("cell",))
            shown = replace(shown, trace=trace, links=links, parts=None, rows=None)
            self._store.change(analysis=shown)
        self._part(shown, state)

    def _part(self, shown: Analysis, state: State) -> None:
        """Work out where both runs part, where that is not known of them and their query."""
        trace, pinned = state.trace, shown.pinned
        if pinned is None or trace is None or not trace.complete or not trace.sites:
            return
        query = state.selection.query if trace.placements else 0
        one = pinned.trace is trace
        of_a = pinned.selection if not shown.swapped else state.selection
        # of one run the layers are held against A itself
        now = state.selection
        how = now.words, now.special, now.renormalised, now.without
        key = pinned.trace, trace, query, shown.swapped, of_a if one else None, how
        stopped = self._runs.work is self._work and same(key, self._parting)
        if same(key, shown.parted) or stopped:
            return
        self._parting = key
        a, b = (pinned.trace, trace) if not shown.swapped else (trace, pinned.trace)
        selection, beside = state.selection, pinned.trace

        def work(job: Job) -> Found:
            asked = counterpart(trace, a, selection)[0] if a is not trace else selection
            asked = replace(of_a, query=selection.query) if one else asked
            fixed = asked if one else None
            try:
                parts = tuple(partings(a, b, asked, job.cancelled))
                rows = difference_rows(trace, beside, selection, fixed, job.cancelled)
            except CompareError:
                parts, rows = (), ()  # the pictures say why
            return Found(trace, {"parts": parts, "rows": rows, "parted": key})

        self._work = work
        self._runs.begin(work, "Comparing the layers")

    def take(self, found: Found) -> None:
        """Show what was worked out, if it is of the room that is open."""
        shown = self.shown
        if shown is not None and shown.trace is found.trace:
            self._store.change(analysis=replace(shown, **found.fields))

    def ended(self) -> None:
        """The last job has ended, whatever came of it: a room with nothing to show closes."""
        shown = self.shown
        if shown is not None and shown.empty:
            self._store.change(analysis=None)
        elif shown is not None and shown.control is not None and shown.control.running:
            found = shown.control.found  # what is done is kept
            kept = replace(shown.control, running=False) if found else None
            back = replace(shown, control=kept, test=shown.test if found else "curves")
            self._store.change(analysis=None if back.empty else back)

    def _heads_work(self, wanted: Analysis) -> Work:
        state, engine = self._store.state, self._runs.engine
        box = _box_of(state, wanted.trace)

        def work(job: Job) -> Found:
            left_out = 0
            try:
                if wanted.source is None:
                    table = head_table(wanted.trace, wanted.asking, box, job.cancelled)
                else:
                    table, left_out = _averaged(state, wanted, engine, job)
                if wanted.by is Statistic.INDUCTION:
                    from explorer.analysis.induction import with_induction

                    subject = engine.subject(state.model, state.device, job.publish, job.cancelled)
                    table = with_induction(table, subject)
            except StatisticsError as error:
                raise ModelError(str(error)) from error
            by = wanted.by if wanted.by in table.statistics else table.statistics[0]
            fields = {"table": table, "by": by, "source": wanted.source, "left_out": left_out}
            return Found(wanted.trace, {**fields, "asking": wanted.asking, "boxed": box})

        return work

    def _lens_work(self, wanted: Analysis) -> Work:
        state, engine = self._store.state, self._runs.engine
        query = state.selection.query

        def work(job: Job) -> Found:
            from explorer.analysis.attribution.method import AttributionError
            from explorer.analysis.lens import LensError, logit_lens

            subject = engine.subject(state.model, state.device, job.publish, job.cancelled)
            try:
                return Found(wanted.trace, {"lens": logit_lens(wanted.trace, subject, query)})
            except (LensError, AttributionError, IndexError) as error:
                raise ModelError(str(error)) from error

        return work

    def _check_work(self, wanted: Analysis) -> Work:
        state, engine = self._store.state, self._runs.engine
        if wanted.test == "control":
            return control_work(state, engine, wanted)
        return curves_work(state, engine, wanted, self.steps, self.random)


def _box_of(state: State, trace: Trace) -> Box | None:
    """The smallest box around what is marked on the photo of a run."""
    region, photo = state.region, next(iter(trace.inputs.photos), None)
    if region is None or not isinstance(photo, Photo) or photo.sha256 != region.photo:
        return None
    return region.box


def _averaged(state: State, wanted: Analysis, engine: Engine, job: Job) -> tuple[HeadTable, int]:
    """The mean of the tables of many inputs, and how many could not be run."""
    assert wanted.source is not None
    inputs, left = inputs_from(state, wanted.source), Left()
    tables, problem = [], ""
    for number, given in enumerate(inputs):
        words = f"Measuring the heads, input {number + 1} of {len(inputs)}"
        told = left.told(words, number / len(inputs))
        job.publish(LoadProgress(told, number, len(inputs)))
        request = Request(state.model, given, state.device, state.mute)
        try:
            trace = engine.run(request, _quiet, job.cancelled)
            tables.append(head_table(trace, wanted.asking, cancelled=job.cancelled))
        except (ImageError, ModelError, SentenceError, StatisticsError, MuteError) as error:
            problem = str(error)
    if not tables:
        raise ModelError(problem)
    try:
        return averaged(tables), len(inputs) - len(tables)
    except ValueError as error:
        raise ModelError(f"There is no mean: {error}.") from error


def _quiet(event: object) -> None:
    """Hear nothing of a run that is not shown."""
