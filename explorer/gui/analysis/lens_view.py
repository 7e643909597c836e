"""What each layer would answer, in place of the picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.figures.frame import Frame
from explorer.figures.page.lens_page import LensPage
from explorer.figures.sheet import Place, Sheet
from explorer.gui.analysis.page_header import back_button, page
from explorer.gui.canvas.pixels import palette_of
from explorer.gui.control.present.analysis.analysis_views import LensView
from explorer.gui.kit import SectionTitle, theme
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin
from explorer.gui.panels.panel import PanelWidget


class LensTable(QWidget):
    """The table as it is drawn for files, in the colours of the theme, as large as it fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: LensPage | None = None

    def show_page(self, page: LensPage) -> None:
        """Show a table."""
        self._page = page
        last = page.lines[-1]
        self.setAccessibleName(say(page.title))
        self.setAccessibleDescription(
            say(f"{page.subtitle}. The last layer says {last.final.piece}.")
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        page = self._page.fitted(self.width())
        width, height = page.natural_size()
        zoom = min(1.0, self.width() / width, self.height() / height)
        frame = Frame(
            self.width(),
            self.height(),
            self.devicePixelRatioF(),
            zoom,
            palette=palette_of(theme(), "canvas"),
        )
        painter = begin(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)  # a sheet counts pixels
        sheet = Sheet(painter, frame)
        sheet.fill(frame.palette.canvas)
        page.paint(sheet.on(Place((self.width() - width * zoom) / 2, 0.0, zoom)))
        painter.end()


class LensRoom(PanelWidget):
    """The page with its heading.

    Signals
    -------
    backRequested()
    """

    backRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle("Logit lens")
        back = back_button()
        self.table = LensTable()
        page(self, self._title, back).addWidget(self.table, 1)
        back.clicked.connect(self.backRequested)

    def show_content(self, content: LensView) -> None:
        """Show a lens."""
        self._title.set_detail(f"query {content.lens.query}")
        self.table.show_page(content.lens.page)
