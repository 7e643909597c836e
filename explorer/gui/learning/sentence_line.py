"""The line under the picture: one sentence that says what it shows, its terms explained."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from explorer.explanation.glossary import glossary
from explorer.explanation.marked_terms import Pieces, marked_terms
from explorer.gui.control.present.explain_views import SentenceView
from explorer.gui.kit.language import language, say
from explorer.gui.kit.look.fonts import ui_font
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.terms import look_up
from explorer.gui.kit.tips import plain_tip
from explorer.gui.panels.panel import PanelWidget

_MARGINS = 24, 6, -24, -6
LOW = 700
"""Height of a window below which the line gives way to the picture, px."""


class SentenceLine(PanelWidget):
    """A sentence whose terms say on hover what they are, and are looked up by a click.

    Signals
    -------
    termRequested(str): the id of the term that was clicked.
    """

    termRequested = Signal(str)
    _pieces: Pieces = ()
    _view: SentenceView | None = None  # Qt changes the style while the widget is still made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setFont(ui_font(12))
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setProperty("ink", "t2")
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._label.setToolTip(say("Underlined words are explained by a click"))
        self._label.linkHovered.connect(self._on_hover)
        self._label.linkActivated.connect(self.termRequested)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_content(self, content: SentenceView) -> None:
        """Show another sentence."""
        self._view = content
        self._label.setFont(ui_font(15 if content.large else 12))
        told = say(content.text)
        # in another language its terms stand elsewhere
        self._pieces = content.pieces if told == content.text else marked_terms(told, language())
        self.setAccessibleName(told)
        self._label.setAccessibleName(told)
        self._write()

    def fit(self, width: int, height: int) -> None:
        """Give the height of two lines; none in a low window."""
        large = self._view is not None and self._view.large
        self.setFixedHeight(0 if height < LOW else 56 if large else 44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # by hand: with a layout every other sentence lays out the whole window
        self._label.setGeometry(self.rect().adjusted(*_MARGINS))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._write()  # links are written in colours of the theme

    def _write(self) -> None:
        if self._view is None:
            return
        ink = theme().t2
        html = "".join(
            escape(text)
            if term is None
            else f'<a href="{term.id}" style="color:{ink.name()}">{escape(text)}</a>'
            for text, term in self._pieces
        )
        if html != self._label.text():
            self._label.setText(html)
            # laid out now: a label that finds out while it paints has the window painted again
            self._label.heightForWidth(self._label.width())

    @Slot(str)
    def show_term(self, term: str) -> None:
        """Look a term up in the glossary."""
        look_up(self, term)

    @Slot(str)
    def _on_hover(self, term: str) -> None:
        found = glossary(language()).get(term)
        at = self._label.mapToGlobal(self._label.rect().topLeft())
        if found is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(at, plain_tip(str(found)), self._label)
