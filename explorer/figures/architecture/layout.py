"""Where the parts of a map of an architecture lie: numbers only, nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.core.placement import Box
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace
from explorer.explanation.architecture import Architecture, Block, Lane

EDGE, GAP = 16.0, 26.0
"""Around everything, and between two boxes, where an arrow lies; px."""
BUS, TOP, FOOT, NO_FOOT = 38.0, 48.0, 34.0, 14.0
"""From the top to what the encoder hands over and to the blocks, and below these; px."""
CLOSED, OPEN, FOLDED = 116.0, 304.0, 64.0
"""Widths of a block, of the one with the site that is shown, of many together; px."""
CHIP, LIT, BETWEEN, HEAD = 32.0, 100.0, 8.0, 42.0
"""Heights of a site, of the one that is shown, between sites, and of a block's heading; px."""
PLAIN, OUTCOME, WORDS = 92.0, 128.0, 104.0
"""Widths of another module, of what comes out, and of the words that go in; px."""
NUMBERS = 26.0
"""What the numbers of a photo's rows take, px."""
MOST, NEAR = 14, 2
"""So many blocks stand one by one; of more those next to the site that is shown, and the ends."""
CHIPS = 6
"""Sites that are drawn of one block."""
LISTED = 3
"""Other modules that are named."""


@dataclass(frozen=True, slots=True)
class Item:
    """A box of a lane.

    Attributes
    ----------
    box : Box
        Where it lies.
    blocks : tuple of Block
        One, or those that stand together; () for other modules and for ends.
    chips : tuple of (int, Box)
        Sites with where they lie.
    words : tuple of str
        Names of other modules.
    kind : {"input", "plain", "block", "many", "outcome"}
        What it is.
    """

    box: Box
    kind: str
    blocks: tuple[Block, ...] = ()
    chips: tuple[tuple[int, Box], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many sites its blocks have."""
        return sum(len(one.sites) for one in self.blocks)


@dataclass(frozen=True, slots=True)
class Placed:
    """A lane with its boxes from left to right."""

    lane: Lane
    items: tuple[Item, ...]

    @property
    def right(self) -> float:
        """Where it ends, px."""
        return self.items[-1].box[2]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet of `width` x `height` px with its lanes; arrows run at `middle`."""

    width: float
    height: float
    middle: float
    lanes: tuple[Placed, ...]


def lay_out(shown: Architecture, high: float, foot: bool = True) -> Layout:
    """The layout for a frame so high, px; higher where the blocks need it.

    foot : whether there is a line of words below.
    """
    below = FOOT if foot else NO_FOOT
    most = max(
        (min(len(one.sites), CHIPS) for lane in shown.lanes for one in lane.blocks), default=1
    )
    need = TOP + below + HEAD + LIT + (most - 1) * (CHIP + BETWEEN) + 2 * BETWEEN
    height = max(high, need)
    x, lanes = EDGE, []
    for number, lane in enumerate(shown.lanes):
        last = number == len(shown.lanes) - 1
        items = tuple(_items(shown, lane, x, height - below, outcome=last))
        lanes.append(Placed(lane, items))
        x = items[-1].box[2] + 2 * GAP
    return Layout(x - 2 * GAP + EDGE, height, (TOP + height - below) / 2, tuple(lanes))


def _items(
    shown: Architecture, lane: Lane, x: float, bottom: float, outcome: bool
) -> Iterator[Item]:
    top = TOP

    def put(item: Item, wide: float) -> Item:
        nonlocal x
        placed = replace(item, box=(x, item.box[1], x + wide, item.box[3]))
        x += wide + GAP
        return placed

    full = Item((0.0, top, 0.0, bottom), "input")
    yield put(full, input_width(shown.trace, shown.lit, bottom - top))
    if lane.before:
        yield put(_plain(lane.before, top, bottom), PLAIN)
    for group in grouped(lane.blocks, shown.lit):
        if len(group) > 1:
            yield put(Item((0.0, top, 0.0, bottom), "many", group), FOLDED)
            continue
        wide = OPEN if shown.lit in group[0].sites else CLOSED
        chips = tuple(_chips(group[0], shown.lit, x, wide, bottom))
        yield put(Item((0.0, top, 0.0, bottom), "block", group, chips), wide)
    if lane.after:
        yield put(_plain(lane.after, top, bottom), PLAIN)
    if outcome:
        middle = (top + bottom) / 2
        yield put(Item((0.0, middle - 26, 0.0, middle + 26), "outcome"), OUTCOME)


def _plain(names: Sequence[str], top: float, bottom: float) -> Item:
    shown = tuple(names[:LISTED])
    if len(names) > LISTED:
        shown = (*shown[: LISTED - 1], f"{len(names) - LISTED + 1} more")
    middle, half = (top + bottom) / 2, 15.0 * len(shown)
    return Item((0.0, middle - half, 0.0, middle + half), "plain", words=shown)


def _chips(
    block: Block, lit: int, left: float, wide: float, bottom: float
) -> Iterator[tuple[int, Box]]:
    """The sites of a block, the first one at the bottom, as a lecture draws a block."""
    sites = block.sites
    if len(sites) > CHIPS:
        first = (
            min(max(sites.index(lit) - CHIPS // 2, 0), len(sites) - CHIPS) if lit in sites else 0
        )
        sites = sites[first : first + CHIPS]
    y = bottom - BETWEEN
    for at in sites:
        high = LIT if at == lit else CHIP
        yield at, (left + BETWEEN, y - high, left + wide - BETWEEN, y)
        y -= high + BETWEEN


def grouped(blocks: Sequence[Block], lit: int) -> list[tuple[Block, ...]]:
    """The blocks one by one; of many those far from the lit one and from the ends together."""
    if len(blocks) <= MOST:
        return [(one,) for one in blocks]
    now = next((at for at, one in enumerate(blocks) if lit in one.sites), None)
    groups: list[tuple[Block, ...]] = []
    for at, one in enumerate(blocks):
        near = now is not None and abs(at - now) <= NEAR
        alone = near or at in (0, 1, len(blocks) - 1)
        if alone or not groups or (len(groups[-1]) == 1 and _stands(groups[-1][0], blocks, now)):
            groups.append((one,))
        else:
            groups[-1] = (*groups[-1], one)
    return groups


def _stands(block: Block, blocks: Sequence[Block], now: int | None) -> bool:
    """Whether a block stands alone whatever is beside it."""
    at = blocks.index(block)
    return at in (0, 1, len(blocks) - 1) or (now is not None and abs(at - now) <= NEAR)


def grid_of(trace: Trace, site: int) -> PatchGrid | None:
    """The patches that a photo is cut into at a site; None where it is not."""
    axis = trace.sites[site].query_axis
    if not isinstance(axis, PatchGrid) or not axis.rows:
        axis = trace.sites[site].key_axis
    cut = isinstance(axis, PatchGrid) and bool(axis.rows) and bool(trace.inputs.photos)
    return axis if cut and isinstance(axis, PatchGrid) and trace.placements else None


def input_width(trace: Trace, site: int, high: float) -> float:
    """How wide the input is drawn, px: a photo in its shape, words in a column."""
    if not trace.placements:
        return WORDS
    photo = trace.photo.pixels
    shape: float = photo.shape[1] / photo.shape[0]
    numbers = NUMBERS if grid_of(trace, site) is not None else 0.0
    return min(max(high * shape, 120.0), 300.0) + numbers
