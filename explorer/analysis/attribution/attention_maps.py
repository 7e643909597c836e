"""Attributions that are made of attention maps alone: heads and layers as one, and rollout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.attribution.rollout import Fusion, fused, rollout
from explorer.core.cancel import Cancelled
from explorer.core.map.attribution import Attribution
from explorer.core.numbers import listing
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.sites.token_attention import TokenSite
from explorer.core.trace import Trace

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

LONGEST = 4096
"""Tokens of a sequence whose whole maps are multiplied: 64 MB each."""
BLOCK = 256
"""Queries whose rows are worked out at a time."""


def no_maps(trace: Trace, subject: Subject | None = None) -> str | None:
    """Why a run has no maps of attention to combine; None where it has."""
    kind = trace.sites[trace.best].kind
    if kind in (Kind.CHANNEL, Kind.SPATIAL):
        return f"{trace.model.title} has gates and no attention between tokens."
    if kind is Kind.POINTS:
        return f"{trace.model.title} looks at points of its own, which are no tokens."
    if trace.placements and trace.steps:
        return (
            f"Of {trace.model.title} the rows are kept that wrote the answer, not those of all "
            "tokens, so that nothing can be followed from one layer to the next."
        )
    return None


def no_rollout(trace: Trace, subject: Subject | None = None) -> str | None:
    """Why the layers of a run cannot be multiplied; None where they can."""
    if reason := no_maps(trace, subject):
        return reason
    sites = rolled(trace)
    if not sites:
        return f"{trace.model.title} has no self-attention, whose layers could be multiplied."
    axes = {axis for site in sites for axis in (site.query_axis, site.key_axis)}
    if len(axes) > 1:
        return "Its layers attend on different grids, so that their maps cannot be multiplied."
    (axis,) = axes
    if axis.size > LONGEST:
        return f"Its maps of {axis.size:,} tokens are too long to be multiplied."
    if hidden := not_shown(trace):
        return f"{len(hidden)} of its layers are not seen as maps ({hidden[0]})."
    if any(isinstance(site, TokenSite) and site.rest for site in sites):
        return "Its rows do not sum to 1, which rollout rests on."
    return None


def not_shown(trace: Trace) -> list[str]:
    """Names of attention sites that ran and are not among those of the trace.

    Their checks stand among those of the run, each under the name of its site.
    """
    named = (check.name.partition(": ") for check in trace.checks)
    shown = {site.name for site in trace.sites}
    return list(dict.fromkeys(one for one, colon, _ in named if colon and one not in shown))


def rolled(trace: Trace) -> tuple[Attention, ...]:
    """The self-attentions of one sequence, first layer first: of two texts those of the encoder."""
    wanted = (Kind.SELF,) if trace.paired else (Kind.SELF, Kind.MASKED)
    return tuple(site for site in trace.sites if site.kind in wanted)


def read_layers(trace: Trace) -> tuple[Attention, ...]:
    """The self-attentions of what is read; of a detector those of its photo, not of its objects."""
    found = (site for site in trace.sites if site.kind is Kind.SELF)
    return tuple(one for one in found if not trace.objects or one.query_axis == one.key_axis)


def of_heads(trace: Trace, choices: Choices, fusion: Fusion) -> Attribution:
    """The heads of one layer as one map, by their mean, largest or smallest value."""
    at = trace.best if choices.layer is None else choices.layer
    if not 0 <= at < len(trace.sites):
        raise AttributionError(f"There is no site {at}: they go from 0 to {len(trace.sites) - 1}.")
    site = trace.sites[at]
    word = {"mean": "Mean", "max": "Largest", "min": "Smallest"}[fusion]
    return attribution(
        trace,
        [site],
        rows_of(site, choices, lambda weights: fused(weights, fusion)),
        choices,
        method=f"heads-{fusion}",
        title=f"{word} of heads",
        subtitle=f"layer {site.layer}",
        quantity="attention weight",
    )


def of_layers(trace: Trace, choices: Choices) -> Attribution:
    """The mean of all heads of all layers that attend on the grid, or in the part, of the best."""
    best = trace.sites[trace.best]
    sites = [
        site
        for site in trace.sites
        if (site.kind, site.query_axis, site.key_axis)
        == (best.kind, best.query_axis, best.key_axis)
    ]
    maps = [rows_of(site, choices, fused) for site in sites]
    return attribution(
        trace,
        sites,
        frozen(np.mean(maps, axis=0)),
        choices,
        method="layers",
        title="Mean of layers",
        subtitle=_layers(sites),
        quantity="attention weight, mean of all heads and layers",
    )


def of_rollout(trace: Trace, choices: Choices) -> Attribution:
    """Rollout over all self-attention layers of a sequence."""
    sites = rolled(trace)

    def maps() -> Sequence[Array]:
        found = []
        for at, site in enumerate(sites):
            if choices.cancelled():
                raise Cancelled
            found.append(fused(site.weights(), choices.fusion))
            choices.progress((at + 1) / (len(sites) + 1))
        return found

    joint = rollout(maps(), choices.discard)
    told = f"heads by their {choices.fusion}"
    if choices.discard:
        told += f", weakest {100 * choices.discard:.0f} % of links left out"
    return attribution(
        trace,
        sites,
        chosen_rows(sites[0], joint, choices),
        choices,
        method="rollout",
        title="Rollout",
        subtitle=f"{_layers(sites)} · {told}",
        quantity="share of the rollout",
    )


def attribution(
    trace: Trace,
    sites: Sequence[Attention],
    values: Array,
    choices: Choices,
    *,
    method: str,
    title: str,
    subtitle: str,
    quantity: str,
) -> Attribution:
    """Rows (queries, keys) over the tokens of a text, or one row over the patches of a photo."""
    site = sites[0]
    facts = {"Site": ", ".join(one.name for one in sites)}
    if isinstance(site, TokenSite):
        return Attribution(
            method=method,
            title=title,
            subtitle=subtitle,
            quantity=quantity,
            values=values,
            row=last_query(site) if choices.query is None else choices.query,
            queries=site.queries,
            keys=site.keys,
            facts=facts,
        )
    assert isinstance(site, PatchSite)
    query = asks(site.queries, choices)
    facts["Query"] = "mean of all patches" if query is None else site.queries.label(query)
    rows, cols = site.keys.rows, site.keys.cols
    return Attribution(
        method=method,
        title=title,
        subtitle=subtitle,
        quantity=f"{quantity} of one patch",
        values=frozen(values[0, site.keys.patches].reshape(rows, cols)),  # (1, keys) of one row
        facts=facts,
    )


def last_query(site: TokenSite) -> int:
    """The token of a text that asks at first: of a masked site the last, which sees all."""
    tokens: Tokens = site.queries
    return tokens.size - 1 if site.kind is Kind.MASKED else 0


def asks(axis: PatchGrid, choices: Choices) -> int | None:
    """The token of a photo that asks; None for the mean of all patches."""
    if choices.query is not None:
        return choices.query
    return axis.prefix.index("CLS") if "CLS" in axis.prefix else None


def chosen_rows(site: Attention, whole: Array, choices: Choices) -> Array:
    """All rows of a map (queries, keys) of a text; of a photo the one that asks, (1, keys)."""
    if isinstance(site, TokenSite):
        return frozen(whole)
    assert isinstance(site, PatchSite)
    query = asks(site.queries, choices)
    row = whole[site.queries.patches].mean(axis=0) if query is None else whole[query]
    return frozen(row[None])


def rows_of(site: Attention, choices: Choices, fuse: Callable[[Array], Array]) -> Array:
    """The rows that `chosen_rows` has, of the heads made one; the others are not worked out."""
    if isinstance(site, TokenSite):
        return frozen(fuse(site.weights()))
    assert isinstance(site, PatchSite)
    query = asks(site.queries, choices)
    if query is not None:
        return frozen(fuse(site.weights([query])))
    total = np.zeros(site.keys.size)
    every = range(site.queries.size)[site.queries.patches]
    for start in range(0, len(every), BLOCK):
        if choices.cancelled():
            raise Cancelled
        total += fuse(site.weights(every[start : start + BLOCK])).sum(axis=0)
    return frozen(total[None] / len(every))


def _layers(sites: Sequence[Attention]) -> str:
    part = f"{sites[0].part} " if sites[0].part else ""
    return f"{part}layers {listing([site.layer for site in sites])}"
