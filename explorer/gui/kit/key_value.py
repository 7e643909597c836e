"""A row of a card: what it is on the left, the value on the right."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QGuiApplication,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.kit.fonts import SEMIBOLD, mono_font, ui_font
from explorer.gui.kit.labels import Text
from explorer.gui.kit.link import LinkLabel
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.paint import begin, draw_text, text_width
from explorer.gui.kit.theme import theme

Kind = Literal["plain", "mono", "link"]

ROW_HEIGHT, _GAP = 22, 12


class _Value(QWidget):
    """A value that can be copied whole, by its context menu."""

    def __init__(self, text: str, mono: bool, full: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._full, self._mono = text, full, mono
        self._font = mono_font(11) if mono else ui_font(12, SEMIBOLD)
        self.setAccessibleName(text)
        self.setToolTip(full if full != text else "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._full)

    def open_menu(self, at: QPoint) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy").triggered.connect(self.copy)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def _advance(self) -> int:
        return math.ceil(text_width(self._text, self._font))

    def resizeEvent(self, event: object) -> None:
        short = self._advance() > self.width()
        self.setToolTip(self._full if short or self._full != self._text else "")

    def sizeHint(self) -> QSize:
        return QSize(self._advance(), 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self._advance()), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        ink = colours.t2 if self._mono else colours.t1
        draw_text(begin(self), QRectF(self.rect()), self._text, self._font, ink, align=1.0)


class KeyValueRow(QWidget):
    """Label in t3 on the left; value on the right, shortened where it must be, to be copied.

    Parameters
    ----------
    kind: ``plain`` (semibold), ``mono`` (a hash, a site's name), ``link`` (``full`` is its
        address and opens in the browser).
    full: what is copied and shown in the tool tip where it differs from ``value``, as the whole
        of a hash.
    """

    def __init__(
        self,
        label: str,
        value: str,
        kind: Kind = "plain",
        full: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{label}: {value}")
        self.setFixedHeight(ROW_HEIGHT)
        self._full = full or value
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        name = Text(label, px=12, token="t3", parent=self)
        name.setMinimumWidth(name.sizeHint().width())
        row.addWidget(name)
        row.addStretch(1)
        self._value: QWidget
        if kind == "link":
            link = LinkLabel(value, outside=True, parent=self)
            link.setToolTip(self._full)
            link.clicked.connect(self._on_link)
            self._value = link
        else:
            self._value = _Value(value, kind == "mono", self._full, self)
        row.addWidget(self._value)

    @Slot()
    def _on_link(self) -> None:
        QDesktopServices.openUrl(QUrl(self._full))
