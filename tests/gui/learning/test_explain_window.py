"""The dock and the sentence in the real window: by keys, by clicks, for photos and for texts."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.explanation.glossary import glossary
from explorer.explanation.sentence import picture_sentence
from explorer.figures.frame import Target
from explorer.figures.walk.figure import WalkFigure
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.control.present.explain_views import walk_of
from explorer.gui.kit import Text
from explorer.gui.kit.language import use_language
from explorer.gui.kit.look.paint import runs_width
from explorer.gui.learning.code_view import CodeView
from explorer.gui.learning.explain_bar import _parts, _width
from explorer.gui.learning.explain_dock import ExplainDock
from explorer.gui.learning.glossary_view import GlossaryView, formula_html
from explorer.gui.learning.sentence_line import SentenceLine
from explorer.gui.panels.why_strip import WhyStrip
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from tests.gui.conftest import Open


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window(model="transformer")


def dock_of(window: MainWindow) -> ExplainDock:
    found = window.places.widgets["dock"]
    assert isinstance(found, ExplainDock)
    return found


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)


def figure_of(window: MainWindow) -> WalkFigure:
    """The walk-through that is shown."""
    view = next(one for one in dock_of(window).findChildren(FigureView) if one.isVisible())
    figure = view._figure
    assert isinstance(figure, WalkFigure)
    return figure


def test_f1_opens_the_dock_and_closes_it(window: MainWindow) -> None:
    assert "dock" not in window.places.widgets
    before = window.texts.canvas.height()
    press(window, Qt.Key.Key_F1)
    dock = dock_of(window)
    assert dock.isVisible()
    assert dock.height() <= window.height() // 2
    QTest.qWait(0)
    assert window.texts.canvas.height() < before
    press(window, Qt.Key.Key_F1)
    assert not dock.isVisible()


def test_the_bar_opens_it_by_a_click(window: MainWindow) -> None:
    QTest.mouseClick(window.explain, Qt.MouseButton.LeftButton, pos=QPoint(30, 18))
    assert dock_of(window).isVisible()


def test_the_bar_has_room_for_its_words_in_every_language(qtbot: QtBot) -> None:
    item = ("strongest head", "2")
    lengths = []
    try:
        for language in ("en", "ja", "en"):
            use_language(language)
            before, _ = _parts(item)
            assert _width(item) == runs_width(before)
            lengths.append(_width(item))
    finally:
        use_language("en")
    assert lengths[0] == lengths[2] != lengths[1]


def test_the_walk_through_is_that_of_the_query_on_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.controller.explain.toggle()
    state = window.controller.state
    shown = walk_of(state)
    assert shown is not None
    assert state.trace is not None
    row = state.trace.sites[state.selection.layer].weights([state.selection.query])[:, 0]
    assert shown.heads == len(row)  # the mean is walked as a mean
    np.testing.assert_allclose(shown["weights"].values, row.mean(axis=0), rtol=0, atol=1e-6)
    assert f"mean of {len(row)} heads" in dock_of(window)._where.text()
    window.controller.text.choose_step(1)
    other = walk_of(window.controller.state)
    assert other is not None
    assert other.asks != shown.asks
    assert other.asks in dock_of(window)._where.text()


def test_keys_step_through_it_in_the_dock_and_the_grid_keeps_its_own(window: MainWindow) -> None:
    controller = window.controller
    controller.explain.toggle()
    dock, selection = dock_of(window), controller.state.selection
    QTest.keyClick(dock, Qt.Key.Key_Right)
    QTest.keyClick(dock, Qt.Key.Key_Right)
    assert controller.state.explain.step == 2
    assert controller.state.selection == selection
    QTest.keyClick(dock, Qt.Key.Key_Left)
    assert controller.state.explain.step == 1
    QTest.keyClick(dock, Qt.Key.Key_Space)
    assert controller.state.explain.playing
    QTest.keyClick(dock, Qt.Key.Key_Escape)
    assert not controller.state.explain.open
    assert not controller.state.explain.playing


def test_it_plays_to_the_last_step_and_stops(window: MainWindow, qtbot: QtBot) -> None:
    controller = window.controller
    controller.explain.toggle()
    dock = dock_of(window)
    controller.explain.toggle_playing()
    with qtbot.waitSignal(dock.playedOn, timeout=60_000):
        pass
    assert controller.state.explain.step == 1
    for _ in range(20):
        dock.playedOn.emit()
    shown = walk_of(controller.state)
    assert shown is not None
    assert controller.state.explain.step == len(shown.steps) - 1
    assert not controller.state.explain.playing
    controller.explain.toggle_playing()
    assert controller.state.explain.step == 0


def test_a_click_on_a_number_goes_to_its_step_and_key(window: MainWindow) -> None:
    controller = window.controller
    controller.explain.toggle()
    view = next(one for one in dock_of(window).findChildren(FigureView) if one.isVisible())
    figure = figure_of(window)
    frame = view.frame()
    wanted = None
    for x in range(310, frame.width, 7):
        hit = figure.hit(frame, x, 32 + 23 * 3.5)
        if hit == Target(2, 2):
            wanted = QPoint(x, round(32 + 23 * 3.5))
            break
    assert wanted is not None
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=wanted)
    assert (controller.state.explain.step, controller.state.explain.focus) == (2, 2)
    controller.text.choose_step(2)  # something else is asked: the strongest key again
    assert controller.state.explain.focus is None


def test_the_code_page_lights_the_line_of_the_step(window: MainWindow) -> None:
    controller = window.controller
    controller.explain.choose_tab("code")
    controller.explain.choose_step(2)  # the softmax
    own, keras = dock_of(window).findChildren(CodeView)
    assert "softmax" in own.textCursor().block().text()
    assert "softmax" in keras.textCursor().block().text()
    assert own.lit_line() > 0
    assert own.toPlainText().count("class MultiHeadAttention") == 1
    for part in (own, keras):
        assert part.isReadOnly()
        assert part.accessibleName()


def test_the_formula_is_copied_as_latex(window: MainWindow) -> None:
    window.controller.explain.toggle()
    window.controller.explain.choose_step(1)
    dock_of(window)._copy.click()
    assert QGuiApplication.clipboard().text() == (
        r"\bar{e}_{tj}^{h} = \frac{s_{tj}^{h}}{\sqrt{64}}"
    )


def test_mistakes_are_shown_for_a_head_and_refused_for_a_gate(
    window: MainWindow, open_window: Open
) -> None:
    window.controller.explain.choose_tab("mistakes")
    dock = dock_of(window)
    assert "instead of √64" in next(
        one.accessibleName() for one in dock.findChildren(FigureView) if one.isVisible()
    )
    other = open_window(model="spatial-gate")
    other.controller.explain.choose_tab("mistakes")
    assert "no mistake can be measured" in dock_of(other)._says.text()


@pytest.mark.parametrize("model", ["vit", "se-resnet", "spatial-gate"])
def test_a_photo_is_explained_too(open_window: Open, model: str) -> None:
    church = next(one.path for one in samples() if one.id == "church")
    window = open_window(model=model, photo=church)
    window.controller.explain.toggle()
    for step in range(12):
        window.controller.explain.choose_step(step)
    figure = figure_of(window)
    assert figure.step == len(figure._walk.steps) - 1
    if model == "vit":
        shown = dock_of(window)._view
        assert shown is not None
        assert len(shown.thumbs) > 50
    window.controller.step_layer(-1)
    assert figure_of(window)._walk.site != figure._walk.site


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1440, 900), (2200, 1300)])
def test_the_dock_leaves_the_picture_its_room(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.controller.explain.toggle()
    QTest.qWait(0)
    dock = dock_of(window)
    assert dock.height() <= size[1] // 2
    bottom = dock.mapTo(window, dock.rect().bottomLeft()).y()
    assert bottom < window.status.y()  # none of it lies behind the status bar
    assert window.texts.canvas.height() >= 120
    assert window.width() == size[0]


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768)])
def test_the_dock_gives_way_to_what_asks_why(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.controller.explain.toggle()
    window.commands.actions["why"].trigger()
    qtbot.waitUntil(lambda: window.findChild(WhyStrip) is not None, timeout=60_000)
    qtbot.waitUntil(lambda: window.findChild(WhyStrip).isVisibleTo(window), timeout=60_000)
    QTest.qWait(0)
    dock = dock_of(window)
    bottom = dock.mapTo(window, dock.rect().bottomLeft()).y()
    assert bottom < window.status.y()  # none of it lies behind the status bar
    assert dock.geometry().bottom() <= dock.parentWidget().rect().bottom()


def test_the_sentence_below_the_picture_explains_its_terms(
    window: MainWindow, qtbot: QtBot
) -> None:
    line = window.places.widgets["sentence"]
    assert isinstance(line, SentenceLine)
    state = window.controller.state
    assert state.trace is not None
    said = picture_sentence(state.trace, state.selection, state.style.colormap, "matrix")
    assert line.accessibleName() == said
    (label,) = line.findChildren(QLabel)
    assert 'href="layer"' in label.text()
    label.linkActivated.emit("head")
    (view,) = window.findChildren(GlossaryView)
    assert view.isVisible()
    window.controller.text.choose_view("lines")
    assert line.accessibleName().startswith("Thick: ")
    view.close()


def test_the_glossary_is_searched_in_both_languages(window: MainWindow) -> None:
    window.commands.actions["glossary"].trigger()
    (view,) = window.findChildren(GlossaryView)
    assert glossary("en")["head"].says in view._page.toPlainText()
    view._search.setText("entropy")
    assert glossary("en")["head"].says not in view._page.toPlainText()
    assert glossary("en")["entropy"].says in view._page.toPlainText()
    view._search.clear()
    view._choice.choiceRequested.emit("ja")
    assert glossary("ja")["head"].says in view._page.toPlainText()
    view._search.setText("内積")
    assert glossary("ja")["inner-product"].says in view._page.toPlainText()
    view._search.setText("qqqq")
    assert view._page.toPlainText() == "No such term."
    view.close()


def test_the_words_of_a_card_say_what_they_mean(window: MainWindow) -> None:
    tips = {one.text(): one.toolTip() for one in window.model.findChildren(Text)}
    assert "spread out" in tips["Row entropy"]


def test_a_formula_has_its_indices_as_html() -> None:
    assert formula_html("a_{ij} = q_i^2 < 1") == (
        "a<sub>ij</sub> = q<sub>i</sub><sup>2</sup> &lt; 1"
    )


def test_a_low_window_gives_the_sentence_up(window: MainWindow) -> None:
    line = window.places.widgets["sentence"]
    window.resize(1440, 900)
    assert line.height() > 20
    window.resize(1024, 640)
    assert line.height() == 0
