"""The one primary button of the window, with a part that opens a menu of other ways."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from explorer.gui.kit.button import BUSY_ICON, CHEVRON, CONTROL_HEIGHT, ICON, RADIUS, Button
from explorer.gui.kit.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import begin, box, draw_text, mix, text_width, tint
from explorer.gui.kit.theme import theme
from explorer.gui.kit.tips import tip


class PrimarySplitButton(Button):
    """A filled button; with a menu, its right part opens that (or Alt+Down, or Down).

    Signals
    -------
    triggered: the main part was clicked, or Enter or Space pressed.
    """

    triggered = Signal()

    _LEFT, _RIGHT, _GAP, _ARROW = 12, 14, 6, 26

    def __init__(
        self, text: str, icon: str, *, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setText(text)
        self.setToolTip(tip(text, shortcut))
        self._icon = icon
        self._on_arrow = False
        self.clicked.connect(self._on_clicked)

    def set_menu(self, menu: QMenu) -> None:
        """Give the button its right part."""
        self._menu = menu
        self.updateGeometry()

    def _on_clicked(self) -> None:
        if self._on_arrow:
            self.open_menu()
        else:
            self.triggered.emit()

    def _arrow(self) -> QRectF:
        width = self._ARROW if self._menu is not None else 0
        return QRectF(self.width() - width, 0, width, self.height())

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._on_arrow = self._arrow().contains(e.position())
        super().mousePressEvent(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        self._on_arrow = False
        if e.key() == Qt.Key.Key_Down and not self.busy():
            self.open_menu()
            return
        super().keyPressEvent(e)

    def sizeHint(self) -> QSize:
        width = self._LEFT + ICON + self._GAP + text_width(self.text(), ui_font(13, SEMIBOLD))
        width += self._RIGHT + (self._ARROW if self._menu is not None else 2)
        return QSize(math.ceil(width), CONTROL_HEIGHT)

    def _fill(self) -> QColor:
        colours = theme()
        if not self.isEnabled():
            return colours.track
        if self.isDown():
            return colours.fill_pressed
        return mix(colours.fill, colours.fill_hover, self.fade())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, RADIUS, self._fill())
        ink = colours.on_fill if self.isEnabled() else colours.t4
        mark = QRectF(self._LEFT, rect.center().y() - ICON / 2, ICON, ICON)
        name, turn = (BUSY_ICON, self.turn()) if self.busy() else (self._icon, 0.0)
        paint_icon(painter, name, ink, mark, turn)
        text = rect.adjusted(mark.right() + self._GAP, 0, 0, 0)
        draw_text(painter, text, self.text(), ui_font(13, SEMIBOLD), ink)
        if self._menu is None:
            return
        arrow = self._arrow()
        if self.isEnabled():
            painter.fillRect(QRectF(arrow.left(), 0, 1, arrow.height()), tint(ink, 0.8))
        else:
            painter.fillRect(QRectF(arrow.left(), 0, 1, arrow.height()), colours.line2)
        chevron = QRectF(0, 0, CHEVRON, CHEVRON)
        chevron.moveCenter(arrow.center())
        paint_icon(painter, "chevron-down", ink, chevron)
