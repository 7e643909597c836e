"""What the user wants of the look of maps, turned into the new state. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.core.colormaps import COLORMAPS
from explorer.core.inputs import Modality
from explorer.core.map.long.region import is_long_run
from explorer.gui.control.store import Store

OPACITY_STEP = 0.05


class LookControls:
    """The intents that concern how maps are drawn."""

    def __init__(self, store: Store) -> None:
        """Share the state."""
        self._store = store

    def choose(self, name: str, value: Any) -> None:
        """Choose how maps are drawn, by the name of a field of `Style`."""
        style = replace(self._store.state.style, **{name: value})
        self._store.act("opacity" if name == "opacity" else "", style=style)

    def toggle_smooth(self) -> None:
        """Smooth between the patches, or raw."""
        self.choose("smooth", not self._store.state.style.smooth)

    def next_colormap(self) -> None:
        """Take the colour map after the current one."""
        at = COLORMAPS.index(self._store.state.style.colormap)
        self.choose("colormap", COLORMAPS[(at + 1) % len(COLORMAPS)])

    def step_opacity(self, by: float) -> None:
        """Make the overlay stronger, or fainter."""
        opacity = self._store.state.style.opacity + by
        self.choose("opacity", round(min(max(opacity, 0.0), 1.0), 2))


class TextOptionIntents:
    """The intents of the user that choose how a text is shown."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choose_option(self, name: str, value: Any) -> None:
        """Choose what rows and columns are, by the name of a field of `Selection`."""
        selection = replace(self._store.state.selection, **{name: value})
        self._store.act(selection=selection, hover=None)

    def toggle(self, option: str) -> None:
        """Show special tokens, or hide them; have a row sum to 1 again, or leave it."""
        self.choose_option(option, not getattr(self._store.state.selection, option))

    def toggle_rows(self) -> None:
        """Change what a row is: a word or a token; of a long text what a tile shows."""
        trace, selection = self._store.state.run_of(Modality.TEXT), self._store.state.selection
        if trace is not None and is_long_run(trace):
            self.choose_option("pool", "mean" if selection.pool == "max" else "max")
        else:
            self.toggle("words")

    def toggle_first(self) -> None:
        """Leave the first token out of the columns, so that the rest of a row sums to 1, or not.

        On it lies most of the weight in many models, and hides where the rest goes.
        """
        without = self._store.state.selection.without
        self.choose_option("without", frozenset() if without else frozenset({0}))
