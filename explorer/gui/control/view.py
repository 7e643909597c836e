"""Everything that the window shows, as one frozen value with a slice for every panel. No Qt here.

`present` makes it from a `State`; the window hands each panel its slice and skips what is equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.core.inputs import Modality
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.levels import Levels
from explorer.core.map.matrix import Matrix
from explorer.core.map.summary import Facts
from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.selection import Cell, GateSide
from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.attention import Kind
from explorer.core.text import Writing
from explorer.export.object_boxes import ObjectBox
from explorer.export.style import Style
from explorer.figures.figure import Figure
from explorer.figures.frame import Target
from explorer.figures.views import View as TextView
from explorer.gui.control.present.beside_view import BesideView
from explorer.gui.control.slices import (
    CardView,
    Fact,
    PhotoView,
    PredictionView,
    RunView,
    Slice,
    TranslationView,
)
from explorer.gui.control.state import Message, PastInput, Progress
from explorer.gui.grid.grid_shape import GridShape
from explorer.registry.entry import PHOTOS, Entry
from explorer.runtime.devices import Device


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around a picture: title and chip above it, the colour bar and notes below.

    Attributes
    ----------
    asked, value: the chip, as ("Query", "CLS").
    chosen: whether the user chose that. resettable: whether it can be taken back.
    tip: of the chip.
    colormap, levels, uniform: of the bar; uniform is the value if all were attended alike.
    quantity, note: what the bar measures, and over which maps.
    share, rest: at the other end, "" for nothing.
    foot: whether there is a bar at all.
    """

    title: str
    subtitle: str
    asked: str
    value: str
    chosen: bool
    resettable: bool
    tip: str
    colormap: str
    levels: Levels
    uniform: float | None
    quantity: str
    note: str
    share: str = ""
    rest: str = ""
    foot: bool = True


class Scene(Slice):
    """One picture with its words; `kind` says on which canvas it stands."""

    __slots__ = ()
    kind: ClassVar[Modality]
    words: Words

    @property
    def among_words(self) -> Matrix | None:
        """The matrix of words behind it; None for a picture over a photo."""
        return None


@dataclass(frozen=True, slots=True, eq=False)
class PhotoScene(Scene):
    """One picture of a photo: the heatmap over it; `before` and `split` when sides are compared.

    gated: whether it is of gates, of which no patch asks. spot: the cell that was clicked then.
    boxes: what a detector finds, where heads are muted: now, and with all of them.
    region: the boxes or the mask that maps are held against.
    draws: whether any drag draws a box.
    signed: whether it is a difference, drawn around 0 over a grey photo.
    """

    kind: ClassVar[Modality] = Modality.PHOTO

    photo: Photo
    heatmap: Heatmap
    style: Style
    words: Words
    before: Heatmap | None = None
    split: float = 0.5
    gated: bool = False
    spot: tuple[int, int] | None = None
    boxes: tuple[ObjectBox, ...] = ()
    region: PhotoRegion | None = None
    draws: bool = False
    signed: bool = False

    @property
    def clicked(self) -> tuple[int, int]:
        """(rows, cols) on which a click asks: of the queries, of gates those of the map."""
        return self.heatmap.grid if self.gated else self.heatmap.query_grid

    @property
    def chip(self) -> tuple[str, str]:
        """The word and the value of the chip."""
        return self.words.asked, self.words.value


@dataclass(frozen=True, slots=True, eq=False)
class TextScene(Scene):
    """One picture of a text: the matrix behind it and the figure; `name` is for who cannot see.

    opened: whether the view is to go to the region of the figure.
    """

    kind: ClassVar[Modality] = Modality.TEXT

    matrix: Matrix
    figure: Figure
    view: TextView
    words: Words
    name: str
    opened: bool = False

    @property
    def among_words(self) -> Matrix:
        return self.matrix


@dataclass(frozen=True, slots=True, eq=False)
class Reading(Slice):
    """The sentence under a view, shaded; of a long text the row of the query."""

    figure: Figure
    title: str
    detail: str
    name: str


