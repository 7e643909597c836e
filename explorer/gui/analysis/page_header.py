"""The heading of a room that stands in place of the picture."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.canvas.style_bar import HEIGHT
from explorer.gui.kit import GhostButton, Line, SectionTitle
from explorer.gui.kit.boxes import hbox, vbox


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
    head = QWidget()
    head.setFixedHeight(HEIGHT)  # else it shares in the room that nothing below it takes
    hbox((title, 1), *parts, back, owner=head, margins=(16, 6, 16, 6), spacing=12)
    column = vbox(head, Line(), owner=owner, margins=0, spacing=0)
    return column


def back_button(text: str = "Back to the map") -> GhostButton:
    """The way back, which Escape is too."""
    return GhostButton(text, "chevron-left", shortcut="Esc")
