"""What a click tells: the head that follows it, the channels that answer there, the terms."""

from __future__ import annotations

from html import unescape

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.following import following
from explorer.core.selection import MEAN, GateSide
from explorer.core.sites.gates import ChannelGate
from explorer.explanation.glossary import glossary
from explorer.gui.control.present.explain_views import dock
from explorer.gui.control.present.memo import Memo
from explorer.gui.kit.labels import Text
from explorer.gui.kit.terms import term_in
from explorer.gui.learning.glossary_view import GlossaryView
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from tests.gui.conftest import Open, gates_of

CHURCH = next(one.path for one in samples() if one.id == "church")


def click_cell(window: MainWindow, cell: tuple[int, int], grid: tuple[int, int]) -> None:
    """A real click on a cell of a grid over the photo."""
    picture = window.canvas.picture
    at = picture.cell_box(cell, grid).center().toPoint()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)


def said(window: MainWindow) -> str:
    return window.places.widgets["sentence"].accessibleName()


def test_the_first_picture_answers_a_click_and_cls_comes_back(open_window: Open) -> None:
    window = open_window(model="vit", photo=CHURCH)
    controller = window.controller
    first = controller.state.selection
    assert "asked by the CLS token" in said(window)
    assert "A click on a patch shows what that looks at, in layer 0, head 5" in said(window)
    maps = []
    for cell in ((8, 7), (2, 2)):
        click_cell(window, cell, (16, 16))
        selection = controller.state.selection
        assert (selection.layer, selection.unit) == (0, 5)
        trace = controller.state.trace
        assert trace is not None
        site = trace.sites[0]
        assert site.query_axis.label(selection.query) == f"patch {cell[0]}, {cell[1]}"
        assert "head 5" in said(window)
        maps.append(site.maps(selection.query, [5])[0])
    moved = [np.unravel_index(int(one.argmax()), one.shape) for one in maps]
    assert np.abs(np.subtract(*moved)).max() > 2  # the picture follows
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Escape)
    assert controller.state.selection == first
    controller.undo()
    assert controller.state.selection.layer == 0


def test_from_any_other_picture_a_click_stays_there(open_window: Open) -> None:
    window = open_window(model="vit", photo=CHURCH)
    controller = window.controller
    controller.select(3, 2)
    click_cell(window, (4, 4), (16, 16))
    assert (controller.state.selection.layer, controller.state.selection.unit) == (3, 2)
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Escape)
    assert (controller.state.selection.layer, controller.state.selection.unit) == (3, 2)
    assert "A click on a patch" not in said(window)


def test_a_station_of_the_lecture_lets_the_head_be_found(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit", photo=CHURCH)
    window.take_lecture()
    qtbot.waitUntil(lambda: not window.controller.state.lecture.arriving and not window.busy())
    assert "A click on a patch" not in said(window)
    click_cell(window, (8, 7), (16, 16))
    assert window.controller.state.selection.layer == 5


@pytest.mark.parametrize("name", [one.id for one in samples()][:3])
def test_the_head_that_follows_is_measured(open_window: Open, name: str) -> None:
    window = open_window(model="vit", photo=next(one.path for one in samples() if one.id == name))
    trace = window.controller.state.trace
    assert trace is not None
    found = following(trace)
    assert found is not None
    assert (found.layer, found.head) == (0, 5)
    grid = trace.sites[0].query_axis
    literal = []
    for row in (2, 6, 10, 14):  # a sixteenth of the patches, in loops
        for col in (2, 6, 10, 14):
            weights = trace.sites[0].weights([grid.index(row, col)])[5, 0]
            near = [weights[grid.index(r, c)] for r in range(16) for c in range(16)
                    if abs(r - row) <= 2 and abs(c - col) <= 2]  # fmt: skip
            literal.append(float(sum(near)))
    assert found.share == pytest.approx(sum(literal) / 16, abs=1e-5)
    assert found.share > 2 * found.uniform


def test_a_click_on_channels_ranks_them_by_what_they_answer_there(open_window: Open) -> None:
    window = open_window(model="se-resnet", photo=CHURCH)
    controller = window.controller
    trace = controller.state.trace
    assert trace is not None
    site = trace.sites[controller.state.selection.layer]
    assert isinstance(site, ChannelGate)
    strip = gates_of(window)
    assert strip.bars().sort() == "gate"
    click_cell(window, (3, 4), site.grid)
    assert strip.bars().sort() == "answer"
    answers = [abs(float(site.features[c, 3, 4])) * float(site.gate[c]) for c in range(site.units)]
    ranked = sorted(range(site.units), key=lambda c: -answers[c])
    assert strip.bars()._order.tolist() == ranked
    assert f"At position 3, 4 the channels {ranked[0]} (" in said(window)
    assert window.canvas.picture._scene is not None
    assert window.canvas.picture._scene.spot == (3, 4)
    controller.select(4)  # the same place of another block, on its own grid
    other = trace.sites[4]
    rows, cols = other.grid
    assert window.canvas.picture._scene.spot == (int(3.5 / 9 * rows), int(4.5 / 9 * cols))
    controller.select(7)
    controller.photo.choose_side(GateSide.BEFORE)
    before = [abs(float(site.features[c, 3, 4])) for c in range(site.units)]
    assert strip.bars()._order.tolist() == sorted(range(site.units), key=lambda c: -before[c])
    click_cell(window, (3, 4), site.grid)  # the same once more lets it go
    assert strip.bars().sort() == "gate"
    assert controller.state.spot is None
    controller.undo()
    assert controller.state.spot is not None
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Escape)
    assert controller.state.spot is None


