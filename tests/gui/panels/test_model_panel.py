"""The model's card and the facts of the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.control.slices import CardView, Fact
from explorer.gui.kit.key_value import Link, Value
from explorer.gui.panels.model_panel import ModelPanel

LEFT = Qt.MouseButton.LeftButton
PAPER = Fact("Paper", "Oquab et al. 2023", "link", "https://arxiv.org/abs/2304.07193")
CARD = CardView(
    "ViT-S/14",
    (Fact("Layers × heads", "12 × 6"), Fact("Weights", "sha 9f3a…", "mono", "9f3a0001"), PAPER),
)


@pytest.fixture
def panel(qtbot: QtBot) -> ModelPanel:
    made = ModelPanel()
    qtbot.addWidget(made)
    made.resize(239, 500)
    made.show()
    made.show_card(CARD)
    made.show_facts([Fact("Site", "blocks.8.attn", "mono"), Fact("Shape", "6 × 865 × 865")])
    return made


def rows(panel: ModelPanel) -> list[str]:
    return [
        row.accessibleName()
        for row in panel.findChildren(QWidget)
        if isinstance(row, Value | Link) and row.isVisibleTo(panel)
    ]


def fold(panel: ModelPanel) -> QAbstractButton:
    (found,) = (
        part
        for part in panel.findChildren(QAbstractButton)
        if part.accessibleName().endswith("the facts of this map")
    )
    return found


def test_shows_card_and_facts(panel: ModelPanel) -> None:
    assert rows(panel) == [
        "Layers × heads: 12 × 6",
        "Weights: sha 9f3a…",
        "Paper: Oquab et al. 2023",
        "Site: blocks.8.attn",
        "Shape: 6 × 865 × 865",
    ]
    titles = [part.text() for part in panel.findChildren(kit.Text)]
    assert "ViT-S/14" in titles


def test_another_card_replaces_every_row(panel: ModelPanel) -> None:
    panel.show_card(
        CardView("SE-ResNet", facts=(Fact("SE blocks", "8"),), problem="It is damaged.")
    )
    assert rows(panel)[0] == "SE blocks: 8"
    assert len(rows(panel)) == 3


def test_what_comes_from_a_file_is_no_markup(panel: ModelPanel) -> None:
    bad = "<h1>BIG</h1><img src=x>"
    panel.show_card(CardView(bad, (Fact(bad, bad),), problem=f"It is broken: {bad}."))
    labels = panel.findChildren(QLabel)
    shown = [label for label in labels if "BIG" in label.accessibleName() + label.text()]
    assert len(shown) >= 3
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
    assert not any(GuiQt.mightBeRichText(label.toolTip()) for label in shown)


def test_stepping_keeps_the_rows_it_can(panel: ModelPanel) -> None:
    before = panel.findChildren(Value)
    panel.show_facts([Fact("Site", "blocks.9.attn", "mono"), Fact("Shape", "6 × 10 × 10")])
    assert panel.findChildren(Value) == before
    assert rows(panel)[-2:] == ["Site: blocks.9.attn", "Shape: 6 × 10 × 10"]
    panel.show_facts([Fact("Gate", "0.734")])
    assert rows(panel)[3:] == ["Gate: 0.734"]


def test_folds_in_a_low_window(panel: ModelPanel, qtbot: QtBot) -> None:
    assert panel.facts_open()
    assert not fold(panel).isVisible()
    panel.show_facts_open(False)
    assert not panel.facts_open()
    qtbot.mouseClick(fold(panel), LEFT)
    assert panel.facts_open()
    panel.show_facts_open(False)  # every resize says it again: what the user opened stays open
    assert panel.facts_open()
    panel.show_facts_open(True)
    assert panel.facts_open()
    assert not fold(panel).isVisible()


def test_copies_the_card_whole(panel: ModelPanel) -> None:
    copy, paper = panel.findChildren(kit.Menu)[0].actions()
    copy.trigger()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "ViT-S/14",
        "Layers × heads: 12 × 6",
        "Weights: 9f3a0001",
        "Paper: https://arxiv.org/abs/2304.07193",
        "Site: blocks.8.attn",
        "Shape: 6 × 865 × 865",
    ]
    assert paper.isVisible()


def test_opens_the_paper(panel: ModelPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    paper = panel.findChildren(kit.Menu)[0].actions()[1]
    paper.trigger()
    assert opened == ["https://arxiv.org/abs/2304.07193"]
    panel.show_card(CardView("No paper"))
    assert not paper.isVisible()


@pytest.mark.parametrize("value", ["88.7 %", "−3.5 dB", "≥ 12", "221 of 256"])
def test_a_number_is_whole_and_its_label_is_shortened(panel: ModelPanel, value: str) -> None:
    long = "How often the peak lies in the box"
    panel.resize(200, 500)
    panel.show_facts([Fact(long, value)])
    QApplication.processEvents()
    (shown,) = (one for one in panel.findChildren(Value) if one.text() == value)
    (label,) = (one for one in panel.findChildren(kit.Text) if one.text() == long)
    assert shown.width() >= shown.sizeHint().width()
    assert label.width() < label.sizeHint().width()
    assert long in label.toolTip()
    assert label.geometry().right() < shown.geometry().left()
