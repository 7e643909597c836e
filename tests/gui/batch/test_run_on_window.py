"""Runs of the window on a cluster: asked for, tested, made there, and brought back here."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.gui.window.main_window import MainWindow
from explorer.runtime import engine
from tests.gui.conftest import Open, settle
from tests.registry.conftest import one_thread, toy_resources

__all__ = ["one_thread", "toy_resources"]

pytest.importorskip("distributed")
from explorer.gui.batch.cluster_panel import ClusterPanel
from tests.batch.clusters import cluster


def asked(window: MainWindow) -> ClusterPanel:
    window.commands.actions["run_on"].trigger()
    (panel,) = (one for one in window.findChildren(ClusterPanel) if one.isVisible())
    return panel


def test_a_window_runs_on_a_cluster_and_comes_back(
    open_window: Open,
    qtbot: QtBot,
    toy_resources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "use_threads", lambda: 1)
    window = open_window(model="vit")
    before = window.controller.state.trace
    with cluster(tmp_path, toy_resources, workers=1) as there:
        panel = asked(window)
        panel.fields.address.setText(there.address)
        panel.fields.test.click()
        qtbot.waitUntil(lambda: panel.fields.said.text().startswith("It answers: 1 worker"))
        panel.there.click()
        settle(qtbot, window)
        state = window.controller.state
        assert state.device == there.address
        assert state.trace is not before
        assert state.reach is not None
        run = window.controller.store.view.run
        assert run is not None
        assert "cluster" in run.device
        assert "ms away" in run.device
        asked(window).here.click()
        settle(qtbot, window)
        assert window.controller.state.device == "auto"
        assert window.preferences.value.cluster == there.address
        window.close()
