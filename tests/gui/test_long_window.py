"""The real window on a long text: zoom, drag, click, refinement behind, export, close."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.map.long import long_map, pooled_map, region
from explorer.core.map.matrix import resolve_matrix
from explorer.figures.matrix.tiled_figure import TiledFigure
from explorer.figures.profile_figure import ProfileFigure
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.control.texts import long_text
from explorer.gui.window.main_window import MainWindow
from tests.core.text_traces import long_trace
from tests.gui.canvas.test_figure_view import CTRL, drag, wheel
from tests.patience import PATIENCE

from .conftest import Answers, Open, settle

SIZE = 400


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 64)
    monkeypatch.setattr(region, "TILES", 64)
    monkeypatch.setattr(long_map, "COARSE", 20_000)


def take(window: MainWindow, size: int = SIZE) -> None:
    """A run on a long text has ended."""
    window.controller.text.on_trace(long_trace(size))


def done(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the picture is exact and everything else is there."""
    qtbot.waitUntil(lambda: not window.busy())


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> MainWindow:
    found = open_window(model="transformer")
    take(found)
    done(qtbot, found)
    return found


def view_of(window: MainWindow) -> FigureView:
    return window.texts.canvas.view


def drawn(window: MainWindow) -> TiledFigure:
    figure = view_of(window).figure()
    assert isinstance(figure, TiledFigure)
    return figure


