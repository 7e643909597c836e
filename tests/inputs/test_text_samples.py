"""The bundled sentences: Japanese, different from each other, credited."""

from __future__ import annotations

import json
import unicodedata

from explorer.inputs.samples import sentence_samples
from explorer.inputs.text import split_sentences
from explorer.resource_files import resources


def test_each_is_one_sentence_of_japanese() -> None:
    for sample in sentence_samples():
        assert split_sentences(sample.text) == (sample.text,)
        assert sample.text.endswith("。")
        assert unicodedata.is_normalized("NFC", sample.text)
        assert 8 <= len(sample.text) <= 40


def test_no_two_are_alike() -> None:
    assert 7 <= len(sentence_samples()) <= 10
    assert len({sample.id for sample in sentence_samples()}) == len(sentence_samples())
    assert len({sample.text for sample in sentence_samples()}) == len(sentence_samples())


def test_the_sentences_of_the_lecture_come_first() -> None:
    first, second = sentence_samples()[:2]
    assert first.text == "この小説は人気です。"
    assert second.text.startswith("ハワイ出身の友達は")


def test_they_are_the_file_and_credited() -> None:
    path = resources() / "samples" / "texts.json"
    listed = json.loads(path.read_text(encoding="utf-8"))
    assert [sample.text for sample in sentence_samples()] == [one["text"] for one in listed]
    assert {sample.licence for sample in sentence_samples()} == {"CC0", "quotation"}
    assert all(sample.credit for sample in sentence_samples())
    assert f"`{path.name}`" in (resources() / "CREDITS.md").read_text(encoding="utf-8")
