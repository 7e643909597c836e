"""What the user does to mute heads, turned into the new state. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explorer.core.attention import Kind
from explorer.core.mute import MuteMode, cells_muted
from explorer.core.selection import Cell, expanded
from explorer.gui.control.muted_runs import Unmuted
from explorer.gui.control.store import Store

GATES = (Kind.CHANNEL, Kind.SPATIAL)


class MuteControls:
    """The intents that mute heads; each runs the model again, and can be undone."""

    def __init__(self, store: Store, rerun: Callable[[], None]) -> None:
        """Share the state; `rerun` makes the run of it with the selection kept."""
        self._store = store
        self._rerun = rerun

    def toggle(self) -> None:
        """Mute the chosen heads; where all of them are muted, let them sound again."""
        chosen, muted = self._chosen(), self._muted()
        self._mute(muted - chosen if chosen <= muted else muted | chosen)

    def solo(self) -> None:
        """Mute all heads of the chosen layers but the chosen ones; once more, let them sound."""
        chosen, muted = self._chosen(), self._muted()
        layers = {at for at, _ in chosen}
        others = frozenset(cell for cell in self._all() if cell[0] in layers) - chosen
        alone = others <= muted and not chosen & muted
        self._mute(muted - others if alone else (muted | others) - chosen)

    def invert(self) -> None:
        """Mute the heads that sound, and let those sound that are muted."""
        self._mute(self._all() - self._muted())

    def clear(self) -> None:
        """Let all heads sound."""
        self._mute(frozenset())

    def choose_mode(self, mode: str) -> None:
        """Have muted heads give zeros or their mean."""
        state = self._store.state
        if state.mute.mode != mode:
            self._store.act(mute=replace(state.mute, mode=MuteMode(mode)))
            if state.mute:
                self._rerun()

    def land(self, unmuted: Unmuted) -> None:
        """Take the run with all heads."""
        self._store.change(unmuted=unmuted.trace)

    def _mute(self, cells: frozenset[Cell]) -> None:
        state = self._store.state
        trace = state.trace
        if trace is None or not trace.complete or not self._all():
            return
        mute = cells_muted(trace.sites, cells, state.mute.mode)
        if mute == state.mute:
            return
        with self._store.together():
            self._store.act(mute=mute)
            self._rerun()

    def _muted(self) -> frozenset[Cell]:
        trace = self._store.state.trace
        return frozenset() if trace is None else self._store.state.mute.cells(trace.sites)

    def _chosen(self) -> frozenset[Cell]:
        trace = self._store.state.trace
        if trace is None:
            return frozenset()
        chosen = expanded(trace, self._store.state.selection)
        every = self._all()
        return frozenset((at, unit) for at, units in chosen for unit in units) & every

    def _all(self) -> frozenset[Cell]:
        trace = self._store.state.trace
        if trace is None:
            return frozenset()
        return frozenset(
            (at, head)
            for at, site in enumerate(trace.sites)
            if site.kind not in GATES
            for head in range(site.heads)
        )
