"""Widgets in a row or in a column, in one expression."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Box = TypeVar("Box", bound=QBoxLayout)
Part = QWidget | QLayout | int | tuple[Any, ...] | None
"""A widget or a layout, or a tuple of one with its stretch and alignment; px of room; None for room
that stretches."""
Margins = int | tuple[int, int, int, int]
"""Left, top, right and bottom, px, or the same on all sides."""


def hbox(
    *parts: Part,
    owner: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QHBoxLayout:
    """Lay parts out beside each other; margins and spacing are Qt's own where not given."""
    return _filled(QHBoxLayout(), parts, owner, margins, spacing)


def vbox(
    *parts: Part,
    owner: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QVBoxLayout:
    """Lay parts out below each other; margins and spacing are Qt's own where not given."""
    return _filled(QVBoxLayout(), parts, owner, margins, spacing)


def _filled(
    box: Box,
    parts: tuple[Part, ...],
    owner: QWidget | None,
    margins: Margins | None,
    spacing: int | None,
) -> Box:
    if owner is not None:
        owner.setLayout(box)
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    for part in parts:
        first, *rest = part if isinstance(part, tuple) else (part,)
        if isinstance(first, QWidget):
            box.addWidget(first, *rest)
        elif isinstance(first, QLayout):
            box.addLayout(first, *rest)
        elif first is None:
            box.addStretch(1)
        else:
            box.addSpacing(first)
    return box
