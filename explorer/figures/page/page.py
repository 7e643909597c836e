"""A figure on a page of a size in mm, and the files it becomes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map, map_type
from explorer.core.selection import Selection, clamped
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.masked_photo import shown_photo
from explorer.export.object_boxes import box_sets
from explorer.export.png import chunks, encode
from explorer.export.provenance.record import record
from explorer.export.style import LARGEST, Style
from explorer.figures import devices
from explorer.figures.fonts import missing_fonts
from explorer.figures.frame import PAPER, Frame, Palette
from explorer.figures.page.head_sheet import head_sheet
from explorer.figures.page.layout import MM
from explorer.figures.page.parts import Drawing, Part, photo_part
from explorer.figures.page.parts_layout import PartsLayout
from explorer.figures.page.sheet_layout import SheetLayout
from explorer.figures.page.words import words_of
from explorer.figures.picture import Format, Picture
from explorer.figures.sheet import Sheet
from explorer.figures.text_picture import text_figure
from explorer.figures.views import COLOURED, TextStyle, View

DARK = Palette(
    canvas=(0x0C, 0x0D, 0x0F),
    raised=(0x1D, 0x1F, 0x23),
    ink=(0xEC, 0xED, 0xF0),
    soft=(0xB0, 0xB3, 0xBC),
    faint=(0x8E, 0x92, 0x9D),
    line=(0x25, 0x27, 0x2C),
    accent=(0x5E, 0x92, 0xF3),
    fill=(0x3B, 0x6F, 0xDD),
    on_accent=(0xFF, 0xFF, 0xFF),
)
"""For slides."""
SCREEN_MM = 200.0
"""The page that is enlarged for a picture of pixels, mm."""
Content = Callable[[Sheet], None]


@dataclass(frozen=True, eq=False)
class Page:
    """A finished page.

    Attributes
    ----------
    settings
        Size, resolution, ground.
    height
        Of the page, px of 1/96 inch.
    paint
        Draws all of it, but for the ground.
    text
        What the file says of it.
    note
        What its reader should know, a sentence; "" for nothing.
    """

    settings: FigureSettings
    height: float
    paint: Content
    text: dict[str, str]
    note: str = ""

    @property
    def millimetres(self) -> tuple[float, float]:
        """(width, height) as printed."""
        return self.settings.width, self.height / MM

    @property
    def pixel_size(self) -> tuple[int, int]:
        """(width, height) of its PNG."""
        return self._pixels(self.settings.dpi / 96)

    @property
    def size(self) -> tuple[float, float]:
        """(width, height) in px of 1/96 inch."""
        return self.settings.width * MM, self.height

    def drawn(self, scale: float) -> NDArray[np.uint8]:
        """Draw it at so many pixels a px: (h, w, 3) uint8, (h, w, 4) on a transparent ground."""
        frame, (wide, high) = self._frame(scale), self._pixels(scale)
        clear = self.settings.ground == "transparent"
        draw = devices.to_clear_pixels if clear else devices.to_pixels
        return draw(self.paint, frame)[:high, :wide]  # a frame counts whole px, and is larger

    @cached_property
    def pixels(self) -> NDArray[np.uint8]:
        """The page as pixels, (h, w, 3) uint8, (h, w, 4) where its ground is transparent.

        Raises ExportError for more than can be drawn.
        """
        if max(self.pixel_size) > LARGEST:
            raise ExportError(
                f"A page of {' × '.join(map(str, self.pixel_size))} pixels is too large. Choose "
                "fewer dpi, or a smaller page."
            )
        return self.drawn(self.settings.dpi / 96)

    def encoded(self, form: Format) -> bytes:
        """The file; the same page gives the same bytes. Raises ExportError."""
        if form == "png":
            return encode(self.pixels, self.text, dpi=self.settings.dpi, level=1)
        clear = self.settings.ground == "transparent"
        write = devices.to_svg if form == "svg" else devices.to_pdf
        frame = devices.vector_frame(self._frame(1.0))
        return write(self.paint, frame, self.text, clear=clear, size=self.size)

    def _pixels(self, scale: float) -> tuple[int, int]:
        """(width, height) at so many pixels a px."""
        wide, high = self.size
        return max(1, round(wide * scale)), max(1, round(high * scale))

    def _frame(self, scale: float) -> Frame:
        palette = DARK if self.settings.ground == "dark" else PAPER
        wide = math.ceil(self.settings.width * MM)
        return Frame(wide, math.ceil(self.height), scale, palette=palette)


def sheet_page(
    trace: Trace, selection: Selection, style: Style, settings: FigureSettings, embed: bool = False
) -> Page:
    """Lay out every head and layer as a contact sheet, with labels and one scale.

    Raises
    ------
    ValueError
        Settings that make no sense.
    """
    settings.checked()
    found = head_sheet(trace, selection, style)
    said = words_of(trace, selection, style, found)
    frame = SheetLayout(found, said, settings)
    text = said.chunks | {"Levels": found.levels.told, "Style": f"sheet, {style.mode}"}
    text |= record(trace, selection, style, figure=settings.effective, embed=embed)
    notes = [] if found.exact else ["Maps of a text this long are estimates."]
    if frame.every > 1:
        notes.append(f"Only every {frame.every}th head has its number, for want of room.")
    return Page(settings, frame.height, frame.paint, text, " ".join(notes))


def view_page(
    trace: Trace,
    selection: Selection,
    style: Style,
    settings: FigureSettings,
    view: View = "matrix",
    embed: bool = False,
    known: Matrix | None = None,
) -> Page:
    """Lay out one map over its photo, or one view of a text.

    Parameters
    ----------
    known
        The matrix of the selection of a long text, where it has been worked out already.

    Raises
    ------
    ValueError
        Settings that make no sense.
    ExportError
        The view cannot draw a text of this length, or not so that it can be read.
    """
    settings.checked()
    selection = clamped(trace, selection)
    said = words_of(trace, selection, style)
    found = _PARTS[map_type(trace.sites[selection.layer])](
        trace, selection, style, settings, view, known
    )
    text = said.chunks | found.says | found.part.chunks
    text |= record(
        trace, selection, found.style, view=found.view, figure=settings.effective, embed=embed
    )
    frame = PartsLayout((found.part,), said, settings)
    return Page(settings, frame.height, frame.paint, text, found.note)


class _Shown(NamedTuple):
    """What a page shows of a map: the part, what the file says, and the style and view it has."""

    part: Part
    says: dict[str, str]
    style: Style
    view: str = ""
    note: str = ""


def _text(
    trace: Trace,
    selection: Selection,
    style: Style,
    settings: FigureSettings,
    view: View,
    known: Matrix | None,
) -> _Shown:
    matrix, drawn = text_figure(trace, selection, TextStyle(view, style.colormap), known)
    colours = style.colormap if view in COLOURED else None
    part = Part(drawn, drawn.natural_size(), matrix.levels, colours)
    labels = (label.text for side in (matrix.rows, matrix.cols) for label in side)
    kept = Style(colormap=style.colormap)
    return _Shown(part, {"Style": view}, kept, view, missing_fonts(labels))


def _photo(
    trace: Trace, selection: Selection, style: Style, settings: FigureSettings, *_: object
) -> _Shown:
    heatmap = resolve_heatmap(trace, selection)
    part = photo_part(shown_photo(trace), heatmap, style, settings.mark, box_sets(trace))
    return _Shown(part, chunks(heatmap, style), style)


_PARTS: dict[type[Map], Callable[..., _Shown]] = {Heatmap: _photo, Matrix: _text}


def drawing_page(drawing: Drawing, settings: FigureSettings) -> Page:
    """Lay out what is no selection of a run: what a method says, a comparison, curves, a table.

    Raises
    ------
    ValueError
        Settings that make no sense.
    ExportError
        Its words have no room on this page.
    """
    settings.checked()
    parts = drawing.parts(settings.mark)
    frame = PartsLayout(parts, drawing.said, settings)
    text = dict(drawing.said.chunks)
    for part in parts:
        text |= part.chunks
    text |= drawing.record(settings.effective, 1024)
    return Page(settings, frame.height, frame.paint, text)


def page_picture(drawing: Drawing, settings: FigureSettings, long_edge: int) -> Picture:
    """Draw such a figure as so many pixels: its page, enlarged; raises what `drawing_page` does."""
    page = drawing_page(drawing, replace(settings, preset="own", width_mm=SCREEN_MM))
    width, height = map(math.ceil, page.size)
    scale = long_edge / max(width, height)
    text = drawing.said.chunks | drawing.record(None, long_edge)
    return Picture(text, Frame(width, height, scale, palette=PAPER), page.paint)
