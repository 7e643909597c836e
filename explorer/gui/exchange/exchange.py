"""All that comes into the window and leaves it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.exchange.opening import Opening
from explorer.gui.exchange.saving import Saving
from explorer.gui.exchange.side_windows import SideWindows
from explorer.gui.sessions.drafting import Drafting
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.worker import Worker


@dataclass(frozen=True, eq=False)
class Exchange:
    """What opens and saves for a window.

    Attributes
    ----------
    opening, saving, beside : files, clipboard and drops; exports; the batch and its like.
    drafting : the session that is kept for after a crash; None where nothing is kept.
    """

    opening: Opening
    saving: Saving
    beside: SideWindows
    drafting: Drafting | None

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All that work for these, to be closed with the window."""
        drafts = None if self.drafting is None else self.drafting.worker
        return tuple(one for one in (self.saving.worker, self.beside.worker, drafts) if one)

    def cancel(self) -> None:
        """Stop what is being exported; the batch only where its window, which asks, is closed."""
        self.saving.cancel()
        self.beside.cancel()

    def restore(self) -> None:
        """Open the session of a window that ended without being closed."""
        if self.drafting is not None:
            self.drafting.restore()

    def leave(self) -> None:
        """Leave that session among the recent ones."""
        if self.drafting is not None:
            self.drafting.leave()

    def clear(self) -> None:
        """Throw away what was dragged out and the draft of the session, and leave the cluster."""
        self.beside.clear()
        self.saving.clear()
        if self.drafting is not None:
            self.drafting.end()


def make_exchange(
    window: QWidget, controller: Controller, dialogs: Dialogs, preferences: Preferences
) -> Exchange:
    """Make what opens and saves for a window, as its children."""
    saving = Saving(window, controller, dialogs, preferences)
    beside = SideWindows(window, controller, dialogs, preferences)
    beside.ended.connect(saving.say)
    drafting = Drafting(window, controller, preferences) if preferences.kept else None
    return Exchange(Opening(window, controller, dialogs, preferences), saving, beside, drafting)
