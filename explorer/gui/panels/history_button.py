"""The button with the inputs that were run before, on both input panels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from explorer.core.inputs import Modality
from explorer.gui.control.state import PastInput
from explorer.gui.kit.buttons import IconButton
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.tips import set_available

LONGEST = 48
"""Characters of a text in the menu."""


ICONS = {Modality.PHOTO: "image", Modality.TEXT: ""}


class HistoryButton(IconButton):
    """Offers photos and texts of the user's own, the latest first.

    Signals
    -------
    inputRequested(str, str): the kind of an input, and its path or the text itself.
    """

    inputRequested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("history", "Recent inputs", parent=parent)
        self._entries = Menu(self)
        self._entries.triggered.connect(self._on_chosen)
        self.set_menu(self._entries)
        self.show_recent(())

    def show_recent(self, recent: Sequence[PastInput]) -> None:
        """Offer these inputs; none of them makes the button unavailable."""
        self._entries.clear()
        for one in recent:
            name = one.name if len(one.name) <= LONGEST else one.name[: LONGEST - 1] + "…"
            action = self._entries.add_choice(name, icon=ICONS[one.kind], tip=one.content)
            action.setData((one.kind.value, one.content))
        set_available(self, bool(recent), "No photo or text of your own was run yet")

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        kind, content = action.data()
        self.inputRequested.emit(kind, content)
