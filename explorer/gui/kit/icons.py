"""Lucide icons (ISC licence) in any colour and size, sharp at any scale of the screen."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.resource_files import resources

_SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)


@cache
def _source(name: str) -> str:
    file = resources() / "icons" / f"{name}.svg"
    if not file.is_file():
        raise FileNotFoundError(f"there is no icon named {name!r}")
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, px: int, scale: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    svg = _source(name).replace("currentColor", colour.name())
    pixmap = QPixmap(QSize(round(px * scale), round(px * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def icon_pixmap(name: str, colour: QColor, px: int, scale: float = 1.0) -> QPixmap:
    """One icon as pixels.

    Parameters
    ----------
    name: Lucide's name, as ``"folder-open"``.
    px: edge in logical pixels.
    scale: device pixels a logical pixel.

    Raises
    ------
    FileNotFoundError
        No such icon ships with the program.
    """
    return _pixmap(name, colour.rgba(), px, scale)


def icon(name: str, colour: QColor, px: int = 16) -> QIcon:
    """One icon for widgets that Qt paints, at every usual scale of a screen."""
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(icon_pixmap(name, colour, px, scale))
    return result


def paint_icon(
    painter: QPainter, name: str, colour: QColor, rect: QRectF, turn: float = 0.0
) -> None:
    """Paint an icon in the middle of a rectangle whose shorter edge is the icon's size.

    Parameters
    ----------
    rect: logical pixels.
    turn: degrees clockwise, about the middle.
    """
    px = round(min(rect.width(), rect.height()))
    scale = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(name, colour, px, scale)
    centre = rect.center()
    if turn:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(centre)
        painter.rotate(turn)
        painter.drawPixmap(QPointF(-px / 2, -px / 2), pixmap)
        painter.restore()
        return
    # On whole device pixels, or the one-pixel strokes blur.
    left = round((centre.x() - px / 2) * scale) / scale
    top = round((centre.y() - px / 2) * scale) / scale
    painter.drawPixmap(QPointF(left, top), pixmap)
