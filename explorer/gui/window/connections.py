"""Which signal of a part is which intent of the controller: all connections of the window.

Signals are connected straight to bound methods, also of objects that are no QObject: PySide holds
those weakly, so that no connection keeps a window alive (tests/gui/test_connections.py). Only what
comes from another thread goes through a `Bridge`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider

from explorer.gui.browser.browsing import Browsing
from explorer.gui.canvas.canvas import Canvas
from explorer.gui.canvas.photo_style_bar import PhotoStyleBar
from explorer.gui.control.controller import Controller
from explorer.gui.exchange.exchange import Exchange
from explorer.gui.grid.heads_panel import HeadsPanel
from explorer.gui.panels.input_panel import InputPanel
from explorer.gui.panels.texts.translation_panel import TranslationPanel
from explorer.gui.plots.color_bar import ColorBar
from explorer.gui.window.panels import Panels
from explorer.gui.window.text_panels import TextPanels
from explorer.gui.window.toolbar import Toolbar


def connect_panels(
    panels: Panels, controller: Controller, exchange: Exchange, browsing: Browsing
) -> MessageActions:
    """Connect all panels with what is meant by their signals.

    Returns
    -------
    MessageActions
        What the buttons of messages do: to be held as long as the panels.
    """
    texts, canvases = panels.texts, (panels.canvas, panels.texts.canvas)
    panels.toolbar.openRequested.connect(exchange.opening.ask)
    panels.toolbar.pasteRequested.connect(exchange.opening.paste)
    panels.toolbar.exportRequested.connect(controller.figure.toggle)
    panels.toolbar.modelsRequested.connect(browsing.toggle)
    panels.toolbar.clusterRequested.connect(exchange.beside.ask_cluster)
    browsing.modelRequested.connect(controller.choose_model)
    browsing.pluginRequested.connect(controller.opening.plugin)
    connect_toolbar(panels.toolbar, controller)
    connect_photo(panels.strip, panels.canvas, panels.input, controller)
    connect_heads(panels.heads, controller)
    connect_texts(texts, controller)
    connect_translation(texts.translation, controller)
    texts.translation.copyRequested.connect(exchange.saving.copy_text)
    texts.input.openRequested.connect(exchange.opening.ask_text)
    panels.input.openRequested.connect(exchange.opening.ask_photo)
    panels.input.recentRequested.connect(controller.open_again)
    texts.input.recentRequested.connect(controller.open_again)
    panels.canvas.picture.dragRequested.connect(exchange.saving.drag_out)
    texts.canvas.view.dragRequested.connect(exchange.saving.drag_out)
    panels.status.cancelRequested.connect(controller.cancel)
    panels.status.cancelRequested.connect(exchange.cancel)
    for giving in (exchange.saving, exchange.beside):
        giving.progressed.connect(controller.messages.show_export)
    for failing in (exchange.saving, exchange.opening):
        failing.failed.connect(controller.messages.warn)
    exchange.saving.noted.connect(controller.messages.note)
    gestures = Gestures(panels.split, controller.store.history.end)
    sliders = panels.split.findChildren(QAbstractSlider)
    for part in (texts.canvas.view, texts.reading.view, panels.canvas.picture, *sliders):
        part.installEventFilter(gestures)
    opening = controller.opening
    actions = MessageActions(
        {
            "open": exchange.opening.ask,
            "install": opening.install,
            "untrained": opening.untrained,
            "restore": exchange.restore,
            "leave": exchange.leave,
        }
    )
    for canvas in canvases:
        canvas.bar.installEventFilter(gestures)
        connect_bar(canvas.bar, controller)
        canvas.strip.actionRequested.connect(actions.perform)
        canvas.strip.closed.connect(controller.messages.dismiss)
        canvas.toast.actionRequested.connect(exchange.saving.show_saved)
    return actions


def connect_toolbar(toolbar: Toolbar, controller: Controller) -> None:
    """Connect the model, the device and the steppers."""
    toolbar.modelRequested.connect(controller.choose_model)
    toolbar.deviceRequested.connect(controller.choose_device)
    toolbar.layerStepped.connect(controller.step_layer)
    toolbar.layerEnded.connect(controller.end_layer)
    toolbar.unitStepped.connect(controller.step_unit)
    toolbar.unitEnded.connect(controller.end_unit)


def connect_photo(
    strip: PhotoStyleBar,
    canvas: Canvas,
    panel: InputPanel,
    controller: Controller,
) -> None:
    """Connect the parts that are there for photos."""
    photo, picture = controller.photo, canvas.picture
    strip.sideRequested.connect(photo.choose_side)
    strip.styleChosen.connect(controller.look.choose)
    canvas.chipRequested.connect(controller.reset_query)
    picture.patchRequested.connect(photo.query_patch)
    canvas.hovered.connect(photo.hover)
    picture.boxRequested.connect(controller.region.draw)
    picture.splitRequested.connect(photo.choose_split)
    picture.regionRequested.connect(controller.mute.mask_box)
    picture.layerStepped.connect(controller.step_layer)
    picture.unitStepped.connect(controller.step_unit)
    panel.sampleRequested.connect(photo.open_sample)


def connect_bar(bar: ColorBar, controller: Controller) -> None:
    """Connect the colour bar of a canvas."""
    bar.levelsRequested.connect(controller.choose_levels)
    bar.lockRequested.connect(controller.keep_levels)
    bar.resetRequested.connect(controller.reset_levels)


def connect_heads(heads: HeadsPanel, controller: Controller) -> None:
    """Connect the grid of heads and its heading."""
    grid = heads.grid
    grid.cellRequested.connect(controller.select_cell)
    grid.cellToggled.connect(controller.toggle_cell)
    grid.cellsRequested.connect(controller.select_cells)
    grid.cellsMuted.connect(controller.mute_grid)
    grid.meanRequested.connect(controller.average)
    grid.playRequested.connect(controller.toggle_play)
    grid.wheelStepped.connect(controller.step_layer)
    heads.playRequested.connect(controller.toggle_play)
    heads.scaleRequested.connect(controller.choose_scale)


def connect_texts(panels: TextPanels, controller: Controller) -> None:
    """Connect the parts that are there for texts, but for what is written."""
    text, panel, strip = controller.text, panels.input, panels.strip
    panels.typed.connect(text.type_into)
    beside = panel.beside
    beside.chatRequested.connect(text.beside.choose_chat)
    beside.apartRequested.connect(text.choose_apart)
    beside.sourceRequested.connect(text.beside.choose_source)
    beside.targetRequested.connect(text.beside.choose_target)
    panel.sampleRequested.connect(text.open_sample)
    panel.sentenceRequested.connect(text.choose_sentence)
    panel.listClosed.connect(text.close_list)
    strip.viewRequested.connect(text.choose_view)
    strip.styleChosen.connect(controller.look.choose)
    strip.optionChosen.connect(text.choose_option)
    view, reading = panels.canvas.view, panels.reading.view
    view.stepRequested.connect(text.move_query)
    view.targetRequested.connect(text.choose_target)
    view.targetHovered.connect(text.hover)
    view.regionShown.connect(text.tiles.choose_region)
    reading.stepRequested.connect(text.move_query)
    reading.targetRequested.connect(text.choose_target)
    reading.targetHovered.connect(text.hover_key)


def connect_translation(panel: TranslationPanel, controller: Controller) -> None:
    """Connect what is written, its alternatives, and how it is written on."""
    writing = controller.text.writing
    panel.stepRequested.connect(controller.text.choose_step)
    panel.stepRequested.connect(controller.photo.choose_step)
    panel.stepRequested.connect(controller.why.choose_step)
    panel.alternativeRequested.connect(writing.choose_alternative)
    panel.beamRequested.connect(writing.choose_beam)
    panel.drawnRequested.connect(writing.choose_drawn)
    panel.writing.goOnRequested.connect(writing.go_on)
    panel.writing.takeBackRequested.connect(writing.take_back)
    panel.writing.strideStepped.connect(writing.choose_stride)
    panel.writing.drawingRequested.connect(writing.redraw)


class Gestures(QObject):
    """Ends a step of undo where the mouse goes down on a widget: every drag is one by itself."""

    def __init__(self, parent: QObject, end: Callable[[], None]) -> None:
        super().__init__(parent)
        self._end = end

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._end()
        return False


class MessageActions:
    """What the buttons of a message over the picture do, by their keys."""

    def __init__(self, handlers: Mapping[str, Callable[[], None]]) -> None:
        self._handlers = handlers

    def perform(self, key: str) -> None:
        """Do what a button says."""
        self._handlers[key]()
