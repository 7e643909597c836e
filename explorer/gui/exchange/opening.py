"""What comes into the window: files, the clipboard, drag and drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from explorer.core.inputs import Modality
from explorer.gui.canvas.pixels import to_pixels
from explorer.gui.exchange.part import ExchangePart, pictures
from explorer.inputs.dropped import ADDRESS, is_address, picture_within


class Opening(ExchangePart):
    """Opens photos and texts out of a dialog, the clipboard or a drop.

    Signals
    -------
    failed(str): one sentence.
    """

    failed = Signal(str)

    @Slot()
    def ask(self) -> None:
        """Open what the current model takes, from a dialog."""
        asks = {Modality.PHOTO: self.ask_photo, Modality.TEXT: self.ask_text}
        asks[self._controller.state.input]()

    @Slot()
    def ask_text(self) -> None:
        """Open a text file from a dialog."""
        path = self._dialogs.open_text(self._window, Path.home())
        if path is not None:
            self._controller.text.open_file(path)

    @Slot()
    def ask_photo(self) -> None:
        """Open a photo from a dialog."""
        recent = self._preferences.value.recent
        folder = Path(recent[0]).parent if recent else pictures()
        path = self._dialogs.open_photo(self._window, folder)
        if path is not None:
            self._controller.photo.open(path)

    @Slot()
    def paste(self) -> None:
        """Open what the clipboard holds: a picture, a text, or a file with one."""
        # Qt gives None where the clipboard belongs to nobody
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None or not self.take(data, "clipboard.png"):
            self.failed.emit("The clipboard holds no picture and no text. Copy one and try again.")

    def take(self, data: QMimeData, name: str) -> bool:
        """Open what a drop or the clipboard holds; False when that is neither picture nor text.

        Of a browser the picture is taken where it is there, and an address is named: it is no text.
        """
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self._controller.walk.open(paths)
            return True
        image = QImage(data.imageData()) if data.hasImage() else QImage()
        if image.isNull() and (content := picture_within(data.text(), data.html())) is not None:
            image = QImage.fromData(content)
        if image.isNull() and is_address(data.text(), [url.toString() for url in data.urls()]):
            self._controller.messages.warn(ADDRESS)
            return True
        if image.isNull() and data.text().strip():
            self._controller.text.type(data.text().strip())
            return True
        if image.isNull():
            return False
        from explorer.inputs.images import photo_from_array

        self._controller.photo.open(photo_from_array(to_pixels(image), name))
        return True


def takes(data: QMimeData) -> bool:
    """Whether a drop or the clipboard holds something to open."""
    return data.hasImage() or data.hasUrls() or bool(data.hasText() and data.text().strip())


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy: who offers a move would delete the user's file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
