"""The documents that ship, opened from the menu."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.gui.panels.documents import DocumentsPage, DocumentView, page_title, pages
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


def test_all_documents_are_searched(open_window: Open) -> None:
    window = open_window()
    window.commands.actions["documents"].trigger()
    (page,) = window.findChildren(DocumentsPage)
    assert page.list.count() == len(pages()) >= 7
    page._search.setText("named_modules")
    listed = [page.list.item(row).text() for row in range(page.list.count())]
    assert not any("security" in text.casefold() for text in listed)
    page._search.setText("one meaning a word")
    page._search.setText("One word, one meaning")
    assert page.list.count() >= 1
    first = page.view.textCursor()
    assert first.selectedText() == "One word, one meaning"
    QTest.keyClick(page._search, Qt.Key.Key_Return)
    assert page.view.textCursor().selectedText() == "One word, one meaning"
    page._search.setText("qqqq no such thing")
    assert page.list.count() == 0
    page._search.clear()
    page.list.setCurrentRow(0)
    assert page_title(pages()[0]) in page.view.toPlainText()
    page.window().close()


ROOMS = ("", "explorer", *(f"explorer/{one}" for one in ("gui", "registry", "capture", "core")))


def test_the_files_that_the_architecture_names_are_there() -> None:
    page = (resources() / "docs" / "architecture.md").read_text(encoding="utf-8")
    root = resources().parent
    named = re.findall(r"`([\w.]+/[\w/.]*)`", page)
    assert len(named) > 20
    lost = [one for one in named if not any((root / room / one).exists() for room in ROOMS)]
    assert lost == []
