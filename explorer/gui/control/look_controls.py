"""What the user wants of the look of maps, turned into the new state. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.core.colormaps import COLORMAPS
from explorer.core.inputs import Modality
from explorer.core.map.combine import Reduce
from explorer.core.map.long.region import is_long_run
from explorer.export.style import Mode
from explorer.gui.control.store import Store

OPACITY_STEP = 0.05


class LookControls:
    """The intents that concern how maps are drawn."""

    def __init__(self, store: Store) -> None:
        """Share the state."""
        self._store = store

    def choose_mode(self, mode: Mode) -> None:
        """Choose how a map lies over a photo."""
        self._restyle(mode=mode)

    def choose_smooth(self, smooth: bool) -> None:
        """Choose whether values blend between the patches."""
        self._restyle(smooth=smooth)

    def choose_colormap(self, colormap: str) -> None:
        """Choose the colours of maps."""
        self._restyle(colormap=colormap)

    def choose_opacity(self, opacity: float) -> None:
        """Choose how strongly a map covers the photo, in [0, 1]."""
        self._restyle("opacity", opacity=opacity)

    def toggle_smooth(self) -> None:
        """Smooth between the patches, or raw."""
        self.choose_smooth(not self._store.state.style.smooth)

    def next_colormap(self) -> None:
        """Take the colour map after the current one."""
        at = COLORMAPS.index(self._store.state.style.colormap)
        self.choose_colormap(COLORMAPS[(at + 1) % len(COLORMAPS)])

    def fade(self) -> None:
        """Make the overlay fainter."""
        self._step_opacity(-OPACITY_STEP)

    def strengthen(self) -> None:
        """Make the overlay stronger."""
        self._step_opacity(OPACITY_STEP)

    def _step_opacity(self, by: float) -> None:
        self.choose_opacity(round(min(max(self._store.state.style.opacity + by, 0.0), 1.0), 2))

    def _restyle(self, kind: str = "", **changes: Any) -> None:
        """Give the picture another look; `kind`: of steps that are undone as one."""
        self._store.act(kind, style=replace(self._store.state.style, **changes))


class TextOptionIntents:
    """The intents of the user that choose how a text is shown."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choose_words(self, words: bool) -> None:
        """Choose whether the tokens of a word are one row and column."""
        self._options(words=words)

    def toggle_rows(self) -> None:
        """Change what a row is: a word or a token; of a long text what a tile shows."""
        trace, selection = self._store.state.run_of(Modality.TEXT), self._store.state.selection
        if trace is not None and is_long_run(trace):
            self.choose_pool("mean" if selection.pool == "max" else "max")
        else:
            self.choose_words(not selection.words)

    def toggle_special(self) -> None:
        """Show special tokens, or hide them."""
        self.choose_special(not self._store.state.selection.special)

    def toggle_renormalised(self) -> None:
        """Have what is shown of a row sum to 1 again, or leave it."""
        self.choose_renormalised(not self._store.state.selection.renormalised)

    def toggle_first(self) -> None:
        """Leave the first token out of the columns, so that the rest of a row sums to 1, or not.

        On it lies most of the weight in many models, and hides where the rest goes.
        """
        without = self._store.state.selection.without
        self._options(without=frozenset() if without else frozenset({0}))

    def choose_special(self, special: bool) -> None:
        """Choose whether special tokens are shown."""
        self._options(special=special)

    def choose_renormalised(self, renormalised: bool) -> None:
        """Choose whether what is shown of a row sums to 1 where special tokens are hidden."""
        self._options(renormalised=renormalised)

    def choose_pool(self, pool: Reduce) -> None:
        """Choose what is shown of a tile of a long map: the mean of its weights or the largest."""
        self._options(pool=pool)

    def _options(self, **changes: Any) -> None:
        selection = replace(self._store.state.selection, **changes)
        self._store.act(selection=selection, hover=None)
