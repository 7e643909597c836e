"""Which options of a run a model has a use for, by the names that users type."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from explorer.core.inputs import Modality, spoken
from explorer.core.text import Task

if TYPE_CHECKING:
    from explorer.registry.entry import Entry

_OF_TASKS = {
    **dict.fromkeys(("target", "beam"), (Task.TRANSLATE, Task.REWRITE)),
    **dict.fromkeys(("generate", "temperature", "top_p", "seed"), (Task.ANSWER, Task.CONTINUE)),
    **dict.fromkeys(("chat", "system"), (Task.CONTINUE,)),
    **dict.fromkeys(("source", "to_language"), (Task.REWRITE, Task.TRANSLATE)),
    "text_b": (Task.READ,),
}
"""Options that only some models of texts have a use for."""
_DOES = {
    Task.TRANSLATE: "translates",
    Task.REWRITE: "writes one text from another",
    Task.CONTINUE: "continues a text",
    Task.READ: "only reads a text",
    Task.ANSWER: "answers a question about a photo",
}
DRAWN = ("temperature", "top_p", "seed")
"""Options of how tokens are drawn."""


def usual_temperature(given: Collection[str]) -> float:
    """The temperature where none is given: who asks for a seed or a top_p wants tokens drawn."""
    return 1.0 if any(name in given for name in DRAWN) else 0.0


def no_use(given: Mapping[str, Modality], entry: Entry, spelt: Callable[[str], str] = str) -> str:
    """The sentence for the first option that a model has no use for; "" where it uses them all.

    Parameters
    ----------
    given : the options that were given, and what models take that have a use for each.
    spelt : how the name of an option is typed.
    """
    model, task = entry.id, entry.task
    for name, tasks in _OF_TASKS.items():
        if name in given and task is not None and task not in tasks:
            return (
                f"{spelt(name)} is for a model that {_DOES[tasks[-1]]}. {model} {_DOES[task]}: "
                "leave it out, or choose another model."
            )
    for name, kind in given.items():
        if kind not in entry.takes:
            return (
                f"{spelt(name)} is for models of {kind}s. {model} takes {spoken(entry.takes)}: "
                "leave it out, or choose another model."
            )
    drawn = next((name for name in DRAWN if name in given), None)
    if drawn and "generate" not in given and task is Task.CONTINUE:
        return f"{spelt(drawn)} needs {spelt('generate')} N, how many tokens are written."
    return ""
