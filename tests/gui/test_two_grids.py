"""In the window a click asks the patch of the queries' grid; the heatmap lies on the keys'."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.checks import Verdict
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchSite
from explorer.registry.sources.plugins import add_file
from tests.models.conftest import one_thread

from .conftest import Open, settle

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
PLUGIN = Path(__file__).parents[1] / "registry" / "two_grids_plugin.py"


def test_a_click_asks_on_the_grid_of_the_queries(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.plugins._FILES", {})
    add_file(PLUGIN)
    window = open_window()
    window.controller.choose_model("mine:two")
    settle(qtbot, window)
    trace = window.controller.state.trace
    assert trace is not None
    assert trace.verdict is Verdict.VERIFIED
    reduced, asking = trace.sites
    assert isinstance(reduced, PatchSite)
    assert isinstance(asking, PatchSite)
    assert (reduced.queries, reduced.keys) == (PatchGrid(8, 8), PatchGrid(4, 4))
    assert (asking.queries, asking.keys) == (PatchGrid(0, 0, ("CLS",)), PatchGrid(8, 8, ("CLS",)))

    picture = window.canvas.picture
    scene = window.canvas.scene
    assert scene is not None
    assert scene.chip == ("Query", "CLS")  # the last layer, where it asks alone
    with qtbot.assertNotEmitted(picture.patchRequested):
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.rect().center())

    window.controller.select(0, 1)
    middle = picture.cell_box((2, 6), (8, 8)).center()
    below = middle + QPointF(0, picture.cell_box((2, 6), (8, 8)).height())
    for point, cell in ((middle, (2, 6)), (below, (3, 6))):  # both over the same key, 1, 3
        assert picture.cell_at(point) == (1, 3)
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=point.toPoint())
        scene = window.canvas.scene
        assert scene is not None
        assert (scene.heatmap.query_cell, scene.heatmap.grid) == (cell, (4, 4))
        row = reduced.weights([reduced.queries.index(*cell)])[1, 0]
        np.testing.assert_allclose(scene.heatmap.values, row.reshape(4, 4), rtol=0, atol=1e-6)
