"""The figures of the translation cards: known answers for words, dictionary and alignment."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from explorer.models.translator import END, State, Translator
from tests.models.translators import sentences, tiny
from tests.scripts.translation_data import write_dictionary, write_sentences
from translation_training import alignment
from translation_training.alignment import alignment_figures, cross_attention, measured_sentences
from translation_training.corpus import load_corpus
from translation_training.dictionary import Found, load_dictionary
from translation_training.english import content_words, forms
from translation_training.measure import bleu_figures, translate_texts
from translation_training.subwords import train_tokenizer

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("word", "base"),
    [
        *(("cats", "cat"), ("boxes", "box"), ("cities", "city"), ("women", "woman")),
        *(("ate", "eat"), ("stopped", "stop"), ("loved", "love"), ("carried", "carry")),
        *(("running", "run"), ("making", "make"), ("larger", "large"), ("happiest", "happy")),
        *(("happily", "happy"), ("father's", "father"), ("best", "good"), ("fish", "fish")),
    ],
)
def test_forms_of_a_word(word: str, base: str) -> None:
    assert base in forms(word)


def test_content_words_have_their_place() -> None:
    text = "He didn't see Mary's big dog."
    found = content_words(text)
    assert [word for word, _, _ in found] == ["see", "mary's", "big", "dog"]
    assert [text[start:end].lower() for _, start, end in found] == [word for word, _, _ in found]


def test_the_dictionary_knows_where_a_word_may_be(tmp_path: Path) -> None:
    sentence = "猫は本を食べたのできれいなリンゴ"
    known = load_dictionary(write_dictionary(tmp_path / "jmdict.xml.gz"), [sentence])

    def said(word: str) -> str:
        return "".join(sentence[place] for place in sorted(known.meaning(sentence, word)))

    assert said("cats") == "猫"
    assert said("ate") == "食べ"
    assert said("apple") == "リンゴ"
    assert said("pretty") == "きれい"
    assert said("book") == "本"
    assert said("water") == ""  # in the dictionary, but not in this sentence
    assert said("wasser") == ""
    assert said("rose") == ""  # an explanation, not a translation


def test_part_of_a_longer_word_is_not_a_word(tmp_path: Path) -> None:
    sentence = "学校図書館と学校"
    known = load_dictionary(write_dictionary(tmp_path / "jmdict.xml.gz"), [sentence])
    assert sorted((found.start, found.end) for found in known.find(sentence)) == [(0, 5), (6, 8)]
    assert Found(6, 8, frozenset({"school"})) in known.find(sentence)


def test_a_stem_needs_its_ending(tmp_path: Path) -> None:
    file = write_dictionary(tmp_path / "jmdict.xml.gz")
    assert load_dictionary(file, ["本を運んだ"]).meaning("本を運んだ", "carry") == {2}
    assert load_dictionary(file, ["運送"]).meaning("運送", "carry") == set()


class Pointer(Translator):
    """Says anything, but attends to chosen tokens: ``table`` has a source position a step."""

    longest = 99

    def __init__(self, tables: list[dict[int, int]]) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(tiny("seq2seq").attention for _ in tables)
        self.tables = tables

    @property
    def source_target(self) -> list[str]:
        return [f"layers.{index}" for index in range(len(self.layers))]

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        for layer, table in zip(self.layers, self.tables, strict=True):
            weights = torch.full((1, 1, target.shape[1], source.shape[1]), 0.01)
            for step in range(target.shape[1]):
                weights[0, 0, step, table.get(step, source.shape[1] - 1)] = 1
            other = torch.zeros(1)
            layer.tap(other, query=other, key=other, value=other, scores=other, weights=weights)
        return torch.zeros(*target.shape, 1)

    def begin(self, source: Tensor) -> State:
        raise NotImplementedError

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        raise NotImplementedError


def test_the_alignment_figure_of_a_known_attention(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alignment, "PAIRS", 5)
    corpus = load_corpus(write_sentences(tmp_path / "SENTENCES", 300))
    tokenizer = train_tokenizer(corpus.train, 400)
    dictionary = load_dictionary(
        write_dictionary(tmp_path / "jmdict.xml.gz"), measured_sentences(corpus)
    )
    pair = corpus.test[0]
    english = tokenizer.encode(pair.english).tokens
    # "The cat ate 1 2 fishes": subject, verb and thing have content.
    assert english[:2] == ["▁The", english[1]]
    source = tokenizer.encode(pair.japanese)
    subject = 0
    verb = next(
        index
        for index, (start, end) in enumerate(source.offsets)
        if dictionary.meaning(pair.japanese, english[2].strip("▁")) & set(range(start, end))
    )
    # Layer 0 looks at END only; layer 1 at the subject and the verb; layer 2 at the subject.
    model = Pointer([{}, {1: subject, 2: verb}, {1: subject}])
    figures = alignment_figures(model, tokenizer, corpus, dictionary, CPU)
    assert figures["pairs"] == 5
    assert figures["words"] == figures["content_words"] == 15
    assert figures["layers"][0] == 0
    assert figures["layers"][2] == pytest.approx(5 / 15)
    assert figures["layers"][1] > figures["layers"][2]
    assert figures["best_layer"] == 1
    assert figures["share"] == figures["layers"][1]
    assert 1 / 12 < figures["chance"] < 1 / 3


def test_rows_belong_to_the_token_they_predict() -> None:
    model = tiny("transformer")
    source, target = sentences(4)[0].tolist(), [7, 5, END]
    layers = cross_attention(model, source, target, CPU)
    assert [weights.shape for weights in layers] == [(3, 5)] * 2
    for weights in layers:
        torch.testing.assert_close(weights.sum(1), torch.ones(3))
    changed = cross_attention(model, source, [7, 6, END], CPU)
    for weights, other in zip(layers, changed, strict=True):
        torch.testing.assert_close(weights[:2], other[:2])
        assert not torch.allclose(weights[2], other[2])


def test_bleu_of_known_translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = load_corpus(write_sentences(tmp_path / "SENTENCES", 300))
    tokenizer = train_tokenizer(corpus.train, 300)
    answers = {
        tuple(tokenizer.encode(pair.japanese).ids): tokenizer.encode(pair.english).ids[:-1]
        for pair in corpus.test
    }

    def repeat(model: Translator, source: Tensor, width: int) -> list[list[int]]:
        found = []
        for row in source.tolist():
            right = answers[tuple(token for token in row if token)]
            found.append(right if width > 1 else right[:1])
        return found

    monkeypatch.setattr("translation_training.measure.translate", repeat)
    model = tiny("seq2seq")
    figures = bleu_figures(model, tokenizer, corpus.test, CPU)
    assert figures["bleu_beam4"] == pytest.approx(100)
    assert figures["bleu_greedy"] < 5
    assert "tok:13a" in figures["bleu_signature"]
    assert "nrefs:1" in figures["bleu_signature"]
    texts = [pair.japanese for pair in corpus.test]
    wanted = [pair.english for pair in corpus.test]
    assert translate_texts(model, tokenizer, texts, 2, CPU) == wanted
