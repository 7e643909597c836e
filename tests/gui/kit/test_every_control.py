"""What holds for every control: a name, both themes, no setter that speaks, nothing that leaks."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QTimer, QVariantAnimation
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.control.slices import Fact

LETTERS = [("a", "Alpha"), ("b", "Beta")]


def combo() -> kit.ComboButton:
    made = kit.ComboButton("Device", icon="cpu", label="On")
    made.set_choices([kit.Choice(key, text) for key, text in LETTERS])
    made.set_current("a")
    return made


def strip() -> kit.MessageStrip:
    made = kit.MessageStrip()
    made.show_message("err", "It failed.", actions=[("open", "Open…")], details="Why")
    return made


def stepper() -> kit.Stepper:
    made = kit.Stepper("Layer")
    made.show_value("8", "of 0–11")
    return made


def text_area() -> kit.TextArea:
    made = kit.TextArea("Input", "Type a sentence", clearable=True)
    made.set_text("この小説は人気です。")
    made.set_footer("6 words · 8 tokens", "live", "ok")
    return made


def facts() -> kit.FactList:
    made = kit.FactList()
    paper = Fact("Paper", "Hu 2018", "link", "https://example.org")
    made.show_facts([Fact("Weights", "9f3a…c41e", "mono", "9f3ac41e"), paper])
    made.setAccessibleName("Card")
    return made


def note() -> kit.Note:
    made = kit.Note("info", "t2")
    made.set_text("Stopped at the length limit")
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "badge": lambda: kit.Badge("warn", "Not verified"),
    "check box": lambda: kit.CheckBox("Special tokens"),
    "chip": lambda: kit.Chip("Query", "CLS", "crosshair"),
    "combo": combo,
    "ghost button": lambda: kit.GhostButton("Open", "folder-open"),
    "icon button": lambda: kit.IconButton("settings", "Settings"),
    "key hint": lambda: kit.KeyHint("Ctrl V"),
    "facts": facts,
    "link": lambda: kit.LinkLabel("Details", outside=True),
    "message": strip,
    "note": note,
    "primary": lambda: kit.PrimarySplitButton("Export", "download"),
    "section": lambda: kit.SectionTitle("Prediction", "20 classes"),
    "segmented": lambda: kit.Segmented("Style", LETTERS),
    "slider": lambda: kit.LabelledSlider("Opacity"),
    "small button": lambda: kit.SmallButton("Cancel"),
    "stepper": stepper,
    "text": lambda: kit.Text("Layer 8"),
    "text area": text_area,
    "text input": lambda: kit.TextInput("Search models", "Search"),
}


def focusable(widget: QWidget) -> list[QWidget]:
    return [part for part in (widget, *widget.findChildren(QWidget)) if part.focusPolicy().value]


@pytest.mark.parametrize("make", CONTROLS.values(), ids=CONTROLS.keys())
def test_paints_in_both_themes_and_every_size(
    make: Callable[[], QWidget], qapp: QApplication, qtbot: QtBot
) -> None:
    control = make()
    qtbot.addWidget(control)
    control.show()
    seen = []
    for colours in (kit.DARK, kit.LIGHT):
        kit.apply_theme(qapp, colours)
        control.resize(control.sizeHint())
        seen.append(control.grab().toImage())
    assert seen[0] != seen[1]
    control.resize(1, 1)
    control.grab()
    control.setEnabled(False)
    control.resize(control.sizeHint())
    control.grab()


@pytest.mark.parametrize("make", CONTROLS.values(), ids=CONTROLS.keys())
def test_has_a_name_to_be_read_out(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    control = make()
    qtbot.addWidget(control)
    assert control.accessibleName() or isinstance(control, kit.LabelledSlider)
    for part in focusable(control):
        if part.isVisibleTo(control):
            assert part.accessibleName(), type(part).__name__


@pytest.mark.parametrize("make", CONTROLS.values(), ids=CONTROLS.keys())
def test_is_gone_when_it_is_let_go(make: Callable[[], QWidget], qapp: QApplication) -> None:
    control = make()
    control.show()
    control.hide()
    for timer in control.findChildren(QTimer):
        assert not timer.isActive()
    for animation in control.findChildren(QVariantAnimation):
        assert animation.state() == QVariantAnimation.State.Stopped
    parts = [weakref.ref(part) for part in (control, *control.findChildren(QWidget))]
    del control
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [part() for part in parts] == [None] * len(parts)


def test_setters_never_speak(qtbot: QtBot) -> None:
    spoken: list[object] = []
    chosen, stepped, moved = combo(), stepper(), kit.LabelledSlider("Opacity")
    segments, chip = kit.Segmented("Style", LETTERS), kit.Chip("Query")
    typed = kit.TextInput("Search models")
    for control in (chosen, stepped, moved, segments, chip, typed):
        qtbot.addWidget(control)
    for signal in (
        chosen.choiceRequested,
        stepped.stepRequested,
        moved.valueRequested,
        segments.choiceRequested,
        chip.closeRequested,
        typed.textEdited,
    ):
        signal.connect(spoken.append)
    chosen.set_current("b")
    chosen.set_choices([kit.Choice("c", "Gamma")])
    stepped.show_value("9", "of 0–11")
    moved.set_value(40)
    segments.set_current("b")
    segments.set_choices([("b", "Beta"), ("c", "Gamma")])
    chip.show_value("Query", "patch 1, 2", accent=True, closable=True)
    typed.setText("vit")
    assert spoken == []
    assert (moved.value(), segments.current(), typed.text()) == (40, "b", "vit")
    assert chosen.current() == ""


def test_unavailable_says_why_and_comes_back(qtbot: QtBot) -> None:
    button = kit.IconButton("play", "Play", shortcut="Space")
    qtbot.addWidget(button)
    kit.set_available(button, False, "There is one layer only")
    kit.set_available(button, False, "There is no map")
    assert (button.isEnabled(), button.toolTip()) == (False, "There is no map")
    kit.set_available(button, True)
    assert (button.isEnabled(), button.toolTip()) == (True, "Play (Space)")
