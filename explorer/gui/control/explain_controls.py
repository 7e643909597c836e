"""The intents that concern the dock: which page, which step, whose numbers. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from explorer.figures.frame import Target
from explorer.gui.control.present.explain_views import map_of, walk_of
from explorer.gui.control.state import ExplainState, State, Tab
from explorer.gui.control.store import Store


class ExplainControls:
    """What the user does in the dock."""

    def __init__(
        self, store: Store, select: Callable[[int], None], ask: Callable[[int], None]
    ) -> None:
        """Share the state; `select` shows another site, `ask` lets another patch ask."""
        self._store, self._select, self._ask = store, select, ask
        store.followers.append(self._follow)
        self._asked: tuple[object, ...] = ()

    @property
    def _state(self) -> ExplainState:
        return self._store.state.explain

    def toggle(self) -> None:
        """Open the dock, or close it."""
        self._change(open=not self._state.open, playing=False)

    def toggle_map(self) -> None:
        """Open the dock where the site sits in the model, or close it there."""
        there = self._state.open and self._state.tab == "where"
        self._change(open=not there, tab="where", playing=False)

    def close(self) -> None:
        """Close the dock."""
        self._change(open=False, playing=False)

    def choose_tab(self, tab: str) -> None:
        """Show another page."""
        chosen = next(one for one in get_args(Tab) if one == tab)
        self._change(open=True, tab=chosen)

    def choose_step(self, step: int) -> None:
        """Go to a step by its number; beyond the ends to the first or last one."""
        self._change(step=min(max(step, 0), max(self._count() - 1, 0)), playing=False)

    def step_back(self) -> None:
        """Go one step back."""
        self.choose_step(self._state.step - 1)

    def step_on(self) -> None:
        """Go one step on."""
        self.choose_step(self._state.step + 1)

    def toggle_playing(self) -> None:
        """Let the steps go on by themselves, after the last from the first again; or stop."""
        playing, last = not self._state.playing, self._state.step >= self._count() - 1
        self._change(playing=playing, **({"step": 0} if playing and last else {}))

    def play_on(self) -> None:
        """Go on to the next step while they go on by themselves; stop behind the last."""
        after = self._state.step + 1
        if after < self._count():
            self._change(step=after, playing=after < self._count() - 1)
        else:
            self._change(playing=False)

    def choose_target(self, target: object) -> None:
        """Go to the step and the key that were clicked in the walk-through."""
        if not isinstance(target, Target):
            return
        changes: dict[str, Any] = {}
        if target.col is not None:
            changes["step"] = target.col
        if target.row is not None:
            changes["focus"] = target.row
        self._change(playing=False, **changes)

    def choose_site(self, site: int) -> None:
        """Show another site, by its number."""
        self._select(site)

    def choose_on_map(self, target: object) -> None:
        """Show the site that was clicked on the map, or let the patch ask."""
        if isinstance(target, Target) and target.row is not None:
            self._select(target.row)
        elif isinstance(target, Target) and target.col is not None:
            self._ask(target.col)

    def step_site(self, down: int, right: int) -> None:
        """Go so many sites on, in the order of the map; no wrapping around."""
        state = self._store.state
        if state.trace is None:
            return
        order = map_of(state.trace, state.selection.layer).order
        at = order.index(state.selection.layer) + down + right
        self._select(order[min(max(at, 0), len(order) - 1)])

    def _count(self) -> int:
        walk = walk_of(self._store.state)
        return 0 if walk is None else len(walk.steps)

    def _follow(self, state: State) -> None:
        """Tell the numbers of the strongest key again when something else is asked."""
        asked = (state.trace, state.selection.layer, state.selection.unit, state.selection.query)
        if self._asked and asked != self._asked and state.explain.focus is not None:
            self._change(focus=None)
        self._asked = asked

    def _change(self, **changes: Any) -> None:
        self._store.change(explain=replace(self._state, **changes))
