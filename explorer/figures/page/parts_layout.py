"""Where the pictures of a page lie: one as wide as the page, or several beside each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from explorer.core.colormaps import table
from explorer.export.figure_settings import LEAST_PT, FigureSettings
from explorer.export.files import ExportError
from explorer.export.object_boxes import BoxSets
from explorer.figures.frame import Frame
from explorer.figures.object_boxes import HIGH, draw_boxes, draw_key
from explorer.figures.page.layout import LINE, MM, PT, wrapped
from explorer.figures.page.page_layout import PageLayout, draw_numbers, fine_width
from explorer.figures.page.parts import Painted, Part
from explorer.figures.page.words import Words
from explorer.figures.sheet import Sheet

SMALLEST = 11.0
"""Of the text in a picture that lays itself out, px, where it does not say another size."""
NARROWEST = 260.0
"""In which such a picture stands beside others, px of its own."""
MOST_LINES = 3
"""Of what stands above or below a picture beside others."""
BETWEEN = 0.8
"""Pictures, of the height of a title."""
_FINER = 3.0
"""Pixels a px of the page, of a photo in a vector file."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in its place.

    Attributes
    ----------
    box
        Left, top, right and bottom, px of the page.
    zoom
        px of the page a px of what lays itself out.
    head
        What titles of its row take above it, px.
    title, quantity
        What stands above and below it, in lines.
    """

    part: Part
    box: tuple[float, float, float, float]
    zoom: float = 1.0
    head: float = 0.0
    title: tuple[str, ...] = ()
    quantity: tuple[str, ...] = ()


class PartsLayout(PageLayout):
    """One picture with its colour bar below, or several, each with its own and a letter."""

    def __init__(self, parts: Sequence[Part], said: Words, settings: FigureSettings) -> None:
        """Lay pictures out.

        Raises
        ------
        ExportError
            Their text would be smaller than a journal prints.
        """
        self._parts = tuple(parts)
        self._alone = len(self._parts) == 1
        only = self._parts[0] if self._alone else None
        super().__init__(
            said,
            settings,
            only.levels if only else None,
            only.colormap if only and only.levels else None,
        )

    def _place(self, top: float, most: float | None) -> float:
        left, right = self._inner
        gap = BETWEEN * self._sizes.title
        beside = self._columns(right - left, gap)
        wide = (right - left - gap * (beside - 1)) / beside
        rows = [self._parts[at : at + beside] for at in range(0, len(self._parts), beside)]
        self._placed: list[Placed] = []
        for number, row in enumerate(rows):
            top += gap if number else 0.0
            said = [self._said_of(part, wide) for part in row]
            head, foot = (max(self._high(one[at]) for one in said) for at in (0, 1))
            foot += (0.7 + 0.95 + LINE) * self._sizes.label if self._barred(row) else 0.0
            foot += max(self._key(part) for part in row)
            each = (
                None if most is None else (most - gap * (len(rows) - 1)) / len(rows) - head - foot
            )
            found = []
            for at, (part, (title, quantity)) in enumerate(zip(row, said, strict=True)):
                one = self._one(part, left + (wide + gap) * at, top + head, wide, each)
                found.append(replace(one, head=head, title=title, quantity=quantity))
            self._placed += found
            top = max(one.box[3] for one in found) + foot
        return top

    def _said_of(self, part: Part, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines above and below a picture beside others; none of one that is alone."""
        if self._alone:
            return (), ()
        size, room = self._sizes.label, 0.97 * room  # text has whole pixels, and may be wider
        room_above = room - (1.6 * size if self._settings.letters else 0.0)
        title = _cut(wrapped(part.title, size, room_above, fine_width))
        if not self._barred((part,)) or part.levels is None:
            return title, ()
        note = part.levels.note
        words = f"{part.quantity}, {note}" if note else part.quantity
        return title, _cut(wrapped(words, size, room, fine_width))

    def _barred(self, row: Sequence[Part]) -> bool:
        """Whether any of some pictures beside others has a colour bar of its own."""
        here = not self._alone and self._settings.bar
        return here and any(one.levels is not None and one.colormap is not None for one in row)

    def _high(self, lines: Sequence[str]) -> float:
        """What some lines take, px."""
        return (LINE * len(lines) + 0.25) * self._sizes.label if lines else 0.0

    def _key(self, part: Part) -> float:
        """The height of the key that tells both sets of boxes apart, px."""
        return (HIGH + 0.4) * self._sizes.label if part.boxes else 0.0

    def _columns(self, room: float, gap: float) -> int:
        """How many stand beside each other: all of them, or one where they lay out their words."""
        count = len(self._parts)
        if count == 1 or all(callable(one.drawn) for one in self._parts):
            return count
        each = (room - gap * (count - 1)) / count
        return count if each / (self._sizes.label / SMALLEST) >= NARROWEST else 1

    def _one(self, part: Part, left: float, top: float, wide: float, most: float | None) -> Placed:
        if callable(part.drawn):
            high = wide * part.shape[1] / part.shape[0]
            if most is not None and high > most:
                wide, high = wide * most / high, most
            return Placed(part, (left, top, left + wide, top + high))
        zoom, high = self._fitted(part.drawn, wide, most)
        return Placed(part, (left, top, left + wide, top + high), zoom)

    def _fitted(self, drawn: Painted, wide: float, most: float | None) -> tuple[float, float]:
        """The largest zoom at which it fits, and its height, px of the page.

        The smallest text has the size of the labels; where that does not fit, at least 6 pt.
        """
        least = LEAST_PT * PT / getattr(drawn, "smallest", SMALLEST)
        zoom = max(self._sizes.label / SMALLEST, least)
        natural = drawn.natural_size()
        while True:
            room = math.floor(wide / zoom)
            height = room * natural[1] / natural[0]
            if most is not None:
                height = min(height, most / zoom)
            across, down = drawn.extent(Frame(room, max(1, round(height))))
            fits = most is None or down <= most / zoom + 1
            if across <= room + 1 and fits:
                return zoom, down * zoom
            if zoom <= least:
                break
            zoom = max(zoom * 0.94, least)
        if not fits:
            raise ExportError(
                "A slide has no room for this at text of 6 pt. Choose a page of a paper, or an "
                "own size."
            )
        for _ in range(8):  # in more room some pictures spread, and need still more
            room = math.ceil(across)
            across, _ = drawn.extent(Frame(room, round(room * natural[1] / natural[0])))
            if across <= room + 1:
                break
        needed = math.ceil(((room + 2) * least + 2 * self._margin) / MM)
        raise ExportError(
            f"Text of 6 pt needs a page {needed} mm wide for this. Choose two columns, an own "
            "size, or another view."
        )

    def _content(self, sheet: Sheet) -> None:
        for at, one in enumerate(self._placed):
            self._draw(sheet, one)
            if not self._alone:
                self._around(sheet, one, chr(ord("a") + at))

    def _draw(self, sheet: Sheet, placed: Placed) -> None:
        left, top, right, bottom = placed.box
        drawn, scale = placed.part.drawn, sheet.frame.scale
        if callable(drawn):
            finest = _FINER if sheet.vector else scale
            size = max(1, round((right - left) * finest)), max(1, round((bottom - top) * finest))
            sheet.image(placed.box, drawn(size), smooth=sheet.vector)
            if placed.part.boxes:
                self._draw_boxes(sheet, placed, placed.part.boxes)
            return
        frame = replace(
            sheet.frame,
            width=math.floor((right - left) / placed.zoom),
            height=max(1, round((bottom - top) / placed.zoom)),
            scale=scale * placed.zoom,
        )
        with sheet.within_box(round(left * scale), round(top * scale), frame) as part:
            drawn.paint(part)

    def _draw_boxes(self, sheet: Sheet, placed: Placed, boxes: BoxSets) -> None:
        """Both sets of boxes over a photo, and the key below it."""
        left, _, right, bottom = placed.box
        label = self._sizes.label
        draw_boxes(sheet, boxes, placed.box, placed.part.shape, label)
        corner = left, bottom + 0.4 * label
        draw_key(sheet, corner, boxes, label, right - left, sheet.palette.ink)

    def _around(self, sheet: Sheet, placed: Placed, letter: str) -> None:
        """The letter and title above a picture, its colour bar and what a value is below."""
        left, top, right, bottom = placed.box
        part, label, palette = placed.part, self._sizes.label, sheet.palette
        x, y = left, top - placed.head
        if self._settings.letters:
            sheet.text(x, y, letter, label, palette.ink, 600, "la")
            x += 1.6 * label
        for line in placed.title:
            said = sheet.fitted(line, label, right - x)
            sheet.text(x, y, said, label, palette.ink, anchor="la")
            y += LINE * label
        if not self._barred((part,)) or part.levels is None or part.colormap is None:
            return
        long = min(right - left, 260.0)
        top = bottom + self._key(part) + 0.7 * label
        pixels = np.repeat(table(part.colormap)[None], 4, axis=0)  # (4, 256, 3)
        sheet.image((left, top, left + long, top + 0.7 * label), pixels)
        y = top + 0.95 * label
        draw_numbers(sheet, part.levels, (left, y), long, label)
        for line in placed.quantity:
            y += LINE * label
            said = sheet.fitted(line, label, right - left)
            sheet.text(left, y, said, label, palette.soft, anchor="la")


def _cut(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, of which the last is to be cut short where there are more."""
    if len(lines) <= MOST_LINES:
        return lines
    return (*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :]))
