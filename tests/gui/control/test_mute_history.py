"""Muting with undo and redo: whatever is done, in any order, equals a plain list of sets."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from explorer.core.interventions.mute import MuteMode
from explorer.core.selection import MEAN, Selection
from explorer.gui.control.analysis.mute_controls import MuteControls
from explorer.gui.control.state import State
from explorer.gui.control.store import Store
from tests.gui.control.test_controller import HEADS, LAYERS, trace

Cell = tuple[int, int]
EVERY = frozenset((layer, head) for layer in range(LAYERS) for head in range(HEADS))
LAYER = st.integers(0, LAYERS - 1)
UNIT = st.integers(MEAN, HEADS - 1)


class MuteMachine(RuleBasedStateMachine):
    """The store and its intents beside a list of what was muted after each step."""

    @initialize()
    def begin(self) -> None:
        run = trace()
        self.store = Store(State(model="vit", trace=run), lambda view: None)
        self.mute = MuteControls(
            self.store,
            rerun=lambda: None,
            warn=lambda sentence: None,
            tokens_of=lambda target: frozenset(),
            look_of=lambda target: ((), ()),
        )
        self.past: list[frozenset[Cell]] = []
        self.now: frozenset[Cell] = frozenset()
        self.future: list[frozenset[Cell]] = []
        self.chosen: frozenset[Cell] = frozenset()

    def step(self, wanted: frozenset[Cell]) -> None:
        """What the model of the history does: nothing where nothing changes."""
        if wanted != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = wanted

    def choose(self, layer: int, unit: int) -> frozenset[Cell]:
        """Show a cell, which is no step of this history."""
        self.store.change(selection=Selection(layer=layer, unit=unit))
        heads = range(HEADS) if unit == MEAN else (unit,)
        return frozenset((layer, head) for head in heads)

    @rule(layer=LAYER, unit=UNIT)
    def toggle(self, layer: int, unit: int) -> None:
        chosen = self.choose(layer, unit)
        self.mute.toggle()
        self.step(self.now - chosen if chosen <= self.now else self.now | chosen)

    @rule(layer=LAYER, unit=st.integers(0, HEADS - 1))
    def solo(self, layer: int, unit: int) -> None:
        chosen = self.choose(layer, unit)
        others = frozenset(cell for cell in EVERY if cell[0] == layer) - chosen
        alone = others <= self.now and not chosen & self.now
        self.mute.solo()
        self.step(self.now - others if alone else (self.now | others) - chosen)

    @rule(cells=st.frozensets(st.tuples(LAYER, UNIT), max_size=6), muted=st.booleans())
    def drag(self, cells: frozenset[Cell], muted: bool) -> None:
        heads = frozenset(cell for cell in cells if cell[1] != MEAN)
        if not heads:
            heads = frozenset(one for one in EVERY if one[0] in {layer for layer, _ in cells})
        self.mute.mute_cells(cells, muted)
        self.step(self.now | heads if muted else self.now - heads)

    @rule()
    def invert(self) -> None:
        self.mute.invert()
        self.step(EVERY - self.now)

    @rule()
    def clear(self) -> None:
        self.mute.clear()
        self.step(frozenset())

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.store.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.store.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    @invariant()
    def the_store_has_what_the_list_has(self) -> None:
        run = self.store.state.trace
        assert run is not None
        assert self.store.state.mute.cells(run.sites) == self.now
        assert self.store.state.mute.mode is MuteMode.ZERO
        assert self.store.history.can_undo == bool(self.past)
        assert self.store.history.can_redo == bool(self.future)


MuteMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestMuting = MuteMachine.TestCase
