"""The box to write in: who wrote what, how high it is, what it leaves to the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
NOVEL = "この小説は人気です。"


class Heard:
    """Everything that a box has said."""

    def __init__(self, area: kit.TextArea) -> None:
        self.edits: list[str] = []
        self.others: list[str] = []
        area.textEdited.connect(self.edits.append)
        area.submitted.connect(lambda: self.others.append("submitted"))
        area.left.connect(lambda: self.others.append("left"))


@pytest.fixture
def area(in_window: Callable[..., QWidget]) -> kit.TextArea:
    made = kit.TextArea("Input", "Type a sentence")
    in_window(made, kit.CheckBox("after"))
    return made


def edit(area: kit.TextArea) -> QPlainTextEdit:
    (found,) = area.findChildren(QPlainTextEdit)
    return found


def compose(area: kit.TextArea, preedit: str, commit: str = "") -> None:
    """What an input method sends."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(edit(area), event)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_says_what_the_user_types_and_nothing_else(area: kit.TextArea, qtbot: QtBot) -> None:
    heard = Heard(area)
    area.set_text(NOVEL)
    area.set_footer("6 words", "live", "ok")
    area.set_broken(True)
    assert heard.edits == []
    assert area.text() == NOVEL
    area.setFocus()
    qtbot.keyClicks(edit(area), "ab")
    qtbot.keyClick(edit(area), KEY.Key_Return)
    qtbot.keyClick(edit(area), KEY.Key_Backspace)
    assert heard.edits == [f"{NOVEL}a", f"{NOVEL}ab", f"{NOVEL}ab\n", f"{NOVEL}ab"]
    assert heard.others == []


def test_an_input_method_composes_in_silence(area: kit.TextArea) -> None:
    heard = Heard(area)
    area.set_text("は")
    area.setFocus()
    for preedit in ("k", "か", "かn", "かな"):
        compose(area, preedit)
    assert heard.edits == []
    assert area.text() == "は"
    compose(area, "", "仮名")
    assert heard.edits == ["は仮名"]
    compose(area, "x")
    compose(area, "")  # the user took it back
    assert heard.edits == ["は仮名"]


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "שלום עולם"])
def test_what_is_read_from_the_right_begins_there(area: kit.TextArea, text: str) -> None:
    """The box and the line follow the script that is written, as the platform does."""
    area.set_text(text)
    line = edit(area).document().begin().layout().lineAt(0)
    assert line.naturalTextRect().left() > edit(area).viewport().width() / 3
    area.set_text("Hello world")
    line = edit(area).document().begin().layout().lineAt(0)
    assert line.naturalTextRect().left() < 5


@pytest.mark.parametrize("text", ["مرحبا", "שלום"])
def test_a_line_takes_an_input_method_and_the_other_direction(
    text: str, in_window: Callable[..., QWidget]
) -> None:
    line = kit.TextInput("Search models")
    in_window(line)
    heard: list[str] = []
    line.textEdited.connect(heard.append)
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("m", []))
    assert (line.text(), heard) == ("", [])
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QApplication.sendEvent(line, done)
    assert (line.text(), heard) == (text, [text])
    line.grab()  # a line is laid out when it is painted
    middle = line.height() // 2
    assert line.cursorRect().center().x() > line.width() / 2  # at the right, written to the left
    assert line.cursorPositionAt(QPoint(2, middle)) == len(text)
    assert line.cursorPositionAt(QPoint(line.width() - 2, middle)) == 0


def test_a_long_text_opens_at_its_beginning(area: kit.TextArea) -> None:
    area.set_text("\n".join(f"line {number}" for number in range(100)))
    settle()
    assert edit(area).verticalScrollBar().maximum() > 0
    assert edit(area).verticalScrollBar().value() == 0


