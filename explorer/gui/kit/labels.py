"""Text that is not a control: a line of it, a heading, a key's name, a rule between panels."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.kit.fonts import MEDIUM, REGULAR, SEMIBOLD, mono_font, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, text_width
from explorer.gui.kit.theme import theme

_KEY_HEIGHT = 18


class Text(QWidget):
    """One line of text in a token's colour, shortened where it must be (then the tip has it)."""

    def __init__(
        self,
        text: str = "",
        *,
        px: int = 13,
        weight: int = REGULAR,
        token: str = "t1",
        align: float = 0.0,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``align``: 0 left, 0.5 centred, 1 right. ``token``: a colour of ``Theme``."""
        super().__init__(parent)
        theme().colour(token)  # a wrong name fails here rather than in paintEvent
        self._font = mono_font(px) if mono else ui_font(px, weight)
        self._token = token
        self._align = align
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._show_tip()
        self.updateGeometry()
        self.update()

    def set_align(self, align: float) -> None:
        """Put the text elsewhere in its room: 0 left, 0.5 centred, 1 right."""
        self._align = align
        self.update()

    def _advance(self) -> int:
        return math.ceil(text_width(self._text, self._font))

    def _show_tip(self) -> None:
        self.setToolTip(self._text if self._advance() > self.width() else "")

    def resizeEvent(self, event: object) -> None:
        self._show_tip()

    def sizeHint(self) -> QSize:
        return QSize(self._advance(), math.ceil(self._font.pixelSize() * 1.25))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._advance(), 16), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme().colour(self._token) if self.isEnabled() else theme().t4
        rect = QRectF(self.rect())
        draw_text(begin(self), rect, self._text, self._font, colour, self._align)


def paint_key(painter: QPainter, left: float, middle: float, keys: str) -> None:
    """The name of a key in a small box, for widgets that paint it among other things.

    Parameters
    ----------
    left, middle: of the box, px.
    """
    colours = theme()
    rect = QRectF(round(left), middle - _KEY_HEIGHT / 2, key_width(keys), _KEY_HEIGHT)
    box(painter, rect, 4.0, colours.raised, colours.line2)
    draw_text(painter, rect, keys, ui_font(11, MEDIUM), colours.t2, align=0.5)


def key_width(keys: str) -> int:
    """The width of a key's box, px."""
    return math.ceil(text_width(keys, ui_font(11, MEDIUM))) + 10


class KeyHint(QWidget):
    """The name of a key in a small box, as ``Ctrl V``."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(key_width(self._keys), _KEY_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_key(begin(self), 0, _KEY_HEIGHT / 2, self._keys)


class SectionTitle(QWidget):
    """A panel's heading, quiet detail beside it, and room for controls on the right."""

    def __init__(self, title: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(title, px=12, weight=SEMIBOLD, parent=self)
        # where there is too little room, the detail is what gets shorter
        self._title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._detail = Text(detail, px=12, token="t3", parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addWidget(self._detail)
        self._row.addStretch(1)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(28)  # with or without a control at its right

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self._title.set_text(title)
        self.setAccessibleName(title)

    def set_detail(self, detail: str) -> None:
        """Show another detail."""
        self._detail.set_text(detail)

    def add_right(self, widget: QWidget) -> None:
        """Put a control at the right end, after those already there."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


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
        """``length`` in px; 0 for as long as there is room."""
        super().__init__(parent)
        theme().colour(token)
        self._token = token
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            if length:
                self.setFixedWidth(length)
        else:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(length)

    def paintEvent(self, event: QPaintEvent) -> None:
        begin(self).fillRect(self.rect(), theme().colour(self._token))
