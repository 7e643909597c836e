"""Turns what the user wants into a new state, and a new state into what is shown. No Qt here."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from explorer.core.colormaps import COLORMAPS
from explorer.core.inputs import Fit, Modality
from explorer.core.map.matrix import text_scale
from explorer.core.photo import Photo
from explorer.core.selection import (
    MEAN,
    Cell,
    Ends,
    Scale,
    Selection,
    asked,
    carried,
    clamped,
    toggled,
)
from explorer.core.trace import PhotoTrace, TextTrace, Trace
from explorer.export.render import Mode
from explorer.gui.control import present, present_text
from explorer.gui.control.display import Display
from explorer.gui.control.opening import Opening
from explorer.gui.control.photo_controls import PhotoControls
from explorer.gui.control.state import State
from explorer.gui.control.text_controls import TextControls
from explorer.inputs.images import ImageError
from explorer.inputs.text import TextError, TextFile, takes_text
from explorer.registry.catalogue import entries, find
from explorer.registry.entry import Entry, ModelError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.registry.model_paths import is_model, named
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Machine
from explorer.runtime.jobs import Report, Work

EXPECTED = (ImageError, TextError, ModelError, DeviceError)
"""Errors whose message is already the sentence to show."""
LOST = "The model did not stop when asked, and was left behind. The next run starts it anew."
"""What is said of a run that hangs."""
FIRST = {Modality.PHOTO: "vit", Modality.TEXT: "transformer"}
"""The models for what no model was chosen for."""
OPACITY_STEP = 0.05
_FAR = 10_000
"""More layers or heads than any model has."""


class Controller:
    """Owns the state. `submit` and `cancel` are a job runner's; reports come to `on_report`."""

    def __init__(
        self,
        display: Display,
        submit: Callable[[Work], int],
        cancel: Callable[[], None],
        state: State,
    ) -> None:
        self.state = state
        self._display = display
        self._submit = submit
        self._cancel = cancel
        self.engine = Engine()
        self.photo = PhotoControls(self, display)
        self.text = TextControls(self, display)
        self.opening = Opening(self, display)
        self.input = Modality.PHOTO  # what the current model takes
        self._last: dict[Modality, Entry] = {}
        self._latest = 0
        self.waiting = False  # for the last report of the latest job

    # -- opening and running -------------------------------------------------------------------

    def start(self, file: Path | None) -> None:
        """Begin with what the state remembers; a photo or text that is given comes before it."""
        wanted = self.state.model
        known = {entry.id: entry for entry in entries()}
        self._take(known.get(wanted) or known["vit"])
        if wanted not in known:  # of a library, or of an earlier version and gone
            self.choose_model(wanted, file)
        elif file is None:
            self.rerun()
        else:
            self.open_file(file)

    def open_file(self, path: Path) -> None:
        """A photo, a text or a model, as its name says."""
        if is_model(path):
            self.choose_model(named(str(path.absolute())) or f"file:{path}")
        elif takes_text(path):
            self.text.open_file(path)
        else:
            self.photo.open(path)

    def choose_model(self, model: str, file: Path | None = None) -> None:
        """Load another model in the background, then show it on what is open, or on `file`.

        Until then, and where it cannot be had, what is shown stays.
        """
        self.opening.model(model, file)

    @property
    def entry(self) -> Entry | None:
        """The current model's; None before the first."""
        return self.last(self.input)

    def last(self, kind: Modality) -> Entry | None:
        """The model's that takes this kind of input now, or did last; None before the first."""
        return self._last.get(kind)

    def want(self, kind: Modality) -> None:
        """Have a model that takes this kind of input: the last one, if the current does not."""
        if self.input != kind:
            self._take(self._last.get(kind) or find(FIRST[kind]))

    def _take(self, entry: Entry) -> None:
        if entry.id != self.state.model:
            self.text.writing.forget()
        input = Modality.TEXT if Modality.TEXT in entry.takes else Modality.PHOTO
        if self.state.trace is not None and input is not self.input:
            selection = carried(self.state.selection, Selection())
            self.change(trace=None, hover=None, selection=selection, playing=False)
            self.text.long.forget()
            self._display.show_playing(False)
        self.change(model=entry.id)
        self.input = input
        self._last[input] = entry
        self._display.show_model(entry)
        if input is Modality.TEXT:
            self.text.show_panels()

    def choose_device(self, device: str) -> None:
        self.change(device=device)
        self.rerun()

    def choose_fit(self, fit: Fit | None) -> None:
        """How photos are fitted to models; None for the way that each was trained with."""
        self.change(fit=fit)
        if self.input is Modality.PHOTO:
            self.rerun()

    def cancel(self) -> None:
        """Stop the run; what was shown before stays."""
        self._cancel()
        self.text.long.cancel()

    def rerun(self) -> None:
        if self.input is Modality.TEXT:
            self.text.start()
        else:
            self.photo.start()

    def run(self, work: Work, text: str, opening: bool = False) -> None:
        """Have the worker do it; `text` says what, for the status bar; `opening`: a model."""
        self.opening.running = opening
        self._display.show_busy(text, 0, 0)
        self.waiting = True
        number = self._submit(work)
        self._latest = max(self._latest, number)

    def on_report(self, report: Report[object]) -> None:
        """Take what the worker says; reports of stale jobs are dropped."""
        if report.state == "lost":
            self._display.show_warning(LOST)
        if report.job < self._latest:
            return
        self._latest = report.job
        value = report.value
        match value:
            case LoadProgress():
                self._display.show_busy(value.text, value.done, value.total)
            case Machine():
                self._display.show_machine(value)
            case Entry():
                self._take(value)
                self.opening.go_on()
            case Photo():
                self.photo.on_photo(value)
            case PhotoTrace():
                self.photo.on_trace(value)
            case TextTrace():
                self.text.on_trace(value)
            case TextFile():
                self.text.on_file(value)
            case BaseException():
                self.fail(value)
        missing = report.state in ("failed", "cancelled", "lost") and self.state.trace is None
        if missing and self.opening.running:  # the model of last time: begin with a bundled one
            self.opening.go_on()
        if report.state != "published" and report.job == self._latest:  # else it began another
            self.waiting = False
            self._display.show_idle()

    def fail(self, error: BaseException) -> None:
        """Say what went wrong, in one sentence."""
        sentence = str(error)
        if isinstance(error, SentenceError):
            self._display.show_problem(sentence)
            return
        if not isinstance(error, EXPECTED):
            kind = type(error).__name__
            sentence = f"The run failed ({kind}). Try another {self.input} or model."
        details = "".join(traceback.format_exception(error))
        self.opening.show_failure(error, sentence, details)

    def show_outcome(self, trace: Trace) -> None:
        """The end of a run, with what there is to say of it."""
        self._display.show_outcome(trace)
        if trace.notes:
            first, *others = trace.notes
            more = f" ({len(others)} more in the details)" if others else ""
            self._display.show_warning(first + more, "\n".join(trace.notes) if others else "")
        self.opening.show_failure_again()

    # -- selecting -----------------------------------------------------------------------------

    def step_layer(self, by: int) -> None:
        trace = self.state.trace
        if trace is not None:
            self.select(min(max(self.state.selection.layer + by, 0), trace.layers - 1))

    def step_unit(self, by: int) -> None:
        """From the mean to head 0, on to the last and back; no wrapping around."""
        trace = self.state.trace
        if trace is None:
            return
        selection = self.state.selection
        last = trace.sites[selection.layer].units - 1
        if last > 0:
            self.select(selection.layer, min(max(selection.unit + by, MEAN), last))

    def end_layer(self, end: int) -> None:
        """To the first layer (-1) or the last one (1)."""
        self.step_layer(end * _FAR)

    def end_unit(self, end: int) -> None:
        """To the mean (-1) or the last head (1)."""
        self.step_unit(end * _FAR)

    def select_unit(self, unit: int) -> None:
        """A head or channel of the current layer alone."""
        self.select(self.state.selection.layer, unit)

    def select(self, layer: int, unit: int | None = None) -> None:
        """One cell alone; the unit stays as it is when None."""
        selection = self.state.selection
        self.show_selected(selection.moved(layer, selection.unit if unit is None else unit))

    def select_cell(self, row: int, column: int) -> None:
        """A cell of the grid, alone."""
        cell = self._cell(row, column)
        if cell is not None:
            self.select(*cell)

    def toggle_cell(self, row: int, column: int) -> None:
        """A cell of the grid taken into the average, or out of it."""
        cell = self._cell(row, column)
        if cell is not None and self.state.trace is not None:
            self.show_selected(toggled(self.state.trace, self.state.selection, cell))

    def select_cells(self, cells: frozenset[tuple[int, int]], row: int, column: int) -> None:
        """Exactly these cells of the grid; (row, column) becomes the current one."""
        current = self._cell(row, column)
        if current is not None:
            chosen = frozenset(filter(None, (self._cell(*one) for one in cells)))
            self.show_selected(self.state.selection.with_cells(chosen | {current}, current))

    def _cell(self, row: int, column: int) -> Cell | None:
        """The (layer, unit) of a cell of the grid; None while that shows a run still going on."""
        trace = self.state.trace
        return present.cell_of(trace, row, column) if trace is not None else None

    def average(self) -> None:
        """All heads of the current layer: the default picture."""
        self.select(self.state.selection.layer, MEAN)

    def move_query(self, down: int, right: int) -> None:
        """The query one patch on, of a text one row."""
        if self.input is Modality.TEXT:
            self.text.step_query(down + right)
        else:
            self.photo.move_query(down, right)

    def reset_query(self) -> None:
        """The first query asks again; of a text the model says again what it would have said."""
        if self.input is Modality.TEXT:
            self.text.writing.own()
        else:
            self.photo.reset_query()

    def choose_scale(self, scale: Scale | str) -> None:
        """Over which maps the colour levels are shared, as a `Scale` or its word."""
        selection = replace(self.state.selection, scale=Scale(scale), levels=None, kept=False)
        self.show_selected(selection, grid=True)

    def choose_levels(self, levels: Ends) -> None:
        """Set the ends of the colour bar, (low, high); they hold for every map of the model."""
        self.show_selected(replace(self.state.selection, levels=levels), grid=True)

    def keep_levels(self, kept: bool) -> None:
        """Keep the levels when another model is opened, so that both are on one scale, or not."""
        self.show_selected(replace(self.state.selection, kept=kept))

    def reset_levels(self) -> None:
        """Go back to the levels of the scale."""
        selection = replace(self.state.selection, levels=None, kept=False)
        self.show_selected(selection, grid=True)

    def choose_reduce(self, reduce: Literal["mean", "max"]) -> None:
        self.show_selected(replace(self.state.selection, reduce=reduce))

    def choose_mean(self) -> None:
        """The mean of all heads of the current layer."""
        self.choose_reduce("mean")
        self.average()

    def toggle_maximum(self) -> None:
        """The largest of all heads of the current layer, or their mean again."""
        self.average()
        self.choose_reduce("mean" if self.state.selection.reduce == "max" else "max")

    def toggle_play(self) -> None:
        """Play through the layers, or stop."""
        playing = not self.state.playing and self.state.trace is not None
        self.change(playing=playing)
        self._display.show_playing(playing)

    def play_on(self) -> None:
        """One layer on, from the last to the first."""
        trace = self.state.trace
        if trace is not None and self.state.playing:
            self.select((self.state.selection.layer + 1) % trace.layers)

    def show_selected(self, selection: Selection, grid: bool = False) -> None:
        """Another selection, and what it shows; `grid` where the thumbnails change with it.

        In a layer of another grid the patch at the same place asks.
        """
        trace, before = self.state.trace, self.state.selection
        if trace is None:
            return
        if selection.layer != before.layer:
            selection = replace(selection, query=asked(trace, before, selection.layer))
        selection = self.photo.carried(selection)
        selection = self.text.asked(clamped(trace, selection))
        if selection == self.state.selection:
            return
        self.change(selection=selection)
        if grid:
            self._show_grid()
        self.show_selection()

    # -- looks ---------------------------------------------------------------------------------

    def choose_mode(self, mode: Mode) -> None:
        self.restyle(mode=mode)

    def choose_smooth(self, smooth: bool) -> None:
        self.restyle(smooth=smooth)

    def choose_colormap(self, colormap: str) -> None:
        self.restyle(colormap=colormap)

    def choose_opacity(self, opacity: float) -> None:
        self.restyle(opacity=opacity)

    def toggle_smooth(self) -> None:
        """Smooth between the patches, or raw."""
        self.choose_smooth(not self.state.style.smooth)

    def next_colormap(self) -> None:
        """The colour map after the current one."""
        at = COLORMAPS.index(self.state.style.colormap)
        self.choose_colormap(COLORMAPS[(at + 1) % len(COLORMAPS)])

    def fade(self) -> None:
        """A fainter overlay."""
        self._step_opacity(-OPACITY_STEP)

    def strengthen(self) -> None:
        """A stronger overlay."""
        self._step_opacity(OPACITY_STEP)

    def _step_opacity(self, by: float) -> None:
        self.choose_opacity(round(min(max(self.state.style.opacity + by, 0.0), 1.0), 2))

    def restyle(self, **changes: Any) -> None:
        """Another look of the picture."""
        self.change(style=replace(self.state.style, **changes))
        self._display.show_style(self.state.style, self.state.side)
        self._show_scene()

    # -- showing -------------------------------------------------------------------------------

    def change(self, **changes: Any) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)

    def show_all(self) -> None:
        """Everything that a run and what is asked of it decide."""
        if self.state.trace is not None:
            self._display.show_style(self.state.style, self.state.side)
            self._show_grid()
            self.show_selection()

    def _show_grid(self) -> None:
        trace, selection = self.state.trace, self.state.selection
        if isinstance(trace, PhotoTrace):
            self.photo.show_grid(trace, selection)
        elif isinstance(trace, TextTrace):
            self.text.show_grid()

    def show_selection(self) -> None:
        """Everything that depends on which maps are chosen."""
        trace, selection = self.state.trace, self.state.selection
        if trace is None:
            return
        current = present.column_of(trace, (selection.layer, selection.unit))
        added = frozenset(present.column_of(trace, cell) for cell in selection.added)
        self._display.show_cells(current, added)
        if isinstance(trace, TextTrace):
            scale = text_scale(trace, selection)
            self._display.show_scale(present_text.scales(trace), scale)
            self._display.show_steppers(present_text.text_steppers(trace, selection))
        elif isinstance(trace, PhotoTrace):
            self.photo.show_texts(trace, selection)
        self._display.show_gates(present.gates(trace, selection))
        self._show_scene()

    def _show_scene(self) -> None:
        if self.input is Modality.TEXT:
            self.text.show_scene()
        else:
            self.photo.show_scene()
