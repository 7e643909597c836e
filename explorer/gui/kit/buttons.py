"""The buttons of the kit: with a label, icon alone, small, filled, a link, a chip, segments."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.labels import restyle
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import MEDIUM, SEMIBOLD, ui_font
from explorer.gui.kit.look.icons import Icon
from explorer.gui.kit.look.icons import icon as lucide
from explorer.gui.kit.look.paint import elide, text_width
from explorer.gui.kit.terms import explain_on
from explorer.gui.kit.tips import label_text, tip

CONTROL_HEIGHT, ICON = 28, 16
_FIXED = QSizePolicy.Policy.Fixed
_AIR, _CLOSE = 20, 10  # px around the word of a segment, and where there is little room
_GAP = 2  # px that an icon is wider than it is drawn, for the gap between it and the label


class Button(QPushButton):
    """A push button that Enter clicks as Space does, and that a click leaves the keyboard alone.

    The arrow keys so go on belonging to the grid or the picture; who has the focus got it by the
    keyboard, and the style sheet rings it.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # which is what makes Enter click outside a dialog
        self.setSizePolicy(_FIXED, _FIXED)

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu below the button at each click."""
        self.setMenu(menu)


class GhostButton(Button):
    """Icon and label without a box until the mouse is over it; a chevron where it has a menu."""

    def __init__(
        self, text: str, icon: str, *, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setFont(ui_font(13, MEDIUM, tabular=False))
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setIcon(lucide(icon))
        self.setIconSize(QSize(ICON + _GAP, ICON))
        self._text, self._labelled = text, True
        self.setText(text)
        self.setToolTip(tip(text, shortcut))

    def setText(self, text: str) -> None:
        self._text = text
        super().setText(label_text(text) if self._labelled else "")

    def set_label_visible(self, visible: bool) -> None:
        """Show the label or, in a narrow window, the icon alone."""
        if visible != self._labelled:
            self._labelled = visible
            self.setText(self._text)
            restyle(self, labelled="true" if visible else "false")

    def sizeHint(self) -> QSize:
        if not self._labelled:
            return QSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
        width = 8 + ICON + 6 + text_width(say(self._text), self.font())
        return QSize(math.ceil(width) + (22 if self.menu() is not None else 10), CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


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
        self.setFixedSize(edge, edge)
        self.setIconSize(QSize(px, px))
        self.set_icon(icon)
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does now, in its tool tip and to screen readers."""
        self.setAccessibleName(say(name))
        self.setToolTip(tip(name, shortcut))

    def set_icon(self, name: str) -> None:
        """Show another icon, as pause in place of play."""
        self.setIcon(lucide(name))


