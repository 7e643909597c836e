"""What the user does to a run, turned into the new state: mute, hold, mask. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explorer.core.interventions.intervention import ALL, Block, Hold, Masked, MuteError
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.interventions.named_tokens import cell_box, on_input
from explorer.core.placement import Box
from explorer.core.selection import MEAN, Cell, expanded
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.gui.control.analysis.muted_runs import Unmuted, settled
from explorer.gui.control.store import Store

GATES = (Kind.CHANNEL, Kind.SPATIAL)
Look = tuple[tuple[int, ...], tuple[int, ...]]
"""Token numbers of what asks, and of what is looked at."""
CLOSED, OPEN = 0.0, 1.0
"""What a channel, and a spatial gate, is held at first."""


class MuteControls:
    """The intents that change a run; each runs the model again, and can be undone."""

    def __init__(
        self,
        store: Store,
        rerun: Callable[[], None],
        warn: Callable[[str], None],
        tokens_of: Callable[[Target], frozenset[int]],
        look_of: Callable[[Target], Look],
    ) -> None:
        """Share the state.

        Parameters
        ----------
        rerun : makes the run of the state with the selection kept.
        warn : says why something cannot be done.
        tokens_of : the tokens of the text that is read which a place of its picture stands for.
        look_of : the queries and the keys of a cell of a map among tokens; none of what is no cell.
        """
        self._store = store
        self._rerun = rerun
        self._warn = warn
        self._tokens_of = tokens_of
        self._look_of = look_of

    def toggle(self) -> None:
        """Mute what is chosen; where all of it is muted, let it sound again.

        Of a channel gate the chosen channels are held at 0, a spatial gate is opened. Where the
        mouse lies on a photo or a text, what lies under it is masked.
        """
        hover = self._store.state.hover
        if isinstance(hover, Target):
            self.mask_target(hover)
        elif hover is not None:
            self.mask_cell(*hover)
        elif self._chosen_gates():
            self._toggle_gates()
        else:
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

    def mute_cells(self, cells: frozenset[Cell], muted: bool) -> None:
        """Mute these heads, or let them sound; a mean alone stands for all heads of its layer.

        Parameters
        ----------
        cells: (number of the site, unit); means among heads say nothing of their own.
        """
        heads = frozenset(cell for cell in cells if cell[1] != MEAN)
        if not heads:
            layers = {at for at, _ in cells}
            heads = frozenset(cell for cell in self._all() if cell[0] in layers)
        heads &= self._all()
        self._mute(self._muted() | heads if muted else self._muted() - heads)

    def clear(self) -> None:
        """Let the model run as it is: all heads, its own gates, the whole input."""
        self._change(replace(NOTHING_MUTED, mode=self._store.state.mute.mode))

    # -- gates ---------------------------------------------------------------------------------

    def hold(self, value: float) -> None:
        """Hold the chosen channels, or the spatial gate, at a value."""
        chosen = self._chosen_gates()
        held = frozenset(Hold(site, channel, value) for site, channel in chosen)
        self._hold(self._without(chosen) | held)

    def let_go(self) -> None:
        """Let the chosen gates be what the model computes."""
        self._hold(self._without(self._chosen_gates()))

    def _toggle_gates(self) -> None:
        chosen = self._chosen_gates()
        known = {(one.site, one.channel) for one in self._store.state.mute.holds}
        if chosen <= known:
            self.let_go()
            return
        first = {site.name: OPEN if site.kind is Kind.SPATIAL else CLOSED for site in self._sites()}
        held = frozenset(Hold(site, channel, first[str(site)]) for site, channel in chosen)
        self._hold(self._without(chosen) | held)

    def _chosen_gates(self) -> frozenset[tuple[int | str, int]]:
        """(site, channel) of the chosen gates; `ALL` in place of a channel for spatial ones."""
        trace = self._trace
        if trace is None:
            return frozenset()
        sites = trace.sites
        chosen = [
            (sites[at], units)
            for at, units in expanded(trace, self._store.state.selection)
            if sites[at].kind in GATES
        ]
        return frozenset(
            (site.name, ALL if site.kind is Kind.SPATIAL else unit)
            for site, units in chosen
            for unit in units
        )

    def _without(self, chosen: frozenset[tuple[int | str, int]]) -> frozenset[Hold]:
        holds = self._store.state.mute.holds
        return frozenset(one for one in holds if (one.site, one.channel) not in chosen)

    def _hold(self, holds: frozenset[Hold]) -> None:
        self._change(replace(self._store.state.mute, holds=holds))

    # -- the input -----------------------------------------------------------------------------

    def mask_query(self) -> None:
        """Mask the patch that asks, or let it be seen; where none asks, mute what is chosen."""
        trace = self._trace
        if trace is None or not trace.placements:
            return
        selection = self._store.state.selection
        axis = trace.sites[selection.layer].query_axis
        cell = axis.cell(selection.query) if isinstance(axis, PatchGrid) else None
        if cell is None or not isinstance(axis, PatchGrid):
            self.toggle()
        else:
            self._toggle_masked(frozenset({cell_box(cell, (axis.rows, axis.cols))}))

    def mask_cell(self, row: int, col: int) -> None:
        """Mask a cell of the map over the photo, or let it be seen again."""
        trace = self._trace
        if trace is None or not trace.placements:
            return
        grid = trace.sites[self._store.state.selection.layer].grid
        if row < grid[0] and col < grid[1]:
            self._toggle_masked(frozenset({cell_box((row, col), grid)}))

    def mask_box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Mask a box of the photo, given in shares of its width and height."""
        trace = self._trace
        if trace is None or not trace.placements:
            return
        try:
            box: Box = on_input((x0, y0, x1, y1), trace.placement)
        except MuteError as error:
            self._warn(str(error))
            return
        self._toggle_masked(frozenset({box}))

    def mask_target(self, target: Target) -> None:
        """Mask the token or word that a place in the picture of a text stands for."""
        tokens = self._tokens_of(target)
        if not tokens:
            self._warn("Only tokens of the text that the model reads can be masked.")
            return
        self._toggle_masked(frozenset(tokens))

    def _toggle_masked(self, parts: frozenset[Masked]) -> None:
        """Mask parts of the input; where all of them are masked, let them be seen again."""
        mute = self._store.state.mute
        shown = parts <= mute.masked
        self._change(replace(mute, masked=mute.masked - parts if shown else mute.masked | parts))

    # -- looks ---------------------------------------------------------------------------------

    def block(self) -> None:
        """Let the query of what is pointed at not look there any more, or look again.

        Of a map over a photo what asks is the query that is shown. All layers of the part are
        meant, as far as they attend to the same tokens.
        """
        trace = self._trace
        look = None if trace is None else self._pointed(trace)
        if trace is None or look is None or not all(look):
            self._warn("Point at a patch, or at a cell of the matrix: its look is blocked.")
            return
        selection = self._store.state.selection
        here = trace.sites[selection.layer]
        axes = here.query_axis, here.key_axis
        sites = tuple(
            one.name
            for one in trace.sites
            if one.part == here.part and (one.query_axis, one.key_axis) == axes
        )
        mute = self._store.state.mute
        known = frozenset(one for one in mute.blocks if (one.queries, one.keys) == look)
        more = frozenset() if known else frozenset({Block(*look, sites)})
        self._change(replace(mute, blocks=mute.blocks - known | more))

    def _pointed(self, trace: Trace) -> Look | None:
        """The query and the key of what lies under the mouse; None for what is no look."""
        state = self._store.state
        hover, selection = state.hover, state.selection
        if isinstance(hover, Target):
            return self._look_of(hover)
        axis = trace.sites[selection.layer].key_axis
        if hover is None or not isinstance(axis, PatchGrid):
            return None
        row, col = hover
        inside = row < axis.rows and col < axis.cols
        return ((selection.query,), (axis.index(row, col),)) if inside else None

    def land(self, unmuted: Unmuted) -> None:
        """Take the run with all heads."""
        self._store.change(unmuted=unmuted.trace)

    # -- what is there -------------------------------------------------------------------------

    @property
    def _trace(self) -> Trace | None:
        """The run that is shown, if it is whole."""
        trace = self._store.state.trace
        return trace if trace is not None and trace.complete else None

    def _mute(self, cells: frozenset[Cell]) -> None:
        trace = self._trace
        if trace is None or not self._all():
            return
        heads = frozenset((trace.sites[at].name, head) for at, head in cells)
        self._change(replace(self._store.state.mute, heads=heads))

    def _change(self, mute: Mute) -> None:
        trace, before = self._trace, self._store.state.mute
        if trace is None or mute == before:
            return
        with self._store.together():
            self._store.act(mute=settled(mute, trace))
            self._rerun()

    def _muted(self) -> frozenset[Cell]:
        """The muted heads."""
        trace = self._store.state.trace
        if trace is None:
            return frozenset()
        return replace(self._store.state.mute, holds=frozenset()).cells(trace.sites)

    def _chosen(self) -> frozenset[Cell]:
        trace = self._store.state.trace
        if trace is None:
            return frozenset()
        chosen = expanded(trace, self._store.state.selection)
        every = self._all()
        return frozenset((at, unit) for at, units in chosen for unit in units) & every

    def _sites(self) -> tuple[Attention, ...]:
        trace = self._store.state.trace
        return () if trace is None else trace.sites

    def _all(self) -> frozenset[Cell]:
        return frozenset(
            (at, head)
            for at, site in enumerate(self._sites())
            if site.kind not in GATES
            for head in range(site.heads)
        )
