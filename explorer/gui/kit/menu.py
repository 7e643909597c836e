"""The menu: rounded, with shortcuts in a quieter colour, headings and check marks."""

from __future__ import annotations

import math
import sys

from PySide6.QtCore import QPoint, QRectF, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import QAction, QActionEvent, QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from explorer.gui.kit.fonts import MEDIUM, REGULAR, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import begin, box, draw_text, text_width, tint
from explorer.gui.kit.theme import theme

_RADIUS, _ITEM_RADIUS = 8.0, 4.0
_INSET, _PAD, _MARK, _GAP = 6, 10, 14, 8
_SHORTCUT_GAP = 28
_HEADING = "menuHeading"
_DETAIL = "menuDetail"
_ICON_NAME = "menuIcon"
_SWATCH = "menuSwatch"
_BELOW = 4


def shortcut_text(sequence: QKeySequence) -> str:
    """A shortcut as the window writes it: ``"Ctrl E"``."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


def open_below(menu: QMenu, control: QWidget) -> None:
    """Open a menu under a control, its left side at the control's, or its right side where it
    would stick out of the window."""
    width, window = menu.sizeHint().width(), control.window()
    left = 0
    if control.mapTo(window, QPoint(width, 0)).x() > window.width():
        left = control.width() - width
    menu.popup(control.mapToGlobal(QPoint(left, control.height() + _BELOW)))


class Menu(QMenu):
    """A QMenu that paints itself; use it as any QMenu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        flags = self.windowFlags() | Qt.WindowType.FramelessWindowHint
        if sys.platform == "win32":  # the system's shadow is a rectangle there
            flags |= Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(flags)
        self.setFont(ui_font(13))
        self.setToolTipsVisible(True)
        self._least = 0
        self.aboutToShow.connect(self._fit)

    def add_heading(self, text: str) -> QAction:
        """A line that names the group below it and cannot be chosen."""
        action = self.addAction(text)
        action.setProperty(_HEADING, True)
        action.setEnabled(False)
        return action

    def add_choice(
        self, text: str, *, detail: str = "", icon: str = "", swatch: QPixmap | None = None
    ) -> QAction:
        """An entry with quiet text on its right, a Lucide icon by name, a picture before it."""
        action = self.addAction(text)
        action.setProperty(_DETAIL, detail)
        action.setProperty(_ICON_NAME, icon)
        action.setProperty(_SWATCH, swatch)
        return action

    def set_least_width(self, px: int) -> None:
        """Make the menu at least as wide as the control it belongs to."""
        self._least = px

    def sizeHint(self) -> QSize:
        self._fit()
        return super().sizeHint().expandedTo(QSize(self.minimumWidth(), 0))

    def actionEvent(self, e: QActionEvent) -> None:
        super().actionEvent(e)
        if self.isVisible():  # else when it opens: a window fills many menus as it starts
            self._fit()

    def _marks(self) -> int:
        marked = any(
            action.isCheckable() or action.property(_ICON_NAME) for action in self.actions()
        )
        return _MARK + _GAP if marked else 0

    def _swatches(self) -> float:
        """Room for the widest swatch, 0 where no entry has one."""
        widths = [_swatch_size(action).width() for action in self.actions()]
        widest = max(widths, default=0)
        return widest + _GAP if widest > 0 else 0

    @Slot()
    def _fit(self) -> None:
        """As wide as its widest entry."""
        widest = 0.0
        for action in self.actions():
            width = text_width(action.text().replace("&", ""), ui_font(13))
            right = self._right_text(action)
            if right:
                width += _SHORTCUT_GAP + text_width(right, ui_font(12))
            widest = max(widest, width)
        needed = math.ceil(widest) + 2 * (_INSET + _PAD) + self._marks()
        needed += math.ceil(self._swatches())
        self.setMinimumWidth(max(self._least, needed))

    @staticmethod
    def _right_text(action: QAction) -> str:
        return str(action.property(_DETAIL) or "") or shortcut_text(action.shortcut())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        fill = colours.panel if colours.name == "light" else colours.raised
        box(painter, QRectF(self.rect()), _RADIUS, fill, colours.line2)
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        for action in self.actions():
            rect = QRectF(self.actionGeometry(action))
            if rect.isEmpty():
                continue
            if action.isSeparator():
                middle = math.floor(rect.center().y())
                painter.fillRect(QRectF(0, middle, self.width(), 1), colours.line2)
            else:
                self._paint_entry(painter, action, rect)

    def _paint_entry(self, painter: QPainter, action: QAction, rect: QRectF) -> None:
        colours = theme()
        heading = bool(action.property(_HEADING))
        enabled = action.isEnabled()
        rect = QRectF(_INSET, rect.top(), self.width() - 2 * _INSET, rect.height())
        if action is self.activeAction() and enabled:
            box(painter, rect, _ITEM_RADIUS, tint(colours.accent, 0.16))
        ink = colours.t1 if enabled else colours.t4
        content = rect.adjusted(_PAD, 0, -_PAD, 0)
        if heading:
            draw_text(painter, content, action.text(), ui_font(11, MEDIUM), colours.t3)
            return
        mark = QRectF(content.left(), rect.center().y() - _MARK / 2, _MARK, _MARK)
        icon = str(action.property(_ICON_NAME) or "")
        if action.isCheckable() and action.isChecked():
            paint_icon(painter, "check", colours.accent_text if enabled else colours.t4, mark)
        elif icon:
            paint_icon(painter, icon, colours.t2 if enabled else colours.t4, mark)
        content.setLeft(content.left() + self._marks())
        swatch = action.property(_SWATCH)
        if isinstance(swatch, QPixmap):
            size = _swatch_size(action)
            target = QRectF(content.left(), rect.center().y() - size.height() / 2, 0, 0)
            target.setSize(QSizeF(size))
            painter.drawPixmap(target, swatch, QRectF(swatch.rect()))
        content.setLeft(content.left() + self._swatches())
        right = self._right_text(action)
        if right:
            quiet = colours.t3 if enabled else colours.t4
            draw_text(painter, content, right, ui_font(12), quiet, align=1.0)
            content.setRight(content.right() - text_width(right, ui_font(12)) - _GAP)
        text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        draw_text(painter, content, text, ui_font(13, REGULAR), ink)


def _swatch_size(action: QAction) -> QSize:
    """The logical size of an entry's swatch; empty where it has none."""
    swatch = action.property(_SWATCH)
    return swatch.deviceIndependentSize().toSize() if isinstance(swatch, QPixmap) else QSize()
