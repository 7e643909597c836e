"""Cutting a text into sentences, Japanese or Western, without losing a character."""

from __future__ import annotations

import re
from bisect import bisect_right

_PAIRS = (
    *("「」", "『』", "【】", "〈〉", "《》", "“”", "«»", "()", "[]", "{}"),
    *("\uff08\uff09", "\uff3b\uff3d", "\uff5b\uff5d", "\u3014\u3015"),  # of full width
)
_OPENING, _CLOSING = ("".join(signs) for signs in zip(*_PAIRS, strict=True))
_OPENED_BY = dict(zip(_CLOSING, _OPENING, strict=True))
_BRACKETS = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]")

_STRONG = frozenset("。｡\uff01\uff1f")  # they end a sentence whatever follows
_END = re.compile(
    # French keeps a space before the guillemet that closes
    f"[。｡\uff01\uff1f.!?\uff0e]+(?:[{re.escape(_CLOSING)}\"'\u2019]|[ \u00a0\u202f]»)*"
)
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff「『]")
_WORD_BEFORE = re.compile(r"[^\s\"'(\[“\u2018]*\Z")
_INITIALS = re.compile(r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]")  # J. S. Bach, e.g., U.S.
_TITLES = re.compile(
    "mr|mrs|ms|dr|prof|st|mt|jr|sr|vs|fig|cf|gen|col|lt|capt|rev|sgt", re.IGNORECASE
)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, without the white space around them, none empty.

    Every line begins a new sentence, and so does what follows 。 or full-width ! and ?, or a
    half-width . ! ? and white space. What stands within brackets or quotation marks stays with
    its sentence, and so do closing ones; 3.14, Mr. Ito, J. S. Bach and 1. at the beginning of a
    line are not cut. No character but white space is lost.
    """
    return tuple(
        stripped
        for line in text.splitlines()
        if line and not line.isspace()  # a file may be millions of line ends
        for sentence in _cut(line)
        if (stripped := sentence.strip())
    )


def _cut(line: str) -> list[str]:
    spans = _enclosed(line)
    ends = [end.end() for end in _END.finditer(line) if _is_end(line, end, spans)]
    return [line[a:b] for a, b in zip([0, *ends], [*ends, len(line)], strict=True)]


def _enclosed(line: str) -> list[tuple[int, int]]:
    """(start, end) of whatever stands in a pair of brackets, outermost only, in order."""
    opened: dict[str, list[int]] = {sign: [] for sign in _OPENING}
    spans: list[tuple[int, int]] = []
    for bracket in _BRACKETS.finditer(line):
        sign, at = bracket[0], bracket.start()
        if sign in opened:
            opened[sign].append(at)
        elif opened[_OPENED_BY[sign]]:
            start = opened[_OPENED_BY[sign]].pop()
            for never_closed in opened.values():
                while never_closed and never_closed[-1] > start:
                    never_closed.pop()
            while spans and spans[-1][0] > start:  # within this pair
                spans.pop()
            spans.append((start, at + 1))
    return spans


def _is_end(line: str, found: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    """Whether the signs found, and what closes behind them, end a sentence."""
    end = found.end()
    rest = line[end : end + 80].lstrip()
    if not rest:
        return False  # the end of the line is one anyway, and farther white space is too odd
    following, spaced = rest[0], line[end].isspace()
    at = bisect_right(spans, (found.start(), len(line))) - 1
    if at >= 0 and found.start() < spans[at][1]:
        if end < spans[at][1]:
            return False  # still within the brackets
        return following in _OPENING or (spaced and not following.islower())
    signs = found[0]
    if _STRONG & set(signs):
        return True
    if not spaced and (signs[0] == "." or not _JAPANESE.match(following)):
        return False
    if following.islower():
        return False
    return not (signs[0] in ".\uff0e" and _is_abbreviated(line, found, following))


def _is_abbreviated(line: str, found: re.Match[str], following: str) -> bool:
    """Whether a full stop belongs to the word before it, or is one of several: and so on..."""
    if found[0].startswith(".."):
        return True
    start = found.start()
    before = line[max(0, start - 12) : start]
    word = _WORD_BEFORE.search(before)
    last = word[0] if word else ""
    if last.isdigit():
        return start <= 12 and before.strip() == last  # the number of a list
    return (
        bool(_TITLES.fullmatch(last))
        or bool(_INITIALS.fullmatch(last))
        or (last.lower() == "no" and following.isdigit())
    )
