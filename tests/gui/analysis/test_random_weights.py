"""The control of random weights in the window: a curve by part, stopped, and the model after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.analysis.checks.control import controlled
from explorer.analysis.checks.control_maps import MOST, control_map, kept_parts
from explorer.core.map.combine import quantised
from explorer.core.map.levels import Levels
from explorer.core.map.resolve import resolve
from explorer.export.provenance.asked_method import AskedMethod
from explorer.export.provenance.reading import read
from explorer.gui.analysis.check_panel import CheckPanel
from explorer.gui.control.analysis.analysis_state import RandomWeights
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.control.present.analysis.analysis_views import CheckView, control_view
from explorer.gui.window.main_window import MainWindow
from explorer.runtime.engine import Engine
from tests.gui.conftest import Open, settle


def view(window: MainWindow) -> CheckView:
    found = dict(window.controller.store.view.panels)["check"]
    assert isinstance(found, CheckView)
    return found


@pytest.fixture
def checked(open_window: Open, qtbot: QtBot) -> MainWindow:
    window = open_window("vit")
    window.controller.analysis.steps, window.controller.analysis.random = 2, 2
    window.commands.actions["check"].trigger()
    settle(qtbot, window)
    return window


def test_the_map_on_screen_part_by_part(checked: MainWindow, qtbot: QtBot) -> None:
    control = checked.controller
    before = control.state.trace
    assert before is not None
    panel = checked.findChild(CheckPanel)
    panel.testRequested.emit("control")
    settle(qtbot, checked)
    shown = view(checked)
    assert shown.test == "control"
    assert shown.control is not None
    assert shown.control.done
    engine = Engine()
    subject = engine.subject("vit", "cpu")
    some = ["blocks.5", "blocks.0"]
    literal = [one.correlation for one in controlled(before, subject, "last", only=some)]
    own = [shown.control.correlations[shown.control.names.index(name)] for name in some]
    np.testing.assert_allclose(own, literal, atol=1e-5)
    assert len(shown.control.correlations) == shown.control.parts + 1
    assert "With all weights random" in panel.verdict()
    assert panel.control.isVisible()
    assert not panel.deletion.isVisible()
    assert "trained: 1.00" in panel.control.accessibleDescription()
    assert not checked.grab().isNull()
    panel.testRequested.emit("curves")  # which are there, and stay
    assert panel.deletion.isVisible()
    assert not checked.busy()
    panel.testRequested.emit("control")
    assert view(checked).control is shown.control
    control.choose_model("vit")  # the model has its weights back
    settle(qtbot, checked)
    after = control.state.trace
    assert after is not None
    assert after.prediction == before.prediction


def test_small_maps_stand_beside_the_curve_and_a_file_brings_it_back(
    checked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    control = checked.controller
    trace = control.state.trace
    assert trace is not None
    control.analysis.choose_test("control")
    settle(qtbot, checked)
    found = view(checked).control
    assert found is not None
    assert 2 < len(found.maps) <= MOST
    shown = resolve(trace, control.state.selection)
    low, high = shown.levels.ends
    np.testing.assert_array_equal(found.maps[0].shades, quantised(shown.values, high, low))
    assert found.maps[1].part == found.names[1]
    assert found.maps[-1].part == found.names[-1]
    assert (found.maps[-1].shades != found.maps[0].shades).any()
    maps = checked.findChild(CheckPanel).maps
    assert maps.isVisible()
    assert f"down to {found.names[1]}" in maps.accessibleDescription()
    control.store.change(figure=replace(control.state.figure, curves=True))
    drawn = export_request(control.state, trace, 400, legend=True).draw()
    file = tmp_path / "control.png"
    file.write_bytes(drawn.encoded("png"))
    room = read(file).room
    assert room is not None
    assert (room.test, room.seed, len(room.parts)) == ("control", 0, found.parts)
    assert "seed 0" in read(file).said["Randomised"]
    control.analysis.close()
    control.open_file(file)
    settle(qtbot, checked)
    again = view(checked)
    assert again.test == "control"
    assert again.control is not None
    np.testing.assert_allclose(again.control.correlations, found.correlations, atol=1e-5)


def test_of_a_large_map_every_second_cell_is_kept() -> None:
    values = np.arange(300 * 20, dtype=np.float32).reshape(300, 20)
    values[0, 0] = np.nan
    small = control_map("head", values, Levels(6000.0, False, ""))
    np.testing.assert_array_equal(small.shades, quantised(np.nan_to_num(values[::3]), 6000.0))
    assert kept_parts(1) == {1}
    assert {1, 40} <= kept_parts(40)
    assert len(kept_parts(40)) < MOST


def test_what_is_done_is_kept_where_it_is_stopped(checked: MainWindow, qtbot: QtBot) -> None:
    control = checked.controller
    control.analysis.choose_test("control")

    def some() -> bool:
        shown = control.analysis.shown
        return shown is not None and shown.control is not None and len(shown.control.found) > 2

    qtbot.waitUntil(some)
    assert "parts" in view(checked).control.said  # type: ignore[union-attr]
    assert control.state.running is not None
    control.runs.cancel()
    settle(qtbot, checked)
    kept = view(checked).control
    assert kept is not None
    assert kept.done
    assert 2 < len(kept.correlations) <= kept.parts
    assert not kept.clear
    assert "random weights down to" in kept.said


def test_a_method_for_one_answer_against_another(checked: MainWindow, qtbot: QtBot) -> None:
    control = checked.controller
    control.why.ask(AskedMethod("relevance", "church", "chain saw"))
    settle(qtbot, checked)
    control.analysis.choose_test("control")

    def some() -> bool:
        shown = control.analysis.shown
        return shown is not None and shown.control is not None and len(shown.control.found) > 1

    qtbot.waitUntil(some)
    control.runs.cancel()
    settle(qtbot, checked)
    found = view(checked).control
    assert found is not None
    assert found.names[:2] == ("trained", "head")
    assert found.correlations[1] < 0.99  # another head speaks for other places


def test_a_translation(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    window.controller.analysis.steps, window.controller.analysis.random = 2, 1
    window.commands.actions["check"].trigger()
    settle(qtbot, window)
    window.controller.analysis.choose_test("control")
    settle(qtbot, window)
    found = view(window).control
    assert found is not None
    assert found.done
    assert found.names[0] == "trained"
    assert abs(found.correlations[-1]) < 0.9


def test_before_the_first_part_there_is_nothing_to_say() -> None:
    waits = control_view(RandomWeights((), 5))
    assert not waits.done
    assert waits.said == "Waiting for the first part."
