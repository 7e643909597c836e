"""Where the state of a window is: changed here alone, and shown with every change. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from explorer.gui.control.kept.history import History
from explorer.gui.control.present.presenter import Contents, Presenter
from explorer.gui.control.slices import same
from explorer.gui.control.state import CHOSEN, State
from explorer.gui.control.view import Undoable, View


class Store:
    """The state, what is shown of it, and what was before.

    Attributes
    ----------
    state: the current one.
    view: what is shown of it; that of the change before while one is under way.
    followers: told of every new state before it is shown, to have worked out what it lacks.
    """

    def __init__(
        self, state: State, show: Callable[[View], None], panels: Contents | None = None
    ) -> None:
        self.state = state
        self.followers: list[Callable[[State], None]] = []
        self.history = History()
        self._show = show
        self._present = Presenter(panels)
        self._depth = 0
        self._shown: State | None = None
        self.view = self._present(state)

    def change(self, **changes: Any) -> None:
        """Replace fields of the state, and show it where one of them is another value."""
        changes = {
            name: value
            for name, value in changes.items()
            if not same(value, getattr(self.state, name))
        }
        with self.together():
            if changes:
                self.state = replace(self.state, **changes)

    def act(self, kind: str = "", **changes: Any) -> None:
        """Replace fields as the user wants it, which can be undone; nothing where all is so.

        Parameters
        ----------
        kind: of actions that count as one, as the steps of a slider; "" for none.
        """
        after = replace(self.state, **changes)
        if any(getattr(after, name) != getattr(self.state, name) for name in CHOSEN):
            self.history.push(self.state, kind)
        self.change(**changes)

    def undo(self) -> bool:
        """Take the last action back; whether there was one."""
        if not self.history.can_undo:
            return False
        with self.together():
            self.state = self.history.undo(self.state)
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; whether there was anything."""
        if not self.history.can_redo:
            return False
        with self.together():
            self.state = self.history.redo(self.state)
        return True

    @contextmanager
    def together(self) -> Iterator[None]:
        """Show several changes as one, when the last of them is made."""
        self._depth += 1
        try:
            yield
        finally:
            if self._depth == 1:
                for follow in self.followers:
                    follow(self.state)
            self._depth -= 1
        if not self._depth:
            self._show_changes()

    def _show_changes(self) -> None:
        """Show the state, if it is another one than that which is shown."""
        undoable = Undoable(self.history.can_undo, self.history.can_redo)
        if self.state is not self._shown or undoable != self.view.undoable:
            self._shown = self.state
            self.view = self._present(self.state, undoable)
            self._show(self.view)
