"""Hands each panel of a window its slice of a view, where it is another one than before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from explorer.core.colormaps import table
from explorer.core.inputs import Modality
from explorer.gui.browser.browsing import Browsing
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.kept.remembering import remembered_inputs
from explorer.gui.control.present.lecture_views import LectureView
from explorer.gui.control.slices import (
    PredictionView,
    TranslationView,
    same,
)
from explorer.gui.control.state import Message, PastInput, Progress
from explorer.gui.control.view import (
    Cells,
    Layout,
    Look,
    Scene,
    TextOptions,
    View,
)
from explorer.gui.window.arrangement import Arrangement
from explorer.gui.window.commands.commands import Commands
from explorer.gui.window.panel_places import Contents, PanelPlaces
from explorer.gui.window.panels import Panels
from explorer.registry.entry import Entry

LIES_ON = {
    "cells": "grid",  # a grid of another shape begins at its first cell
    "readout": "picture",
    "pointed": "picture",
    "key_pointed": "reading",
    "look": "entry",  # a model brings back all commands of its kind
    "options": "entry",
}
"""Slices that lie on others, and are shown again when those change."""


class ViewSlots:
    """Shows one view after another: what did not change costs one comparison."""

    def __init__(
        self,
        panels: Panels,
        commands: Commands,
        browsing: Browsing,
        arrangement: Arrangement,
        places: PanelPlaces,
        preferences: Preferences,
        set_title: Callable[[str], None],
        clock: QTimer,
    ) -> None:
        """Show views with these parts.

        Parameters
        ----------
        set_title: of the window. clock: plays through the layers.
        """
        self._panels = panels
        self._commands = commands
        self._browsing = browsing
        self._arrangement = arrangement
        self._places = places
        self._preferences = preferences
        self._set_title = set_title
        self._clock = clock
        self._view: View | None = None
        self._slots = self._setters()

    def show(self, view: View) -> None:
        """Show a view."""
        before, self._view = self._view, view
        changed: set[str] = set()
        for name, show in self._slots.items():
            now = getattr(view, name)
            below = LIES_ON.get(name) in changed
            if below or before is None or not same(now, getattr(before, name)):
                changed.add(name)
                show(now)

    def _setters(self) -> dict[str, Callable[[Any], None]]:
        """Who shows which slice of a `View`."""
        panels, texts = self._panels, self._panels.texts
        return {
            "layout": self._show_layout,
            "title": self._set_title,
            "entry": self._show_entry,
            "card": _known(panels.model.show_card),
            "devices": _known(panels.toolbar.show_devices),
            "samples": self._show_samples,
            "photo": _known(panels.input.show_photo),
            "look": self._show_look,
            "colormap": self._show_colormap,
            "grid": panels.heads.show_content,
            "cells": self._show_cells,
            "scale": _known(panels.heads.show_scales),
            "steppers": _known(panels.toolbar.show_steppers),
            "panels": self._show_panels,
            "backdrop": panels.canvas.show_photo,
            "picture": self._show_picture,
            "reading": _known(texts.reading.show_reading),
            "readout": panels.canvas.show_readout,
            "pointed": texts.canvas.show_pointed,
            "key_pointed": texts.reading.show_pointed,
            "facts": panels.model.show_facts,
            "explanation": panels.explain.show_items,
            "prediction": self._show_prediction,
            "run": panels.status.show_run,
            "sentence": texts.show_sentence,
            "beside": texts.show_beside,
            "sentence_state": texts.show_state,
            "options": self._show_options,
            "writing": texts.show_writing,
            "translation": self._show_translation,
            "asking": self._commands.menus.show_asking,
            "recent": self._show_recent,
            "progress": self._show_progress,
            "message": self._show_message,
            "playing": self._show_playing,
            "undoable": self._commands.show_undoable,
        }

    def _show_panels(self, contents: Contents) -> None:
        """Show the panels that come and go; what is below everything takes room from the rest."""
        before, right = self._places.height("bottom"), self._places.height("right")
        below = self._places.height("below")
        self._places.show(contents)
        if self._places.height("right") != right:
            self._arrangement.share_right()
        if self._places.height("below") != below:
            self._arrangement.share_below()
        if (now := self._places.height("bottom")) != before:
            self._panels.explain.show_open(now > 0)
            self._arrangement.arrange()
        lecture = next((one for name, one in contents if name == "lecture"), None)
        taught = isinstance(lecture, LectureView)
        self._arrangement.present(taught, isinstance(lecture, LectureView) and lecture.presenting)

    def _show_layout(self, layout: Layout) -> None:
        for kind, parts in self._panels.of_kind.items():
            parts.input.setVisible(kind in layout.takes)
            parts.strip.setVisible(kind is layout.kind)
            parts.outcome.setVisible(kind is layout.output)
        if Modality.TEXT not in layout.takes:
            self._panels.texts.stop()
        self._panels.canvases.setCurrentWidget(self._panels.of_kind[layout.kind].canvas)
        self._panels.toolbar.show_input(layout.kind)
        self._arrangement.show_layout(layout)

    def _show_entry(self, entry: Entry | None) -> None:
        if entry is None:
            return
        self._preferences.used(entry.id)
        self._browsing.show_models(self._preferences.value.recent_models, entry.id)
        self._panels.toolbar.show_model(entry)
        self._commands.show_model(entry)
        self._panels.texts.show_model(entry)

    def _show_samples(self, sentences: tuple[tuple[str, str], ...]) -> None:
        self._commands.menus.show_samples(sentences)
        self._panels.texts.input.show_samples(sentences)

    def _show_look(self, look: Look) -> None:
        self._panels.strip.show_style(look.style, look.side)
        if look.kind is not None:
            self._panels.strip.show_kind(look.kind)
            self._commands.show_kind(look.kind)

    def _show_colormap(self, colormap: str) -> None:
        self._panels.heads.grid.show_table(table(colormap))
        self._panels.texts.strip.show_colormap(colormap)

    def _show_cells(self, cells: Cells | None) -> None:
        if cells is not None:
            self._panels.heads.grid.show_selection(cells.current, cells.added)
            self._panels.heads.grid.show_muted(cells.muted)

    def _show_picture(self, picture: Scene | None) -> None:
        if picture is None:
            self._panels.texts.canvas.clear()
        else:
            self._panels.of_kind[picture.kind].canvas.show_scene(picture)
            self._arrangement.share_below()

    def _show_prediction(self, prediction: PredictionView | None) -> None:
        if prediction is not None:
            self._panels.prediction.show_prediction(prediction)
            self._arrangement.share_right()

    def _show_options(self, options: TextOptions) -> None:
        self._panels.texts.show_options(options)
        self._commands.show_options(options)

    def _show_translation(self, translation: TranslationView | None) -> None:
        self._panels.texts.show_translation(translation)
        self._arrangement.share_right()

    def _show_recent(self, recent: tuple[PastInput, ...]) -> None:
        self._preferences.change(**remembered_inputs(recent))
        for panel in (self._panels.input, self._panels.texts.input):
            panel.show_recent(recent)

    def _show_progress(self, progress: Progress | None) -> None:
        if progress is None:
            self._panels.status.finish()
        else:
            self._panels.status.show_progress(progress.text, progress.share)

    def _show_message(self, message: Message | None) -> None:
        if message is not None:
            self._commands.helping.errors.note(message)
        for canvas in (self._panels.canvas, self._panels.texts.canvas):
            canvas.show_message(message)

    def _show_playing(self, playing: bool) -> None:
        self._panels.heads.show_playing(playing)
        if playing:
            self._clock.start(self._preferences.value.play_ms)
        else:
            self._clock.stop()


def _known(show: Callable[[Any], None]) -> Callable[[Any], None]:
    """Show a slice where there is something to show of it, and else leave what is shown."""
    return lambda content: None if content is None else show(content)
