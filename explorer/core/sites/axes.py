"""What the rows and columns of an attention map stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from explorer.core.sites.point_axes import Objects, Points, Pyramid

NAMED = 8
"""Tokens before the patches that are named one by one; of more the first and the last are."""
SHARED = 5
"""Those whose shares of a row are told one by one; of more the share of them all."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole input as the one thing that asks: the query axis of a gate. Size 1."""

    @property
    def size(self) -> int:
        return 1

    def label(self, index: int) -> str:
        return "whole picture"


def object_name(number: int) -> str:
    """What a query is called that looks for an object."""
    return f"object {number}"


@dataclass(frozen=True, slots=True)
class PatchGrid:
    """Tokens of a vision transformer: `prefix` tokens (CLS, registers), then patches row by row.

    rows and cols are 0 where there are no patches, as of a CLS token that asks alone, or of the
    queries of a detector, each of which looks for an object.
    """

    rows: int
    cols: int
    prefix: tuple[str, ...] = ()

    @property
    def of_objects(self) -> bool:
        """Whether every query looks for an object (Carion et al. 2020, DETR)."""
        return not self.rows and self.prefix[:1] == (object_name(0),)

    @property
    def size(self) -> int:
        return len(self.prefix) + self.rows * self.cols

    @property
    def patches(self) -> slice:
        """The patch tokens, without the prefix."""
        return slice(len(self.prefix), self.size)

    @property
    def told(self) -> str:
        """In words: "CLS + 14 × 14", "CLS" where there are no patches."""
        patches = (f"{self.rows} × {self.cols}",) if self.rows else ()
        names = self.prefix
        if len(names) > NAMED:
            names = (f"{names[0]} to {names[-1]}",)
        return " + ".join((*names, *patches))

    @property
    def first(self) -> int:
        """The token that asks at first: CLS, else the patch in the middle.

        That asks where registers alone stand before the patches, or nothing.
        """
        if not self.rows:
            return 0
        asking = (at for at, name in enumerate(self.prefix) if not name.startswith("register"))
        return next(asking, self.index(self.rows // 2, self.cols // 2))

    def index(self, row: int, col: int) -> int:
        """Token number of a patch; raises ValueError outside the grid."""
        if not self.rows:
            raise ValueError(f"There is no patch {row}, {col}, but {self.told} alone.")
        if not (0 <= row < self.rows and 0 <= col < self.cols):
            raise ValueError(
                f"There is no patch {row}, {col}: rows go from 0 to {self.rows - 1}, "
                f"columns from 0 to {self.cols - 1}."
            )
        return len(self.prefix) + row * self.cols + col

    def cell(self, index: int) -> tuple[int, int] | None:
        """(row, column) of a token, None for a prefix token."""
        if index < len(self.prefix):
            return None
        return divmod(index - len(self.prefix), self.cols)

    def counterpart(self, index: int, other: PatchGrid) -> int:
        """The token of another grid over the same picture that lies where this one does.

        A prefix token has the one of its name, or else the one that asks at first, as has a patch
        where there are none.
        """
        cell = self.cell(index)
        if cell is None or not other.rows:
            name = self.label(index)
            return other.prefix.index(name) if name in other.prefix else other.first
        row, col = ((2 * at + 1) for at in cell)  # of the middle, in halves of a patch
        return other.index(row * other.rows // (2 * self.rows), col * other.cols // (2 * self.cols))

    def label(self, index: int) -> str:
        cell = self.cell(index)
        return self.prefix[index] if cell is None else f"patch {cell[0]}, {cell[1]}"


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels of a feature map."""

    size: int

    def label(self, index: int) -> str:
        return f"channel {index}"


@dataclass(frozen=True, slots=True)
class Pixels:
    """The positions of a feature map, row by row."""

    rows: int
    cols: int

    @property
    def size(self) -> int:
        return self.rows * self.cols

    def label(self, index: int) -> str:
        row, col = divmod(index, self.cols)
        return f"position {row}, {col}"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, in order.

    pieces: what each shows as. words: number of the word that each belongs to, never falling.
    special: numbers of the tokens that are no part of the text, as `</s>`; each is a word of its
    own. spelling: what each adds to the text of its word; () where that is its piece.
    """

    pieces: tuple[str, ...]
    words: tuple[int, ...]
    special: frozenset[int] = frozenset()
    spelling: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.pieces)

    def label(self, index: int) -> str:
        return self.pieces[index]

    def groups(
        self, merged: bool = False, special: bool = True, without: frozenset[int] = frozenset()
    ) -> tuple[tuple[int, ...], ...]:
        """The token numbers behind each row or column of a picture.

        Parameters
        ----------
        merged : one group a word instead of one a token.
        special : whether special tokens stand in it.
        without : tokens that do not.
        """
        shown = [
            at
            for at in range(self.size)
            if (special or at not in self.special) and at not in without
        ]
        if not merged:
            return tuple((at,) for at in shown)
        together = groupby(shown, key=self.words.__getitem__)
        return tuple(tuple(group) for _, group in together)

    def part(self, start: int, stop: int | None = None) -> Tokens:
        """Some tokens in a row, their words counted from 0."""
        chosen = range(self.size)[start:stop]
        first = self.words[chosen.start] if chosen else 0
        return Tokens(
            self.pieces[start:stop],
            tuple(word - first for word in self.words[start:stop]),
            frozenset(at - chosen.start for at in self.special if at in chosen),
            self.spelling[start:stop],
        )

    def text(self, group: tuple[int, ...]) -> str:
        """A group as one word, without the sign of a space of its own before it."""
        parts = self.spelling if len(group) > 1 and self.spelling else self.pieces
        whole = "".join(parts[at] for at in group)
        return whole.lstrip("▁") or whole


Axis = Whole | PatchGrid | Channels | Pixels | Tokens | Objects | Pyramid | Points


class SegmentKind(StrEnum):
    """What neighbouring rows or columns of a map are."""

    TEXT = "text"
    PATCHES = "patches"
    PREFIX = "prefix"
    CHANNELS = "channels"
    POSITIONS = "positions"
    OBJECTS = "objects"
    POINTS = "points"
    WHOLE = "whole"

    @property
    def on_photo(self) -> bool:
        """Whether a row of weights over such a segment is a picture that lies over a photo."""
        return self in _ON_PHOTO


_ON_PHOTO = frozenset({SegmentKind.PATCHES, SegmentKind.POSITIONS, SegmentKind.POINTS})


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring rows or columns of one kind; the segments of an axis make up all of it.

    What is drawn of a map follows from these: from a query's row every segment on a photo gives
    an overlay, every text a shaded text.

    Attributes
    ----------
    kind : SegmentKind
        What they are.
    start, stop : int
        The first of them, and the one after the last.
    name : str
        What it is called where shares of attention are told.
    """

    kind: SegmentKind
    start: int
    stop: int
    name: str


def segments(axis: Axis) -> tuple[Segment, ...]:
    """Cut an axis into its segments, in order; most have one, a vision transformer's several."""
    if isinstance(axis, PatchGrid):
        prefix = [
            Segment(SegmentKind.PREFIX, at, at + 1, name) for at, name in enumerate(axis.prefix)
        ]
        if len(prefix) > SHARED:  # more than CLS and four registers
            prefix = [Segment(SegmentKind.PREFIX, 0, len(prefix), f"{len(prefix)} other tokens")]
        patches = axis.patches
        grid = Segment(SegmentKind.PATCHES, patches.start, patches.stop, "patches")
        return (*prefix, grid) if axis.rows else tuple(prefix)
    kind = _KINDS[type(axis)]
    return (Segment(kind, 0, axis.size, kind.value),)


_KINDS: dict[type[Axis], SegmentKind] = {
    Whole: SegmentKind.WHOLE,
    Channels: SegmentKind.CHANNELS,
    Pixels: SegmentKind.POSITIONS,
    Tokens: SegmentKind.TEXT,
    Objects: SegmentKind.OBJECTS,
    Pyramid: SegmentKind.POSITIONS,
    Points: SegmentKind.POINTS,
}


def describe(axis: Axis) -> dict[str, object]:
    """The axis as plain JSON values, for the `meta` of an export."""
    match axis:
        case Whole():
            return {"type": "whole", "size": 1}
        case PatchGrid():
            return {
                "type": "patches",
                "size": axis.size,
                "prefix": list(axis.prefix),
                "rows": axis.rows,
                "cols": axis.cols,
            }
        case Channels():
            return {"type": "channels", "size": axis.size}
        case Tokens():
            return {
                "type": "tokens",
                "size": axis.size,
                "tokens": list(axis.pieces),
                "words": list(axis.words),
                "special": sorted(axis.special),
            }
        case Objects():
            return {"type": "objects", "size": axis.size}
        case Pyramid():
            grids = [list(grid) for grid in axis.grids]
            return {"type": "positions", "size": axis.size, "grids": grids}
        case Points():
            levels = [
                {"rows": rows, "cols": cols, "points": count} for rows, cols, count in axis.levels
            ]
            return {"type": "points", "size": axis.size, "levels": levels}
        case Pixels():
            return {"type": "pixels", "size": axis.size, "rows": axis.rows, "cols": axis.cols}
