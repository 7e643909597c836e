"""The model of a run that came from elsewhere: watched code, or a saved run."""

from __future__ import annotations

from functools import cache

from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.registry.catalogue import find, source
from explorer.registry.entry import Entry, ModelError, unusable

WATCHED = "Watched code cannot be run again here. Choose another model."
SAVED = "This run was saved, and its model is not here to run again. Choose another model."


def recorded(trace: Trace) -> Entry:
    """Return the entry of a model that can be run on nothing else, whose run there is."""
    watched = trace.model.id.startswith("watched:")
    return unusable(
        trace.model.id,
        trace.model.title,
        "Watched code" if watched else "Saved run",
        WATCHED if watched else SAVED,
        kind=trace.sites[0].kind if trace.sites else Kind.SELF,
        takes=trace.inputs.given,
        task=trace.task,
    )


def entry_of(trace: Trace) -> Entry:
    """Return the model of a run as the registry has it, or one that can be run on nothing else."""
    try:
        return find(trace.model.id)
    except ModelError:
        return recorded(trace)


def listed(trace: Trace) -> Entry:
    """Return the model of a run, which the registry lists from now on if it did not."""
    entry = entry_of(trace)
    if entry.problem in (WATCHED, SAVED):
        known[entry.id] = entry
        _register()
    return entry


known: dict[str, Entry] = {}
"""The models of runs from elsewhere, by their ids."""


@cache
def _register() -> None:
    """Have the registry list them, from the first one on."""

    @source("recorded")
    def those() -> tuple[Entry, ...]:
        return tuple(known.values())
