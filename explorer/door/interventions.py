"""What is done to a run, as people write it in code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.core.interventions.intervention import (
    ALL,
    Block,
    Hold,
    MuteError,
    parsed_block,
    value_of,
)
from explorer.core.interventions.mute import Mute

Heads = str | Sequence[tuple[int | str, int | str]]
"""Heads to be muted: (layer, head) pairs, or "5.3,7.*"."""
Holds = str | Sequence[tuple[int | str, int | str, float]]
"""Gates to be held: (layer, channel, value), or "3.12=0,2.*=1"."""
Part = int | str | tuple[float, ...]
"""A token's number, a word, a patch (row, column), or a box (x0, y0, x1, y1)."""
Masks = Part | Sequence[Part]
Look = str | tuple[int | str, int | str]
"""Who may not look at what: "3-5>0", or a pair of names or numbers."""
Blocks = Look | Sequence[Look]


def interventions(
    mute: Heads = (), mode: str = "zero", hold: Holds = (), mask: Masks = (), block: Blocks = ()
) -> Mute:
    """The record of what is done to a run.

    Raises
    ------
    MuteError
        Something that is none, with a sentence.
    """
    heads = Mute.parse(mute, mode) if isinstance(mute, str) and mute else None
    found = Mute.of([] if isinstance(mute, str) else mute, mode) if heads is None else heads
    held = Mute.asked(hold=hold).holds if isinstance(hold, str) else _holds(hold)
    masked = frozenset(_name(one) for one in _parts(mask))
    return replace(found, holds=held, masked=masked, blocks=frozenset(_looks(block)))


def _holds(given: Iterable[tuple[int | str, int | str, float]]) -> frozenset[Hold]:
    found = set()
    for one in given:
        try:
            site, channel, value = one
        except (TypeError, ValueError) as error:
            raise MuteError(f"A gate is held as (layer, channel, value), not {one!r}.") from error
        every = channel in ("*", "all")
        if not every and (isinstance(channel, bool) or not isinstance(channel, int) or channel < 0):
            raise MuteError(f'A channel to be held is a number from 0, or "*", not {channel!r}.')
        found.add(Hold(site, ALL if every else int(channel), value_of(value)))
    return frozenset(found)


def _parts(given: Masks) -> Sequence[Part]:
    """Several parts: a list of them, or a single one."""
    if isinstance(given, (int, str)):
        return (given,)
    numbers = all(isinstance(one, (int, float)) for one in given)
    if isinstance(given, tuple) and numbers and len(given) in (2, 4):
        return (given,)  # a patch or a box
    return tuple(given)  # type: ignore[arg-type]  # parts by now


def _name(part: Part) -> str:
    """As the command line has it."""
    if isinstance(part, tuple):
        if len(part) not in (2, 4):
            raise MuteError(f"A patch is (row, column), a box (x0, y0, x1, y1), not {part!r}.")
        return ",".join(map(str, part))
    text = str(part).strip()
    if not text or isinstance(part, bool):
        raise MuteError("What is to be masked? Name a patch, a box, a token or a word.")
    return text


def _looks(given: Blocks) -> Iterable[Block]:
    single = isinstance(given, str) or (
        isinstance(given, tuple)
        and len(given) == 2
        and not any(isinstance(one, tuple) or ">" in str(one) for one in given)
    )
    for look in (given,) if single else given:
        if isinstance(look, str):
            yield parsed_block(look)
        elif isinstance(look, tuple) and len(look) == 2:
            yield parsed_block(f"{look[0]}>{look[1]}")
        else:
            raise MuteError(f'Looks are blocked as "3-5>0" or (queries, keys), not {look!r}.')
