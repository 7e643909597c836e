"""What is given beside a text in the window: a second text, choices, a chat, languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.trace import Trace
from explorer.gui.control.texts.beside_controls import BesideControls
from explorer.gui.control.texts.text_state import given_text
from explorer.gui.kit import Text
from explorer.gui.window.main_window import MainWindow
from explorer.sessions.session import inputs_of, open_session
from tests.registry import hf_toys
from tests.registry.huggingface.test_given import TEMPLATE, chats, nllb, reads_pairs

from .conftest import ROOM, Answers, Open

SECOND = "the cat was tired"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("beside")
    reads_pairs(root / "pairs")
    chats(root / "chats", TEMPLATE)
    nllb(root / "nllb")

    def choosing(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**hf_toys.SIZES, **vocabulary, "intermediate_size": 48}
        return library.BertForMultipleChoice(library.BertConfig(**sizes))

    hf_toys.write(root / "choices", choosing, hf_toys.wordpiece())
    hf_toys.bart(root / "bart")
    return root


def ran(qtbot: QtBot, window: MainWindow) -> Trace:
    """Wait until nothing is waited for or runs."""

    def idle() -> bool:
        trace = window.controller.text.trace
        return not window.busy() and trace is not None and trace.complete

    window.texts.flush()
    qtbot.waitUntil(idle)
    trace = window.controller.text.trace
    assert trace is not None
    return trace


def test_a_second_text_is_typed_undone_and_kept(
    qtbot: QtBot, open_window: Open, answers: Answers, folders: Path, tmp_path: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'pairs'}")
    fields = window.texts.input.beside
    assert fields.pair.isVisible()
    assert not fields.chat.isVisible()
    assert not fields.source.isVisible()
    assert not fields.system.isVisible()
    before = ran(qtbot, window)
    QTest.keyClicks(fields.pair.focusProxy(), SECOND)
    trace = ran(qtbot, window)
    assert (trace.inputs.pair, trace.sentence.pair) == (SECOND, SECOND)
    assert trace.classes != before.classes

    answers.path = tmp_path / "a.axs"
    window.exchange.saving.save_session()
    qtbot.waitUntil(answers.path.is_file)
    (shown,) = open_session(answers.path).pictures
    assert replace(window.controller.state.text, **given_text(inputs_of(shown.made))).pair == SECOND

    latest = window.controller.state.recent[0]
    assert latest.content == f"{trace.inputs.text}\t{SECOND}"
    window.controller.undo()
    assert ran(qtbot, window).inputs.pair == fields.pair.text() == ""
    window.controller.open_again(latest.kind, latest.content)
    assert ran(qtbot, window).inputs.pair == fields.pair.text() == SECOND
    window.controller.undo()
    assert ran(qtbot, window).inputs.pair == fields.pair.text() == ""
    window.controller.redo()
    assert ran(qtbot, window).inputs.pair == fields.pair.text() == SECOND


def test_a_second_text_stays_with_another_reader_and_goes_with_a_writer(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'pairs'}")
    window.controller.text.beside.type("pair", SECOND)
    ran(qtbot, window)
    window.controller.choose_model(f"hf:{folders / 'nllb'}")
    qtbot.waitUntil(lambda: "nllb" in window.controller.state.model)
    assert ran(qtbot, window).inputs.pair == ""
    assert not window.texts.input.beside.pair.isVisible()


def _chat(beside: BesideControls) -> None:
    beside.choose_chat(True)
    beside.type("system", "the cat sat")


def _languages(beside: BesideControls) -> None:
    beside.choose_source("fra_Latn")
    beside.choose_target("jpn_Jpan")


GIVEN: dict[str, tuple[str, Callable[[BesideControls], None]]] = {
    "a second text": ("pairs", lambda beside: beside.type("pair", SECOND)),
    "choices": ("choices", lambda beside: beside.type("pair", "a model reads\nthe lazy dog")),
    "a chat": ("chats", _chat),
    "languages": ("nllb", _languages),
}


@pytest.mark.parametrize("what", GIVEN)
def test_what_is_given_beside_a_text_is_there_in_the_next_window(
    what: str, qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    folder, give = GIVEN[what]
    window = open_window(model=f"hf:{folders / folder}")
    bare = ran(qtbot, window)
    give(window.controller.text.beside)
    given = ran(qtbot, window)
    assert given.inputs != bare.inputs
    fields = window.texts.input.beside
    shown = [fields.pair.text(), fields.system.text(), fields.source.current()]
    window.close()
    again = open_window(model=None)
    assert ran(qtbot, again).inputs == given.inputs
    fields = again.texts.input.beside
    assert [fields.pair.text(), fields.system.text(), fields.source.current()] == shown
    again.close()
    other = open_window(model="transformer")  # to which nothing of it was told
    text = other.controller.state.text
    assert (text.pair, text.chat, text.system, text.languages) == ("", False, "", ("", ""))


def test_a_document_is_run_whole_or_not_in_the_next_window(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'bart'}")
    window.controller.text.choose_apart(True)
    ran(qtbot, window)
    window.close()
    again = open_window(model=None)
    ran(qtbot, again)
    again.controller.text.type("the quick fox.\nthe lazy dog.")
    assert ran(qtbot, again).inputs.text == "the lazy dog."
    assert again.texts.input.beside.apart.current() == "apart"


def test_choices_are_typed_one_a_line(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'choices'}")
    fields = window.texts.input.beside
    assert fields.pair.accessibleName() == "Choices"
    first = ran(qtbot, window)
    assert first.classes == ()
    assert "give two choices or more" in " ".join(first.notes)
    QTest.keyClicks(fields.pair.focusProxy(), "a model reads")
    QTest.keyClick(fields.pair.focusProxy(), Qt.Key.Key_Return)
    QTest.keyClicks(fields.pair.focusProxy(), "the lazy dog")
    trace = ran(qtbot, window)
    assert {one.piece for one in trace.classes} == {"a model reads", "the lazy dog"}


def test_a_text_is_asked_as_a_chat_with_a_system(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'chats'}")
    fields = window.texts.input.beside
    assert fields.chat.isVisible()
    assert not fields.system.isVisible()
    assert not fields.pair.isVisible()
    bare = ran(qtbot, window)
    QTest.mouseClick(fields.chat, Qt.MouseButton.LeftButton, pos=fields.chat.rect().center())
    asked = ran(qtbot, window)
    assert asked.inputs.chat
    assert fields.system.isVisible()
    assert len(asked.sentence.ids) > len(bare.sentence.ids)
    QTest.keyClicks(fields.system.focusProxy(), "the cat sat")
    told = ran(qtbot, window)
    assert told.inputs.system == "the cat sat"
    assert len(told.sentence.ids) > len(asked.sentence.ids)
    window.controller.text.beside.choose_chat(False)
    assert ran(qtbot, window).sentence.ids == bare.sentence.ids


def test_languages_are_chosen_from_those_of_the_model(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'nllb'}")
    fields = window.texts.input.beside
    assert fields.source.isVisible()
    assert fields.target.isVisible()
    ran(qtbot, window)
    for combo, language in ((fields.source, "fra_Latn"), (fields.target, "jpn_Jpan")):
        row = next(at for at in range(combo.count()) if combo.choice(at).key == language)
        combo.activated.emit(row)
        ran(qtbot, window)
    trace = ran(qtbot, window)
    assert (trace.inputs.source, trace.inputs.to) == ("fra_Latn", "jpn_Jpan")
    assert trace.translation is not None
    assert trace.translation.tokens.pieces[0] == "jpn_Jpan"
    window.controller.undo()
    assert ran(qtbot, window).inputs.to == fields.target.current() == ""


def test_a_document_is_run_whole_or_sentence_by_sentence(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'bart'}")
    fields = window.texts.input.beside
    window.controller.text.type("the quick fox.\nthe lazy dog.")
    whole = ran(qtbot, window)  # a summariser takes a document as it is
    assert whole.inputs.text == "the quick fox.\nthe lazy dog."
    assert window.controller.state.text.sentences == ()
    assert fields.apart.isVisible()
    assert fields.apart.current() == "whole"
    fields.apart.choiceRequested.emit("apart")
    assert ran(qtbot, window).inputs.text == "the quick fox."
    assert window.controller.state.text.sentences == ("the quick fox.", "the lazy dog.")
    assert fields.apart.current() == "apart"
    fields.apart.choiceRequested.emit("whole")
    assert ran(qtbot, window).inputs.text == "the quick fox.\nthe lazy dog."
    window.controller.undo()
    assert ran(qtbot, window).inputs.text == "the quick fox."


def test_a_file_of_pairs_is_a_list_of_pairs(
    qtbot: QtBot, open_window: Open, folders: Path, tmp_path: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'pairs'}")
    file = tmp_path / "pairs.txt"
    file.write_text("the cat sat\tthe cat was tired\nwhy is\tthe sky blue\n")
    window.controller.open_file(file)
    qtbot.waitUntil(lambda: bool(window.controller.state.text.sentences))
    first = ran(qtbot, window)
    assert (first.inputs.text, first.inputs.pair) == ("the cat sat", "the cat was tired")
    window.controller.text.choose_sentence(1)
    second = ran(qtbot, window)
    assert (second.inputs.text, second.inputs.pair) == ("why is", "the sky blue")
    assert window.texts.input.beside.pair.text() == "the sky blue"


def test_an_emptied_input_says_that_it_is_empty(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'pairs'}")
    ran(qtbot, window)
    said = {one.text() for one in window.texts.input.findChildren(Text)}
    assert "live" in said
    window.texts.input.edited.emit("text", "")
    window.texts.flush()
    said = {one.text() for one in window.texts.input.findChildren(Text)}
    assert "empty: the picture is of the text before" in said
    assert not any("tokens" in one for one in said)


def test_no_other_models_panels_stand_there_while_the_first_one_loads(
    qtbot: QtBot, answers: Answers, folders: Path
) -> None:
    window = MainWindow(dialogs=answers, model=f"hf:{folders / 'pairs'}", theme="dark", room=ROOM)
    qtbot.addWidget(window)
    window.show()
    assert not window.input.isVisible()
    assert not window.texts.input.isVisible()
    ran(qtbot, window)
    assert window.texts.input.isVisible()
    assert not window.input.isVisible()
    window.close()
