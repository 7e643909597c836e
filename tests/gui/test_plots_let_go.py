"""The plots of a window: many switches leave the memory flat, and closing leaves none."""

from __future__ import annotations

import gc
import tracemalloc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.gui.plots.plot_host import PlotHost
from explorer.gui.window.main_window import MainWindow

from .conftest import Open, gates_of, settle

MODELS = ("vit", "se-resnet", "spatial-gate")


def parts(window: MainWindow) -> list[weakref.ref[object]]:
    """Every plot of a window, with its view and the items in it."""
    found: list[object] = []
    for host in window.findChildren(PlotHost):
        if (plot := host._plot) is not None:
            found += [host, plot, plot.box, plot.scene(), *plot.box.addedItems]
            found += plot.box.childGroup.childItems()
    return [weakref.ref(one) for one in found]


def test_three_hundred_switches_leave_the_memory_flat(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model=MODELS[0])
    window.resize(1024, 640)
    scenes = []
    for model in MODELS:
        window.controller.choose_model(model)
        settle(qtbot, window)
        assert window.canvas.scene is not None
        scenes.append(window.canvas.scene)

    def switch(times: int) -> None:
        for at in range(times):
            window.canvas.show_scene(scenes[at % 3])
            window.canvas.picture._zoom_by((1.5, 0.0)[at % 2], None)
            window.canvas.bar.show_pointer(0.1 * at)
            gates_of(window).bars().show_channel(at % 8)
            gates_of(window).show_sort(("gate", "index", "activity")[at % 3])
            if at % 5 == 0:
                window.canvas.grab()
            QApplication.processEvents()

    switch(30)
    gc.collect()
    tracemalloc.start()
    switch(20)
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    switch(300)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 300_000


def test_all_plots_of_a_closed_window_are_dead(open_window: Open, qtbot: QtBot) -> None:
    for model in ("vit", "se-resnet", "transformer"):
        window = open_window(model=model)
        if model == "vit":
            window.controller.choose_model("se-resnet")
            settle(qtbot, window)
        qtbot.waitUntil(lambda window=window: bool(parts(window)))
        kept = parts(window)
        assert len(kept) > 5
        window.close()
        del window
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            gc.collect()
        # the fixture holds the window, and so its own widgets; nothing of pyqtgraph is left
        left = [one for part in kept if (one := part()) is not None]
        assert not [one for one in left if not isinstance(one, PlotHost)]


def test_a_view_that_was_taken_apart_draws_no_more(open_window: Open, qtbot: QtBot) -> None:
    picture = open_window(model="vit").canvas.picture
    qtbot.waitUntil(lambda: picture._frame is not None)
    frame = picture._frame
    assert frame is not None
    picture._zoom_by(1.5, None)  # it draws again soon
    picture.drop()
    assert not frame._redraw.isActive()
    frame._on_settled()
    frame.resize(300, 200)
