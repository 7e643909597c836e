"""Panels one under the other: how the window and its sides are built."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.kit.surface import ScrollArea, Surface


def side_panel(*parts: QWidget) -> Surface:
    """Put panels one under the other, scrolling when the window is low."""
    body = QWidget()
    column(body, parts).addStretch(1)
    side = Surface("panel")
    column(side, [ScrollArea(body)])
    return side


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
