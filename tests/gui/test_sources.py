"""Models that come from elsewhere, in the real window: downloads, packages, none of classes."""

from __future__ import annotations

import importlib
import threading
from pathlib import Path

import pytest
from huggingface_hub import constants
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from explorer.gui.kit.buttons import LinkLabel
from explorer.gui.window.main_window import MainWindow
from explorer.registry.huggingface import hub
from explorer.registry.loading import Loading, LoadProgress
from explorer.runtime import installing
from tests.gui.conftest import Open, settle
from tests.patience import PATIENCE
from tests.registry.hf_models import write
from tests.registry.hubs import hub_of


def cancel(window: MainWindow) -> QAbstractButton:
    buttons = window.status.findChildren(QAbstractButton)
    return next(one for one in buttons if "Cancel" in (one.text(), one.accessibleName()))


def test_a_download_shows_how_far_it_is_is_cancelled_and_comes_later(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "vit", "vit")
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    window = open_window()
    before = window.controller.state.trace
    shown: list[LoadProgress] = []
    window._runner.reported.connect(
        lambda report: isinstance(report.value, LoadProgress) and shown.append(report.value)
    )
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1024)
    monkeypatch.setattr(hub, "OFTEN", 0.0)
    go_on, served = threading.Event(), []

    def hold() -> None:
        served.append(1)
        if len(served) > 40:
            go_on.wait(PATIENCE)

    with hub_of({"org/vit": files}, tmp_path / "cache", monkeypatch) as site:
        site.hold = hold
        window.controller.choose_model("hf:org/vit")
        button = cancel(window)
        qtbot.waitUntil(lambda: any(stage.done > 10_000 for stage in shown))
        qtbot.waitUntil(button.isVisible)
        last = shown[-1]
        assert last.text.startswith("Downloading model.safetensors")
        assert 0 < last.done < last.total
        button.click()
        qtbot.waitUntil(lambda: not window.busy())
        assert window.controller.state.trace is before, "what was shown stays"
        assert not window.current_canvas.strip.isVisible(), "to cancel is no error"
        go_on.set()
        site.asked.clear()
        window.controller.choose_model("hf:org/vit")
        settle(qtbot, window)
        assert window.controller.state.model == "hf:org/vit"
        assert any("model.safetensors" in path for _, path, _ in site.asked)  # and asked for anew


def test_a_model_without_classes_in_the_window(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.controller.choose_model(f"hf:{write(tmp_path / 'backbone', 'backbone')}")
    settle(qtbot, window)
    described = window.prediction.accessibleDescription()
    assert "This model has no classes; It gives 17 × 32 numbers" in described
    assert window.prediction.rows() == []
    window.controller.choose_model("spatial-gate")
    settle(qtbot, window)
    assert len(window.prediction.rows()) > 0


def test_the_install_button_installs_and_opens(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "vit", "vit")
    missing = [True]
    plain = importlib.import_module

    def without(name: str, package: str | None = None) -> object:
        if missing and name == "transformers":
            raise ModuleNotFoundError(name=name)
        return plain(name, package)

    def install(packages: tuple[tuple[str, ...], ...], loading: Loading) -> None:
        assert packages == (("transformers",),)
        loading.publish(LoadProgress("Installing transformers"))
        missing.clear()

    monkeypatch.setattr("explorer.core.packages.import_module", without)
    monkeypatch.setattr("explorer.core.packages.find_spec", lambda name: None if missing else 1)
    monkeypatch.setattr(installing, "install", install)
    window = open_window()
    window.controller.choose_model(f"hf:{folder}")
    qtbot.waitUntil(window.current_canvas.strip.isVisible)
    assert "transformers is not installed" in window.current_canvas.strip.accessibleName()
    links = window.current_canvas.strip.findChildren(LinkLabel)
    next(link for link in links if link.text() == "Install").clicked.emit()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.controller.state.model == f"hf:{folder}")
    settle(qtbot, window)
    assert not window.current_canvas.strip.isVisible()
