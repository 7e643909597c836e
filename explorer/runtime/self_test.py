"""Run a bundled model on a bundled input, and hold its numbers against those it is to give."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

from explorer.core.cancel import never
from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs, Modality
from explorer.core.trace import Trace
from explorer.inputs.samples import samples, text_samples
from explorer.registry.entry import Entry
from explorer.resource_files import resources
from explorer.runtime.engine import Engine, Request

FILE = "self_test.json"
"""In the bundled resources: the numbers of every bundled model."""
RELATIVE, ABSOLUTE = 1e-3, 1e-5
"""How far a number may be off: processors round in their own ways, damage is larger."""


def numbers(entry: Entry, engine: Engine, cancelled: Callable[[], bool] = never) -> dict[str, Any]:
    """Run a model on the first bundled input that it takes, on the CPU.

    Raises
    ------
    ModelError, Cancelled
        As `Engine.run`.

    Returns
    -------
    dict
        "verdict"; "said", the best class or the text that it writes; "certain", the probability
        of that; "maps", of each site in order how concentrated it is: the sum of its squared
        weights, divided by its rows.
    """
    trace = engine.run(Request(entry.id, _SAMPLE[entry.input](entry), "cpu"), cancelled=cancelled)
    said, certain = _said(trace)
    maps = [site.weights().astype("float64") for site in trace.sites]  # (heads, queries, keys)
    concentrated = [float((one**2).sum() / math.prod(one.shape[:-1])) for one in maps]
    return {
        "verdict": trace.verdict.value,
        "said": said,
        "certain": certain,
        "maps": concentrated,
    }


def _text(entry: Entry) -> Inputs:
    languages = entry.languages
    return Inputs(text=text_samples(languages[0] if languages else None)[0].text)


_SAMPLE: dict[Modality, Callable[[Entry], Inputs]] = {
    Modality.PHOTO: lambda entry: Inputs((samples()[0].path,)),
    Modality.TEXT: _text,
}


def _said(trace: Trace) -> tuple[str, float]:
    """What came out, and how probable it is."""
    if trace.prediction is not None:
        return trace.prediction.labels[0], trace.prediction.probabilities[0]
    if trace.translation is not None:
        return trace.translation.text, trace.translation.steps[0].probability
    return trace.gives, 0.0


def stored() -> Mapping[str, Any]:
    """The numbers of every bundled model, by its id.

    Raises
    ------
    OSError, ValueError
        The file is missing, or damaged.
    """
    found = json.loads((resources() / FILE).read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{FILE} holds no table")
    return found


def difference(now: Mapping[str, Any], known: Any) -> str:
    """Say in a phrase how the numbers of a run are others than those it is to give; "" if not."""
    if not isinstance(known, dict) or known.keys() != now.keys():
        return "its numbers are not known"
    if now["verdict"] != Verdict.VERIFIED.value:
        return f"its maps are not proved right ({now['verdict']})"
    if now["said"] != known["said"]:
        return f"it gives {now['said']}, not {known['said']}"
    pairs = [(now["certain"], known["certain"])]
    if len(now["maps"]) != len(known["maps"]):
        return f"it has {len(now['maps'])} maps, not {len(known['maps'])}"
    pairs += zip(now["maps"], known["maps"], strict=True)
    worst = max(abs(one - other) / (ABSOLUTE + RELATIVE * abs(other)) for one, other in pairs)
    return "" if worst <= 1 else f"its numbers differ {worst:.1f} times as much as may be"
