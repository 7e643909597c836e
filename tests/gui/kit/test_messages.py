"""Strips, toasts, progress, menus, inputs, rows that can be copied."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QMetaObject, QPoint, QPointF
from PySide6.QtGui import (
    QDesktopServices,
    QEnterEvent,
    QGuiApplication,
    QPaintEvent,
    Qt,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.control.slices import Fact
from explorer.gui.kit.key_value import Value
from explorer.gui.kit.look.theme import BUSY_AFTER_MS
from explorer.gui.kit.messages import ProgressBar

Show = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton


def button(widget: QWidget, name: str) -> QAbstractButton:
    """The one visible button of this name."""
    (found,) = (
        part
        for part in widget.findChildren(QAbstractButton)
        if part.accessibleName() == name and part.isVisible()
    )
    return found


def test_strip_says_one_thing_at_a_time(in_window: Show, qtbot: QtBot) -> None:
    strip = kit.MessageStrip()
    in_window(strip)
    assert not strip.isVisibleTo(strip.window())
    strip.show_message("err", "It failed.", actions=[("open", "Open…")], details="Traceback")
    strip.show_message("warn", "It ran on the CPU.", actions=[("retry", "Try again")])
    assert strip.isVisible()
    assert strip.accessibleName() == "It ran on the CPU."
    buttons = strip.findChildren(QAbstractButton)
    names = {part.accessibleName() for part in buttons if part.isVisible()}
    assert names == {"Try again", "Close this message"}
    with qtbot.waitSignal(strip.actionRequested) as said:
        qtbot.mouseClick(button(strip, "Try again"), LEFT)
    assert said.args == ["retry"]
    with qtbot.waitSignal(strip.closed):
        qtbot.mouseClick(button(strip, "Close this message"), LEFT)
    assert not strip.isVisible()


def test_strip_s_details_can_be_copied(in_window: Show, qtbot: QtBot) -> None:
    strip = kit.MessageStrip()
    in_window(strip)
    strip.show_message("err", "It failed.", details="line 7")
    low = strip.sizeHint().height()
    qtbot.mouseClick(button(strip, "Details"), LEFT)
    assert strip.sizeHint().height() > low
    qtbot.mouseClick(button(strip, "Copy details"), LEFT)
    assert QGuiApplication.clipboard().text() == "It failed.\n\nline 7"
    qtbot.mouseClick(button(strip, "Details"), LEFT)
    assert strip.sizeHint().height() == low


def test_escape_closes_the_strip(in_window: Show, qtbot: QtBot) -> None:
    strip = kit.MessageStrip()
    in_window(strip)
    strip.show_message("err", "It failed.")
    with qtbot.waitSignal(strip.closed):
        qtbot.keyClick(button(strip, "Close this message"), Qt.Key.Key_Escape)


def test_toast_leaves_by_itself(in_window: Show, qtbot: QtBot) -> None:
    window = in_window()
    confirmation = kit.Toast(window)
    confirmation.show_text("Saved chelsea.png", "Show", ms=20)
    assert confirmation.isVisible()
    assert window.rect().contains(confirmation.geometry())
    qtbot.waitUntil(lambda: not confirmation.isVisible())


def test_toast_s_link_and_place(in_window: Show, qtbot: QtBot) -> None:
    window = in_window()
    confirmation = kit.Toast(window)
    confirmation.show_text("Saved chelsea.png", "Show")
    window.resize(700, 500)
    QApplication.processEvents()
    assert confirmation.geometry().center().x() == pytest.approx(350, abs=1)
    assert confirmation.geometry().bottom() == 500 - 24 - 1
    with qtbot.waitSignal(confirmation.actionRequested):
        qtbot.mouseClick(button(confirmation, "Show"), LEFT)
    assert not confirmation.isVisible()


def test_a_short_job_shows_no_progress(in_window: Show, qtbot: QtBot) -> None:
    row = kit.ProgressRow()
    in_window(row)
    row.show_progress("Layer 1 of 12", 1 / 12)
    assert not row.isVisible()
    row.finish()
    qtbot.wait(BUSY_AFTER_MS + 50)
    assert not row.isVisible()


def test_progress_and_cancel(in_window: Show, qtbot: QtBot) -> None:
    row = kit.ProgressRow(after_ms=1)
    in_window(row)
    row.show_progress("Layer 1 of 12", 1 / 12)
    qtbot.waitUntil(row.isVisible)
    with qtbot.waitSignal(row.cancelRequested):
        qtbot.mouseClick(button(row, "Cancel"), LEFT)
    with qtbot.assertNotEmitted(row.cancelRequested):
        qtbot.mouseClick(button(row, "Cancel"), LEFT)
    row.finish()
    assert not row.isVisible()
    row.show_progress("Layer 1 of 12", 1 / 12)
    qtbot.waitUntil(row.isVisible)
    assert button(row, "Cancel").isEnabled()
    row.finish()


def test_a_long_menu_scrolls_in_one_column(in_window: Show) -> None:
    """No entry is drawn on another one, whatever the height of the screen."""
    menu = kit.Menu(in_window())
    for number in range(120):
        menu.add_choice(f"token {number}")
    menu.popup(QPoint(10, 10))
    places = [menu.actionGeometry(action) for action in menu.actions()]
    assert len({place.left() for place in places}) == 1
    assert all(above.bottom() < below.top() for above, below in pairwise(places))
    assert menu.height() <= menu.screen().availableGeometry().height()
    menu.close()


def test_a_menu_is_as_wide_as_what_it_holds(in_window: Show) -> None:
    menu = kit.Menu(in_window())
    menu.addAction("Copy")
    menu.popup(QPoint(10, 10))
    narrow = menu.width()
    menu.close()
    menu.add_choice("Export every head of every layer", detail="Ctrl Shift E")
    menu.popup(QPoint(10, 10))
    assert menu.width() > narrow + 100
    assert all(menu.actionGeometry(one).right() <= menu.width() for one in menu.actions())
    menu.close()


@pytest.mark.parametrize("text", ["R&D <b>bold</b>", "a\tb", "&&", "=ROUND(1)&<1>"])
def test_text_of_a_menu_is_shown_letter_by_letter(in_window: Show, text: str) -> None:
    """Names of models and words of a text hold ampersands and tabs, which Qt reads otherwise."""
    menu = kit.Menu(in_window())
    plain = menu.add_choice(text)
    assert plain.text().replace("&&", "&") == text.replace("\t", " ")
    assert plain.text().count("\t") == 0
    assert menu.add_choice(text, detail="2").text().count("\t") == 1


def test_a_heading_cannot_be_chosen(in_window: Show, qtbot: QtBot) -> None:
    menu = kit.Menu(in_window())
    heading = menu.add_heading("On this machine")
    choice = menu.add_choice("CPU", detail="2 threads", icon="cpu")
    menu.popup(QPoint(10, 10))
    with qtbot.assertNotEmitted(menu.triggered):
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(heading).center())
    with qtbot.waitSignal(menu.triggered) as said:
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(choice).center())
    assert said.args == [choice]


def facts(*rows: Fact) -> kit.FactList:
    made = kit.FactList()
    made.show_facts(rows)
    return made


def test_a_value_can_be_selected_and_copied_whole(in_window: Show) -> None:
    card = facts(Fact("Weights", "sha 9f3a…c41e", "mono", full="9f3a0000c41e"))
    in_window(card)
    (value,) = card.findChildren(Value)
    assert value.toolTip() == "9f3a0000c41e"
    assert value.accessibleName() == "Weights: sha 9f3a…c41e"
    assert QMetaObject.invokeMethod(value, "copy")
    assert QGuiApplication.clipboard().text() == "9f3a0000c41e"
    middle = QPointF(value.rect().center())
    QCoreApplication.sendEvent(value, QEnterEvent(middle, middle, middle))  # as the mouse comes
    value.setSelection(0, 3)
    assert QMetaObject.invokeMethod(value, "copy")
    assert QGuiApplication.clipboard().text() == "sha"


def test_a_link_opens_its_address(
    in_window: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    card = facts(Fact("Paper", "Hu et al. 2018", "link", "https://arxiv.org/abs/1709.01507"))
    in_window(card)
    qtbot.mouseClick(button(card, "Paper: Hu et al. 2018"), LEFT)
    assert opened == ["https://arxiv.org/abs/1709.01507"]


def test_too_long_a_text_is_in_the_tip(in_window: Show) -> None:
    text = kit.Text("stage4.0.squeeze_excitation")
    in_window(text)
    assert text.toolTip() == ""
    text.resize(40, 16)
    assert text.toolTip() == "stage4.0.squeeze_excitation"


HOSTILE = ["<img src=x><h1>big", "<b>bold</b> & <i>it</i>", "&lt;b&gt;", "<?xml?>", "a<b" * 60]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tool_tip_shows_foreign_text_as_it_is(in_window: Show, text: str) -> None:
    """What looks like HTML is either marked as plain or escaped."""
    label = kit.Text(text)
    in_window(label)
    label.resize(20, 16)
    tip = label.toolTip()
    if Qt.mightBeRichText(tip):
        document = QTextDocument()
        document.setHtml(tip)
        assert document.toPlainText() == text
    else:
        assert tip.replace("\N{WORD JOINER}", "") == text
    assert label.textFormat() == Qt.TextFormat.PlainText


@given(text=st.text(max_size=400))
def test_every_text_survives_a_tool_tip(text: str) -> None:
    tip = kit.plain_tip(text)
    if Qt.mightBeRichText(tip):
        assert "<" not in tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")


@pytest.mark.parametrize("theme", [kit.DARK, kit.LIGHT], ids=lambda one: one.name)
def test_a_strip_on_the_canvas_can_be_read(
    in_window: Show, qapp: QApplication, theme: kit.Theme
) -> None:
    kit.apply_theme(qapp, theme)
    ground = kit.Surface("canvas")
    strip = kit.MessageStrip(ground)
    in_window(ground)
    strip.show_message("err", "It failed.")
    sentence = next(one for one in strip.findChildren(QLabel) if one.text() == "It failed.")
    assert sentence.palette().color(sentence.foregroundRole()) == theme.t1


def test_a_note_shows_all_its_lines_whatever_its_width(in_window: Show) -> None:
    note = kit.Note("circle-alert", "err")
    window = in_window(note)
    for width in (480, 240, 320):
        window.resize(width, 320)
        note.set_text(f"{width}: " + 12 * "this sentence needs some lines ")
        QApplication.processEvents()
        (words,) = (one for one in note.findChildren(QLabel) if one.text())
        assert words.height() >= words.heightForWidth(words.width())
        assert note.rect().contains(words.geometry())


def test_a_value_is_whole_as_soon_as_it_is_shown(in_window: Show) -> None:
    facts = kit.FactList()
    in_window(facts)
    facts.show_facts([Fact("Peak", "1")])
    QApplication.processEvents()
    facts.show_facts([Fact("Peak", "0.0345 at 15, 12")])
    (value,) = facts.findChildren(Value)
    assert QLabel.text(value) == "0.0345 at 15, 12"  # what is painted, without an ellipsis


def test_a_stepper_drops_its_name_before_it_cuts_a_number(in_window: Show) -> None:
    stepper = kit.Stepper("Channel")
    in_window(stepper)
    for width in (240, 190, 240):
        stepper.setFixedWidth(width)
        stepper.show_value("1023", "of 0–2047")
        QApplication.processEvents()
        shown = [QLabel.text(one) for one in stepper.findChildren(kit.Text) if one.isVisible()]
        assert shown == (["Channel"] if width == 240 else []) + ["1023", "of 0–2047"]


def test_progress_is_painted_with_all_else(qtbot: QtBot) -> None:
    painted: list[bool] = []

    class Watched(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append(True)

    window = Watched()
    qtbot.addWidget(window)
    bar = ProgressBar("Progress", window)
    bar.resize(80, 4)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()
    window.update()
    bar.show_share(0.5)
    assert bar.value() == 500
    assert not painted
    qtbot.waitUntil(lambda: bool(painted))
    bar.show_share(None)
    assert bar.maximum() == 0
