"""Strips, toasts, progress, menus, inputs, rows that can be copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMetaObject, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.kit import motion, progress_row, toast

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


def test_toast_leaves_by_itself(
    in_window: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "TOAST_MS", 20)
    window = in_window()
    confirmation = kit.Toast(window)
    confirmation.show_text("Saved chelsea.png", "Show")
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
    qtbot.wait(motion.BUSY_AFTER_MS + 50)
    assert not row.isVisible()


def test_progress_and_cancel(
    in_window: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_row, "BUSY_AFTER_MS", 1)
    row = kit.ProgressRow()
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


def test_input_keeps_its_text_and_says_the_rule(in_window: Show, qtbot: QtBot) -> None:
    field = kit.TextInput("Query", "Row, column")
    window = in_window(field)
    (edit,) = field.findChildren(QLineEdit)
    with qtbot.waitSignals([field.textEdited, field.returnPressed]):
        qtbot.keyClicks(edit, "15, 60")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    low = field.sizeHint().height()
    before = window.grab().toImage()
    field.set_error("Columns go from 0 to 35")
    QApplication.processEvents()
    assert field.text() == "15, 60"
    assert field.sizeHint().height() > low
    assert edit.accessibleDescription() == "Columns go from 0 to 35"
    assert window.grab().toImage() != before
    field.set_error("")
    assert field.sizeHint().height() == low


def test_menu_is_as_wide_as_its_widest_entry(qtbot: QtBot) -> None:
    menu = kit.Menu()
    qtbot.addWidget(menu)
    menu.addAction("Copy").setShortcut("Ctrl+C")
    narrow = menu.sizeHint().width()
    menu.addAction("Export every head of every layer").setShortcut("Ctrl+Shift+E")
    assert menu.sizeHint().width() > narrow + 100
    menu.set_least_width(600)
    assert menu.sizeHint().width() == 600
    assert menu.actionGeometry(menu.actions()[0]).height() == 32


def test_an_open_menu_is_as_wide_as_what_it_holds_by_now(in_window: Show) -> None:
    menu = kit.Menu(in_window())
    menu.addAction("Copy")
    menu.popup(QPoint(10, 10))
    narrow = menu.width()
    menu.addAction("Export every head of every layer").setShortcut("Ctrl+Shift+E")
    assert menu.width() > narrow + 100
    wide = menu.width()
    menu.close()
    menu.actions()[0].setText("Export every head of every layer of every model there is")
    menu.popup(QPoint(10, 10))
    assert menu.width() > wide + 20
    assert menu.actionGeometry(menu.actions()[0]).right() <= menu.width()


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


def test_a_value_can_be_copied_whole(in_window: Show, qtbot: QtBot) -> None:
    row = kit.KeyValueRow("Weights", "sha 9f3a…c41e", "mono", full="9f3a0000c41e")
    in_window(row)
    value = row.findChildren(QWidget)[-1]
    assert value.toolTip() == "9f3a0000c41e"
    assert QMetaObject.invokeMethod(value, "copy")
    assert QGuiApplication.clipboard().text() == "9f3a0000c41e"


def test_a_link_opens_its_address(
    in_window: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    row = kit.KeyValueRow("Paper", "Hu et al. 2018", "link", "https://arxiv.org/abs/1709.01507")
    in_window(row)
    qtbot.mouseClick(button(row, "Hu et al. 2018"), LEFT)
    assert opened == ["https://arxiv.org/abs/1709.01507"]


def test_too_long_a_text_is_in_the_tip(in_window: Show) -> None:
    text = kit.Text("stage4.0.squeeze_excitation")
    in_window(text)
    assert text.toolTip() == ""
    text.resize(40, 16)
    assert text.toolTip() == "stage4.0.squeeze_excitation"


@pytest.mark.parametrize(
    ("share", "painted"), [(0.0, 0), (0.5, 50), (1.0, 100), (7.0, 100), (-1, 0)]
)
def test_bar_is_as_long_as_its_share(share: float, painted: int, qtbot: QtBot) -> None:
    bar = kit.Bar("Probability")
    qtbot.addWidget(bar)
    bar.resize(100, 10)
    bar.show_share(share, accent=True)
    image = bar.grab().toImage()
    row = [image.pixelColor(x, 5) == kit.DARK.accent for x in range(100)]
    assert sum(row) == pytest.approx(painted, abs=2)
    bar.show_share(share, before=0.75)
    assert bar.grab().toImage().pixelColor(76, 1) == kit.DARK.t1
