"""The documents that ship, opened from the menu."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from explorer.gui.panels.documents import DocumentView
from explorer.resource_files import resources
from tests.gui.conftest import Open


@pytest.mark.parametrize(
    ("command", "words"),
    [("python", "explorer.open_model"), ("architecture", "One word, one meaning")],
)
def test_help_opens_a_document(open_window: Open, qtbot: QtBot, command: str, words: str) -> None:
    window = open_window()
    window.commands.actions[command].trigger()
    (view,) = window.findChildren(DocumentView)
    assert words in view.toPlainText()
    assert view.isVisible()
    window.commands.actions[command].trigger()
    assert len(window.findChildren(DocumentView)) == 1
    view.window().close()


def test_links_between_documents_stay_in_the_window(qtbot: QtBot, open_window: Open) -> None:
    view = DocumentView(open_window())
    view.show_page("python.md")
    view.anchorClicked.emit(QUrl("architecture.md"))
    assert "How the program is built" in view.toPlainText()
    view.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert "How the program is built" in view.toPlainText()


ROOMS = ("", "explorer", *(f"explorer/{one}" for one in ("gui", "registry", "capture", "core")))


def test_the_files_that_the_architecture_names_are_there() -> None:
    page = (resources() / "docs" / "architecture.md").read_text(encoding="utf-8")
    root = resources().parent
    named = re.findall(r"`([\w.]+/[\w/.]*)`", page)
    assert len(named) > 20
    lost = [one for one in named if not any((root / room / one).exists() for room in ROOMS)]
    assert lost == []
