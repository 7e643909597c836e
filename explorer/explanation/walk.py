"""Walk through what the site on screen computes, with the numbers of this very run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from explorer.core.interventions.intervention import ALL
from explorer.core.interventions.mute import MuteMode
from explorer.core.numbers import listing
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.sites.attention import Attention
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.trace import Trace
from explorer.explanation.gate_steps import channel_steps, spatial_steps
from explorer.explanation.mean_steps import mean_steps, same_keys
from explorer.explanation.quantities import Walkthrough
from explorer.explanation.softmax_steps import Walk, softmax_steps

PADDING = "padding"
_IN_PLACE = {MuteMode.ZERO: "zeros", MuteMode.MEAN: "their mean over the tokens"}
"""What goes on to the output projection in place of a muted head's output."""


def walk_through(trace: Trace, selection: Selection) -> Walkthrough:
    """The steps of the site and query of a selection, each with its formula and numbers.

    Of a mean of heads the steps are those of all heads side by side. Where heads have keys of their
    own, so that there is no mean key by key, they are those of the head whose largest weight is
    largest. Words are not merged here. Pure: the same trace and selection give the same numbers.
    """
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    if isinstance(site, ChannelGate | SpatialGate):
        return _gate(site, trace.mute.held().get(site.name, {}))
    return _attention(trace, site, selection)


def _muted(heads: frozenset[int], mode: MuteMode) -> str:
    """That the outputs shown of some heads are not what went on in this run."""
    those = f"Head {min(heads)} is" if len(heads) == 1 else f"Heads {listing(sorted(heads))} are"
    return f"{those} muted in this run: {_IN_PLACE[mode]} go on in place of the output shown here."


def _held(values: Mapping[int, float]) -> str:
    """That gates shown are not those that the features were multiplied by in this run."""
    if ALL in values:
        return (
            f"The gate is held at {values[ALL]:g} in this run, in place of the values shown here."
        )
    held = {value: [at for at, one in values.items() if one == value] for value in values.values()}
    told = [
        f"channel{'s' * (len(channels) > 1)} {listing(channels)} at {value:g}"
        for value, channels in sorted(held.items())
    ]
    return f"Held in this run, in place of the gates shown here: {', '.join(told)}."


def _gate(site: ChannelGate | SpatialGate, held: Mapping[int, float]) -> Walkthrough:
    """held: what channels of it are held at."""
    walk = Walk()
    if isinstance(site, ChannelGate):
        channel_steps(walk, site)
    else:
        spatial_steps(walk, site)
    if held:
        walk.missing.append(_held(held))
    count = site.units if isinstance(site, ChannelGate) else 0
    return Walkthrough(
        site=site.name,
        kind=site.kind.value,
        head=None,
        strongest=False,
        asks=site.query_axis.label(0),
        writes="",
        keys=tuple(site.key_axis.label(at) for at in range(count)),
        places=tuple(range(count)),
        quantities=walk.quantities,
        steps=tuple(walk.steps),
        missing=tuple(walk.missing),
    )


def _attention(trace: Trace, site: Attention, selection: Selection) -> Walkthrough:
    query, whole = selection.query, site.heads > 1 and selection.unit == MEAN
    row = site.weights([query])[:, 0]  # (heads, keys of the site)
    head = selection.unit if selection.unit != MEAN else int(row.max(axis=1).argmax())
    each = [site.operands(query, at) for at in range(site.heads)]
    mean = whole and same_keys(each)
    found = each[head]
    places = np.arange(len(found.weights)) if found.places is None else found.places
    walk = Walk()
    muted = trace.mute.by_name().get(site.name, frozenset())
    if mean:
        mean_steps(walk, site.kind, each)
    else:
        softmax_steps(walk, site.kind, head, each)
    if muted:
        walk.missing.append(_muted(muted, trace.mute.mode))
    real = places >= 0
    walked = list(enumerate(each)) if mean else [(head, found)]
    off = [np.abs(one.weights[real] - row[at][places[real]]).max(initial=0) for at, one in walked]
    label = site.key_axis.label
    after = trace.next_of(selection.layer, query)
    return Walkthrough(
        site=site.name,
        kind=site.kind.value,
        head=head if site.heads > 1 and not mean else None,
        strongest=whole and not mean,
        heads=site.heads if mean else 0,
        asks=site.query_axis.label(query),
        writes="" if after is None else after.piece,
        keys=tuple(label(int(at)) if at >= 0 else PADDING for at in places),
        places=tuple(int(at) for at in places),
        quantities=walk.quantities,
        steps=tuple(walk.steps),
        missing=tuple(walk.missing),
        error=float(max(off)) if all(one.scores is not None for _, one in walked) else None,
    )
