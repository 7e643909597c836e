"""Where the words of the text view lie: numbers only, nothing is drawn here."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.token_groups import Label
from explorer.core.placement import Box
from explorer.figures.fonts import right_to_left, width

EDGE, ABOVE = 24.0, 8.0
"""px beside and above everything."""
ARROW, DOWN = (72.0, 104.0), 44.0
"""px from one text to the other: beside it, in long lines and in short ones, and below it."""
LARGEST, SMALLEST = 24, 14
"""Size of the text, px: in a strip, lower than `_STRIP`, it shrinks as far as need be."""
_STRIP = 240
_LINE_FROM = 18
"""In a strip larger text that wraps is preferred only to a line that is smaller than this, px."""
NUMBER = 11
"""Size of the values, px, whatever that of the text is."""
_ONE_LINE = 1200.0
"""Texts that are no longer, side by side, are one line where there is room; px."""

# all of these in em
_COLUMN = 36.0  # the widest: 72 narrow characters or 36 wide ones
_NARROW, _TIGHT = 15.0, 9.0  # below these texts go one below the other; the second in a strip
_SPECIAL = 0.62  # size of special tokens
_GROUND, _PLAIN = 1.75, 1.5  # height of a word
_PAD, _PLAIN_PAD = 0.34, 0.25  # beside the text of a word, within its box
_GAP, _SPACE = 0.16, 0.34  # between grounds; the same where the text has a space
_LEADING = 0.2  # between lines without numbers


@dataclass(frozen=True, slots=True)
class Piece:
    """A word: number of its row or column, its box on the sheet, the size of its text in px."""

    at: int
    label: Label
    box: Box
    px: int


class Passage:
    """A text to be set: its words, its own spelling, and whether its words have grounds.

    number: the longest of the values that are written below grounds. backwards: whether the text is
    written from right to left.
    """

    def __init__(
        self, labels: Sequence[Label], text: str, shaded: bool, number: str = "0.00"
    ) -> None:
        self.labels, self.shaded, self._number = tuple(labels), shaded, number
        self._spaced = spaces(self.labels, text)
        self.backwards = right_to_left(one.text for one in self.labels if not one.special)
        self._sized: dict[int, tuple[tuple[int, ...], tuple[Word, ...]]] = {}

    def words(self, px: int) -> tuple[tuple[int, ...], tuple[Word, ...]]:
        """The size of each word's text and its measures, where the text is `px` large."""
        if px not in self._sized:
            self._sized[px] = self._measured(px)
        return self._sized[px]

    @cached_property
    def _breaks(self) -> tuple[bool, ...]:
        pairs = zip(pairwise(self.labels), self._spaced[1:], strict=True)
        return (True, *(may_break(one, two, space) for (one, two), space in pairs))

    def _measured(self, px: int) -> tuple[tuple[int, ...], tuple[Word, ...]]:
        pad = px * (_PAD if self.shaded else _PLAIN_PAD)
        least = width(self._number, NUMBER, 600) + 4 if self.shaded else 0.0
        special = max(NUMBER, round(_SPECIAL * px))
        sizes = tuple([special if label.special else px for label in self.labels])
        # as heavy as a word gets, so that nothing moves when it is chosen
        weight = 400 if self.shaded else 500
        texts = [
            width(one.text, size, weight) for one, size in zip(self.labels, sizes, strict=True)
        ]
        gaps = [px * (_SPACE if one else _GAP) if self.shaded else 0.0 for one in self._spaced]
        parts = zip(texts, gaps, self._breaks, strict=True)
        words = [Word(max(text + 2 * pad, least), gap, breaks) for text, gap, breaks in parts]
        return sizes, tuple(words)


@lru_cache(maxsize=16)
def passage_of(labels: tuple[Label, ...], text: str, shaded: bool, number: str = "") -> Passage:
    """The passage of some words, measured once for all heads and layers of a run."""
    return Passage(labels, text, shaded, number)


