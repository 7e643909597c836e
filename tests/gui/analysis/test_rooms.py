"""Heads at a glance, the check of a map and the logit lens, in the real window."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.head_table import Statistic
from explorer.gui.analysis.check_panel import CheckPanel
from explorer.gui.analysis.compare.compare_page import ComparePage
from explorer.gui.analysis.heads.head_list import HeadList
from explorer.gui.analysis.heads.heads_page import HeadsPage
from explorer.gui.analysis.lens_view import LensRoom
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open, settle
from tests.registry import hf_toys


def press(qtbot: QtBot, window: MainWindow, command: str) -> None:
    """Ask for a command and wait for what comes of it."""
    window.commands.actions[command].trigger()
    settle(qtbot, window)


T = TypeVar("T", bound=QWidget)


def panel(window: MainWindow, kind: type[T]) -> T:
    """The panel of a kind, which is there."""
    (found,) = window.findChildren(kind)
    return found


@pytest.fixture
def vit(open_window: Open, photo: Path) -> MainWindow:
    return open_window("vit", photo)


def test_heads_at_a_glance_and_back(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "heads")
    page, ranked = panel(vit, HeadsPage), panel(vit, HeadList)
    assert page.isVisible()
    assert ranked.isVisible()
    shown = vit.controller.analysis.shown
    assert shown is not None
    assert shown.table is not None
    assert len(shown.table) == 36
    qtbot.keyClick(vit, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert vit.canvas.isVisible()
    assert vit.controller.analysis.shown is None


def test_a_click_on_a_cell_chooses_the_head_and_twice_shows_its_map(
    qtbot: QtBot, vit: MainWindow
) -> None:
    press(qtbot, vit, "heads")
    grid = panel(vit, HeadsPage).grid
    shown = vit.controller.analysis.shown
    assert shown is not None
    assert shown.table is not None
    row = shown.table.cells.index((2, 3))
    at = grid.cell(row).center().toPoint()
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=at)
    selection = vit.controller.state.selection
    assert (selection.layer, selection.unit) == (2, 3)
    assert "layer 2, head 3" in grid.accessibleDescription()
    qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=at)
    assert vit.controller.analysis.shown is None
    assert vit.canvas.isVisible()


def test_a_point_of_the_scatter_is_a_head(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "heads")
    scatter = panel(vit, HeadsPage).scatter
    shown = vit.controller.analysis.shown
    assert shown is not None
    assert shown.table is not None
    row = shown.table.cells.index((4, 1))
    height = shown.table.values[Statistic.DISTANCE][row]
    x, y = scatter.place(4, float(height))
    found = scatter.point_at(QPointF(x, y))
    assert found is not None
    assert shown.table.cells[found][0] == 4
    assert shown.table.values[Statistic.DISTANCE][found] == pytest.approx(height, abs=1)


def test_arrows_walk_through_the_heads_and_enter_shows_one(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "heads")
    page = panel(vit, HeadsPage)
    vit.controller.analysis.select_head(1, 1)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    selection = vit.controller.state.selection
    assert (selection.layer, selection.unit) == (1, 2)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert vit.controller.analysis.shown is None


def test_ranked_by_any_statistic_in_both_orders(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "heads")
    analysis = vit.controller.analysis
    for statistic in ("first", "diagonal", "entropy"):
        analysis.sort_by(statistic)
        (view,) = (one for name, one in vit.controller.store.view.panels if name == "heads")
        values = view.table.values[Statistic(statistic)][list(view.order)]
        assert values.tolist() == sorted(values.tolist())
        analysis.turn_order()
        (view,) = (one for name, one in vit.controller.store.view.panels if name == "heads")
        values = view.table.values[Statistic(statistic)][list(view.order)]
        assert values.tolist() == sorted(values.tolist(), reverse=True)
        analysis.turn_order()


def test_another_photo_is_measured_anew(qtbot: QtBot, vit: MainWindow, photo: Path) -> None:
    press(qtbot, vit, "heads")
    before = vit.controller.analysis.shown
    vit.controller.open_file(photo.with_name("coffee.jpg"))
    settle(qtbot, vit)
    after = vit.controller.analysis.shown
    assert before is not None
    assert after is not None
    assert after.trace is vit.controller.state.trace is not before.trace
    assert after.table is not None
    assert after.table is not before.table


def test_first_queries_alone(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "heads")
    vit.controller.analysis.ask("first")
    settle(qtbot, vit)
    shown = vit.controller.analysis.shown
    assert shown is not None
    assert shown.table is not None
    assert shown.table.asking == "first"


def test_gates_have_no_heads_and_the_window_says_so(
    qtbot: QtBot, open_window: Open, photo: Path
) -> None:
    window = open_window("spatial-gate", photo)
    press(qtbot, window, "heads")
    message = window.controller.state.message
    assert message is not None
    assert "gates alone" in message.sentence
    assert window.controller.analysis.shown is None
    assert window.canvas.isVisible()


def test_the_check_of_a_map(qtbot: QtBot, open_window: Open, photo: Path) -> None:
    window = open_window("spatial-gate", photo)
    window.controller.analysis.steps, window.controller.analysis.random = 3, 3
    press(qtbot, window, "check")
    check = panel(window, CheckPanel)
    assert check.isVisible()
    assert window.canvas.isVisible()  # the map stands above it
    shown = window.controller.analysis.shown
    assert shown is not None
    assert shown.curves is not None
    assert shown.curves.complete
    assert check.verdict() == shown.curves.verdict()
    assert "of 3" in check.verdict()
    assert "area" in check.deletion.accessibleDescription()
    window.controller.analysis.choose_baseline("black")
    settle(qtbot, window)
    again = window.controller.analysis.shown
    assert again is not None
    assert again.curves is not None
    assert again.curves.taken == "black"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not check.isVisible()


def test_a_translation_is_checked_by_tokens_of_its_source(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("transformer")
    window.controller.analysis.steps, window.controller.analysis.random = 3, 3
    press(qtbot, window, "check")
    shown = window.controller.analysis.shown
    assert shown is not None
    assert shown.curves is not None
    assert shown.curves.complete
    assert shown.curves.taken == "tokens deleted"
    state = window.controller.state
    assert state.trace is not None
    step = state.trace.steps[state.selection.query]
    assert shown.answer == f"{step.piece.strip()} (token {state.selection.query})"
    assert shown.curves.deletion[0, 0] == pytest.approx(step.probability, abs=1e-4)
    (view,) = (one for name, one in window.controller.store.view.panels if name == "check")
    reasons = {one.key: one.reason for one in view.baselines}
    assert "knows no mask" in reasons["masked"]
    assert not reasons["deleted"]


def test_what_is_written_alone_has_nothing_to_be_taken_away(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window("transformer")
    trace = window.controller.state.trace
    assert trace is not None
    decoder = next(at for at, site in enumerate(trace.sites) if site.part == "decoder")
    window.controller.select(decoder)
    press(qtbot, window, "check")
    message = window.controller.state.message
    assert message is not None
    assert "Choose one that does" in message.sentence
    assert window.controller.analysis.shown is None


def test_the_logit_lens(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "lens")
    room = panel(vit, LensRoom)
    assert room.isVisible()
    prediction = vit.controller.state.trace.prediction  # type: ignore[union-attr]
    assert prediction is not None
    assert prediction.labels[0] in room.table.accessibleDescription()
    assert not room.table.grab().isNull()
    press(qtbot, vit, "lens")
    assert not room.isVisible()


def test_rooms_give_way_to_each_other(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "heads")
    press(qtbot, vit, "lens")
    assert panel(vit, LensRoom).isVisible()
    assert not panel(vit, HeadsPage).isVisible()


def test_a_pinned_map_is_compared_with_what_is_shown(qtbot: QtBot, vit: MainWindow) -> None:
    press(qtbot, vit, "pin")
    page = panel(vit, ComparePage)
    assert page.isVisible()
    assert "correlation 1.00" in page.accessibleDescription()
    qtbot.keyClick(vit, Qt.Key.Key_Up)
    settle(qtbot, vit)
    told = page.accessibleDescription()
    assert "correlation 1.00" not in told
    (before,) = (one for name, one in vit.controller.store.view.panels if name == "compare")
    assert before.sides[0].map.levels == before.sides[1].map.levels
    press(qtbot, vit, "swap")
    (after,) = (one for name, one in vit.controller.store.view.panels if name == "compare")
    np.testing.assert_array_equal(before.sides[2].map.values, -after.sides[2].map.values)
    assert not page.grab().isNull()
    press(qtbot, vit, "pin")
    assert not page.isVisible()
    assert vit.canvas.isVisible()


def test_what_is_pinned_stays_while_another_photo_or_model_comes(
    qtbot: QtBot, vit: MainWindow, photo: Path
) -> None:
    press(qtbot, vit, "pin")
    vit.controller.open_file(photo.with_name("coffee.jpg"))
    settle(qtbot, vit)
    page = panel(vit, ComparePage)
    assert page.isVisible()
    assert "moved" in page.accessibleDescription()
    vit.controller.open_sample("text", vit.controller.store.view.samples[0][0])
    settle(qtbot, vit)
    assert "no difference" in page.accessibleDescription()
    assert not page.grab().isNull()


@pytest.fixture(scope="module")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hf_toys.gpt2(tmp_path_factory.mktemp("rooms") / "gpt2")


def test_a_text_is_checked_by_tokens_left_out(qtbot: QtBot, open_window: Open, gpt2: Path) -> None:
    window = open_window("transformer")
    window.controller.choose_model(f"hf:{gpt2}")
    settle(qtbot, window)
    window.controller.analysis.steps, window.controller.analysis.random = 3, 3
    press(qtbot, window, "check")
    shown = window.controller.analysis.shown
    assert shown is not None
    assert shown.curves is not None
    assert shown.curves.complete
    assert shown.curves.taken == "tokens deleted"
    assert "this map" in panel(window, CheckPanel).verdict()
