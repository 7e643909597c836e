"""The row of one query of a long map: a bar at each place of the text, the largest ones named."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.core.colormaps import table
from explorer.core.map.long.long_line import peaks
from explorer.core.map.long.region import Span
from explorer.core.numbers import nice_ceiling, short, tick
from explorer.core.sites.arrays import Array
from explorer.core.sites.axes import Tokens
from explorer.figures.figure import Zoomable
from explorer.figures.fonts import elide, width
from explorer.figures.frame import Frame, Target
from explorer.figures.inks import attention_ink
from explorer.figures.matrix.layout import EDGE
from explorer.figures.matrix.tiled_layout import SIDE, ticks
from explorer.figures.sheet import Sheet

MARGIN = 24.0
"""px beside everything: as the map above, the bars of a token stand under its column."""
_ABOVE, _BELOW = 22.0, 20.0
"""px: for the words of the largest bars, and for the numbers of the tokens."""
_PX, _NAMED, _LONGEST = 11, 24, 120.0
"""The size of the text, how many bars may be named, and the longest name, px."""
_NEAR = 4.0
"""px beside the mouse within which it means the largest bar."""

Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Body:
    """Where the bars stand, px of the picture: (left, top, right, bottom)."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def wide(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left


class ProfileFigure(Zoomable):
    """The weights of a query over its keys, as bars.

    line: the whole row, (keys,). span: the keys that are shown. keys: their words. colormap: that
    of the map, for the ink of the bars; ValueError for one that does not exist. marked: the keys
    that are read at the moment, on a ground of their own.
    """

    def __init__(
        self, line: Array, keys: Tokens, span: Span, colormap: str, marked: Span | None = None
    ) -> None:
        table(colormap)
        self._line, self._keys, self.span, self.marked = line, keys, span, marked
        self._colormap = colormap
        self.high = nice_ceiling(float(line[span[0] : span[1]].max()))

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return 1000, 160

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the frame: all of it is always there."""
        return float(frame.width), float(frame.height)

    def zoomed(self, frame: Frame, zoom: float, x: float, y: float) -> Frame:
        """The frame as it is: the map above is what is zoomed."""
        return replace(frame, zoom=1.0, x=0.0, y=0.0)

    def revealed(self, frame: Frame) -> Frame:
        """The frame as it is."""
        return self.zoomed(frame, 1.0, 0.0, 0.0)

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The key of the largest bar near a point: a column, by the number of its token."""
        body = self._body(frame)
        pixel = round(x * frame.scale)
        if not body.left <= pixel < body.right or not 0 <= y * frame.scale < body.bottom:
            return None
        edges, near = self._edges(body), round(_NEAR * frame.scale)
        at = pixel - body.left
        first = int(edges[max(at - near, 0)])
        last = max(first + 1, int(edges[min(at + near, body.wide)]))
        return Target(None, first + int(self._line[first:last].argmax()))

    def paint(self, sheet: Sheet) -> None:
        """Draw bars, scale, numbers of tokens and the words of the largest bars."""
        frame, sheet = sheet.frame, sheet.pixels()
        palette, scale = frame.palette, frame.scale
        body = self._body(frame)
        thin, px = max(1, round(scale)), max(1, round(_PX * scale))
        if self.marked is not None:
            first, last = self._x(self.marked[0], body), self._x(self.marked[1] - 1, body)
            ground = first, body.top, max(last, first + 2 * thin), body.bottom
            sheet.box(ground, palette.line)
        sheet.box((body.left, body.bottom, body.right, body.bottom + thin), palette.line)
        self._bars(sheet, body)
        if frame.hover is not None and frame.hover.col is not None:
            x = self._x(frame.hover.col, body)
            sheet.box((x, body.top, x + thin, body.bottom), palette.soft)
        beside = body.left - round(8 * scale)
        sheet.text(beside, body.top, tick(self.high), px, palette.faint, anchor="rm")
        sheet.text(beside, body.bottom, "0", px, palette.faint, anchor="rm")
        across = (body.right - body.left) / scale / (self.span[1] - self.span[0])
        for token in ticks(*self.span, across, down=False):
            place = self._x(token, body), body.bottom + round(_BELOW * scale / 2)
            sheet.text(*place, f"{token:,}", px, palette.faint)
        self._name(sheet, frame, body)

    def _bars(self, sheet: Sheet, body: _Body) -> None:
        """The outline of all bars side by side, in one shape."""
        tops = self._tops(body)
        steps = np.flatnonzero(np.diff(tops)) + 1
        starts = body.left + np.concatenate([[0], steps, [body.wide]])
        high = tops[np.concatenate([[0], steps]).astype(np.intp)]
        outline = np.stack([np.repeat(starts, 2)[1:-1], np.repeat(high, 2)], axis=-1)
        ends = [(starts[-1], body.bottom), (body.left, body.bottom)]
        points = np.concatenate([outline, ends]).astype(np.float64)
        sheet.polygon(points, attention_ink(self._colormap, sheet.palette))

    def _name(self, sheet: Sheet, frame: Frame, body: _Body) -> None:
        """The words of the largest bars, as many as stand side by side."""
        scale, px = frame.scale, max(1, round(_PX * frame.scale))
        gap, taken = 10 * scale, list[tuple[float, float]]()
        hovered = frame.hover.col if frame.hover is not None else None
        wanted = peaks(self._line, self.span, _NAMED)
        if hovered is not None:
            wanted = [hovered, *(at for at in wanted if at != hovered)]
        for at in wanted:
            value = short(float(self._line[at]), 2)
            word = elide(self._keys.text((at,)).strip() or "␣", px, _LONGEST * scale, 500)
            text = f"{word} {value}"
            half = width(text, px, 500) / 2
            edge = half + MARGIN / 2 * scale  # left of the bars stands their scale
            middle = min(max(self._x(at, body), body.left + half), sheet.width - edge)
            if any(middle - half < end and middle + half > start for start, end in taken):
                continue
            taken.append((middle - half - gap, middle + half + gap))
            ink = frame.palette.ink if at == hovered or len(taken) == 1 else frame.palette.soft
            sheet.text(middle, _ABOVE * scale / 2, text, px, ink, 500)

    def _body(self, frame: Frame) -> _Body:
        left, right = MARGIN + SIDE, frame.width - MARGIN - EDGE
        top, bottom = _ABOVE, max(frame.height - _BELOW, _ABOVE + 1)
        edges = (left, top, max(right, left + 1), bottom)
        return _Body(*(round(one * frame.scale) for one in edges))

    def _edges(self, body: _Body) -> Ints:
        """The first token of each pixel and the one after the last: (wide + 1,)."""
        first, end = self.span
        steps = np.arange(body.wide + 1) * (end - first) // body.wide
        return first + steps.astype(np.intp)

    def _x(self, token: int, body: _Body) -> int:
        """The pixel of a token's middle."""
        first, end = self.span
        return body.left + round((token - first + 0.5) * body.wide / (end - first))

    def _tops(self, body: _Body) -> Ints:
        """Where each pixel's bar ends, (wide,) px: of several tokens the largest shows."""
        edges = self._edges(body)
        starts = np.minimum(edges[:-1], len(self._line) - 1)
        # of a pixel without a first token the one that covers it: reduceat takes that alone
        largest = np.maximum.reduceat(self._line[: self.span[1]], starts)
        shares = np.clip(largest / np.float32(self.high), 0, 1)
        tall = np.rint(shares * (body.bottom - body.top)).astype(np.intp)
        return body.bottom - tall
