"""A photo with a map, as large as it fits in its own shape, to draw a box on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.control.view import PhotoScene


class PhotoBox(QWidget):
    """Holds a `PictureView` in the shape of its photo, in the middle of its width.

    Attributes
    ----------
    picture : PictureView
        The picture itself.
    """

    def __init__(self, parent: QWidget | None = None, top: bool = False) -> None:
        """Hold no photo yet; `top`: at the top of its height, and not in the middle."""
        super().__init__(parent)
        self._top = top
        self.picture = PictureView(self)
        self._size: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_scene(self, scene: PhotoScene) -> None:
        """Show a map over its photo."""
        self._size = scene.photo.size
        self._place()
        self.picture.show_scene(scene)

    def sizeHint(self) -> QSize:
        return QSize(300, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        if self._size is None:
            return
        width, height = self._size
        scale = min(self.width() / width, self.height() / height)
        shown = max(1, round(width * scale)), max(1, round(height * scale))
        left, top = (self.width() - shown[0]) // 2, (self.height() - shown[1]) // 2
        if self._top:
            top = 0
        self.picture.setGeometry(left, top, *shown)
