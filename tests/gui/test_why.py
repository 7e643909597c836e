"""Y asks why in the real window: a method's map over the photo, its target, raw beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.core.map.heatmap import Heatmap
from explorer.export.provenance.picture_words import KEY
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.control.present.analysis.why_view import WhyView
from explorer.gui.control.view import PhotoScene
from explorer.gui.panels.why_strip import WhyStrip
from explorer.gui.plots.color_bar import ColorBar
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open


def answered(window: MainWindow) -> Callable[[], bool]:
    """Whether the method that is asked has said something."""

    def ask() -> bool:
        why = window.controller.state.why
        said = why is not None and (why.found is not None or bool(why.problem))
        return said and not window.controller.waiting

    return ask


def strip_of(window: MainWindow) -> WhyView:
    view = dict(window.controller.store.view.panels)["why"]
    assert isinstance(view, WhyView)
    return view


def heatmap(window: MainWindow) -> Heatmap:
    scene = window.controller.store.view.picture
    assert isinstance(scene, PhotoScene)
    return scene.heatmap


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> MainWindow:
    shown = open_window("vit")
    shown.controller.why.toggle()
    qtbot.waitUntil(answered(shown))
    return shown


def test_a_method_is_shown_in_place_of_the_attention(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    assert heatmap(window).title.startswith("Relevance for ")
    strip = window.findChild(WhyStrip)
    assert strip is not None
    assert strip.isVisible()
    assert {one.id for one in strip_of(window).offers if one.reason} == set()
    strip.methodRequested.emit("rollout")
    qtbot.waitUntil(answered(window))
    assert heatmap(window).title == "Rollout"
    strip.viewRequested.emit("raw")
    assert heatmap(window).title == "Layer 5"
    strip.viewRequested.emit("method")
    trace = control.state.trace
    assert trace is not None
    drawn = export_request(control.state, trace, 256, legend=False).draw()
    assert drawn.text["Method"] == "Rollout"
    control.why.toggle()
    assert heatmap(window).title == "Layer 5"
    assert not strip.isVisible()


def test_the_answer_is_chosen_and_a_wrong_one_said(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    control.why.choose_answer("chain saw")
    qtbot.waitUntil(answered(window))
    assert heatmap(window).query_label == "chain saw"
    control.why.choose_answer("chian saw")
    qtbot.waitUntil(answered(window))
    assert "Did you mean chain saw?" in strip_of(window).said
    assert heatmap(window).title == "Layer 5"


def test_one_class_against_another(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    first = heatmap(window)
    window.findChild(WhyStrip).contrastRequested.emit("chain saw")
    qtbot.waitUntil(lambda: answered(window)() and heatmap(window) is not first)
    both = heatmap(window)
    assert both.query_label.endswith("against chain saw")
    assert both.values.min() < 0 < both.values.max()  # places that speak for the second one
    scene = control.store.view.picture
    assert isinstance(scene, PhotoScene)
    assert scene.signed
    assert both.levels.low == -both.levels.high
    trace = control.state.trace
    assert trace is not None
    drawn = export_request(control.state, trace, 256, legend=True).draw()
    assert "chain saw" in drawn.text["Target"]
    assert "chain saw" in drawn.text[KEY]
    assert drawn.pixels is not None
    control.why.choose_contrast("")
    qtbot.waitUntil(lambda: answered(window)() and not heatmap(window).signed)
    np.testing.assert_array_equal(heatmap(window).values, first.values)


def test_levels_set_by_hand_are_those_of_the_method_and_can_be_undone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    control = window.controller
    weights = control.state.selection.levels
    control.choose_levels((0.0, 0.5))
    assert heatmap(window).levels.ends == (0.0, 0.5)
    assert control.state.selection.levels == weights  # those of the attention stay as they are
    control.why.choose_contrast("chain saw")
    qtbot.waitUntil(lambda: answered(window)() and heatmap(window).signed)
    shown = heatmap(window).levels
    assert (shown.ends, shown.note) == ((-0.5, 0.5), "levels set by hand, to both sides of 0")
    (bar,) = [one for one in window.findChildren(ColorBar) if one.isVisible()]
    assert bar.place().levels == shown
    bar.levelsRequested.emit((0.0, 0.25))
    assert heatmap(window).levels.ends == (-0.25, 0.25)
    scene = control.store.view.picture
    assert isinstance(scene, PhotoScene)
    assert "to both sides of 0" in scene.words.note
    trace = control.state.trace
    assert trace is not None
    file = tmp_path / "contrast.png"
    drawn = export_request(control.state, trace, 256, legend=True).draw()
    assert "-0.250000 to 0.250000, levels set by hand" in drawn.text["Levels"].replace("−", "-")
    file.write_bytes(drawn.encoded("png"))
    control.keep_levels(True)
    assert heatmap(window).levels.kept
    control.undo()
    assert heatmap(window).levels.ends == (-0.25, 0.25)
    assert not heatmap(window).levels.kept
    control.reset_levels()
    assert not heatmap(window).levels.chosen
    control.undo()
    assert heatmap(window).levels.ends == (-0.25, 0.25)
    control.undo()  # both steps of the bar
    assert not heatmap(window).levels.chosen
    control.open_file(file)
    qtbot.waitUntil(lambda: answered(window)() and heatmap(window).levels.chosen)
    assert heatmap(window).levels.ends == (-0.25, 0.25)
    control.why.choose_method("rollout")  # whose numbers are others
    qtbot.waitUntil(answered(window))
    assert not heatmap(window).levels.chosen


def test_it_is_asked_anew_with_heads_muted(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    before = heatmap(window)
    control.select(4, 1)
    control.mute.toggle()
    qtbot.waitUntil(
        lambda: (
            answered(window)()
            and control.state.why is not None
            and control.state.why.trace is control.state.trace
            and bool(control.state.why.trace.mute)
        )
    )
    now = heatmap(window)
    assert now.title.startswith("Relevance for ")
    assert "muted 4.1" in now.beside
    assert (now.values != before.values).any()


def test_what_a_model_does_not_offer_is_greyed_with_its_reason(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("se-resnet")
    window.controller.why.toggle()
    qtbot.waitUntil(answered(window))
    reasons = {one.id: one.reason for one in strip_of(window).offers}
    assert "gates" in reasons["relevance"]
    assert "gates" in strip_of(window).said
    window.controller.why.choose_method("gradcam")
    qtbot.waitUntil(answered(window))
    assert heatmap(window).title.startswith("Grad-CAM for ")
