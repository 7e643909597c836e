"""From text to tokens: nothing is lost, unknown characters are named, words are told apart."""

from __future__ import annotations

import json
import unicodedata
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from explorer.models.translator import END, SPECIAL_TOKENS, START, UNKNOWN
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.subjects.vocabulary import SPACE, Vocabulary
from tests.registry.toy_translators import PAIRS, PIECES, toy_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_str(toy_tokenizer())


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(Tokenizer.from_str(toy_tokenizer()))


def without_spaces(text: str) -> str:
    return text.replace(" ", "").replace(SPACE, "")


def test_a_known_sentence_in_pieces_and_words(vocabulary: Vocabulary) -> None:
    read = vocabulary.read("この小説は人気です。")
    assert "".join(read.tokens.pieces) == "この小説は人気です。</s>"
    assert read.tokens.special == {read.tokens.size - 1}
    assert read.ids[-1] == END
    words = [read.tokens.text(group) for group in read.tokens.groups(merged=True)]
    assert words == ["この", "小説", "は", "人気です", "。", "</s>"]
    assert read.unknown == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("昨日図書館で", ["昨日", "図書館", "で"]),
        ("昨日図書館で本を読みました。", ["昨日", "図書館", "で", "本", "を", "読みました", "。"]),
    ],
)
def test_japanese_words_are_told_apart(text: str, words: list[str]) -> None:
    subject: Any = find("transformer").load("cpu")
    tokens = subject.vocabulary.read(text).tokens
    found = [tokens.text(group) for group in tokens.groups(merged=True, special=False)]
    assert found == words
    ids, spelling = subject.vocabulary.read(text).ids, subject.vocabulary.read(text).spelling
    assert subject.vocabulary.tokens(ids, spelling) == tokens


def test_words_of_english_stand_without_their_space(vocabulary: Vocabulary) -> None:
    read = vocabulary.read("this novel is popular.")
    words = [read.tokens.text(group) for group in read.tokens.groups(merged=True)]
    assert words == ["this", "novel", "is", "popular", ".", "</s>"]


def test_what_was_said_has_the_words_of_what_is_read(vocabulary: Vocabulary) -> None:
    for pair in PAIRS:
        read = vocabulary.read(pair.english)
        assert vocabulary.tokens(read.ids, read.spelling) == read.tokens
        assert vocabulary.text(read.ids, read.spelling) == pair.english


def test_a_beginning_has_the_tokens_of_the_whole(vocabulary: Vocabulary) -> None:
    read = vocabulary.read('cat "exist", café')
    for size in range(len(read.ids)):
        part = vocabulary.tokens(read.ids[:size], read.spelling[:size])
        assert (part.pieces, part.words) == (read.tokens.pieces[:size], read.tokens.words[:size])
        assert not part.special


def test_special_tokens_are_words_of_their_own(vocabulary: Vocabulary) -> None:
    ids = (START, vocabulary.read("本").ids[0], END)
    tokens = vocabulary.tokens(ids, [vocabulary.spelling(token) for token in ids])
    assert tokens.pieces == ("<s>", "本", "</s>")
    assert tokens.words == (0, 1, 2)
    assert tokens.special == {0, 2}
    assert vocabulary.text(ids, tokens.pieces) == "本"


@pytest.mark.parametrize("typed", [*SPECIAL_TOKENS, "＜pad＞", "a</s>b", "<pad>" * 3])  # noqa: RUF001
def test_the_name_of_a_special_token_is_text_like_any_other(
    vocabulary: Vocabulary, typed: str
) -> None:
    read = vocabulary.read(typed)
    assert not {0, START, END} & set(read.ids[:-1])
    normal = unicodedata.normalize("NFKC", typed)
    assert without_spaces("".join(read.tokens.pieces[:-1])) == normal


@pytest.mark.parametrize(
    ("typed", "unknown", "pieces"),
    [
        ("猫☃と☃", ["☃", "と"], ["猫", "☃", "と", "☃"]),
        ("cat привет", [*"привет"], ["cat", "▁", *"привет"]),
        # typed in two characters that normalise to one, which the token's place does not cover
        ("本\u0438\u0306", ["\u0438\u0306"], ["本", "\u0439"]),
        ("本\u0438\u0306猫", ["\u0438\u0306"], ["本", "\u0439", "猫"]),
        # typed in one character that normalises to several
        ("本\ufdfa", ["\ufdfa"], ["本", *"صلى", "▁", *"الله", "▁", *"عليه", "▁", *"وسلم"]),
        ("猫\u202e\x00", ["U+202E", "U+0000"], ["猫", "U+202E", "U+0000"]),
        ("☃\ufe0f", ["☃", "U+FE0F"], ["▁", "☃", "U+FE0F"]),
        ("☃\u200b 本", ["☃"], ["▁", "☃", "本"]),
    ],
)  # fmt: skip
def test_unknown_characters_are_named_as_typed_and_keep_their_place(
    vocabulary: Vocabulary, typed: str, unknown: list[str], pieces: list[str]
) -> None:
    read = vocabulary.read(typed)
    assert list(read.unknown) == unknown
    found = list(read.tokens.pieces[:-1])
    assert found[-len(pieces) :] == pieces
    assert [at for at, token in enumerate(read.ids) if token == UNKNOWN]


