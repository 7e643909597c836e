"""Show the documents that ship with the program, in windows of their own."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from explorer.gui.kit.side_window import show_beside
from explorer.resource_files import resources

SIZE = (820, 720)
"""Of such a window at first, px."""


class DocumentView(QTextBrowser):
    """A page of Markdown; a link to another page opens that, others go to the browser."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(24)
        self.setAccessibleName("Document")
        self.anchorClicked.connect(self._on_link)

    def show_page(self, name: str) -> None:
        """Show the page of this name, as python.md."""
        self.setMarkdown((resources() / "docs" / name).read_text(encoding="utf-8"))

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        if link.isRelative() and link.path().endswith(".md"):
            self.show_page(link.path())
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)


def show_document(window: QWidget, name: str, title: str) -> QDialog:
    """Show a page beside the window's work; one window of each at most.

    Parameters
    ----------
    name : of the file in resources/docs.
    """

    def make(dialog: QDialog) -> DocumentView:
        view = DocumentView(dialog)
        view.show_page(name)
        return view

    return show_beside(window, title, SIZE, make)
