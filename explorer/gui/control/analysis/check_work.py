"""What a check of the map on screen works out: deletion and insertion, random weights. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from explorer.analysis.checks.control_maps import OWN, control_map, kept_parts
from explorer.analysis.checks.faithfulness import curves
from explorer.core.cancel import Cancelled
from explorer.core.map.resolve import resolve
from explorer.core.selection import clamped
from explorer.gui.control.analysis.analysis_state import Analysis, Found, RandomWeights
from explorer.registry.entry import ModelError
from explorer.registry.loading import LoadProgress
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.core.map.attribution import Attribution
    from explorer.core.map.resolve import Map
    from explorer.core.sites.arrays import Array
    from explorer.core.trace import Trace
    from explorer.gui.control.state import State
    from explorer.runtime.engine import Engine

CURVES = "Deleting and inserting"
"""What is said meanwhile, from the beginning on."""


def _explained(state: State, trace: Trace) -> tuple[Attribution | None, str, str, str]:
    """What a method says on screen, with the method, its answer and a second one."""
    why = state.why
    if why is None or not why.of(trace):
        return None, "", "", ""
    return why.found, why.method, why.answer, why.against if why.contrasted else ""


def curves_work(state: State, engine: Engine, wanted: Analysis, steps: int, random: int) -> Work:
    """Give the work that deletes and inserts what the map on screen says."""
    selection, trace = state.selection, wanted.trace
    shown, _, asked, _ = _explained(state, trace)

    def work(job: Job) -> Found | None:
        from explorer.analysis.checks.claims import of_photo, of_text  # imports torch
        from explorer.analysis.checks.perturbed_text import mask_of

        subject = engine.subject(state.model, state.device, job.publish, job.cancelled)
        told: dict[str, Any] = {}
        if trace.inputs.photos:
            claim = of_photo(trace, subject, selection, wanted.baseline, shown, asked)
        else:
            told["masks"] = mask_of(subject) is not None
            told["taken"] = wanted.taken or ("masked" if told["masks"] else "deleted")
            claim = of_text(trace, subject, selection, told["taken"], shown, asked)
        grown = curves(
            claim.seen,
            claim.answer,
            claim.maps,
            taken=claim.taken,
            cancelled=job.cancelled,
            steps=steps,
            random=random,
        )
        job.publish(Found(trace, {**told, "answer": claim.label}))
        for found in grown:
            job.publish(Found(trace, {"curves": found}))
            job.publish(LoadProgress(CURVES, round(100 * found.done), 100))
        if job.cancelled():
            raise Cancelled
        return None

    return work


def control_work(state: State, engine: Engine, wanted: Analysis) -> Work:
    """Give the work that makes the map on screen anew with ever fewer of the model's weights."""
    selection, trace = state.selection, wanted.trace
    _, method, asked, against = _explained(state, trace)
    why = state.why

    def work(job: Job) -> Found:
        from explorer.analysis.attribution.methods import AttributionError, Choices, attributed
        from explorer.analysis.checks.control import controlled_map
        from explorer.analysis.checks.randomise import parts

        subject: Any = engine.subject(state.model, state.device, job.publish, job.cancelled)
        choices = Choices(against=against, cancelled=job.cancelled)
        shown: list[Map] = []  # what was made last, that of the trained model before the first

        def values(run: Trace, answer: str) -> Array:
            if not method or why is None:
                shown.append(resolve(run, clamped(run, selection)))
                return shown[-1].values
            found = attributed(run, method, answer, subject=subject, choices=choices)
            shown.append(replace(why, trace=run, found=found).map(selection, state.why_levels))
            return found.values

        known = RandomWeights(parts=len(parts(subject.model)))
        kept = kept_parts(known.parts)
        job.publish(Found(trace, {"control": known}))
        grown = controlled_map(
            trace, subject, values, asked, seed=wanted.seed, cancelled=job.cancelled
        )
        try:
            for one in grown:
                if known.levels is None:
                    levels = shown[0].levels
                    first = control_map("", shown[0].values, levels)
                    known = replace(known, levels=levels, maps=(first,))
                known = replace(known, found=(*known.found, one))
                if len(known.found) in kept:
                    small = control_map(one.part or OWN, shown[-1].values, levels)
                    known = replace(known, maps=(*known.maps, small))
                shown.clear()
                job.publish(Found(trace, {"control": known}))
                words = f"Random weights down to {one.part or 'the input'}"
                job.publish(LoadProgress(words, len(known.found), known.parts))
        except AttributionError as error:
            raise ModelError(str(error)) from error
        finally:
            grown.close()  # the model has its weights back
        return Found(trace, {"control": replace(known, running=False)})

    return work
