"""Sentences made by rule: what they teach, and that the sentence held out is in none of them."""

from __future__ import annotations

import json

import pytest
from tokenizers import Tokenizer

from explorer.models.translator import UNKNOWN
from explorer.registry.sources.builtin import checkpoints
from explorer.resource_files import resources
from translation_training.corpus import Corpus, Pair, clean
from translation_training.lessons import (
    HELD_OUT,
    HELD_PHRASES,
    HELD_WORDS,
    by_rule,
    describe,
    held_out,
    lessons,
)

COUNT = 2000


@pytest.fixture(scope="module")
def made() -> list[Pair]:
    return by_rule(COUNT, seed=0)


def test_the_sentence_of_the_lecture_is_held_out(made: list[Pair]) -> None:
    samples = json.loads((resources() / "samples/texts.json").read_text(encoding="utf-8"))
    assert HELD_OUT in [sample["text"] for sample in samples]
    assert held_out(HELD_OUT)
    for pair in made:
        assert sum(word in pair.japanese for word in HELD_WORDS) < 2
        assert not any(phrase in pair.japanese for phrase in HELD_PHRASES)
        assert not any(part in pair.japanese for part in HELD_OUT.removesuffix("。").split("、"))


def test_every_rare_word_is_taught_in_sentences_of_many_kinds(made: list[Pair]) -> None:
    for word, english in zip(
        HELD_WORDS, ("Hawaii", "billiards", "district", "won a prize"), strict=True
    ):
        taught = [pair for pair in made if word in pair.japanese]
        assert len(taught) > 20
        assert all(english in pair.english for pair in taught)


def test_they_are_different_whole_sentences_that_a_seed_decides(made: list[Pair]) -> None:
    assert len({pair.japanese for pair in made}) == COUNT
    assert made == by_rule(COUNT, seed=0)
    assert made != by_rule(COUNT, seed=1)
    kept, left_out = clean(made)
    assert kept == made
    assert not left_out


def test_the_shipped_pieces_write_all_of_them(made: list[Pair]) -> None:
    tokenizer = Tokenizer.from_file(str(checkpoints() / "tokenizers/transformer.json"))
    for found in tokenizer.encode_batch([text for pair in made for text in pair]):
        assert UNKNOWN not in found.ids


def test_no_lesson_is_a_sentence_to_measure_with(made: list[Pair]) -> None:
    tested, tuned = made[0], made[1]
    corpus = Corpus(
        [], [Pair("別の文。", tuned.english.upper())], [Pair(tested.japanese, "Another.")], {}
    )
    left = lessons(corpus, COUNT, seed=0)
    assert tested not in left
    assert tuned not in left
    assert len(left) >= COUNT - 20
    assert describe(len(left))["pairs"] == len(left)
