"""Lucide icons (ISC licence) in the colours of the theme, sharp at any scale of the screen."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.look.theme import theme
from explorer.resource_files import resources


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


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
    """Render an icon to pixels.

    Parameters
    ----------
    name: Lucide's name, as ``"folder-open"``.
    colour: of its strokes.
    px: edge in logical pixels.
    scale: device pixels a logical pixel.

    Raises
    ------
    FileNotFoundError
        No such icon ships with the program.
    """
    return _pixmap(name, colour.rgba(), px, scale)


class _Engine(QIconEngine):
    """Paints an icon in the theme that is shown when it is painted."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        _source(name)  # a wrong name fails here rather than while painting
        theme().colour(token)
        self._name, self._token = name, token

    def _ink(self, mode: QIcon.Mode) -> QColor:
        return theme().colour("t4" if mode == QIcon.Mode.Disabled else self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, self._name, self._ink(mode), QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.width() == size.height() > 0:  # as Qt's own controls ask at every paint
            return icon_pixmap(self._name, self._ink(mode), size.width())
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        if pixmap.isNull():  # a button that is squeezed to nothing asks for nothing
            return pixmap
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)


@cache  # an icon whose engine goes while it is still painted elsewhere ends the program
def icon(name: str, token: str = "t2") -> QIcon:
    """Return an icon for Qt's own widgets; it follows the theme, and t4 says disabled.

    Parameters
    ----------
    name: Lucide's name.
    token: a colour of ``Theme``.

    Raises
    ------
    FileNotFoundError
        No such icon ships with the program.
    KeyError
        No such token.
    """
    return QIcon(_Engine(name, token))


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Paint an icon in the middle of a rectangle whose shorter edge is the icon's size, px."""
    px = round(min(rect.width(), rect.height()))
    scale = painter.device().devicePixelRatioF()
    centre = rect.center()
    # On whole device pixels, or the one-pixel strokes blur.
    left = round((centre.x() - px / 2) * scale) / scale
    top = round((centre.y() - px / 2) * scale) / scale
    painter.drawPixmap(QPointF(left, top), icon_pixmap(name, colour, px, scale))


class Icon(QWidget):
    """An icon beside a text."""

    def __init__(
        self, name: str, token: str = "t2", px: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon(name, token)
        self.setFixedSize(px, px)

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon, or the same in another colour."""
        self._icon = icon(name, token)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
