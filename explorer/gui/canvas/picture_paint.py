"""What lies over the picture on screen and is in no export: labels, the knob, the read-out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from explorer.core.placement import Box
from explorer.export.style import ACCENT
from explorer.gui.canvas.box_drawing import outside, paint_box
from explorer.gui.canvas.picture_place import PicturePlace
from explorer.gui.control.view import PhotoScene, Readout
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import MEDIUM, REGULAR, SEMIBOLD, ui_font
from explorer.gui.kit.look.icons import paint_icon
from explorer.gui.kit.look.paint import box, draw_text, text_width, tint
from explorer.gui.kit.look.theme import theme

RADIUS = 4.0
"""Of the corners of the picture and of its labels, px."""
KNOB = 26.0
_ACCENT = QColor(*ACCENT)
_INK, _QUIET, _GROUND = QColor("#ECEDF0"), QColor("#B0B3BC"), QColor(21, 22, 25, 240)
"""The same in both themes, since they lie on the picture and not on the window."""


def paint_corners(painter: QPainter, size: QSizeF) -> None:
    """The ground of the canvas in the corners of a picture of this size, px."""
    picture = QRectF(QPointF(0, 0), size)
    path = QPainterPath()
    path.addRect(picture)
    path.addRoundedRect(picture, RADIUS, RADIUS)  # odd-even: what lies between the two
    painter.fillPath(path, theme().canvas)


def paint_place(painter: QPainter, whole: QRectF, size: QSizeF) -> None:
    """Bars at the edges of a view of this size: which part of a zoomed picture shows.

    whole: where all of the picture would lie, px.
    """
    ink = tint(theme().t3, 0.7)
    if whole.width() >= size.width() + 1:
        length = max(24.0, size.width() ** 2 / whole.width())
        share = -whole.left() / (whole.width() - size.width())
        bar = QRectF((size.width() - length) * share, size.height() - 3, length, 3)
        box(painter, bar, 1.5, ink)
    if whole.height() >= size.height() + 1:
        length = max(24.0, size.height() ** 2 / whole.height())
        share = -whole.top() / (whole.height() - size.height())
        bar = QRectF(size.width() - 3, (size.height() - length) * share, 3, length)
        box(painter, bar, 1.5, ink)


def paint_ring(painter: QPainter, around: QRectF, size: QSizeF) -> None:
    """The ring of what asks, of the same width as in an exported picture of this size, px.

    On whole device pixels, in the accent with a white ring around it.
    """
    ratio = painter.device().devicePixelRatioF()
    line = max(1, round(max(size.width(), size.height()) * ratio / 400))
    left, top = round(around.left() * ratio), round(around.top() * ratio)
    right, bottom = round(around.right() * ratio), round(around.bottom() * ratio)
    if right <= left or bottom <= top:
        return
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(left, top, right - left, bottom - top)
    for colour, out in ((QColor("white"), -line / 2), (_ACCENT, line / 2)):
        painter.setPen(QPen(colour, line))
        painter.drawRoundedRect(ring.adjusted(out, out, -out, -out), line - out, line - out)
    painter.restore()


def paint_object(painter: QPainter, around: QRectF, label: str, whole: bool, size: QSizeF) -> None:
    """The box of an object in a picture of this size, px; dashed where all heads were needed."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(12, 13, 15), 3.5))
    painter.drawRect(around)
    style = Qt.PenStyle.DashLine if whole else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor("white") if whole else _ACCENT, 1.75, style))
    painter.drawRect(around)
    font = ui_font(11, SEMIBOLD)
    tag = QRectF(0, 0, text_width(label, font) + 10, 17)
    tag.moveTopLeft(QPointF(around.left(), around.bottom() - 17 if whole else around.top()))
    tag.moveLeft(_within(tag.left(), tag.width(), size.width(), 2))
    box(painter, tag, 3, _GROUND if whole else _ACCENT)
    draw_text(painter, tag, label, font, _INK if whole else QColor("white"), 0.5)


def paint_divider(painter: QPainter, at: float, size: QSizeF) -> None:
    """The line between the sides of a comparison, as wide as in an exported picture, px."""
    ratio = painter.device().devicePixelRatioF()
    line = max(1, round(max(size.width(), size.height()) * ratio / 400))
    if 0 < at < size.width():
        left = round(at * ratio) - line // 2 - line % 2
        painter.fillRect(QRectF(left / ratio, 0, line / ratio, size.height()), QColor("white"))


def paint_tag(painter: QPainter, cell: QRectF, size: QSizeF) -> None:
    """The word over the ring of the query, which the picture itself has.

    cell: the query's, in a picture of this size, px.
    """
    font, words = ui_font(11, SEMIBOLD), say("query")
    tag = QRectF(0, 0, text_width(words, font) + 12, 17)
    tag.moveCenter(QPointF(cell.center().x(), cell.top() - 14))
    if tag.top() < 2:
        tag.moveTop(cell.bottom() + 6)
    tag.moveLeft(_within(tag.left(), tag.width(), size.width(), 2))
    box(painter, tag, 3, theme().fill)
    draw_text(painter, tag, words, font, theme().on_fill, 0.5)


