"""The thin vertical bar that lies over the edge of what it scrolls and takes no room from it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


class OverlayBar(QScrollBar):
    """Shown only where there is something to scroll, so that nothing moves when it comes.

    ``area`` must call :meth:`place` whenever its size changes.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self.hide()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own = area.verticalScrollBar()
        own.rangeChanged.connect(self.place)
        own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(own.setValue)

    @Slot()
    def place(self) -> None:
        """Go to the right edge of the area, with its range."""
        area = cast(QAbstractScrollArea, self.parent())
        own = area.verticalScrollBar()
        self.setRange(own.minimum(), own.maximum())
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setVisible(own.maximum() > own.minimum())
        width = self.sizeHint().width()
        self.setGeometry(area.width() - width, 0, width, area.height())
        self.raise_()
