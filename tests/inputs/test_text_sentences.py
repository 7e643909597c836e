"""A text is cut into sentences where a reader would, and no character is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.inputs.text import split_sentences

SIGNS = "あ漢aB3 。\uff01\uff1f.!?「」()\uff08\uff09“”\"'…\n\r\u3000\u2028\x1c\t"


@pytest.mark.parametrize(
    "sentences",
    [
        ["雨だ。", "帰ろう\uff01\uff1f", "いいね"],
        ["「行こう。」と言った。", "次の日。"],
        ["「行こう。帰ろう。」と彼は\uff08たぶん。\uff09言った。", "終わり。"],
        ["彼は「うん。", "そう。"],  # never closed
        ["えっ!?", "本当?", "うそ!", "はい。"],
        ["今日は晴れ\uff0e", "明日は雨\uff0e"],
        ["気温は3\uff0e5度。", "次。"],
        ["ｶﾅです｡", "ｵﾜﾘ｡"],
        ["やった。。。", "\uff08終わり\uff09"],
    ],
)
def test_japanese_is_cut_without_white_space(sentences: list[str]) -> None:
    assert split_sentences("".join(sentences)) == tuple(sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rains.", "Let us go!", "Why?", "So what?!", "End"],
        ["It costs 3.50 dollars at example.com.", "See C:\\?\\a."],
        ["Mr. Ito met Dr. J. S. Bach in the U.S. Army.", "They talked."],
        ["I said no.", "No. 5 is e.g. a number.", "(Cf. Fig. 2.)"],
        ["He said “Stop. Now!” and left.", "“Go!”", "She (her name? Ann.) left."],
        ['He said "stop."', "'Why?'", "Then he left."],
        ["Well... I know... nothing."],
        ["3. Third of a list.", "Go on."],
        ["Vraiment ?", "Oui.", "« Non. »", "Il part."],
        ["x) y.", "Z ].", "W"],
    ],
)
def test_western_text_is_cut_at_white_space(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == tuple(sentences)


def test_quotations_in_a_row_are_sentences_of_their_own() -> None:
    assert split_sentences("「行こう。」「いやだ\uff01」\uff08怒る。\uff09") == (
        "「行こう。」",
        "「いやだ\uff01」",
        "\uff08怒る。\uff09",
    )


def test_every_line_is_a_sentence_at_least() -> None:
    text = "\r\n雨が\r\n降る\n\n \t\u3000\n 風。 雲。\u2028Wind\x85\ufeff\r星"
    assert split_sentences(text) == ("雨が", "降る", "風。", "雲。", "Wind", "\ufeff", "星")


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\u3000\u2029"])
def test_of_nothing_there_is_none(text: str) -> None:
    assert split_sentences(text) == ()


@given(st.one_of(st.text(), st.text(SIGNS)))
@settings(max_examples=400)
@example("「。\n」。" * 3)
@example("a." + " " * 100 + "B")
def test_nothing_but_white_space_is_lost(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    for sentence in sentences:
        assert sentence
        assert sentence == sentence.strip()
        assert len(sentence.splitlines()) == 1


@given(st.text(SIGNS, max_size=60))
@settings(max_examples=300)
def test_what_was_cut_is_not_cut_further_by_its_own_lines(text: str) -> None:
    # pasting the list of sentences gives the list again, but for brackets over several of them
    sentences = split_sentences(text)
    again = split_sentences("\n".join(sentences))
    assert "".join(again) == "".join(sentences)
    assert len(again) >= len(sentences)
