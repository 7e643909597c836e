"""What was done to a run, in words: what is held, masked and blocked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.core.foreign import plain
from explorer.core.interventions.intervention import ALL, Block, Hold, Masked, Named
from explorer.core.numbers import listing
from explorer.core.sites.attention import Attention


def held_told(holds: Iterable[Hold], sites: Sequence[Attention]) -> str:
    """Say which gates are held, as "3.12, 14 = 0; 2 = 1"."""
    found = []
    for site in sites:
        own = [one for one in holds if one.site == site.name]
        for value in sorted({one.value for one in own}):
            channels = [one.channel for one in own if one.value == value]
            whole = ALL in channels or len(channels) == site.units
            which = "" if whole else f".{listing(channels)}"
            found.append(f"{site.layer}{which} = {value:g}")
    return "; ".join(found)


def masked_told(masked: Iterable[Masked]) -> str:
    """Say what of an input is masked, as "tokens 2, 3" or "the box 0.25,0.25,0.5,0.5"."""
    several = list(masked)
    tokens = [one for one in several if isinstance(one, int)]
    boxes = sorted(one for one in several if isinstance(one, tuple))
    told = []
    if tokens:
        told.append(f"token{'s' * (len(tokens) > 1)} {listing(tokens)}")
    if len(boxes) > 3:
        told.append(f"{len(boxes)} boxes of the input")
    elif boxes:
        named = "; ".join(",".join(f"{share:.4g}" for share in box) for box in boxes)
        told.append(f"{named} of the input")
    return " and ".join(told)


def blocked_told(blocks: Iterable[Block], sites: Sequence[Attention]) -> str:
    """Say who may not look at what, as "3–5 > 0"; the layers where they are not all."""
    found = []
    for block in sorted(blocks, key=str):
        looks = " > ".join(_group_told(one) for one in (block.queries, block.keys))
        own = [site for site in sites if site.name in block.sites]
        part = own[0].part if own else ""
        if own and len(own) < sum(site.part == part for site in sites):
            word = f"{part} " if part else ""
            looks += f" in {word}layers {listing([site.layer for site in own])}"
        elif part and len({site.part for site in sites}) > 1:
            looks += f" in the {part} attention"
        found.append(looks)
    return "; ".join(found)


def _group_told(names: Sequence[Named]) -> str:
    known = [one for one in names if isinstance(one, int)]
    if known:
        return "all" if ALL in known else listing(known)
    return plain("+".join(map(str, names)), 40)
