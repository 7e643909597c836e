"""A small synthetic language pair: Japanese-looking sentences whose English follows a rule."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

WORDS = {
    "猫": "cat",
    "犬": "dog",
    "本": "book",
    "水": "water",
    "学校": "school",
    "魚": "fish",
    "車": "car",
    "花": "flower",
}
VERBS = {"食べる": ("eat", "ate"), "見る": ("watch", "watched"), "運ぶ": ("carry", "carried")}


def write_sentences(file: Path, count: int) -> Path:
    """``count`` different pairs in the columns of the archive's SENTENCES file."""
    generator = random.Random(0)
    lines: set[str] = set()
    while len(lines) < count:
        subject, thing = generator.sample(sorted(WORDS), 2)
        verb = generator.choice(sorted(VERBS))
        number = generator.randrange(1, 30)
        japanese = f"{subject}は{number}の{thing}を{verb[:-1]}た。"
        english = f"The {WORDS[subject]} {VERBS[verb][1]} {number} {WORDS[thing]}s."
        lines.add(f"{japanese}\t{english}")
    rest = "\t-" * 6
    numbered = (f"{index}\t{line}{rest}\n" for index, line in enumerate(sorted(lines)))
    file.write_text("".join(numbered), encoding="utf-8")
    return file


def write_dictionary(file: Path) -> Path:
    """The words above as JMdict has them, entities and other languages included."""
    entries = [
        f"<entry><k_ele><keb>{form}</keb></k_ele><r_ele><reb>よみ</reb></r_ele>"
        f"<sense><pos>&n;</pos><gloss>{gloss}</gloss>"
        '<gloss xml:lang="ger">Wasser</gloss></sense></entry>'
        for form, gloss in [
            *((form, f"{word} (any kind)") for form, word in WORDS.items()),
            *((form, f"to {words[0]}") for form, words in VERBS.items()),
            ("学校図書館", "school library"),
        ]
    ]
    entries.append(
        "<entry><r_ele><reb>リンゴ</reb></r_ele><sense><gloss>apple</gloss>"
        "<gloss>the round fruit of a tree of the rose family</gloss></sense></entry>"
    )
    entries.append(
        "<entry><k_ele><keb>綺麗</keb></k_ele><r_ele><reb>きれい</reb></r_ele><sense>"
        "<misc>&uk;</misc><gloss>pretty</gloss></sense></entry>"
    )
    kinds = '<!ENTITY n "noun"><!ENTITY uk "word usually written using kana alone">'
    text = f"<?xml version='1.0'?><!DOCTYPE JMdict [{kinds}]><JMdict>{''.join(entries)}</JMdict>"
    file.write_bytes(gzip.compress(text.encode()))
    return file
