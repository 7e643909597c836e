"""The box or mask on a photo that maps are held against: drawn, read, cleared. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.placement import Box
from explorer.gui.control.state import Message

if TYPE_CHECKING:
    from explorer.gui.control.store import Store


class RegionControls:
    """The intents that mark a part of the photo.

    Attributes
    ----------
    ask_path : callable
        Asks for a file of boxes or a mask; gives None where the user thinks better of it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ask_path: Callable[[], Path | None] = lambda: None

    def toggle_drawing(self) -> None:
        """Let any drag on the picture draw a box, or none."""
        self._store.change(drawing=not self._store.state.drawing)

    def draw(self, box: Box | None) -> None:
        """Hold maps against this box on the photo; None takes it away."""
        photo = self._photo()
        if photo is None:
            return
        region = None if box is None else PhotoRegion(photo.sha256, (box,))
        self._take(region)

    def clear(self) -> None:
        """Hold maps against nothing on the photo."""
        self._take(None)

    def ask(self) -> None:
        """Ask for a file of boxes, or a mask, and hold maps against what it says of the photo."""
        path = self.ask_path()
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Hold maps against the boxes or the mask of a file."""
        photo = self._photo()
        if photo is None:
            return
        from explorer.inputs.regions import RegionFileError, read_region

        try:
            boxes, mask = read_region(path, photo.path, photo.size)
        except RegionFileError as error:
            self._store.change(message=Message("err", str(error)))
            return
        self._take(PhotoRegion(photo.sha256, boxes, mask, path.name))

    def _take(self, region: PhotoRegion | None) -> None:
        self._store.act("region", region=region)  # the heads are measured anew when that changes

    def _photo(self) -> Photo | None:
        trace = self._store.state.trace
        first = None if trace is None else next(iter(trace.inputs.photos), None)
        return first if isinstance(first, Photo) else None
