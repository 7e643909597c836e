"""Every script in every view: shaped by the system's fonts, from right to left where it runs so."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QTextLayout

from explorer.figures.figure import Figure
from explorer.figures.fonts import figure_font, lacking, missing_fonts, right_to_left, width
from explorer.figures.frame import Frame
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.lines.layout import lay_out as lay_out_lines
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.picture import Picture
from explorer.figures.steps.figure import StepsFigure
from explorer.figures.text.figure import TextFigure
from explorer.figures.text.layout import Passage, lay_out
from tests.figures.matrices import matrix
from tests.figures.probes import paint
from tests.figures.recorder import written
from tests.figures.steps.test_figure import made_up

SCRIPTS = {
    "Korean": "오늘은 날씨가 정말 좋습니다",
    "Arabic": "السلام عليكم يا صديقي",
    "Hebrew": "שלום עולם מה שלומך",
    "Hindi": "नमस्ते दुनिया आप कैसे",
    "Thai": "สวัสดี ชาวโลก วันนี้ อากาศ",
    "Chinese": "简体 中文 这是 测试",
    "emoji": "I ❤️ 👍🏽 😀",
    "marks": "é ẹ́ ñ a͡b",
}
BACKWARDS = ("Arabic", "Hebrew")
NOBODY = "\U000f0000\U0010fffd"
"""Private characters: no font has them."""
each_script = pytest.mark.parametrize("script", SCRIPTS)


def words_of(script: str) -> list[str]:
    """A sentence in a script; the test is skipped where the system has no font for it."""
    text = SCRIPTS[script]
    if lacking([text]):
        pytest.skip(f"no font of this system has {script}")
    return text.split(" ")


def figures(words: list[str]) -> dict[str, Figure]:
    values = np.random.default_rng(len(words)).random((len(words), len(words)))
    content, text = matrix(values, words, words, row=1), " ".join(words)
    steps = made_up([0.5 * at for at in range(len(words))])
    steps = steps.__class__(
        **{name: getattr(steps, name) for name in steps.__dataclass_fields__}
        | {"keys": content.cols, "asks": content.rows[1]}
    )
    return {
        "matrix": MatrixFigure(content, "inferno"),
        "lines": LinesFigure(content, "inferno"),
        "text": TextFigure(content, (text, text), "inferno"),
        "steps": StepsFigure(steps, "inferno"),
    }


@each_script
def test_every_view_writes_the_words_whole(script: str) -> None:
    words = words_of(script)
    for name, figure in figures(words).items():
        frame = Frame(*figure.natural_size())
        texts = [one.text for one in written(figure, frame)]
        assert set(words) <= set(texts), name
        assert paint(figure, frame).std() > 5


def glyphs(text: str) -> list[int]:
    """The numbers of all glyphs that are drawn for a text; 0 is the box of a missing one."""
    layout = QTextLayout(text, figure_font(text, 16))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


@each_script
def test_no_character_is_a_box(script: str) -> None:
    for word in words_of(script):
        assert 0 not in glyphs(word), word
        assert width(word, 16) > 4


def test_letters_are_joined_and_stacked() -> None:
    """As shaping does: a word is not as wide as its letters one by one."""
    for script in ("Arabic", "Hindi"):
        for word in words_of(script)[:2]:
            assert abs(width(word, 40) - sum(width(letter, 40) for letter in word)) > 1


@each_script
def test_sentences_run_as_their_script(script: str) -> None:
    words = words_of(script)
    backwards = script in BACKWARDS
    assert right_to_left(words) == backwards
    content = matrix(np.eye(len(words)), words, words)
    layout = lay_out(Passage(content.cols, " ".join(words), True), None, (900.0, 400.0))
    lefts = [piece.box[0] for piece in sorted(layout.shaded, key=lambda piece: piece.at)]
    assert lefts == sorted(lefts, reverse=backwards)
    rows = lay_out_lines(content.cols, content.rows, (), (900.0, 400.0))
    for side in (rows.keys, rows.queries):
        found = side.boxes[:, 0].tolist()
        assert found == sorted(found, reverse=backwards)
    assert sorted(box[0] for box in rows.keys.boxes.tolist())[0] >= 0


def test_a_word_of_chinese_is_of_one_font() -> None:
    for word in words_of("Chinese"):
        layout = QTextLayout(word, figure_font(word, 16))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        assert len({run.rawFont().familyName() for run in layout.glyphRuns()}) == 1


def test_what_no_font_has_is_said() -> None:
    assert lacking(["novel", "小説", "novel </s>", "a\u200db"]) == ""
    assert lacking([f"a{NOBODY[0]}", NOBODY]) == NOBODY
    assert missing_fonts(["novel"]) == ""
    said = missing_fonts([NOBODY])
    assert said.startswith("No font of this system has U+F0000 U+10FFFD: install")


@each_script
@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_every_script_is_text_in_a_file(script: str, form: str) -> None:
    words = words_of(script)
    figure = figures(words)["matrix"]
    content = Picture({}, Frame(*figure.natural_size()), figure.paint).encoded(form)  # type: ignore[arg-type]
    if form == "svg":  # a word is cut where its font changes
        for word in words:
            assert any(part in content.decode() for part in (word, word[:1]))
    else:
        assert content.count(b"/ToUnicode") >= 1
