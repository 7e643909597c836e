"""A pyqtgraph view without axes, menu and mouse, for the widgets of the canvas to be drawn by.

Imports pyqtgraph: import this file when a plot is needed, not before (`pyqtgraph_loading`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakMethod

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

Over = Callable[[QPainter], None]
_Format = QImage.Format


class PlotFrame(pg.GraphicsView):  # type: ignore[misc]  # it has no types
    """Fills its parent with one ViewBox. The parent takes the mouse and the keys.

    Attributes
    ----------
    box: the ViewBox; y goes down, ranges are set and never found.
    """

    def __init__(self, parent: QWidget, over: Over) -> None:
        """`over`: a bound method that paints over everything, in px of the widget; held weakly."""
        super().__init__(parent, background=None)
        # pyqtgraph caches the ground, which then keeps the colour of the theme before
        self.setCacheMode(pg.GraphicsView.CacheModeFlag.CacheNone)
        # what changes is told by `repaint`: the scene would tell it too late, and all is painted
        # twice
        self.setViewportUpdateMode(pg.GraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self, self.viewport()):
            part.setFocusProxy(None)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over = WeakMethod(over)
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, invertY=True, defaultPadding=0.0)
        self.box.disableAutoRange()
        self.setCentralItem(self.box)

    def repaint_soon(self) -> None:
        """Paint again: the plot has changed, or what lies over it. Nothing else paints it."""
        self.viewport().update()

    def drop(self) -> None:
        """Take everything apart while it is alive."""
        self.box.clear()
        self.box.unregister()
        self.scene().clear()
        self.hide()
        self.deleteLater()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        over = self._over()
        if over is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            over(painter)


class Raster(pg.ImageItem):  # type: ignore[misc]  # it has no types
    """An image in (row, column) order that is made ready for the screen once, not at every paint.

    Attributes
    ----------
    smooth: whether it is interpolated where its pixels are not those of the screen.
    """

    qimage: QImage

    def __init__(self, z: float) -> None:
        super().__init__(axisOrder="row-major")
        self.setZValue(z)
        self.smooth = True
        self._table: NDArray[np.uint8] | None = None

    def show_pixels(self, pixels: NDArray[np.uint8], rect: QRectF) -> None:
        """Show colours, (h, w, 3), on a rectangle of the plot."""
        self._show(pixels, rect, None)

    def show_levels(
        self, levels: NDArray[np.uint8], table: NDArray[np.uint8], rect: QRectF
    ) -> None:
        """Show levels, (h, w), in the colours of a table, (256, 4)."""
        self._show(levels, rect, table)

    def _show(
        self, pixels: NDArray[np.uint8], rect: QRectF, table: NDArray[np.uint8] | None
    ) -> None:
        self.setVisible(pixels.size > 0)
        self._table = table
        if pixels.size:
            self.setImage(pixels, autoLevels=False, levels=(0, 255))
            self.setRect(rect)

    def render(self) -> None:
        """Make the image; pyqtgraph would leave a part of the work to every paint."""
        pixels = np.ascontiguousarray(self.image)
        height, width = pixels.shape[:2]
        if self._table is None:
            image = QImage(pixels.data, width, height, 3 * width, _Format.Format_RGB888)
            self.qimage = image.convertToFormat(_Format.Format_RGB32)
        else:
            image = QImage(pixels.data, width, height, width, _Format.Format_Indexed8)
            image.setColorTable(_colours(self._table))
            self.qimage = image.convertToFormat(_Format.Format_ARGB32_Premultiplied)
        self._renderRequired = self._unrenderable = False

    def paint(self, painter: QPainter, *args: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.smooth)
        super().paint(painter, *args)


def _colours(table: NDArray[np.uint8]) -> list[int]:
    """(256, 4) red, green, blue and opacity as Qt takes them, 0xAARRGGBB."""
    red, green, blue, opacity = table.astype(np.uint32).T
    found: list[int] = (opacity << 24 | red << 16 | green << 8 | blue).tolist()
    return found
