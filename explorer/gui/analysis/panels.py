"""The panels of the rooms beside the maps: heads at a glance, the check of a map, the lens."""

from __future__ import annotations

from explorer.gui.control.controller import Controller
from explorer.gui.control.present import analysis_views
from explorer.gui.panels.panel import Panel, PanelWidget


def heads_page() -> Panel:
    """Heads at a glance, in place of the picture."""

    def make(controller: Controller) -> PanelWidget:
        from explorer.gui.analysis.heads_page import HeadsPage

        page, analysis = HeadsPage(), controller.analysis
        page.statisticRequested.connect(analysis.sort_by)
        page.askingRequested.connect(analysis.ask)
        page.headRequested.connect(analysis.select_head)
        page.headOpened.connect(analysis.show_head)
        page.backRequested.connect(analysis.close)
        return page

    return Panel("heads", "page", analysis_views.heads, make)


def head_list() -> Panel:
    """The heads, ranked, beside that page."""

    def make(controller: Controller) -> PanelWidget:
        from explorer.gui.analysis.head_list import HeadList

        ranked, analysis = HeadList(), controller.analysis
        ranked.headRequested.connect(analysis.select_head)
        ranked.orderRequested.connect(analysis.turn_order)
        return ranked

    return Panel("ranked heads", "right alone", analysis_views.heads, make)


def check_panel() -> Panel:
    """Deletion and insertion for the map on screen."""

    def make(controller: Controller) -> PanelWidget:
        from explorer.gui.analysis.check_panel import CheckPanel

        panel, analysis = CheckPanel(), controller.analysis
        panel.baselineRequested.connect(analysis.choose_baseline)
        panel.againRequested.connect(analysis.check_again)
        panel.closeRequested.connect(analysis.close)
        return panel

    return Panel("check", "below", analysis_views.check, make)


def lens_page() -> Panel:
    """What each layer would answer, in place of the picture."""

    def make(controller: Controller) -> PanelWidget:
        from explorer.gui.analysis.lens_view import LensRoom

        page = LensRoom()
        page.backRequested.connect(controller.analysis.close)
        return page

    return Panel("lens", "page", analysis_views.lens, make)


def compare_page() -> Panel:
    """What is pinned beside what is on screen, in place of the picture."""

    def make(controller: Controller) -> PanelWidget:
        from explorer.gui.analysis.compare_page import ComparePage

        page, analysis = ComparePage(), controller.analysis
        page.swapRequested.connect(analysis.swap)
        page.backRequested.connect(analysis.close)
        return page

    return Panel("compare", "page", analysis_views.compare, make)


def analysis_panels() -> tuple[Panel, ...]:
    """List them, those that stand in one place in their order."""
    return check_panel(), heads_page(), head_list(), lens_page(), compare_page()
