"""What is taken away in a run: heads, gates, parts of the input, looks at some tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from explorer.core.foreign import plain
from explorer.core.interventions.intervention import (
    ALL,
    Block,
    Hold,
    Masked,
    MuteError,
    Named,
    Site,
    parsed_block,
    parsed_holds,
    parsed_sites,
)
from explorer.core.interventions.named_sites import named_block, named_hold, site_meant
from explorer.core.interventions.named_tokens import numbers, region_of
from explorer.core.numbers import listing
from explorer.core.placement import Placement
from explorer.core.sites.attention import Attention
from explorer.core.text import Sentence


class MuteMode(StrEnum):
    """What the output of a muted head becomes, before the output projection."""

    ZERO = "zero"
    MEAN = "mean"  # over the tokens of the same input: it says the same wherever it is asked


@dataclass(frozen=True, slots=True)
class Mute:
    """What is taken away, or held, in a run; nothing where all of it is empty.

    Attributes
    ----------
    heads : frozenset of (site, head)
        Heads whose output is taken away before the output projection of their module. Sites as
        people name them, or, once `named` has looked at a run, by the path of their module; `ALL`
        in place of a head for all heads of a site.
    mode : MuteMode
        Whether a muted head gives zeros or its mean over the tokens.
    settled : bool
        Whether all sites are paths of modules and nothing is named in words, as `named` makes it.
    holds : frozenset of Hold
        Gates that are held at a value.
    masked : frozenset of int, Box or str
        Tokens of the text whose word vectors are zeros, and boxes of the photo, in shares of the
        model's input, that are its mean colour.
    blocks : frozenset of Block
        Which queries may not look at which keys.
    read : tuple of int
        The vocabulary's numbers of the text that masked tokens are of, once `named`.
    """

    heads: frozenset[tuple[Site, int]] = frozenset()
    mode: MuteMode = MuteMode.ZERO
    settled: bool = field(default=False, compare=False)
    holds: frozenset[Hold] = frozenset()
    masked: frozenset[Masked] = frozenset()
    blocks: frozenset[Block] = frozenset()
    read: tuple[int, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.heads or self.holds or self.masked or self.blocks)

    @property
    def undone(self) -> str:
        """What a run without any of it is called, of all heads where only those are muted."""
        return "no change" if self.holds or self.masked or self.blocks else "all heads"

    @classmethod
    def of(cls, heads: Iterable[tuple[Site, int | str]], mode: str = MuteMode.ZERO) -> Mute:
        """Make a record of (site, head) pairs; "*" or "all" in place of a head for all of them.

        Raises MuteError for heads that are no numbers, and for a mode that there is not.
        """
        found = set()
        for one in heads:
            try:
                site, head = one
            except (TypeError, ValueError) as error:
                raise MuteError(
                    f"A head is muted as (layer, head), not {plain(one, 40)}."
                ) from error
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
        found = parsed_sites(text, "Heads are muted as LAYER.HEAD, as 5.3 or 7.*, not {}.")
        if not found:
            raise MuteError("Which heads are to be muted? Name them as 5.3 or 7.*")
        return cls.of(found, mode)

    @classmethod
    def asked(
        cls,
        heads: str = "",
        mode: str = MuteMode.ZERO,
        hold: str = "",
        mask: Iterable[str] = (),
        block: Iterable[str] = (),
    ) -> Mute:
        """Read all that may be done to a run, as the command line takes it.

        Parameters
        ----------
        heads, mode : str
            As `parse` takes them; "" for no heads.
        hold : str
            As `parsed_holds` takes it: "3.12=0,2.*=1".
        mask : iterable of str
            Each a patch "ROW,COL", a box "X0,Y0,X1,Y1" in shares of the photo, a token's number,
            some as "3-5", or a word.
        block : iterable of str
            As `parsed_block` takes them: "3-5>0", "dog>cat@encoder".

        Raises
        ------
        MuteError
            Anything else, with a sentence.
        """
        found = cls.parse(heads, mode) if heads else cls.of((), mode)
        masked = [one.strip() for one in mask]
        if not all(masked):
            raise MuteError("What is to be masked? Name a patch, a box, a token or a word.")
        return replace(
            found,
            holds=parsed_holds(hold) if hold else frozenset(),
            masked=frozenset(masked),
            blocks=frozenset(map(parsed_block, block)),
        )

    def named(
        self,
        sites: Sequence[Attention],
        placement: Placement | None = None,
        sentence: Sentence | None = None,
    ) -> Mute:
        """Name every site by the path of its module, and tokens by numbers, as a run has them.

        Parameters
        ----------
        sites : sequence of Attention
            Of a run on the same input.
        placement : Placement or None
            Where the model's input lies on the photo, of a run on one.
        sentence : Sentence or None
            The text that is read, of a run on one.

        Raises
        ------
        MuteError
            The run has no such site, head, channel, token or patch.
        """
        if self.settled:
            return self
        found = set()
        for site, head in self.heads:
            there = site_meant(sites, site)
            if there.units != there.heads:
                raise MuteError(f"{there.name} is a channel gate, which has no heads to be muted.")
            if head >= there.heads:
                raise MuteError(
                    f"There is no head {head} in layer {there.layer}: heads go from 0 to "
                    f"{there.heads - 1}."
                )
            every = range(there.heads) if head == ALL else (head,)
            found |= {(there.name, one) for one in every}
        holds = {
            one for hold in self.holds for one in named_hold(hold, site_meant(sites, hold.site))
        }
        return replace(
            self,
            heads=frozenset(found),
            holds=frozenset(holds),
            masked=frozenset(self._masked(sites, placement, sentence)),
            blocks=frozenset(named_block(one, sites, placement) for one in self.blocks),
            read=() if sentence is None else sentence.ids,
            settled=True,
        )

    def _masked(
        self,
        sites: Sequence[Attention],
        placement: Placement | None,
        sentence: Sentence | None,
    ) -> Iterable[Masked]:
        for name in self.masked:
            if placement is not None:
                yield region_of(name, sites, placement)
            elif sentence is None or not sentence.ids or isinstance(name, tuple):
                raise MuteError("There is no photo of which a part could be masked.")
            else:
                found = numbers(sentence.tokens, [name])
                yield from range(sentence.tokens.size) if ALL in found else found

    def cells(self, sites: Sequence[Attention]) -> frozenset[tuple[int, int]]:
        """(number of the site, head or channel) of what is muted or held in a run.

        Those that it does not have are left out; of a spatial gate the head is 0.
        """
        order = {site.name: at for at, site in enumerate(sites)}
        held = ((one.site, max(one.channel, 0)) for one in self.holds)
        return frozenset(
            (order[site], unit)
            for site, unit in (*self.heads, *held)
            if isinstance(site, str) and site in order and unit < sites[order[site]].units
        )

    def by_name(self) -> Mapping[str, frozenset[int]]:
        """The heads of each site by its path, once `named`."""
        found: dict[str, set[int]] = {}
        for site, head in self.heads:
            found.setdefault(str(site), set()).add(head)
        return {site: frozenset(heads) for site, heads in found.items()}

    def held(self) -> Mapping[str, Mapping[int, float]]:
        """Of each gate by its path what each channel is held at, once `named`."""
        found: dict[str, dict[int, float]] = {}
        for one in sorted(self.holds, key=lambda hold: (hold.channel, hold.value)):
            found.setdefault(str(one.site), {})[one.channel] = one.value
        return found

    def blocked(self) -> Mapping[str, tuple[Block, ...]]:
        """What is blocked at each site, by its path, once `named`."""
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            for site in block.sites:
                found.setdefault(str(site), []).append(block)
        return {site: tuple(blocks) for site, blocks in found.items()}

    def without(self, site: str) -> Mute:
        """The same with no head of a site muted."""
        return replace(self, heads=frozenset(one for one in self.heads if one[0] != site))

    def told(self, sites: Sequence[Attention]) -> str:
        """Say in words which heads are muted in a run, as "5.3; 7.0–5 (zero)"; "" for none."""
        if not self.heads:
            return ""
        several = len({site.part for site in sites}) > 1
        found = []
        cells = replace(self, holds=frozenset()).cells(sites)
        for at, site in enumerate(sites):
            heads = [head for one, head in cells if one == at]
            if heads:
                part = f"{site.part}:" if several else ""
                found.append(f"{part}{site.layer}.{listing(heads)}")
        return f"{'; '.join(found)} ({self.mode.value})"

    def facts(self, sites: Sequence[Attention]) -> dict[str, str]:
        """What is done to a run, by what is done: what a file says of it."""
        said = (
            self.told(sites),
            held_told(self.holds, sites),
            masked_told(self.masked),
            blocked_told(self.blocks, sites),
        )
        return {name: words for name, words in zip(DONE, said, strict=True) if words}

    def check_text(self, ids: Sequence[int]) -> None:
        """Raise MuteError where tokens are masked that are not those of a text of these numbers."""
        if self.masked and tuple(ids) != self.read:
            raise MuteError("What is masked are tokens of another text: mask those of this one.")

    def of_text(self, ids: Sequence[int]) -> Mute:
        """The same for another text: of what is named by tokens that in which both begin alike."""
        if tuple(ids) == self.read or not self.read:
            return self
        pairs = zip(ids, self.read, strict=False)
        alike = next((at for at, (one, other) in enumerate(pairs) if one != other), len(ids))

        def there(names: Iterable[object]) -> bool:
            return all(isinstance(one, int) and one < alike for one in names)

        return replace(
            self,
            masked=frozenset(one for one in self.masked if there([one])),
            blocks=frozenset(one for one in self.blocks if there((*one.queries, *one.keys))),
            read=tuple(ids),
        )

    def elsewhere(self) -> Mute:
        """The same without what is named by the tokens of one text."""
        return replace(self, masked=frozenset(), blocks=frozenset(), read=())


NOTHING_MUTED = Mute()
DONE = ("Muted", "Held", "Masked", "Blocked")
"""What can be done to a run, as a file names it."""


def cells_muted(
    sites: Sequence[Attention], cells: Iterable[tuple[int, int]], mode: MuteMode
) -> Mute:
    """The record of (number of the site, head) pairs of a run."""
    return Mute(frozenset((sites[at].name, head) for at, head in cells), mode, settled=True)


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
