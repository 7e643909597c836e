"""Colours against the contrast table of the design, and a change that reaches every widget."""

from __future__ import annotations

import importlib

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.kit.look.paint import mix, tint
from explorer.gui.kit.look.style_sheet import style_sheet
from explorer.gui.kit.look.theme import theme_switch


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("front", "ground", "dark", "light"),
    [
        ("t1", "panel", 15.5, 17.8),
        ("t1", "canvas", 16.6, 15.2),
        ("t1", "hover", 12.3, 14.9),
        ("t2", "panel", 8.6, 8.0),
        ("t2", "canvas", 9.3, 6.8),
        ("t2", "hover", 6.8, 6.7),
        ("t3", "panel", 5.8, 5.6),
        ("t3", "canvas", 6.2, 4.8),
        ("t3", "hover", 4.6, 4.7),
        ("on_fill", "fill", 4.7, 5.4),
        ("warn", "panel", 9.0, 6.2),
        ("err", "panel", 6.8, 5.6),
        ("accent", "panel", 5.9, 5.4),
        ("edge", "panel", 3.6, 3.4),
        ("neutral", "panel", 4.2, 3.9),
        ("t4", "panel", 2.6, 2.3),
    ],
)
def test_contrast_is_the_design_s(front: str, ground: str, dark: float, light: float) -> None:
    for colours, wanted in ((kit.DARK, dark), (kit.LIGHT, light)):
        measured = contrast(colours.colour(front), colours.colour(ground))
        assert measured == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("colours", [kit.DARK, kit.LIGHT], ids=lambda c: c.name)
def test_text_on_tints_can_be_read(colours: kit.Theme) -> None:
    """WCAG 2.2 AA wants 4.5 for the query chip (accent at 16 %) and the badges."""
    chip = mix(colours.panel, colours.accent, 0.16)
    assert contrast(colours.accent_text, chip) >= 4.5
    for verdict in ("ok", "warn", "err"):
        colour = colours.colour(verdict)
        assert contrast(colour, mix(colours.panel, colour, 0.13)) >= 4.5


def test_unknown_token() -> None:
    with pytest.raises(KeyError, match="accnt"):
        kit.DARK.colour("accnt")
    with pytest.raises(KeyError):
        kit.DARK.colour("name")


def test_a_change_repaints_every_widget(qapp: QApplication, qtbot: QtBot) -> None:
    surface = kit.Surface("canvas")
    qtbot.addWidget(surface)
    surface.resize(20, 20)
    surface.show()
    assert surface.grab().toImage().pixelColor(10, 10) == kit.DARK.canvas
    with qtbot.waitSignal(kit.theme_switch().changed) as told:
        kit.apply_theme(qapp, kit.LIGHT)
    assert told.args == [kit.LIGHT]
    assert kit.theme() is kit.LIGHT
    assert surface.grab().toImage().pixelColor(10, 10) == kit.LIGHT.canvas
    assert qapp.palette().window().color() == kit.LIGHT.panel


def test_follows_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offscreen there is no system to follow, so its answer is given here."""
    asked = kit.LIGHT
    module = importlib.import_module("explorer.gui.kit.look.theme")  # kit.theme is the function
    monkeypatch.setattr(module, "system_theme", lambda: asked)
    changed, switch = qapp.styleHints().colorSchemeChanged, kit.theme_switch()
    switch.follow_system()
    assert kit.theme() is kit.LIGHT
    asked = kit.DARK
    changed.emit(Qt.ColorScheme.Dark)
    assert kit.theme() is kit.DARK
    switch.follow_system()
    switch.unfollow_system()
    asked = kit.LIGHT
    changed.emit(Qt.ColorScheme.Light)
    assert kit.theme() is kit.DARK


def test_where_the_system_does_not_say(qapp: QApplication) -> None:
    assert qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown
    assert kit.system_theme() is kit.DARK


def test_tint_keeps_the_colour() -> None:
    tinted = tint(kit.DARK.accent, 0.25)
    assert tinted.name() == kit.DARK.accent.name()
    assert tinted.alphaF() == pytest.approx(0.25, abs=1e-4)


def test_the_theme_that_is_shown_is_not_put_on_again(qapp: QApplication, qtbot: QtBot) -> None:
    kit.apply_theme(qapp, kit.DARK)
    with qtbot.assertNotEmitted(kit.theme_switch().changed):
        kit.apply_theme(qapp, kit.DARK)
    assert qapp.styleSheet()


def test_the_style_of_qt_stays_when_the_theme_changes(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another style has every widget polished once more."""
    kit.apply_theme(qapp, kit.DARK)
    given: list[object] = []
    monkeypatch.setattr(qapp, "setStyle", given.append, raising=False)
    kit.apply_theme(qapp, kit.LIGHT)
    kit.apply_theme(qapp, kit.DARK)
    assert not given
    qapp.setStyleSheet("")
    assert qapp.style().name() == "fusion"
    kit.apply_theme(qapp, kit.DARK)


