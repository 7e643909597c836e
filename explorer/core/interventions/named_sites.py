"""Sites, gates and looks of a run by the names that people give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.core.interventions.intervention import ALL, Block, Hold, MuteError, Site
from explorer.core.interventions.named_tokens import numbers
from explorer.core.numbers import is_count
from explorer.core.placement import Placement
from explorer.core.sites.attention import Attention, Kind

PARTS = ("cross", "decoder", "encoder", "attention")
"""Parts of a model of texts within which layers are counted."""


def named_hold(hold: Hold, site: Attention) -> list[Hold]:
    """The same by the path of its module, one a channel; raises MuteError where there is none."""
    if site.kind is Kind.SPATIAL:
        if hold.channel != ALL:
            raise MuteError(
                f"Layer {site.layer} is a spatial gate, which is held as a whole: name it "
                f"{site.layer}.*"
            )
        return [replace(hold, site=site.name)]
    if site.kind is not Kind.CHANNEL:
        raise MuteError(f"{site.name} has heads and no gate: mute them.")
    if hold.channel >= site.units:
        raise MuteError(
            f"There is no channel {hold.channel} in layer {site.layer}: channels go from 0 to "
            f"{site.units - 1}."
        )
    every = range(site.units) if hold.channel == ALL else (hold.channel,)
    return [Hold(site.name, one, hold.value) for one in every]


def site_meant(sites: Sequence[Attention], site: Site) -> Attention:
    """The site that a person names; raises MuteError for none."""
    found = next((one for one in sites if one.name == site), None)
    if found is not None:
        return found
    part, number = sites[0].part, str(site)
    if isinstance(site, str):
        part, colon, number = site.partition(":")
        if not colon or part not in {*PARTS, *(one.part for one in sites)} or not is_count(number):
            raise MuteError(f"There is no site named {site}. The first is {sites[0].name}.")
    own = {str(one.layer): one for one in sites if one.part == part}
    if number in own:
        return own[number]
    layers = [one.layer for one in own.values()]
    there = f"layers go from {min(layers)} to {max(layers)}" if layers else f"there is no {part}"
    raise MuteError(f"There is no layer {site} to be muted: {there}.")


def named_block(
    block: Block, sites: Sequence[Attention], placement: Placement | None = None
) -> Block:
    """The same by token numbers and paths of modules; raises MuteError for what is not there."""
    softmax = (Kind.SELF, Kind.MASKED, Kind.CROSS, Kind.SOFT)
    first = next((one.part for one in sites if one.kind in softmax), sites[0].part)
    chosen: list[Attention] = []
    for site in block.sites or (first,):
        own = [one for one in sites if one.part == site]
        chosen += own or ([] if site in PARTS else [site_meant(sites, site)])
    if not chosen:
        raise MuteError(f"There is no {block.sites[0]} attention whose looks could be blocked.")
    if wrong := [one for one in chosen if one.kind not in softmax]:
        raise MuteError(f"{wrong[0].name} has no tokens that look at each other.")
    groups = {
        (
            numbers(one.query_axis, block.queries, placement),
            numbers(one.key_axis, block.keys, placement),
        )
        for one in chosen
    }
    if len(groups) > 1:
        raise MuteError("Its layers attend on different grids: name one, as 0>1@5.")
    (asked, seen) = groups.pop()
    return Block(asked, seen, tuple(one.name for one in chosen))
