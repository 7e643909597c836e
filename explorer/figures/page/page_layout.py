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
        self._beside: tuple[str, ...] = ()
        top = margin
        if self._title:
            self._subject_below = not self._fits_beside(wide - 2 * margin)
            top += LINE * self._sizes.title
            top += LINE * self._sizes.label if self._subject_below else 0.0
            top += 0.5 * self._sizes.label
        self._beside = self._words_of_bar()
        below = self._below()
        most = None
        if settings.preset == "slide":
            most = SLIDE_HEIGHT * MM - top - below - margin
        self._bottom = self._place(top, most)
        self._beside = self._words_of_bar()  # beside labels a bar begins further to the right
        self.height = self._bottom + self._below() + margin
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
        bar = (0.9 * label + self._bar_height()) if self._colormap else 0.0
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

    def _bar_height(self) -> float:
        """Of the bar with its numbers, and what a value is beside it."""
        label = self._sizes.label
        lines = len(self._beside) + bool(self._said.uniform and self._beside)
        return max((0.7 + LINE + 0.2) * label, (LINE * lines - 0.1) * label)

    def _bar_length(self) -> float:
        return min((self._inner[1] - self._left) * 0.45, 260.0)

    def _room_beside(self) -> float:
        """How wide the words are that stand beside the bar, px."""
        return self._inner[1] - self._left - self._bar_length() - 1.5 * self._sizes.label

    def _words_of_bar(self) -> tuple[str, ...]:
        """What a value is and whose scale it has, in lines; () where there is no room for it."""
        if self._colormap is None or self._levels is None:
            return ()
        label, room, note = self._sizes.label, self._room_beside(), self._levels.note
        if room <= 8 * label:
            return ()
        said = f"{self._said.quantity}, {note}" if note else self._said.quantity
        return tuple(wrapped(said, label, room, fine_width))

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
        size, left, long = label, self._left, self._bar_length()
        assert self._colormap is not None
        assert self._levels is not None
        pixels = np.repeat(table(self._colormap)[None], 4, axis=0)  # (4, 256, 3)
        sheet.image((left, top, left + long, top + 0.7 * label), pixels)
        draw_numbers(sheet, self._levels, (left, top + 0.95 * label), long, size)
        beside, palette, y = left + long + 1.5 * label, sheet.palette, top - 0.3 * label
        for line in self._beside:
            sheet.text(beside, y, line, size, palette.soft, anchor="la")
            y += LINE * size
        if self._beside and self._said.uniform:
            text = sheet.fitted(self._said.uniform, size, self._room_beside())
            sheet.text(beside, y, text, size, palette.faint, anchor="la")
        return top + self._bar_height()


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
