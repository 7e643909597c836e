"""Words set as lines of text: where spaces stand and where a line may end.

Japanese lines do not begin with what closes nor end with what opens (kinsoku shori; JIS X 4051,
W3C "Requirements for Japanese Text Layout", 3.1.7 and 3.1.8).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.map.token_groups import Label

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
