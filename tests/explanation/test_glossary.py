"""The glossary: both languages complete and alike, every word found, damaged files refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import explorer
from explorer.cli import main
from explorer.explanation.glossary import glossary, read_glossary
from explorer.explanation.toml_tables import LARGEST, WordsError

STATIONS = {
    *("opening", "spatial-gate", "squeeze-and-excitation", "soft-attention"),
    *("transformer", "vision-transformer", "summary", ""),
}
ON_SCREEN = (
    *("layer", "head", "query", "key", "value", "CLS", "register", "uniform", "entropy"),
    *("mass on patches", "q·k", "gate", "word piece", "beam", "BLEU", "alignment", "Verified"),
    *("rollout", "relevance", "mute", "softmax", "patch", "channel", "mask", "token", "sink"),
    *("source-target attention", "context vector", "levels", "scale", "temperature", "top-p"),
)


def test_a_glossary_is_read_once() -> None:
    assert glossary() is glossary("en") is glossary(language="en")


def test_both_languages_have_the_same_terms() -> None:
    english, japanese = glossary("en"), glossary("ja")
    assert list(english) == list(japanese)
    for one, other in zip(english.values(), japanese.values(), strict=True):
        assert (one.formula, one.station) == (other.formula, other.station), one.id
        assert one.station in STATIONS
        assert one.says.endswith((".", ")"))
        assert other.says.endswith("。"), other.id
        assert 1 <= one.says.count(". ") + 1 <= 3
        assert any(ord(sign) > 0x3000 for sign in other.says)


@pytest.mark.parametrize("word", ON_SCREEN)
def test_a_word_on_screen_is_explained(word: str) -> None:
    assert explorer.explain(word).says
    assert explorer.explain(word.upper()) == explorer.explain(word)
    assert explorer.explain(word, "ja").id == explorer.explain(word).id


def test_the_words_of_the_lecture_are_found_in_japanese() -> None:
    for word, id in (("内積", "inner-product"), ("文脈ベクトル", "context-vector")):
        assert explorer.explain(word, "ja").id == explorer.explain(word).id == id
    assert explorer.explain("source-target attention", "ja").name == "source-target attention"


def test_a_word_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(explorer.TermError, match="Did you mean head"):
        explorer.explain("heda")
    with pytest.raises(explorer.TermError, match="The first is attention"):
        explorer.explain("zzzzzz")
    with pytest.raises(ValueError, match="en, ja, not de"):
        explorer.explain("head", "de")  # type: ignore[arg-type]


def test_the_command_line_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "cls"]) == 0
    assert capsys.readouterr().out == f"{explorer.explain('CLS')}\n"
    assert main(["explain", "head", "--language", "ja"]) == 0
    assert capsys.readouterr().out.startswith("ヘッド: ")
    assert main(["explain"]) == 0
    assert capsys.readouterr().out.splitlines() == [one.name for one in glossary().values()]
    assert main(["explain", "heda"]) == 2
    assert capsys.readouterr().err == "The glossary has no term heda. Did you mean head?\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no language"),
        ('language = "ja"', "language should be one of en"),
        ('language = "en"', "has no term"),
        ('language = "en"\nterm = 3', "a number, or a list"),
        ('language = "en"\n[[term]]\nid = "a"', "term 1 has no name"),
        ('language = "en"\n[[term]]\nid = "a"\nname = ""\nsays = "b"', "name should be a text"),
        ('language = "en"\n[[term]]\nid = 3\nname = "a"\nsays = "b"', "id should be a text"),
        (
            'language = "en"\n[[term]]\nid = "a"\nname = "b"\nsays = "c"\ncode = "print()"',
            "a field code that does not exist",
        ),
        (
            'language = "en"\n[[term]]\nid = "a"\nname = "b"\nsays = "c"\n'
            '[[term]]\nid = "B"\nname = "d"\nsays = "c"',
            "the word b twice",
        ),
        ("language = ", "is not TOML"),
        (f'language = "{"a" * LARGEST}"', "more than 256 KiB"),
    ],
)
def test_a_file_that_is_no_glossary_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WordsError, match=said):
        read_glossary(file, "en")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.mktemp("words") / "words.toml"
    file.write_bytes(raw)
    with pytest.raises(WordsError):
        read_glossary(file, "en")