def test_the_first_sheet_is_withheld_and_one_that_is_there_is_not(qapp: QApplication) -> None:
    switch = theme_switch()
    switch.apply(kit.DARK)
    dark = qapp.styleSheet()
    with switch.without_sheet():
        assert qapp.styleSheet() == dark  # other windows show it
        switch.apply(kit.LIGHT)
        light = qapp.styleSheet()
    assert light not in ("", dark)
    qapp.setStyleSheet("")
    with switch.without_sheet():
        switch.apply(kit.DARK)
        assert qapp.styleSheet() == ""
    assert qapp.styleSheet() == dark


def test_a_theme_that_is_chosen_is_painted_when_all_of_it_is_there(
    qapp: QApplication, qtbot: QtBot
) -> None:
    kit.apply_theme(qapp, kit.DARK)
    seen: list[tuple[str, str]] = []

    class Watched(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            seen.append((kit.theme().name, qapp.styleSheet()))

    window = Watched()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(seen))
    seen.clear()
    for choice in ("light", "dark", "light"):  # whatever is chosen before it is shown gives way
        theme_switch().choose(choice)
    assert kit.theme() is kit.LIGHT
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("light", style_sheet(kit.LIGHT))]
    assert window.updatesEnabled()
    theme_switch().choose("dark")
    kit.apply_theme(qapp, kit.DARK)  # at once, and it is not put on again later
    with qtbot.assertNotEmitted(theme_switch().changed, wait=50):
        assert qapp.styleSheet() == style_sheet(kit.DARK)
    assert window.updatesEnabled()


def test_widgets_that_come_and_go_while_a_theme_is_given(qapp: QApplication, qtbot: QtBot) -> None:
    """Whatever is there at the end has the theme, also where another was chosen on the way."""
    kit.apply_theme(qapp, kit.DARK)
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    parts = [kit.Text(f"part {n}", parent=window) for n in range(60)]
    for part in parts:
        box.addWidget(part)
    with qtbot.waitExposed(window):
        window.show()
    turns = 0
    theme_switch().choose("light")
    while not window.updatesEnabled():
        qapp.processEvents()
        turns += 1
        if turns == 1:
            shiboken6.delete(parts.pop())
            parts.append(kit.Text("new", parent=window))
            box.addWidget(parts[-1])
        if turns == 2:
            theme_switch().choose("dark")
    assert qapp.styleSheet() == style_sheet(kit.DARK)
    for part in parts:
        part.ensurePolished()
        assert part.palette().color(part.foregroundRole()) == kit.DARK.t1
        assert part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def test_a_widget_that_deletes_another_while_it_is_styled(qapp: QApplication, qtbot: QtBot) -> None:
    kit.apply_theme(qapp, kit.DARK)
    window = QWidget()
    qtbot.addWidget(window)
    parts = [kit.Text(f"part {n}", parent=window) for n in range(8)]

    class Deleting(QPushButton):
        def changeEvent(self, event: QEvent) -> None:
            styled = event.type() == QEvent.Type.PaletteChange and qapp.styleSheet()
            if styled and self.isVisible():
                while parts:
                    shiboken6.delete(parts.pop())

    deleting = Deleting("", window)
    with qtbot.waitExposed(window):
        window.show()
    assert parts
    theme_switch().choose("light")
    qtbot.waitUntil(window.updatesEnabled)
    assert not parts
    assert deleting.palette().buttonText().color() == kit.LIGHT.t1


def test_windows_are_painted_again_where_a_theme_cannot_be_given(
    qapp: QApplication, qtbot: QtBot
) -> None:
    kit.apply_theme(qapp, kit.DARK)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    broken = type(kit.LIGHT)("broken", {})
    with qtbot.captureExceptions() as raised:
        theme_switch()._apply_in_turns(broken)
        assert not window.updatesEnabled()
        qtbot.waitUntil(window.updatesEnabled)
    assert raised
    theme_switch().choose("dark")
    qtbot.waitUntil(window.updatesEnabled)
    assert qapp.styleSheet() == style_sheet(kit.DARK)


def test_a_window_that_waited_to_be_painted_is_painted_when_the_theme_is_there(
    qapp: QApplication, qtbot: QtBot
) -> None:
    """As below a menu in which a theme was chosen: Qt asks for that once, and is not heard then."""
    kit.apply_theme(qapp, kit.DARK)
    seen: list[str] = []

    class Watched(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            seen.append(kit.theme().name)

    window = Watched()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(seen))
    seen.clear()
    window.update()
    theme_switch().choose("light")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["light"]


def test_no_turn_of_the_event_loop_is_without_a_sheet(qapp: QApplication, qtbot: QtBot) -> None:
    """Or what is laid out meanwhile has other sizes, and what was scrolled another place."""
    kit.apply_theme(qapp, kit.DARK)
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    for n in range(60):
        box.addWidget(kit.KeyHint(f"Ctrl {n}", window))
    with qtbot.waitExposed(window):
        window.show()
    sheets = []
    theme_switch().choose("light")
    while not window.updatesEnabled():
        qapp.processEvents()
        sheets.append(qapp.styleSheet())
    assert {*sheets} <= {style_sheet(kit.DARK), style_sheet(kit.LIGHT)}
    assert sheets[-1] == style_sheet(kit.LIGHT)
