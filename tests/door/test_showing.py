"""The window on what was seen elsewhere: the run itself, its model where it can be opened."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot
from torch import nn

import explorer
from explorer.core.trace import Trace
from explorer.door.result import Result
from explorer.gui.window.main_window import MainWindow
from explorer.registry import catalogue, recorded
from explorer.runtime import settings
from tests.door.conftest import SENTENCE
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def watched() -> explorer.Result:
    layer = nn.TransformerEncoderLayer(8, 2, batch_first=True).eval()
    with torch.no_grad(), explorer.watch(layer, tokens=("the", "cat", "sat")) as seen:
        layer(torch.randn(1, 3, 8))
    return seen.trace


@pytest.fixture
def no_new_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_SOURCES", dict(catalogue._SOURCES))


@pytest.fixture
def opened(qtbot: QtBot, no_new_sources: None) -> Iterator[Any]:
    """Opens the window on a run, as the process of `show` does."""
    windows: list[MainWindow] = []

    def make(trace: Trace) -> MainWindow:
        window = MainWindow(run=(recorded.listed(trace), trace), room=QRect(0, 0, 1600, 1000))
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: not window.busy())
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


def test_runs_go_from_one_process_to_another(
    seen: explorer.Result, translated: explorer.Result, watched: explorer.Result
) -> None:
    for result in (seen, translated, watched):
        trace = pickle.loads(pickle.dumps(result._trace))
        assert [site.name for site in trace.sites] == [site.name for site in result]
        for one, other in zip(trace.sites, result, strict=True):
            np.testing.assert_array_equal(one.weights(), other.weights())
        assert trace.verdict is result.verdict


def test_the_window_shows_the_very_run_of_a_photo(opened: Any, seen: explorer.Result) -> None:
    window = opened(seen._trace)
    state = window.controller.state
    assert state.trace is seen._trace
    assert state.photo is seen._trace.photo
    assert state.entry.id == "vit"
    assert window.canvas.scene is not None
    np.testing.assert_allclose(window.canvas.scene.heatmap.values, seen.figure().values, atol=1e-6)


def test_the_window_goes_on_with_the_model_of_the_run(
    opened: Any, qtbot: QtBot, translator: explorer.Model
) -> None:
    trace = translator.run(SENTENCE, beam=3)._trace
    window = opened(trace)
    assert window.controller.state.trace is trace
    assert (window.controller.state.text.text, window.controller.state.text.beam) == (SENTENCE, 3)
    window.controller.text.type("この本は人気です。")
    qtbot.waitUntil(lambda: not window.busy())
    shown = window.controller.state.trace
    assert shown is not None
    assert shown.sentence.text == "この本は人気です。"
    assert shown.model == trace.model


def test_a_translation_that_was_given_is_the_target(
    opened: Any, translator: explorer.Model
) -> None:
    trace = translator.run(SENTENCE, target="This book is popular.")._trace
    assert opened(trace).controller.state.text.target == "This book is popular."


def test_watched_code_is_shown_and_cannot_be_run_on_something_else(
    opened: Any, qtbot: QtBot, watched: explorer.Result
) -> None:
    window = opened(watched._trace)
    state = window.controller.state
    assert state.trace is watched._trace
    assert state.text.text == "the cat sat"
    window.controller.text.type("a dog")
    qtbot.waitUntil(lambda: not window.busy())
    assert window.controller.state.trace is watched._trace
    assert window.controller.state.message.sentence == recorded.WATCHED


def test_nothing_of_such_a_window_is_remembered(
    opened: Any, seen: explorer.Result, qtbot: QtBot
) -> None:
    before = settings.load()
    window = opened(seen._trace)
    window.commands.actions["colormap"].trigger()
    window.close()
    assert settings.load() == before


def test_what_is_no_run_is_refused(monkeypatch: pytest.MonkeyPatch, seen: Result) -> None:
    with pytest.raises(TypeError, match="result is a Result, not 3"):
        explorer.show(3)  # type: ignore[arg-type]
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(RuntimeError, match="no display to open a window on: write pictures"):
        explorer.show(seen)


def test_a_window_that_fails_is_said(
    seen: explorer.Result, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A real process of its own, whose Qt has no such platform."""
    code = (
        "import pickle, sys, explorer\n"
        "from explorer.door.result import Result\n"
        "explorer.show(Result(pickle.load(open(sys.argv[1], 'rb'))))"
    )
    file = tmp_path / "run.pickle"
    file.write_bytes(pickle.dumps(seen._trace))
    environ = {**os.environ, "QT_QPA_PLATFORM": "of-no-machine"}
    root = Path(explorer.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        env=environ, cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "RuntimeError: The window ended with an error" in done.stderr


def test_a_plug_ins_model_can_be_opened_by_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.plugins._FILES", {})
    from explorer.registry.sources.plugins import add_file, added_files
    from explorer.resource_files import resources

    file = resources() / "plugins" / "example.py"
    add_file(file)
    assert added_files() == (file.resolve(),)
