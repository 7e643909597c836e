"""The figure panel and its page, as panels of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.gui.control.controller import Controller
from explorer.gui.control.present.figure_view import figure_view
from explorer.gui.panels.panel import Panel, PanelWidget


def figure_page() -> Panel:
    """The page, in place of the picture."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.figure_panel.page import FigurePage

        page, figure = FigurePage(parent), controller.figure
        page.zoomRequested.connect(figure.choose_zoom)
        page.rulerRequested.connect(figure.choose_ruler)
        page.greyRequested.connect(figure.choose_grey)
        page.roomChanged.connect(figure.show_room)
        return page

    return Panel("figure page", "page", figure_view, make)


def figure_panel() -> Panel:
    """What the figure is, in place of the right panel."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.figure_panel.panel import FigurePanel

        panel, figure = FigurePanel(parent), controller.figure
        panel.presetRequested.connect(figure.choose_preset)
        panel.whatRequested.connect(figure.choose_what)
        panel.alongRequested.connect(figure.choose_along)
        panel.mapsRequested.connect(figure.choose_maps)
        panel.formRequested.connect(figure.choose_form)
        panel.groundRequested.connect(figure.choose_ground)
        panel.titleRequested.connect(figure.choose_title)
        panel.captionRequested.connect(figure.choose_caption)
        panel.dpiRequested.connect(figure.choose_dpi)
        panel.sizeRequested.connect(figure.choose_size)
        panel.paceRequested.connect(figure.choose_pace)
        panel.widthRequested.connect(figure.choose_width)
        panel.textRequested.connect(figure.choose_text)
        panel.legendRequested.connect(figure.choose_legend)
        panel.barRequested.connect(figure.choose_bar)
        panel.labelsRequested.connect(figure.choose_labels)
        panel.markRequested.connect(figure.choose_mark)
        panel.lettersRequested.connect(figure.choose_letters)
        panel.closeRequested.connect(figure.toggle)
        return panel

    return Panel("figure", "right alone", figure_view, make)
