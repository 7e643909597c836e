"""A panel that is let go is gone, with all its parts, and no timer of it runs."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from explorer.core.inputs import Modality
from explorer.gui.control.slices import (
    AlternativeView,
    CardView,
    Fact,
    PhotoView,
    PredictionView,
    RunView,
    StepView,
    TranslationView,
)
from explorer.gui.control.state import PastInput
from explorer.gui.learning.explain_bar import ExplainBar
from explorer.gui.panels.input_panel import InputPanel
from explorer.gui.panels.model_panel import ModelPanel
from explorer.gui.panels.prediction_panel import PredictionPanel
from explorer.gui.panels.status_bar import StatusBar
from explorer.gui.panels.texts.text_input_panel import TextInputPanel
from explorer.gui.panels.texts.translation_panel import TranslationPanel
from explorer.gui.panels.thumbnails import Sample


def input_panel() -> QWidget:
    panel = InputPanel()
    panel.show_samples([Sample("a", "A", Path("a.png")), Sample("b", "B", Path("b.png"))])
    panel.show_samples([Sample("a", "A", Path("a.png"))])
    panel.show_recent([PastInput(Modality.PHOTO, "/a.png")])
    panel.show_photo(PhotoView("a.png", (4, 4), np.zeros((4, 4, 3), np.uint8)))
    return panel


def model_panel() -> QWidget:
    panel = ModelPanel()
    panel.show_card(CardView("ViT", facts=(Fact("Paper", "X", "link", "https://x.org"),)))
    panel.show_facts([Fact("Site", "blocks.0", "mono")])
    return panel


def prediction_panel() -> QWidget:
    panel = PredictionPanel()
    panel.show_prediction(PredictionView((("cat", 0.9),), 20))
    return panel


def status_bar() -> QWidget:
    bar = StatusBar()
    bar.show_run(RunView("CPU", "1 ms", "2 MB", "ok", "Verified"))
    bar.show_progress("Loading", None)
    return bar


def explain_bar() -> QWidget:
    bar = ExplainBar()
    bar.show_items([("", "CLS → patch 1, 2"), ("softmax", "0.1")])
    return bar


def text_input_panel() -> QWidget:
    panel = TextInputPanel()
    panel.show_samples([("a", "この小説は人気です。")])
    panel.show_text("この小説は人気です。")
    panel.show_target("This novel")
    panel.show_sentences("novel.txt", ["一", "二"], 1)
    panel.show_problem("The text is too long")
    return panel


def translation_panel() -> QWidget:
    panel = TranslationPanel()
    alternatives = (AlternativeView(3, "This", 0.9, True), AlternativeView(4, "That", 0.1))
    steps = tuple(StepView("This", 0.9, forced=bool(number % 2)) for number in range(40))
    panel.show_translation(TranslationView(steps, 3, alternatives, True, "Too long"))
    return panel


@pytest.mark.parametrize(
    "make",
    [
        input_panel,
        model_panel,
        prediction_panel,
        status_bar,
        explain_bar,
        text_input_panel,
        translation_panel,
    ],
)
def test_is_gone(make: Callable[[], QWidget], qapp: QApplication) -> None:
    panel = make()
    panel.show()
    panel.grab()
    panel.hide()
    panel.close()
    for timer in panel.findChildren(QTimer):
        assert not timer.isActive(), timer.parent()
    alive = [weakref.ref(part) for part in (panel, *panel.findChildren(QWidget))]
    del panel
    gc.collect()
    assert [part() for part in alive] == [None] * len(alive)
