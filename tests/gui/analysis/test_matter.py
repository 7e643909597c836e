"""Which heads matter, in the real window: cells that fill, a sorted list, many inputs, Cancel."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.analysis.head_effects import head_effects
from explorer.gui.analysis.answer_input import AnswerInput
from explorer.gui.analysis.heads.matter_panel import MatterPanel
from explorer.gui.control.analysis.matter_state import Matter
from explorer.gui.control.present.analysis.matter_view import MatterView
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from explorer.runtime.engine import Engine
from tests.gui.conftest import Answers, Open, settle


def shown(window: MainWindow) -> Matter:
    found = window.controller.state.matter
    assert found is not None
    return found


def view(window: MainWindow) -> MatterView:
    found = dict(window.controller.store.view.panels)["matter"]
    assert isinstance(found, MatterView)
    return found


def finished(window: MainWindow) -> Callable[[], bool]:
    def ask() -> bool:
        matter = window.controller.state.matter
        return matter is not None and not matter.running and not window.busy()

    return ask


@pytest.fixture
def window(open_window: Open, photo: Path, qtbot: QtBot) -> MainWindow:
    made = open_window("vit", photo)
    made.commands.actions["matter"].trigger()
    qtbot.waitUntil(finished(made))
    return made


def test_every_head_is_muted_in_turn_and_a_click_goes_to_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    matter, trace = shown(window), window.controller.state.trace
    assert trace is not None
    assert matter.effects is not None
    assert matter.done == 1
    subject = Engine().subject("vit", "cpu")
    expected = head_effects(trace, subject)
    np.testing.assert_allclose(matter.effects.changes, expected.changes, atol=1e-6)
    cells = view(window).cells
    assert cells is not None
    assert len(cells.order) == 36
    sizes = np.abs(expected.mean)[list(cells.order)]
    assert (np.diff(sizes) <= 1e-7).all()
    panel = window.findChild(MatterPanel)
    assert panel.isVisible()
    row = cells.cells.index((2, 3))
    at = panel.grid.cell(row).center().toPoint()
    qtbot.mouseClick(panel.grid, Qt.MouseButton.LeftButton, pos=at)
    selection = window.controller.state.selection
    assert (selection.layer, selection.unit) == (2, 3)
    assert "layer 2 head 3" in panel.grid.accessibleDescription()
    panel.ranked.rowRequested.emit(0)
    best = cells.cells[cells.order[0]]
    selection = window.controller.state.selection
    assert (selection.layer, selection.unit) == best


def test_sorted_in_every_way(window: MainWindow) -> None:
    effects = shown(window).effects
    assert effects is not None
    for by, key in (
        ("falls", effects.mean),
        ("rises", -effects.mean),
        ("layer", np.arange(len(effects.heads))),
    ):
        window.controller.matter.sort_by(by)
        cells = view(window).cells
        assert cells is not None
        assert (np.diff(key[list(cells.order)]) >= 0).all()


def test_another_class_is_watched(window: MainWindow, qtbot: QtBot) -> None:
    before = shown(window).effects
    panel = window.findChild(MatterPanel)
    field = panel.findChild(AnswerInput)
    other = view(window).choices[-1]
    field.setText(other)
    field.returnPressed.emit()
    qtbot.waitUntil(finished(window))
    after = shown(window).effects
    assert before is not None
    assert after is not None
    assert after.answers == (other,)
    assert not np.allclose(before.changes, after.changes, atol=1e-4)


def test_over_a_folder_with_standard_errors(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    for sample in samples()[:2]:
        shutil.copy(sample.path, tmp_path)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG nothing")
    answers.path = tmp_path
    window.findChild(MatterPanel).manyRequested.emit()
    qtbot.waitUntil(finished(window))
    matter = shown(window)
    assert matter.effects is not None
    assert len(matter.effects.before) == 2
    assert matter.left_out == 1
    assert matter.effects.error is not None
    cells = view(window).cells
    assert cells is not None
    assert all(" ± " in value for value in cells.values)
    assert "mean of 2 inputs" in view(window).detail
    assert "1 could not be run" in view(window).detail
    assert view(window).source == tmp_path.name
    window.controller.open_file(samples()[2].path)  # the mean stays with its model
    settle(qtbot, window)
    assert shown(window).effects is matter.effects
    window.controller.matter.here()
    qtbot.waitUntil(finished(window))
    effects = shown(window).effects
    assert effects is not None
    assert len(effects.before) == 1


def test_what_is_done_is_kept_where_it_is_stopped(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    stopped = []

    def stop(view: object) -> None:
        matter = control.state.matter
        if not stopped and matter is not None and matter.running and matter.effects is not None:
            stopped.append(matter.done)
            control.matter.cancel()

    control.store.followers.append(stop)
    control.matter.again()
    qtbot.waitUntil(finished(window))
    assert stopped
    matter = shown(window)
    assert matter.effects is not None
    assert not matter.running
    control.matter.close()
    assert control.state.matter is None


def test_gates_have_no_heads_and_the_window_says_so(
    open_window: Open, photo: Path, qtbot: QtBot
) -> None:
    window = open_window("spatial-gate", photo)
    window.commands.actions["matter"].trigger()
    qtbot.waitUntil(lambda: window.controller.state.message is not None and not window.busy())
    message = window.controller.state.message
    assert message is not None
    assert "no heads" in message.sentence
    assert window.controller.state.matter is None


def test_words_of_a_translation(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    window.commands.actions["matter"].trigger()
    qtbot.waitUntil(finished(window))
    trace = window.controller.state.trace
    assert trace is not None
    matter = shown(window)
    assert matter.effects is not None
    assert len(matter.effects.heads) == sum(site.heads for site in trace.sites)
    window.controller.matter.choose_answer("#1")
    qtbot.waitUntil(finished(window))
    effects = shown(window).effects
    assert effects is not None
    assert effects.answers[0].endswith("(token 1)")
    assert not window.grab().isNull()


def test_the_difference_of_two_answers_is_watched_signed_and_named(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    panel, trace = window.findChild(MatterPanel), window.controller.state.trace
    assert trace is not None
    plain = shown(window).effects
    field, second = panel.findChildren(AnswerInput)
    first, other = view(window).choices[0], view(window).choices[1]
    assert other in view(window).seconds
    field.setText(first)
    field.returnPressed.emit()
    qtbot.waitUntil(finished(window))
    second.setText(other)
    second.returnPressed.emit()
    qtbot.waitUntil(finished(window))
    found = shown(window).effects
    assert found is not None
    assert plain is not None
    subject = Engine().subject("vit", "cpu")
    one, two = (head_effects(trace, subject, answer) for answer in (first, other))
    np.testing.assert_allclose(found.changes, one.changes - two.changes, atol=1e-6)
    np.testing.assert_allclose(found.before, one.before - two.before, atol=1e-6)
    named, whole = f"{first} against {other}", 100 * float(found.before[0])
    assert view(window).contrast == named
    assert view(window).detail == f"{named}, difference {whole:+.2f} pt with all heads"
    assert panel.grid.accessibleName() == f"Which heads matter: {named}"
    assert panel.ranked.accessibleName().endswith(named)
    cells = view(window).cells
    assert cells is not None
    assert cells.signed
    assert all(named in tip for tip in cells.tips)
    signs = [np.sign(found.mean[at]) for at in cells.order[:5]]
    assert [value[0] for value in (cells.values[at] for at in cells.order[:5])] == [
        "+" if sign > 0 else "\N{MINUS SIGN}" for sign in signs
    ]
    shutil.copy(samples()[0].path, tmp_path)
    shutil.copy(samples()[1].path, tmp_path)
    answers.path = tmp_path
    panel.manyRequested.emit()
    qtbot.waitUntil(finished(window))
    assert f"{named}, mean of 2 inputs, difference " in view(window).detail
    second.setText("")
    second.returnPressed.emit()
    qtbot.waitUntil(finished(window))
    assert view(window).contrast == ""
    assert panel.grid.accessibleName() == "Which heads matter"
    assert view(window).detail.startswith("mean of 2 inputs, ")


def test_the_second_answer_stays_with_the_model_alone(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    control.matter.choose_contrast(view(window).choices[-1])
    qtbot.waitUntil(finished(window))
    control.open_file(samples()[2].path)
    qtbot.waitUntil(lambda: finished(window)() and shown(window).trace is control.state.trace)
    assert shown(window).against
    control.choose_model("transformer")
    qtbot.waitUntil(lambda: finished(window)() and shown(window).trace is control.state.trace)
    assert shown(window).against == ""
    assert view(window).contrast == ""
    assert not window.grab().isNull()


def test_a_second_answer_that_there_is_not_is_refused_in_a_sentence(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.controller.matter.choose_contrast("no such class")
    qtbot.waitUntil(lambda: window.controller.state.message is not None and not window.busy())
    message = window.controller.state.message
    assert message is not None
    assert "no such class" in message.sentence
