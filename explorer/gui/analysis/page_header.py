"""The heading of a room that stands in place of the picture."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.gui.kit import GhostButton, Line, SectionTitle


def page(owner: QWidget, title: SectionTitle, back: GhostButton, *parts: QWidget) -> QVBoxLayout:
    """Give a page its heading: a title, what can be chosen, and at the end the way back.

    Parameters
    ----------
    owner : QWidget
        The page.
    parts : QWidget
        Between title and the way back.

    Returns
    -------
    QVBoxLayout
        Of the page, for what stands below the heading.
    """
    head = QHBoxLayout()
    head.setContentsMargins(16, 6, 16, 6)
    head.setSpacing(12)
    head.addWidget(title, 1)
    for part in (*parts, back):
        head.addWidget(part)
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addWidget(Line())
    return column


def back_button(text: str = "Back to the map") -> GhostButton:
    """The way back, which Escape is too."""
    return GhostButton(text, "chevron-left", shortcut="Esc")
