"""The real window on the real translation models: type, walk, choose, force, export, close."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from explorer.cli import main
from explorer.core.checks import Verdict
from explorer.core.map.matrix import resolve_matrix
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import sentence_samples

from .conftest import Answers, Open, settle

NOVEL = "この小説は人気です。"


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    """A window in which the Transformer has translated the first sample."""
    return open_window(model="transformer")


def trace_of(window: MainWindow) -> Trace:
    trace = window.controller.text.trace
    assert trace is not None
    return trace


def translated(qtbot: QtBot, window: MainWindow, text: str) -> Trace:
    """Wait until this text has been run."""

    def done() -> bool:
        trace = window.controller.text.trace
        same = trace is not None and trace.sentence.text == text and not trace.running
        return same and not window.busy()

    qtbot.waitUntil(done)
    return trace_of(window)


def area(window: MainWindow) -> QPlainTextEdit:
    """The field that is typed into."""
    return window.texts.input.findChildren(QPlainTextEdit)[0]


def test_it_opens_on_a_sentence_with_its_map_there(window: MainWindow) -> None:
    trace = trace_of(window)
    assert trace.sentence.text == sentence_samples()[0].text == NOVEL
    assert trace.verdict is Verdict.VERIFIED
    assert trace.translation.finished
    assert window.texts.canvas.isVisible()
    assert not window.canvas.isVisible()
    assert window.texts.translation.isVisible()
    assert not window.prediction.isVisible()


def test_a_model_of_photos_takes_the_window_and_gives_it_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.controller.choose_model("spatial-gate")
    settle(qtbot, window)
    assert isinstance(window.controller.state.trace, Trace)
    assert window.canvas.isVisible()
    assert not window.texts.strip.isVisible()
    assert not window.texts.reading.isVisible()
    window.controller.choose_model("seq2seq")
    settle(qtbot, window)
    assert trace_of(window).sentence.text == NOVEL
    assert window.texts.canvas.isVisible()


def test_typing_quickly_runs_the_last_text_alone(qtbot: QtBot, window: MainWindow) -> None:
    seen: list[str] = []
    engine = window.controller.runs.engine
    plain = engine.run

    def watched(request, *rest):  # type: ignore[no-untyped-def]
        seen.append(request.inputs.text)
        return plain(request, *rest)

    engine.run = watched  # type: ignore[method-assign]
    window.texts.input.show_text("")
    field = area(window)
    field.setFocus()
    typed = "watashi wa ashita gakkou e iku"
    assert len(typed) == 30
    for char in typed:
        QTest.keyClick(field, char)
    trace = translated(qtbot, window, typed)
    assert trace.sentence.text == typed
    assert seen[-1] == typed
    assert len(seen) <= 2  # what stood there when a key took long, and the whole


def test_arrows_walk_through_the_target_words(qtbot: QtBot, window: MainWindow) -> None:
    window.texts.canvas.view.setFocus()
    window.controller.text.choose_row(0)
    before = window.controller.state.selection.query
    QTest.keyClick(window.texts.canvas.view, Qt.Key.Key_Down)
    assert window.controller.state.selection.query > before
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.state.selection.query == before


def test_keys_switch_views_words_and_special_tokens(window: MainWindow) -> None:
    window.heads.grid.setFocus()
    for key, view in (("2", "lines"), ("3", "text"), ("4", "steps"), ("1", "matrix")):
        QTest.keyClick(window, key)
        assert window.controller.state.text.view == view
        assert window.texts.reading.isVisible() == (view != "text")
    words = window.controller.state.selection.words
    QTest.keyClick(window, "w")
    assert window.controller.state.selection.words is not words
    special = window.controller.state.selection.special
    QTest.keyClick(window, "t")
    assert window.controller.state.selection.special is not special


def test_letters_are_typed_where_a_text_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    view = window.controller.state.text.view
    field = area(window)
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(field, "2")
    QTest.keyClick(field, "w")
    assert window.controller.state.text.view == view
    assert translated(qtbot, window, f"{NOVEL}2w").sentence.text.endswith("2w")


def test_the_users_own_translation_is_judged(qtbot: QtBot, window: MainWindow) -> None:
    window.controller.text.writing.type_target("This novel is expensive.")
    qtbot.waitUntil(lambda: not window.busy())
    made = trace_of(window).translation
    assert made.text == "This novel is expensive."
    assert all(step.forced for step in made.steps[:-1])
    window.controller.text.writing.type_target("")
    qtbot.waitUntil(lambda: not window.busy())
    assert not any(step.forced for step in trace_of(window).translation.steps)


def test_an_alternative_continues_from_its_step(qtbot: QtBot, window: MainWindow) -> None:
    before = trace_of(window).translation
    other = before.steps[0].alternatives[1]
    window.controller.text.writing.choose_alternative(0, other.token)
    qtbot.waitUntil(lambda: not window.busy())
    after = trace_of(window).translation
    assert after.steps[0].token == other.token
    assert after.steps[0].probability == pytest.approx(other.probability, abs=1e-4)
    assert after.text != before.text


def test_a_file_of_sentences_is_listed_and_walked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "文.txt"
    path.write_bytes("雨が降っています。\n私は学生です。\n".encode("euc_jp"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    assert translated(qtbot, window, "雨が降っています。")
    assert window.controller.state.text.sentences == ("雨が降っています。", "私は学生です。")
    window.texts.input.sentenceRequested.emit(1)
    assert translated(qtbot, window, "私は学生です。")


def test_a_text_file_on_the_command_line_is_opened(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("私は学生です。", encoding="utf-8")
    window = open_window(model="spatial-gate", photo=path)
    assert translated(qtbot, window, "私は学生です。")
    assert window.texts.canvas.isVisible()
    assert window.texts.input.isVisible()


def test_what_cannot_be_run_is_said_and_nothing_is_lost(qtbot: QtBot, window: MainWindow) -> None:
    shown = trace_of(window)
    window.controller.text.type("長い文" * 2000)
    qtbot.waitUntil(lambda: not window.busy())
    assert trace_of(window) is shown
    assert window.controller.state.text.text == "長い文" * 2000
    assert not window.texts.canvas.strip.isVisible()


def test_pasted_text_is_translated_whatever_was_open(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(model="spatial-gate")
    QGuiApplication.clipboard().setText("私は学生です。")
    window.exchange.opening.paste()
    assert translated(qtbot, window, "私は学生です。")
    assert window.texts.canvas.isVisible()


def test_the_matrix_is_clicked_and_hovered(window: MainWindow) -> None:
    view = window.texts.canvas.view
    window.controller.text.choose_view("matrix")
    window.controller.text.choose_row(0)
    matrix = resolve_matrix(trace_of(window), window.controller.state.selection)
    found = {}
    for y in range(0, view.height(), 4):
        for x in range(0, view.width(), 8):
            target = view.target_at(QPoint(x, y))
            if target is not None:
                found.setdefault((target.row, target.col), QPoint(x, y))
    assert {(row, 0) for row in range(len(matrix.rows))} <= set(found)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=found[2, 1])
    assert window.controller.state.selection.query == matrix.rows[2].tokens[0]


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_picture_is_the_one_of_the_command_line(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path, form: str
) -> None:
    answers.path = tmp_path / f"window.{form}"
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.exchange.saving.save_figure()
    written = tmp_path / f"command.{form}"
    assert main(["export", "transformer", "--text", NOVEL, "-o", str(written)]) == 0
    assert written.read_bytes() == answers.path.read_bytes()
    if form == "png":
        picture = Image.open(written)
        assert picture.text["Source-Text"] == NOVEL  # type: ignore[attr-defined]
        assert np.asarray(picture).std() > 10


def test_everything_switches_between_two_models_again_and_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    for model in ("seq2seq", "transformer", "seq2seq"):
        window.controller.choose_model(model)
        settle(qtbot, window)
        assert trace_of(window).model.id == model
        assert trace_of(window).verdict is Verdict.VERIFIED
        window.texts.canvas.view.targetHovered.emit(Target(0, 0))