def test_composing_over_a_selection_that_is_taken_back(area: kit.TextArea) -> None:
    heard = Heard(area)
    area.set_text("人気")
    area.setFocus()
    edit(area).selectAll()
    compose(area, "n")
    assert heard.edits == []
    compose(area, "")
    assert heard.edits == [""]  # the selection is gone, and that is the user's doing
    assert area.text() == ""


def test_set_text_ends_a_composition(area: kit.TextArea) -> None:
    heard = Heard(area)
    area.setFocus()
    compose(area, "かな")
    area.set_text(NOVEL)
    assert area.text() == NOVEL
    assert edit(area).textCursor().block().layout().preeditAreaText() == ""
    compose(area, "", "x")
    assert heard.edits == [f"{NOVEL}x"]


def test_the_same_text_changes_nothing(area: kit.TextArea, qtbot: QtBot) -> None:
    area.setFocus()
    qtbot.keyClicks(edit(area), "one two")
    qtbot.keyClick(edit(area), KEY.Key_Home)
    revision = edit(area).document().revision()
    area.set_text("one two")
    assert edit(area).textCursor().position() == 0
    assert edit(area).document().revision() == revision


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text())
def test_any_text_is_shown_once(text: str, area: kit.TextArea) -> None:
    heard = Heard(area)
    area.set_text(text)
    revision = edit(area).document().revision()
    area.set_text(text)
    area.set_text(area.text())
    assert edit(area).document().revision() == revision
    assert heard.edits == []
    kept = "\r\n\u2028\u2029\ufdd0\ufdd1\u00a0\0"  # line ends and blanks may be written otherwise
    if not set(kept) & set(text):
        assert area.text() == text


def test_what_was_replaced_comes_back_by_undo(area: kit.TextArea, qtbot: QtBot) -> None:
    heard = Heard(area)
    area.setFocus()
    qtbot.keyClicks(edit(area), "mine")
    area.set_text(NOVEL)
    qtbot.keyClicks(edit(area), "!")
    heard.edits.clear()
    undo = [(KEY.Key_Z, CONTROL), (KEY.Key_Z, CONTROL), (KEY.Key_Y, CONTROL)]
    for key, modifier in undo:
        qtbot.keyClick(edit(area), key, modifier)
    assert heard.edits == [NOVEL, "mine", NOVEL]


def test_only_plain_text_is_pasted(area: kit.TextArea, qtbot: QtBot) -> None:
    heard = Heard(area)
    area.setFocus()
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\r\nnext\u00a0word")
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(edit(area), KEY.Key_V, CONTROL)
    assert heard.edits == ["bold\nnext word"]
    assert "font-weight:700" not in edit(area).document().toHtml()
    area.set_text("")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/novel.txt")])
    files.setText("/novel.txt")
    QGuiApplication.clipboard().setMimeData(files)
    qtbot.keyClick(edit(area), KEY.Key_V, CONTROL)
    assert area.text() == ""


