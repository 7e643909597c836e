"""The panels that come and go: to add one, write its function and its line here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.gui.control.controller import Controller
from explorer.gui.control.present.analysis import analysis_views
from explorer.gui.control.present.analysis.compare_view import compare
from explorer.gui.control.present.analysis.heads_view import heads
from explorer.gui.control.present.analysis.matter_view import matter
from explorer.gui.control.present.analysis.why_view import why_view
from explorer.gui.control.present.explain_views import dock, first_start, sentence
from explorer.gui.control.present.figure_view import figure_view
from explorer.gui.control.present.lecture_views import lecture_view
from explorer.gui.control.present.present_photo import gates
from explorer.gui.control.present.session_views import output, pinned, walk_view, weights_view
from explorer.gui.learning.lecture_panel import LecturePanel
from explorer.gui.learning.sentence_line import SentenceLine
from explorer.gui.learning.welcome import Welcome
from explorer.gui.panels.panel import Panel, PanelWidget
from explorer.gui.panels.walk_strip import WalkStrip
from explorer.gui.panels.weights_strip import WeightsStrip
from explorer.gui.panels.why_strip import WhyStrip
from explorer.gui.plots.gate_strip import GateStrip
from explorer.gui.sessions.pins_panel import PinsPanel


def welcome_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The ways in that a first start offers."""
    panel = Welcome(parent)
    panel.closed.connect(controller.welcomed)
    panel.sentenceRequested.connect(controller.open_text_model)
    return panel


def weights_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The question which architecture a bare file of weights is of."""
    strip, opening = WeightsStrip(parent), controller.opening
    strip.architectureRequested.connect(opening.as_architecture)
    strip.closeRequested.connect(opening.leave_weights)
    return strip


def walk_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """Photos or texts that were opened together: Page Up, Page Down."""
    strip, walk = WalkStrip(parent), controller.walk
    strip.stepRequested.connect(walk.step)
    strip.fileRequested.connect(walk.go)
    strip.closeRequested.connect(walk.close)
    return strip


def why_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The strip that asks why: Y."""
    strip, why = WhyStrip(parent), controller.why
    strip.methodRequested.connect(why.choose_method)
    strip.answerRequested.connect(why.choose_answer)
    strip.contrastRequested.connect(why.choose_contrast)
    strip.viewRequested.connect(why.choose_view)
    strip.closeRequested.connect(why.toggle)
    return strip


def sentence_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The sentence that says what the picture shows."""
    line = SentenceLine(parent)
    line.termRequested.connect(line.show_term)
    return line


def dock_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The dock that explains what is on screen: F1."""
    from explorer.gui.learning.explain_dock import ExplainDock  # what draws is imported for it

    dock_, explain = ExplainDock(parent), controller.explain
    dock_.tabRequested.connect(explain.choose_tab)
    dock_.stepBack.connect(explain.step_back)
    dock_.stepOn.connect(explain.step_on)
    dock_.playRequested.connect(explain.toggle_playing)
    dock_.playedOn.connect(explain.play_on)
    dock_.targetRequested.connect(explain.choose_target)
    dock_.closeRequested.connect(explain.close)
    dock_.siteRequested.connect(explain.choose_site)
    dock_.mapRequested.connect(explain.choose_on_map)
    dock_.siteStepped.connect(explain.step_site)
    return dock_


def lecture_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The lecture, in place of the left panel while it is taken."""
    panel, lecture = LecturePanel(parent), controller.lecture
    panel.stationRequested.connect(lecture.go)
    panel.languageRequested.connect(lecture.choose_language)
    panel.backRequested.connect(lecture.go_back)
    panel.nextRequested.connect(lecture.go_on)
    panel.leaveRequested.connect(lecture.leave)
    panel.againRequested.connect(lecture.back)
    panel.answerRequested.connect(lecture.show_answer)
    return panel


def gate_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """All channel gates of the block that is shown."""
    strip = GateStrip(parent)
    strip.channelRequested.connect(controller.select_unit)
    strip.holdRequested.connect(controller.mute.hold)
    strip.letGoRequested.connect(controller.mute.let_go)
    return strip


def output_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The segments or the depth that the model gives, beside the map."""
    from explorer.gui.panels.output_panel import OutputPanel

    return OutputPanel(parent)


