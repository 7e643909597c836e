"""Where the state of a window is: changed here alone, and shown with every change. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from explorer.core.trace import Trace, held_bytes
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


MOST = 200
"""Steps that can be taken back."""
ROOM = 512 * 2**20
"""Bytes that the runs of those steps may hold; older ones are run again when they come back."""


class History:
    """The states before the current one, and those that were taken back.

    Actions of the same `kind` one after the other, as the steps of a slider, count as one.
    """

    def __init__(self, most: int = MOST, room: int = ROOM) -> None:
        self._most, self._room = most, room
        self._past: list[State] = []
        self._future: list[State] = []
        self._bytes: WeakKeyDictionary[Trace, int] = WeakKeyDictionary()  # of runs in the past
        self._kind = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return bool(self._future)

    def push(self, state: State, kind: str = "") -> None:
        """Remember the state before an action of the user.

        Parameters
        ----------
        kind: of actions that count as one with the last if that was of the same; "" for none.
        """
        self._future.clear()
        if kind and kind == self._kind:
            return
        self._kind = kind
        self._past = [*self._past[1 - self._most :], state]
        self._make_room(state)

    def end(self) -> None:
        """Let the next action be one of its own."""
        self._kind = ""

    def undo(self, current: State) -> State:
        """Give the state before the last action; `can_undo` must hold."""
        self._kind = ""
        self._future.append(current)
        return restored(current, self._past.pop())

    def redo(self, current: State) -> State:
        """Give the state that the last undo took back; `can_redo` must hold."""
        self._kind = ""
        self._past.append(current)
        return restored(current, self._future.pop())

    def _make_room(self, current: State) -> None:
        """Let the runs of the oldest states go where all of them together take too much memory."""
        if len(self._past) > 1 and self._past[-2].trace is current.trace:
            return  # no other run has come
        held: dict[Trace, int] = {}
        for at in range(len(self._past) - 1, -1, -1):
            trace = self._past[at].trace
            if trace is None or trace is current.trace:
                continue
            if trace not in self._bytes:
                self._bytes[trace] = held_bytes(trace)
            held[trace] = self._bytes[trace]
            if sum(held.values()) > self._room:
                del held[trace]
                self._past[at] = replace(self._past[at], trace=None, ran=None)


def restored(current: State, then: State) -> State:
    """Give the current state with what the user had chosen then: `CHOSEN`, nothing that passes."""
    chosen: dict[str, Any] = {name: getattr(then, name) for name in CHOSEN}
    passing: dict[str, Any] = {"hover": None, "key_hover": None, "partial": None, "message": None}
    return replace(current, **chosen, **passing, playing=False, problem="")
