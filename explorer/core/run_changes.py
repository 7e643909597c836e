"""How a run differs from another one of the same input: words that were written, objects found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from explorer.core.placement import Box
from explorer.core.text import Translation
from explorer.core.trace import Detected, Trace

OVERLAP = 0.5
"""Of two boxes of one class, as a share of both together: from it on they are one object."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text that was written, and whether the other text has it too."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """An object that was found before, after, or both times.

    Attributes
    ----------
    before, after : Detected or None
        None where it was not found.
    overlap : float
        Of both boxes, as a share of both together; 0 where one was not found.
    """

    before: Detected | None
    after: Detected | None
    overlap: float = 0.0

    @property
    def label(self) -> str:
        """Its class."""
        found = self.after if self.before is None else self.before
        return "" if found is None else found.label

    @property
    def change(self) -> float:
        """The score after less that before, in [-1, 1]; of what was not found it is 0."""
        scores = [0.0 if one is None else one.score for one in (self.before, self.after)]
        return scores[1] - scores[0]


def words_changed(before: Translation, after: Translation) -> tuple[tuple[Word, ...], ...]:
    """The words of two texts, those of the first and those of the second.

    The same are the longest runs of words that both have in the same order.
    """
    texts = [_words(one) for one in (before, after)]
    kept: tuple[set[int], set[int]] = set(), set()
    for block in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_matching_blocks():
        kept[0].update(range(block.a, block.a + block.size))
        kept[1].update(range(block.b, block.b + block.size))
    return tuple(
        tuple(Word(word, at in same) for at, word in enumerate(words))
        for words, same in zip(texts, kept, strict=True)
    )


def _words(made: Translation) -> list[str]:
    """The words of what was written, without special tokens."""
    tokens = made.tokens
    return [tokens.text(group) for group in tokens.groups(merged=True, special=False)]


def objects_changed(
    before: Sequence[Detected], after: Sequence[Detected], least: float = 0.0
) -> tuple[ObjectChange, ...]:
    """Match the objects of two runs, those that changed most first.

    Objects of one class whose boxes overlap by half are one, the best overlaps first.

    Parameters
    ----------
    before, after : sequence of Detected
    least : float
        Objects that no run is so sure of are left out.
    """
    pairs = sorted(
        (
            (overlap(one.box, other.box), at, beside)
            for at, one in enumerate(before)
            for beside, other in enumerate(after)
            if one.label == other.label
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = set(), set()
    found = []
    for shared, at, beside in pairs:
        if shared >= OVERLAP and at not in used[0] and beside not in used[1]:
            used[0].add(at)
            used[1].add(beside)
            found.append(ObjectChange(before[at], after[beside], shared))
    found += [ObjectChange(one, None) for at, one in enumerate(before) if at not in used[0]]
    found += [ObjectChange(None, one) for at, one in enumerate(after) if at not in used[1]]
    sure = [one for one in found if max(_scores(one)) >= least]
    return tuple(sorted(sure, key=lambda one: -abs(one.change)))


def _scores(one: ObjectChange) -> tuple[float, float]:
    return (
        0.0 if one.before is None else one.before.score,
        0.0 if one.after is None else one.after.score,
    )


def overlap(one: Box, other: Box) -> float:
    """The part that two boxes share, as a share of both together (intersection over union)."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(0.0, wide) * max(0.0, high)
    both = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)) - shared
    return shared / both if both > 0 else 0.0


@dataclass(frozen=True, slots=True)
class RunChange:
    """What came out of a run beside what comes out of it as it is.

    Attributes
    ----------
    words : tuple of (tuple of Word)
        Of the text as it is and of the one that was written now; () where nothing is written.
    objects : tuple of ObjectChange
        Of a detector; () of other models.
    """

    words: tuple[tuple[Word, ...], ...] = ()
    objects: tuple[ObjectChange, ...] = ()


def run_change(before: Trace, after: Trace, least: float = 0.0) -> RunChange:
    """Tell how what came out of a run differs from that of another one.

    Parameters
    ----------
    before, after : Trace
        Finished runs of one model.
    least : float
        Objects that no run is so sure of are left out.
    """
    words: tuple[tuple[Word, ...], ...] = ()
    if before.translation is not None and after.translation is not None:
        words = words_changed(before.translation, after.translation)
    return RunChange(words, objects_changed(before.objects, after.objects, least))