def test_no_unknown_character_is_found_where_all_are_known(vocabulary: Vocabulary) -> None:
    # halfwidth and enclosed forms are the same characters once they are normalised
    read = vocabulary.read("ﾍﾟﾝ")
    assert "".join(read.tokens.pieces) == "ペン</s>"
    assert read.unknown == ()


@given(st.text(max_size=40))
def test_any_text_is_covered_by_its_pieces(
    tokenizer: Tokenizer, vocabulary: Vocabulary, text: str
) -> None:
    read = vocabulary.read(text)
    assert len(read.ids) == len(read.spelling) == len(read.words) == read.tokens.size
    assert read.ids[-1] == END
    normal = tokenizer.normalizer.normalize_str(text)
    assert without_spaces("".join(read.spelling[:-1])) == without_spaces(normal)
    assert all(read.tokens.pieces), "every piece shows as something"
    assert list(read.words) == sorted(read.words)
    assert (UNKNOWN in read.ids) == bool(read.unknown)
    if not read.unknown:
        told = vocabulary.text(read.ids, read.spelling)
        assert without_spaces(told) == without_spaces(normal)


@given(st.text(max_size=12))
def test_every_unknown_character_is_named_once(
    tokenizer: Tokenizer, vocabulary: Vocabulary, text: str
) -> None:
    text = tokenizer.normalizer.normalize_str(text)  # so that no two become one
    known = {char for pair in PAIRS for side in pair for char in side} | {SPACE}
    unknown = dict.fromkeys(char for char in text if char not in known)
    found = vocabulary.read(text).unknown
    assert len(found) == len(unknown)
    for char, name in zip(unknown, found, strict=True):
        assert name in (char, f"U+{ord(char):04X}")


@given(st.text(max_size=5), st.integers(0xD800, 0xDFFF).map(chr), st.text(max_size=5))
def test_half_a_character_is_refused_with_its_place(
    vocabulary: Vocabulary, before: str, half: str, after: str
) -> None:
    with pytest.raises(SentenceError, match=rf"Character {len(before) + 1} of the text"):
        vocabulary.read(before + half + after)


def test_a_tokenizer_of_another_kind_is_refused() -> None:
    other = Tokenizer(models.BPE(vocab={"<unk>": 0, "a": 1}, merges=[], unk_token="<unk>"))
    with pytest.raises(ValueError, match="special tokens are"):
        Vocabulary(other)


def test_the_vocabulary_knows_its_size(vocabulary: Vocabulary) -> None:
    assert vocabulary.size == PIECES
    assert [vocabulary.piece(token) for token in range(4)] == list(SPECIAL_TOKENS)


@pytest.mark.parametrize("part", ["normalizer", "pre_tokenizer", "decoder"])
def test_a_tokenizer_that_lacks_a_part_is_refused_as_it_is_loaded(part: str) -> None:
    lacking = json.loads(toy_tokenizer()) | {part: None}
    with pytest.raises(ValueError, match="it lacks a part"):
        Vocabulary(Tokenizer.from_str(json.dumps(lacking)))


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("model.unk_token", "9" * 50, "it cannot read a text"),
        ("model.unk_token", None, "a text with an unknown character ends"),
        ("post_processor", None, "it cannot read a text"),
    ],
)
def test_a_tokenizer_that_cannot_read_a_text_is_refused_as_it_is_loaded(
    part: str, value: object, told: str
) -> None:
    made = json.loads(toy_tokenizer())
    *outer, inner = part.split(".")
    reduce(getitem, outer, made)[inner] = value
    with pytest.raises(ValueError, match=told):
        Vocabulary(Tokenizer.from_str(json.dumps(made)))


def test_a_tokenizer_whose_pieces_are_not_the_text_is_told() -> None:
    """Each word ends in a letter that is nowhere in the text."""
    damaged = json.loads(toy_tokenizer())
    damaged["model"]["end_of_word_suffix"] = "x"
    damaged["model"]["vocab"] |= {f"{piece}x": 900 + at for at, piece in enumerate("小説")}
    vocabulary = Vocabulary(Tokenizer.from_str(json.dumps(damaged)))
    with pytest.raises(ModelError, match="spells a text otherwise than it is"):
        vocabulary.read("小説")
