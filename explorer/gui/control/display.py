"""What the controller may ask of the window. Setters show; they never answer back.

The window implements this with Qt; the tests implement it with a recorder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.core.attention import Array, Mask
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.photo import Photo
from explorer.core.selection import Cell, GateSide, Selection
from explorer.core.summary import Facts
from explorer.core.trace import TextTrace, Trace
from explorer.export.render import Style
from explorer.figures.figure import Figure
from explorer.figures.frame import Target
from explorer.figures.views import View
from explorer.gui.control.state import TextState
from explorer.gui.grid.grid_shape import GridShape
from explorer.registry.entry import Entry
from explorer.runtime.engine import Machine


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture: the heatmap over its photo; `before` and `split` when sides are compared.

    `chip` is the text of the query or gate chip; `resettable` when it can be taken back.
    """

    photo: Photo
    heatmap: Heatmap
    style: Style
    before: Heatmap | None = None
    split: float = 0.5
    chip: tuple[str, str] = ("Query", "CLS")
    resettable: bool = False


@dataclass(frozen=True, eq=False)
class TextScene:
    """One picture of a text: the matrix behind it, the view itself, and under it the sentence to
    read along, None where the view is that sentence; of a long text its row. doing: "writes" or
    "reads", what the model does with the word that asks. opened: whether the view is to go to the
    region of the figure, because that was chosen elsewhere.
    """

    matrix: Matrix
    figure: Figure
    reading: Figure | None
    view: View
    colormap: str
    doing: str
    opened: bool = False


@dataclass(frozen=True, slots=True)
class TextReadout:
    """The value under the mouse; `value` is None where it is masked."""

    value: float | None
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Readout:
    """The value under the mouse: what the tool tip over the picture says.

    `value` is the size that is coloured; `title` writes it with its sign.
    """

    cell: tuple[int, int]
    value: float
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class GridContent:
    """The grid of thumbnails: rows so far, of those that the shape will have; [] for a row that is
    still to come.

    detail: beside the title, as "12 × 6". hints: keys and what they move. masks: (rows, cols) of
    the thumbnails of a row, True where a query may look.
    """

    shape: GridShape
    title: str
    detail: str
    hints: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[NDArray[np.uint8]]] = field(repr=False)
    profiles: Sequence[Array | None] = field(repr=False)
    masks: Sequence[Mask | None] = field(repr=False)


@dataclass(frozen=True, eq=False)
class GateContent:
    """The gates of one block, (C,) each; `channel` is the chosen one."""

    gates: Array = field(repr=False)
    activity: Array = field(repr=False)
    detail: str
    channel: int | None


@dataclass(frozen=True, eq=False)
class Steppers:
    """The texts of the two steppers, as (name, value, suffix); unit None where there is one map.

    layer_ends and unit_ends: whether one can go back, and on.
    """

    layer: tuple[str, str, str]
    unit: tuple[str, str, str] | None
    layer_ends: tuple[bool, bool]
    unit_ends: tuple[bool, bool]


class Display(Protocol):
    """Everything that can be shown."""

    def show_photo(self, photo: Photo) -> None: ...
    def show_model(self, entry: Entry) -> None: ...
    def show_machine(self, machine: Machine) -> None: ...
    def show_grid(self, content: GridContent) -> None: ...
    def show_cells(self, current: Cell, added: frozenset[Cell]) -> None: ...
    def show_scale(self, choices: Sequence[tuple[str, str]], scale: str) -> None: ...
    def show_scene(self, scene: Scene) -> None: ...
    def show_readout(self, readout: Readout | None) -> None: ...
    def show_style(self, style: Style, side: GateSide) -> None: ...
    def show_steppers(self, steppers: Steppers) -> None: ...
    def show_facts(self, facts: Facts) -> None: ...
    def show_explanation(self, items: Facts) -> None: ...
    def show_gates(self, content: GateContent | None) -> None: ...
    def show_outcome(self, trace: Trace) -> None: ...
    def show_busy(self, text: str, done: int, total: int) -> None: ...
    def show_idle(self) -> None: ...
    def show_playing(self, playing: bool) -> None: ...
    def show_error(self, sentence: str, details: str) -> None: ...
    def show_missing(self, sentence: str, details: str) -> None: ...
    def show_unreachable(self, sentence: str, details: str) -> None: ...
    def show_warning(self, sentence: str, details: str = "") -> None: ...
    def show_text(self, text: TextState) -> None: ...
    def show_options(self, text: TextState, selection: Selection) -> None: ...
    def show_text_scene(self, scene: TextScene) -> None: ...
    def show_text_readout(self, target: Target | None, readout: TextReadout | None) -> None: ...
    def show_key_readout(self, target: Target | None, readout: TextReadout | None) -> None: ...
    def show_sharpening(self, share: float | None) -> None: ...
    def show_translation(self, trace: TextTrace, asked: TextState) -> None: ...
    def show_problem(self, sentence: str) -> None: ...