def middle(view: FigureView) -> QPoint:
    return QPoint(view.width() // 2, view.height() * 2 // 3)


def zoom_in(qtbot: QtBot, window: MainWindow, notches: int) -> None:
    view = view_of(window)
    with qtbot.waitSignal(view.regionShown):
        for _ in range(notches):
            wheel(view, middle(view), 1, CTRL)
    done(qtbot, window)


class Blocks:
    """Where every block of a picture comes through: it is counted, and may wait."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch, self._plain = monkeypatch, pooled_map._strip
        self._go, self._free = threading.Event(), 0
        self._go.set()
        self.count = 0
        monkeypatch.setattr(pooled_map, "_strip", self._strip)

    def _strip(self, *given: Any) -> Any:
        self.count += 1
        if self.count > self._free:
            self._go.wait(PATIENCE)
        return self._plain(*given)

    def hold(self, free: int = 0) -> None:
        """Let so many come through; the next one waits to be let go."""
        self._go.clear()
        self.count, self._free = 0, free

    def held(self) -> bool:
        """Whether it has come, since `hold`."""
        return self.count > self._free

    def let_go(self) -> None:
        self._go.set()

    def make_small(self) -> None:
        """The pictures are worked out in many small blocks."""
        self._monkeypatch.setattr(pooled_map, "BLOCK", 400)
        self._monkeypatch.setattr(pooled_map, "LEAST", 1)


@pytest.fixture
def blocks(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Blocks:
    """Those of what is asked for after the first picture."""
    return Blocks(monkeypatch)


def test_a_long_text_opens_with_all_of_its_map(window: MainWindow) -> None:
    figure = drawn(window)
    assert figure.matrix.exact
    assert figure.matrix.tile == (8, 8)
    assert figure.matrix.title == "Masked self-attention, layer 0"
    assert isinstance(window.texts.reading.view.figure(), ProfileFigure)
    strip = window.texts.strip
    assert strip._pool.isVisible()
    assert not strip._pieces.isVisible()
    assert not strip._special.isVisible()
    assert not window.commands.actions["special"].isEnabled()
    assert not window.status._progress.isVisible()


def test_zooming_in_comes_to_single_words_and_back(qtbot: QtBot, window: MainWindow) -> None:
    zoom_in(qtbot, window, 12)
    figure, trace = drawn(window), window.controller.text.trace
    assert trace is not None
    assert figure.matrix.tile == (1, 1)
    rows, cols = figure.part.rows, figure.part.cols
    assert window.controller.state.selection.region == figure.part
    weights = trace.sites[0].weights().mean(axis=0)[rows[0] : rows[1], cols[0] : cols[1]]
    np.testing.assert_allclose(np.nan_to_num(figure.matrix.values), weights, atol=1e-5)
    assert figure.matrix.rows[0].text == f"t{rows[0]}"
    view = view_of(window)
    view.setFocus()
    with qtbot.waitSignal(view.regionShown):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    done(qtbot, window)
    assert window.controller.state.selection.region is None
    assert drawn(window).matrix.tile == (8, 8)


def test_a_drag_brings_other_words(qtbot: QtBot, window: MainWindow) -> None:
    zoom_in(qtbot, window, 10)
    before, view = drawn(window).part, view_of(window)
    with qtbot.waitSignal(view.regionShown):
        drag(view, middle(view), middle(view) + QPoint(90, 70))
    done(qtbot, window)
    after = drawn(window).part
    assert after.rows[0] < before.rows[0]
    assert after.cols[0] < before.cols[0]
    assert drawn(window).matrix.exact


def test_a_clicked_tile_asks_and_its_row_is_there(qtbot: QtBot, window: MainWindow) -> None:
    view, trace = view_of(window), window.controller.text.trace
    assert trace is not None
    target = view.target_at(QPointF(middle(view)))
    assert target is not None
    assert target.row is not None
    picture = drawn(window).matrix.values
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view))
    done(qtbot, window)
    token = drawn(window).matrix.rows[target.row].tokens[0]
    assert window.controller.state.selection.query == token
    assert drawn(window).matrix.values is picture
    reading = window.texts.reading.view
    row = reading.figure()
    assert isinstance(row, ProfileFigure)
    wanted = trace.sites[0].weights()[:, token].mean(axis=0)
    assert row.high >= wanted.max() * (1 - 1e-6)
    QTest.mouseMove(reading, QPoint(300, 60))
    value = reading.readout()[0]
    assert float(value.replace("−", "-")) <= wanted.max() + 1e-6


def test_arrow_keys_go_from_tile_to_tile(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    view.setFocus()
    window.controller.text.choose_row(10)
    done(qtbot, window)
    QTest.keyClick(view, Qt.Key.Key_Down)
    done(qtbot, window)
    assert drawn(window).matrix.row == 11


def test_a_peak_in_the_row_is_gone_to(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def around(at: int, end: int) -> tuple[int, int]:
        return max(0, at - 20), min(end, at + 20)

    monkeypatch.setattr("explorer.gui.control.texts.long_text.around", around)
    reading = window.texts.reading.view
    target = reading.target_at(QPointF(300, 60))
    assert target is not None
    assert target.col is not None
    QTest.mouseClick(reading, Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    done(qtbot, window)
    shown = drawn(window).seen(view_of(window).frame())
    assert shown.cols[0] <= target.col < shown.cols[1]
    assert max(shown.shape) < SIZE


def test_other_views_and_back(qtbot: QtBot, window: MainWindow) -> None:
    zoom_in(qtbot, window, 11)
    part, zoom = drawn(window).part, view_of(window).zoom()
    controls = window.controller.text
    controls.choose_view("text")
    assert window.texts.reading.isVisible()
    row = window.texts.reading.view.figure()
    assert isinstance(row, ProfileFigure)
    assert row.span == (0, SIZE)
    assert row.marked is not None
    assert row.marked[0] <= part.cols[0] < part.cols[1] <= row.marked[1]
    said = f"tokens {row.marked[0]}–{row.marked[1] - 1}"
    assert said in window.texts.canvas._note.text()
    assert view_of(window).zoom() == 1
    controls.choose_view("lines")
    controls.choose_view("steps")
    controls.choose_view("matrix")
    done(qtbot, window)
    assert drawn(window).part == part
    assert view_of(window).zoom() == pytest.approx(zoom, rel=0.2)


def test_the_largest_of_each_tile(qtbot: QtBot, window: MainWindow) -> None:
    window.heads.grid.setFocus()
    QTest.keyClick(window, Qt.Key.Key_W)
    done(qtbot, window)
    assert window.controller.state.selection.pool == "max"
    assert window.texts.strip._pool.current() == "max"
    assert "largest" in drawn(window).matrix.quantity


def test_the_window_answers_while_a_picture_is_worked_out(
    qtbot: QtBot, window: MainWindow, blocks: Blocks
) -> None:
    before = drawn(window)
    blocks.hold()
    window.controller.select(1, 1)
    qtbot.waitUntil(blocks.held)
    window.controller.text.choose_row(3)
    QTest.qWait(50)
    assert drawn(window) is before  # the old picture stays
    assert window.busy()
    blocks.let_go()
    done(qtbot, window)
    assert drawn(window).matrix.title == "Masked self-attention, layer 1"
    assert drawn(window).matrix.subtitle == "head 1"


def test_what_is_no_longer_asked_for_never_shows(
    qtbot: QtBot, window: MainWindow, blocks: Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    show = window.texts.canvas.view.show_figure

    def watched(figure, *rest, **more):  # type: ignore[no-untyped-def]
        seen.append(figure.matrix.subtitle)
        show(figure, *rest, **more)

    monkeypatch.setattr(window.texts.canvas.view, "show_figure", watched)
    blocks.hold()
    window.controller.select(0, 0)
    qtbot.waitUntil(blocks.held)
    window.controller.select(0, 1)
    window.controller.select(0, 2)
    blocks.let_go()
    done(qtbot, window)
    assert set(seen) == {"head 2"}


def test_cancel_stops_the_sharpening(
    qtbot: QtBot, window: MainWindow, blocks: Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_text, "QUICK", 0)
    monkeypatch.setattr(long_text, "EVERY", 0.0)
    blocks.make_small()
    blocks.hold(60)  # 50 rows make the coarse picture, 400 more the sharp one
    told = window.status._progress
    window.controller.select(0, 1)
    qtbot.waitUntil(lambda: drawn(window).matrix.subtitle == "head 1")
    qtbot.waitUntil(blocks.held)
    qtbot.waitUntil(told.isVisible)
    window.status.cancelRequested.emit()
    blocks.let_go()
    qtbot.waitUntil(lambda: not window.busy())
    assert not drawn(window).matrix.exact
    assert not told.isVisible()
    assert "estimate" in window.texts.canvas._note.text()


def test_closing_stops_what_is_worked_out(qtbot: QtBot, window: MainWindow, blocks: Blocks) -> None:
    blocks.make_small()
    blocks.hold(2)
    window.controller.select(1, -1)
    qtbot.waitUntil(blocks.held)
    (worker,) = [one for one in threading.enumerate() if one.name == "pictures"]
    window.close()
    blocks.let_go()
    worker.join(PATIENCE)
    assert not worker.is_alive()
    assert blocks.count == 3  # what was worked out already, and nothing after it


def test_what_is_seen_is_exported(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    zoom_in(qtbot, window, 6)
    answers.path = tmp_path / "part.png"
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.exchange.saving.save_figure()
    with Image.open(answers.path) as image:
        rows, cols = drawn(window).part.rows, drawn(window).part.cols
        wanted = f"queries {rows[0]}–{rows[1] - 1}, keys {cols[0]}–{cols[1] - 1}"
        assert image.text["Region"] == wanted  # type: ignore[attr-defined]
        assert image.text["Verified"] == "Verified"  # type: ignore[attr-defined]


def test_a_short_text_after_a_long_one_has_its_words_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    zoom_in(qtbot, window, 6)
    window.controller.text.open_sample("novel")
    window.controller.text.type("この小説は人気です。")
    settle(qtbot, window)
    done(qtbot, window)
    assert window.texts.strip._pieces.isVisible()
    assert not window.texts.strip._pool.isVisible()
    assert view_of(window).zoom() == 1
    trace = window.controller.text.trace
    assert trace is not None
    matrix = resolve_matrix(trace, window.controller.state.selection)
    assert matrix.tile is None


def test_in_a_smaller_window_the_region_that_shows_is_worked_out(
    qtbot: QtBot, window: MainWindow
) -> None:
    zoom_in(qtbot, window, 8)
    view = view_of(window)
    with qtbot.waitSignal(view.regionShown):
        window.resize(1024, 640)
    done(qtbot, window)
    shown, known = drawn(window).seen(view.frame()), drawn(window).part
    assert known.rows[0] <= shown.rows[0] < shown.rows[1] <= known.rows[1]
    assert known.cols[0] <= shown.cols[0] < shown.cols[1] <= known.cols[1]
    assert drawn(window).matrix.exact


def test_a_map_that_is_not_sharp_yet_is_not_dragged_out(
    qtbot: QtBot, window: MainWindow, blocks: Blocks
) -> None:
    blocks.hold()
    window.controller.select(1, 0)
    qtbot.waitUntil(blocks.held)
    with qtbot.waitSignal(window.exchange.saving.failed) as said:
        window.exchange.saving.drag_out()
    assert said.args == ["The map is still being sharpened. Drag it again when that is done."]
    blocks.let_go()
    done(qtbot, window)


def test_a_view_that_cannot_be_drawn_is_not_dragged_out_and_says_why(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.controller.text.choose_view("steps")
    done(qtbot, window)
    with qtbot.waitSignal(window.exchange.saving.failed) as said:
        window.exchange.saving.drag_out()
    assert "no room" in said.args[0]
