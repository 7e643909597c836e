"""Batch… in the real window: the files of the command line, pause, cancel, what failed."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from explorer.cli import main
from explorer.gui.batch import asked
from explorer.gui.batch.panel import BatchPanel
from explorer.gui.batch.running import BatchRun
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.images import read_photo
from explorer.runtime import engine
from tests.gui.conftest import Answers, Open
from tests.patience import PATIENCE

COUNT, EDGE = 5, 48


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "use_threads", lambda: 1)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for at in range(COUNT):
        pixels = rng.integers(0, 256, (20, 30 + at, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"photo {at}.png")
    (folder / "photo 2.png").write_bytes(b"no photo")
    return folder


def panel_of(window: MainWindow, inputs: Path, folder: Path) -> BatchPanel:
    """The dialog, opened by its command and filled, for small pictures."""
    window.controller.figure.choose("size", EDGE)
    window.commands.actions["batch"].trigger()
    (panel,) = window.findChildren(BatchPanel)
    panel.inputs.setText(str(inputs))
    panel.folder.setText(str(folder))
    return panel


def batch_of(window: MainWindow) -> BatchRun:
    (batch,) = window.findChildren(BatchRun)
    return batch


def ended(qtbot: QtBot, window: MainWindow) -> None:
    batch = batch_of(window)
    qtbot.waitUntil(lambda: batch.worker.idle and not batch.state.running)


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix != ".csv"}


class Held:
    """Lets the first photo be read, and the others when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.reached = threading.Event(), threading.Event()
        read: Callable[..., object] = read_photo

        def slow(path: Path, *how: object) -> object:
            if path.name != "photo 0.png":
                self.reached.set()
                assert self.go.wait(PATIENCE)
            return read(path, *how)

        monkeypatch.setattr("explorer.batch.worker.read_photo", slow)


