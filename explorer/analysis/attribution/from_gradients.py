"""Attributions that take a second pass: relevance, LeGrad, and value-weighted attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.attribution.attention_maps import asks, attribution, no_maps, read_layers
from explorer.analysis.attribution.gradient_pass import Pass, gradient_pass
from explorer.analysis.attribution.layer_scores import layer_gradients
from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.attribution.projections import projection_of
from explorer.analysis.attribution.relevance import (
    Relevances,
    sensitivity,
    transformed_norms,
    weighed,
)
from explorer.capture.second_pass import Graded, GradientError, graded
from explorer.core.checks import Check
from explorer.core.interventions.mute import MuteMode
from explorer.core.map.attribution import Attribution
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.sites.token_attention import TokenSite
from explorer.core.trace import Trace

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

SHARE = "share of the relevance"


def no_relevance(trace: Trace, subject: Subject | None = None) -> str | None:
    """Why gradients by the maps of a run cannot be followed; None where they can."""
    if reason := no_maps(trace, subject):
        return reason
    if any(site.kind is Kind.SOFT for site in trace.sites):
        return (
            "Its decoder is recurrent: what earlier steps looked at comes through its state, "
            "which no rule of attention follows."
        )
    sites = read_layers(trace)
    axes = {axis for site in sites for axis in (site.query_axis, site.key_axis)}
    if len(axes) > 1:
        return "Its layers attend on different grids: no relevance goes from one to the next."
    if any(isinstance(site, PatchSite) and _windowed(site) for site in sites):
        return "It attends within windows, whose maps are not those of all patches."
    return None


def no_layer_scores(trace: Trace, subject: Subject | None = None) -> str | None:
    """Why the layers of a run have no scores of their own; None where they have."""
    if trace.paired:
        return "It reads one text and writes another, so that its layers have no common score."
    if trace.objects:
        return "A detector answers for each object, and its layers have no score of their own."
    return no_relevance(trace, subject)


def _windowed(site: PatchSite) -> bool:
    return type(site).__name__ == "WindowPatches"


def of_relevance(
    trace: Trace, target: str, subject: Subject | None, choices: Choices
) -> Attribution:
    """Gradient × attention relevance of Chefer et al. 2021, of one sequence or of two."""
    run = gradient_pass(trace, target, subject, choices)
    layers = _graded(run, choices)
    found = Relevances()
    reading = _source_size(trace)
    for one in layers:
        if len(one.weights) != 1:
            raise AttributionError(f"{one.name} attends within windows, which no relevance passes.")
        layer = weighed(one.weights[0].numpy(), one.gradient[0].numpy())
        match _role(trace, one, reading):
            case Kind.SELF:
                found.read(layer)
            case Kind.MASKED:
                found.write(layer)
            case Kind.CROSS:
                found.look(layer)
    if found.across is not None:
        row = found.across[_rows(run, layers, of_target=True)].mean(axis=0)
    else:
        assert found.source is not None
        size = found.source.shape[0]
        beside = found.source - np.eye(size, dtype=np.float32)
        row = beside[_rows(run, layers, of_target=False)].mean(axis=0)
    return _of_row(trace, run, row, "relevance", "Relevance", "gradient × attention", choices)


def of_legrad(trace: Trace, target: str, subject: Subject | None, choices: Choices) -> Attribution:
    """LeGrad of Bousselham et al. 2024: each layer's own score by its own map."""
    run = gradient_pass(trace, target, subject, choices)
    gradients, checks = layer_gradients(run, choices)
    row = np.mean([sensitivity(one) for one in gradients], axis=0)
    made = _of_row(trace, run, row, "legrad", "LeGrad", "gradient of each layer's score", choices)
    return _with(made, checks)


def of_values(trace: Trace, target: str, subject: Subject | None, choices: Choices) -> Attribution:
    """Value-weighted attention of Kobayashi et al. 2020 at one site, all heads together."""
    run = gradient_pass(trace, target, subject, choices)
    at = trace.best if choices.layer is None else choices.layer
    if not 0 <= at < len(trace.sites):
        raise AttributionError(f"There is no site {at}: they go from 0 to {len(trace.sites) - 1}.")
    site = trace.sites[at]
    product = next((one for one in run.products if one.name == site.name), None)
    if product is None or len(product.weights) != 1:
        raise AttributionError(f"{site.name} was not seen as a whole in the pass with gradients.")
    projection, check = projection_of(run.call, product, trace.mute)
    weights = product.weights[0].clone()  # (heads, Q, K)
    for head in trace.mute.by_name().get(site.name, ()):  # as they go on: nothing, or their mean
        mean = weights[head].mean(dim=0) if trace.mute.mode is MuteMode.MEAN else 0.0
        weights[head] = mean
    norms = transformed_norms(weights.numpy(), product.value[0].numpy(), projection.numpy())
    if isinstance(site, PatchSite):
        query = asks(site.queries, choices)
        rows = norms[site.queries.patches].mean(axis=0) if query is None else norms[query]
        norms = rows[None]  # (1, K)
    made = attribution(
        trace,
        [site],
        frozen(norms),
        choices,
        method="value",
        title="Value-weighted attention",
        subtitle=f"layer {site.layer} · all heads",
        quantity="length of what comes through",
    )
    return _with(made, (*run.checks, check))


