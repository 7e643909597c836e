"""What the figure panel asks for, and the page that came of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.export.figure_settings import FigureSettings
from explorer.gui.control.slices import Slice

Zoom = Literal["fit", "true", "pixels"]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the page is previewed.

    Attributes
    ----------
    width, height : int
        What there is for the page, logical px.
    ratio : float
        Pixels of the screen a logical px.
    inch : float
        Logical px an inch of this screen, so that a page can be shown as large as it is printed.
    """

    width: int = 640
    height: int = 480
    ratio: float = 1.0
    inch: float = 96.0


@dataclass(frozen=True, slots=True, eq=False)
class PageImage(Slice):
    """A page as it is previewed.

    Attributes
    ----------
    pixels : (h, w, 3) or (h, w, 4) uint8
        At the pixels of the screen; without them for what is no picture.
    ratio : float
        Pixels a logical px of the screen.
    millimetres : (float, float) or None
        Width and height as printed; None of a picture of pixels.
    pixel_size : (int, int)
        Of the file.
    about : int or None
        Bytes of the file, None while they are not known.
    note : str
        What its reader should know.
    """

    pixels: NDArray[np.uint8] | None = field(repr=False)
    ratio: float
    millimetres: tuple[float, float] | None
    pixel_size: tuple[int, int]
    about: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FigureState(Slice):
    """The figure panel: what is asked for, and how it is previewed.

    Attributes
    ----------
    open : bool
        Whether the panel is there.
    settings, form
        What the figure is, and the ending of its file.
    size, legend
        Of a picture as on the screen: its longer edge in pixels, and whether title and colour bar
        are drawn around it.
    curves : bool
        Whether the figure is of the check of a map, where that is open, and not of the map.
    grey : bool
        Whether the preview is shown as a black-and-white printer gives it.
    zoom, ruler
        How the preview is shown.
    drawing : bool
        Whether a page is on its way; the one before stays.
    page : PageImage or None
        The last one.
    refused : str
        Why there is no page of what is asked for.
    saved : Path or None
        The file or folder that was saved last.
    """

    open: bool = False
    settings: FigureSettings = field(default_factory=FigureSettings)
    form: str = "png"
    size: int = 1024
    legend: bool = False
    curves: bool = False
    grey: bool = False
    zoom: Zoom = "fit"
    ruler: bool = True
    drawing: bool = False
    page: PageImage | None = field(default=None, repr=False)
    refused: str = ""
    saved: Path | None = None

    @property
    def problem(self) -> str:
        """Why the settings make no sense, in a sentence; "" where they do."""
        try:
            self.settings.checked()
        except ValueError as error:
            return f"{error}."
        return ""


def written(settings: FigureSettings) -> str:
    """Write settings down, to be read at the next start."""
    import msgspec  # once a figure is made: it is not needed to show the window

    return msgspec.json.encode(settings).decode()


def read(text: str) -> FigureSettings:
    """Read settings that were written down; the usual ones where they make no sense."""
    if not text:
        return FigureSettings()
    import msgspec

    try:
        return msgspec.json.decode(text.encode(), type=FigureSettings).checked()
    except (msgspec.MsgspecError, ValueError, UnicodeError, RecursionError):
        return FigureSettings()