def test_it_writes_what_the_command_line_writes(
    open_window: Open, qtbot: QtBot, photos: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    window.controller.select_cell(1, 2)  # the first column is the mean
    window.controller.photo.query_patch(3, 4)
    panel = panel_of(window, photos, tmp_path / "window")
    panel.window().activateWindow()  # or its shortcuts sleep
    qtbot.waitUntil(panel.window().isActiveWindow)
    QTest.keyClick(panel.inputs, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ended(qtbot, window)
    query = window.controller.state.selection.query
    words = ["--layer", "1", "--head", "1", "--query", str(query), "--size", str(EDGE)]
    assert main(["export", "vit", str(photos), "-o", str(tmp_path / "line"), *words]) == 2
    assert contents(tmp_path / "window") == contents(tmp_path / "line")
    assert len(contents(tmp_path / "window")) == COUNT - 1
    state = batch_of(window).state
    assert "photo 2.png" in state.failures[0]
    assert "photo 2.png" in panel.progress.failed.toPlainText()
    assert panel.progress.failed.isVisible()
    assert panel.progress.said.text() == "4 of 5 made, 1 failed."
    with (tmp_path / "window" / "manifest.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == COUNT
    panel.window().close()


def test_a_second_start_passes_over_what_is_finished(
    open_window: Open, qtbot: QtBot, photos: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    panel = panel_of(window, photos, tmp_path / "out")
    for _ in range(2):
        panel.start.click()
        ended(qtbot, window)
    assert panel.progress.said.text() == "0 of 5 made, 4 were finished before, 1 failed."
    panel.window().close()


def test_it_pauses_goes_on_and_is_cancelled(
    open_window: Open,
    qtbot: QtBot,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(model="vit")
    held = Held(monkeypatch)
    panel = panel_of(window, photos, tmp_path / "out")
    panel.start.click()
    assert held.reached.wait(PATIENCE)
    assert panel.progress.pause.isVisible()
    assert not panel.start.isEnabled()
    panel.progress.pause.click()
    assert panel.progress.pause.text() == "Go on"
    assert batch_of(window).state.held
    held.go.set()
    panel.progress.pause.click()
    assert not batch_of(window).state.held
    ended(qtbot, window)
    assert len(contents(tmp_path / "out")) == COUNT - 1
    held.go.clear()
    panel.folder.setText(str(tmp_path / "other"))
    panel.start.click()
    qtbot.waitUntil(lambda: batch_of(window).state.standing is not None)
    panel.progress.pause.click()
    panel.progress.cancel.click()  # also of one that is held
    held.go.set()
    ended(qtbot, window)
    assert panel.progress.said.text().startswith("Stopped after")
    assert "goes on with the rest" in panel.progress.said.text()
    assert panel.start.isEnabled()
    panel.start.click()
    ended(qtbot, window)
    assert len(contents(tmp_path / "other")) == COUNT - 1
    panel.window().close()


def test_it_goes_on_when_its_dialog_is_closed(
    open_window: Open,
    qtbot: QtBot,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(model="vit")
    held = Held(monkeypatch)
    panel = panel_of(window, photos, tmp_path / "out")
    panel.start.click()
    assert held.reached.wait(PATIENCE)
    panel.window().close()
    held.go.set()
    with qtbot.waitSignal(window.exchange.saving.saved) as said:
        pass
    assert said.args == ["Batch: 4 of 5 made, 1 failed.", tmp_path / "out"]
    ended(qtbot, window)
    window.commands.actions["batch"].trigger()  # what failed is there to be read
    (again,) = (one for one in window.findChildren(BatchPanel) if one.isVisible())
    assert "photo 2.png" in again.progress.failed.toPlainText()
    assert again.inputs.text() == str(photos)  # and what was chosen
    again.window().close()


def test_closing_the_window_stops_it(
    open_window: Open, qtbot: QtBot, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(model="vit")
    held = Held(monkeypatch)
    panel = panel_of(window, photos, tmp_path / "out")
    panel.start.click()
    assert held.reached.wait(PATIENCE)
    held.go.set()
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize("field", ["inputs", "folder"])
def test_what_cannot_begin_says_why(
    field: str, open_window: Open, photos: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    panel = panel_of(window, photos, tmp_path / "out")
    assert panel.start.isEnabled()
    getattr(panel, field).clear()
    assert not panel.start.isEnabled()
    assert panel.progress.words.text().startswith("Name the folder")
    panel.window().close()


def test_what_ends_a_batch_is_one_sentence(
    open_window: Open, qtbot: QtBot, photos: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    (tmp_path / "file").write_text("a file")
    for inputs, folder, said in (
        (tmp_path / "missing", tmp_path / "out", "missing"),
        (photos, tmp_path / "file", "file"),
    ):
        panel = panel_of(window, inputs, folder)
        panel.start.click()
        ended(qtbot, window)
        state = batch_of(window).state
        assert said in state.said or said in state.failures[0]
        assert "Traceback" not in state.said
    panel.window().close()


def test_the_fields_are_filled_by_dialogs(
    open_window: Open, answers: Answers, photos: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    panel = panel_of(window, tmp_path, tmp_path)
    answers.path = photos
    panel._ask_inputs()
    assert panel.inputs.text() == str(photos)
    answers.path = None
    panel._ask_folder()
    assert panel.folder.text() == str(tmp_path)
    panel.window().close()


@pytest.mark.parametrize("what", [key for key, _ in asked.WHATS])
def test_every_kind_is_made(
    what: str, open_window: Open, qtbot: QtBot, photos: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    (photos / "photo 2.png").unlink()
    (photos / "photo 3.png").unlink()
    panel = panel_of(window, photos, tmp_path / "out")
    panel.what.set_current(what)
    panel.what.choiceRequested.emit(what)
    assert panel.form.current() in asked.offered_forms(what)
    assert panel.preset.isEnabled() == asked.has_preset(what)
    panel.start.click()
    ended(qtbot, window)
    assert batch_of(window).state.failures == ()
    assert panel.progress.said.text() == "3 of 3 made."
    assert len(contents(tmp_path / "out")) >= 3
    panel.window().close()


def test_a_folder_of_texts_goes_through_a_model_of_texts(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="transformer")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("猫が好きです。\n犬も好きです。\n", "utf-8")
    (texts / "b.txt").write_text("水を飲む。\n", "utf-8")
    panel = panel_of(window, texts, tmp_path / "out")
    panel.start.click()
    ended(qtbot, window)
    assert panel.progress.said.text() == "3 of 3 made."
    names = [name.partition(".")[0] for name in sorted(contents(tmp_path / "out"))]
    assert names == ["a-001", "a-002", "b"]
    panel.window().close()


def test_there_is_one_dialog(open_window: Open, photos: Path, tmp_path: Path) -> None:
    window = open_window(model="vit")
    panel_of(window, photos, tmp_path)
    window.commands.actions["batch"].trigger()
    (dialog,) = window.findChildren(QDialog)
    dialog.close()
