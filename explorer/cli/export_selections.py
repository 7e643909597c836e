"""Which maps of a run an export draws: its layers, heads and queries, in the words of options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from explorer.core.selection import GateSide, Scale, Selection
from explorer.core.selector import (
    ALL,
    site_numbers,
    with_head,
    with_left_out,
    with_query,
    with_region,
)
from explorer.core.trace import Trace
from explorer.figures.photo_picture import every


def selections(trace: Trace, arguments: argparse.Namespace) -> Iterator[Selection]:
    """Yield what is drawn of a run, one selection a picture.

    Raises
    ------
    SelectionError
        A part, layer, head, query or region that the run does not have.
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
        one = with_left_out(trace, one, _left_out(arguments))
        found.append(with_region(trace, one, arguments.queries, arguments.keys))
    for one in found:
        yield from every(trace, one, None, all_heads)


def _left_out(arguments: argparse.Namespace) -> set[int]:
    """The tokens that are left out of the columns."""
    found = {int(one) for one in arguments.without.split(",")} if arguments.without else set()
    return found | {0} if arguments.without_first else found
