"""What a map on screen claims, ready to be checked by deletion and insertion."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.methods import attributed, method_named
from explorer.analysis.attribution.targets import Target, target_of
from explorer.analysis.checks.faithfulness import Candidate, Perturbable
from explorer.analysis.checks.perturbed_photo import Baseline, perturbed_photo
from explorer.analysis.checks.perturbed_text import PerturbedText, Taken, mask_of
from explorer.core.map.attribution import Attribution
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.selection import Selection, clamped, expanded
from explorer.core.sites.arrays import Array
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.registry.entry import ModelError
from explorer.registry.subjects.protocol import Subject

THIS = "this map"
ATTENTION = "attention"


class Claim(NamedTuple):
    """A map and what it is held against.

    Attributes
    ----------
    seen : the input, and the model that looks at it.
    answer : the number of the answer whose probability is watched.
    label : what that is called.
    maps : the map on screen, and what else is drawn beside it.
    taken : what stands where places are taken away, in words.
    """

    seen: Perturbable
    answer: int
    label: str
    maps: list[Candidate]
    taken: str


def of_photo(
    trace: Trace,
    subject: Subject,
    selection: Selection,
    baseline: str,
    shown: Attribution | None = None,
    answer: str = "",
) -> Claim:
    """The map on screen over its photo.

    Parameters
    ----------
    baseline : str
        A `Baseline`.
    shown : Attribution, optional
        What a method says, where that is on screen; the attention of the selection without.
    answer : str
        What is watched, as `target_of` takes it.

    Raises
    ------
    ModelError
        The model names no classes, or no such one.
    """
    chosen = Baseline(baseline)
    if trace.prediction is None and not trace.objects:  # says that there is nothing to be watched
        perturbed_photo(subject, trace, chosen)
    target = _target(trace, subject, answer)
    shares = None if target.shares is None else target.classes
    seen = perturbed_photo(subject, trace, chosen, calibrated=True, shares=shares)
    attention = resolve_heatmap(trace, selection).values
    maps = [Candidate(THIS, attention if shown is None else shown.values)]
    if shown is not None:
        maps.append(Candidate(ATTENTION, attention))
    if _rolls(trace, subject, shown):
        maps.append(Candidate("rollout", attributed(trace, "rollout", subject=subject).values))
    return Claim(seen, target.column, target.label, maps, chosen.told)


def of_text(
    trace: Trace,
    subject: Subject,
    selection: Selection,
    taken: str,
    shown: Attribution | None = None,
    answer: str = "",
) -> Claim:
    """The row on screen over the tokens of a text.

    Parameters
    ----------
    taken : str
        "masked" or "deleted"; "" for masked where the model knows a mask.
    shown : Attribution, optional
        What a method says, where that is on screen; the attention of the selection without.
    answer : str
        What is watched, as `target_of` takes it; "" for what the row that is shown writes, or what
        the model is surest of.

    Raises
    ------
    ModelError
        The model has no answer to be watched, or the row is not one over the text that is read.
    """
    masks = mask_of(subject) is not None
    chosen: Taken = "deleted" if taken == "deleted" or (not taken and not masks) else "masked"
    selection = clamped(trace, selection)
    target = _target(trace, subject, answer) if answer or shown is not None else None
    if target is None:
        target = _written(trace, selection) or _target(trace, subject, answer)
    seen = PerturbedText(trace, subject, target, chosen)
    attention = _row(trace, selection)
    read = trace.sentence.tokens.size
    if shown is None and (attention is None or len(attention) < read):
        raise ModelError(
            "Tokens of the text that is read are taken away, and this map does not look at them. "
            "Choose one that does."
        )
    maps = []
    if shown is not None:
        maps.append(Candidate(THIS, shown.values[min(shown.row, len(shown.values) - 1)]))
    if attention is not None and len(attention) >= read:
        maps.append(Candidate(THIS if shown is None else ATTENTION, attention))
    if _rolls(trace, subject, shown):
        rolled = attributed(trace, "rollout", subject=subject)
        maps.append(Candidate("rollout", rolled.values[min(rolled.row, len(rolled.values) - 1)]))
    return Claim(seen, target.column, target.label, maps, f"tokens {chosen}")


def _target(trace: Trace, subject: Subject, answer: str) -> Target:
    try:
        return target_of(trace, subject, answer)
    except AttributionError as error:
        raise ModelError(str(error)) from error


def _rolls(trace: Trace, subject: Subject, shown: Attribution | None) -> bool:
    """Whether rollout can be drawn beside the map on screen."""
    if shown is not None and shown.method == "rollout":
        return False
    return method_named("rollout").supports(trace, subject) is None


def _row(trace: Trace, selection: Selection) -> Array | None:
    """The row of what asks over the tokens that are read; None for a map over what is written."""
    if trace.paired and trace.sites[selection.layer].part == "decoder":
        return None
    rows = [
        trace.sites[at].weights([selection.query])[list(units), 0]
        for at, units in expanded(trace, selection)
    ]  # (heads, keys) each
    if len({one.shape[1] for one in rows}) > 1:
        return None
    found: Array = np.concatenate(rows).mean(axis=0)
    return found


def _written(trace: Trace, selection: Selection) -> Target | None:
    """What the row that asks writes: the token after it, or that of its step; None for nothing."""
    site, query = trace.sites[selection.layer], selection.query
    steps = trace.steps
    if trace.task is Task.CONTINUE:
        ids = [*trace.sentence.ids, *(one.token for one in steps)]
        if query + 1 >= min(len(ids), site.query_axis.size):
            return None
        label = trace.token_site(selection.layer).queries.text((query + 1,))
        return Target(f"{label.strip()} (token {query + 1})", query, ids[query + 1])
    if trace.paired and site.part == "cross" and query < len(steps):
        return Target(f"{steps[query].piece.strip()} (token {query})", query, steps[query].token)
    return None
