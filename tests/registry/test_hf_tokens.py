"""How the tokens of Hugging Face tokenizers show, and which of them are a word."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from explorer.core.sites.axes import Tokens
from explorer.registry.entry import SentenceError
from explorer.registry.huggingface.text.spelling import (
    ASAT,
    FOLLOWERS,
    JOINERS,
    Spelling,
    dictionary_words,
    numbered,
    shown,
)
from explorer.registry.huggingface.text.tokens import Reader
from tests.registry import hf_toys


def words(tokens: Tokens) -> list[str]:
    return [tokens.text(group) for group in tokens.groups(merged=True)]


@pytest.fixture(scope="module")
def wordpiece() -> Reader:
    return Reader(hf_toys.wordpiece(), longest=12)


@pytest.fixture(scope="module")
def bytewise() -> Reader:
    return Reader(hf_toys.bytewise())


@pytest.fixture(scope="module")
def fallback() -> Reader:
    return Reader(hf_toys.sentencepiece_bytes())


@pytest.fixture(scope="module")
def unigram() -> Reader:
    return Reader(hf_toys.unigram())


def test_pieces_of_words_have_no_signs(wordpiece: Reader) -> None:
    read = wordpiece.read("The foxes jump!")
    assert read.tokens.pieces[:2] == ("[CLS]", "the")
    assert read.tokens.pieces[-1] == "[SEP]"
    assert read.tokens.special == {0, read.tokens.size - 1}
    assert not any("##" in piece for piece in read.tokens.pieces)
    assert words(read.tokens)[:2] == ["[CLS]", "the"]
    assert "".join(words(read.tokens)[2:3]).startswith("fox")


def test_a_mask_is_part_of_the_text(wordpiece: Reader) -> None:
    read = wordpiece.read("the [MASK] fox")
    at = read.ids.index(wordpiece.mask)
    assert read.tokens.pieces[at] == "[MASK]" == wordpiece.mask_text
    assert at not in read.tokens.special


def test_unknown_characters_show_as_they_were_typed(wordpiece: Reader) -> None:
    read = wordpiece.read("fox 猫 猫 Ω")
    assert read.unknown == ("猫", "Ω")
    assert read.tokens.pieces[2:5] == ("猫", "猫", "Ω")


def test_a_text_that_is_too_long_loses_its_end(wordpiece: Reader) -> None:
    read = wordpiece.read("fox " * 30)
    assert (len(read.ids), read.whole) == (12, 32)
    assert read.tokens.pieces == ("[CLS]", *["fox"] * 10, "[SEP]")
    assert len(wordpiece.read("fox " * 30, most=5).ids) == 5


def test_a_space_before_a_word_is_not_shown(bytewise: Reader) -> None:
    read = bytewise.read("the quick brown fox's tail")
    assert words(read.tokens) == ["the", "quick", "brown", "fox's", "tail"]
    assert not any("Ġ" in piece for piece in read.tokens.pieces)


@pytest.mark.parametrize("reader", ["bytewise", "fallback"])
def test_bytes_of_a_character_show_it_with_their_part(
    reader: str, request: pytest.FixtureRequest
) -> None:
    read = request.getfixturevalue(reader).read("fox猫は")
    shown = read.tokens.pieces[-6:]
    assert shown == ("猫 1/3", "猫 2/3", "猫 3/3", "は 1/3", "は 2/3", "は 3/3")
    assert words(read.tokens)[-2:] == ["猫", "は"]
    assert len(read.tokens.groups(merged=True)[-1]) == 3


def test_bytes_that_are_no_character_are_numbers(bytewise: Reader) -> None:
    ids = bytewise.read("猫").ids[:2]
    assert bytewise.tokens(ids).pieces == ("<E7>", "<8C>")
    assert bytewise.piece(ids[0]) == "<E7>"


def test_a_token_alone_shows_whether_it_goes_on_with_a_word(
    wordpiece: Reader, bytewise: Reader
) -> None:
    ids = bytewise.read("the quick, quickthe").ids
    alone = [bytewise.piece(token) for token in ids]
    assert {"the", "…the"} & set(alone)
    assert "," in alone  # a sign needs none
    for token, piece in zip(ids, alone, strict=True):
        assert bytewise.tokens([token]).pieces[0] == piece.removeprefix("…")
    inside = wordpiece.read("zlazy").ids
    assert wordpiece.piece(inside[2]).startswith("…")
    assert not wordpiece.piece(inside[1]).startswith("…")
    assert wordpiece.piece(inside[0]) == "[CLS]"


def test_what_shows_as_nothing_has_a_sign(bytewise: Reader) -> None:
    assert bytewise.read("a\nb\tc").tokens.pieces == ("a", "⏎", "b", "⇥", "c")
    assert "▁" in bytewise.read("a  b").tokens.pieces


def test_a_text_without_spaces_is_cut_at_its_tokens(unigram: Reader) -> None:
    read = unigram.read("この小説は人気です。")
    plain = [at for at in range(read.tokens.size) if at not in read.tokens.special]
    assert len(read.tokens.groups(merged=True, special=False)) > 1
    assert "".join(read.tokens.pieces[at] for at in plain).strip("▁") == "この小説は人気です。"


def test_words_by_the_sign_of_a_space(fallback: Reader) -> None:
    read = fallback.read("jumps over, lazy")
    assert read.tokens.special == {0}
    assert read.tokens.pieces[0] == "<s>"
    joined = "".join(read.tokens.spelling[1:]).replace("▁", "")
    assert joined.replace(" ", "") == "jumpsover,lazy"


def test_what_tokens_add_to_a_text(bytewise: Reader) -> None:
    before, after = bytewise.read("the quick").ids, bytewise.read(" brown fox").ids
    assert bytewise.after(before, after) == " brown fox"
    assert bytewise.text([*before, *after]) == "the quick brown fox"


def test_a_part_of_tokens_counts_its_words_from_0(bytewise: Reader) -> None:
    tokens = bytewise.read("the quick brown fox").tokens
    whole = tokens.groups(merged=True)
    start = whole[2][0]
    part = tokens.part(start)
    assert part.pieces == tokens.pieces[start:]
    assert words(part) == ["brown", "fox"]
    assert part.words[0] == 0


def test_a_tokenizer_that_tells_no_places() -> None:
    transformers = pytest.importorskip("transformers")
    reader = Reader(transformers.ByT5Tokenizer())
    read = reader.read("a 猫は")
    assert read.tokens.pieces[:2] == ("a", "▁")
    assert read.tokens.pieces[2:5] == ("猫 1/3", "猫 2/3", "猫 3/3")
    assert words(read.tokens) == ["a", "猫", "は", "</s>"]
    assert read.unknown == ()
    assert reader.text(read.ids) == "a 猫は"


def test_half_a_character_is_refused(bytewise: Reader) -> None:
    with pytest.raises(SentenceError, match="Character 3 of the text is damaged"):
        bytewise.read("ab\ud800")


UNSPACED = {
    "Thai": ("ฉันจำได้ว่าอ่านหนังสือในห้องสมุดบ่อยๆ", "ฉัน จำ ได้ ว่า อ่าน หนังสือ ใน ห้อง สมุด บ่อยๆ"),
    "Lao": ("ແມວນັ່ງຢູ່ເທິງເສື່ອ", "ແມວ ນັ່ງ ຢູ່ ເທິງ ເສື່ອ"),
    "Burmese": ("ကြောင်ကဖျာပေါ်မှာထိုင်တယ်။", "ကြောင် က ဖျာ ပေါ် မှာ ထိုင် တယ် ။"),
    "Khmer": ("ខ្ញុំចូលចិត្តអានសៀវភៅនៅបណ្ណាល័យ។", "ខ្ញុំ ចូលចិត្ត អាន សៀវភៅ នៅ បណ្ណាល័យ ។"),
}
"""A sentence, and its words as a reader tells them apart."""


@pytest.mark.parametrize("script", UNSPACED)
def test_words_of_scripts_without_spaces_are_those_of_a_dictionary(
    script: str, bytewise: Reader, fallback: Reader
) -> None:
    pytest.importorskip("icu4py")
    sentence, apart = UNSPACED[script]
    assert words(bytewise.read(sentence).tokens) == apart.split()
    assert words(fallback.read(sentence).tokens) == ["<s>", *apart.split()]
    mixed = bytewise.read(f"😀 {sentence} sat.").tokens  # places are counted in characters
    assert words(mixed) == ["😀", *apart.split(), "sat", "."]


@pytest.mark.parametrize("script", UNSPACED)
def test_no_word_begins_within_a_syllable(script: str, bytewise: Reader) -> None:
    sentence, _ = UNSPACED[script]
    found = words(bytewise.read(sentence).tokens)
    assert "".join(found) == sentence
    assert len(found) > 4
    for word, after in pairwise([*found, ""]):
        assert unicodedata.category(word[0])[0] != "M"
        assert word[0] not in FOLLOWERS
        assert word[-1] not in JOINERS
        assert after[1:2] != ASAT


def test_a_mark_that_is_a_token_stays_a_mark_in_its_word() -> None:
    spelt = [Spelling(one.encode()) for one in ("ខ", "\u17d2", "ម", "\u200b", "ខ")]
    pairs = list(shown(spelt, frozenset()))
    assert [piece for piece, _ in pairs] == ["ខ", "U+17D2", "ម", "U+200B", "ខ"]
    parts = [part for _, part in pairs]
    assert parts == ["ខ", "\u17d2", "ម", "", "ខ"]
    assert numbered(spelt, parts, frozenset(), None)[:4] == (0, 0, 0, 0)


def test_a_text_in_other_scripts_has_no_words_of_a_dictionary() -> None:
    assert dictionary_words("no 日本語") == frozenset()


def test_a_vocabulary_of_whole_words_is_told_apart_by_what_decoding_puts_between() -> None:
    transformers = pytest.importorskip("transformers")
    names = ["[UNK]", "the", "cat", "sat", "don", "'", "t", ".", "<s>"]
    made = Tokenizer(models.WordLevel({one: at for at, one in enumerate(names)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    reader = Reader(
        transformers.PreTrainedTokenizerFast(
            tokenizer_object=made, unk_token="[UNK]", bos_token="<s>"
        )
    )
    read = reader.read("the cat sat.")
    assert words(read.tokens) == ["the", "cat", "sat", "."]
    # what is written on is known by its tokens alone
    assert words(reader.tokens([8, *read.ids])) == ["<s>", "the", "cat", "sat", "."]
    assert words(reader.tokens(read.ids[1:])) == ["cat", "sat", "."]


def test_a_token_of_a_number_beyond_all_others_is_read_like_any(tmp_path: Path) -> None:
    # nothing counts up to the largest number: of a damaged file it may be billions
    made = json.loads(hf_toys.wordpiece().backend_tokenizer.to_str())
    made["model"]["vocab"]["fox"] = 2**31
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps(made))
    own = PreTrainedTokenizerFast(tokenizer_file=str(file), unk_token="[UNK]")
    read = Reader(own).read("the fox")
    assert read.ids[-2] == 2**31
    assert read.tokens.pieces[-2] == "fox"
