"""Gates that are held and looks that are blocked, as people write them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from explorer.core.foreign import Refusal, plain
from explorer.core.numbers import is_count
from explorer.core.placement import Box

ALL = -1
"""In place of a head, a channel or a token: all that there are."""

Site = int | str
"""A layer's number, as `--layer` counts it, "PART:NUMBER", or the path of a module."""
Named = int | str
"""A token by its number, or some of them as a person names them: see `numbers`."""
Masked = int | Box | str
"""A token by its number, a box in shares of the model's input, or either as a person names it."""


class MuteError(Refusal):
    """Heads, gates or tokens that are not there, or that nothing can be done to."""


@dataclass(frozen=True, slots=True, order=True)  # so that files have sets of them in one order
class Hold:
    """A gate that is held at a value, whatever the model computes for it.

    Attributes
    ----------
    site : int or str
        As people name it, or the path of its module.
    channel : int
        Of a channel gate; `ALL` for all of them, and for a spatial gate.
    value : float
        What the features are multiplied by; any finite number.
    """

    site: Site
    channel: int
    value: float


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Queries that may not look at some keys: their scores are -inf before the softmax.

    Attributes
    ----------
    queries, keys : tuple of int or str
        As people name them, or token numbers of the map; `ALL` for all.
    sites : tuple of int or str
        Where; () for all attentions of the part that the model shows first.
    """

    queries: tuple[Named, ...]
    keys: tuple[Named, ...]
    sites: tuple[Site, ...] = ()


def parsed_sites(text: str, form: str) -> list[tuple[Site, int]]:
    """Read "5.3,7.*,encoder:0.0-2" as (site, number) pairs; raises MuteError.

    Parameters
    ----------
    text : str
        SITE.NUMBER with commas between; NUMBER is one, some as 0-3, or "*".
    form : str
        What is said of anything else, with the part in place of {}.
    """
    found: list[tuple[Site, int]] = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        site, dot, number = part.rpartition(".")
        span = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?|\*", number)
        if not dot or not site or span is None:
            raise MuteError(form.format(repr(part)))
        where: Site = int(site) if is_count(site) else site
        if number == "*":
            found.append((where, ALL))
            continue
        first, last = int(span[1]), int(span[2] or span[1])
        if last < first:
            raise MuteError(f"The numbers {number} go from the smaller to the larger one.")
        found += [(where, one) for one in range(first, last + 1)]
    return found


def parsed_holds(text: str) -> frozenset[Hold]:
    """Read "3.12=0,2.*=1": channel 12 of layer 3 held at 0, and all of layer 2 at 1.

    Raises MuteError for anything else.
    """
    found = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        where, equals, number = part.rpartition("=")
        if not equals:
            raise MuteError(f"Gates are held as LAYER.CHANNEL=VALUE, as 3.12=0, not {part!r}.")
        form = "Gates are held as LAYER.CHANNEL=VALUE, as 3.12=0 or 2.*=1, not {}."
        pairs = parsed_sites(where, form)
        if not pairs:
            raise MuteError(form.format(repr(part)))
        found |= {Hold(site, channel, value_of(number)) for site, channel in pairs}
    if not found:
        raise MuteError("Which gates are to be held? Name them as 3.12=0 or 2.*=1.")
    return frozenset(found)


def value_of(number: object) -> float:
    """What a gate is held at; raises MuteError for what is no finite number."""
    try:
        value = float(str(number).strip())
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise MuteError(f"A gate is held at a number, as 0 or 0.5, not {plain(number, 40)}.")
    return value


def parsed_block(text: str) -> Block:
    """Read "A>B@SITE": queries A may not look at keys B; raises MuteError for anything else.

    A and B are names with + between, as `numbers` reads them. SITE is a layer, a part as
    "encoder", "PART:LAYER" or the path of a module; without it all layers are meant.
    """
    looks, _, where = text.partition("@")
    queries, arrow, keys = looks.partition(">")
    asked, seen = _names(queries), _names(keys)
    if not arrow or not asked or not seen:
        raise MuteError(
            f"Looks are blocked as QUERIES>KEYS, as 3-5>0 or dog>cat+the, not {text!r}."
        )
    where = where.strip()
    site: Site = int(where) if is_count(where) else where
    return Block(asked, seen, (site,) if where else ())


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in text.split("+"))))
