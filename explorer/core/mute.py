"""Which heads of a run are muted, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from explorer.core.attention import Attention
from explorer.core.foreign import Refusal
from explorer.core.numbers import listing

ALL = -1
"""In place of a head: all heads of the site."""
PARTS = ("cross", "decoder", "encoder")
"""Parts of a model of texts within which layers are counted."""

Site = int | str
"""A layer's number, as `--layer` counts it, "PART:NUMBER", or the path of a module."""


class MuteError(Refusal):
    """Heads that are not there or cannot be muted."""


class MuteMode(StrEnum):
    """What the output of a muted head becomes, before the output projection."""

    ZERO = "zero"
    MEAN = "mean"  # over the tokens of the same input: it says the same wherever it is asked


@dataclass(frozen=True, slots=True)
class Mute:
    """Heads whose output is taken away before the output projection of their module.

    Attributes
    ----------
    heads : frozenset of (site, head)
        Sites as people name them, or, once `named` has looked at a run, by the path of their
        module; `ALL` in place of a head for all heads of a site.
    mode : MuteMode
        Whether a muted head gives zeros or its mean over the tokens.
    settled : bool
        Whether all sites are paths of modules and no head is `ALL`, as `named` makes it.
    """

    heads: frozenset[tuple[Site, int]] = frozenset()
    mode: MuteMode = MuteMode.ZERO
    settled: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.heads)

    @classmethod
    def of(cls, heads: Iterable[tuple[Site, int | str]], mode: str = MuteMode.ZERO) -> Mute:
        """Make a record of (site, head) pairs; "*" or "all" in place of a head for all of them.

        Raises MuteError for heads that are no numbers, and for a mode that there is not.
        """
        found = set()
        for site, head in heads:
            every = head in ("*", "all")
            if not every and (isinstance(head, bool) or not isinstance(head, int) or head < ALL):
                raise MuteError(f'A head to be muted is a number from 0, or "*", not {head!r}.')
            found.add((site, ALL if every else int(head)))
        if mode not in tuple(MuteMode):
            raise MuteError(f"A muted head gives {' or '.join(MuteMode)}, not {mode}.")
        return cls(frozenset(found), MuteMode(mode))

    @classmethod
    def parse(cls, text: str, mode: str = MuteMode.ZERO) -> Mute:
        """Read "5.3,7.*": head 3 of layer 5, and all heads of layer 7.

        Parameters
        ----------
        text : str
            SITE.HEAD with commas between; SITE is a layer's number, "encoder:0", or the path of a
            module, HEAD a number, some as 0-3, or "*".
        mode : str
            As `MuteMode` has it.

        Raises
        ------
        MuteError
            Anything else, with a sentence.
        """
        found: list[tuple[Site, int | str]] = []
        for part in filter(None, (one.strip() for one in text.split(","))):
            site, dot, head = part.rpartition(".")
            span = re.fullmatch(r"(\d+)(?:-(\d+))?|\*", head)
            if not dot or not site or span is None:
                raise MuteError(f"Heads are muted as LAYER.HEAD, as 5.3 or 7.*, not {part!r}.")
            where: Site = int(site) if site.isdecimal() else site
            if head == "*":
                found.append((where, ALL))
                continue
            first, last = int(span[1]), int(span[2] or span[1])
            if last < first:
                raise MuteError(f"The heads {head} go from the smaller to the larger number.")
            found += [(where, one) for one in range(first, last + 1)]
        if not found:
            raise MuteError("Which heads are to be muted? Name them as 5.3 or 7.*")
        return cls.of(found, mode)

    def named(self, sites: Sequence[Attention]) -> Mute:
        """Name every site by the path of its module, as a run has it.

        Raises MuteError for sites and heads that the run does not have.
        """
        if self.settled:
            return self
        found = set()
        for site, head in self.heads:
            there = _meant(sites, site)
            if there.units != there.heads:
                raise MuteError(f"{there.name} is a channel gate, which has no heads to be muted.")
            if head >= there.heads:
                raise MuteError(
                    f"There is no head {head} in layer {there.layer}: heads go from 0 to "
                    f"{there.heads - 1}."
                )
            every = range(there.heads) if head == ALL else (head,)
            found |= {(there.name, one) for one in every}
        return replace(self, heads=frozenset(found), settled=True)

    def cells(self, sites: Sequence[Attention]) -> frozenset[tuple[int, int]]:
        """(number of the site, head) of each in a run; those that it does not have left out."""
        numbers = {site.name: at for at, site in enumerate(sites)}
        return frozenset(
            (numbers[site], head)
            for site, head in self.heads
            if isinstance(site, str) and site in numbers and head < sites[numbers[site]].heads
        )

    def by_name(self) -> Mapping[str, frozenset[int]]:
        """The heads of each site by its path, once `named`."""
        found: dict[str, set[int]] = {}
        for site, head in self.heads:
            found.setdefault(str(site), set()).add(head)
        return {site: frozenset(heads) for site, heads in found.items()}

    def without(self, site: str) -> Mute:
        """The same with no head of a site muted."""
        return replace(self, heads=frozenset(one for one in self.heads if one[0] != site))

    def told(self, sites: Sequence[Attention]) -> str:
        """Say in words what is muted in a run, as "5.3; 7.0–5 (zero)"; "" for nothing."""
        if not self.heads:
            return ""
        several = len({site.part for site in sites}) > 1
        found = []
        for at, site in enumerate(sites):
            heads = [head for one, head in self.cells(sites) if one == at]
            if heads:
                part = f"{site.part}:" if several else ""
                found.append(f"{part}{site.layer}.{listing(heads)}")
        return f"{'; '.join(found)} ({self.mode.value})"


NOTHING_MUTED = Mute()


def cells_muted(
    sites: Sequence[Attention], cells: Iterable[tuple[int, int]], mode: MuteMode
) -> Mute:
    """The record of (number of the site, head) pairs of a run."""
    return Mute(frozenset((sites[at].name, head) for at, head in cells), mode, settled=True)


def _meant(sites: Sequence[Attention], site: Site) -> Attention:
    """The site that a person names; raises MuteError for none."""
    found = next((one for one in sites if one.name == site), None)
    if found is not None:
        return found
    part, number = sites[0].part, str(site)
    if isinstance(site, str):
        part, colon, number = site.partition(":")
        if not colon or part not in PARTS or not number.isdecimal():
            raise MuteError(f"There is no site named {site}. The first is {sites[0].name}.")
    own = {str(one.layer): one for one in sites if one.part == part}
    if number in own:
        return own[number]
    layers = [one.layer for one in own.values()]
    there = f"layers go from {min(layers)} to {max(layers)}" if layers else f"there is no {part}"
    raise MuteError(f"There is no layer {site} to be muted: {there}.")