def _with(made: Attribution, checks: Sequence[Check]) -> Attribution:
    return replace(made, checks=(*made.checks, *checks))


def _graded(run: Pass, choices: Choices) -> list[Graded]:
    choices.progress(0.5)
    try:
        return graded(run.score, run.products)
    except GradientError as error:
        raise AttributionError(str(error)) from error


def _source_size(trace: Trace) -> int:
    """How many tokens the sequence has that is read first."""
    if trace.paired:
        return trace.sentence.tokens.size
    sites = read_layers(trace)
    return sites[0].key_axis.size if sites else trace.sites[trace.best].key_axis.size


def _role(trace: Trace, one: Graded, source: int) -> Kind:
    """Whether a layer reads the source (SELF), writes (MASKED), or looks across (CROSS)."""
    site = next((site for site in trace.sites if site.name == one.name), None)
    if site is not None:
        if trace.paired:
            return Kind.CROSS if site.kind in (Kind.CROSS, Kind.SOFT) else site.kind
        return Kind.SELF if not trace.objects or site in read_layers(trace) else Kind.CROSS
    queries, keys = one.weights.shape[2:]
    if trace.objects and keys == source != queries:
        return Kind.CROSS
    if trace.objects and queries == keys:
        return Kind.MASKED
    raise AttributionError(f"{one.name} is not among the maps of this run.")


def _rows(run: Pass, layers: Sequence[Graded], of_target: bool) -> list[int]:
    """The tokens that the answer is read from: its own place, else those that move it.

    Measured: those of the last layer whose product has a gradient.
    """
    if run.target.place is not None:
        return [run.target.place]
    for one in reversed(layers):  # where all heads of the last are muted, that before it
        moving = one.output_gradient.abs().sum(dim=(0, 1, 3))  # (Q,)
        found: list[int] = moving.nonzero()[:, 0].tolist()
        if found:
            return found
    raise AttributionError(f"{run.target.label} does not depend on any attention.")


def _of_row(
    trace: Trace, run: Pass, row: Array, method: str, title: str, how: str, choices: Choices
) -> Attribution:
    """One value a token as shares: over the patches of a photo, or the tokens of a text."""
    label = run.target.label
    site = next((one for one in trace.sites if one.kind is not Kind.MASKED), trace.sites[0])
    site = _read_site(trace, site)
    axis = site.key_axis
    facts = {"Site": f"{len(run.products)} attention sites"}
    if isinstance(axis, PatchGrid):
        return Attribution(
            method=method,
            title=f"{title} for {label}",
            subtitle=f"{len(run.products)} layers · {how}",
            quantity=f"{SHARE} for {label}",
            values=shares(row[axis.patches]).reshape(axis.rows, axis.cols),
            target=label,
            checks=run.checks,
            facts=facts,
        )
    assert isinstance(axis, Tokens)
    return Attribution(
        method=method,
        title=f"{title} for {label}",
        subtitle=f"{len(run.products)} layers · {how}",
        quantity=f"{SHARE} for {label}",
        values=shares(row)[None],  # (1, K)
        target=label,
        queries=Tokens((label,), (0,)),
        keys=axis,
        checks=run.checks,
        facts=facts,
    )


def _read_site(trace: Trace, site: Attention) -> Attention:
    """A site whose keys are what the answer is attributed to: of two texts that which is read."""
    if not trace.paired:
        return trace.sites[trace.best]
    return next(
        one
        for one in (*trace.sites, site)
        if isinstance(one, TokenSite) and one.keys.size == trace.sentence.tokens.size
    )


def shares(values: Array) -> Array:
    """The same with sum 1; zeros stay as they are."""
    total = float(values.sum())
    return frozen(values / total if total > 0 else values)
