"""The picture on screen: what is drawn, what lies under the mouse at any zoom, what is left."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import tracemalloc
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.selection import Selection
from explorer.export.render import backdrop, render
from explorer.export.style import ACCENT, Mode, Style
from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.canvas.pixels import to_pixels
from explorer.gui.control.view import PhotoScene, Words
from tests.core.traces import detector_trace
from tests.export.pictures import Pixels, heatmap, photo
from tests.patience import PATIENCE

LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDTH, HEIGHT = 480, 320
PHOTO = Photo(photo(240, 160), "noise.png", "ab" * 32, (240, 160))
OTHER = Photo(photo(240, 160, seed=1), "other.png", "cd" * 32, (240, 160))
WHOLE = Placement(0, 0, 240, 160, 240, 160)
CROPPED = Placement(41.5, 0, 201.5, 160, 240, 160)
PADDED = Placement(0, -40, 240, 200, 240, 160)
STEPS = np.linspace(0, 1, 70, dtype=np.float32).reshape(7, 10)
"""A value of its own for every cell."""


def scene_of(shown: Heatmap, style: Style) -> PhotoScene:
    """A picture with the least that is said about it."""
    words = Words(
        title=shown.title,
        subtitle=shown.subtitle,
        asked="Query",
        value=shown.query_label,
        chosen=False,
        resettable=False,
        tip="",
        colormap=style.colormap,
        levels=shown.levels,
        uniform=shown.uniform,
        quantity=shown.quantity,
        note="",
    )
    return PhotoScene(PHOTO, shown, style, words, split=0.4)


def scene(
    values: Pixels | None = None, place: Placement = WHOLE, style: Style | None = None
) -> PhotoScene:
    shown = heatmap(STEPS if values is None else values, place)
    return scene_of(shown, style or Style())


@pytest.fixture
def view(host: QWidget) -> PictureView:
    made = PictureView(host)
    made.setGeometry(40, 60, WIDTH, HEIGHT)
    made.show()
    return made


def seen(view: PictureView) -> Pixels:
    """The pixels on screen, (h, w, 3)."""
    return to_pixels(view.grab().toImage())[..., :3]


def drawn(view: PictureView) -> Pixels:
    """The pixels that the exports draw at this size."""
    image = view.picture()
    assert image is not None
    return to_pixels(image)[..., :3]


def assert_drawn_as_exported(view: PictureView) -> None:
    """Within what two ways of blending in 8 bits differ by; the round corners left out."""
    found, expected = seen(view).astype(int), drawn(view).astype(int)
    assert found.shape == expected.shape
    inside = np.ones(found.shape[:2], bool)
    edge = 10
    for rows in (slice(edge), slice(-edge, None)):
        for columns in (slice(edge), slice(-edge, None)):
            inside[rows, columns] = False
    assert np.abs(found - expected)[inside].max() <= 2


def wheel(view: PictureView, at: QPointF, turned: int, held: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def mouse(
    view: PictureView,
    kind: QEvent.Type,
    at: QPointF,
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    away = QPointF(view.mapToGlobal(QPoint())) + at
    QApplication.sendEvent(view, QMouseEvent(kind, at, away, button, button, held))


def drag(view: PictureView, start: QPointF, end: QPointF, held: Qt.KeyboardModifier = NONE) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, start, held=held)
    for share in (0.5, 1.0):
        mouse(view, QEvent.Type.MouseMove, start + (end - start) * share, held=held)
    mouse(view, QEvent.Type.MouseButtonRelease, end, held=held)


def settle(view: PictureView) -> None:
    """Wait for the sharp picture."""
    frame = view._frame
    assert frame is not None
    end = time.monotonic() + PATIENCE
    while frame._redraw.isActive():
        assert time.monotonic() < end, "it was never drawn"
        QTest.qWait(5)


def test_what_another_page_hides_is_drawn_when_it_is_seen_again(
    view: PictureView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(mode: Mode) -> PhotoScene:
        return scene(style=Style(mode, True, "viridis", 0.6))

    view.show_scene(shown("overlay"))
    frame, told = view._frame, list[PhotoScene | None]()
    assert frame is not None
    show = frame.show_photo

    def count(photo: Photo, scene: PhotoScene | None) -> None:
        told.append(scene)
        show(photo, scene)

    monkeypatch.setattr(frame, "show_photo", count)
    view.hide()
    view.show_scene(shown("map"))
    last = shown("spotlight")
    view.show_scene(last)
    assert told == []
    view.show()
    assert told == [last]
    assert_drawn_as_exported(view)
    view.hide()
    view.show()
    assert told == [last]


@pytest.mark.parametrize("mode", ["overlay", "spotlight", "map"])
@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("place", [WHOLE, CROPPED, PADDED], ids=["whole", "cropped", "padded"])
def test_at_rest_the_screen_shows_what_the_exports_draw(
    view: PictureView, mode: Mode, smooth: bool, place: Placement
) -> None:
    view.show_scene(scene(place=place, style=Style(mode, smooth, "viridis", 0.6)))
    assert_drawn_as_exported(view)
    view.show_scene(scene(STEPS[::-1].copy(), place, Style(mode, smooth, "inferno", 0.9)))
    assert_drawn_as_exported(view)


def test_sides_are_compared_as_in_the_exports(view: PictureView) -> None:
    before = heatmap(STEPS[:, ::-1].copy(), CROPPED)
    for split in (0.0, 0.13, 0.5, 0.9, 1.0):
        view.show_scene(replace(scene(place=CROPPED), before=before, split=split))
        found, expected = seen(view).astype(int), drawn(view).astype(int)
        ratio = view.devicePixelRatioF()
        band = slice(round(60 * ratio), round(200 * ratio))  # between the labels and the knob
        assert np.abs(found - expected)[band].max() <= 2


def test_points_are_drawn_as_in_the_exports(view: PictureView) -> None:
    run = replace(detector_trace(PHOTO), placements=(WHOLE,))
    shown = replace(resolve_heatmap(run, Selection(layer=1)), query_cell=None, box=None)
    assert shown.points is not None
    for mode in ("overlay", "spotlight", "map"):
        view.show_scene(scene_of(shown, Style(mode)))
        assert_drawn_as_exported(view)


def test_the_photo_alone_is_shown_before_there_is_a_map(view: PictureView) -> None:
    view.show_photo(PHOTO)
    assert_drawn_as_exported(view)


def test_another_size_is_drawn_anew(view: PictureView) -> None:
    view.show_scene(scene())
    view.resize(300, 200)
    settle(view)
    assert_drawn_as_exported(view)


def test_the_query_is_ringed_in_the_accent_and_in_white(view: PictureView) -> None:
    shown = replace(heatmap(np.zeros((4, 6), np.float32), WHOLE), query_cell=(2, 3))
    view.show_scene(scene_of(shown, Style("map")))
    ratio = view.devicePixelRatioF()
    cell, pixels = view.cell_box((2, 3)), seen(view)
    line = max(1, round(max(pixels.shape) / 400))
    row = round(cell.center().y() * ratio)
    left = round(cell.left() * ratio)
    assert tuple(pixels[row, left]) == ACCENT
    assert tuple(pixels[row, left - line]) == (255, 255, 255)
    assert tuple(pixels[row, left + 2 * line]) == (0, 0, 4)  # the map itself


def cells_on_screen(view: PictureView) -> Pixels:
    """The number of the cell that is painted at each pixel, of `STEPS` in shades of grey."""
    view.show_scene(scene(style=Style("map", smooth=False, colormap="grey")))
    return np.rint(seen(view)[..., 0] / 255 * 69).astype(int)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(st.tuples(st.integers(-4, 8), st.floats(0, 1), st.floats(0, 1)), max_size=4),
    st.floats(0.02, 0.98),
    st.floats(0.02, 0.98),
)
def test_a_click_asks_the_patch_that_is_painted_there_at_any_zoom(
    view: PictureView, zooms: list[tuple[int, float, float]], across: float, down: float
) -> None:
    QTest.keyClick(view, Qt.Key.Key_0)
    painted = cells_on_screen(view)
    for notches, x, y in zooms:
        wheel(view, QPointF(x * WIDTH, y * HEIGHT), 120 * notches, CTRL)
    painted = cells_on_screen(view)
    ratio = view.devicePixelRatioF()
    point = QPointF(round(across * WIDTH) + 0.5, round(down * HEIGHT) + 0.5)
    around = painted[
        int(point.y() * ratio) - 2 : int(point.y() * ratio) + 3,
        int(point.x() * ratio) - 2 : int(point.x() * ratio) + 3,
    ]
    if len(np.unique(around)) > 1:
        return  # on the border of two cells
    asked: list[tuple[int, int]] = []
    hovered: list[tuple[int, int] | None] = []
    view.patchRequested.connect(lambda row, col: asked.append((row, col)))
    view.cellHovered.connect(hovered.append)
    mouse(view, QEvent.Type.MouseButtonPress, point)
    mouse(view, QEvent.Type.MouseButtonRelease, point)
    view.patchRequested.disconnect()
    view.cellHovered.disconnect()
    expected = divmod(int(around.flat[0]), 10)
    assert asked == [expected]
    assert hovered[-1] == expected
    box = view.cell_box(expected)
    assert box.adjusted(-1, -1, 1, 1).contains(point)


def test_a_zoomed_part_is_drawn_sharply_in_its_place(view: PictureView) -> None:
    """As the exports would draw that part of the photo and of the map."""
    view.show_scene(scene())
    for _ in range(3):
        wheel(view, QPointF(100, 250), 120, CTRL)
    settle(view)
    zoom = 1.25**3
    assert view.zoom() == pytest.approx(zoom)
    x, y = 100 * (1 - 1 / zoom) / 2, 250 * (1 - 1 / zoom) / 2  # px of the photo: half of those
    part = Placement(-x, -y, 240 - x, 160 - y, 240 / zoom, 160 / zoom)
    found = seen(view).astype(int)
    ground = backdrop(PHOTO.pixels, found.shape[1::-1], (x, y, x + 240 / zoom, y + 160 / zoom))
    expected = render(heatmap(STEPS, part), ground, Style()).astype(int)
    middle = slice(12, -12), slice(12, -12)  # at two edges it says which part shows
    assert np.abs(found - expected)[middle].max() <= 3


def test_a_zoomed_picture_never_shows_another_map(view: PictureView) -> None:
    """Neither while it moves, nor when it settles."""
    black, white = (np.full((7, 10), value, np.float32) for value in (0, 1))
    style = Style("map", colormap="grey")
    view.show_scene(scene(black, style=style))
    wheel(view, QPointF(240, 160), 600, CTRL)
    settle(view)
    view.show_scene(scene(white, style=style))
    middle = slice(20, -20), slice(20, -20)
    assert seen(view)[middle].min() == 255
    drag(view, QPointF(300, 200), QPointF(100, 50))
    assert seen(view)[middle].min() == 255
    wheel(view, QPointF(240, 160), -240, CTRL)
    assert seen(view)[middle].min() == 255
    settle(view)
    assert seen(view)[middle].min() == 255


def test_keys_wheel_pinch_and_double_click_zoom(view: PictureView) -> None:
    view.show_scene(scene())
    told: list[float] = []
    layers: list[int] = []
    view.zoomChanged.connect(told.append)
    view.layerStepped.connect(layers.append)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Equal)
    assert view.zoom() == pytest.approx(1.25**2)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom() == pytest.approx(1.25)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom() == 1
    wheel(view, QPointF(20, 20), 120, CTRL)
    assert view.zoom() == pytest.approx(1.25)
    mouse(view, QEvent.Type.MouseButtonDblClick, QPointF(50, 50))
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(50, 50))
    assert view.zoom() == 1
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(90, 90),
        QPointF(90, 90),
        QPointF(90, 90),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(view, pinch)
    assert view.zoom() == pytest.approx(1.5)
    assert len(told) == 7
    assert layers == []
    wheel(view, QPointF(20, 20), -240, NONE)
    assert layers == [2]
    units: list[int] = []
    view.unitStepped.connect(units.append)
    wheel(view, QPointF(20, 20), 120, SHIFT)
    assert units == [-1]


def test_zoom_keys_are_not_taken_for_shortcuts(view: PictureView) -> None:
    for key, taken in ((Qt.Key.Key_Plus, True), (Qt.Key.Key_0, True), (Qt.Key.Key_A, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE)
        event.ignore()
        QApplication.sendEvent(view, event)
        assert event.isAccepted() == taken
    escape = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, NONE)
    escape.ignore()
    QApplication.sendEvent(view, escape)
    assert not escape.isAccepted()  # the window's, until there is something to go back from


def test_what_lies_under_the_mouse_stays_there_while_zooming(view: PictureView) -> None:
    view.show_scene(scene())
    point = QPointF(333, 77)
    before = view._on_photo(point)
    for notches in (3, 5, -2):
        wheel(view, point, 120 * notches, CTRL)
        after = view._on_photo(point)
        assert (after - before).manhattanLength() < 1e-6
    wheel(view, point, -120 * 40, CTRL)
    assert view.zoom() == 1
    wheel(view, point, 120 * 400, CTRL)
    assert view.zoom() == pytest.approx(32)


def test_a_drag_moves_a_zoomed_picture_and_takes_one_at_rest_along(view: PictureView) -> None:
    view.show_scene(scene())
    taken: list[bool] = []
    asked: list[int] = []
    view.dragRequested.connect(lambda: taken.append(True))
    view.patchRequested.connect(lambda row, col: asked.append(row))
    drag(view, QPointF(300, 200), QPointF(200, 150))
    assert taken == [True]
    wheel(view, QPointF(240, 160), 600, CTRL)
    held = view._on_photo(QPointF(300, 200))
    drag(view, QPointF(300, 200), QPointF(200, 150))
    assert (view._on_photo(QPointF(200, 150)) - held).manhattanLength() < 1e-6
    assert taken == [True]
    drag(view, QPointF(300, 200), QPointF(200, 150), CTRL)
    assert taken == [True, True]
    assert asked == []
    for _ in range(9):  # and not beyond its edge
        drag(view, QPointF(300, 200), QPointF(10, 10))
    corner = view._on_photo(QPointF(WIDTH, HEIGHT))
    assert (corner.x(), corner.y()) == (pytest.approx(240), pytest.approx(160))


def test_the_zoom_stays_with_the_photo(view: PictureView) -> None:
    view.show_scene(scene())
    wheel(view, QPointF(10, 10), 240, CTRL)
    view.show_scene(scene(STEPS[::-1].copy()))
    assert view.zoom() == pytest.approx(1.25**2)
    view.show_scene(replace(scene(), photo=OTHER))
    assert view.zoom() == 1


def test_the_divider_is_dragged_on_a_zoomed_photo(view: PictureView) -> None:
    view.show_scene(replace(scene(), before=heatmap(STEPS, WHOLE), split=0.5))
    wheel(view, QPointF(240, 160), 480, CTRL)  # its middle, where the divider is
    moved: list[float] = []
    view.splitRequested.connect(moved.append)
    drag(view, QPointF(240, 100), QPointF(120, 100))
    expected = view._on_photo(QPointF(120, 100)).x() / 240
    assert moved[-1] == pytest.approx(expected)
    assert 0.3 < moved[-1] < 0.5  # a quarter of the view is less of the photo


def test_all_of_it_holds_at_twice_the_pixels() -> None:
    """The same tests on a screen of two device pixels a logical one."""
    if "QT_SCALE_FACTOR" in os.environ:
        pytest.skip("is that run")
    here = Path(__file__)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    wanted = "export or sharply or painted or ringed or anew"
    done = subprocess.run(
        [*command, str(here), "-k", wanted],
        cwd=here.parents[3],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def alive(view: PictureView) -> list[weakref.ref[object]]:
    """Every part of the plot."""
    frame = view._frame
    assert frame is not None
    rasters = [raster for one in (frame._whole, frame._part) for raster in (one.ground, one.over)]
    return [weakref.ref(part) for part in (view, frame, frame.box, frame.scene(), *rasters)]


def test_nothing_of_a_closed_picture_stays(host: QWidget) -> None:
    for _ in range(5):
        made = PictureView(host)
        made.resize(WIDTH, HEIGHT)
        made.show()
        made.show_scene(scene())
        seen(made)
        wheel(made, QPointF(10, 10), 240, CTRL)
        parts = alive(made)
        made.hide()
        made.deleteLater()
        del made
        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QGuiApplication.processEvents()
            gc.collect()
        assert [part() for part in parts] == [None] * len(parts)


def test_three_hundred_pictures_leave_the_memory_flat(view: PictureView) -> None:
    maps: list[Heatmap] = [heatmap(np.roll(STEPS, at, axis=1), WHOLE) for at in range(5)]

    def show(count: int) -> None:
        for at in range(count):
            style = Style(("overlay", "spotlight", "map")[at % 3], at % 2 == 0)
            view.show_scene(replace(scene_of(maps[at % 5], style), photo=(PHOTO, OTHER)[at % 2]))
            wheel(view, QPointF(100, 100), 240, CTRL)
            seen(view)

    show(30)
    gc.collect()
    tracemalloc.start()
    show(60)
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    show(300)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 100_000


def run_alone(code: str, home: Path) -> None:
    """Run a program of a few lines in a process of its own, where nothing is imported yet."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_FATAL_WARNINGS": "0", "ATTENTION_EXPLORER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_pyqtgraph_comes_when_the_first_map_is_there(tmp_path: Path) -> None:
    """Beside the event loop; until then the picture is painted as the exports draw it."""
    code = """
import sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
import numpy as np

app = QApplication([])
from explorer.gui.window.main_window import MainWindow  # the whole window imports none of it
from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.canvas.pixels import to_pixels
from tests.gui.canvas.test_picture_view import PHOTO, scene
assert "pyqtgraph" not in sys.modules

view = PictureView()
view.resize(480, 320)
view.show()
view.show_photo(PHOTO)
QTest.qWait(100)
assert "pyqtgraph" not in sys.modules
view.show_scene(scene())
plain = to_pixels(view.grab().toImage()).astype(int)
assert "pyqtgraph" not in sys.modules
assert view._frame is None
while view._frame is None:
    QTest.qWait(5)
plotted = to_pixels(view.grab().toImage()).astype(int)
assert np.abs(plain - plotted)[10:-10].max() <= 2
"""
    run_alone(code, tmp_path)


def test_a_zoom_before_pyqtgraph_is_there_waits_for_it_and_the_window_does_not(
    tmp_path: Path,
) -> None:
    code = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

app = QApplication([])
from explorer.gui.canvas.picture_view import PictureView
from tests.gui.canvas.test_picture_view import PHOTO

view = PictureView()
view.resize(480, 320)
view.show()
view.show_photo(PHOTO)
QTest.keyClick(view, Qt.Key.Key_Plus)
assert "pyqtgraph" not in sys.modules
while view._frame is None:
    QTest.qWait(5)
assert abs(view.zoom() - 1.25) < 1e-6
"""
    run_alone(code, tmp_path)


def test_a_zoom_as_the_first_thing(qtbot: QtBot, host: QWidget) -> None:
    view = PictureView(host)
    view.resize(WIDTH, HEIGHT)
    view.show()
    QTest.keyClick(view, Qt.Key.Key_Plus)  # nothing to zoom into yet
    assert view.zoom() == 1
    view.show_photo(PHOTO)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() == pytest.approx(1.25)
