"""What the window shows is what its view says, whatever was shown before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.gui.canvas.pixels import to_pixels
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from tests.gui.conftest import Open, settle

PHOTOS = {one.id: one.path for one in samples()}
LONG = 300 * "word "


def sharp(window: MainWindow) -> bool:
    """Whether no picture is still stretched, since its place has changed."""
    timers = window.findChildren(QTimer)
    return not any(one.isActive() and one.isSingleShot() for one in timers)


def shown(window: MainWindow) -> tuple[list[object], np.ndarray]:
    """The commands as they are offered, and the pixels of the window."""
    actions = [
        (one.text(), one.isEnabled(), one.isVisible(), one.isChecked())
        for one in window.commands.actions.all()
    ]
    window.grab()  # what is laid out when it is first painted
    return [*actions, window.heads.grid.accessibleDescription()], to_pixels(window.grab().toImage())


def show_all_again(window: MainWindow) -> None:
    """Show every slice of the view that is shown, as if nothing was shown before."""
    slots, view = window._slots, window.controller.store.view
    slots._view = None
    slots.show(view)


def test_the_keys_go_on_from_the_map_after_a_photo_of_another_shape(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window(model="vit")
    for name in ("chelsea", "astronaut"):
        window.controller.open_file(PHOTOS[name])
        settle(qtbot, window)
        layer = window.controller.state.selection.layer
        assert layer > 1
        QTest.keyClick(window.heads.grid, Qt.Key.Key_Up)
        assert window.controller.state.selection.layer == layer - 1
        QTest.keyClick(window.heads.grid, Qt.Key.Key_Down)


def test_what_is_shown_depends_on_the_view_alone(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(model="vit")
    controller = window.controller

    def step(*to: int) -> Callable[[], None]:
        return lambda: controller.select_cell(*to)

    walk: tuple[Callable[[], object], ...] = (
        lambda: controller.open_file(PHOTOS["chelsea"]),
        step(1, 2),
        lambda: controller.photo.query_patch(3, 9),
        lambda: controller.choose_model("se-resnet"),
        step(2, 0),
        lambda: controller.open_file(PHOTOS["astronaut"]),
        lambda: controller.choose_model("transformer"),
        lambda: controller.text.type("He is tall."),
        step(1, 3),
        lambda: controller.text.type(LONG),
        lambda: controller.choose_model("seq2seq"),
        lambda: controller.choose_model("spatial-gate"),
        controller.undo,
    )
    for number, act in enumerate(walk):
        act()
        settle(qtbot, window)
        window.grab()  # what is laid out when it is first painted
        qtbot.waitUntil(partial(sharp, window))
        before, picture = shown(window)
        show_all_again(window)
        after, again = shown(window)
        assert after == before, f"after step {number}"
        different = np.argwhere((again != picture).any(-1))
        assert not different.size, f"after step {number}: {different.min(0)} to {different.max(0)}"
