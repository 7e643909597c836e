"""The real window on a model that answers a question about a photo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from explorer.core.trace import Trace
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import question_samples, sentence_samples
from tests.registry.huggingface.asked_models import FAMILIES

from .conftest import Open, settle


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("asked") / "llava"
    FAMILIES["llava"](made)
    return made


@pytest.fixture
def window(open_window: Open, folder: Path, photo: Path) -> MainWindow:
    return open_window(model=f"hf:{folder}", photo=photo)


def run_of(window: MainWindow) -> Trace:
    trace = window.controller.state.trace
    assert trace is not None
    return trace


def query(window: MainWindow) -> int:
    return window.controller.state.selection.query


def type_question(qtbot: QtBot, window: MainWindow, question: str) -> None:
    box = window.texts.input.findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, question)
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)


def test_photo_question_and_answer_stand_beside_the_photo(window: MainWindow) -> None:
    trace = run_of(window)
    assert trace.inputs.text == question_samples()[0].text  # nobody has typed one
    assert window.input.isVisible()
    assert window.texts.input.isVisible()
    assert window.canvas.isVisible()
    assert window.texts.translation.isVisible()
    assert not window.prediction.isVisible()
    shown = window.controller.store.view.translation
    assert shown is not None
    assert [one.text for one in shown.steps] == [one.piece for one in trace.steps]
    assert shown.chosen == query(window)


def test_a_question_that_is_typed_is_asked_of_the_same_photo(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = run_of(window)
    type_question(qtbot, window, "what is the cat wearing ?")
    trace = run_of(window)
    assert trace.inputs.text == "what is the cat wearing ?"
    assert trace.inputs.photos == before.inputs.photos
    assert trace.model == before.model
    assert window.controller.state.text.text == trace.inputs.text


def test_another_photo_is_asked_the_same_question(
    qtbot: QtBot, window: MainWindow, photo: Path
) -> None:
    type_question(qtbot, window, "what is red ?")
    before = run_of(window)
    window.controller.photo.open_sample("coffee")
    settle(qtbot, window)
    trace = run_of(window)
    assert trace.inputs.text == "what is red ?"
    assert trace.photo.sha256 != before.photo.sha256


def test_a_word_that_is_clicked_asks(window: MainWindow) -> None:
    panel = window.texts.translation
    for step in (1, 0):
        panel.stepRequested.emit(step)
        assert query(window) == step
        shown = window.controller.store.view.translation
        assert shown is not None
        assert shown.chosen == step
        assert f"“{run_of(window).steps[step].piece}”" in shown.heading


def test_an_alternative_is_gone_on_from(qtbot: QtBot, window: MainWindow) -> None:
    first = run_of(window).steps[0]
    other = next(one for one in first.alternatives if one.token != first.token)
    window.texts.translation.alternativeRequested.emit(0, other.token)
    settle(qtbot, window)
    assert run_of(window).steps[0].token == other.token
    assert run_of(window).steps[0].forced


def test_what_was_typed_for_a_translator_is_no_question(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.controller.choose_model("transformer")
    settle(qtbot, window)
    assert run_of(window).sentence.text
    window.controller.choose_model(f"hf:{folder}")
    settle(qtbot, window)
    assert run_of(window).inputs.text == question_samples()[0].text
    window.controller.choose_model("transformer")
    settle(qtbot, window)
    assert run_of(window).sentence.text in [one.text for one in sentence_samples()]
    window.controller.choose_model("spatial-gate")
    settle(qtbot, window)
    assert not window.texts.input.isVisible()
    assert window.prediction.isVisible()


def test_the_question_comes_back_with_undo(qtbot: QtBot, window: MainWindow) -> None:
    type_question(qtbot, window, "what is red ?")
    type_question(qtbot, window, "what is on the table ?")
    window.controller.undo()
    settle(qtbot, window)
    assert window.controller.state.text.text == "what is red ?"
    assert run_of(window).inputs.text == "what is red ?"


def test_another_photo_is_answered_from_the_beginning(qtbot: QtBot, window: MainWindow) -> None:
    first = run_of(window).steps[0]
    other = next(one for one in first.alternatives if one.token != first.token)
    window.texts.translation.alternativeRequested.emit(0, other.token)
    settle(qtbot, window)
    assert run_of(window).steps[0].forced
    window.controller.photo.open_sample("coffee")
    settle(qtbot, window)
    assert not any(one.forced for one in run_of(window).steps)
    assert window.controller.state.text.prefix == ()
