"""The button every other button is made of, and the two flat ones: with a label, icon alone."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from explorer.gui.kit.focus_ring import RingShape, by_keyboard
from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.menu import open_below
from explorer.gui.kit.motion import Fade, Spinner
from explorer.gui.kit.paint import begin, box, draw_text, mix, text_width, tint
from explorer.gui.kit.theme import theme
from explorer.gui.kit.tips import tip

CONTROL_HEIGHT = 28
RADIUS = 6.0
ICON = 16
CHEVRON = 14
BUSY_ICON = "loader"


class Button(QAbstractButton):
    """Hover, press, busy, focus ring, Enter as well as Space, a menu; the look is a subclass's.

    A click of the mouse leaves the keyboard where it is, so that the arrow keys go on belonging
    to the grid or the picture.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fade = Fade(self)
        self._spinner = Spinner(self)
        self._busy = False
        self._ringed = False
        self._menu: QMenu | None = None

    def busy(self) -> bool:
        """Whether the button's work goes on."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """Show that the button's work goes on; a busy button cannot be clicked."""
        self._busy = busy
        self._spinner.run(busy and self.isVisible())
        self.updateGeometry()
        self.update()

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu below the button at each click."""
        if self._menu is None:
            self.clicked.connect(self.open_menu)
        self._menu = menu

    @Slot()
    def open_menu(self) -> None:
        """Open the button's menu, if it has one."""
        if self._menu is not None:
            open_below(self._menu, self)

    def ring(self) -> RingShape | None:
        """Where the focus ring goes; see ``focus_ring``."""
        return self.ring_shape() if self._ringed else None

    def ring_shape(self) -> RingShape:
        """What the ring goes around once the keyboard brought the focus."""
        return RingShape(QRectF(self.rect()), RADIUS)

    def fade(self) -> float:
        """How far the hover look has come, in [0, 1]."""
        return self._fade.value if self.isEnabled() else 0.0

    def turn(self) -> float:
        """Degrees the busy mark is turned by."""
        return self._spinner.turn

    def flat_fill(self) -> QColor:
        """What lies behind a flat button now."""
        colours = theme()
        if self.isDown():
            return colours.track
        return mix(tint(colours.hover, 0.0), colours.hover, self.fade())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return not self._busy and self.rect().contains(pos)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._busy and not e.isAutoRepeat():
                self.click()
            return
        if self._busy and e.key() == Qt.Key.Key_Space:
            return
        super().keyPressEvent(e)

    def focusInEvent(self, e: QFocusEvent) -> None:
        self._ringed = by_keyboard(e, self._ringed)
        super().focusInEvent(e)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._fade.go(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._fade.go(False)
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._spinner.run(self._busy)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._spinner.run(False)
        self._fade.go(False)
        super().hideEvent(event)


class GhostButton(Button):
    """Icon and label without a box until the mouse is over it; a chevron where it has a menu."""

    _LEFT, _RIGHT, _GAP = 8, 10, 6

    def __init__(
        self, text: str, icon: str, *, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setText(text)
        self._icon = icon
        self._shortcut = shortcut
        self._label_visible = True
        self.setToolTip(tip(text, shortcut))

    def set_label_visible(self, visible: bool) -> None:
        """Show the label or, in a narrow window, the icon alone."""
        self._label_visible = visible
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self._label_visible:
            return QSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
        width = self._LEFT + ICON + self._GAP + text_width(self.text(), ui_font(13, MEDIUM))
        width += (4 + CHEVRON + 4) if self._menu is not None else self._RIGHT
        return QSize(math.ceil(width), CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, RADIUS, self.flat_fill())
        enabled = self.isEnabled()
        mark = QRectF(self._LEFT, rect.center().y() - ICON / 2, ICON, ICON)
        if not self._label_visible:
            mark.moveCenter(rect.center())
        name, turn = (BUSY_ICON, self.turn()) if self.busy() else (self._icon, 0.0)
        paint_icon(painter, name, colours.t2 if enabled else colours.t4, mark, turn)
        if not self._label_visible:
            return
        ink = colours.t1 if enabled else colours.t4
        text = rect.adjusted(mark.right() + self._GAP, 0, 0, 0)
        draw_text(painter, text, self.text(), ui_font(13, MEDIUM), ink)
        if self._menu is not None:
            right = rect.right() - 4 - CHEVRON
            chevron = QRectF(right, rect.center().y() - CHEVRON / 2, CHEVRON, CHEVRON)
            paint_icon(painter, "chevron-down", colours.t3 if enabled else colours.t4, chevron)


class IconButton(Button):
    """An icon alone; its tool tip says its name and its shortcut."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        shortcut: str = "",
        edge: int = CONTROL_HEIGHT,
        px: int = ICON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._icon = icon
        self._edge = edge
        self._px = px
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """What the button does now, for its tool tip and for screen readers."""
        self.setAccessibleName(name)
        self.setToolTip(tip(name, shortcut))

    def set_icon(self, icon: str) -> None:
        """Show another icon, as pause in place of play."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._edge, self._edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, RADIUS, colours.sel if self.isChecked() else self.flat_fill())
        mark = QRectF(0, 0, self._px, self._px)
        mark.moveCenter(rect.center())
        name, turn = (BUSY_ICON, self.turn()) if self.busy() else (self._icon, 0.0)
        paint_icon(painter, name, colours.t2 if self.isEnabled() else colours.t4, mark, turn)
