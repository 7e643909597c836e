"""The real window on a detector: points over the photo, and who asks for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.cli import main
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.gui.control.present import present_photo
from explorer.gui.control.view import PhotoScene
from explorer.gui.window.main_window import MainWindow
from tests.figures.vector_boxes import boxes_in, texts_in
from tests.registry import detectors

from .conftest import Answers, Open, settle


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return detectors.write(tmp_path_factory.mktemp("detector"), "deformable_detr")


@pytest.fixture
def window(open_window: Open, folder: Path, photo: Path) -> MainWindow:
    return open_window(model=f"hf:{folder}", photo=photo)


def run_of(window: MainWindow) -> Trace:
    trace = window.controller.photo.trace
    assert trace is not None
    return trace


def query(window: MainWindow) -> int:
    return window.controller.state.selection.query


def heatmap_of(window: MainWindow) -> Heatmap:
    """What the picture shows."""
    return resolve_heatmap(run_of(window), window.controller.state.selection)


def click(window: MainWindow, x: float, y: float) -> None:
    """Click the picture at shares of its width and height."""
    picture = window.canvas.picture
    point = QPoint(round(x * picture.width()), round(y * picture.height()))
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=point)


def test_the_object_that_was_found_most_surely_asks_first(window: MainWindow) -> None:
    trace = run_of(window)
    best = trace.objects[0]
    assert len(trace.sites) == 4
    assert query(window) == best.query
    heatmap = heatmap_of(window)
    assert heatmap.points is not None
    assert heatmap.box == best.box
    assert window.prediction.rows()[0] == (f"{best.label} (object {best.query})", best.score)
    assert present_photo.steppers(trace, window.controller.state.selection).unit == (
        "Head",
        "All",
        f"of {detectors.HEADS}",
    )


def test_a_click_asks_the_object_that_looks_there(window: MainWindow) -> None:
    site = run_of(window).sites[-1]
    assert isinstance(site, PointSite)
    first = query(window)
    click(window, 0.9, 0.1)
    rows, cols = site.grid
    expected = site.at(int(0.1 * rows), int(0.9 * cols))
    assert query(window) == expected
    click(window, 0.9, 0.1)
    assert query(window) == first, "the same place again gives the first one back"
    window.controller.move_query(1, 0)
    assert query(window) == first + 1 if first < detectors.QUERIES - 1 else first
    window.controller.reset_query()
    assert query(window) == first


def test_an_object_is_chosen_from_the_menu(window: MainWindow) -> None:
    objects = run_of(window).objects
    menu = window.commands.menus.picture()
    action = next(one for one in menu.actions() if one.text().endswith(f"{objects[4].query})"))
    assert action.text().startswith(objects[4].label)
    action.trigger()
    assert query(window) == objects[4].query
    assert heatmap_of(window).query_label == f"object {objects[4].query}"
    assert window.canvas.picture.accessibleDescription().startswith("Layer 3, points of 4 heads.")


def test_positions_ask_in_the_encoder(window: MainWindow) -> None:
    """From an object on, the position in the middle asks; a click asks another."""
    window.controller.select(0)
    site = run_of(window).sites[0]
    assert isinstance(site, PointSite)
    assert query(window) == site.query_axis.first
    assert heatmap_of(window).query_cell == (4, 4)
    assert not [one for one in window.commands.menus.picture().actions() if "object" in one.text()]
    click(window, 0.3, 0.8)
    assert heatmap_of(window).query_cell == (6, 2)
    window.controller.move_query(-1, 1)
    assert heatmap_of(window).query_cell == (5, 3)
    window.controller.step_layer(1)
    assert heatmap_of(window).query_cell == (5, 3), "the next layer has the same positions"
    window.controller.step_layer(1)
    assert query(window) == run_of(window).objects[0].query


def test_the_mouse_reads_the_strongest_point(window: MainWindow) -> None:
    heatmap = heatmap_of(window)
    assert heatmap.points is not None
    seen = heatmap.peak
    window.controller.photo.hover(seen)
    readout = window.canvas.picture.readout()
    assert readout is not None
    at = heatmap.points.strongest(seen, heatmap.grid)
    assert at is not None
    assert readout.lines[0] == heatmap.points.label(at)
    empty = tuple(np.argwhere(heatmap.values == 0)[0].tolist())
    window.controller.photo.hover(empty)
    readout = window.canvas.picture.readout()
    assert readout is not None
    assert (readout.title, readout.lines) == ("0", ("no point here",))


def test_export_is_byte_for_byte_the_command_lines(
    window: MainWindow,
    answers: Answers,
    folder: Path,
    photo: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window.controller.select(3, 2)
    window.controller.photo.query_token(7)
    window.controller.look.choose("mode", "map")
    answers.path = tmp_path / "window.png"
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions["save_figure"].trigger()
    words = ["export", f"hf:{folder}", str(photo), "-o", str(tmp_path / "cli.png")]
    words += ["--layer", "3", "--head", "2", "--query", "7", "--style", "map"]
    assert main(words) == 0
    assert (tmp_path / "window.png").read_bytes() == (tmp_path / "cli.png").read_bytes()


def test_muted_heads_leave_both_sets_of_boxes_in_the_picture(
    window: MainWindow, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    whole = run_of(window)
    scene = window.controller.store.view.picture
    assert isinstance(scene, PhotoScene)
    assert scene.boxes == ()
    window.controller.mute.mute_cells(frozenset({(2, 0), (3, 1)}), True)
    settle(qtbot, window)
    muted = run_of(window)
    scene = window.controller.store.view.picture
    assert isinstance(scene, PhotoScene)
    assert sum(one.whole for one in scene.boxes) == len(whole.objects)
    assert sum(not one.whole for one in scene.boxes) == len(muted.objects)
    place = muted.placement
    for one, drawn in zip(whole.objects, (one for one in scene.boxes if one.whole), strict=True):
        x0, y0, x1, y1 = drawn.box
        wide, high = place.x1 - place.x0, place.y1 - place.y0
        inside = (
            (x0 - place.x0) / wide,
            (y0 - place.y0) / high,
            (x1 - place.x0) / wide,
            (y1 - place.y0) / high,
        )
        assert inside == pytest.approx(one.box, abs=1e-6)
    assert not window.canvas.picture.grab().isNull()
    prediction = window.controller.store.view.prediction
    assert prediction is not None
    assert len(prediction.before) == len(prediction.rows)
    assert f"{len(whole.objects)} with all heads" in prediction.detail
    assert muted.unmuted_objects == whole.objects
    answers.path = tmp_path / "both.svg"
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions["save_figure"].trigger()
    svg = answers.path.read_text()
    solid, dashed = boxes_in(svg)
    assert solid
    assert dashed
    assert solid != dashed
    assert {"as run", "all heads"} <= set(texts_in(svg))


def test_the_check_watches_how_sure_the_detector_is_of_the_object(
    window: MainWindow, qtbot: QtBot
) -> None:
    analysis = window.controller.analysis
    analysis.steps, analysis.random = 2, 2
    analysis.toggle("check")
    settle(qtbot, window)
    shown = analysis.shown
    assert shown is not None
    assert shown.curves is not None
    assert shown.curves.complete
    best = run_of(window).objects[0]
    assert shown.answer == f"{best.label}, object {best.query}"
    assert shown.curves.deletion[0][0] == pytest.approx(best.score, abs=1e-3)
    analysis.choose_test("control")  # other weights find other objects
    settle(qtbot, window)
    message = window.controller.state.message
    assert message is not None
    assert "finds other objects" in message.sentence
    assert analysis.shown is not None
    assert analysis.shown.test == "curves"
