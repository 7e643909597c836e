"""The photo under its map in a pyqtgraph view, panned and zoomed.

All of the photo is drawn at the size of the view, as the exports draw it. While the user zooms and
pans that picture is stretched; a moment later the part that shows is drawn sharply over it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.core.photo import Photo
from explorer.export.difference import render_difference
from explorer.export.render import Backdrop, Overlay, backdrop, layers
from explorer.gui.control.view import PhotoScene
from explorer.gui.plots.plot_frame import Over, PlotFrame, Raster

REDRAW_MS = 40
"""From the last change of size or zoom to the sharp picture."""
LARGEST = 32.0
"""How much larger than the whole photo a part of it is shown at most."""


class _Layer:
    """A ground and the levels over it."""

    def __init__(self, box: pg.ViewBox, z: float) -> None:
        self.ground, self.over = Raster(z), Raster(z + 1)
        self.hide()
        for item in (self.ground, self.over):
            box.addItem(item, ignoreBounds=True)
        self._of: Image.Image | None = None
        self._backdrop: Backdrop | None = None
        self._key: tuple[object, ...] = ()

    def hide(self) -> None:
        self.ground.hide()
        self.over.hide()
        self._of = None

    def draw(
        self, photo: Photo, scene: PhotoScene | None, region: QRectF, size: tuple[int, int]
    ) -> None:
        """Draw a region of the photo, in its pixels, at a size in device pixels."""
        ground = self._scaled(photo, region, size)
        picture: Image.Image = ground.photo
        overlay: Overlay | None = None
        if scene is not None:
            picture, overlay = _painted(scene, ground, region)
            self.over.smooth = scene.style.smooth
        if picture is not self._of:
            self.ground.show_pixels(np.asarray(picture), region)
            self._of = picture
        self.over.setVisible(overlay is not None)
        if overlay is not None:
            place = _on_photo(overlay, region, size)
            self.over.show_levels(overlay.levels, overlay.table, place)

    def _scaled(self, photo: Photo, region: QRectF, size: tuple[int, int]) -> Backdrop:
        """The part of the photo without a map; it is kept, since the map changes more often."""
        key = photo, region.getRect(), size
        if self._backdrop is None or key != self._key:
            whole = region == QRectF(0, 0, *photo.size)
            part = None if whole else _corners(region)
            self._backdrop, self._key = backdrop(photo.pixels, size, part), key
        return self._backdrop


class PhotoFrame(PlotFrame):
    """Shows a photo and its scene; coordinates are pixels of the photo."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self._photo: Photo | None = None
        self._scene: PhotoScene | None = None
        self._whole, self._part = _Layer(self.box, 0), _Layer(self.box, 2)
        self._stale = False  # whether the whole picture is of an earlier scene
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_MS)
        self._redraw.timeout.connect(self._on_settled)
        self.box.sigRangeChanged.connect(self._on_range)

    # -- what is shown -------------------------------------------------------------------------

    def show_photo(self, photo: Photo, scene: PhotoScene | None) -> None:
        """Another scene, or the photo alone; the zoom stays while the photo does."""
        if photo is not self._photo:
            self._photo = photo
            width, height = photo.size
            self.box.setLimits(
                xMin=0,
                xMax=width,
                yMin=0,
                yMax=height,
                minXRange=width / LARGEST,
                minYRange=height / LARGEST,
            )
            self.fit()
        self._scene = scene
        self._draw()

    def seen(self) -> QRectF:
        """The part of the photo that shows, in its pixels."""
        (left, right), (top, bottom) = self.box.viewRange()
        return QRectF(left, top, right - left, bottom - top)

    def zoom(self) -> float:
        """How much larger than the whole photo it is shown; 1 shows all."""
        width = self._photo.size[0] if self._photo is not None else 1
        return max(1.0, width / self.seen().width())

    # -- zoom and pan --------------------------------------------------------------------------

    def fit(self) -> None:
        """Show all of the photo."""
        if self._photo is not None:
            width, height = self._photo.size
            self.box.setRange(xRange=(0, width), yRange=(0, height), padding=0)

    def show_part(self, part: QRectF) -> None:
        """Show a part of the photo, in its pixels."""
        x, y = (part.left(), part.right()), (part.top(), part.bottom())
        self.box.setRange(xRange=x, yRange=y, padding=0)

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom about a point of the photo, which stays where it is as far as the photo reaches."""
        factor = min(factor, LARGEST / self.zoom())
        # a last small step would leave the picture a little too large for nothing
        if self.zoom() * factor < 1.02:
            self.fit()
        else:
            self.box.scaleBy((1 / factor, 1 / factor), center=pg.Point(at))

    def move_by(self, across: float, down: float) -> None:
        """Move what is shown, by pixels of the photo."""
        self.box.translateBy(x=across, y=down)

    def drop(self) -> None:
        """Take everything apart; what was to be drawn soon is not drawn any more."""
        self._photo = self._scene = None
        self._redraw.stop()
        super().drop()

    # -- drawing -------------------------------------------------------------------------------

    def _size(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return round(self.width() * ratio), round(self.height() * ratio)

    def redraw_soon(self) -> None:
        """The size in device pixels has changed; until then the picture is stretched."""
        self._redraw.start()

    def _draw(self) -> None:
        """Draw what shows; the whole picture, if only a part does, when it is needed."""
        if self._photo is None:  # it is taken apart
            return
        self._stale = True
        if self.zoom() > 1:
            self._draw_part()
        else:
            self._draw_whole()
            self._part.hide()
        self.repaint_soon()

    def _draw_whole(self) -> None:
        size = self._size()
        if self._photo is not None and min(size) > 0:
            self._whole.draw(self._photo, self._scene, QRectF(0, 0, *self._photo.size), size)
            self._stale = False

    def _draw_part(self) -> None:
        size = self._size()
        if self._photo is not None and min(size) > 0:
            self._part.draw(self._photo, self._scene, self.seen(), size)

    @Slot(object, object, object)
    def _on_range(self, *_: object) -> None:
        if self._stale:  # what is about to show must not be of another map
            self._draw_whole()
        self.repaint_soon()
        self._redraw.start()

    @Slot()
    def _on_settled(self) -> None:
        self._draw_whole()
        self._draw()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:
            self._redraw.start()


def _painted(
    scene: PhotoScene, ground: Backdrop, region: QRectF
) -> tuple[Image.Image, Overlay | None]:
    """What the exports would draw of a region: its ground, and the levels over it."""
    heatmap = replace(scene.heatmap, placement=scene.heatmap.placement.part(*_corners(region)))
    if scene.signed:
        return Image.fromarray(render_difference(heatmap, ground, scene.style.smooth)), None
    picture, overlay = layers(heatmap, ground, scene.style)
    if scene.before is None or overlay is None:
        return picture, overlay
    before = replace(scene.before, placement=heatmap.placement)
    _, left = layers(before, ground, scene.style)
    assert left is not None
    split = scene.split * scene.photo.size[0] - region.left()
    at = round(split / region.width() * ground.size[0]) - overlay.corner[0]
    levels = overlay.levels.copy()
    levels[:, : max(at, 0)] = left.levels[:, : max(at, 0)]
    return picture, replace(overlay, levels=levels)


def _on_photo(overlay: Overlay, region: QRectF, size: tuple[int, int]) -> QRectF:
    """Where an overlay of a picture of this region and size lies on the photo."""
    (left, top), (height, width) = overlay.corner, overlay.levels.shape
    x, y = region.width() / size[0], region.height() / size[1]
    return QRectF(region.left() + left * x, region.top() + top * y, width * x, height * y)


def _corners(region: QRectF) -> tuple[float, float, float, float]:
    return region.left(), region.top(), region.right(), region.bottom()
