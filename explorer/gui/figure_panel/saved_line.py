"""The line that says where a figure was saved: its full path, a way to its folder, and a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from explorer.gui.kit import LinkLabel, plain_tip, ui_font
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import foreign, say


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's file manager, or the folder itself."""
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class SavedLine(QWidget):
    """Hidden until something was saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._said = QLabel(self)
        self._said.setFont(ui_font(12))
        self._said.setWordWrap(True)
        self._said.setProperty("ink", "t2")
        self._show = LinkLabel("Show in folder")
        self._copy = LinkLabel("Copy path")
        links = hbox(self._show, self._copy, None, margins=0, spacing=16)
        vbox(self._said, links, owner=self, margins=0, spacing=4)
        self._show.clicked.connect(self._on_show)
        self._copy.clicked.connect(self._on_copy)
        self.hide()

    def show_path(self, path: Path | None) -> None:
        """Say where something was saved; None for nothing."""
        self._path = path
        self.setVisible(path is not None)
        if path is None:
            return
        # a path has few places to break at: after each separator one more
        text = str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")
        self._said.setText(say(f"Saved {foreign(text)}"))
        self._said.setToolTip(plain_tip(foreign(str(path))))
        self._said.setAccessibleName(say(f"Saved {foreign(str(path))}"))

    @Slot()
    def _on_show(self) -> None:
        if self._path is not None:
            show_in_folder(self._path)

    @Slot()
    def _on_copy(self) -> None:
        if self._path is not None:
            QGuiApplication.clipboard().setText(str(self._path))
