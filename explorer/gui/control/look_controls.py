"""What the user wants of the look of maps, turned into the new state. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.core.colormaps import COLORMAPS
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
