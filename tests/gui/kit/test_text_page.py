"""A page of rich text: its colours are those of the theme, and the reader keeps the place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from explorer.gui import kit
from explorer.gui.kit.text_page import TextPage

HTML = '<p><a href="x" style="color:accent_text">a link</a></p>' + "<p>words</p>" * 200
MARKDOWN = "[a link](x.md)" + "\n\nwords" * 200


def _link(page: TextPage) -> str:
    """The colour of the link that the page begins with."""
    cursor = QTextCursor(page.document().firstBlock())
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().isAnchor()
    return cursor.charFormat().foreground().color().name()


@pytest.mark.parametrize("markdown", [False, True])
def test_links_are_written_anew_in_another_theme(
    qapp: QApplication, in_window: Callable[..., QWidget], markdown: bool
) -> None:
    page = TextPage("Document", 16)
    in_window(page)
    page.show_markdown(MARKDOWN) if markdown else page.show_html(HTML)
    assert _link(page) == kit.DARK.accent_text.name()
    assert page.find("words")
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
    read = page.verticalScrollBar().value()
    assert read > 0
    kit.apply_theme(qapp, kit.LIGHT)
    assert _link(page) == kit.LIGHT.accent_text.name()
    assert page.textCursor().selectedText() == "words"
    assert page.verticalScrollBar().value() == read
    page.show_html("<p>color:t2</p>")  # what is said is no colour
    assert page.toPlainText() == "color:t2"
