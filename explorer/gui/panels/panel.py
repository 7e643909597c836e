"""How a panel is added to the window: what it shows, where it stands, and how it is made."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtWidgets import QWidget

from explorer.gui.control.controller import Controller
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.gui.kit.surface import Surface

Place = Literal["left", "right", "below", "bottom", "page", "left alone", "right alone"]
"""Where a panel stands: under the others of a side, below the picture, below everything
("bottom"), in place of the picture ("page"), or in place of all others of a side ("alone")."""


class PanelWidget(Surface):
    """The widget of a `Panel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)

    @abstractmethod
    def show_content(self, content: Any) -> None:
        """Show what the panel's `content` gave; called where that is another value."""

    def fit(self, width: int, height: int) -> None:
        """Adapt to a window of this size, px: set a height, fold what has no room."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel that comes and goes with the state of the window.

    Attributes
    ----------
    name : str
        What it is called in `View.panels`.
    place : Place
        Where it stands.
    content : callable
        From the state to the frozen value that it shows, None to hide it. Pure and without Qt;
        what takes long is kept in the memo, under a name of its own.
    make : callable
        Makes the widget in its parent and connects its signals to intents of the controller.
        Called once, when there is something to show for the first time. What is made without a
        parent is styled again, with all that is in it, each time it is put into something.
    least : int
        Height that the picture has with it, px: below the picture it gives way where that would
        be less; 0 for never.
    """

    name: str
    place: Place
    content: Callable[[State, Memo], object | None]
    make: Callable[[Controller, QWidget], PanelWidget]
    least: int = 0
