"""Title, colour bar and caption of a page, around whatever stands in its middle."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.levels import Levels
from explorer.export.figure_settings import SLIDE_HEIGHT, FigureSettings, filled
from explorer.figures.fonts import width as text_width
from explorer.figures.page.layout import LINE, MARGIN, MM, Sizes, sizes, wrapped
from explorer.figures.page.words import Words
from explorer.figures.sheet import Sheet


class PageLayout(ABC):
    """Heading, colour bar and caption around some content."""

    def __init__(
        self, said: Words, settings: FigureSettings, levels: Levels | None, colormap: str | None
    ) -> None:
        """Lay a page out.

        Parameters
        ----------
        said
            What is written on it.
        levels, colormap
            Of the colour bar below the content; None for none.
        """
        self._said, self._settings = said, settings
        self._levels, self._colormap = levels, colormap if settings.bar else None
        self._sizes: Sizes = sizes(settings.text_pt)
        wide = settings.width * MM
        margin = self._margin = max(2 * MM, MARGIN * self._sizes.title)
        values = said.values
        self._title = filled(settings.title, values)
        self._caption = wrapped(
            filled(settings.caption, values), self._sizes.caption, wide - 2 * margin, fine_width
        )
        self._notes = tuple(
            line
            for note in said.notes
            for line in wrapped(note, self._sizes.label, wide - 2 * margin, fine_width)
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
        return title + fine_width(self._said.subject, self._sizes.label) + 12 <= room

    def _below(self) -> float:
        """The height of bar and caption."""
        label = self._sizes.label
        bar = (0.9 + 0.7 + LINE + 0.2) * label if self._colormap else 0.0
        caption = len(self._caption) * LINE * self._sizes.caption
        notes = len(self._notes) * LINE * label
        return bar + sum(0.5 * label + one for one in (caption, notes) if one)

    def paint(self, sheet: Sheet) -> None:
        """Draw the page."""
        self._heading(sheet)
        self._content(sheet)
        bottom = self._bottom
        if self._colormap:
            bottom = self._bar(sheet, bottom + 0.9 * self._sizes.label)
        palette, label = sheet.palette, self._sizes.label
        for lines, size, ink in (
            (self._caption, self._sizes.caption, palette.ink),
            (self._notes, label, palette.soft),
        ):
            bottom += 0.5 * label if lines else 0.0
            for text in lines:
                sheet.text(self._inner[0], bottom, text, size, ink, anchor="la")
                bottom += LINE * size

    def _heading(self, sheet: Sheet) -> None:
        if not self._title:
            return
        left, right = self._inner
        title, label = self._sizes.title, self._sizes.label
        said = sheet.fitted(self._title, title, right - left, 600)
        sheet.text(left, self._margin, said, title, sheet.palette.ink, 600, "la")
        subject = sheet.fitted(self._said.subject, label, right - left)
        if self._subject_below:
            y = self._margin + LINE * title
            sheet.text(left, y, subject, label, sheet.palette.soft, anchor="la")
        else:
            y = self._margin + (title - label) * 0.8
            sheet.text(right, y, subject, label, sheet.palette.soft, anchor="ra")

    def _bar(self, sheet: Sheet, top: float) -> float:
        """The colour bar with its numbers and what a value is; returns where it ends."""
        label = self._sizes.label
        size, left = label, self._left
        levels, long = self._levels, min((self._inner[1] - left) * 0.45, 260.0)
        assert self._colormap is not None
        assert levels is not None
        pixels = np.repeat(table(self._colormap)[None], 4, axis=0)  # (4, 256, 3)
        sheet.image((left, top, left + long, top + 0.7 * label), pixels)
        below = top + 0.95 * label
        draw_numbers(sheet, levels, (left, below), long, size)
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


def draw_numbers(
    sheet: Sheet, levels: Levels, corner: tuple[float, float], long: float, size: float
) -> None:
    """The numbers of a bar, all of them or those at its ends."""
    labels = levels.labels
    last = len(labels) - 1
    widest = max(sheet.wide(one, size) for one in labels)
    step = 1 if widest + 0.5 * size < long / last else last
    for at in range(0, last + 1, step):
        anchor = "la" if at == 0 else "ra" if at == last else "ma"
        x = corner[0] + long * at / last
        sheet.text(x, corner[1], labels[at], size, sheet.palette.ink, anchor=anchor)


def fine_width(text: str, size: float) -> float:
    """Measure how wide a text is, px, at a size that pixels hardly round."""
    return text_width(text, round(8 * size)) / 8
