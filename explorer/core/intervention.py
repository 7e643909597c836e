"""Gates that are held, parts of an input that are masked, and looks that are blocked."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.core.foreign import Refusal, plain
from explorer.core.numbers import is_count, listing
from explorer.core.placement import Box, Placement
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Axis, PatchGrid, Tokens

ALL = -1
"""In place of a head, a channel or a token: all that there are."""
PARTS = ("cross", "decoder", "encoder", "attention")
"""Parts of a model of texts within which layers are counted."""

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


def numbers(
    axis: Axis, names: Iterable[Named], placement: Placement | None = None
) -> tuple[int, ...]:
    """Token numbers of what a person names; `ALL` alone for "*".

    Parameters
    ----------
    axis : Axis
        What the tokens are: of a text, or the patches of a photo with what stands before them.
    names : iterable of int or str
        A number; some as "3-5"; "*"; of a text a word, the first that reads so; of a photo "cls",
        "ROW,COL", or "X0,Y0,X1,Y1", a box whose patches have their middle in it, as shares of the
        photo's width and height.
    placement : Placement, optional
        Where the model's input lies on its photo.

    Raises
    ------
    MuteError
        There is no such token.
    """
    found: set[int] = set()
    for name in names:
        text = str(name).strip()
        if text in ("*", str(ALL)):
            return (ALL,)
        found.update(_number(axis, text, placement))
    if beyond := [one for one in found if not 0 <= one < axis.size]:
        raise MuteError(f"There is no token {min(beyond)}: tokens go from 0 to {axis.size - 1}.")
    return tuple(sorted(found))


def _number(axis: Axis, text: str, placement: Placement | None) -> Iterable[int]:
    span = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", text)
    named = _NAMED.get(type(axis))
    found = None if named is None else named(axis, text, placement, span is not None)
    if found is not None:
        return found
    if span is None:
        raise MuteError(f"There is no token {plain(text, 40)}.")
    return range(int(span[1]), int(span[2] or span[1]) + 1)


def _words(
    axis: Tokens, text: str, placement: Placement | None, numbered: bool
) -> tuple[int, ...] | None:
    """The tokens of the first word that reads so; None for a number."""
    rows = axis.groups(merged=True)
    word = next((row for row in rows if axis.text(row).strip() == text), None)
    if word is None and not numbered:
        words = " ".join(axis.text(row).strip() for row in rows[:40])
        raise MuteError(f"No word reads {plain(text, 40)}: there are {words}.")
    return word


def _of_grid(
    axis: PatchGrid, text: str, placement: Placement | None, numbered: bool
) -> tuple[int, ...] | None:
    """What stands before the patches by its name, a patch, or those in a box; None for a number."""
    if text.casefold() in (names := [one.casefold() for one in axis.prefix]):
        return (names.index(text.casefold()),)
    if numbered:
        return None
    match _fractions(text):
        case (row, col) if row == int(row) and col == int(col):
            try:
                return (axis.index(int(row), int(col)),)
            except ValueError as error:
                raise MuteError(str(error)) from error
        case (x0, y0, x1, y1) if placement is not None:
            inside = _patches(axis, (x0, y0, x1, y1), placement)
            if not inside:
                raise MuteError(f"No patch has its middle in the box {text}.")
            return tuple(inside)
    raise MuteError(f"Patches are named as cls, ROW,COL, a number, or X0,Y0,X1,Y1, not {text!r}.")


_NAMED: dict[type[Axis], Callable[..., tuple[int, ...] | None]] = {
    Tokens: _words,
    PatchGrid: _of_grid,
}
"""What reads the names of the tokens of an axis; others have numbers alone."""


def _fractions(text: str) -> tuple[float, ...]:
    try:
        return tuple(value for part in text.split(",") if math.isfinite(value := float(part)))
    except ValueError:
        return ()


def _patches(axis: PatchGrid, box: Box, placement: Placement) -> list[int]:
    """The patches whose middle lies in a box, in shares of the photo."""
    found = []
    for row in range(axis.rows):
        for col in range(axis.cols):
            x0, y0, x1, y1 = placement.patch_box(row, col, axis.rows, axis.cols)
            across = (x0 + x1) / 2 / placement.width
            down = (y0 + y1) / 2 / placement.height
            if box[0] <= across < box[2] and box[1] <= down < box[3]:
                found.append(axis.index(row, col))
    return found


def region_of(name: Masked, sites: Sequence[Attention], placement: Placement) -> Box:
    """The box of the model's input, in shares of it, that a person names on a photo.

    Parameters
    ----------
    name : int, Box or str
        A patch as its number or "ROW,COL", on the grid of the first site that has one; a box
        "X0,Y0,X1,Y1" in shares of the photo; a `Box` is one already.

    Raises
    ------
    MuteError
        There is no such patch, or nothing of the box lies in what the model sees.
    """
    if isinstance(name, tuple):
        return name
    axes = (axis for site in sites for axis in (site.query_axis, site.key_axis))
    axis = next((one for one in axes if isinstance(one, PatchGrid) and one.rows), None)
    axis = PatchGrid(*sites[-1].grid) if axis is None else axis
    shares = _fractions(str(name))
    if len(shares) == 4:
        x0, y0, x1, y1 = shares
        if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
            raise MuteError(f"A box is four shares, as 0.2,0.1,0.8,0.9, not {name}.")
        return on_input((x0, y0, x1, y1), placement)
    (number, *_) = numbers(axis, [name], placement)
    cell = axis.cell(number) if number != ALL else None
    if cell is None:
        raise MuteError(f"{name} is no patch of the photo: name one as ROW,COL.")
    return cell_box(cell, (axis.rows, axis.cols))


def cell_box(cell: tuple[int, int], grid: tuple[int, int]) -> Box:
    """A cell of a grid over the model's input, in shares of it."""
    (row, col), (rows, cols) = cell, grid
    return col / cols, row / rows, (col + 1) / cols, (row + 1) / rows


def on_input(box: Box, placement: Placement) -> Box:
    """A box in shares of the photo as one in shares of the model's input.

    Raises MuteError where nothing of it lies in what the model sees.
    """
    wide, high = placement.x1 - placement.x0, placement.y1 - placement.y0
    across = [(x * placement.width - placement.x0) / wide for x in box[::2]]
    down = [(y * placement.height - placement.y0) / high for y in box[1::2]]
    x0, x1, y0, y1 = (min(max(one, 0.0), 1.0) for one in (*across, *down))
    if x0 >= x1 or y0 >= y1:
        raise MuteError("Nothing of the region lies in what the model sees of the photo.")
    return x0, y0, x1, y1


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