@dataclass(frozen=True, slots=True)
class Readout:
    """The value under the mouse, None where it is masked, and what it says; `cell` is of a photo.

    `value` is the size that is coloured; `title` writes it with its sign.
    """

    value: float | None
    title: str
    lines: tuple[str, ...]
    cell: tuple[int, int] = (-1, -1)


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the mouse points at in a figure, and what is read out there."""

    target: Target | None = None
    readout: Readout | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GridContent(Slice):
    """The grid of thumbnails: rows so far, of those that the shape will have.

    Attributes
    ----------
    detail: beside the title, as "12 × 6". hints: keys and what they move.
    rows: [] for one that is still to come; (rows, cols) uint8 each.
    masks: (rows, cols) of the thumbnails of a row, True where a query may look.
    """

    shape: GridShape
    title: str
    detail: str
    hints: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[NDArray[np.uint8]]] = field(repr=False)
    profiles: Sequence[Array | None] = field(repr=False)
    masks: Sequence[Mask | None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cells:
    """The current cell of the grid, those that are averaged with it, and those that are muted."""

    current: Cell
    added: frozenset[Cell]
    muted: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class ScaleChoice:
    """The (id, title) of each colour scale, and the one in use."""

    choices: tuple[tuple[str, str], ...]
    scale: str


@dataclass(frozen=True, slots=True, eq=False)
class GateContent(Slice):
    """The gates of one block, (C,) each.

    Attributes
    ----------
    channel: the chosen one, None for none.
    held: (channel, value) of those that are held at a value, whatever the model computes.
    answers: how strong each channel is at the place that was clicked, None while none is.
    place: which that is, in words.
    """

    gates: Array = field(repr=False)
    activity: Array = field(repr=False)
    detail: str
    channel: int | None
    held: tuple[tuple[int, float], ...] = ()
    answers: Array | None = field(default=None, repr=False)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Steppers:
    """The texts of the two steppers, as (name, value, suffix); unit None where there is one map.

    layer_ends and unit_ends: whether one can go back, and on.
    """

    layer: tuple[str, str, str]
    unit: tuple[str, str, str] | None
    layer_ends: tuple[bool, bool]
    unit_ends: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Look:
    """How maps are drawn; kind: of the site that is shown, which decides what can be chosen."""

    style: Style
    side: GateSide
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Which panels there are.

    Attributes
    ----------
    takes: the inputs that the model can be given.
    kind: what the picture is of.
    reading: whether the sentence stands under the picture.
    output: what tells the model's answer.
    """

    takes: frozenset[Modality] = PHOTOS
    kind: Modality = Modality.PHOTO
    reading: bool = False
    output: Modality = Modality.PHOTO


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices there are, and the one that was chosen."""

    devices: tuple[Device, ...]
    current: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """The text fields and the list below them; `chosen` is the sample that the text is."""

    text: str
    target: str
    name: str
    sentences: tuple[str, ...]
    at: int
    chosen: str


@dataclass(frozen=True, slots=True)
class SentenceState:
    """What is said of the text: how long it is, what is wrong with it, whether it is run now.

    empty: whether it was emptied, and the picture is of the text before.
    """

    words: int = 0
    tokens: int = 0
    unknown: tuple[str, ...] = ()
    problem: str = ""
    running: bool = False
    paired: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How a text is shown.

    Attributes
    ----------
    pool: None where there are no tiles.
    no_steps: why the view of the steps cannot be had; "" where it can.
    """

    view: TextView
    words: bool
    special: bool
    renormalised: bool
    pool: str | None
    no_steps: str = ""


@dataclass(frozen=True, slots=True)
class WritingView:
    """How a model writes: beginnings kept, how it goes on, by how much, and whether it does now."""

    beam: int
    writing: Writing
    stride: int
    running: bool


@dataclass(frozen=True, slots=True)
class AskingMenu:
    """Queries to choose from by name, as (number, name), and the one that asks."""

    heading: str
    queries: tuple[tuple[int, str], ...]
    current: int


@dataclass(frozen=True, slots=True)
class Undoable:
    """Whether there is something to take back, and something to do again."""

    undo: bool = False
    redo: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One slice a panel; None where there is nothing to show of it.

    panels: (name, content) of each panel that comes and goes, None for one that is hidden.
    """

    layout: Layout = field(default_factory=Layout)
    title: str = "Attention Explorer"
    entry: Entry | None = None
    card: CardView | None = None
    devices: Devices | None = None
    samples: tuple[tuple[str, str], ...] = ()
    photo: PhotoView | None = None
    backdrop: Photo | None = None
    look: Look | None = None
    colormap: str = "inferno"
    grid: GridContent | None = None
    cells: Cells | None = None
    scale: ScaleChoice | None = None
    steppers: Steppers | None = None
    picture: Scene | None = None
    reading: Reading | None = None
    readout: Readout | None = None
    pointed: Pointed = field(default_factory=Pointed)
    key_pointed: Pointed = field(default_factory=Pointed)
    facts: tuple[Fact, ...] = ()
    explanation: Facts = ()
    prediction: PredictionView | None = None
    run: RunView | None = None
    sentence: SentenceView | None = None
    beside: BesideView = field(default_factory=BesideView)
    sentence_state: SentenceState = field(default_factory=SentenceState)
    options: TextOptions | None = None
    writing: WritingView | None = None
    translation: TranslationView | None = None
    asking: AskingMenu | None = None
    recent: tuple[PastInput, ...] = ()
    progress: Progress | None = None
    message: Message | None = None
    playing: bool = False
    panels: tuple[tuple[str, object], ...] = ()
    undoable: Undoable = field(default_factory=Undoable)