@dataclass(frozen=True)
class TextLayout:
    """A sheet of `width` x `height` px, with text of `px`.

    shaded: words on a ground with a number below. plain: the words of the other text; none where
    a text looks at itself. arrow: middle of the arrow from one to the other, which points down
    where the texts lie one below the other.
    """

    width: float
    height: float
    px: int
    shaded: tuple[Piece, ...]
    plain: tuple[Piece, ...] = ()
    arrow: tuple[float, float] = (0.0, 0.0)
    down: bool = False

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 4) of the words on a ground."""
        return np.array([piece.box for piece in self.shaded], np.float64).reshape(-1, 4)


@dataclass(frozen=True)
class _Block:
    """A passage that was set from (0, 0) on, and how far down the middle of its first line is."""

    pieces: tuple[Piece, ...]
    px: int
    width: float
    height: float
    middle: float

    def moved(self, x: float, y: float) -> tuple[Piece, ...]:
        return tuple(
            replace(one, box=(one.box[0] + x, one.box[1] + y, one.box[2] + x, one.box[3] + y))
            for one in self.pieces
        )


def number_below(px: int) -> float:
    """From the ground of a word to the middle of its number, px, where the text is `px` large."""
    return 7 + px / 4


def _below_ground(px: int) -> float:
    """From the ground of a word to that of the next line: its number and air, px."""
    return 14 + px / 2


@lru_cache(maxsize=32)
def lay_out(source: Passage, target: Passage | None, frame: tuple[float, float]) -> TextLayout:
    """The layout for a frame of (width, height) px, longer than that where the text is.

    In a strip the largest text that fits, in a full view always the same size.
    """
    if frame[1] >= _STRIP:
        return _ways(source, target, frame[0], LARGEST, _NARROW)[0]
    for px in range(LARGEST, _LINE_FROM - 1, -1):
        line = _one_line(source, target, frame[0], px)
        if line and line.height <= frame[1]:
            return line

    def lowest(px: int, column: float = _COLUMN) -> TextLayout:
        ways = _ways(source, target, frame[0], px, _TIGHT, column)
        return min(ways, key=lambda way: way.height)

    smallest = lowest(SMALLEST)
    if smallest.height > frame[1]:  # longer lines are better than lines out of sight
        return lowest(SMALLEST, math.inf)
    larger = (lowest(px) for px in range(LARGEST, SMALLEST, -1))
    return next((one for one in larger if one.height <= frame[1]), smallest)


@lru_cache(maxsize=32)
def natural_size(source: Passage, target: Passage | None) -> tuple[int, int]:
    """(width, height) px: one line if that is not too long, else columns that read well."""
    found = lay_out(source, target, (_ONE_LINE, _STRIP))
    boxes = [one.box for one in (*found.shaded, *found.plain)]
    used = max(box[2] for box in boxes) - min(box[0] for box in boxes) + 2 * EDGE
    # columns divide the room, so that they would be others in less of it
    lines = target is None or _one_line(source, target, _ONE_LINE, found.px)
    return math.ceil(max(used, 320.0) if lines else _ONE_LINE), math.ceil(found.height)


def _one_line(source: Passage, target: Passage | None, across: float, px: int) -> TextLayout | None:
    """Each text on one line, side by side, if there is room for that."""
    room, most = across - 2 * EDGE, _COLUMN * px
    left = _set(source, px, math.inf)
    if target is None:
        return _alone(left, across) if left.width <= min(room, most) else None
    right = _set(target, px, math.inf)
    fits = left.width + ARROW[1] + right.width <= room and max(left.width, right.width) <= most
    return _beside(left, right, ARROW[1], across) if fits else None


def _ways(
    source: Passage,
    target: Passage | None,
    across: float,
    px: int,
    narrow: float,
    column: float = _COLUMN,
) -> list[TextLayout]:
    """Ways to arrange both texts at a size, the better one first."""
    room, most = across - 2 * EDGE, column * px
    upper = _set(source, px, min(room, most))
    if target is None:
        return [_alone(upper, across)]
    if line := _one_line(source, target, across, px):
        return [line]
    found = []
    lengths = _set(source, px, math.inf).width, _set(target, px, math.inf).width
    # each has what it needs of the room, so that both are about as high
    share = min(max(lengths[0] / max(sum(lengths), 1.0), 0.3), 0.7)
    left, right = (min(part * (room - ARROW[0]), most) for part in (share, 1 - share))
    if min(left, right) >= narrow * px:
        blocks = _set(source, px, left), _set(target, px, right)
        found.append(_beside(*blocks, ARROW[0], across))
    return [*found, _above(upper, _set(target, px, min(room, most)), across)]


def _alone(block: _Block, across: float) -> TextLayout:
    across = max(across, block.width + 2 * EDGE)
    shaded = block.moved((across - block.width) / 2, ABOVE)
    return TextLayout(across, block.height + 2 * ABOVE, block.px, shaded)


def _beside(left: _Block, right: _Block, arrow: float, across: float) -> TextLayout:
    wide = left.width + arrow + right.width
    across = max(across, wide + 2 * EDGE)
    x, middle = (across - wide) / 2, max(left.middle, right.middle)
    tops = ABOVE + middle - left.middle, ABOVE + middle - right.middle
    return TextLayout(
        width=across,
        height=max(tops[0] + left.height, tops[1] + right.height) + ABOVE,
        px=left.px,
        shaded=left.moved(x, tops[0]),
        plain=right.moved(x + left.width + arrow, tops[1]),
        arrow=(x + left.width + arrow / 2, ABOVE + middle),
    )


def _above(upper: _Block, lower: _Block, across: float) -> TextLayout:
    wide = max(upper.width, lower.width)
    across = max(across, wide + 2 * EDGE)
    x, y = (across - wide) / 2, ABOVE + upper.height + DOWN
    return TextLayout(
        width=across,
        height=y + lower.height + ABOVE,
        px=upper.px,
        shaded=upper.moved(x, ABOVE),
        plain=lower.moved(x, y),
        arrow=(x + 14, y - DOWN / 2 - 2),
        down=True,
    )


@lru_cache(maxsize=64)
def _set(passage: Passage, px: int, room: float) -> _Block:
    """The passage in lines of at most `room` px."""
    sizes, measured = passage.words(px)
    words = [replace(one, width=room) if one.width > room else one for one in measured]
    tall = px * (_GROUND if passage.shaded else _PLAIN)
    pitch = tall + (_below_ground(px) if passage.shaded else _LEADING * px)
    pieces, longest = [], 0.0
    lines = set_lines(words, room)
    for number, line in enumerate(lines):
        x, y = 0.0, number * pitch
        for at in line:
            x += words[at].gap if at != line[0] else 0.0
            box = x, y, x + words[at].width, y + tall
            pieces.append(Piece(at, passage.labels[at], box, sizes[at]))
            x = box[2]
        longest = max(longest, x)
    if passage.backwards:  # each line begins at the right
        pieces = [
            replace(one, box=(longest - one.box[2], one.box[1], longest - one.box[0], one.box[3]))
            for one in pieces
        ]
    height = (len(lines) - 1) * pitch + tall + (number_below(px) + 8 if passage.shaded else 0.0)
    return _Block(tuple(pieces), px, longest, height, tall / 2)


_NO_START = frozenset(",.:;?!%。、・ー…‥々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
"""No line begins with these, narrow or wide, nor with what closes a bracket or a quotation."""
_STRAY = 8
"""Characters of the text that may lie between two words: what the model did not know."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be set.

    Its width, the gap before it within a line, and whether a line may break there.
    """

    width: float
    gap: float
    breaks: bool


def spaces(labels: Sequence[Label], text: str) -> list[bool]:
    """Whether a space stands before each word in the text that they are from.

    Special tokens have one on both sides. A word that is not found in the text (its characters
    were unknown) has one as well where the text has spaces at all.
    """
    spaced = any(char.isspace() for char in text.strip())
    found, at, after_special = [], 0, True
    for label in labels:
        word = label.text.strip()
        begin = text.find(word, at) if word else -1
        if label.special:
            found.append(True)
        elif begin < 0 or begin - at > _STRAY:
            found.append(spaced or after_special)
        else:
            between = text[at:begin]
            found.append(after_special or any(char.isspace() for char in between))
            at = begin + len(word)
        after_special = label.special
    return found


def may_break(before: Label, after: Label, space: bool) -> bool:
    """Whether a line may end between two words.

    Not before a special token: the end of a text stands beside its last word.
    """
    if after.special:
        return False
    if before.special or not before.text or not after.text:
        return True
    last, first = before.text[-1], after.text[0]
    closes = unicodedata.category(first) in ("Pe", "Pf")
    if closes or unicodedata.normalize("NFKC", first) in _NO_START or first in _NO_START:
        return False
    if unicodedata.category(last) in ("Ps", "Pi"):
        return False
    # pieces of one word in a script that has spaces
    return space or not (_latin(last) and _latin(first))


def _latin(char: str) -> bool:
    """Whether a letter or digit is of a script that sets spaces between words."""
    return char.isalnum() and char < "\u2e80"


def set_lines(words: Sequence[Word], room: float) -> list[list[int]]:
    """The numbers of the words on each line, as many as fit in `room` px.

    Where what must stay together is wider than a line, it is broken all the same.
    """
    clusters: list[list[int]] = []
    for at, word in enumerate(words):
        if word.breaks or not clusters:
            clusters.append([at])
        else:
            clusters[-1].append(at)
    lines: list[list[int]] = []
    length = 0.0  # of the last line, px

    def put(part: list[int], wide: float) -> bool:
        """Onto the last line if there is room; `wide` without the gap before it."""
        nonlocal length
        longer = length + words[part[0]].gap + wide
        if not lines or longer > room:
            return False
        lines[-1] += part
        length = longer
        return True

    for cluster in clusters:
        wide = _length(words, cluster)
        if put(cluster, wide):
            continue
        if wide <= room:
            lines.append([*cluster])
            length = wide
            continue
        for at in cluster:
            if not put([at], words[at].width):
                lines.append([at])
                length = words[at].width
    return lines


def _length(words: Sequence[Word], line: Sequence[int]) -> float:
    return sum([words[at].width + words[at].gap for at in line]) - words[line[0]].gap
