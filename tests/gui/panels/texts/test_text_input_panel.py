"""The text panel: writing, samples, and the sentences of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.text import Task
from explorer.gui import kit
from explorer.gui.panels.texts.text_input_panel import SentenceList, TextInputPanel

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SAMPLES = [
    ("novel", "この小説は人気です。"),
    ("hawaii", "ハワイ出身の友達はビリヤードが得意で、夏の地区大会で入賞したらしい。"),
    ("six", "彼女は毎朝六時に起きます。"),
]
LINES = [f"{number} 彼女は毎朝六時に起きます。" for number in range(12)]


class Heard(list[tuple[Any, ...]]):
    """Every signal of the panel, by its name and with what it says."""

    def __init__(self, panel: TextInputPanel) -> None:
        super().__init__()
        panel.edited.connect(lambda name, text: self.append((name, text)))
        panel.submitted.connect(lambda: self.append(("submitted",)))
        panel.left.connect(lambda: self.append(("left",)))
        panel.openRequested.connect(lambda: self.append(("open",)))
        panel.sampleRequested.connect(lambda key: self.append(("sample", key)))
        panel.sentenceRequested.connect(lambda row: self.append(("sentence", row)))
        panel.listClosed.connect(lambda: self.append(("closed",)))


Show = Callable[[QWidget, int], Any]
Settle = Callable[[], None]


@pytest.fixture
def panel(in_window: Show, settle: Settle) -> TextInputPanel:
    made = TextInputPanel()
    in_window(made, 240)
    made.show_samples(SAMPLES)
    made.show_task(Task.TRANSLATE, ("ja", "en"))
    settle()
    return made


def field(panel: TextInputPanel, name: str) -> QPlainTextEdit:
    (found,) = (
        part for part in panel.findChildren(QPlainTextEdit) if part.accessibleName() == name
    )
    return found


def button(panel: TextInputPanel, name: str) -> QAbstractButton:
    (found,) = (
        part for part in panel.findChildren(QAbstractButton) if part.accessibleName() == name
    )
    return found


def shown_list(panel: TextInputPanel) -> SentenceList:
    (found,) = (part for part in panel.findChildren(SentenceList) if part.isVisible())
    return found


def texts(panel: TextInputPanel) -> set[str]:
    return {part.text() for part in panel.findChildren(kit.Text) if part.isVisible()}


def notes(panel: TextInputPanel) -> list[str]:
    return [part.text() for part in panel.findChildren(kit.Note) if part.isVisible()]


def click_row(qtbot: QtBot, rows: SentenceList, row: int) -> None:
    place = rows.visualRect(rows.model().index(row, 0))
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place.center())


def test_what_is_typed_is_told_and_what_is_shown_is_not(
    panel: TextInputPanel, qtbot: QtBot
) -> None:
    heard = Heard(panel)
    panel.show_text("彼女")
    panel.show_target("She")
    panel.show_counts(1, 2)
    panel.show_live("translating")
    panel.show_unknown(("😀",))
    panel.show_problem("Too long")
    panel.show_chosen("six")
    panel.show_sentences("a.txt", LINES, 3)
    panel.show_current(4)
    panel.show_sentences("", (), -1)
    assert heard == []
    qtbot.keyClicks(field(panel, "Input"), "a")
    qtbot.keyClick(field(panel, "Input"), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field(panel, "Target"), "!")
    qtbot.keyClick(field(panel, "Target"), KEY.Key_Escape)
    qtbot.mouseClick(button(panel, "Clear: Target"), LEFT)
    assert heard == [
        ("text", "彼女a"), ("submitted",), ("target", "She!"), ("left",), ("target", ""),
    ]  # fmt: skip


def test_counts_and_whether_it_is_live(panel: TextInputPanel) -> None:
    edit = field(panel, "Input")
    cases: tuple[tuple[int, int, Any, str], ...] = (
        (6, 8, "live", "6 words · 8 tokens, live"),
        (1, 1, "typing", "1 word · 1 token, typing"),
        (0, 0, "idle", ""),
        (1200, 2400, "translating", "1,200 words · 2,400 tokens, translating"),
        (0, 3, "idle", "3 tokens"),
    )
    for words, tokens, live, said in cases:
        panel.show_counts(words, tokens)
        panel.show_live(live)
        assert edit.accessibleDescription() == said
    asleep: Any = "asleep"
    with pytest.raises(KeyError):
        panel.show_live(asleep)


def test_unknown_characters_are_named(panel: TextInputPanel, settle: Settle) -> None:
    low = panel.height()
    assert notes(panel) == []
    panel.show_unknown(("😀", "ǂ"))
    settle()
    assert notes(panel) == ["Not known to the model: 😀 ǂ"]
    assert panel.height() > low
    panel.show_unknown(tuple(chr(0x16A0 + number) for number in range(30)))
    (note,) = notes(panel)
    assert note.endswith(" and 18 others")
    panel.show_unknown(tuple(chr(0x16A0 + number) for number in range(13)))
    assert notes(panel)[0].endswith(" and 1 other")
    panel.show_unknown(())
    settle()
    assert notes(panel) == []
    assert panel.height() == low


def test_a_problem_leaves_the_text(panel: TextInputPanel, settle: Settle) -> None:
    panel.show_text("彼女")
    panel.show_problem("The text is empty of anything that the model reads")
    settle()
    box = field(panel, "Input").parentWidget()
    assert box is not None
    edge = QPoint(box.width() // 2, 0)
    assert box.grab().toImage().pixelColor(edge) == kit.DARK.err
    assert notes(panel) == ["The text is empty of anything that the model reads"]
    assert field(panel, "Input").toPlainText() == "彼女"
    panel.show_problem("")
    assert box.grab().toImage().pixelColor(edge) == kit.DARK.edge


def test_samples_are_asked_for_by_their_keys(panel: TextInputPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    rows = shown_list(panel)
    assert rows.sentences() == tuple(text for _, text in SAMPLES)
    click_row(qtbot, rows, 1)
    assert heard == [("sample", "hawaii")]
    assert rows.chosen() == -1  # a click asks, it does not choose
    panel.show_chosen("hawaii")
    assert rows.chosen() == 1
    panel.show_chosen("")
    assert rows.chosen() == -1
    panel.show_chosen("gone")
    assert rows.chosen() == -1
    assert SAMPLES[1][1] in rows.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_the_chosen_row_is_lit(panel: TextInputPanel) -> None:
    rows = shown_list(panel)
    at = QPoint(rows.width() - 4, 45)
    rest = rows.grab().toImage().pixelColor(at)
    panel.show_chosen("hawaii")
    lit = rows.grab().toImage().pixelColor(at)
    assert lit != rest
    assert lit.blue() > lit.red()


def test_the_keyboard_walks_and_opens(panel: TextInputPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    rows = shown_list(panel)
    click_row(qtbot, rows, 0)
    assert not rows.hasFocus()  # a click leaves the arrow keys to the maps
    heard.clear()
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(rows, KEY.Key_Down)
    qtbot.keyClick(rows, KEY.Key_Down)
    assert heard == []
    here = rows.visualRect(rows.model().index(2, 0))
    image = rows.grab(here).toImage()  # with a ring around the row that Enter would open
    assert image.pixelColor(here.width() // 2, 0) == kit.DARK.accent
    qtbot.keyClick(rows, KEY.Key_Return)
    qtbot.keyClick(rows, KEY.Key_Up)
    qtbot.keyClick(rows, KEY.Key_Space)
    assert heard == [("sample", "six"), ("sample", "hawaii")]


def test_letters_in_the_list_are_for_the_window(panel: TextInputPanel, qtbot: QtBot) -> None:
    rows = shown_list(panel)
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_A, KEY.Key_Left, KEY.Key_Down):
        qtbot.keyClick(rows, key)
    window: Any = panel.window()
    assert window.keys == [KEY.Key_A, KEY.Key_Left]


def test_the_sentences_of_a_file(panel: TextInputPanel, settle: Settle, qtbot: QtBot) -> None:
    heard = Heard(panel)
    panel.show_sentences("novel.txt", LINES, 2)
    settle()
    assert {"novel.txt", "3 of 12"} <= texts(panel)
    rows = shown_list(panel)
    assert rows.sentences() == tuple(LINES)
    assert rows.chosen() == 2
    click_row(qtbot, rows, 3)
    assert heard == [("sentence", 3)]
    panel.show_current(11)
    assert "12 of 12" in texts(panel)
    assert rows.viewport().rect().contains(rows.visualRect(rows.model().index(11, 0)))
    panel.show_current(-1)
    assert "12" in texts(panel)
    qtbot.mouseClick(button(panel, "Close this list"), LEFT)
    assert heard[1:] == [("closed",)]
    settle()
    assert shown_list(panel).sentences() == tuple(text for _, text in SAMPLES)
    assert "Samples" in texts(panel)


def test_the_same_sentences_stay_where_they_are(panel: TextInputPanel, settle: Settle) -> None:
    panel.show_sentences("novel.txt", LINES, 0)
    settle()
    rows = shown_list(panel)
    rows.verticalScrollBar().setValue(60)
    panel.show_sentences("novel.txt", list(LINES), 4)
    assert rows.verticalScrollBar().value() == 60


def test_ten_thousand_sentences(panel: TextInputPanel, settle: Settle) -> None:
    asked: list[int] = []
    panel.show_sentences("corpus.txt", [f"{number} 文" for number in range(10_000)], 9_999)
    settle()
    rows = shown_list(panel)
    model: Any = rows.model()
    data = model.data

    def counted(index: Any, role: int = 0) -> object:
        asked.append(index.row())
        return data(index, role)

    model.data = counted
    rows.grab()
    model.data = data
    assert "10,000 of 10,000" in texts(panel)
    assert rows.height() <= 10 * 30
    # No row out of sight is ever asked for.
    assert asked
    assert set(asked) <= set(range(9_980, 10_000))


def test_no_samples_no_heading(panel: TextInputPanel, settle: Settle) -> None:
    panel.show_samples([])
    settle()
    assert "Samples" not in texts(panel)
    assert not [part for part in panel.findChildren(SentenceList) if part.isVisible()]


def test_marks_in_a_sentence_are_told_as_they_are(panel: TextInputPanel) -> None:
    panel.show_samples([("a", "<b>5 < 6</b>"), ("b", "x" * 100_000)])
    rows = shown_list(panel)
    tip = rows.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert not Qt.mightBeRichText(tip)
    assert tip.replace("\N{WORD JOINER}", "") == "<b>5 < 6</b>"
    assert len(rows.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)) < 3000
    rows.grab()


@pytest.mark.parametrize("width", [220, 240, 420])
def test_everything_lies_inside(width: int, panel: TextInputPanel, settle: Settle) -> None:
    panel.show_sentences("the_long_name_of_a_file_of_many_sentences.txt", LINES * 900, 8_000)
    panel.show_text(SAMPLES[1][1] * 5)
    panel.show_counts(1200, 2400)
    panel.show_live("translating")
    panel.show_unknown(("😀",))
    panel.show_problem("A sentence that says at some length what is wrong with the text")
    panel.window().resize(width, 900)
    settle()
    assert panel.width() == width
    for part in panel.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is panel:
            assert panel.rect().contains(part.geometry()), part.accessibleName()
    boxes = [part for part in panel.children() if isinstance(part, QWidget) and part.isVisible()]
    for number, part in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert not part.geometry().intersects(other.geometry())


def test_a_file_is_asked_for(panel: TextInputPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    qtbot.mouseClick(button(panel, "Open a text file"), LEFT)
    assert heard == [("open",)]


def test_tab_goes_through_what_is_there(panel: TextInputPanel, qtbot: QtBot) -> None:
    field(panel, "Input").setFocus()
    names = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName())
        qtbot.keyClick(focus, KEY.Key_Tab)
    assert set(names) == {"Input", "Target", "Samples", "Open a text file"}
