"""What a mouse and the Tab key find in the window: read-outs, drops, panels, the order of stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFocusEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.photo import Photo
from explorer.gui.canvas.canvas import Canvas
from explorer.gui.control.view import Readout
from explorer.gui.plots.gate_bars import GateBars
from explorer.gui.window.main_window import MainWindow
from explorer.gui.window.tab_order import stops
from explorer.inputs.images import read_photo

from .conftest import Open, gates_of, settle


def move(view: QWidget, at: QPoint) -> None:
    """The mouse moves over a widget, no button held."""
    none = Qt.MouseButton.NoButton
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QGuiApplication.sendEvent(view, event)


def named(parent: QWidget, name: str) -> QWidget:
    """The control that is shown under this name."""
    return next(
        one
        for one in parent.findChildren(QWidget)
        if one.accessibleName() == name and one.isVisible()
    )


def shown(window: MainWindow) -> Readout | None:
    return window.canvas.picture.readout()


def test_a_comparison_is_read_on_the_side_of_the_mouse(open_window: Open) -> None:
    window = open_window(model="se-resnet")
    window.controller.select(1, 3)
    window.controller.photo.choose_side("compare")
    view = window.canvas.picture
    assert window.canvas.scene is not None
    before, after = window.canvas.scene.before, window.canvas.scene.heatmap
    assert before is not None
    for share, heatmap, word in ((0.3, before, "before"), (0.7, after, "after")):
        move(view, QPoint(round(share * view.width()), view.height() // 3))
        said = shown(window)
        assert said is not None
        assert said.value == pytest.approx(abs(float(heatmap.readout[said.cell])))
        assert said.lines[-1].startswith(word)


def test_a_readout_never_outlives_its_map(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    view = window.canvas.picture
    move(view, QPoint(view.width() - 3, view.height() - 3))
    assert shown(window) is not None
    window.controller.choose_model("se-resnet")
    settle(qtbot, window)
    assert shown(window) is None  # until the mouse moves over the new map


def test_before_the_first_run_the_photo_itself_is_there(qtbot: QtBot, photo: Path) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(900, 700)
    canvas.show()
    loaded: Photo = read_photo(photo)
    canvas.show_photo(loaded)
    image = canvas.picture.picture()
    assert image is not None
    assert canvas.picture.isVisible()
    width, height = loaded.size
    assert image.width() / image.height() == pytest.approx(width / height, abs=0.02)
    canvas.close()


def test_a_photo_of_one_pixel_is_large_enough_to_see(open_window: Open, tmp_path: Path) -> None:
    from PIL import Image

    dot = tmp_path / "dot.png"
    Image.new("RGB", (1, 1), "teal").save(dot)
    window = open_window(photo=dot)
    assert window.canvas.picture.width() >= 200


def test_a_drop_is_a_copy_whatever_was_offered(
    open_window: Open, qtbot: QtBot, photo: Path
) -> None:
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    drop = QDropEvent(
        QPointF(5, 5), offered, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    drop.setDropAction(Qt.DropAction.MoveAction)
    window.dropEvent(drop)
    assert drop.isAccepted()
    assert drop.dropAction() == Qt.DropAction.CopyAction
    settle(qtbot, window)


def test_a_click_beside_the_panel_over_the_picture_closes_it(open_window: Open) -> None:
    window = open_window()
    window.resize(1024, 640)
    QGuiApplication.processEvents()
    window.commands.actions["panel"].trigger()
    assert window.left.isVisible()
    under = window.childAt(QPoint(600, 300))
    assert under is not None
    QTest.mouseClick(under, Qt.MouseButton.LeftButton)
    assert not window.left.isVisible()
    assert window.childAt(QPoint(600, 300)) is not under


def test_the_panel_stands_beside_the_picture_again_however_it_left_from_over_it(
    open_window: Open,
) -> None:
    window = open_window()
    panel = window.commands.actions["panel"]
    for hidden in (False, True):
        window.resize(1440, 900)
        QGuiApplication.processEvents()
        if hidden:
            panel.trigger()
        window.resize(1024, 640)
        QGuiApplication.processEvents()
        panel.trigger()
        panel.trigger()
        assert not window.left.isVisible()
        window.resize(1440, 900)
        QGuiApplication.processEvents()
        assert window.left.isVisible() is not hidden  # as the user left it there
        assert window.left_place.isVisible() is not hidden


def test_the_mouse_takes_hold_of_a_splitter_beside_its_line(open_window: Open) -> None:
    window = open_window()
    window.resize(1440, 900)
    QGuiApplication.processEvents()
    for number, before in ((1, window.left_place), (2, window.pages)):
        handle = window.split.handle(number)
        line = QPoint(before.mapTo(window, QPoint(before.width(), 0)).x(), 600)
        assert [window.childAt(line + QPoint(at, 0)) is handle for at in range(-1, 6)] == [
            *(False, True, True, True, True, True, False)
        ]
    assert window.left.width() == window.left_place.width()
    handle, width = window.split.handle(1), window.left.width()
    at = QPoint(4, 300)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(handle, at + QPoint(40, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at)
    assert window.left.width() == width + 40


def test_widths_of_the_user_come_back(open_window: Open) -> None:
    window = open_window()

    def resize(width: int) -> None:
        window.resize(width, 900)
        QGuiApplication.processEvents()

    resize(1440)
    window.split.setSizes([300, 740, 398])
    own = window.split.sizes()
    assert own[0] == window.left.width() == 300
    places = window.arrangement.places()
    resize(1024)
    assert window.arrangement.places()["splitter"] == places["splitter"]
    resize(1440)
    assert window.split.sizes() == own
    begin = leave = window.take_lecture
    for change in (begin, window.present_lecture, window.present_lecture):
        change()
        QGuiApplication.processEvents()
        assert window.split.sizes() != own
        assert window.arrangement.places()["splitter"] == places["splitter"]
    leave()
    QGuiApplication.processEvents()
    assert window.split.sizes() == own
    resize(1024)
    window.arrangement.restore(None, "", places["splitter"])
    resize(1440)
    assert window.split.sizes() == own


@pytest.mark.parametrize(("model", "width"), [("vit", 1440), ("se-resnet", 1024)])
def test_tab_goes_once_through_everything_from_the_top(
    open_window: Open, model: str, width: int
) -> None:
    window = open_window(model=model)
    window.resize(width, 900 if width > 1024 else 640)
    QGuiApplication.processEvents()
    regions = (
        window.toolbar,
        window.left,
        window.strip,
        window.canvas,
        *window.places.widgets.values(),
    )
    expected = stops((*regions, window.right, window.status))
    assert expected[0] is window.toolbar.menu
    expected[-1].setFocus()
    for control in expected:
        window.focusNextPrevChild(True)
        assert window.focusWidget() is control
    window.focusNextPrevChild(False)
    assert window.focusWidget() is expected[-2]


def test_the_grid_takes_the_keys_of_what_disappears(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="se-resnet")
    gates_of(window).bars().setFocus()
    window.controller.choose_model("vit")
    settle(qtbot, window)
    assert window.focusWidget() is window.heads.grid


@pytest.mark.parametrize("model", ["vit", "se-resnet"])
def test_every_stop_has_a_name_and_says_what_it_is_for(open_window: Open, model: str) -> None:
    window = open_window(model=model)
    gates = list(window.places.widgets.values())
    regions = (window.toolbar, window.left, window.strip, window.canvas, *gates)
    for control in stops((*regions, window.right, window.status)):
        assert control.accessibleName(), control
        painted = isinstance(control, QAbstractScrollArea) or control is window.canvas.picture
        if not painted and not isinstance(control, GateBars):  # those tell each cell or bar
            assert control.toolTip(), control.accessibleName()


def test_the_ring_does_not_come_with_a_menu_that_closes(open_window: Open) -> None:
    view = open_window(model="vit").canvas.picture
    for reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason):
        QGuiApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, reason))
        assert view.ring() is None
    QGuiApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.ring() is not None


def test_the_picture_takes_back_the_room_of_a_message(open_window: Open) -> None:
    window = open_window()
    strip, view = window.canvas.strip, window.canvas.picture
    free = view.geometry()
    window.controller.messages.warn("It broke.", "line\n" * 9)
    folded = view.geometry()
    assert folded.top() > free.top()
    QTest.mouseClick(named(strip, "Details"), Qt.MouseButton.LeftButton)
    assert strip.geometry().bottom() < view.geometry().top()
    assert view.height() < folded.height()
    QTest.mouseClick(named(strip, "Close this message"), Qt.MouseButton.LeftButton)
    assert view.geometry() == free


def test_closing_twice_is_no_error(open_window: Open) -> None:
    window = open_window()
    assert window.close()
    assert window.close()


def test_a_confirmation_covers_no_number(open_window: Open) -> None:
    window = open_window()
    window.show_saved("Saved map.png", Path("map.png"))
    toast, view = window.canvas.toast, window.canvas.picture
    assert toast.geometry().bottom() < view.geometry().bottom()
