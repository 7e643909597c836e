"""A bare file of weights is dropped: the window asks which architecture it is of."""

from __future__ import annotations

from pathlib import Path

import timm
import torch
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from explorer.gui.analysis.answer_input import AnswerInput
from explorer.gui.panels.weights_strip import WeightsStrip

from .conftest import Open, settle


def test_the_window_asks_with_the_likeliest_first_and_opens_it(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    torch.manual_seed(0)
    model = timm.create_model("vit_tiny_patch16_224", num_classes=3, img_size=64)
    file = tmp_path / "best.pth"
    torch.save({"state_dict": model.state_dict(), "epoch": 3}, file)
    (tmp_path / "labels.txt").write_text("ant\nbee\ncow\n")
    window = open_window()
    before = window.controller.state.trace
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.exchange.opening.take(data, "")
    qtbot.waitUntil(lambda: window.controller.state.weights is not None)
    settle(qtbot, window)
    assert window.controller.state.trace is before
    assert window.controller.state.message is None
    strip = window.places.widgets["weights"]
    assert isinstance(strip, WeightsStrip)
    assert strip.isVisible()
    (name,) = strip.findChildren(AnswerInput)
    assert name.text() == "timm:vit_tiny_patch16_224"
    opens = next(one for one in strip.findChildren(QAbstractButton) if one.text() == "Open")
    QTest.mouseClick(opens, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.busy() and "@" in window.controller.state.model)
    settle(qtbot, window)
    assert not strip.isVisible()
    trace = window.controller.state.trace
    assert trace is not None
    assert trace.prediction is not None
    assert set(trace.prediction.labels) == {"ant", "bee", "cow"}


def test_the_question_is_put_away(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    file = tmp_path / "odd.pt"
    torch.save({"a.weight": torch.zeros(3, 5), "a.bias": torch.zeros(3)}, file)
    window = open_window()
    window.controller.open_file(file)
    qtbot.waitUntil(lambda: window.controller.state.weights is not None)
    settle(qtbot, window)
    strip = window.places.widgets["weights"]
    assert isinstance(strip, WeightsStrip)
    (name,) = strip.findChildren(AnswerInput)
    assert name.text() == ""
    strip.closeRequested.emit()
    assert not strip.isVisible()
