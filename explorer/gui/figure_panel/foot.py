"""The foot of the figure panel: how large the file is, and what saves or copies it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from explorer.gui.control.present.figure_view import FigureView
from explorer.gui.figure_panel.numbers import bytes_text
from explorer.gui.figure_panel.saved_line import SavedLine
from explorer.gui.kit import GhostButton, Note, PrimarySplitButton, Text, set_available
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say


class FigureFoot(QWidget):
    """Says what becomes of the figure; its buttons do what commands of the window do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pixels, self.bytes = Text("", px=12, token="t3"), Text("", px=12, token="t2", align=1)
        self.note = Note("info", "t2")
        self.saved = SavedLine()
        self.save = PrimarySplitButton("Save…", "download", shortcut="Ctrl S")
        self.copy = GhostButton("Copy", "copy")
        self.copy.setToolTip(say("Copy the figure as a picture"))
        self.session = GhostButton("Save session", "save", shortcut="Ctrl Shift S")
        buttons = hbox(self.save, self.copy, self.session, None, spacing=8)
        sizes = hbox((self.pixels, 1), self.bytes)
        vbox(
            self.note, sizes, buttons, self.saved, owner=self, margins=(16, 12, 16, 14), spacing=10
        )
        self.save.triggered.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)
        self.session.clicked.connect(self._on_session)

    def show_content(self, content: FigureView) -> None:
        """Show how large the figure is, and what can be done with it."""
        figure = content.figure
        page = figure.page
        said = figure.refused or (page.note if page is not None and page.pixels is not None else "")
        self.note.set_text(said)
        pixels = ""
        if page is not None and page.pixels is not None:
            wide, high = page.pixel_size
            pixels = f"{wide:,} × {high:,} px"
            if page.millimetres is not None:
                across, down = page.millimetres
                vector = figure.form in ("svg", "pdf")
                pixels = f"{across:.0f} × {down:.0f} mm" if vector else pixels
        self.pixels.set_text(pixels)
        about = None if page is None else page.about
        self.bytes.set_text("" if about is None else f"about {bytes_text(about)}")
        reason = content.empty or figure.problem or figure.refused
        set_available(self.save, not reason, reason)
        whole = figure.settings.what in ("view", "sheet")
        set_available(
            self.copy,
            whole and not reason,
            reason or "Pictures alone are copied: this view, a sheet",
        )
        set_available(self.session, not content.empty, content.empty)
        self.saved.show_path(figure.saved)

    def show_labels(self, there: bool) -> None:
        """Show the buttons with their words, or without in a narrow window."""
        for button in (self.copy, self.session):
            button.set_label_visible(there)

    @Slot()
    def _on_save(self) -> None:
        self._trigger("save_figure")

    @Slot()
    def _on_copy(self) -> None:
        self._trigger("copy_figure")

    @Slot()
    def _on_session(self) -> None:
        self._trigger("save_session")

    def _trigger(self, command: str) -> None:
        """Do what a command of the window does."""
        action = self.window().findChild(QAction, command)
        if isinstance(action, QAction):
            action.trigger()