class SmallButton(Button):
    """A raised button of 20 px with a label only, as Cancel in the status bar."""

    def __init__(self, text: str, *, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(ui_font(12, MEDIUM, tabular=False))
        self.setText(label_text(text))
        self.setFixedSize(math.ceil(text_width(say(text), self.font())) + 22, 20)
        self.setToolTip(tip(text, shortcut))


class PrimarySplitButton(QToolButton):
    """The filled button of the window; with a menu, its right part opens that, and so does Down.

    Signals
    -------
    triggered: the main part was clicked, or Enter or Space pressed.
    """

    triggered = Signal()

    def __init__(
        self, text: str, icon: str, *, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFont(ui_font(13, SEMIBOLD, tabular=False))
        self.setText(label_text(text))
        self.setAccessibleName(say(text))
        self.setIcon(lucide(icon, "on_fill"))
        self.setIconSize(QSize(ICON + 2 * _GAP, ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(tip(text, shortcut))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.clicked.connect(self.triggered)

    def set_menu(self, menu: QMenu) -> None:
        """Give the button its right part."""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setMenu(menu)
        restyle(self)  # its right part has room of its own

    def open_menu(self) -> None:
        """Open the menu below the button, its right side at the button's."""
        menu = self.menu()
        if menu is not None:
            left = self.width() - menu.sizeHint().width()
            menu.popup(self.mapToGlobal(QPoint(left, self.height() + 4)))

    def mousePressEvent(self, arg__1: QMouseEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ToolButtonMenu
        complex_ = QStyle.ComplexControl.CC_ToolButton
        arrow = self.style().subControlRect(complex_, option, part, self)
        if self.menu() is not None and arrow.contains(arg__1.position().toPoint()):
            self.open_menu()  # Qt's own way waits in a loop of its own until it is closed
        else:
            super().mousePressEvent(arg__1)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Down:
            self.open_menu()
        elif arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(arg__1)


class LinkLabel(Button):
    """A text to click, in the accent; with a mark where it opens a page outside the program."""

    def __init__(
        self,
        text: str,
        *,
        outside: bool = False,
        px: int = 12,
        weight: int = MEDIUM,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setFont(ui_font(px, weight, tabular=False))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tail = 0
        if outside:  # the icon stands behind the text
            mark = Icon("external-link", "accent_text", 12, self)
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            hbox(None, mark, owner=self, margins=0)
            self.setProperty("outside", "true")
            self._tail = 18
        self._text = ""
        self.set_text(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, _FIXED)

    def set_text(self, text: str) -> None:
        """Show another text."""
        text = self._text = say(text)
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = max(self.width() - self._tail, 1)
        whole = text_width(self._text, self.font()) <= room or not self.isVisible()
        shown = self._text if whole else elide(self._text, self.font(), room)
        self.setText(label_text(shown))

    def sizeHint(self) -> QSize:
        width = math.ceil(text_width(self._text, self.font())) + self._tail
        return QSize(width, math.ceil(self.font().pixelSize() * 1.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def showEvent(self, event: QEvent) -> None:
        self._fit()


class Chip(Button):
    """A round box over the picture that says what is asked; Delete and Escape undo it, as its x.

    Signals
    -------
    closeRequested: the x was clicked. ``clicked`` is a click anywhere else.
    """

    closeRequested = Signal()

    def __init__(
        self, text: str = "", value: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setFont(ui_font(12, SEMIBOLD, tabular=False))
        self.setFixedHeight(26)
        self._icon = icon
        self._said = ""
        self._shown: tuple[str, str, bool, bool] | None = None
        self._cross = IconButton("x", "Back", shortcut="Esc", edge=20, px=13, parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.closeRequested)
        hbox(None, self._cross, owner=self, margins=(0, 0, 4, 0))
        self.show_value(text, value)

    def show_value(
        self, text: str, value: str = "", *, accent: bool = False, closable: bool = False
    ) -> None:
        """Show a word and a value; in the accent where the user chose it; closable to undo it."""
        shown = text, value, accent, closable
        if shown == self._shown:
            return
        self._shown = shown
        self._said = "  ".join(part for part in (say(text), say(value)) if part)
        self.setText(label_text(self._said))
        self.setAccessibleName(self._said)
        self._cross.setVisible(closable)
        look = ("true" if accent else "false", "true" if closable else "false")
        if look != (self.property("chosen"), self.property("closable")):
            restyle(self, chosen=look[0], closable=look[1])
        self._show_icon()
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Show another Lucide icon, "" for none."""
        if name != self._icon:
            self._icon = name
            self._show_icon()
            self.updateGeometry()

    def _show_icon(self) -> None:
        token = "accent_text" if self.property("chosen") == "true" else "t2"
        self.setIcon(lucide(self._icon, token) if self._icon else QIcon())
        self.setIconSize(QSize(13 + 6, 13))
        self._cross.setIcon(lucide("x", token))

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
        if not self._cross.isHidden() and arg__1.key() in keys:
            self.closeRequested.emit()
        else:
            super().keyPressEvent(arg__1)

    def sizeHint(self) -> QSize:
        width = 10 + (13 + 6 if self._icon else 0) + text_width(self._said, self.font())
        return QSize(math.ceil(width) + (26 if not self._cross.isHidden() else 10), 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Segmented(QFrame):
    """Exclusive choices side by side; Left and Right move the choice once it has the keyboard.

    Signals
    -------
    choiceRequested(str): the user chose the segment of this key. Never emitted by a setter.
    """

    choiceRequested = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Make segments of (key, text) pairs; the first one starts chosen."""
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setSizePolicy(_FIXED, _FIXED)
        self._keys: list[str] = []
        self._choices: tuple[tuple[str, str], ...] = ()
        self._air = _AIR
        self._group = QButtonGroup(self)
        self._row = hbox(owner=self, margins=1, spacing=0)
        self._group.idClicked.connect(self._on_clicked)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the segments; what is chosen stays where its key is still there."""
        if tuple(choices) == self._choices:  # asked at every change of what is around
            return
        chosen, self._choices = self.current(), tuple(choices)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys = [key for key, _ in choices]
        for number, (_, text) in enumerate(choices):
            segment = Button(text, self)
            segment.setFont(ui_font(12, MEDIUM, tabular=False))
            segment.setText(label_text(text))
            segment.setCheckable(True)
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        self._size_segments()
        if self._keys:
            self.set_current(chosen if chosen in self._keys else self._keys[0])

    def set_close(self, close: bool) -> None:
        """Leave less room beside the words, or as much as usual."""
        air = _CLOSE if close else _AIR
        if air != self._air:
            self._air = air
            self._size_segments()

    def _size_segments(self) -> None:
        for number, (_, text) in enumerate(self._choices):
            segment = self._group.button(number)
            segment.setFixedSize(math.ceil(text_width(say(text), segment.font())) + self._air, 24)
        self._row.invalidate()  # so that who asks for the width at once gets the new one
        self.updateGeometry()

    def set_current(self, key: str) -> None:
        """Choose a segment; ``ValueError`` where there is none of this key."""
        self._segment(key).setChecked(True)

    def current(self) -> str:
        """Return the key of the chosen segment, "" where there are none."""
        number = self._group.checkedId()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def set_tip(self, key: str, text: str) -> None:
        """Give one segment a tool tip, below which its word is explained where it is a term."""
        segment = self._segment(key)
        explain_on(segment, tip(text), segment.text())

    def set_enabled(self, key: str, on: bool) -> None:
        """Let a segment be chosen, or grey it; a chosen one stays chosen."""
        self._segment(key).setEnabled(on)

    def _segment(self, key: str) -> QAbstractButton:
        return self._group.button(self._keys.index(key))

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.choiceRequested.emit(self._keys[number])


class CheckBox(QCheckBox):
    """A check box that the keyboard reaches and a click leaves the keyboard alone."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(label_text(text), parent)
        self.setFont(ui_font(12, tabular=False))
        self.setFixedHeight(20)
        self.setAccessibleName(say(text))
        explain_on(self, "", text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(_FIXED, _FIXED)
