"""A page of rich text to read: HTML or Markdown in the colours of the theme that is shown."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from explorer.gui.kit.language import say
from explorer.gui.kit.look.theme import theme

_INK = re.compile(r'(?<=style="color:)\w+')


class TextPage(QTextBrowser):
    """Rich text, written anew in another theme; the place that is read, and what is chosen, stay.

    Qt gives a text its colours, those of links too, when it is set and never again.
    """

    _text, _markdown = "", False
    _links: QColor | None = None  # Qt changes the style while the widget is still made

    def __init__(self, name: str, margin: int, parent: QWidget | None = None) -> None:
        """`name`: what it is, for who cannot see it. `margin`: around the text, px."""
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(margin)
        self.setAccessibleName(say(name))

    def show_html(self, html: str) -> None:
        """Show HTML whose colours are tokens of the theme: ``style="color:accent_text"``."""
        self._text, self._markdown = html, False
        self._write()

    def show_markdown(self, text: str) -> None:
        """Show Markdown."""
        self._text, self._markdown = text, True
        self._write()

    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if self._links in (None, _link_colour()):
            return
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        read, chosen = [bar.value() for bar in bars], self.textCursor()
        anchor, end = chosen.anchor(), chosen.position()
        self._write()
        chosen = self.textCursor()
        chosen.setPosition(anchor)
        chosen.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(chosen)
        for bar, value in zip(bars, read, strict=True):
            bar.setValue(value)

    def _write(self) -> None:
        colours, self._links = theme(), _link_colour()
        if self._markdown:
            self.setMarkdown(self._text)
        else:
            self.setHtml(_INK.sub(lambda found: colours.colour(found[0]).name(), self._text))


def _link_colour() -> QColor:
    """The colour that Qt gives links: of the palette, which comes a little later than the theme."""
    return QGuiApplication.palette().link().color()
