"""The real window on real models: open, step, click, switch, export, cancel, close."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from explorer.cli import main
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.trace import Trace
from explorer.export.render import backdrop, render
from explorer.figures.picture import FORMATS, Format, Picture
from explorer.gui.canvas.pixels import to_pixels
from explorer.gui.kit.labels import Text
from explorer.gui.kit.look.theme import theme, theme_switch
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from explorer.registry import structure
from explorer.runtime.engine import Engine
from explorer.runtime.log import log_file
from explorer.runtime.settings import folder
from tests.patience import PATIENCE

from .conftest import Answers, Open, settle


def gates_shown(window: MainWindow) -> bool:
    """Whether the panel of gates is there and to be seen."""
    strip = window.places.widgets.get("gates")
    return strip is not None and strip.isVisibleTo(window)


def trace_of(window: MainWindow) -> Trace:
    trace = window.controller.state.trace
    assert trace is not None
    return trace


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, modifier)


def test_it_opens_on_a_sample_with_its_heatmap_there(open_window: Open) -> None:
    window = open_window()
    trace = trace_of(window)
    assert trace.photo.name == samples()[0].path.name
    assert trace.verdict is Verdict.VERIFIED
    assert window.canvas.picture.picture() is not None
    assert window.windowTitle().startswith(trace.photo.name)


def test_what_is_on_screen_is_what_the_exporter_draws(open_window: Open) -> None:
    window = open_window(model="vit")
    window.controller.photo.query_patch(3, 9)
    state, view = window.controller.state, window.canvas.picture
    image = view.picture()
    assert image is not None
    trace = trace_of(window)
    scene = backdrop(trace.photo.pixels, (image.width(), image.height()))
    expected = render(resolve_heatmap(trace, state.selection), scene, state.style)
    np.testing.assert_array_equal(to_pixels(image)[..., :3], expected)


def test_keys_step_through_layers_and_heads(open_window: Open) -> None:
    window = open_window(model="vit")
    last = trace_of(window).layers - 1
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Right)
    selection = window.controller.state.selection
    assert (selection.layer, selection.unit) == (last - 1, 1)
    press(window, Qt.Key.Key_Home)
    assert window.controller.state.selection.layer == 0
    press(window, Qt.Key.Key_End)
    assert window.controller.state.selection.layer == last
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.state.selection.query != 0
    press(window, Qt.Key.Key_Escape)
    assert window.controller.state.selection.query == 0


def test_a_click_on_a_patch_makes_it_the_query(open_window: Open) -> None:
    window = open_window(model="vit")
    view = window.canvas.picture
    centre = view.cell_box((2, 11)).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre)
    site = trace_of(window).sites[0]
    assert window.controller.state.selection.query == 1 + 2 * site.grid[1] + 11
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre)
    assert window.controller.state.selection.query == 0


def test_shift_click_in_the_grid_averages(open_window: Open) -> None:
    window = open_window(model="vit")
    grid = window.heads.grid
    grid.cellRequested.emit(1, 2)
    grid.cellToggled.emit(2, 3)
    assert window.controller.state.selection.cells == {(1, 1), (2, 2)}


def test_the_wheel_steps_the_layer(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    window.canvas.picture.layerStepped.emit(-1)
    assert window.controller.state.selection.layer == trace_of(window).layers - 2


def test_every_bundled_model_runs_verified(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    for model in ("vit", "se-resnet", "spatial-gate"):
        window.controller.choose_model(model)
        settle(qtbot, window)
        assert trace_of(window).model.id == model
        assert trace_of(window).verdict is Verdict.VERIFIED
        assert gates_shown(window) == (model == "se-resnet")


def test_switching_models_quickly_ends_at_the_last(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    for model in ("vit", "se-resnet", "spatial-gate", "se-resnet", "vit"):
        window.controller.choose_model(model)
    settle(qtbot, window)
    assert trace_of(window).model.id == "vit"
    assert window.canvas.strip.isHidden()


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_export_is_byte_for_byte_the_command_lines(
    open_window: Open, answers: Answers, photo: Path, tmp_path: Path, qtbot: QtBot, form: str
) -> None:
    window = open_window(model="vit", photo=photo)
    window.controller.select(1, 2)
    window.controller.photo.query_patch(4, 7)
    window.controller.look.choose("mode", "spotlight")
    answers.path = tmp_path / f"window.{form}"
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions["save_figure"].trigger()
    assert answers.suggested is not None
    assert answers.suggested.name == "chelsea.vit.layer01.head02.query4-7.png"
    words = ["export", "vit", str(photo), "-o", str(tmp_path / f"cli.{form}"), "--layer", "1"]
    assert main([*words, "--head", "2", "--query", "4,7", "--style", "spotlight"]) == 0
    seen, asked = (tmp_path / f"{name}.{form}" for name in ("window", "cli"))
    assert seen.read_bytes() == asked.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_all_heads_are_exported_with_progress(
    open_window: Open, answers: Answers, tmp_path: Path, qtbot: QtBot, form: str
) -> None:
    window = open_window(model="vit")
    figure = window.controller.figure
    figure.choose("size", 64)
    figure.open("maps", "heads")
    figure.choose("form", form)
    answers.path = tmp_path / "heads"
    seen: list[int] = []
    window.exchange.saving.progressed.connect(lambda text, done, total: seen.append(done))
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions["save_figure"].trigger()
    heads = trace_of(window).sites[0].heads
    assert len(list((tmp_path / "heads").glob(f"*.layer*.head0*.{form}"))) == heads
    assert seen[: heads + 1] == list(range(heads + 1))
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    written = (tmp_path / "heads").iterdir()
    assert all(one.read_bytes().startswith(starts[form]) for one in written)


@pytest.mark.parametrize("model", ["vit", "se-resnet", "transformer"])
def test_the_menu_holds_every_command_and_fits_a_low_screen(open_window: Open, model: str) -> None:
    window = open_window(model=model)
    menu = window.commands.menus.main()
    menus = [menu]
    for shown in menus:  # grows by what is found
        menus += [one.menu() for one in shown.actions() if one.menu() is not None]
    assert all(one.sizeHint().height() <= 700 for one in menus)
    held = {action for one in menus for action in one.actions()}
    assert set(window.commands.actions.all()) <= held


def test_about_says_where_settings_log_and_caches_lie(open_window: Open) -> None:
    window = open_window()
    window.commands.actions["about"].trigger()
    (panel,) = window.findChildren(QDialog)
    said = {one.accessibleName() for one in panel.findChildren(Text)}
    for place in (folder() / "settings.json", log_file(), structure.cache()):
        assert any(one.endswith(str(place)) for one in said)
    panel.close()


def test_a_cancelled_export_says_how_far_it_came(
    open_window: Open,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(model="se-resnet")
    window.controller.figure.choose("size", 64)
    window.controller.figure.open("maps", "heads")
    qtbot.waitUntil(lambda: not window.busy())
    answers.path = tmp_path
    said: list[str] = []
    window.exchange.saving.saved.connect(lambda sentence, path: said.append(sentence))
    encoded, cancelled = Picture.encoded, threading.Event()

    def third_waits(picture: Picture, form: Format) -> bytes:
        if len(list(tmp_path.glob("*.png"))) == 2:
            cancelled.wait(PATIENCE)
        return encoded(picture, form)

    monkeypatch.setattr(Picture, "encoded", third_waits)
    with qtbot.waitSignal(window.exchange.saving.progressed):
        window.commands.actions["save_figure"].trigger()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.png"))) == 2)
    window.status.cancelRequested.emit()
    cancelled.set()
    qtbot.waitUntil(lambda: bool(said))
    assert trace_of(window).sites[0].units > 2
    assert len(list(tmp_path.glob("*.png"))) == 2
    assert said[0].startswith("Stopped after ")


def test_a_failed_export_says_why_and_leaves_nothing(
    open_window: Open, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    (tmp_path / "file").write_text("in the way")
    answers.path = tmp_path / "file" / "map.png"
    with qtbot.waitSignal(window.exchange.saving.failed):
        window.commands.actions["save_figure"].trigger()
    assert window.canvas.strip.isVisibleTo(window)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["file"]


def test_the_picture_is_copied(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.controller.figure.choose("size", 80)
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions["copy"].trigger()
    image = QGuiApplication.clipboard().image()
    assert max(image.width(), image.height()) == 80


def test_a_picture_in_the_clipboard_is_opened(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    image = QImage(30, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    window.commands.actions["paste"].trigger()
    qtbot.waitUntil(lambda: trace_of(window).photo.name == "clipboard.png")
    assert trace_of(window).photo.size == (30, 20)


def test_a_clipboard_without_a_picture_says_so(open_window: Open) -> None:
    window = open_window()
    data = QMimeData()
    data.setData("application/x-something-else", b"no picture, no text")
    QGuiApplication.clipboard().setMimeData(data)
    window.commands.actions["paste"].trigger()
    assert window.canvas.strip.isVisibleTo(window)
    press(window, Qt.Key.Key_Escape)
    assert not window.canvas.strip.isVisibleTo(window)


def test_a_dropped_file_is_opened_and_remembered(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    path = tmp_path / "dropped photo.png"
    Image.new("RGB", (40, 24), "teal").save(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: trace_of(window).photo.name == path.name)
    assert window.preferences.value.recent == (str(path),)


def test_a_broken_photo_leaves_the_old_picture_and_says_what_to_do(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    before = trace_of(window)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    window.controller.photo.open(broken)
    qtbot.waitUntil(lambda: window.canvas.strip.isVisibleTo(window))
    assert trace_of(window) is before
    assert window.preferences.value.recent == ()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """From now on a run waits, until it is cancelled or the event is set."""
    release = threading.Event()
    real = Engine.run

    def run(self: Engine, request: Any, publish: Any, cancelled: Callable[[], bool]) -> Trace:
        while not release.wait(0.005):
            if cancelled():
                raise Cancelled
        return real(self, request, publish, cancelled)

    monkeypatch.setattr(Engine, "run", run)
    return release


def test_the_window_keeps_ticking_while_a_model_runs(
    open_window: Open, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    window = open_window()
    release = request.getfixturevalue("held")
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    window.controller.choose_model("vit")
    qtbot.waitUntil(lambda: len(ticks) > 10)
    assert trace_of(window).model.id == "spatial-gate"
    window.controller.step_layer(-1)  # the old picture can still be explored
    release.set()
    settle(qtbot, window)
    timer.stop()
    assert trace_of(window).model.id == "vit"


def test_cancel_keeps_what_was_shown(
    open_window: Open, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    window = open_window()
    before = trace_of(window)
    request.getfixturevalue("held")
    window.controller.choose_model("vit")
    window.status.cancelRequested.emit()
    qtbot.waitUntil(lambda: not window.busy())
    assert trace_of(window) is before


def test_closing_during_a_run_leaves_no_thread(
    open_window: Open, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    window = open_window()
    request.getfixturevalue("held")
    window.controller.choose_model("vit")
    workers = [thread for thread in threading.enumerate() if thread.name == "model"]
    window.close()
    for worker in workers:
        worker.join(PATIENCE)
    assert workers
    assert not any(worker.is_alive() for worker in workers)


def test_choices_survive_a_restart(open_window: Open) -> None:
    first = open_window(model="vit")
    first.controller.look.choose("mode", "map")
    first.controller.look.choose("colormap", "viridis")
    first.controller.look.choose("opacity", 0.4)
    first.close()
    second = open_window(model=None)
    state = second.controller.state
    assert state.model == "vit"
    assert (state.style.mode, state.style.colormap, state.style.opacity) == ("map", "viridis", 0.4)


@pytest.mark.parametrize(
    "content", [b"{", b"\xff\xfe\x00", b'{"model": 7, "geometry": "???"}', b"[]"]
)
def test_broken_settings_never_stop_the_start(open_window: Open, content: bytes) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / "settings.json").write_bytes(content)
    window = open_window(model=None)
    assert trace_of(window).complete


def test_a_remembered_model_that_is_gone_is_replaced(open_window: Open) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / "settings.json").write_text('{"model": "gone"}')
    window = open_window(model=None)
    assert trace_of(window).model.id == window.controller.state.model


def test_the_divider_of_a_comparison_is_dragged(open_window: Open) -> None:
    window = open_window(model="se-resnet")
    window.controller.select(2, 5)
    window.controller.photo.choose_side("compare")
    view = window.canvas.picture
    middle = QPoint(view.width() // 2, view.height() // 3)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, QPoint(view.width() // 4, middle.y()))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 4, middle.y()))
    assert window.controller.state.split == pytest.approx(0.25, abs=0.02)


def test_play_steps_through_the_layers(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.preferences.change(play_ms=200)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.controller.state.selection.layer > 0)
    press(window, Qt.Key.Key_Space)
    assert not window.controller.state.playing


@pytest.mark.parametrize(
    ("width", "height"),
    [(1024, 640), (1180, 760), (1240, 700), (1360, 800), (1440, 900), (2200, 1200)],
)
def test_every_part_fits_into_every_size(open_window: Open, width: int, height: int) -> None:
    window = open_window(model="se-resnet")
    window.resize(width, height)
    QGuiApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    for part in (window.toolbar, window.strip, window.canvas, window.right, window.status):
        corner = part.mapTo(window, QPoint(0, 0))
        assert corner.x() >= 0
        assert corner.x() + part.width() <= width
        assert corner.y() + part.height() <= height
    window.controller.look.choose("colormap", "cividis_r")
    QGuiApplication.processEvents()
    for bar in (window.toolbar, window.strip):  # no word is cut
        row = bar.layout()
        assert row is not None
        assert row.sizeHint().width() <= bar.width()
    assert window.left.isVisible() == (width >= 1180)


def test_the_left_panel_slides_over_a_narrow_window(open_window: Open) -> None:
    window = open_window()
    window.resize(1024, 640)
    QGuiApplication.processEvents()
    window.commands.actions["panel"].trigger()
    assert window.left.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not window.left.isVisible()
    window.resize(1440, 900)
    QGuiApplication.processEvents()
    assert window.left.isVisible()


def test_full_leaves_the_picture_alone_and_comes_back(open_window: Open) -> None:
    window = open_window(model="se-resnet")
    assert gates_shown(window)
    press(window, Qt.Key.Key_F)
    assert not window.right.isVisible()
    assert not window.left.isVisible()
    assert not gates_shown(window)
    press(window, Qt.Key.Key_Escape)
    assert gates_shown(window)
    assert window.right.isVisible()
    assert window.left.isVisible()


def test_help_opens_beside_the_work(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    for command in ("shortcuts", "about"):
        window.commands.actions[command].trigger()
    panels = window.findChildren(QDialog)
    assert len(panels) == 2
    for panel in panels:
        panel.close()


def test_a_chosen_theme_outlasts_a_change_of_the_systems(open_window: Open) -> None:
    open_window()
    theme_switch().choose("system")
    theme_switch().choose("light")
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Unknown)  # for which the system's theme is dark
    assert theme().name == "light"
    theme_switch().choose("dark")


def test_a_clipboard_of_nobody_is_empty(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobodys:
        def mimeData(self) -> None:
            return None

    window = open_window()
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: Nobodys())
    window.exchange.opening.paste()
    assert window.controller.state.message is not None
    assert "holds no picture" in window.controller.state.message.sentence
