"""The real window on text models of Hugging Face: encoders, decoders that write on, and pairs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.checks import Verdict
from explorer.core.map.matrix import resolve_matrix
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.gui.kit import GhostButton, Note, Text
from explorer.gui.panels.texts.alternatives import Alternatives
from explorer.gui.panels.texts.writing_row import WritingRow
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import prompt_samples, sentence_samples
from tests.registry import hf_toys

from .conftest import Open, settle

TEXT = "the quick brown fox"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hf")
    for name in ("bert", "gpt2", "bart"):
        getattr(hf_toys, name)(root / name)
    return root


def trace_of(window: MainWindow) -> Trace:
    trace = window.controller.text.trace
    assert trace is not None
    return trace


def ran(qtbot: QtBot, window: MainWindow) -> Trace:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not window.busy() and trace_of(window).complete)
    return trace_of(window)


def said(part: QWidget) -> set[str]:
    """What can be read on a part."""
    notes = {one.text() for one in part.findChildren(Note) if one.isVisible()}
    return notes | {one.text() for one in part.findChildren(Text) if one.isVisible()}


def rows(window: MainWindow) -> list[str]:
    others = window.texts.translation.findChildren(Alternatives)[0]
    return [row.text for row in others.shown()] if others.isVisible() else []


def press(window: MainWindow, name: str) -> None:
    """Click the button of that name in the panel of what is written."""
    found = window.texts.translation.findChildren(QAbstractButton)
    button = next(one for one in found if one.accessibleName() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def sentences_offered(window: MainWindow) -> list[str]:
    """What the menu of samples offers beside photos."""
    actions = window.commands.menus.samples.actions()
    offered = [(one.text(), *(one.data() or ("",))) for one in actions]
    return [text for text, kind, *_ in offered if kind == "text"]


def test_an_encoder_reads_without_a_word_of_translating(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'bert'}")
    trace = trace_of(window)
    assert trace.task is Task.READ
    assert trace.sentence.text == prompt_samples()[0].text
    assert trace.verdict is Verdict.VERIFIED
    panel = window.texts.translation
    assert {"Prediction", "A guess at each [MASK]: the text has none."} <= said(panel)
    assert not panel.findChildren(WritingRow)[0].isVisible()
    assert "Target" not in said(window.texts.input)
    assert "translat" not in " ".join(said(window)).lower()
    window.controller.text.type("the [MASK] fox [MASK]")
    trace = ran(qtbot, window)
    assert window.controller.state.selection.query == trace.guesses[0].place == 2
    assert rows(window) == [one.piece for one in trace.guesses[0].alternatives]
    assert (
        "In place of [MASK] 1 of 2"
        in window.texts.translation.findChildren(Alternatives)[0].heading()
    )
    window.controller.text.choose_token(trace.guesses[1].place)
    assert rows(window) == [one.piece for one in trace.guesses[1].alternatives]


def test_a_guess_is_filled_in(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'bert'}")
    window.controller.text.type("the [MASK] fox [MASK]")
    trace = ran(qtbot, window)
    window.controller.text.choose_token(trace.guesses[1].place)
    word = trace.guesses[1].alternatives[2]
    panel = window.texts.translation
    panel.alternativeRequested.emit(-1, word.token)
    assert ran(qtbot, window).sentence.text == f"the [MASK] fox {word.piece}"
    assert len(trace_of(window).guesses) == 1


def test_a_sliding_window_leaves_out_what_it_does_not_see(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    """Of four tokens around each, but for the first, which looks at all and is seen by all."""
    window = open_window(model=f"hf:{hf_toys.longformer(tmp_path)}")
    assert trace_of(window).verdict is Verdict.VERIFIED
    window.controller.text.type("the quick brown fox jumps")
    trace = ran(qtbot, window)
    selection = replace(window.controller.state.selection, layer=0, words=False)
    matrix = resolve_matrix(trace, selection)
    at = np.arange(trace.sentence.tokens.size)
    near = np.abs(at - at[:, None]) <= 2
    near[0] = near[:, 0] = True
    np.testing.assert_array_equal(np.isnan(matrix.values), ~near)
    assert set(rows(window)) == {"sad", "glad"}


def test_a_classifier_shows_its_classes(open_window: Open, tmp_path: Path) -> None:
    window = open_window(model=f"hf:{hf_toys.classifier(tmp_path)}")
    assert set(rows(window)) == {"sad", "glad"}
    others = window.texts.translation.findChildren(Alternatives)[0]
    text = trace_of(window).sentence.text
    place = others.rows.visualRect(others.rows.model().index(1, 0))
    QTest.mouseClick(others.rows.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert window.controller.state.text.text == text  # a class cannot be chosen


def test_a_decoder_continues_token_by_token(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'gpt2'}")
    window.controller.text.type(TEXT)
    alone = ran(qtbot, window)
    assert alone.translation is None
    size = alone.sentence.tokens.size
    assert window.controller.state.selection.query == size - 1
    assert rows(window) == [one.piece for one in alone.guesses[-1].alternatives]
    controls = window.controller.text
    for _ in range(2):
        controls.writing.choose_stride(-1)
    assert controls.state.stride == 5
    press(window, "Continue")
    first = ran(qtbot, window)
    assert 0 < len(first.steps) <= 5
    assert first.sites[0].queries.size == size + len(first.steps)
    if len(first.steps) == 5:
        press(window, "Go on")
        more = ran(qtbot, window)
        assert more.translation is not None
        assert first.translation is not None
        assert more.translation.ids[:5] == first.translation.ids
    controls.choose_step(0)
    assert window.controller.state.selection.query == size - 1
    other = trace_of(window).steps[0].alternatives[1]
    window.texts.translation.alternativeRequested.emit(0, other.token)
    chosen = ran(qtbot, window)
    assert chosen.steps[0].token == other.token
    assert [step.forced for step in chosen.steps[:1]] == [True]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert ran(qtbot, window).steps[0].token == first.steps[0].token
    press(window, "The prompt alone")
    assert ran(qtbot, window).translation is None


def test_the_next_token_is_chosen_one_by_one(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'gpt2'}")
    window.controller.text.type(TEXT)
    trace = ran(qtbot, window)
    picked = []
    for _ in range(3):
        picked.append(trace.guesses[-1].alternatives[1].token)
        window.texts.translation.alternativeRequested.emit(-1, picked[-1])
        trace = ran(qtbot, window)
        assert [step.token for step in trace.steps] == picked
        assert window.controller.state.selection.query == trace.sites[0].queries.size - 1


def test_tokens_are_drawn_where_that_is_asked_for(
    qtbot: QtBot, open_window: Open, folders: Path
) -> None:
    window = open_window(model=f"hf:{folders / 'gpt2'}")
    window.controller.text.type(TEXT)
    ran(qtbot, window)
    row = window.texts.translation.findChildren(WritingRow)[0]
    assert not any("Seed" in one.accessibleName() and one.isVisible() for one in all_of(row))
    window.texts.translation.drawnRequested.emit(True)
    assert any("Seed" in one.accessibleName() and one.isVisible() for one in all_of(row))
    row.drawingRequested.emit({"temperature": 2.0})
    row.goOnRequested.emit()
    one = ran(qtbot, window).steps
    row.drawingRequested.emit({"seed": 5})
    other = ran(qtbot, window).steps
    assert [step.token for step in one] != [step.token for step in other]
    row.drawingRequested.emit({"seed": 0})
    assert [step.token for step in ran(qtbot, window).steps] == [step.token for step in one]


def all_of(part: QWidget) -> list[QWidget]:
    return part.findChildren(QWidget)


def test_continuing_is_cancelled(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'gpt2'}")
    window.controller.text.type(TEXT)
    ran(qtbot, window)
    window.controller.text.writing.go_on()
    window.controller.cancel()
    qtbot.waitUntil(lambda: not window.busy())
    row = window.texts.translation.findChildren(WritingRow)[0]
    assert all(one.isEnabled() for one in row.findChildren(GhostButton))  # it may be asked again
    window.controller.text.type("the dog")
    assert ran(qtbot, window).sentence.text == "the dog"


def test_a_pair_writes_and_reads_a_target(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'bart'}")
    trace = trace_of(window)
    assert trace.task is Task.REWRITE
    assert [part for part, _ in trace.parts()] == ["cross", "decoder", "encoder"]
    assert "Output" in said(window.texts.translation)
    assert "Target" in said(window.texts.input)
    window.controller.text.writing.type_target("a lazy dog")
    forced = ran(qtbot, window)
    assert forced.translation is not None
    assert forced.translation.text == "a lazy dog"
    assert all(step.forced for step in forced.steps)


def test_models_of_texts_take_turns(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'gpt2'}")
    window.controller.text.writing.go_on()
    ran(qtbot, window)
    window.controller.choose_model("transformer")
    settle(qtbot, window)
    assert trace_of(window).sentence.text == sentence_samples()[0].text
    assert "Translation" in said(window.texts.translation)
    assert sentences_offered(window) == [one.text for one in sentence_samples()]
    window.controller.choose_model(f"hf:{folders / 'gpt2'}")
    settle(qtbot, window)
    assert sentences_offered(window) == [one.text for one in prompt_samples()]
    window.controller.choose_model("spatial-gate")
    settle(qtbot, window)
    assert sentences_offered(window) == [one.text for one in prompt_samples()]  # who takes them
    window.commands.menus.samples.actions()[-1].trigger()
    settle(qtbot, window)
    assert trace_of(window).sentence.text == prompt_samples()[-1].text
    assert window.controller.state.model == f"hf:{folders / 'gpt2'}"
    assert trace_of(window).translation is None  # nothing was asked to be written
    window.controller.text.type("one line\nand another")
    assert ran(qtbot, window).sentence.text == "one line\nand another"
    assert window.controller.state.text.sentences == ()


def test_what_was_cut_off_is_said(qtbot: QtBot, open_window: Open, folders: Path) -> None:
    window = open_window(model=f"hf:{folders / 'gpt2'}")
    window.controller.text.type("the fox " * 40)
    ran(qtbot, window)
    assert window.current_canvas.strip.isVisible()
    assert "the model takes 48" in window.current_canvas.strip.accessibleName()