def paint_sides(painter: QPainter, size: QSizeF, at: float, after: str) -> None:
    """Labels of both sides of a comparison, and the knob of its divider at x = `at`, px."""
    font = ui_font(12, SEMIBOLD)
    for text, right in ((say("before the gate"), False), (say(after), True)):
        width = text_width(text, font) + 20
        left = size.width() - width - 12 if right else 12.0
        room = size.width() - at if right else at
        if room > width + 24:
            label = QRectF(left, 12, width, 24)
            box(painter, label, RADIUS, _GROUND)
            draw_text(painter, label, text, font, _INK, 0.5)
    knob = QRectF(0, 0, KNOB, KNOB)
    knob.moveCenter(QPointF(at, max(size.height() - 36, size.height() / 2)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("white"))
    painter.drawEllipse(knob)
    mark = QRectF(0, 0, 14, 14)
    mark.moveCenter(knob.center())
    paint_icon(painter, "arrow-left-right", QColor("#17181B"), mark)


def paint_readout(painter: QPainter, cell: QRectF, readout: Readout, size: QSizeF) -> None:
    """The ring on the cell, and beside it the box with its value, always inside the picture."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(12, 13, 15), 1.0))
    painter.drawRoundedRect(cell.adjusted(-1.25, -1.25, 1.25, 1.25), 3, 3)
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.drawRoundedRect(cell, 2, 2)
    paint_note(painter, cell, (readout.title, *readout.lines), size)


def paint_note(painter: QPainter, beside: QRectF, lines: Sequence[str], size: QSizeF) -> None:
    """Draw a box with lines of text beside a rectangle and inside a picture of this size, px.

    There is at least one line: the first is its title, the second one is plain and the others are
    quiet.
    """
    styles = [(ui_font(14, SEMIBOLD), _INK), (ui_font(12, MEDIUM), _INK)]
    quiet = [(ui_font(12, REGULAR), _QUIET)] * len(lines)
    said = map(say, lines)
    rows = [(text, font, ink) for text, (font, ink) in zip(said, [*styles, *quiet], strict=False)]
    width = max(text_width(text, font) for text, font, _ in rows) + 24
    height = 18 + 18 * len(rows)
    left = beside.right() + 6
    if left + width > size.width():
        left = beside.left() - 6 - width
    left = _within(left, width, size.width(), 4)
    top = _within(beside.top() - 14, height, size.height(), 4)
    panel = QRectF(math.floor(left), math.floor(top), width, height)
    box(painter, panel, RADIUS, _GROUND)
    for at, (text, font, ink) in enumerate(rows):
        row = QRectF(panel.left() + 12, panel.top() + 9 + 18 * at, width - 24, 18)
        draw_text(painter, row, text, font, ink)


def _within(start: float, length: float, room: float, margin: float) -> float:
    """`start` moved so that `length` px from it lie in a room of this length, px."""
    return min(max(start, margin), max(margin, room - length - margin))


def only_box(scene: PhotoScene | None) -> Box | None:
    """The one box that can be changed; None for none, or for several."""
    region = None if scene is None else scene.region
    return region.boxes[0] if region is not None and len(region.boxes) == 1 else None


def paint_marks(
    painter: QPainter, scene: PhotoScene, place: PicturePlace, drawn: Box | None, rings: bool
) -> None:
    """Mark on a picture what its scene has, with lines that keep their width on screen.

    Parameters
    ----------
    drawn : the box that is being drawn, in pixels of the photo.
    rings : whether what asks gets its ring here, and a comparison its line: they are in the picture
        already where it is painted as the exports draw it.
    """
    heatmap, divider, size = scene.heatmap, place.divider(), place.size
    _paint_region(painter, scene, place, drawn)
    for one in scene.boxes:
        paint_object(painter, place.in_widget(*one.box), one.label, one.whole, size)
    if rings:
        from explorer.export.render import rings as asking  # there already: a frame draws with it

        for around in asking(heatmap):
            paint_ring(painter, place.in_widget(*around), size)
        if divider is not None:
            paint_divider(painter, divider, size)
    if divider is not None:
        word, value = scene.chip
        after = f"after, × {value}" if word == "Gate" else "after the gate"
        paint_sides(painter, size, divider, after)
    if scene.spot is not None:
        paint_ring(painter, place.cell_box(scene.spot), size)
    if heatmap.query_cell is not None:
        cell = place.cell_box(heatmap.query_cell, heatmap.query_grid)
        if cell.intersects(QRectF(QPointF(0, 0), size)):
            paint_tag(painter, cell, size)


def _paint_region(
    painter: QPainter, scene: PhotoScene, place: PicturePlace, drawn: Box | None
) -> None:
    """The boxes or the mask that maps are held against, and the box that is being drawn."""
    region = scene.region
    if region is not None and region.mask is not None:
        painter.drawImage(place.in_widget(0, 0, *scene.photo.size), outside(region.mask))
    changed = only_box(scene) is not None and scene.draws
    for at, one in enumerate(() if region is None else region.boxes):
        if not (drawn is not None and at == 0):
            paint_box(painter, place.in_widget(*one), changed)
    if drawn is not None:
        paint_box(painter, place.in_widget(*drawn), True)
