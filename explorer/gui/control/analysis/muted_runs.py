"""Runs in which something is muted, and the run as it is beside them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.trace import Trace
from explorer.gui.control.state import State
from explorer.runtime.engine import Engine, Request
from explorer.runtime.jobs import Job


@dataclass(frozen=True, eq=False)
class Unmuted:
    """The run with all heads, for what is shown beside the muted one."""

    trace: Trace


def wanted_mute(state: State, model: str, text: str | None = None) -> Mute:
    """Give what is to be done to a run of a model: what is done to another one means nothing to it.

    text: that is read, None for a photo; the tokens of another one are not masked in it.
    """
    if model != state.model:
        return NOTHING_MUTED
    trace = state.trace
    other = text is not None and (trace is None or trace.inputs.text != text)
    return state.mute.elsewhere() if other else state.mute


def settled(mute: Mute, trace: Trace) -> Mute:
    """What was chosen in the picture of a run, whose names are those of its sites and tokens."""
    return replace(mute, settled=True, read=trace.sentence.ids)


def run_beside(engine: Engine, request: Request, unmuted: Trace | None, job: Job) -> Trace:
    """Make a run, and, where heads are muted in it, that with all heads unless it is known."""
    if request.mute and unmuted is not None and not _same_inputs(unmuted, request):
        unmuted = None
    if request.mute and unmuted is None:

        def publish(event: object) -> None:
            if not isinstance(event, Trace):  # the maps on screen are those of the muted run
                job.publish(event)

        unmuted = engine.run(replace(request, mute=NOTHING_MUTED), publish, job.cancelled)
        job.publish(Unmuted(unmuted))
    if request.mute and unmuted is not None:
        request = replace(request, unmuted_objects=unmuted.objects)
    return engine.run(request, job.publish, job.cancelled)


def _same_inputs(trace: Trace, request: Request) -> bool:
    return trace.model.id == request.model and trace.inputs == request.inputs


def beside(state: State) -> Trace | None:
    """Give the run with all heads of what is shown; None where none is muted, or it is unknown."""
    trace, whole = state.trace, state.unmuted
    if trace is None or whole is None or not trace.mute or whole.model != trace.model:
        return None
    return whole if whole.input_sha256 == trace.input_sha256 else None


def held_against(state: State) -> tuple[Trace | None, str]:
    """Give the run whose outcome stands beside that on screen, and what that is called.

    Where two runs are compared it is what is pinned; else the run with all heads.
    """
    shown, trace = state.analysis, state.trace
    if shown is not None and shown.pinned is not None and shown.pinned.trace is not trace:
        return shown.pinned.trace, "B" if shown.swapped else "A"
    whole = beside(state)
    if whole is None or trace is None:
        return None, ""
    return whole, trace.mute.undone
