"""The glossary: every term on screen, found by typing, in English or Japanese."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from explorer.explanation.glossary import LANGUAGES, Language, Term, glossary
from explorer.explanation.lecture import Station, lecture
from explorer.gui.kit import Segmented, TextInput
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import language, say
from explorer.gui.kit.text_page import TextPage

TITLE = "Glossary"
SIZE = (560, 640)
_STATION = "station:"
"""Before the id of a station, in links."""
_LANGUAGES = (("en", "EN"), ("ja", "日本語"))


class GlossaryView(QDialog):
    """A window beside the work: it blocks nothing and goes with its parent.

    Signals
    -------
    languageRequested(str): "en" or "ja".
    stationRequested(str): the id of the station of the lecture that shows a term.
    """

    languageRequested = Signal(str)
    stationRequested = Signal(str)

    def __init__(self, parent: QWidget, language: Language = "en") -> None:
        super().__init__(parent)
        self.setObjectName(TITLE)
        self.setWindowTitle(say(TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._language: Language = language
        self._search = TextInput("Search a term", "Search a term")
        self._search.textChanged.connect(self._write)
        self._choice = Segmented("Language", _LANGUAGES)
        self._choice.set_current(language)
        self._choice.choiceRequested.connect(self._on_language)
        self._page = TextPage("Terms", 16, self)
        self._page.anchorClicked.connect(self._on_link)
        row = hbox((self._search, 1), self._choice, margins=(12, 12, 12, 8), spacing=8)
        vbox(row, (self._page, 1), owner=self, margins=0, spacing=0)
        self.resize(*SIZE)
        self._write()

    def show_term(self, term: str) -> None:
        """Go to a term by its id; "" for none."""
        self._search.clear()
        if term:
            self._page.scrollToAnchor(term)

    @Slot()
    def _write(self) -> None:
        wanted = self._search.text().strip().casefold()
        found = [one for one in glossary(self._language).values() if _fits(one, wanted)]
        stations = {one.id: one for one in lecture(self._language)}
        html = "".join(_html(one, stations.get(one.station)) for one in found)
        self._page.show_html(html or say("<p>No such term.</p>"))

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        self.stationRequested.emit(link.toString().removeprefix(_STATION))

    @Slot(str)
    def _on_language(self, language: str) -> None:
        self._language = next(one for one in LANGUAGES if one == language)
        self._choice.set_current(language)
        self._write()
        self.languageRequested.emit(language)


def show_glossary(window: QWidget, term: str = "") -> GlossaryView:
    """Show the glossary beside the window's work, at a term; one window at most."""
    open_already = window.findChildren(GlossaryView, TITLE)
    view = open_already[0] if open_already else GlossaryView(window, language())
    view.show()
    view.show_term(term)
    view.activateWindow()
    return view


def formula_html(formula: str) -> str:
    """A formula whose indices stand behind `_` and `^`, as HTML with sub- and superscripts."""
    text = escape(formula)
    for sign, tag in (("_", "sub"), ("\\^", "sup")):
        text = re.sub(rf"{sign}(?:\{{([^}}]*)\}}|(\S))", rf"<{tag}>\1\2</{tag}>", text)
    return text


def _fits(term: Term, wanted: str) -> bool:
    words = (term.id, term.name, *term.also, term.says)
    return any(wanted in one.casefold() for one in words)


def _html(term: Term, station: Station | None) -> str:
    also = f' <span style="color:t2">{escape(", ".join(term.also))}</span>' if term.also else ""
    formula = f"<p><i>{formula_html(term.formula)}</i></p>" if term.formula else ""
    heading = f'<h4><a name="{term.id}">{escape(term.name)}</a>{also}</h4>'
    seen = "" if station is None else (
        f'<p><a href="{_STATION}{station.id}" style="color:accent_text">'
        f"{escape(f'{station.number or chr(0x2192)} {station.title}')}</a></p>"
    )  # fmt: skip
    return f"{heading}<p>{escape(term.says)}</p>{formula}{seen}"
