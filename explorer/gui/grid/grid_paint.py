"""How the grid of heads looks: cells, rings, strips and labels. See `grid_layout` for places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from explorer.gui.grid.grid_places import EDGE, HEADER, PAD, Box, GridLayout, Hit
from explorer.gui.grid.grid_shape import Cell, GridShape
from explorer.gui.grid.thumbs import RADIUS, Thumbs
from explorer.gui.kit import REGULAR, SEMIBOLD, Theme, paint_icon, theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import Run, box, draw_runs, draw_text, runs_width, tint

_RING_GAP = 1.0
_RING = 2.0
_ROW_OUTSET = 4.0
_HATCH = 5.0  # px between two lines over a muted head
_CHEVRON = QRectF(14, 5, 12, 12)  # within a heading
_TITLE = 32


@dataclass(frozen=True)
class GridScene:
    """All that one picture of the grid depends on; ``dy`` is how far it is scrolled down."""

    shape: GridShape
    layout: GridLayout
    thumbs: Thumbs
    folded: frozenset[str]
    current: Cell
    added: frozenset[Cell]
    hover: Hit | None
    dy: int
    muted: frozenset[Cell] = frozenset()
    marked: frozenset[Cell] = frozenset()


def paint_grid(painter: QPainter, scene: GridScene, area: QRect) -> None:
    """Paint what shows of the grid in ``area``, a part of what is seen (logical pixels)."""
    layout = scene.layout
    top = max(area.top() - EDGE - 1, layout.covered if layout.headings else layout.header)
    rows = layout.rows_between(scene.dy + top, scene.dy + area.bottom() + EDGE + 1)
    below = QRectF(area).intersected(QRectF(0, layout.header, layout.width, area.bottom() + 1))
    rings = below if layout.headings else below.adjusted(0, -EDGE, 0, 0)
    seen = [(row, column) for row in rows for column in range(layout.widths[row])]

    painter.save()
    painter.setClipRect(below)
    colours, scale = theme(), painter.device().devicePixelRatioF()
    size = QSize(layout.cell_width, layout.cell_height)
    masked = {row for row in rows if scene.thumbs.masked(row)}
    for row, column in seen:
        cell = layout.cell(row, column, scene.dy)
        tile = scene.thumbs.tile(row, column, size, scale)
        if tile is not None and row not in masked and colours.name != "light":
            painter.drawImage(cell.x, cell.y, tile)
        else:
            _paint_cell(painter, _rect(cell), tile, colours, row in masked)
    for row, column in seen:
        sounds = (row, column) not in scene.muted
        if (row, column) in scene.marked:
            _paint_marked(painter, _rect(layout.cell(row, column, scene.dy)), colours, sounds)
        elif not sounds:
            _paint_muted(painter, _rect(layout.cell(row, column, scene.dy)), colours)
    for row in rows:
        _paint_row(painter, scene, row)
    painter.restore()

    # The current cell last: its ring lies over those of its neighbours.
    pointed = scene.hover.cell if scene.hover else None
    ringed = {*scene.added, *([pointed] if pointed else [])} - {scene.current}
    painter.save()
    painter.setClipRect(rings)
    for row, column in [*sorted(ringed & {*seen}), *({scene.current} & {*seen})]:
        _paint_rings(painter, scene, row, column)
    painter.restore()

    painter.save()
    painter.setClipRect(below)
    for section in layout.headings_between(scene.dy, area.bottom()):
        _paint_heading(painter, scene, section)
    painter.restore()
    if layout.tiles == 1 and area.top() < HEADER:
        for place in range(len(layout.lefts)):
            _paint_header(painter, scene, place)


def _rect(place: Box) -> QRectF:
    return QRectF(place.x, place.y, place.width, place.height)


def _paint_cell(
    painter: QPainter, rect: QRectF, tile: QImage | None, colours: Theme, masked: bool
) -> None:
    """A cell that is still computed, or one that needs more than its tile."""
    if tile is None:
        box(painter, rect, RADIUS, colours.raised)
        return
    if masked:  # what was never looked at is not a zero
        box(painter, rect, RADIUS, colours.well)
    painter.drawImage(rect.topLeft(), tile)
    if colours.name == "light":  # or the bright end of a map would run into the panel
        box(painter, rect, RADIUS, border=QColor(0, 0, 0, 30))


def _paint_muted(painter: QPainter, rect: QRectF, colours: Theme) -> None:
    """Hatch a cell: its head gives nothing."""
    box(painter, rect, RADIUS, colours.well)
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.t3, 1.0))
    height, at = rect.height(), rect.left() - rect.height()
    while at < rect.right():
        painter.drawLine(QPointF(at, rect.bottom()), QPointF(at + height, rect.top()))
        at += _HATCH
    painter.restore()


def _paint_marked(painter: QPainter, rect: QRectF, colours: Theme, sounds: bool) -> None:
    """A cell that a drag would mute, hatched in the accent; or one that it would let sound."""
    box(painter, rect, RADIUS, tint(colours.accent, 0.35), colours.accent, 1.5)
    if not sounds:
        return
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colours.accent, 1.0))
    height, at = rect.height(), rect.left() - rect.height()
    while at < rect.right():
        painter.drawLine(QPointF(at, rect.bottom()), QPointF(at + height, rect.top()))
        at += _HATCH
    painter.restore()


def _paint_row(painter: QPainter, scene: GridScene, row: int) -> None:
    """The number of a layer, the heads of its further lines, and its sorted gates."""
    colours, layout, columns = theme(), scene.layout, scene.shape.columns
    chosen = row == scene.current[0]
    number = _rect(layout.row_number(row, scene.dy))
    pointed = scene.hover == Hit(row, None)
    _paint_label(painter, number, scene.shape.rows[row], chosen, pointed, 1.0)
    for line in range(1, layout.lines(row)):
        heads = layout.line_columns(row, line)
        words = columns[heads[0]]
        if len(heads) > 1:
            words += f"–{columns[heads[-1]]}"
        rect = _rect(layout.line_label(row, line, scene.dy))
        _paint_label(painter, rect, words, False, False, 1.0)
    profile = scene.thumbs.profile(row)
    if layout.strip and profile is not None and profile.size:
        fill = tint(colours.accent, 0.7) if chosen else tint(colours.neutral, 0.6)
        _paint_profile(painter, _rect(layout.profile(row, scene.dy)), profile, fill)


def _paint_profile(
    painter: QPainter, strip: QRectF, profile: NDArray[np.float32], fill: QColor
) -> None:
    """The area under values in [0, 1], spread evenly over the strip."""
    values = np.ascontiguousarray(profile, dtype=np.float32).tobytes()
    scale = painter.device().devicePixelRatioF()
    picture = _profile_picture(values, strip.width(), strip.height(), fill.rgba(), scale)
    painter.drawImage(strip.topLeft(), picture)


@lru_cache(maxsize=256)  # a slope of many corners takes longer to fill than to lay down
def _profile_picture(values: bytes, width: float, height: float, fill: int, scale: float) -> QImage:
    """The area under values on nothing, at device pixels."""
    size = QSize(math.ceil(width * scale), math.ceil(height * scale))
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(scale)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(fill))
    painter.drawPolygon(_outline(values, width, height))
    painter.end()
    return picture


def _outline(values: bytes, width: float, height: float) -> QPolygonF:
    """The area under values, float32 in [0, 1], in a strip of this size."""
    profile = np.frombuffer(values, np.float32).astype(np.float64)
    heights = np.clip(np.nan_to_num(profile), 0.0, 1.0)
    at = np.linspace(0, len(heights) - 1, min(max(1, round(width)), max(2, len(heights))))
    tops = height * (1 - np.interp(at, np.arange(len(heights)), heights))
    xs = np.linspace(0, width, len(tops))
    points = [QPointF(x, y) for x, y in zip(xs.tolist(), tops.tolist(), strict=True)]
    return QPolygonF([QPointF(0, height), *points, QPointF(width, height)])


def _paint_rings(painter: QPainter, scene: GridScene, row: int, column: int) -> None:
    colours = theme()
    rect = _rect(scene.layout.cell(row, column, scene.dy))
    if (row, column) == scene.current:
        if scene.layout.strip and column == 0:
            whole = rect.united(_rect(scene.layout.profile(row, scene.dy)))
            outer = whole.adjusted(-_ROW_OUTSET, -_ROW_OUTSET, _ROW_OUTSET, _ROW_OUTSET)
            box(painter, outer, 4.0, border=colours.accent, width=_RING)
            return
        _ring(painter, rect, _RING_GAP, _RING, colours.accent)
    elif (row, column) in scene.added:
        _ring(painter, rect, _RING_GAP, 1.0, colours.accent)
        _tick(painter, rect)
    else:
        _ring(painter, rect, 0.0, 1.5, colours.edge)


def _ring(painter: QPainter, rect: QRectF, gap: float, width: float, colour: QColor) -> None:
    panel, out = theme().panel, gap + width
    if gap:  # a hair of panel between map and ring, over whatever neighbours there are
        ground = rect.adjusted(-gap, -gap, gap, gap)
        box(painter, ground, RADIUS + gap, border=panel, width=gap)
    box(painter, rect.adjusted(-out, -out, out, out), RADIUS + out, border=colour, width=width)


def _tick(painter: QPainter, rect: QRectF) -> None:
    colours = theme()
    edge = max(9.0, min(13.0, rect.height() / 2))
    mark = QRectF(rect.right() - edge - 2, rect.bottom() - edge - 2, edge, edge)
    box(painter, mark, 3.0, colours.fill)
    paint_icon(painter, "check", colours.on_fill, mark.adjusted(1, 1, -1, -1))


def _paint_heading(painter: QPainter, scene: GridScene, section: int) -> None:
    colours, words = theme(), scene.shape.sections[section]
    rect = _rect(scene.layout.heading(section, scene.dy))
    pointed = scene.hover == Hit(None, None, section)
    chosen = section == scene.shape.group_of(scene.current[0])
    painter.fillRect(rect, colours.panel)
    if pointed:
        box(painter, rect.adjusted(PAD / 2, 1, -PAD / 2, -1), 6.0, colours.hover)
    arrow = "chevron-right" if words.title in scene.folded else "chevron-down"
    paint_icon(painter, arrow, colours.t3, _CHEVRON.translated(rect.topLeft()))
    title = Run(say(words.title), ui_font(12, SEMIBOLD), colours.t1 if chosen else colours.t2)
    rect.adjust(_TITLE, 0, -PAD, 0)
    draw_runs(painter, rect, [title])
    rect.adjust(runs_width([title]) + 12, 0, 0, 0)
    if rect.width() > 0:
        draw_text(painter, rect, say(words.detail), ui_font(12), colours.t3, 1.0)


def _paint_header(painter: QPainter, scene: GridScene, place: int) -> None:
    rect = _rect(scene.layout.column_header(place))
    pointed = scene.hover == Hit(None, place)
    _paint_label(painter, rect, say(scene.shape.columns[place]), place == 0, pointed, 0.5)


def _paint_label(
    painter: QPainter, rect: QRectF, text: str, strong: bool, pointed: bool, align: float
) -> None:
    colours = theme()
    font = ui_font(11, SEMIBOLD if strong else REGULAR)
    colour = colours.t1 if strong else colours.t2 if pointed else colours.t3
    advance = runs_width([Run(text, font, colour)])
    if advance > rect.width():  # a label may stand over its cell a little rather than be cut
        more = min(advance - rect.width(), 14.0 if strong else 6.0)
        rect = rect.adjusted(-more * align, 0, more * (1 - align), 0)
    if pointed:
        back = QRectF(0, 0, advance + 8, 16)
        back.moveCenter(rect.center())
        if align == 1.0:
            back.moveRight(rect.right() + 4)
        box(painter, back, 4.0, colours.hover)
    draw_text(painter, rect, text, font, colour, align)
