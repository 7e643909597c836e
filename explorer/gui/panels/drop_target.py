"""The dashed field that says that a photo can be dropped; a click on it opens one instead."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit import SEMIBOLD, Icon, KeyHint, Text
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import Button
from explorer.gui.kit.labels import restyle
from explorer.gui.kit.language import say
from explorer.gui.kit.menu import shortcut_text


class DropTarget(Button):
    """``Drop an image, or Ctrl V``; while a drag hovers over the window, ``Drop to open``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Open an image", parent)
        keys = shortcut_text(QKeySequence(QKeySequence.StandardKey.Paste))
        self._at_rest: tuple[QWidget, ...] = (
            Text("Drop an image, or", px=12, token="t3"),
            KeyHint(keys),
        )
        self._dropping: tuple[QWidget, ...] = (
            Icon("image", "accent_text"),
            Text("Drop to open", weight=SEMIBOLD, token="accent_text"),
        )
        row = hbox(None, owner=self, margins=(8, 0, 8, 0), spacing=7)
        for part in (*self._at_rest, *self._dropping):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        row.addStretch(1)
        self.setToolTip(say("Drop an image here, paste one, or click to choose a file"))
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_dragging(False)

    def show_dragging(self, dragging: bool) -> None:
        """Say that what is dragged can be dropped, or no longer."""
        for part in self._at_rest:
            part.setVisible(not dragging)
        for part in self._dropping:
            part.setVisible(dragging)
        restyle(self, dragging="true" if dragging else "false")

    def sizeHint(self) -> QSize:
        return QSize(160, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 36)
