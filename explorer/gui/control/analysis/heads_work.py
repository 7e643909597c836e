"""How the heads of a run are measured, or those of many inputs: the work of a room. No Qt here."""

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
from explorer.inputs.photo_files import ImageError
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.engine import Engine, Request
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.gui.control.state import State


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
