"""Show the documents that ship with the program, in windows of their own, and search them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from explorer.gui.kit import TextInput
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import ui_font
from explorer.gui.kit.side_window import show_beside
from explorer.gui.kit.text_page import TextPage
from explorer.resource_files import resources

SIZE = (1020, 720)
"""Of such a window at first, px."""
_NAME = Qt.ItemDataRole.UserRole
"""The name of the page of a row."""


class DocumentView(TextPage):
    """A page of Markdown; a link to another page opens that, others go to the browser.

    Signals
    -------
    pageShown(str): the name of the page that is shown.
    """

    pageShown = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Document", 24, parent)
        self.anchorClicked.connect(self._on_link)

    def show_page(self, name: str) -> None:
        """Show the page of this name, as python.md."""
        self.show_markdown(page_text(name))
        self.pageShown.emit(name)

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        if link.isRelative() and link.path().endswith(".md"):
            self.show_page(link.path())
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)


class DocumentsPage(QWidget):
    """A page, all others in a list beside it, and a search through all of them.

    While something is searched the list has those pages alone that hold it; Enter goes on to the
    next place, and behind the last one to the next page.
    """

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.view = DocumentView(self)
        self._search = TextInput("Search all documents", "Search all documents")
        self._search.textChanged.connect(self._on_search)
        self._search.returnPressed.connect(self._on_next)
        self.list = QListWidget(self)
        self.list.setAccessibleName(say("Documents"))
        self.list.setFont(ui_font(12))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(220)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.view.pageShown.connect(self._on_page)
        side = vbox(self._search, (self.list, 1), margins=(12, 12, 0, 12))
        hbox((side, 1), (self.view, 3), owner=self, margins=0)
        self._name = name
        self._fill("")
        self.view.show_page(name)

    def _fill(self, wanted: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name in pages():
            count = page_text(name).casefold().count(wanted) if wanted else 0
            if wanted and not count:
                continue
            item = QListWidgetItem(f"{page_title(name)}{f'  {count}' if count else ''}")
            item.setData(_NAME, name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._mark()

    def _mark(self) -> None:
        """Mark the page that is shown in the list."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == self._name:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    @Slot()
    def _on_search(self) -> None:
        wanted = self._search.text().strip()
        self._fill(wanted.casefold())
        listed = [self.list.item(row).data(_NAME) for row in range(self.list.count())]
        if wanted and listed and self._name not in listed:
            self.view.show_page(listed[0])
        self.view.moveCursor(QTextCursor.MoveOperation.Start)
        if wanted:
            self.view.find(wanted)

    @Slot()
    def _on_next(self) -> None:
        """Go to the next place; behind the last one of a page to the next page."""
        wanted = self._search.text().strip()
        if not wanted or self.view.find(wanted) or not self.list.count():
            return
        after = (self.list.currentRow() + 1) % self.list.count()
        self.view.show_page(self.list.item(after).data(_NAME))
        self.view.find(wanted)

    @Slot(str)
    def _on_page(self, name: str) -> None:
        self._name = name
        self._mark()

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None, before: object) -> None:
        if item is None:
            return
        self.view.show_page(item.data(_NAME))
        wanted = self._search.text().strip()
        if wanted:
            self.view.find(wanted)


def pages() -> list[str]:
    """The names of the documents that ship, in order."""
    return sorted(one.name for one in (resources() / "docs").glob("*.md"))


def page_text(name: str) -> str:
    """The Markdown of a document."""
    return (resources() / "docs" / name).read_text(encoding="utf-8")


def page_title(name: str) -> str:
    """The first heading of a document."""
    heading = next((one for one in page_text(name).splitlines() if one.startswith("# ")), name)
    return heading.removeprefix("# ").strip()


def show_document(window: QWidget, name: str, title: str) -> QDialog:
    """Show a page beside the window's work; one window of each at most.

    Parameters
    ----------
    name : of the file in resources/docs.
    """

    def make(dialog: QDialog) -> DocumentsPage:
        return DocumentsPage(dialog, name)

    return show_beside(window, title, SIZE, make)
