"""The work of the rooms beside the maps: heads measured, layers read. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.analysis.head_table import HeadTable, Statistic, averaged
from explorer.analysis.heads import StatisticsError, head_table
from explorer.core.interventions.intervention import MuteError
from explorer.core.photo import Photo
from explorer.core.placement import Box
from explorer.core.trace import Trace
from explorer.gui.control.analysis.analysis_state import Analysis, Found
from explorer.gui.control.many_inputs import Left, inputs_from
from explorer.gui.control.runs import Runs
from explorer.inputs.photo_files import ImageError
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.engine import Engine, Request
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.gui.control.state import State
    from explorer.runtime.engine import Engine


def heads_work(state: State, engine: Engine, wanted: Analysis) -> Work:
    """Give the work that measures the heads of the run on screen, or of many inputs."""
    box = box_of(state, wanted.trace)

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


def box_of(state: State, trace: Trace) -> Box | None:
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


def lens_work(state: State, engine: Engine, wanted: Analysis) -> Work:
    """Give the work that reads what each layer would answer for the query on screen."""
    query = state.selection.query

    def work(job: Job) -> Found:
        from explorer.analysis.attribution.method import AttributionError
        from explorer.analysis.lens import logit_lens
        from explorer.analysis.lens_chain import LensError

        subject = engine.subject(state.model, state.device, job.publish, job.cancelled)
        try:
            return Found(wanted.trace, {"lens": logit_lens(wanted.trace, subject, query)})
        except (LensError, AttributionError, IndexError) as error:
            raise ModelError(str(error)) from error

    return work


class RoomWork:
    """What is worked out for the room that is open; there is one at a time."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._work: Work | None = None

    @property
    def latest(self) -> bool:
        """Whether nothing else was begun since."""
        return self._runs.work is self._work

    def begin(self, work: Work, doing: str) -> None:
        """Have the worker do it; `doing` is what the status bar says."""
        self._work = work
        self._runs.begin(work, doing)

    def stop(self) -> None:
        """Stop it, if it goes on; no other job is stopped."""
        if self._runs.waiting and self.latest:
            self._runs.cancel()