class _Window(QWidget):
    """Takes files, as the program's window does."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.dropped = 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped += 1


@pytest.mark.parametrize("files", [True, False])
def test_files_are_dropped_on_the_window(files: bool, qtbot: QtBot) -> None:
    window = _Window()
    qtbot.addWidget(window)
    area = kit.TextArea("Input", parent=window)
    window.resize(300, 200)
    window.show()
    data = QMimeData()
    data.setText("file text")
    if files:
        data.setUrls([QUrl.fromLocalFile("/novel.txt")])
    target = edit(area).viewport()
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, enter)
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, drop)
    assert (area.text() == "file text") is not files


def test_keys_that_leave(area: kit.TextArea, qtbot: QtBot) -> None:
    heard = Heard(area)
    area.set_text("a")
    area.setFocus()
    qtbot.keyClick(edit(area), KEY.Key_Return, CONTROL)
    qtbot.keyClick(edit(area), KEY.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)
    assert heard.others == ["submitted", "submitted"]
    assert area.hasFocus()
    qtbot.keyClick(edit(area), KEY.Key_Escape)
    assert heard.others[2:] == ["left"]
    assert not area.hasFocus()
    area.setFocus()
    qtbot.keyClick(edit(area), KEY.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() != "Input"
    assert (area.text(), heard.edits) == ("a", [])


@pytest.mark.parametrize("how", ["keyboard", "mouse"])
def test_focus_shows_however_it_came(how: str, area: kit.TextArea, qtbot: QtBot) -> None:
    edge = QPoint(area.width() // 2, 0)
    assert area.grab().toImage().pixelColor(edge) == kit.DARK.edge
    if how == "keyboard":
        area.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        beside = QPoint(20, area.height() - 4)
        qtbot.mouseClick(area.childAt(beside), LEFT, pos=beside)
    assert area.hasFocus()
    assert area.grab().toImage().pixelColor(edge) == kit.DARK.accent
    area.set_broken(True)
    assert area.grab().toImage().pixelColor(edge) == kit.DARK.err


def test_grows_with_its_text_and_then_scrolls(area: kit.TextArea) -> None:
    heights = []
    for count in (0, 1, 2, 3, 5, 8, 9, 40):
        area.set_text("\n".join(["あ"] * count))
        settle()
        (bar,) = (bar for bar in edit(area).findChildren(QScrollBar) if bar.parent() is edit(area))
        heights.append(area.height())
        assert bar.isVisibleTo(area) == (count > 8), count
        assert edit(area).verticalScrollBar().value() == 0 or count > 8
    assert heights[0] == heights[1] == heights[2] < heights[3] < heights[4] < heights[5]
    assert heights[5] == heights[6] == heights[7]


def test_wraps_instead_of_scrolling_sideways(area: kit.TextArea, qtbot: QtBot) -> None:
    one = area.height()
    area.set_text("word " * 60)
    settle()
    assert area.height() > one
    area.setFocus()
    qtbot.keyClick(edit(area), KEY.Key_End, CONTROL)
    qtbot.keyClicks(edit(area), "   " * 20)
    assert edit(area).horizontalScrollBar().value() == 0
    wide = area.height()
    area.parentWidget().resize(1200, 400)
    settle()
    assert area.height() < wide


def test_nothing_scrolls_sideways_when_the_cross_comes(in_window: Callable[..., QWidget]) -> None:
    area = kit.TextArea("Target", px=13, lines=(1, 4), clearable=True)
    window = in_window(area)
    for width in range(300, 360, 4):
        window.resize(width, 320)
        area.set_text("")
        settle()
        area.set_text("My friend from Hawaii - he is well-known - won a prize in 2024, it seems.")
        settle()
        assert edit(area).horizontalScrollBar().maximum() == 0


def test_the_cross_clears_and_says_so(in_window: Callable[..., QWidget], qtbot: QtBot) -> None:
    area = kit.TextArea("Target", "Type", px=13, lines=(1, 4), clearable=True)
    in_window(area, kit.CheckBox("after"))
    (cross,) = area.findChildren(kit.IconButton)
    heard = Heard(area)
    assert not cross.isVisible()
    area.set_text("mine")
    assert cross.isVisible()
    qtbot.mouseClick(cross, LEFT)
    assert (area.text(), heard.edits, cross.isVisible()) == ("", [""], False)
    edit(area).undo()
    assert heard.edits == ["", "mine"]
    cross.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(cross, KEY.Key_Space)
    assert area.text() == ""
    assert area.hasFocus()  # else the keyboard were with a button that is gone


def test_the_footer_makes_room_once_and_is_read_out(area: kit.TextArea) -> None:
    before = area.height()
    area.set_footer("6 words · 8 tokens", "live", "ok")
    with_footer = area.height()
    assert with_footer > before
    bottom = area.grab().toImage()
    area.set_footer("")
    assert area.height() == with_footer
    assert area.grab().toImage() != bottom
    green = [
        bottom.pixelColor(x, y) == kit.DARK.ok
        for x in range(bottom.width())
        for y in range(bottom.height() - 32, bottom.height())
    ]
    assert sum(green) >= 12  # the dot
    area.set_footer("6 words", "live", "ok")
    assert edit(area).accessibleDescription() == "6 words, live"
    with pytest.raises(KeyError, match="green"):
        area.set_footer("a", "b", "green")


def test_the_menu_offers_what_is_possible(area: kit.TextArea, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    area.set_text("one")
    edit(area).selectAll()
    at = QPoint(5, 5)
    QApplication.sendEvent(
        edit(area).viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at)
    )
    (menu,) = (part for part in area.findChildren(QMenu) if part.isVisible())

    def name(action: QAction) -> str:
        return action.text().replace("&", "").partition("\t")[0]

    enabled = {name(action) for action in menu.actions() if action.isEnabled()} - {""}
    assert {"Undo", "Cut", "Copy", "Delete", "Select All"} == enabled
    cut = next(action for action in menu.actions() if name(action) == "Cut")
    heard = Heard(area)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(cut).center())
    assert heard.edits == [""]
    assert QGuiApplication.clipboard().text() == "one"


def test_a_note_is_as_high_as_its_words(in_window: Callable[..., QWidget]) -> None:
    note = kit.Note("info", "warn")
    window = in_window(note)
    assert not note.isVisible()
    note.set_text("short")
    settle()
    line = note.height()
    note.set_text("a sentence that takes many lines because it has many words in it " * 3)
    settle()
    many = note.height()
    assert many > 2 * line - 4
    window.resize(1000, 320)
    settle()
    assert line < note.height() < many
    assert note.accessibleName() == note.text()
    note.set_text("")
    assert not note.isVisible()


OVERLONG = "雨" * 50_000


def test_of_an_overlong_line_the_beginning_is_shown_and_the_whole_is_kept(
    area: kit.TextArea,
) -> None:
    area.set_text(OVERLONG)
    shown = area.findChildren(QPlainTextEdit)[0]
    assert area.text() == OVERLONG
    assert len(shown.toPlainText()) < 20_000
    assert shown.isReadOnly()  # what would be written is not all that is there
    assert "50,000" in shown.toolTip()
    area.set_text("short")
    assert (area.text(), shown.toPlainText(), shown.isReadOnly()) == ("short", "short", False)
    assert shown.toolTip() == ""


def test_an_overlong_line_can_be_cleared_and_another_text_written(
    area: kit.TextArea, qtbot: QtBot
) -> None:
    said: list[str] = []
    area.textEdited.connect(said.append)
    area.set_text(OVERLONG)
    assert said == []
    cross = next(one for one in area.findChildren(kit.IconButton) if one.isVisibleTo(area))
    cross.click()
    assert (said, area.text()) == ([""], "")
    shown = area.findChildren(QPlainTextEdit)[0]
    shown.insertPlainText("abc")
    assert said == ["", "abc"]
    shown.undo()
    shown.undo()
    assert area.text() == ""  # not the beginning alone


def test_an_overlong_line_is_pasted_whole(area: kit.TextArea, qtbot: QtBot) -> None:
    said: list[str] = []
    area.textEdited.connect(said.append)
    area.set_text("ab")
    shown = area.findChildren(QPlainTextEdit)[0]
    cursor = shown.textCursor()
    cursor.setPosition(2)
    shown.setTextCursor(cursor)
    data = QMimeData()
    data.setText(OVERLONG)
    shown.insertFromMimeData(data)
    assert said == ["ab" + OVERLONG]
    assert area.text() == "ab" + OVERLONG


def test_many_lines_are_written_in_as_before(area: kit.TextArea) -> None:
    area.set_text("a line\n" * 5000)
    assert not area.findChildren(QPlainTextEdit)[0].isReadOnly()
