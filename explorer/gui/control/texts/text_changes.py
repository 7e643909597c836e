"""What of a text's state goes or stays when another text, model or run takes its place. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.core.map.text_summary import clearest_step, first_query
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.gui.control.texts.text_state import TextState
from explorer.registry.entry import Entry


def fresh(before: TextState, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes of another text, with what was asked of the one before taken back."""
    bare = {"prefix": (), "target": "", "step": 0, "source": 0, "following": True}
    return {**bare, "writing": replace(before.writing, count=0), **changes}


def of_another(text: TextState, entry: Entry) -> TextState:
    """The text for another model, without what only the one before could make something of."""
    pair = text.pair if entry.task is Task.READ else ""
    writing = replace(text.writing, count=0)
    bare: dict[str, Any] = {"chat": False, "system": "", "languages": ("", ""), "apart": None}
    return replace(text, prefix=(), writing=writing, pair=pair, **bare)


def following(text: TextState, trace: Trace, layer: int) -> TextState:
    """Have the newest word ask, at the end the one to start with."""
    if trace.paired:
        step = len(trace.steps) - 1 if trace.running else clearest_step(trace)
        return replace(text, step=step)
    if trace.guesses and trace.task is Task.READ:
        return replace(text, source=trace.guesses[0].place)
    return replace(text, source=first_query(trace, min(layer, len(trace.sites) - 1)))
