"""Text that is not a control: a line of it, a heading, a key's name, a verdict, a sentence."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from explorer.explanation.glossary import Term
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import MEDIUM, REGULAR, SEMIBOLD, even_hyphens, mono_font, ui_font
from explorer.gui.kit.look.icons import Icon
from explorer.gui.kit.look.paint import elide, text_width
from explorer.gui.kit.look.style_sheet import INKS
from explorer.gui.kit.terms import look_up, term_in, whats_this, with_terms
from explorer.gui.kit.tips import plain_tip

Verdict = Literal["ok", "warn", "err"]

VERDICT_ICONS = {"ok": "badge-check", "warn": "info", "err": "triangle-alert"}
_ALIGN = {
    0.0: Qt.AlignmentFlag.AlignLeft,
    0.5: Qt.AlignmentFlag.AlignHCenter,
    1.0: Qt.AlignmentFlag.AlignRight,
}
_BESIDE_ICON = 20
"""From the left of a note's icon to its words, px."""
_FIXED, _PREFERRED = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred


class Text(QLabel):
    """One line of plain text, shortened where it must be (then the tool tip has it whole).

    A term of the glossary in it is told in the tool tip, and looked up by a click.
    """

    explains = True
    """Whether the words are the program's own, which may be terms."""

    def __init__(
        self,
        text: str = "",
        *,
        px: int = 13,
        weight: int = REGULAR,
        token: str = "t1",
        align: float = 0.0,
        mono: bool = False,
        foreign: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label.

        Parameters
        ----------
        px, weight, mono: the font's size in logical pixels, 400 to 600, and of one width or not.
        token: one of ``INKS``.
        align: 0 left, 0.5 centred, 1 right.
        foreign: whether the words are a file's, a model's or the user's: shown as they are.

        Raises
        ------
        KeyError
            A token that no text is written in.
        """
        super().__init__(parent)
        if token not in INKS:
            raise KeyError(token)
        self._font = mono_font(px) if mono else ui_font(px, weight)
        self.setFont(self._font)
        self.setProperty("ink", token)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._text = self._tip = self._said = ""
        self._foreign = foreign
        self._term: Term | None = None
        self._advance = 0
        self.set_align(align)
        self.setSizePolicy(_PREFERRED, _FIXED)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text, in English."""
        return self._text

    def set_text(self, text: str, tip: str = "") -> None:
        """Show another text; ``tip`` stands in its tool tip even where the text is whole."""
        if (text, tip) == (self._text, self._tip):
            return
        self._text, self._tip = text, tip
        self._said = text if self._foreign else say(text)
        self._show_term(term_in(text) if self.explains and not self._foreign else None)
        before, self._advance = self._advance, math.ceil(text_width(self._said, self._font))
        self.setAccessibleName(self._said)
        if self._advance != before:
            self.updateGeometry()
        parent: QWidget | None = self.parentWidget()
        row = parent.layout() if parent is not None else None
        if row is not None and self._advance > self.width() and self.isVisible():
            row.activate()  # the room first, or the text is shortened until the next event
        self._fit()

    def set_type(self, px: int, weight: int = REGULAR) -> None:
        """Write the text in another size and weight."""
        self._font = ui_font(px, weight)
        self.setFont(self._font)
        self._advance = math.ceil(text_width(self._said, self._font))
        self.updateGeometry()
        self._fit()

    def _show_term(self, term: Term | None) -> None:
        if term is self._term:
            return
        self._term = term
        self.setWhatsThis("" if term is None else whats_this(self._text))
        self.setAccessibleDescription("" if term is None else term.says)
        if term is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if self._term is None:
            super().mousePressEvent(ev)  # or whatever the label lies on would not hear of it

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        inside = self.rect().contains(ev.position().toPoint())
        left = ev.button() == Qt.MouseButton.LeftButton
        if self._term is None or not (left and inside and look_up(self, self._term.id)):
            super().mouseReleaseEvent(ev)

    def set_align(self, align: float) -> None:
        """Put the text elsewhere in its room: 0 left, 0.5 centred, 1 right."""
        where = _ALIGN[align] | Qt.AlignmentFlag.AlignVCenter
        if where != self.alignment():  # or a label is painted again for nothing
            self.setAlignment(where)

    def _fit(self) -> None:
        short = self._advance > self.width()
        line = " ".join(self._said.splitlines()) if "\n" in self._said else self._said
        shown = elide(line, self._font, self.width()) if short else even_hyphens(line, self._font)
        if shown != super().text():
            super().setText(shown)
        tip = self._tip or (foreign(self._said) if short else "")
        if self._term is not None and str(self._term) not in tip:
            tip = "\n".join(filter(None, (tip, foreign(str(self._term)))))
        tip = plain_tip(tip)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._advance, math.ceil(self._font.pixelSize() * 1.25))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._advance, 16), self.sizeHint().height())


