"""Which maps of a run an export draws: its layers, heads and queries, in the words of options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from explorer.cli.errors import UsageError
from explorer.core.map import region
from explorer.core.map.region import Region, Span, is_long
from explorer.core.selection import GateSide, Scale, Selection
from explorer.core.selector import ALL, site_numbers, with_head, with_query
from explorer.core.trace import Trace
from explorer.figures.photo_picture import every


def selections(trace: Trace, arguments: argparse.Namespace) -> Iterator[Selection]:
    """Yield what is drawn of a run, one selection a picture.

    Raises
    ------
    SelectionError
        A part, layer, head or query that the run does not have.
    UsageError
        A region that the run does not have.
    """
    base = Selection(
        scale=Scale(arguments.scale) if arguments.scale else None,
        levels=arguments.levels,
        side=GateSide(arguments.gate),
        words=not arguments.subwords,
        special=not arguments.hide_special,
        renormalised=arguments.renormalise,
        pool=arguments.pool,
    )
    all_heads = arguments.head == ALL
    head = "mean" if all_heads else arguments.head
    found = []
    for layer in site_numbers(trace, arguments.layer, arguments.site):
        one = with_head(trace, replace(base, layer=layer), head)
        one = with_query(trace, one, arguments.query)  # layers may differ in their grids
        if arguments.queries or arguments.keys:
            one = replace(one, region=_region(trace, one, arguments))
        found.append(one)
    for one in found:
        yield from every(trace, one, None, all_heads)


def _region(trace: Trace, selection: Selection, arguments: argparse.Namespace) -> Region:
    """The part of a long map that --queries and --keys name."""
    site = trace.sites[selection.layer]
    if not is_long(site):
        raise UsageError(
            f"--queries and --keys are for texts of more than {region.LONG} tokens, whose maps are "
            "shown in tiles: leave them out."
        )
    sizes = {"queries": site.query_axis.size, "keys": site.key_axis.size}
    rows, cols = (_span(name, vars(arguments)[name], size) for name, size in sizes.items())
    return Region(rows, cols)


def _span(name: str, given: str | None, size: int) -> Span:
    """The tokens of "A:B", from A up to B, either left out for the end of the text."""
    first, colon, last = (given or ":").partition(":")
    try:
        span = int(first or 0), int(last or size)
    except ValueError:
        span = 0, 0
    if not colon or not 0 <= span[0] < span[1] <= size:
        raise UsageError(
            f"--{name} {given} is no part of {size:,} tokens: give the first and the one after the "
            f"last, as 0:{min(size, 256)}."
        )
    return span
