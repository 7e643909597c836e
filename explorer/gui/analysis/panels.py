"""The panels of the rooms beside the maps: heads at a glance, the check of a map, the lens."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.gui.control.controller import Controller
from explorer.gui.control.present.analysis import analysis_views
from explorer.gui.control.present.analysis.compare_view import compare
from explorer.gui.control.present.analysis.heads_view import heads
from explorer.gui.control.present.analysis.matter_view import matter
from explorer.gui.panels.panel import Panel, PanelWidget


def heads_page() -> Panel:
    """Heads at a glance, in place of the picture."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.analysis.heads.heads_page import HeadsPage

        page, analysis = HeadsPage(parent), controller.analysis
        page.statisticRequested.connect(analysis.sort_by)
        page.askingRequested.connect(analysis.ask)
        page.headRequested.connect(analysis.select_head)
        page.headOpened.connect(analysis.show_head)
        page.heightRequested.connect(analysis.choose_height)
        page.manyRequested.connect(analysis.ask_over)
        page.hereRequested.connect(analysis.here)
        page.boxRequested.connect(controller.region.draw)
        page.patchRequested.connect(controller.photo.query_patch)
        page.muteRequested.connect(controller.mute.toggle)
        page.backRequested.connect(analysis.close)
        return page

    return Panel("heads", "page", heads, make)


def head_list() -> Panel:
    """The heads, ranked, beside that page."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.analysis.heads.head_list import HeadList

        ranked, analysis = HeadList(parent), controller.analysis
        ranked.headRequested.connect(analysis.select_head)
        ranked.statisticRequested.connect(analysis.sort_by)
        ranked.orderRequested.connect(analysis.turn_order)
        return ranked

    return Panel("ranked heads", "right alone", heads, make)


def check_panel() -> Panel:
    """Deletion and insertion for the map on screen."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.analysis.check_panel import CheckPanel

        panel, analysis = CheckPanel(parent), controller.analysis
        panel.baselineRequested.connect(analysis.choose_baseline)
        panel.testRequested.connect(analysis.choose_test)
        panel.againRequested.connect(analysis.check_again)
        panel.drawRequested.connect(controller.region.toggle_drawing)
        panel.regionRequested.connect(controller.region.ask)
        panel.clearRequested.connect(controller.region.clear)
        panel.closeRequested.connect(analysis.close)
        return panel

    return Panel("check", "below", analysis_views.check, make)


def lens_page() -> Panel:
    """What each layer would answer, in place of the picture."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.analysis.lens_view import LensRoom

        page = LensRoom(parent)
        page.backRequested.connect(controller.analysis.close)
        return page

    return Panel("lens", "page", analysis_views.lens, make)


def compare_page() -> Panel:
    """What is pinned beside what is on screen, in place of the picture."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.analysis.compare.compare_page import ComparePage

        page, compared = ComparePage(parent), controller.compare
        page.swapRequested.connect(compared.swap)
        page.linkRequested.connect(compared.toggle_link)
        page.patchRequested.connect(controller.photo.query_patch)
        page.targetRequested.connect(controller.text.choose_target)
        page.layerRequested.connect(compared.show_layer)
        page.backRequested.connect(controller.analysis.close)
        return page

    return Panel("compare", "page", compare, make)


def matter_panel() -> Panel:
    """Which heads matter: each muted in turn."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.analysis.heads.matter_panel import MatterPanel

        panel, asked = MatterPanel(parent), controller.matter
        panel.answerRequested.connect(asked.choose_answer)
        panel.contrastRequested.connect(asked.choose_contrast)
        panel.sortingRequested.connect(asked.sort_by)
        panel.manyRequested.connect(asked.ask_over)
        panel.hereRequested.connect(asked.here)
        panel.againRequested.connect(asked.again)
        panel.cancelRequested.connect(asked.cancel)
        panel.headRequested.connect(asked.select_head)
        panel.closeRequested.connect(asked.close)
        return panel

    return Panel("matter", "right", matter, make)


def analysis_panels() -> tuple[Panel, ...]:
    """List them, those that stand in one place in their order."""
    return (
        check_panel(),
        heads_page(),
        head_list(),
        lens_page(),
        compare_page(),
        matter_panel(),
    )
