"""Comparing in the real window: every kind of pair, what is linked, predictions, export."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from safetensors.torch import load_file, save_file

from explorer.analysis.compare import Change
from explorer.core.numbers import short
from explorer.core.selection import MEAN
from explorer.export.figure_settings import FigureSettings
from explorer.gui.analysis.compare.change_list import signed, value_widths
from explorer.gui.analysis.compare.compare_page import ComparePage
from explorer.gui.canvas.style_bar import HEIGHT
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.control.present.analysis.compare_view import CompareView
from explorer.gui.kit.labels import SectionTitle
from explorer.gui.kit.look.fonts import ui_font
from explorer.gui.kit.look.paint import text_width
from explorer.gui.panels.prediction_panel import PredictionPanel
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open, settle
from tests.registry import hf_toys


def view(window: MainWindow) -> CompareView:
    found = dict(window.controller.store.view.panels)["compare"]
    assert isinstance(found, CompareView)
    return found


@pytest.fixture
def vit(open_window: Open, photo: Path, qtbot: QtBot) -> MainWindow:
    window = open_window("vit", photo)
    window.controller.select(4, 1)
    window.commands.actions["pin"].trigger()
    settle(qtbot, window)
    return window


def chips(window: MainWindow) -> tuple[str, str]:
    a, b, _ = view(window).sides
    return a.chip, b.chip


def test_two_heads_and_layers_of_one_run(vit: MainWindow, qtbot: QtBot) -> None:
    vit.controller.select(5, 2)
    settle(qtbot, vit)
    assert chips(vit) == ("Layer 4, head 1", "Layer 5, head 2")
    shown = view(vit)
    assert shown.one_run
    assert shown.parts is not None
    assert shown.parts[4].heads[1] == pytest.approx(0, abs=1e-6)  # A lies nowhere from itself
    a, b, difference = (side.map for side in shown.sides)
    np.testing.assert_allclose(difference.values, a.values - b.values, atol=1e-7)
    assert a.levels == b.levels
    assert difference.levels.low == -difference.levels.high


def test_muted_and_unmuted_with_both_predictions(vit: MainWindow, qtbot: QtBot) -> None:
    vit.controller.mute.mute_cells(frozenset({(1, 0), (2, 2)}), True)
    settle(qtbot, vit)
    a, b = chips(vit)
    assert a.endswith("all heads")
    assert "muted 1.0; 2.2" in b
    assert view(vit).links == {"query", "cell", "zoom"}
    parts = view(vit).parts
    assert parts is not None
    assert parts[0].mean == pytest.approx(0, abs=1e-6)  # nothing before it is muted
    assert parts[5].mean > 0
    prediction = vit.controller.store.view.prediction
    assert prediction is not None
    assert prediction.beside == "A"
    assert len(prediction.before) == len(prediction.rows)
    assert "with A" in vit.findChild(PredictionPanel).accessibleDescription()
    vit.controller.select(0, 3)  # layer and head are those of both now
    settle(qtbot, vit)
    assert view(vit).sides[0].map.title == view(vit).sides[1].map.title == "Layer 0"
    vit.controller.compare.toggle_link("cell")
    assert view(vit).sides[0].map.title == "Layer 4"


def test_the_grid_shows_how_far_every_head_parts(vit: MainWindow, qtbot: QtBot) -> None:
    control = vit.controller
    control.mute.mute_cells(frozenset({(1, 0), (2, 2)}), True)
    settle(qtbot, vit)
    grid, scale = control.store.view.grid, control.store.view.scale
    assert grid is not None
    assert scale is not None
    assert grid.title == "|A − B|"
    assert grid.detail.startswith("up to ")
    assert (scale.scale, len(grid.rows)) == ("shared", 6)
    assert all(not cell.any() for cell in grid.rows[0])  # nothing before it is muted
    assert all(cell.any() for cell in grid.rows[5])
    assert control.store.view.cells is not None
    assert len(control.store.view.cells.muted) == 2
    control.choose_scale("map")
    settle(qtbot, vit)
    each = control.store.view.grid
    assert each is not None
    assert all(not cell.any() for cell in each.rows[0])  # what is nothing is not made bright
    assert all(cell.max() > 128 for cell in each.rows[5])
    control.analysis.close()
    after = control.store.view.grid
    assert after is not None
    assert after.title == "Heads"


def test_methods(vit: MainWindow, qtbot: QtBot) -> None:
    control = vit.controller
    control.why.toggle()
    qtbot.waitUntil(lambda: control.state.why is not None and control.state.why.found is not None)
    settle(qtbot, vit)
    a, b = chips(vit)
    assert a.startswith("Layer 4")
    assert b.startswith("Relevance for ")
    control.analysis.close()
    control.compare.toggle_pin()
    control.why.choose_method("rollout")
    qtbot.waitUntil(lambda: control.state.why.found is not None and not vit.busy())  # type: ignore[union-attr]
    settle(qtbot, vit)
    a, b = chips(vit)
    assert a.startswith("Relevance for ")
    assert b.startswith("Rollout")


def test_another_photo_and_another_model(vit: MainWindow, qtbot: QtBot, photo: Path) -> None:
    vit.controller.open_file(photo.with_name("coffee.jpg"))
    settle(qtbot, vit)
    a, b = chips(vit)
    assert a.endswith("chelsea")
    assert b.endswith("coffee")
    assert "photos differ" in view(vit).notes
    vit.controller.choose_model("spatial-gate")
    settle(qtbot, vit)
    shown = view(vit)
    assert shown.sides
    assert "grids differ" in shown.notes
    assert not vit.grab().isNull()


def test_the_same_model_again_differs_in_nothing(vit: MainWindow, qtbot: QtBot) -> None:
    before = vit.controller.state.trace
    vit.controller.choose_model("vit")
    settle(qtbot, vit)
    assert vit.controller.state.trace is not before
    shown = view(vit)
    assert np.nanmax(np.abs(shown.sides[2].map.values)) == 0
    assert shown.changes == ()


def test_two_checkpoints_of_one_architecture(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first = hf_toys.gpt2(tmp_path / "trained")
    other = tmp_path / "random"
    shutil.copytree(first, other)
    weights = load_file(other / "model.safetensors")
    generator = torch.Generator().manual_seed(1)
    drawn = {name: torch.randn(one.shape, generator=generator) for name, one in weights.items()}
    save_file(drawn, other / "model.safetensors", {"format": "pt"})
    window = open_window("transformer")
    window.controller.choose_model(f"hf:{first}")
    settle(qtbot, window)
    window.commands.actions["pin"].trigger()
    settle(qtbot, window)
    window.controller.choose_model(f"hf:{other}")
    settle(qtbot, window)
    shown = view(window)
    assert np.nanmax(np.abs(shown.sides[2].map.values)) > 0.01
    a, b = chips(window)
    assert a.startswith("trained")
    assert b.startswith("random")
    assert shown.parts is not None
    assert all(one.mean > 0 for one in shown.parts)


def test_zoom_hover_and_query_are_linked(vit: MainWindow, qtbot: QtBot) -> None:
    vit.controller.select(5, MEAN)
    settle(qtbot, vit)
    page = vit.findChild(ComparePage)
    a, b, difference = page.sides
    a.picture._zoom_by(2.0, QPointF(20, 20))  # type: ignore[attr-defined]
    parts = [side.picture.place().seen for side in page.sides]  # type: ignore[attr-defined]
    assert parts[0].width() < view(vit).sides[0].scene.photo.size[0]  # type: ignore[union-attr]
    for part in parts[1:]:
        assert part.getRect() == pytest.approx(parts[0].getRect(), abs=0.5)
    vit.controller.compare.toggle_link("zoom")
    b.picture._zoom_by(0, None)  # type: ignore[attr-defined]
    assert b.picture.place().seen != a.picture.place().seen  # type: ignore[attr-defined]
    vit.controller.compare.toggle_link("zoom")
    a.placeHovered.emit((0.5, 0.5))
    read = [side.picture.readout().value for side in page.sides]  # type: ignore[attr-defined]
    assert read[2] == pytest.approx(read[0] - read[1], abs=1e-6)
    difference.patchRequested.emit(3, 4)
    settle(qtbot, vit)
    first, second, _ = view(vit).sides
    assert first.map.query_cell == second.map.query_cell == (3, 4)  # type: ignore[union-attr]
    vit.controller.compare.toggle_link("query")
    difference.patchRequested.emit(5, 5)
    settle(qtbot, vit)
    first, second, _ = view(vit).sides
    assert first.map.query_cell != second.map.query_cell  # type: ignore[union-attr]
    assert isinstance(parts[0], QRectF)


def test_a_row_of_the_list_lights_its_place_and_a_layer_of_the_plot_is_shown(
    vit: MainWindow, qtbot: QtBot
) -> None:
    vit.controller.select(5, 2)
    settle(qtbot, vit)
    page = vit.findChild(ComparePage)
    change = view(vit).changes[0]
    page.changes.rowRequested.emit(0)
    readout = page.sides[2].picture.readout()  # type: ignore[attr-defined]
    assert readout.cell == change.cell
    assert readout.value == pytest.approx(change.difference, abs=1e-6)
    x, y = page.parts.place(1, 0)
    at = QPointF(x, y - 5).toPoint()
    qtbot.mouseClick(page.parts, Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, vit)
    assert view(vit).sides[0].map.title == view(vit).sides[1].map.title == "Layer 1"


def test_it_is_exported_as_it_is_seen(vit: MainWindow, qtbot: QtBot) -> None:
    vit.controller.select(5, 2)
    settle(qtbot, vit)
    state = vit.controller.state
    assert state.trace is not None
    request = export_request(state, state.trace, 300, legend=True)
    assert request.drawing is not None
    assert request.name(FigureSettings(), "png") == f"{request.drawing.make().name}.png"
    drawn = request.draw()
    assert drawn.text["Compared"] == view(vit).detail
    pixels = drawn.pixels
    assert pixels.shape[1] > 2 * pixels.shape[0]


def test_what_cannot_be_compared_is_refused_in_the_worker_and_named_before(
    vit: MainWindow, qtbot: QtBot
) -> None:
    vit.controller.choose_model("transformer")
    settle(qtbot, vit)
    with qtbot.waitSignal(vit.exchange.saving.failed) as failed:
        vit.exchange.saving.save_again()
    assert failed.args == ["A map over a photo has no difference from one among tokens."]


def test_texts_side_by_side(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("transformer")
    window.commands.actions["pin"].trigger()
    window.controller.open_sample("text", window.controller.store.view.samples[1][0])
    settle(qtbot, window)
    shown = view(window)
    assert all(side.figure is not None for side in shown.sides)
    page = window.findChild(ComparePage)
    assert page.isVisible()
    assert not page.grab().isNull()
    translation = window.controller.store.view.translation
    assert translation is not None
    assert translation.beside == "A"
    assert translation.whole


def test_no_number_of_the_places_that_differ_is_shortened() -> None:
    pairs = (0.1, 0.2), (0.012345, 0.011352), (0.00012345, 0.1), (0.5, 1e-6)
    changes = tuple(Change(f"patch {at}, 0", *pair, (at, 0)) for at, pair in enumerate(pairs))
    a, b, difference = value_widths(changes)
    for change in changes:
        assert text_width(short(change.a), ui_font(12)) <= a
        assert text_width(short(change.b), ui_font(12)) <= b
        assert text_width(signed(change), ui_font(12)) <= difference


def test_the_heading_of_a_comparison_keeps_its_height_in_a_low_window(vit: MainWindow) -> None:
    (room,) = vit.findChildren(ComparePage)
    title = next(
        one for one in room.findChildren(SectionTitle) if one.accessibleName() == "Compare"
    )
    for size in ((1440, 900), (1024, 640)):
        vit.resize(*size)
        QGuiApplication.processEvents()
        head = next(
            one for one in room.children() if one.isWidgetType() and one.isAncestorOf(title)
        )
        assert head.geometry().getRect()[1::2] == (0, HEIGHT)
        assert min(side.mapTo(room, QPoint()).y() for side in room.sides) < 100


def test_in_a_low_window_the_lower_part_of_a_comparison_leaves_its_headings(
    vit: MainWindow,
) -> None:
    (room,) = vit.findChildren(ComparePage)
    names = "How far each layer lies from A", "Where A and B part, by layer", "Most changed"
    for size, whole in (((1440, 900), True), ((1024, 640), False), ((1440, 900), True)):
        vit.resize(*size)
        for _ in range(3):
            QGuiApplication.processEvents()
        titles = [one for one in room.findChildren(SectionTitle) if one.accessibleName() in names]
        assert len(titles) == 2
        for title in titles:
            assert title.isVisible(), size
            assert room.rect().contains(title.mapTo(room, title.rect().bottomRight())), size
        assert (room.parts.isVisible(), room.changes.isVisible()) == (whole, whole)
