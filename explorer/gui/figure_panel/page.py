"""The page in place of the picture: how it is shown above, and the page with its rulers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from explorer.gui.control.present.figure_view import FigureView
from explorer.gui.figure_panel.page_view import PageView
from explorer.gui.kit import CheckBox, Line, SectionTitle, Segmented, Surface, set_available
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.panels.panel import PanelWidget


class FigurePage(PanelWidget):
    """The preview of a figure.

    Signals
    -------
    chosen(str, object): how it is shown, as in `FigureControls.choose`.
    roomChanged(Room): there is another room for the page.
    """

    chosen = Signal(str, object)
    roomChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head, ground = QWidget(self), Surface("canvas", self)
        self._title = SectionTitle("Preview", parent=head)
        self.zoom = Segmented(
            "Size of the preview",
            [("fit", "Fit"), ("true", "True size"), ("pixels", "Pixels")],
            head,
        )
        self.zoom.set_tip("fit", "All of the page")
        self.zoom.set_tip("true", "As large as it is printed")
        self.zoom.set_tip("pixels", "A pixel of the file for a pixel of the screen")
        self.grey = CheckBox("Greyscale")
        self.grey.setToolTip(
            say("As a black-and-white printer gives it; the file keeps its colours")
        )
        self.ruler = CheckBox("Ruler")
        self.ruler.setToolTip(say("Rulers in mm"))
        self.view = PageView(ground)
        parts = (self._title, 1), self.zoom, self.grey, self.ruler
        hbox(*parts, owner=head, margins=(16, 6, 20, 6), spacing=14)
        vbox(self.view, owner=ground, margins=0)
        vbox(head, Line(parent=self), (ground, 1), owner=self, margins=0, spacing=0)
        for name, part, chosen in (
            ("zoom", self.zoom, self.zoom.choiceRequested),
            ("grey", self.grey, self.grey.clicked),
            ("ruler", self.ruler, self.ruler.clicked),
        ):
            part.setObjectName(name)
            chosen.connect(self._on_chosen)
        self.view.roomChanged.connect(self.roomChanged)

    def show_content(self, content: FigureView) -> None:
        """Show the page as far as it is."""
        figure = content.figure
        page = figure.page
        detail = "Drawing…" if figure.drawing and page is None else ""
        if page is not None and page.millimetres is not None:
            wide, high = page.millimetres
            detail = f"{wide:.0f} × {high:.0f} mm"
        elif page is not None and page.pixels is not None:
            wide, high = page.pixel_size
            detail = f"{wide:,} × {high:,} px"
        self._title.set_detail(detail)
        self.zoom.set_current(figure.zoom)
        self.grey.setChecked(figure.grey)
        self.ruler.setChecked(figure.ruler)
        ruled = page is not None and page.millimetres is not None
        set_available(self.ruler, ruled, "A picture of pixels has no size in mm")
        words = content.empty or figure.refused or figure.problem
        self.view.show_page(page, figure.grey, figure.ruler, words)

    def _on_chosen(self, value: object) -> None:
        self.chosen.emit(self.sender().objectName(), value)
