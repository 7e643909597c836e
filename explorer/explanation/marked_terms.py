"""Finds the terms of the glossary in a sentence."""

from __future__ import annotations

from functools import cache, lru_cache

from explorer.explanation.glossary import Language, Term, glossary

Pieces = tuple[tuple[str, Term | None], ...]
"""A sentence cut up: its pieces, each with the term that it is, None for what is between."""


@cache
def _words(language: Language) -> tuple[tuple[str, Term], ...]:
    """Every word of the glossary that can be found in a sentence, lower case, the longest first."""
    terms = glossary(language).values()
    words = [(word, term) for term in terms for word in (term.name, *term.also)]
    words.sort(key=lambda one: -len(one[0]))
    least = 3 if language == "en" else 1
    return tuple((word.casefold(), term) for word, term in words if len(word) >= least)


@lru_cache(maxsize=256)  # who goes through the maps comes back to them
def marked_terms(text: str, language: Language = "en") -> Pieces:
    """Cut a sentence at the terms in it; each is marked once, the longest words first."""
    marks: dict[int, tuple[int, Term]] = {}
    seen: set[str] = set()
    lower = text.casefold()
    for word, term in _words(language):
        if word not in lower or term.id in seen:
            continue
        at = _standing_alone(lower, word)
        taken = any(start < at + len(word) and at < end for start, (end, _) in marks.items())
        if at >= 0 and not taken:
            marks[at] = at + len(word), term
            seen.add(term.id)
    pieces: list[tuple[str, Term | None]] = []
    done = 0
    for at in sorted(marks):
        end, term = marks[at]
        if text[done:at]:
            pieces.append((text[done:at], None))
        pieces.append((text[at:end], term))
        done = end
    if text[done:]:
        pieces.append((text[done:], None))
    return tuple(pieces)


def _standing_alone(text: str, word: str) -> int:
    """Where a word stands in a text, not as a part of another one; -1 for nowhere.

    Only letters of the Latin script hold a word together: Japanese has no spaces between words.
    """
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not _joined(before, word[0]) and not _joined(after, word[-1]) and before != "“":
            return at
        at = text.find(word, at + 1)
    return -1


def _joined(neighbour: str, letter: str) -> bool:
    return neighbour.isalnum() and letter.isascii() and neighbour.isascii()
