"""What each layer would answer, worked out of the run on screen: the work of a room. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.gui.control.analysis.analysis_state import Analysis, Found
from explorer.registry.entry import ModelError
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.gui.control.state import State
    from explorer.runtime.engine import Engine


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
