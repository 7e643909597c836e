"""The middle of the window for a photo: title, picture and colour bar, as large as they fit."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.core.photo import Photo
from explorer.gui.canvas.canvas_base import FOOT, FOOT_GAP, HEAD, CanvasBase
from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.control.view import PhotoScene, Readout

HEAD_GAP = 8
LARGEST, LEAST = 4, 320
"""How many times larger than its own pixels a photo is shown at most; but a tiny one may always
have a longer edge of LEAST px."""


class Canvas(CanvasBase):
    """Shows one picture of a photo with all that is said about it.

    Signals
    -------
    hovered(object, bool): (row, col) under the mouse or None, and whether that is on the side of
        a comparison that lies before the gate.
    """

    hovered = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureView(self)
        self.picture.hide()
        self.picture.cellHovered.connect(self._on_hovered)
        self.scene: PhotoScene | None = None  # what is shown
        self._size: tuple[int, int] | None = None  # of the photo, px

    def show_photo(self, photo: Photo | None) -> None:
        """Show the photo alone while the first run goes on; afterwards the last picture stays."""
        if self.scene is None and photo is not None:
            self._size = photo.size
            self.picture.show()
            self.place()
            self.picture.show_photo(photo)

    def show_scene(self, scene: PhotoScene) -> None:
        """Show a picture and its words."""
        self.scene = scene
        self._size = scene.photo.size
        self.show_words(scene.words)
        self.picture.show()
        self.place()
        self.picture.show_scene(scene)

    def show_readout(self, readout: Readout | None) -> None:
        """Show the value under the mouse, on the picture and on the bar."""
        self.picture.show_readout(readout)
        self.bar.show_pointer(None if readout is None else readout.value)

    @Slot(object)
    def _on_hovered(self, cell: tuple[int, int] | None) -> None:
        self.hovered.emit(cell, self.picture.over_before())

    def place(self) -> None:
        """Make the picture as large as it fits in the photo's shape, its words aligned with it."""
        room = self.room()
        if self._size is None:
            return
        above, below = HEAD + HEAD_GAP, FOOT_GAP + FOOT
        width, height = self._size
        free_w, free_h = max(1, room.width()), max(1, room.height() - above - below)
        largest = max(float(LARGEST), LEAST / max(width, height))
        scale = min(free_w / width, free_h / height, largest)
        shown = max(1, round(width * scale)), max(1, round(height * scale))
        column = min(free_w, max(shown[0], self.words_width()))
        left = room.left() + (room.width() - shown[0]) // 2
        words = room.left() + (room.width() - column) // 2
        top = room.top() + (room.height() - (above + shown[1] + below)) // 2
        self.picture.setGeometry(left, top + above, *shown)
        self.place_head(QRect(words, top, column, HEAD))
        self.place_foot(QRect(words, top + above + shown[1] + FOOT_GAP, column, FOOT))
        self.toast.set_floor(self.height() - (top + above + shown[1]) + 16)
