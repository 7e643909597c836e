"""The control of random weights in the window: a curve by part, stopped, and the model after it."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.analysis.checks.control import controlled
from explorer.export.asked_method import AskedMethod
from explorer.gui.analysis.check_panel import CheckPanel
from explorer.gui.control.analysis.analysis_state import RandomWeights
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
