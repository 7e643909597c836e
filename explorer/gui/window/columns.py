"""Panels one under the other: how the window and its sides are built."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.gui.kit.surface import ScrollArea, Surface


class SidePanel(Surface):
    """Panels one under the other, scrolling when the window is low; another may replace them all.

    Attributes
    ----------
    column: where the panels stand, with a stretch at the end.
    stack: the panels together, and what stands in place of them.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__("panel")
        body = QWidget()
        self.column = column(body, parts)
        self.column.addStretch(1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(ScrollArea(body))
        column(self, [self.stack])


def column(
    owner: QWidget, parts: Sequence[QWidget], stretching: QWidget | None = None
) -> QVBoxLayout:
    """Put the parts one under the other without gaps; `stretching` takes the room that is left."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is stretching else 0)
    return column
