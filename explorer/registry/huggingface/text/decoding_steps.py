"""Writing under observation: the maps grow with every token, and are held against a run at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.trace import tracing
from explorer.capture.unchanged import unchanged
from explorer.capture.verify import check_steps
from explorer.core.checks import Check
from explorer.core.sites.token_attention import TokenSite
from explorer.core.text import Writing
from explorer.registry.huggingface.text.text_sites import Texts, seen
from explorer.registry.huggingface.text.writing import Draft, Odds, write

COMPARED = 64
"""Queries of a site, the last ones, that are held against a run over all tokens at once."""
PACE = 0.1
"""Seconds at least between two partial traces: a window draws no more in that time."""

Sites = tuple[TokenSite, ...]
NO_SITES: Sites = ()


def write_observed(
    model: Any,
    given: dict[str, Tensor],
    start: int,
    writing: Writing,
    texts: Callable[[Sequence[int]], Texts],
    on_step: Callable[[Draft, Sites], None],
    options: Options,
) -> tuple[Draft, Sites]:
    """As `write`, greedy or drawn, with the steps of the cache stitched into whole maps.

    texts: what the tokens are once the new ones are given; the last of them has not been run yet.
    options: how the model is watched. on_step: hears of the maps so far, not more often than they
    can be drawn. A model whose steps do not go on from each other, as where a window slides, has
    no maps until the end.
    """
    shown = 0.0
    with unchanged(model), tracing(model, replace(options, joined=True)) as traced:

        def on_token(draft: Draft) -> None:
            nonlocal shown
            if time.perf_counter() - shown < PACE:
                return
            sites = seen(traced.records, texts(draft.ids)).sites
            if sites:
                on_step(draft, sites)
            shown = time.perf_counter()

        draft = write(model, given, start, writing, on_token=on_token, cancelled=options.cancelled)
    return draft, seen(traced.records, texts(draft.ids)).sites


def check_live(live: Sites, whole: Sites, steps: Sequence[Odds], odds: Sequence[Odds]) -> Check:
    """What was seen step by step against the run at once: the last queries, and probabilities.

    live, whole: sites of both; those that only one has are left out. steps, odds: of the tokens.
    """
    known = {site.name: site for site in whole}
    kept, found = [], []
    for site in live:
        other = known.get(site.name)
        if other is None or other.kind is not site.kind:
            continue
        rows = range(max(0, site.queries.size - COMPARED), site.queries.size)
        kept.append(torch.tensor(site.weights(rows)))
        found.append(torch.tensor(other.weights(rows)[..., : site.keys.size]))
    for one, into in ((steps, kept), (odds, found)):
        into.append(torch.tensor([step.log_probability for step in one]).exp())
    return check_steps(kept, found)
