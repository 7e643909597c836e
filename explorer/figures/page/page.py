"""A figure on a page of a size in mm, and the files it becomes."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core.colormaps import table
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.levels import Levels
from explorer.core.selection import Selection, clamped
from explorer.core.trace import Trace
from explorer.export.figure_settings import SLIDE_HEIGHT, FigureSettings, filled
from explorer.export.files import ExportError
from explorer.export.masked_photo import shown_photo
from explorer.export.png import chunks, encode
from explorer.export.provenance import record
from explorer.export.render import Pixels, backdrop, render
from explorer.export.style import LARGEST, Style
from explorer.figures import devices
from explorer.figures.figure import Figure
from explorer.figures.fonts import width as text_width
from explorer.figures.frame import PAPER, Frame, Palette
from explorer.figures.page.head_sheet import HeadSheet, head_sheet
from explorer.figures.page.layout import (
    LINE,
    MARGIN,
    MM,
    Cells,
    Sizes,
    cells,
    sizes,
    thinned,
    wrapped,
)
from explorer.figures.page.words import Words, words_of
from explorer.figures.picture import Format
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
        frame = self._frame(self.settings.dpi / 96)
        return round(frame.width * frame.scale), round(frame.height * frame.scale)

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
        frame = self._frame(self.settings.dpi / 96)
        if self.settings.ground == "transparent":
            return devices.to_clear_pixels(self.paint, frame)
        return devices.to_pixels(self.paint, frame)

    def encoded(self, form: Format) -> bytes:
        """The file; the same page gives the same bytes. Raises ExportError."""
        if form == "png":
            return encode(self.pixels, self.text, dpi=self.settings.dpi, level=1)
        clear = self.settings.ground == "transparent"
        write = devices.to_svg if form == "svg" else devices.to_pdf
        frame = devices.vector_frame(self._frame(1.0))
        return write(self.paint, frame, self.text, clear=clear)

    def _frame(self, scale: float) -> Frame:
        palette = DARK if self.settings.ground == "dark" else PAPER
        wide = math.ceil(self.settings.width * MM)
        return Frame(wide, math.ceil(self.height), scale, palette=palette)


def sheet_page(
    trace: Trace, selection: Selection, style: Style, settings: FigureSettings, embed: bool = False
) -> Page:
    """Lay out every head and layer as a contact sheet, with labels and one scale.

    Raises ValueError for settings that make no sense.
    """
    settings.checked()
    found = head_sheet(trace, selection, style)
    said = words_of(trace, selection, style, found)
    frame = _SheetLayout(found, said, settings)
    text = said.chunks | {"Levels": found.levels.told, "Style": f"sheet, {style.mode}"}
    text |= record(trace, selection, style, figure=settings, embed=embed)
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
) -> Page:
    """Lay out one map over its photo, or one view of a text.

    Raises ValueError for settings that make no sense, ExportError for a view that cannot draw a
    text of this length.
    """
    settings.checked()
    selection = clamped(trace, selection)
    said = words_of(trace, selection, style)
    if trace.sites[selection.layer].among_tokens:
        matrix, drawn = text_figure(trace, selection, TextStyle(view, style.colormap))
        colours = style.colormap if view in COLOURED else None
        shape = drawn.natural_size()
        frame = _ViewLayout(said, settings, matrix.levels, colours, drawn, shape)
        text = said.chunks | {"Style": view}
        text |= record(
            trace, selection, Style(colormap=style.colormap), view=view, figure=settings,
            embed=embed,
        )  # fmt: skip
    else:
        heatmap = resolve_heatmap(trace, selection)
        if not settings.mark:
            heatmap = replace(heatmap, query_cell=None, box=None)

        def painted(size: tuple[int, int]) -> Pixels:
            return render(heatmap, backdrop(shown_photo(trace).pixels, size), style)

        colours = "grey" if style.mode == "spotlight" else style.colormap
        frame = _ViewLayout(said, settings, heatmap.levels, colours, painted, trace.photo.size)
        text = said.chunks | chunks(heatmap, style)
        text |= record(trace, selection, style, figure=settings, embed=embed)
    return Page(settings, frame.height, frame.paint, text)


class _Layout(ABC):
    """Heading, colour bar and caption around some content."""

    def __init__(
        self, said: Words, settings: FigureSettings, levels: Levels, colormap: str | None
    ) -> None:
        self._said, self._settings = said, settings
        self._levels, self._colormap = levels, colormap if settings.bar else None
        self._sizes: Sizes = sizes(settings.text_pt)
        wide = settings.width * MM
        margin = self._margin = max(2 * MM, MARGIN * self._sizes.title)
        values = said.values
        self._title = filled(settings.title, values)
        self._caption = wrapped(
            filled(settings.caption, values), self._sizes.caption, wide - 2 * margin, _wide
        )
        self._inner = margin, wide - margin
        self._left = margin
        top = margin
        if self._title:
            self._subject_below = not self._fits_beside(wide - 2 * margin)
            top += LINE * self._sizes.title
            top += LINE * self._sizes.label if self._subject_below else 0.0
            top += 0.5 * self._sizes.label
        below = self._below()
        most = None
        if settings.preset == "slide":
            most = SLIDE_HEIGHT * MM - top - below - margin
        self._bottom = self._place(top, most)
        self.height = self._bottom + below + margin
        if settings.preset == "slide":
            self.height = SLIDE_HEIGHT * MM

    @abstractmethod
    def _place(self, top: float, most: float | None) -> float:
        """Place the content below `top`, at most so high; returns where it ends."""

    @abstractmethod
    def _content(self, sheet: Sheet) -> None:
        """Draw it."""

    def _fits_beside(self, room: float) -> bool:
        title = text_width(self._title, round(self._sizes.title), 600)
        return title + _wide(self._said.subject, self._sizes.label) + 12 <= room

    def _below(self) -> float:
        """The height of bar and caption."""
        label = self._sizes.label
        bar = (0.9 + 0.7 + LINE + 0.2) * label if self._colormap else 0.0
        lines = len(self._caption)
        return bar + (0.5 * label + lines * LINE * self._sizes.caption if lines else 0.0)

    def paint(self, sheet: Sheet) -> None:
        """Draw the page."""
        self._heading(sheet)
        self._content(sheet)
        bottom = self._bottom
        if self._colormap:
            bottom = self._bar(sheet, bottom + 0.9 * self._sizes.label)
        size = self._sizes.caption
        for at, text in enumerate(self._caption):
            y = bottom + 0.5 * self._sizes.label + at * LINE * size
            sheet.text(self._inner[0], y, text, _px(size), sheet.palette.ink, anchor="la")

    def _heading(self, sheet: Sheet) -> None:
        if not self._title:
            return
        left, right = self._inner
        title, label = self._sizes.title, self._sizes.label
        said = sheet.fitted(self._title, _px(title), right - left, 600)
        sheet.text(left, self._margin, said, _px(title), sheet.palette.ink, 600, "la")
        subject = sheet.fitted(self._said.subject, _px(label), right - left)
        if self._subject_below:
            y = self._margin + LINE * title
            sheet.text(left, y, subject, _px(label), sheet.palette.soft, anchor="la")
        else:
            y = self._margin + (title - label) * 0.8
            sheet.text(right, y, subject, _px(label), sheet.palette.soft, anchor="ra")

    def _bar(self, sheet: Sheet, top: float) -> float:
        """The colour bar with its numbers and what a value is; returns where it ends."""
        label = self._sizes.label
        size, left = _px(label), self._left
        levels, long = self._levels, min((self._inner[1] - left) * 0.45, 260.0)
        assert self._colormap is not None
        pixels = np.repeat(table(self._colormap)[None], 4, axis=0)  # (4, 256, 3)
        sheet.image((left, top, left + long, top + 0.7 * label), pixels)
        below = top + 0.95 * label
        _numbers(sheet, levels, (left, below), long, size)
        beside = left + long + 1.5 * label
        room = self._inner[1] - beside
        said = f"{self._said.quantity}, {levels.note}" if levels.note else self._said.quantity
        if room > 8 * label:
            sheet.text(
                beside, top - 0.3 * label, sheet.fitted(said, size, room), size,
                sheet.palette.soft, anchor="la",
            )  # fmt: skip
            if self._said.uniform:
                text = sheet.fitted(self._said.uniform, size, room)
                sheet.text(beside, below, text, size, sheet.palette.faint, anchor="la")
        return top + (0.7 + LINE + 0.2) * label


class _SheetLayout(_Layout):
    """A contact sheet."""

    def __init__(self, found: HeadSheet, said: Words, settings: FigureSettings) -> None:
        self._found = found
        colours = "grey" if found.style.mode == "spotlight" else found.style.colormap
        super().__init__(said, settings, found.levels, colours)

    def _place(self, top: float, most: float | None) -> float:
        found, label = self._found, self._sizes.label
        left = self._inner[0]
        if self._settings.labels:
            widest = max(_wide(one, label) for one in found.rows)
            left += 1.2 * LINE * label + widest + 0.5 * label
            top += LINE * label
            most = None if most is None else most - LINE * label
        shape = len(found.rows), max(map(len, found.units))
        self.cells: Cells = cells((left, top, self._inner[1]), shape, found.aspect, most)
        self.every = thinned(found.cols, label, self.cells.width + self.cells.gap, _wide)
        self._left = left
        return self.cells.bottom

    def _content(self, sheet: Sheet) -> None:
        self._cells(sheet)
        if self._settings.labels:
            self._labels(sheet)

    def _cells(self, sheet: Sheet) -> None:
        found, place = self._found, self.cells
        scale = sheet.frame.scale
        for row in range(place.rows):
            for col in range(len(found.units[row])):
                box = place.box(row, col)
                size = self._pixels(row, col, scale, sheet.vector)
                pixels = found.cell(row, col, size)
                if pixels is None:
                    continue
                sheet.image(box, pixels)
            mark = found.mark(row) if self._settings.mark and found.on_photo else None
            if mark is not None:
                for col in range(len(found.units[row])):
                    self._ring(sheet, place.box(row, col), mark)

    def _pixels(self, row: int, col: int, scale: float, vector: bool) -> tuple[int, int]:
        """The size at which a map is drawn: of the pixels it covers, or of whole patches."""
        place, found = self.cells, self._found
        if not vector:
            left, top, right, bottom = (round(one * scale) for one in place.box(row, col))
            return max(1, right - left), max(1, bottom - top)
        rows, cols = found.maps[row][col].shape
        if not found.style.smooth or not found.on_photo:
            each = max(1, min(8, 256 // max(rows, cols)))  # viewers soften what is small
            return cols * each, rows * each
        finest = 1.5  # pixels a px of the page: what is bicubic has no more to show
        return max(1, round(place.width * finest)), max(1, round(place.height * finest))

    def _ring(
        self,
        sheet: Sheet,
        box: tuple[float, float, float, float],
        mark: tuple[float, float, float, float],
    ) -> None:
        left, top, right, bottom = box
        across, down = right - left, bottom - top
        x0, y0 = left + mark[0] * across, top + mark[1] * down
        x1, y1 = left + mark[2] * across, top + mark[3] * down
        sheet.box((x0 - 0.5, y0 - 0.5, x1 + 0.5, y1 + 0.5), (255, 255, 255), ring=0.5)
        sheet.box((x0, y0, x1, y1), sheet.palette.accent, ring=0.5)

    def _labels(self, sheet: Sheet) -> None:
        found, place, size = self._found, self.cells, _px(self._sizes.label)
        layer, head = found.words
        faint, soft = sheet.palette.faint, sheet.palette.soft
        above = place.top - 0.3 * self._sizes.label
        for col, text in enumerate(found.cols[: place.cols]):
            if col % self.every == 0:
                x = (place.box(0, col)[0] + place.box(0, col)[2]) / 2
                sheet.text(x, above, text, size, soft, anchor="md")
        if _wide(head, self._sizes.label) <= place.left - self._inner[0]:
            sheet.text(place.left - 0.4 * size, above, head, size, faint, anchor="rd")
        step = place.height + place.gap
        every = max(1, math.ceil(1.1 * self._sizes.label / step))
        for row, text in enumerate(found.rows):
            if row % every == 0:
                box = place.box(row, 0)
                middle = (box[1] + box[3]) / 2
                sheet.text(place.left - 0.4 * size, middle, text, size, soft, anchor="rm")
        middle = (place.top + place.bottom) / 2
        with sheet.turned(self._inner[0] + 0.6 * size, middle, 90) as turned:
            turned.text(0, 0, layer, size, faint, anchor="mm")


class _ViewLayout(_Layout):
    """A map over its photo, or a view of a text, as wide as the page."""

    def __init__(
        self,
        said: Words,
        settings: FigureSettings,
        levels: Levels,
        colormap: str | None,
        drawn: Callable[[tuple[int, int]], Pixels] | Figure,
        shape: tuple[int, int],
    ) -> None:
        self._drawn, self._shape = drawn, shape
        super().__init__(said, settings, levels, colormap)

    def _place(self, top: float, most: float | None) -> float:
        left, right = self._inner
        wide = right - left
        high = wide * self._shape[1] / self._shape[0]
        if most is not None and high > most:
            wide, high = wide * most / high, most
        self._box = left, top, left + wide, top + high
        return top + high

    def _content(self, sheet: Sheet) -> None:
        left, top, right, bottom = self._box
        scale = sheet.frame.scale
        if callable(self._drawn):
            finest = 3.0 if sheet.vector else scale
            size = round((right - left) * finest), round((bottom - top) * finest)
            sheet.image(self._box, self._drawn(size), smooth=sheet.vector)
            return
        frame = replace(sheet.frame, width=round(right - left), height=round(bottom - top))
        with sheet.within_box(round(left * scale), round(top * scale), frame) as part:
            self._drawn.paint(part)


def _numbers(
    sheet: Sheet, levels: Levels, corner: tuple[float, float], long: float, size: float
) -> None:
    """The numbers of a bar, all of them or those at its ends."""
    labels = levels.labels
    last = len(labels) - 1
    widest = max(sheet.wide(one, _px(size)) for one in labels)
    step = 1 if widest + 0.5 * size < long / last else last
    for at in range(0, last + 1, step):
        anchor = "la" if at == 0 else "ra" if at == last else "ma"
        x = corner[0] + long * at / last
        sheet.text(x, corner[1], labels[at], _px(size), sheet.palette.ink, anchor=anchor)


def _px(size: float) -> int:
    """A size of text as the sheet takes it, which rounds it to whole pixels of the device."""
    return size  # type: ignore[return-value]


def _wide(text: str, size: float) -> float:
    """How wide a text is, px: measured at a size that pixels hardly round."""
    return text_width(text, round(8 * size)) / 8