def test_the_hover_says_which_channels_answer(open_window: Open) -> None:
    window = open_window(model="se-resnet", photo=CHURCH)
    controller = window.controller
    controller.photo.hover((2, 5))
    readout = controller.store.view.readout
    assert readout is not None
    trace = controller.state.trace
    assert trace is not None
    site = trace.sites[7]
    assert isinstance(site, ChannelGate)
    best = int((np.abs(site.features[:, 2, 5]) * site.gate).argmax())
    assert any(line.startswith(f"channels {best} (") for line in readout.lines)
    assert "a click ranks them all" in readout.lines


def test_a_key_shows_the_most_closed_channel_before_and_after(open_window: Open) -> None:
    window = open_window(model="se-resnet", photo=CHURCH)
    controller = window.controller
    trace = controller.state.trace
    assert trace is not None
    site = trace.sites[7]
    assert isinstance(site, ChannelGate)
    closed = np.argsort(site.gate, kind="stable")
    for at in range(3):
        QTest.keyClick(window.heads.grid, Qt.Key.Key_K)
        assert controller.state.selection.unit == closed[at]
        assert controller.state.selection.side is GateSide.COMPARE
    controller.choose_mean()
    assert controller.state.selection.unit == MEAN
    QTest.keyClick(window.heads.grid, Qt.Key.Key_K)
    assert controller.state.selection.unit == closed[0]
    other = open_window(model="vit")
    assert not other.commands.actions["closed"].isEnabled()


def test_the_steps_of_a_gate_are_those_of_the_position_under_the_mouse(open_window: Open) -> None:
    window = open_window(model="spatial-gate", photo=CHURCH)
    controller = window.controller
    controller.explain.toggle()
    for cell in ((1, 2), (6, 5)):
        controller.photo.hover(cell)
        shown = dock(controller.state, Memo())
        assert shown is not None
        assert shown.focus == cell[0] * 8 + cell[1]
        assert shown.walk["gate"].at({"row": cell[0], "column": cell[1]}) == pytest.approx(
            float(controller.state.trace.sites[3].gate[cell])  # type: ignore[union-attr]
        )
    click_cell(window, (4, 4), (8, 8))
    controller.photo.hover(None)
    shown = dock(controller.state, Memo())
    assert shown is not None
    assert shown.focus == 4 * 8 + 4  # that of the click stays when the mouse has left
    assert "At position 4, 4 the gate is" in said(window)


# -- terms -----------------------------------------------------------------------------------------


def labelled(window: QWidget, text: str) -> Text:
    return next(one for one in window.findChildren(Text) if one.text() == text and one.isVisible())


def test_a_term_on_a_label_tells_on_hover_and_is_looked_up_by_a_click(open_window: Open) -> None:
    window = open_window(model="vit", photo=CHURCH)
    terms = glossary("en")
    for text, term in (("Layer", "layer"), ("Head", "head"), ("Heads", "head"),
                       ("Verified", "verified"), ("Entropy", "entropy")):  # fmt: skip
        label = labelled(window, text)
        assert terms[term].says in label.toolTip()
        assert terms[term].says in label.whatsThis()
        QTest.mouseClick(label, Qt.MouseButton.LeftButton)
        (view,) = window.findChildren(GlossaryView)
        html = view._page.toHtml()
        assert f'name="{term}"' in html
        view.close()
        view.deleteLater()
        QTest.qWait(0)
    chip = window.canvas._chip
    assert terms["query"].says in chip.toolTip()
    assert terms["cls"].says in chip.toolTip()
    shares = window.canvas._share
    assert terms["mass-on-patches"].says in unescape(shares.toolTip())
    assert terms["uniform"].says in unescape(window.canvas._note.toolTip())


def test_controls_of_texts_tell_their_terms(open_window: Open) -> None:
    window = open_window(model="transformer")
    terms = glossary("en")
    strip = window.texts.strip
    assert terms["word-piece"].says in strip._pieces._segment("subwords").toolTip()
    assert terms["special-token"].says in strip._special.toolTip()
    assert terms["beam"].says in window.texts.translation._search.toolTip()
    assert terms["bleu"].says in labelled(window, "BLEU, 2,000 pairs").toolTip()
    assert terms["alignment"].says in labelled(window, "Alignment").toolTip()
    assert terms["cross-attention"].says in window.texts.canvas._title.toolTip()


def test_what_is_this_is_a_command_and_the_glossary_goes_to_a_station(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(model="vit", photo=CHURCH)
    assert window.findChild(QAction, "what") is not None
    window.commands.actions["glossary"].trigger()
    (view,) = window.findChildren(GlossaryView)
    assert "Squeeze-and-excitation" in view._page.toPlainText()
    assert 'href="station:soft-attention"' in view._page.toHtml()
    view.stationRequested.emit("opening")
    qtbot.waitUntil(lambda: not window.controller.state.lecture.arriving and not window.busy())
    assert window.controller.state.lecture.station is not None
    assert window.controller.state.lecture.station.id == "opening"
    view.close()


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Head", "head"), ("uniform = 0.0039", "uniform"), ("99.0 % on patches", "mass-on-patches"),
        ("church.patch.webp", None), ("Instead of “head”", None), ("value", "value"),
        ("the value under the mouse", None), ("12 × EncoderBlock", None), ("", None),
        ("q·k", "inner-product"), ("÷ √64", "scale-of-scores"), ("Not verified", "verified"),
        ("a sentence " * 9 + "head", None),
    ],
)  # fmt: skip
def test_which_words_are_terms(text: str, term: str | None) -> None:
    found = term_in(text)
    assert (None if found is None else found.id) == term
