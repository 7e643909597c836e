"""One plain sentence under every picture: what is bright in it, who asks, and over which heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.core.colormaps import table
from explorer.core.numbers import listing, short
from explorer.core.selection import GateSide, Selection, clamped, expanded
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.gates import ChannelGate
from explorer.core.text import Task
from explorer.core.trace import Trace

Chosen = Sequence[tuple[int, tuple[int, ...]]]
"""Numbers of sites, each with the units that are shown of it."""
_LUMA = np.array([0.2126, 0.7152, 0.0722])
"""Of red, green and blue (ITU-R BT.709)."""


def picture_sentence(
    trace: Trace, selection: Selection, colormap: str = "inferno", view: str = ""
) -> str:
    """Say in one sentence what the picture of a selection shows.

    Parameters
    ----------
    trace, selection : the run, and what is shown of it.
    colormap : of the picture; where its high end is the darker one, dark is what stands out.
    view : as "lines", where something else than colour tells the weight; "" for colours.

    Returns
    -------
    str
        As "Bright: where layer 5 looks on average over its 6 heads, asked by CLS, from which the
        class is read."
    """
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    chosen = [(at, units) for at, units in expanded(trace, selection)]
    mark = {"lines": "Thick", "steps": "High"}.get(view) or _standing_out(colormap)
    if site.kind is Kind.CHANNEL:
        said = _channels(trace, selection, chosen)
    elif site.kind is Kind.SPATIAL:
        said = _positions(trace, chosen)
    elif site.among_tokens:
        said = _tokens(trace, selection, site, chosen)
    else:
        said = _looks(trace, selection, site, chosen)
    return f"{mark}: {said}{_aside(trace, selection, site)}."


def _aside(trace: Trace, selection: Selection, site: Attention) -> str:
    """What was left out of the picture, or changed in the run: it is not the model as it is."""
    told = ""
    if site.among_tokens and selection.without:
        names = [site.key_axis.label(at) for at in sorted(selection.without)][:3]
        told += f"; left out of every row: {', '.join(f'“{name}”' for name in names)}"
    mute = trace.mute
    counts = (
        (len(mute.heads), "head is muted", "heads are muted"),
        (len(mute.holds), "gate is held", "gates are held"),
        (len(mute.masked), "part of the input is masked", "parts of the input are masked"),
        (len(mute.blocks), "look is blocked", "looks are blocked"),
    )
    for count, one, several in counts:
        if count:
            told += f"; {count} {several if count > 1 else one} in this run"
    return told


def _standing_out(colormap: str) -> str:
    """What the highest values are in a colour map."""
    low, high = (float(_LUMA @ table(colormap)[at]) for at in (0, -1))
    return "Bright" if high > low else "Dark"


def _who(trace: Trace, selection: Selection, chosen: Chosen) -> tuple[str, str]:
    """Layers as the one that looks, and over which heads: "layer 5", "on average over its 6 heads".

    A verb follows the first, which is plural where there are several layers.
    """
    numbers = [trace.sites[at].layer for at, _ in chosen]
    word = trace.sites[chosen[0][0]].kind.layer_word.lower()
    unit = "channel" if trace.sites[chosen[0][0]].kind is Kind.CHANNEL else "head"
    layers = f"{word}{'s' if len(numbers) > 1 else ''} {listing(numbers)}"
    count = sum(len(units) for _, units in chosen)
    whole = all(len(units) == trace.sites[at].units for at, units in chosen)
    if count == 1:
        (units,) = (units for _, units in chosen)
        alone = trace.sites[chosen[0][0]].units == 1
        return layers, "" if alone else f"with its {unit} {units[0]}"
    how = "most in any of" if selection.reduce == "max" else "on average over"
    its = "its" if len(numbers) == 1 else "their"
    if whole:
        return layers, f"{how} {its} {count} {unit}s"
    if len(chosen) == 1:
        return layers, f"{how} {its} {unit}s {listing(list(chosen[0][1]))}"
    return layers, f"{how} {count} of {its} {unit}s"


def _looks(trace: Trace, selection: Selection, site: Attention, chosen: Chosen) -> str:
    layers, heads = _who(trace, selection, chosen)
    verb = "look" if len(chosen) > 1 else "looks"
    what = "the points where" if site.kind is Kind.POINTS else "where"
    where = f"{what} {' '.join(filter(None, (layers, verb, heads)))}"
    if selection.query < len(trace.steps):
        return f"{where}, as it writes “{trace.steps[selection.query].piece.strip(' ▁')}”"
    return f"{where}, asked by {_asking(trace, site, selection.query)}"


def _asking(trace: Trace, site: Attention, query: int) -> str:
    axis = site.query_axis
    label = axis.label(query)
    if not isinstance(axis, PatchGrid):
        return label
    if axis.cell(query) is not None:
        return f"the {label} (row, column)"
    if label.startswith("register"):
        return f"{label}, a token without a place"
    if label == "CLS" and _ours(trace) and trace.prediction is not None:
        return "the CLS token, from which the class is read"
    return f"{label}, a token without a place"


def _ours(trace: Trace) -> bool:
    """Whether it is a model that ships with the program: of others it is not known what is read."""
    return ":" not in trace.model.id


def _channels(trace: Trace, selection: Selection, chosen: Chosen) -> str:
    layers, which = _who(trace, selection, chosen)
    sides = {
        GateSide.BEFORE: "before the gate",
        GateSide.AFTER: "after the gate",
        GateSide.COMPARE: "left of the line before the gate, right of it after",
    }
    side = sides[selection.side]
    at, units = chosen[0]
    site = trace.sites[at]
    if sum(len(one) for _, one in chosen) > 1 or not isinstance(site, ChannelGate):
        verb = "answer" if len(chosen) > 1 else "answers"
        return f"where {layers} {verb} {which}, {side}"
    gate = float(site.gate[units[0]])
    return f"where channel {units[0]} of {layers} answers, {side}, which stands at {short(gate)}"


def _positions(trace: Trace, chosen: Chosen) -> str:
    numbers = [trace.sites[at].layer for at, _ in chosen]
    if len(numbers) > 1:
        return f"the positions that the gates of blocks {listing(numbers)} let through on average"
    return f"the positions that the gate of block {numbers[0]} lets through"


def _tokens(trace: Trace, selection: Selection, site: Attention, chosen: Chosen) -> str:
    layers, heads = _who(trace, selection, chosen)
    only = sum(one.kind is site.kind for one in trace.sites) == 1
    who = "the attention" if only else layers
    verb = "look" if len(chosen) > 1 and not only else "looks"
    objects = {
        Kind.CROSS: "what of the source",
        Kind.SOFT: "what of the source",
        Kind.MASKED: "what of the text so far",
    }
    what = f"{objects.get(site.kind, 'where in the text')} {who} {verb}"
    if site.kind in (Kind.CROSS, Kind.SOFT, Kind.MASKED):
        what += " at"
    said = " ".join(filter(None, (what, heads)))
    return f"{said}, {_row(trace, selection, site)}"


def _row(trace: Trace, selection: Selection, site: Attention) -> str:
    """Whose row is asked, and what is written then: in a decoder they are not the same word."""
    label = site.query_axis.label(selection.query)
    after = trace.next_of(selection.layer, selection.query)
    if site.part == "cross" and after is not None:
        query = selection.query
        before = f"“{trace.steps[query - 1].piece}”" if query else "the start of the sentence"
        return f"one row a word that is written; “{label}” comes next, asked by {before}"
    if site.part == "cross":
        return f"one row a word that asks; asked is “{label}”"
    if after is None or (trace.task is not Task.CONTINUE and not trace.paired):
        return f"one row a word that asks; asked is “{label}”"
    return f"one row a word that asks; asked is “{label}”, and “{after.piece}” comes next"
