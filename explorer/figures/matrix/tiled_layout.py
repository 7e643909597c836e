"""Where the tiles of a long map lie in a frame: numbers only, nothing is drawn here.

The whole map, all tokens by all tokens, is laid out at one pitch a token; what is known of it are
the tiles of a region. So a picture of another region, or a finer one, lies where the last one lay.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from explorer.core.map.long.region import Region
from explorer.core.map.matrix import Matrix
from explorer.figures.frame import Frame
from explorer.figures.matrix.layout import EDGE, Layout, Style
from explorer.figures.matrix.ruler import Ruler

SIDE, NUMBERS, WORDS = 104.0, 30.0, 92.0
"""px: the band beside the map, and above it with numbers, or with words that are turned."""
WORDS_FROM = 15.0
"""px a token from which on it is named by its word."""
LARGEST = (56.0, 30.0)
"""(width, height) of a token, px, at the largest zoom: its value can be read in it."""
_APART = (64.0, 36.0)
"""What two numbers are apart at least, px: across and down."""


@dataclass(frozen=True, slots=True)
class Field:
    """All of a map in a frame, laid out at a zoom.

    region: the tokens that it has. left, top: where its first token begins, not scrolled; across,
    down: (width, height) of a token. All in logical px.
    """

    region: Region
    left: float
    top: float
    across: float
    down: float

    @property
    def extent(self) -> tuple[float, float]:
        """(width, height) of the map with its bands, px."""
        rows, cols = self.region.shape
        return self.left + cols * self.across + EDGE, self.top + rows * self.down + EDGE


def field_of(region: Region, frame: Frame) -> Field:
    """The map of a region as large as the frame, times its zoom."""
    rows, cols = region.shape
    fit = max(frame.width - SIDE - EDGE, 1.0) / cols
    room = frame.height - (WORDS if fit >= WORDS_FROM else NUMBERS) - EDGE
    across, down = fit * frame.zoom, max(room, 1.0) / rows * frame.zoom
    return Field(region, SIDE, WORDS if across >= WORDS_FROM else NUMBERS, across, down)


def most_zoom(region: Region, frame: Frame) -> float:
    """How far zooming helps: until single values can be read."""
    field = field_of(region, replace(frame, zoom=1.0))
    return max(2.0, LARGEST[0] / field.across, LARGEST[1] / field.down)


def lay_out(matrix: Matrix, region: Region, frame: Frame) -> Layout:
    """The tiles of a matrix where they lie in the frame."""
    field = field_of(region, frame)
    extent = field.extent
    x, y = (
        min(max(at, 0.0), max(size - room, 0.0))
        for at, size, room in zip(
            (frame.x, frame.y), extent, (frame.width, frame.height), strict=True
        )
    )
    tile = matrix.tile or (1, 1)
    across = _ruler(
        matrix.cols[0].tokens[0] - region.cols[0], len(matrix.cols), tile[1], field.across,
        field.left, x, extent[0] - EDGE - x, frame.width, frame.scale,
    )  # fmt: skip
    down = _ruler(
        matrix.rows[0].tokens[0] - region.rows[0], len(matrix.rows), tile[0], field.down,
        field.top, y, extent[1] - EDGE - y, frame.height, frame.scale,
    )  # fmt: skip
    words = field.across >= WORDS_FROM
    return Layout(
        scale=frame.scale,
        corner=(0.0, 0.0),
        across=across,
        down=down,
        cols=Style(2, 90 if words else 0, 1, WORDS - 14 if words else 96.0, field.top),
        rows=Style(2, 0, 1, SIDE - 30, SIDE),
        query=matrix.row,
        extent=extent,
    )


def _ruler(
    first: int,
    count: int,
    size: int,
    pitch: float,
    begin: float,
    offset: float,
    end: float,
    room: int,
    scale: float,
) -> Ruler:
    """Tiles of `size` tokens from the token `first` of the field on.

    Those from the px `begin` up to `end` or the end of the frame show.
    """
    return Ruler(
        count=count,
        start=(begin - offset + first * pitch) * scale,
        pitch=size * pitch * scale,
        low=round(begin * scale),
        high=min(round(room * scale), max(round(end * scale), round(begin * scale) + 1)),
    )


def seen(region: Region, frame: Frame) -> Region:
    """The tokens of which something shows."""
    field = field_of(region, frame)
    spans = []
    for begin, pitch, at, room, (low, high) in (
        (field.top, field.down, frame.y, frame.height, region.rows),
        (field.left, field.across, frame.x, frame.width, region.cols),
    ):
        # a token of which a rounding error shows is not meant
        first = min(max(low + math.floor(at / pitch + 1e-6), low), high - 1)
        last = low + math.ceil((at + room - begin) / pitch - 1e-6)
        spans.append((first, max(first + 1, min(last, high))))
    return Region(spans[0], spans[1])


def framed(region: Region, part: Region, frame: Frame) -> Frame:
    """The frame in which a part of the map is as large as it can be and all of it shows."""
    plain = replace(frame, zoom=1.0, x=0.0, y=0.0)
    wide, high = part.shape[1], part.shape[0]
    rows, cols = region.shape
    most = most_zoom(region, plain)
    zoom = min(max(min(rows / high, cols / wide), 1.0), most)
    field = field_of(region, replace(plain, zoom=zoom))
    if field.top != field_of(region, plain).top:  # words above take some of the height
        room = max(frame.height - field.top - EDGE, 1.0)
        zoom = max(1.0, min(zoom, zoom * room / (high * field.down)))
    found = replace(plain, zoom=zoom)
    field = field_of(region, found)
    middle = (
        ((part.cols[0] + part.cols[1]) / 2 - region.cols[0]) * field.across,
        ((part.rows[0] + part.rows[1]) / 2 - region.rows[0]) * field.down,
    )
    x = middle[0] - (frame.width - field.left - EDGE) / 2
    y = middle[1] - (frame.height - field.top - EDGE) / 2
    most_x, most_y = field.extent[0] - frame.width, field.extent[1] - frame.height
    return replace(
        found, x=min(max(x, 0.0), max(most_x, 0.0)), y=min(max(y, 0.0), max(most_y, 0.0))
    )


def ticks(first: int, last: int, pitch: float, down: bool) -> range:
    """The tokens from `first` up to `last` that have their number beside the map."""
    least = _APART[1 if down else 0] / pitch
    power = 10 ** math.floor(math.log10(max(least, 1)))
    step = next(nice * power for nice in (1, 2, 5, 10) if nice * power >= least or nice == 10)
    return range(-(-first // step) * step, last, step)