def pins_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """The pinned pictures: Ctrl+P pins one, P compares with it."""
    panel, pins = PinsPanel(parent), controller.pins
    panel.openRequested.connect(pins.open)
    panel.compareRequested.connect(pins.compare)
    panel.removeRequested.connect(pins.remove)
    return panel


def check_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """Deletion and insertion for the map on screen."""
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


def heads_page(controller: Controller, parent: QWidget) -> PanelWidget:
    """Heads at a glance, in place of the picture."""
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


def head_list(controller: Controller, parent: QWidget) -> PanelWidget:
    """The heads, ranked, beside that page."""
    from explorer.gui.analysis.heads.head_list import HeadList

    ranked, analysis = HeadList(parent), controller.analysis
    ranked.headRequested.connect(analysis.select_head)
    ranked.statisticRequested.connect(analysis.sort_by)
    ranked.orderRequested.connect(analysis.turn_order)
    return ranked


def lens_page(controller: Controller, parent: QWidget) -> PanelWidget:
    """What each layer would answer, in place of the picture."""
    from explorer.gui.analysis.lens_view import LensRoom

    page = LensRoom(parent)
    page.backRequested.connect(controller.analysis.close)
    return page


def compare_page(controller: Controller, parent: QWidget) -> PanelWidget:
    """What is pinned beside what is on screen, in place of the picture."""
    from explorer.gui.analysis.compare.compare_page import ComparePage

    page, compared = ComparePage(parent), controller.compare
    page.swapRequested.connect(compared.swap)
    page.linkRequested.connect(compared.toggle_link)
    page.patchRequested.connect(controller.photo.query_patch)
    page.targetRequested.connect(controller.text.choose_target)
    page.layerRequested.connect(compared.show_layer)
    page.backRequested.connect(controller.analysis.close)
    return page


def matter_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """Which heads matter: each muted in turn."""
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


def figure_page(controller: Controller, parent: QWidget) -> PanelWidget:
    """The page, in place of the picture."""
    from explorer.gui.figure_panel.page import FigurePage

    page, figure = FigurePage(parent), controller.figure
    page.chosen.connect(figure.choose)
    page.roomChanged.connect(figure.show_room)
    return page


def figure_panel(controller: Controller, parent: QWidget) -> PanelWidget:
    """What the figure is, in place of the right panel."""
    from explorer.gui.figure_panel.panel import FigurePanel

    panel, figure = FigurePanel(parent), controller.figure
    panel.chosen.connect(figure.choose)
    panel.closeRequested.connect(figure.toggle)
    return panel


PANELS = (
    Panel("welcome", "below", first_start, welcome_panel, least=300),
    Panel("weights", "below", weights_view, weights_panel),
    Panel("walk", "below", walk_view, walk_panel),
    Panel("why", "below", why_view, why_panel),
    Panel("sentence", "below", sentence, sentence_panel, least=260),
    Panel("dock", "bottom", dock, dock_panel),
    Panel("lecture", "left alone", lecture_view, lecture_panel),
    Panel("gates", "below", gates, gate_panel, least=240),
    Panel("output", "right", output, output_panel),
    Panel("pins", "right", pinned, pins_panel),
    Panel("check", "below", analysis_views.check, check_panel),
    Panel("heads", "page", heads, heads_page),
    Panel("ranked heads", "right alone", heads, head_list),
    Panel("lens", "page", analysis_views.lens, lens_page),
    Panel("compare", "page", compare, compare_page),
    Panel("matter", "right", matter, matter_panel),
    Panel("figure page", "page", figure_view, figure_page),
    Panel("figure", "right alone", figure_view, figure_panel),
)
"""The panels, those that stand in one place in their order.

Of those that stand in place of others the last that has something to show is seen.
"""
