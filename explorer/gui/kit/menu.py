"""The menu: Qt's own in rounded corners, with headings, quiet details and pictures."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from explorer.gui.kit.labels import Text
from explorer.gui.kit.look.fonts import MEDIUM, ui_font
from explorer.gui.kit.look.icons import icon as themed_icon
from explorer.gui.kit.tips import label_text, plain_tip

_APART = 20  # px between words and shortcuts, more than Qt leaves


def shortcut_text(sequence: QKeySequence) -> str:
    """Return a shortcut as the window writes it: ``"Ctrl E"``."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


class Menu(QMenu):
    """A QMenu with rounded corners; a long one scrolls, and never breaks into columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        flags = self.windowFlags() | Qt.WindowType.FramelessWindowHint
        if sys.platform == "win32":  # the system's shadow is a rectangle there
            flags |= Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(flags)
        self.setFont(ui_font(13, tabular=False))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._on_about_to_show)

    @Slot()
    def _on_about_to_show(self) -> None:
        """Keep the column of the shortcuts apart from the words."""
        self.setMinimumWidth(0)
        if any("\t" in one.text() or not one.shortcut().isEmpty() for one in self.actions()):
            self.setMinimumWidth(self.sizeHint().width() + _APART)

    def add_heading(self, text: str) -> QAction:
        """Add a line that names the group below it and cannot be chosen."""
        label = Text(text, px=11, weight=MEDIUM, token="t3", parent=self)
        label.setContentsMargins(10, 0, 10, 0)
        label.setFixedHeight(26)
        heading = QWidgetAction(self)
        heading.setText(label_text(text))
        heading.setDefaultWidget(label)
        heading.setEnabled(False)
        self.addAction(heading)
        return heading

    def add_menu(self, text: str) -> Menu:
        """Add a menu that opens beside its entry."""
        menu = Menu(self)
        menu.setTitle(label_text(text))
        self.addMenu(menu)
        return menu

    def add_choice(
        self,
        text: str,
        *,
        detail: str = "",
        icon: str = "",
        tip: str = "",
    ) -> QAction:
        """Add an entry with a text on its right, a Lucide icon by name before it.

        Parameters
        ----------
        tip: of the entry, shown as it is written; "" for its text.
        """
        action = self.addAction(label_text(text) + (f"\t{label_text(detail)}" if detail else ""))
        action.setToolTip(plain_tip(tip or text))  # Qt's own is the text, which may hold markup
        if icon:
            action.setIcon(themed_icon(icon))
        return action
