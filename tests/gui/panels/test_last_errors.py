"""The last errors of a window: kept, bounded, shown with details, copied."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.control.runs import failure
from explorer.gui.control.state import Message
from explorer.gui.kit.language import say, use_language
from explorer.gui.panels.last_errors import KEPT, NONE, ErrorList, LastErrors
from explorer.runtime.log import log_file
from tests.gui.conftest import Open


def test_the_latest_is_first_each_once_and_no_more_than_a_bound() -> None:
    errors = LastErrors()
    many = [Message("err", f"It failed {at} times.") for at in range(KEPT + 5)]
    for one in many:
        errors.note(one)
        errors.note(one)
    errors.note(Message("info", "All is well."))
    kept = errors.all()
    assert [one.message for one in kept] == many[: -KEPT - 1 : -1]


def test_an_error_of_the_window_can_be_read_and_copied(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.commands.actions["errors"].trigger()
    (empty,) = window.findChildren(ErrorList)
    assert empty.list.item(0).text() == NONE
    assert not empty.copy.isEnabled()
    empty.window().close()
    window.show_unforeseen("Something went wrong (KeyError).", "line 7 of x.py")
    window.controller.messages.dismiss()
    qtbot.waitUntil(lambda: not window.findChildren(ErrorList))
    window.commands.actions["errors"].trigger()
    (panel,) = window.findChildren(ErrorList)
    assert panel.list.item(0).text().endswith("Something went wrong (KeyError).")
    panel.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Something went wrong (KeyError)." in copied
    assert "line 7 of x.py" in copied
    window.commands.actions["errors"].trigger()
    assert len(window.findChildren(QDialog, "Last errors")) == 1
    panel.window().close()


def test_a_failed_run_is_logged_without_what_was_run() -> None:
    try:
        raise RuntimeError("the secret sentence in /home/me/secret.jpg")
    except RuntimeError as error:
        failure(error, "photo")
    written = log_file().read_text()
    assert "RuntimeError" in written
    assert "secret" not in written


@pytest.mark.parametrize("sentence", ["It is damaged.", "x" * 400])
def test_a_refusal_is_shown_and_not_logged(sentence: str) -> None:
    from explorer.registry.entry import ModelError

    assert failure(ModelError(sentence), "photo").sentence == sentence
    assert not log_file().exists()


def test_the_list_speaks_the_language_of_the_window_and_the_report_english(qtbot: QtBot) -> None:
    errors, owner = LastErrors(), QWidget()
    qtbot.addWidget(owner)
    sentence = "a.png is damaged. Open another copy of it."
    errors.note(Message("err", sentence, "line 7 of x.py"))
    use_language("ja")
    try:
        panel = ErrorList(errors.all(), owner)
        shown = panel.list.item(0).text()
        assert shown.endswith(say(sentence))
        assert "damaged" not in shown
        assert "a.png" in shown
    finally:
        use_language("en")
    assert sentence in panel.details.toPlainText()
