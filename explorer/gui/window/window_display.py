"""What the controller shows, passed on to the parts of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from explorer.core.colormaps import table
from explorer.core.inputs import Modality
from explorer.core.photo import Photo
from explorer.core.selection import Cell, GateSide, Selection
from explorer.core.summary import Facts
from explorer.core.trace import PhotoTrace, TextTrace, Trace
from explorer.export.render import Style
from explorer.figures.frame import Target
from explorer.gui.control.display import (
    GateContent,
    GridContent,
    Readout,
    Scene,
    Steppers,
    TextReadout,
    TextScene,
)
from explorer.gui.control.panel_views import (
    card_view,
    is_own,
    map_facts,
    photo_view,
    prediction_view,
    run_view,
)
from explorer.gui.control.state import TextState
from explorer.gui.grid.grid_shape import GridShape
from explorer.registry.entry import Entry
from explorer.runtime.engine import Machine

if TYPE_CHECKING:
    from explorer.gui.window.main_window import MainWindow


class WindowDisplay(QObject):
    """Implements `display.Display` with the parts of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shape: GridShape | None = None
        self._machine: Machine | None = None
        self._entry: Entry | None = None
        self.saved_path: Path | None = None

    # -- what is open --------------------------------------------------------------------------

    def show_photo(self, photo: Photo) -> None:
        window = self._window
        window.input.show_photo(photo_view(photo))
        window.canvas.show_photo(photo)
        window.setWindowTitle(f"{photo.name} · Attention Explorer")
        if photo.path is not None and is_own(photo):
            window.preferences.opened(photo.path)
            self.show_recent()

    def show_recent(self) -> None:
        recent = self._window.preferences.value.recent
        self._window.input.show_recent([(path, Path(path).name) for path in recent])

    def show_model(self, entry: Entry) -> None:
        self._entry = entry
        self._window.preferences.used(entry.id)
        self._window.toolbar.show_model(entry)
        self._window.model.show_card(card_view(entry))
        self._window.commands.show_model(entry)
        if Modality.PHOTO in entry.takes:
            self._window.strip.show_kind(entry.kind)
        else:
            self._window.texts.show_model(entry)
        self._window.show_input(self._window.controller.input)

    def show_machine(self, machine: Machine) -> None:
        self._machine = machine
        wanted = self._window.controller.state.device
        self._window.toolbar.show_devices(machine.devices, wanted)

    # -- the grid ------------------------------------------------------------------------------

    def show_grid(self, content: GridContent) -> None:
        heads, grid = self._window.heads, self._window.heads.grid
        if content.shape != self._shape:
            self._shape = content.shape
            grid.show_shape(content.shape)
            heads.show_words(content.title, content.detail, content.hints)
        rows = zip(content.rows, content.profiles, content.masks, strict=True)
        for row, (thumbs, profile, mask) in enumerate(rows):
            if thumbs:
                grid.show_row(row, thumbs, profile, mask)
        heads.update()

    def show_cells(self, current: Cell, added: frozenset[Cell]) -> None:
        self._window.heads.grid.show_selection(current, added)

    def show_scale(self, choices: Sequence[tuple[str, str]], scale: str) -> None:
        self._window.heads.show_scales(choices, scale)

    # -- the picture ---------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        self._window.canvas.show_scene(scene)

    def show_readout(self, readout: Readout | None) -> None:
        self._window.canvas.show_readout(readout)

    def show_style(self, style: Style, side: GateSide) -> None:
        self._window.strip.show_style(style, side)
        self._window.heads.grid.show_table(table(style.colormap))

    def show_steppers(self, steppers: Steppers) -> None:
        self._window.toolbar.show_steppers(steppers)

    def show_facts(self, facts: Facts) -> None:
        self._window.model.show_facts(map_facts(facts))

    def show_explanation(self, items: Facts) -> None:
        self._window.explain.show_items(items)

    def show_gates(self, content: GateContent | None) -> None:
        gates = self._window.gates
        gates.setVisible(content is not None)
        if content is not None:
            gates.show_gates(content.gates, content.activity, content.detail)
            gates.show_channel(content.channel)

    # -- the run -------------------------------------------------------------------------------

    def show_outcome(self, trace: Trace) -> None:
        self._window.stage.clear_message()
        if self._entry is not None:
            self._window.model.show_card(card_view(self._entry, trace.model.weights_sha256))
        prediction = prediction_view(trace) if isinstance(trace, PhotoTrace) else None
        if prediction is not None:
            self._window.prediction.show_prediction(prediction)
            self._window.arrangement.share_right()
        self._window.status.show_run(run_view(trace, self._machine))

    def show_busy(self, text: str, done: int, total: int) -> None:
        self._window.status.show_progress(text, done / total if total else None)
        self._window.texts.show_running(True)

    def show_idle(self) -> None:
        self._window.status.finish()
        self._window.texts.show_running(False)

    def show_playing(self, playing: bool) -> None:
        self._window.heads.show_playing(playing)
        self._window.set_playing(playing)

    def show_error(self, sentence: str, details: str) -> None:
        self._window.stage.show_message("err", sentence, details, (("open", "Open…"),))

    def show_missing(self, sentence: str, details: str) -> None:
        actions = (("install", "Install"), ("open", "Open…"))
        self._window.stage.show_message("err", sentence, details, actions)

    def show_unreachable(self, sentence: str, details: str) -> None:
        actions = (("untrained", "Open untrained"),)
        self._window.stage.show_message("err", sentence, details, actions)

    def show_warning(self, sentence: str, details: str = "") -> None:
        self._window.stage.show_message("warn", sentence, details)

    # -- texts ---------------------------------------------------------------------------------

    def show_text(self, text: TextState) -> None:
        self._window.texts.show_text(text)
        self._window.setWindowTitle(f"{text.name or text.text} · Attention Explorer")

    def show_options(self, text: TextState, selection: Selection) -> None:
        self._window.texts.show_options(text, selection)

    def show_text_scene(self, scene: TextScene) -> None:
        self._window.texts.show_scene(scene)

    def show_text_readout(self, target: Target | None, readout: TextReadout | None) -> None:
        self._window.texts.show_readout(target, readout)

    def show_key_readout(self, target: Target | None, readout: TextReadout | None) -> None:
        self._window.texts.show_key_readout(target, readout)

    def show_sharpening(self, share: float | None) -> None:
        if share is None:
            self._window.status.finish()
        else:
            self._window.status.show_progress("Sharpening the map", share)

    def show_translation(self, trace: TextTrace, asked: TextState) -> None:
        self._window.texts.show_translation(trace, asked)
        self._window.arrangement.share_right()

    def show_problem(self, sentence: str) -> None:
        self._window.texts.show_problem(sentence)

    # -- exports -------------------------------------------------------------------------------

    @Slot(str, int, int)
    def show_export(self, text: str, done: int, total: int) -> None:
        if total:
            self._window.status.show_progress(f"{text}, {done} done", done / total)
        else:
            self._window.status.finish()

    @Slot(str, object)
    def show_saved(self, sentence: str, path: Path | None) -> None:
        self.saved_path = path
        self._window.stage.toast.show_text(sentence, "Show" if path is not None else "")

    @Slot()
    def open_saved(self) -> None:
        """Show the folder of what was saved last."""
        if self.saved_path is not None:
            self._window.exchange.show_saved(self.saved_path)

    @Slot(str)
    def show_failure(self, sentence: str) -> None:
        self._window.stage.show_message("err", sentence)
