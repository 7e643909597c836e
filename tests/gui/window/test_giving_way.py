"""What stands below the picture gives way where it would leave too little of it, and comes back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from explorer.gui.window.layout_rules import FIRST, LEAST
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open


def lay_out() -> None:
    for _ in range(4):
        QApplication.processEvents()


def assert_whole(window: MainWindow) -> None:
    """The picture has its least height, and every panel below it the whole of its own."""
    assert window.canvas.height() >= window.canvas.minimumHeight()
    for name, panel in window.places.widgets.items():
        if panel.isVisible():
            assert panel.parentWidget().rect().contains(panel.geometry()), name


def test_the_gates_give_way_to_the_check_and_come_back(open_window: Open) -> None:
    window = open_window(model="se-resnet")
    gates = window.places.widgets["gates"]
    for size, beside in (
        ((1440, 1000), True),
        (FIRST, False),
        ((1366, 768), False),
        (LEAST, False),
    ):
        window.resize(*size)
        window.controller.analysis.toggle("check")
        lay_out()
        assert window.places.widgets["check"].isVisible()
        assert gates.isVisible() is beside, size
        assert_whole(window)
        window.controller.analysis.toggle("check")
        lay_out()
        assert gates.isVisible(), size


def test_beside_an_open_explanation_the_first_steps_give_way_to_the_picture(
    open_window: Open,
) -> None:
    window = open_window(model=None)
    window.resize(1366, 768)
    lay_out()
    steps = window.places.widgets["welcome"]
    assert steps.isVisible()
    window.controller.explain.toggle()
    lay_out()
    assert not steps.isVisible()
    assert_whole(window)
    assert window.canvas.height() > window.canvas.minimumHeight()
    window.controller.explain.toggle()
    lay_out()
    assert steps.isVisible()
