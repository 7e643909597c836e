"""The panels that come and go: to add one, write its function here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.gui.analysis.panels import analysis_panels
from explorer.gui.control.controller import Controller
from explorer.gui.control.present.analysis.why_view import why_view
from explorer.gui.control.present.explain_views import dock, first_start, sentence
from explorer.gui.control.present.lecture_views import lecture_view
from explorer.gui.control.present.output_view import output
from explorer.gui.control.present.present_photo import gates
from explorer.gui.control.present.walk_view import walk_view
from explorer.gui.control.present.weights_view import weights_view
from explorer.gui.figure_panel.panels import figure_page, figure_panel
from explorer.gui.learning.lecture_panel import LecturePanel
from explorer.gui.learning.sentence_line import SentenceLine
from explorer.gui.learning.welcome import Welcome
from explorer.gui.panels.panel import Panel, PanelWidget
from explorer.gui.panels.walk_strip import WalkStrip
from explorer.gui.panels.weights_strip import WeightsStrip
from explorer.gui.panels.why_strip import WhyStrip
from explorer.gui.plots.gate_strip import GateStrip
from explorer.gui.sessions.pins_panel import pins_panel


def gate_panel() -> Panel:
    """All channel gates of the block that is shown."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        strip = GateStrip(parent)
        strip.channelRequested.connect(controller.select_unit)
        strip.holdRequested.connect(controller.mute.hold)
        strip.letGoRequested.connect(controller.mute.let_go)
        return strip

    return Panel("gates", "below", gates, make)


def sentence_panel() -> Panel:
    """The sentence that says what the picture shows."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        line = SentenceLine(parent)
        line.termRequested.connect(line.show_term)
        return line

    return Panel("sentence", "below", sentence, make)


def dock_panel() -> Panel:
    """The dock that explains what is on screen: F1."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
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

    return Panel("dock", "bottom", dock, make)


def lecture_panel() -> Panel:
    """The lecture, in place of the left panel while it is taken."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        panel, lecture = LecturePanel(parent), controller.lecture
        panel.stationRequested.connect(lecture.go)
        panel.languageRequested.connect(lecture.choose_language)
        panel.backRequested.connect(lecture.go_back)
        panel.nextRequested.connect(lecture.go_on)
        panel.leaveRequested.connect(lecture.leave)
        panel.againRequested.connect(lecture.back)
        panel.answerRequested.connect(lecture.show_answer)
        return panel

    return Panel("lecture", "left alone", lecture_view, make)


def welcome_panel() -> Panel:
    """The ways in that a first start offers."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        panel = Welcome(parent)
        panel.closed.connect(controller.welcomed)
        panel.sentenceRequested.connect(controller.open_text_model)
        return panel

    return Panel("welcome", "below", first_start, make)


def why_panel() -> Panel:
    """The strip that asks why: Y."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        strip, why = WhyStrip(parent), controller.why
        strip.methodRequested.connect(why.choose_method)
        strip.answerRequested.connect(why.choose_answer)
        strip.contrastRequested.connect(why.choose_contrast)
        strip.viewRequested.connect(why.choose_view)
        strip.closeRequested.connect(why.toggle)
        return strip

    return Panel("why", "below", why_view, make)


def output_panel() -> Panel:
    """The segments or the depth that the model gives, beside the map."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        from explorer.gui.panels.output_panel import OutputPanel

        return OutputPanel(parent)

    return Panel("output", "right", output, make)


def weights_panel() -> Panel:
    """The question which architecture a bare file of weights is of."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        strip, opening = WeightsStrip(parent), controller.opening
        strip.architectureRequested.connect(opening.as_architecture)
        strip.closeRequested.connect(opening.leave_weights)
        return strip

    return Panel("weights", "below", weights_view, make)


def walk_panel() -> Panel:
    """Photos or texts that were opened together: Page Up, Page Down."""

    def make(controller: Controller, parent: QWidget) -> PanelWidget:
        strip, walk = WalkStrip(parent), controller.walk
        strip.stepRequested.connect(walk.step)
        strip.fileRequested.connect(walk.go)
        strip.closeRequested.connect(walk.close)
        return strip

    return Panel("walk", "below", walk_view, make)


def panels() -> tuple[Panel, ...]:
    """List the panels, those that stand in one place in their order.

    Of those that stand in place of others the last that has something to show is seen.
    """
    return (
        welcome_panel(),
        weights_panel(),
        walk_panel(),
        why_panel(),
        sentence_panel(),
        dock_panel(),
        lecture_panel(),
        gate_panel(),
        output_panel(),
        pins_panel(),
        *analysis_panels(),
        figure_page(),
        figure_panel(),
    )
