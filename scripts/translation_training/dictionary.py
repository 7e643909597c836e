"""Which characters of a Japanese sentence may mean an English word, by JMdict."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from .english import WORD, content_words, forms

LONGEST = 12
"""Characters of the longest dictionary word that is looked for."""
GLOSS_WORDS = 2
"""Content words of a gloss beyond which it explains rather than translates."""

_KANJI = re.compile(r"[\u4e00-\u9fff々]")
_INFLECTED = re.compile(r"[うくぐすつぬぶむるい]$")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Found(NamedTuple):
    """A dictionary word in a sentence: characters ``start`` to ``end``, and its translations."""

    start: int
    end: int
    english: frozenset[str]


class Dictionary:
    """Japanese forms and the English words that translate them.

    ``words`` are headwords; ``stems`` what is left of a verb or an adjective without its last kana,
    which counts only where a hiragana follows.
    """

    def __init__(
        self, words: Mapping[str, frozenset[str]], stems: Mapping[str, frozenset[str]]
    ) -> None:
        self.words, self.stems = words, stems

    def find(self, sentence: str) -> list[Found]:
        """The dictionary words of ``sentence`` that are not part of a longer one."""
        spans: dict[tuple[int, int], frozenset[str]] = {}
        for start in range(len(sentence)):
            for end in range(start + 1, min(len(sentence), start + LONGEST) + 1):
                form = sentence[start:end]
                english = self.words.get(form, frozenset())
                if _HIRAGANA.match(sentence[end : end + 1]):
                    english |= self.stems.get(form, frozenset())
                if english:
                    spans[start, end] = english
        return [
            Found(start, end, english)
            for (start, end), english in spans.items()
            if not any(
                other != (start, end) and other[0] <= start and end <= other[1] for other in spans
            )
        ]

    def meaning(self, sentence: str, word: str) -> set[int]:
        """Positions of the characters of ``sentence`` that may mean the English ``word``."""
        wanted = forms(word)
        return {
            place
            for found in self.find(sentence)
            if wanted & found.english
            for place in range(found.start, found.end)
        }


def load_dictionary(file: Path, sentences: Iterable[str]) -> Dictionary:
    """What JMdict (gzipped XML) has for the words of ``sentences``.

    Of every English gloss without its brackets and with at most two content words, these words in
    all their base forms. Kana count as a headword where the dictionary has no kanji for it or says
    that kana are usual, from two characters on.
    """
    parts = {
        sentence[start:end]
        for sentence in sentences
        for start in range(len(sentence))
        for end in range(start + 1, min(len(sentence), start + LONGEST) + 1)
    }
    words: dict[str, frozenset[str]] = {}
    stems: dict[str, frozenset[str]] = {}
    with gzip.open(file) as stream:
        for _, entry in ElementTree.iterparse(stream):
            if entry.tag != "entry":
                continue
            headwords = _headwords(entry)
            english = _glosses(entry) if headwords else frozenset[str]()
            for form in headwords if english else ():
                if form in parts:
                    words[form] = words.get(form, frozenset()) | english
                stem = form[:-1]
                inflected = _INFLECTED.search(form) and (_KANJI.search(stem) or len(stem) > 1)
                if inflected and stem in parts:
                    stems[stem] = stems.get(stem, frozenset()) | english
            entry.clear()
    return Dictionary(words, stems)


def _headwords(entry: ElementTree.Element) -> list[str]:
    """Forms of an entry that can be met in a sentence."""
    written = [element.text or "" for element in entry.iter("keb")]
    kana_usual = any("kana alone" in (element.text or "") for element in entry.iter("misc"))
    if not written or kana_usual:
        written += [element.text or "" for element in entry.iter("reb")]
    return [form for form in written if len(form) > 1 or _KANJI.match(form)]


def _glosses(entry: ElementTree.Element) -> frozenset[str]:
    """The content words of the short English glosses of an entry, with their base forms."""
    found: set[str] = set()
    for gloss in entry.iter("gloss"):
        if gloss.get(_LANGUAGE, "eng") != "eng":
            continue
        text = re.sub(r"\([^)]*\)", "", gloss.text or "")
        content = [word for word, _, _ in content_words(text)]
        if len(content) <= GLOSS_WORDS and len(WORD.findall(text)) <= 2 * GLOSS_WORDS:
            for word in content:
                found |= forms(word)
    return frozenset(found)