class KeyHint(QLabel):
    """The name of a key in a small box, as ``Ctrl V``."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(say(keys), parent)
        self.setFont(ui_font(11, MEDIUM))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(say(keys))
        self.setFixedHeight(18)
        self.setSizePolicy(_FIXED, _FIXED)


class SectionTitle(QWidget):
    """A panel's heading, quiet detail beside it, and room for controls on the right."""

    def __init__(self, title: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(title, px=12, weight=SEMIBOLD, parent=self)
        # where there is too little room, the detail is what gets shorter
        self._title.setSizePolicy(_FIXED, _FIXED)
        self._detail = Text(detail, px=12, token="t3", parent=self)
        self._row = hbox(self._title, self._detail, None, owner=self, margins=0, spacing=8)
        self.setAccessibleName(say(title))
        self.setSizePolicy(_PREFERRED, _FIXED)
        self.setMinimumHeight(28)  # with or without a control at its right

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self._title.set_text(title)
        self.setAccessibleName(say(title))

    def set_detail(self, detail: str) -> None:
        """Show another detail."""
        self._detail.set_text(detail)

    def add_right(self, widget: QWidget) -> None:
        """Put a control at the right end, after those already there."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


_ROLES = {"line": QPalette.ColorRole.Mid, "line2": QPalette.ColorRole.Midlight}


class Line(QWidget):
    """A rule of one pixel between panels."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        *,
        length: int = 0,
        token: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        """Make a rule of ``length`` px, 0 for as long as there is room; token: line or line2."""
        super().__init__(parent)
        self.setBackgroundRole(_ROLES[token])
        self.setAutoFillBackground(True)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            if length:
                self.setFixedWidth(length)
        else:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(length)


class Badge(QFrame):
    """The badge of a verdict, icon and word: ``Verified``, ``Not verified``, ``Mismatch 3e-2``."""

    def __init__(
        self, verdict: Verdict = "ok", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = Icon(VERDICT_ICONS[verdict], verdict, 13, self)
        self._text = Text("", px=12, weight=MEDIUM, token=verdict, parent=self)
        hbox(self._icon, self._text, owner=self, margins=(8, 0, 8, 0), spacing=5)
        self.setFixedHeight(20)
        self.setSizePolicy(_FIXED, _FIXED)
        self.show_verdict(verdict, text)

    def show_verdict(self, verdict: Verdict, text: str, details: str = "") -> None:
        """Show a verdict in one or two words; ``details`` become the tool tip."""
        self._text.set_text(text, with_terms(details, text))  # which lies over the badge
        self.setAccessibleName(say(text))
        self.setAccessibleDescription(say(details))
        self.setToolTip(plain_tip(details))
        if self.property("verdict") != verdict:
            self._icon.show_icon(VERDICT_ICONS[verdict], verdict)
            restyle(self, verdict=verdict)
            restyle(self._text, ink=verdict)


class Note(QWidget):
    """A sentence below a control, on as many lines as it needs; hidden while it says nothing."""

    def __init__(self, icon: str, token: str = "t2", parent: QWidget | None = None) -> None:
        """Make a note with an icon, both in a token of ``INKS``."""
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setFont(ui_font(12))
        self._label.setProperty("ink", token)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._text = ""
        Icon(icon, token, 14, self).move(0, 1)
        self.setSizePolicy(_PREFERRED, _FIXED)
        self.hide()

    def text(self) -> str:
        """Return the whole sentence, in English."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another sentence; "" for none."""
        if text == self._text:
            return
        self._text = text
        self._label.setText(even_hyphens(say(text), self._label.font()))
        self.setAccessibleName(say(text))
        self.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        # Fixed and placed by hand: layouts within layouts lose what a height asks of a width.
        width = max(1, self.width() - _BESIDE_ICON)
        height = self._label.heightForWidth(width)
        self._label.setGeometry(_BESIDE_ICON, 1, width, height)
        self.setFixedHeight(height + 2)

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit()


def restyle(widget: QWidget, **properties: str) -> None:
    """Set properties that the style sheet asks for, and have it asked again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
