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
        page.chosen.connect(figure.choose)
        page.roomChanged.connect(figure.show_room)
        return page

    return Panel("figure page", "page", figure_view, make)


def figure_panel() -> Panel:
    """What the figure is, in place of the right panel."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.figure_panel.panel import FigurePanel

        panel, figure = FigurePanel(parent), controller.figure
        panel.chosen.connect(figure.choose)
        panel.closeRequested.connect(figure.toggle)
        return panel

    return Panel("figure", "right alone", figure_view, make)
