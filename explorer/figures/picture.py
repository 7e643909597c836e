"""A finished picture and the files it becomes: PNG, SVG and PDF, with what they show inside.

Nothing here needs graphics libraries before a picture has text to draw: a photo under its map is
pixels, and writing those takes Pillow alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from explorer.core.taking import takes
from explorer.export.files import ExportError, write_bytes
from explorer.export.png import encode
from explorer.export.render import Pixels
from explorer.figures.frame import PAPER, Frame
from explorer.figures.legend import Legend

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished picture.

    Attributes
    ----------
    text
        What it shows, as the text chunks of its PNG.
    frame
        Of the picture without its legend.
    drawn
        The pixels (h, w, 3) of a photo, or what draws into the frame.
    legend
        Title and colour bar around it, or None.
    note
        What its reader should know of how it is drawn, a sentence; "" for nothing.
    """

    text: dict[str, str]
    frame: Frame
    drawn: Pixels | Callable[[Sheet], None]
    legend: Legend | None = None
    note: str = ""

    @cached_property
    def pixels(self) -> Pixels:
        """The picture with its legend, (h, w, 3) uint8."""
        if isinstance(self.drawn, np.ndarray) and self.legend is None:
            return self.drawn
        need_graphics()
        from explorer.figures.devices import to_pixels

        drawn = self.drawn
        inside = drawn if isinstance(drawn, np.ndarray) else to_pixels(drawn, self.frame)
        if self.legend is None:
            return inside
        height, width = inside.shape[:2]
        # the very pixels that there are without a legend
        alone = replace(self, drawn=inside, frame=Frame(width, height))
        return to_pixels(*alone._page(alone.frame))

    @property
    def pixel_size(self) -> tuple[int, int]:
        """(width, height) of its PNG."""
        height, width = self.pixels.shape[:2]
        return width, height

    def encoded(self, form: Format) -> bytes:
        """The file; the same picture gives the same bytes. Raises ExportError."""
        if form == "png":
            return encode(self.pixels, self.text)
        need_graphics()
        from explorer.figures.devices import to_pdf, to_svg, vector_frame

        write = to_svg if form == "svg" else to_pdf
        return write(*self._page(vector_frame(self.frame)), self.text)

    @takes
    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the file in one step, in the format that its name says; raises ExportError."""
        target = Path(path)
        write_bytes(target, self.encoded(format_of(target)))

    def _page(self, frame: Frame) -> tuple[Callable[[Sheet], None], Frame]:
        """What draws the picture into a frame with its legend, and the frame of both."""

        def inside(sheet: Sheet) -> None:
            if isinstance(self.drawn, np.ndarray):
                sheet.image((0, 0, frame.width, frame.height), self.drawn, smooth=True)
            else:
                self.drawn(sheet)

        legend = self.legend
        if legend is None:
            return inside, frame
        from explorer.figures.devices import fits

        page = legend.page(frame.width, frame.height, fits)

        def around(sheet: Sheet) -> None:
            left, top = round(page.left * frame.scale), round(page.top * frame.scale)
            with sheet.within_box(left, top, frame) as part:
                inside(part)
            legend.paint(sheet, page, frame.width, frame.height)

        return around, replace(frame, width=page.width, height=page.height, palette=PAPER)


def format_of(path: Path) -> Format:
    """The format that a file's name says; raises ExportError where it says none of a picture."""
    suffix = path.suffix.lower().removeprefix(".")
    found = next((form for form in FORMATS if form == suffix), None)
    if found is None:
        raise ExportError(f"Pictures are written as {', '.join(FORMATS)}, not {path.name}.")
    return found


def need_graphics() -> None:
    """See that text can be drawn here. Raises ExportError, whose sentence says what to install."""
    try:
        import PySide6.QtGui
        import PySide6.QtSvg  # noqa: F401 - whether both are there
    except ImportError as error:
        raise ExportError(
            f"Text is drawn with graphics libraries that this system lacks ({error}): install "
            "libegl1, libgl1 and libfontconfig1, or ask for photos without a legend or for arrays "
            "(--format npz), which need none."
        ) from error
