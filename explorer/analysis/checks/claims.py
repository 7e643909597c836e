"""What a map on screen claims, ready to be checked by deletion and insertion."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from explorer.analysis.attribution.methods import attributed, method_named
from explorer.analysis.checks.faithfulness import Candidate, Perturbable
from explorer.analysis.checks.perturbed_photo import Baseline, perturbed_photo
from explorer.analysis.checks.perturbed_text import Taken, perturbed_text
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.selection import Selection, clamped, expanded
from explorer.core.trace import Trace
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.text_subject import HfText
from explorer.registry.subjects.protocol import Subject


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


def of_photo(trace: Trace, subject: Subject, selection: Selection, baseline: str) -> Claim:
    """The map of a selection over its photo; raises ModelError for a model without classes."""
    chosen = Baseline(baseline)
    seen = perturbed_photo(subject, trace, chosen, calibrated=True)
    answer, label = seen.answer(trace)
    maps = [Candidate("this map", resolve_heatmap(trace, selection).values)]
    if method_named("rollout").supports(trace, subject) is None:
        maps.append(Candidate("rollout", attributed(trace, "rollout", subject=subject).values))
    return Claim(seen, answer, label, maps, chosen.told)


def of_text(trace: Trace, subject: Subject, selection: Selection, baseline: str) -> Claim:
    """The row of what asks in a text; raises ModelError for a model without an answer to watch."""
    masks = isinstance(subject, HfText) and subject.reader.mask is not None
    taken: Taken = "masked" if masks else "deleted"
    seen = perturbed_text(subject, trace, taken)
    selection = clamped(trace, selection)
    rows = [
        trace.sites[at].weights([selection.query])[list(units), 0]
        for at, units in expanded(trace, selection)
    ]  # (heads, keys) each
    row = np.concatenate(rows).mean(axis=0)
    if len(row) != trace.sites[selection.layer].query_axis.size:
        raise ModelError("This map is not one of a text against itself: choose self-attention.")
    said = seen.probabilities(np.ones((1, seen.places), np.float32))[0]
    answer = int(said.argmax())
    if trace.classes:
        label = next((one.piece for one in trace.classes if one.token == answer), str(answer))
    else:
        assert isinstance(subject, HfText)  # else there is no answer to watch
        label = subject.reader.piece(answer)
    return Claim(seen, answer, label, [Candidate("this row", row)], f"tokens {taken}")
