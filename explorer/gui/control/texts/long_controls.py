"""What is shown of a long text: its maps are worked out behind the window. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explorer.core.inputs import Modality
from explorer.core.map.long.long_line import around
from explorer.core.map.long.region import Region, is_long, is_long_run
from explorer.core.map.matrix import Matrix
from explorer.core.selection import clamped
from explorer.core.sites.arrays import Array
from explorer.core.trace import Trace
from explorer.gui.control.slices import same
from explorer.gui.control.state import LongPicture, Progress, State
from explorer.gui.control.store import Store
from explorer.gui.control.texts.long_text import LongText


class LongControls:
    """Has the maps of long texts worked out, and takes what comes; a part of them can be chosen.

    Attributes
    ----------
    text: works out the maps.
    """

    def __init__(self, store: Store, fail: Callable[[BaseException], None]) -> None:
        """Share the state; `fail` says what went wrong."""
        self._store = store
        self._fail = fail
        self._followed: tuple[object, ...] = ()
        self.text = LongText(self)

    @property
    def _trace(self) -> Trace | None:
        return self._store.state.run_of(Modality.TEXT)

    def choose_region(self, region: Region) -> None:
        """Take the part of a long map that the view shows now."""
        self._go_to(region, opened=False)

    def choose_key(self, key: int) -> None:
        """Show the part of a long map around a key, and the word that asks."""
        trace, selection = self._trace, self._store.state.selection
        if trace is None or not is_long(trace.token_site(selection.layer)):
            return
        rows, cols = trace.token_site(selection.layer).grid
        self._go_to(Region(around(selection.query, rows), around(key, cols)), opened=True)

    def _go_to(self, region: Region, opened: bool) -> None:
        trace, selection = self._trace, self._store.state.selection
        if trace is None:
            return
        wanted = clamped(trace, replace(selection, region=region))
        if wanted != selection:
            self._store.act("region", selection=wanted, opened=opened)

    def unknown(self) -> bool:
        """Whether a long map is on screen whose exact picture is not there yet."""
        trace, selection = self._trace, self._store.state.selection
        if trace is None or not is_long(trace.token_site(selection.layer)):
            return False
        return self.text.known(trace, selection) is None

    def follow(self, state: State) -> None:
        """Have worked out what a new state shows of a long text."""
        trace = state.trace
        if trace is None or not is_long_run(trace):
            if self._followed:
                self._followed = ()
                self.text.forget()
            return
        selection = clamped(trace, state.selection)
        small = tuple(self.text.small_maps(trace, selection))
        if not same(small, state.small):
            self._store.change(small=small)
        if self._followed == (trace, selection):
            return
        self._followed = trace, selection
        if is_long(trace.token_site(selection.layer)):
            self.text.show(trace, selection)
        else:
            self.text.show_small(trace, selection)

    def show_long(self, matrix: Matrix, line: Array, base: Matrix | None) -> None:
        """Take a picture of a long map, and the row of its query, (keys,)."""
        trace, state = self._trace, self._store.state
        if trace is not None:
            selection = clamped(trace, state.selection)
            picture = LongPicture(trace, selection, matrix, line, base, state.opened)
            self._store.change(long=picture, opened=False)  # the view goes there once

    def show_small(self) -> None:
        """Take more small maps of a long text."""
        trace = self._trace
        if trace is not None:
            small = self.text.small_maps(trace, self._store.state.selection)
            self._store.change(small=tuple(small))

    def show_sharpening(self, share: float | None) -> None:
        """Say how far the picture of a long map is; None when it is there."""
        progress = None if share is None else Progress("Sharpening the map", share)
        self._store.change(sharpening=progress)

    def fail(self, error: BaseException) -> None:
        """Say that a picture could not be worked out."""
        self._fail(error)
