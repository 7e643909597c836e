"""What is marked on the picture on screen: what asks, objects, boxes, the sides of a comparison."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from explorer.core.placement import Box
from explorer.gui.canvas.box_drawing import outside, paint_box
from explorer.gui.canvas.picture_paint import (
    paint_divider,
    paint_object,
    paint_ring,
    paint_sides,
    paint_tag,
)
from explorer.gui.canvas.picture_place import PicturePlace
from explorer.gui.control.view import PhotoScene


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
    for at, box in enumerate(() if region is None else region.boxes):
        if not (drawn is not None and at == 0):
            paint_box(painter, place.in_widget(*box), changed)
    if drawn is not None:
        paint_box(painter, place.in_widget(*drawn), True)
