"""Y asks why of texts in the real window: classes, written tokens, masks, muted outputs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.core.colormaps import DIVERGING
from explorer.core.map.matrix import Matrix
from explorer.figures.frame import Target
from explorer.gui.analysis.answer_input import AnswerInput
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.control.present.analysis.why_view import WhyView
from explorer.gui.control.view import TextScene
from explorer.gui.panels.texts.translation_panel import TranslationPanel
from explorer.gui.panels.why_strip import WhyStrip
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open, settle
from tests.registry import hf_toys


def answered(window: MainWindow) -> Callable[[], bool]:
    """Whether the method that is asked has said something of the run on screen."""

    def ask() -> bool:
        why, trace = window.controller.state.why, window.controller.state.trace
        said = why is not None and (why.found is not None or bool(why.problem))
        return bool(said and why is not None and why.trace is trace) and not window.busy()

    return ask


def strip_of(window: MainWindow) -> WhyView:
    view = dict(window.controller.store.view.panels)["why"]
    assert isinstance(view, WhyView)
    return view


def matrix(window: MainWindow) -> Matrix:
    scene = window.controller.store.view.picture
    assert isinstance(scene, TextScene)
    return scene.matrix


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("why")
    made = ("gpt2", "classifier", "bert")
    return {name: getattr(hf_toys, name)(root / name) for name in made}


@pytest.fixture
def open_text(
    open_window: Open, qtbot: QtBot, folders: dict[str, Path]
) -> Callable[[str, str], MainWindow]:
    def make(name: str, text: str) -> MainWindow:
        window = open_window("transformer")
        window.controller.choose_model(f"hf:{folders[name]}")
        settle(qtbot, window)
        window.controller.text.type(text)
        settle(qtbot, window)
        window.controller.why.toggle()
        qtbot.waitUntil(answered(window))
        return window

    return make


def test_a_translation_is_explained_word_by_word(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    control = window.controller
    before = matrix(window).title
    control.why.toggle()
    qtbot.waitUntil(answered(window))
    assert matrix(window).title.startswith("Relevance for ")
    strip = strip_of(window)
    trace = control.state.trace
    assert trace is not None
    assert len(strip.choices) == len(trace.steps)
    reasons = {one.id: one.reason for one in strip.offers}
    assert "no feature map" in reasons["gradcam"]
    assert reasons["relevance"] == ""
    panel = window.findChild(TranslationPanel)
    panel.stepRequested.emit(2)  # a written token is what is explained next
    qtbot.waitUntil(lambda: answered(window)() and strip_of(window).answer.endswith("(token 2)"))
    assert f"(token {2})" in matrix(window).title
    control.why.choose_view("raw")
    assert matrix(window).title != before or matrix(window).quantity.startswith("attention")
    control.why.choose_view("method")
    drawn = export_request(control.state, trace, 256, legend=False).draw()
    assert drawn.text["Method"].startswith("Relevance for ")


def test_one_word_against_another_in_its_place(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    control = window.controller
    control.why.toggle()
    qtbot.waitUntil(answered(window))
    strip = strip_of(window)
    trace = control.state.trace
    assert trace is not None
    assert strip.answer in strip.choices  # as the list writes it
    step = int(strip.answer.rpartition(" ")[2].rstrip(")"))
    other = trace.steps[step].alternatives[1].piece.strip(" ▁")
    assert other in strip.seconds
    plain = matrix(window)
    window.findChild(WhyStrip).contrastRequested.emit(other)
    qtbot.waitUntil(lambda: answered(window)() and matrix(window) is not plain)
    shown = matrix(window)
    assert f"against {other} in place of token {step}" in shown.title
    assert shown.levels.low == -shown.levels.high
    row = shown.values[shown.row]
    assert row.min() < 0 < row.max()  # some words speak for the other one
    scene = control.store.view.picture
    assert scene is not None
    assert scene.words.colormap == DIVERGING
    control.text.choose_view("lines")
    assert control.store.view.picture.view == "matrix"  # type: ignore[union-attr]
    drawn = export_request(control.state, trace, 256, legend=True).draw()
    assert other in drawn.text["Target"]
    control.why.choose_method("rollout")  # explains no answer: nothing is taken away
    qtbot.waitUntil(answered(window))
    assert matrix(window).title == "Rollout"


def test_every_view_of_a_text_shows_what_the_method_says(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    control = window.controller
    control.why.toggle()
    qtbot.waitUntil(answered(window))
    control.why.choose_method("rollout")
    qtbot.waitUntil(answered(window))
    assert not strip_of(window).targeted
    for view in ("matrix", "lines", "text", "steps"):
        control.text.choose_view(view)
        scene = control.store.view.picture
        assert isinstance(scene, TextScene)
        assert scene.matrix.title.startswith("Rollout")
        assert not window.grab().isNull()
    control.text.choose_view("matrix")
    rows = matrix(window)
    control.text.choose_target(Target(1, None))  # a click on a row shows the row of that token
    assert matrix(window).row == 1
    np.testing.assert_array_equal(matrix(window).values, rows.values)


def test_classes_of_a_text(open_text: Callable[[str, str], MainWindow], qtbot: QtBot) -> None:
    window = open_text("classifier", "the quick brown fox")
    control = window.controller
    trace = control.state.trace
    assert trace is not None
    assert strip_of(window).choices == tuple(one.piece for one in trace.classes)
    other = trace.classes[-1].piece
    field = window.findChild(AnswerInput)
    field.setText(other)
    field.returnPressed.emit()
    qtbot.waitUntil(lambda: answered(window)() and strip_of(window).answer == other)
    assert matrix(window).title.endswith(other)
    control.why.choose_answer("zebra")
    qtbot.waitUntil(answered(window))
    assert "There is no class zebra" in strip_of(window).said


def test_a_typed_word_where_the_next_one_would_be_written(
    open_text: Callable[[str, str], MainWindow], qtbot: QtBot
) -> None:
    window = open_text("gpt2", "the quick brown")
    control = window.controller
    control.why.choose_answer("fox")
    qtbot.waitUntil(lambda: answered(window)() and strip_of(window).answer == "fox")
    assert control.state.why is not None
    assert not control.state.why.problem
    assert "fox" in matrix(window).title


def test_a_muted_translation_stands_beside_the_whole_one(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    control = window.controller
    whole = control.state.trace
    assert whole is not None
    cross = [at for at, site in enumerate(whole.sites) if site.part == "cross"]
    for layer in cross:
        control.select(layer, -1)
        control.mute.toggle()
        settle(qtbot, window)
    muted = control.state.trace
    assert muted is not None
    assert muted.mute
    view = control.store.view.translation
    assert view is not None
    assert [one.text for one in view.whole] == [one.piece for one in whole.steps]
    assert [one.text for one in view.steps] == [one.piece for one in muted.steps]
    assert any(one.differs for one in view.whole)
    assert view.beside == "all heads"
    panel = window.findChild(TranslationPanel)
    assert panel.beside() == "With all heads"
    control.mute.clear()
    settle(qtbot, window)
    after = control.store.view.translation
    assert after is not None
    assert after.whole == ()


def test_classes_of_a_muted_text_have_two_bars(
    open_text: Callable[[str, str], MainWindow], qtbot: QtBot
) -> None:
    window = open_text("classifier", "the quick brown fox")
    control = window.controller
    whole = control.state.trace
    assert whole is not None
    control.why.toggle()
    control.select(0, -1)
    control.mute.toggle()
    qtbot.waitUntil(lambda: not window.busy() and bool(control.state.trace.mute))  # type: ignore[union-attr]
    view = control.store.view.translation
    assert view is not None
    known = {one.token: one.probability for one in whole.classes}
    assert {one.token: one.before for one in view.alternatives} == known
