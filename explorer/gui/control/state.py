"""What the window shows now: one frozen value, changed only through the `Store`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from explorer.batch.remote import Reach
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.map.matrix import Matrix, Thumbnails
from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array
from explorer.core.trace import Trace
from explorer.explanation.glossary import Language
from explorer.explanation.lecture import Station
from explorer.export.style import Style
from explorer.figures.frame import Target
from explorer.gui.control.analysis.analysis_state import Analysis
from explorer.gui.control.analysis.matter_state import Matter
from explorer.gui.control.analysis.why_state import MethodLevels, Why
from explorer.gui.control.figure.figure_state import FigureState
from explorer.gui.control.kept.pin_state import Pin
from explorer.gui.control.slices import Slice
from explorer.gui.control.texts.text_state import TextState, text_fields
from explorer.registry.entry import PHOTOS, Entry
from explorer.runtime.devices import AUTO
from explorer.runtime.engine import Machine

Severity = Literal["err", "warn"]

Tab = Literal["walk", "where", "code", "mistakes"]
"""What the dock shows."""


@dataclass(frozen=True, slots=True)
class ExplainState:
    """What the dock shows of the site and query on screen.

    Attributes
    ----------
    open: whether it is there.
    tab: which of its pages.
    step: number of the step of the walk-through, from 0; the last one where there are fewer.
    focus: number of the key or channel whose numbers are told, None for the strongest.
    playing: whether the steps go on by themselves.
    """

    open: bool = False
    tab: Tab = "walk"
    step: int = 0
    focus: int | None = None
    playing: bool = False


@dataclass(frozen=True, slots=True)
class LectureState:
    """The lecture as far as it was taken.

    Attributes
    ----------
    stations: of the lecture that is open, () while none is.
    language: of its words.
    at: number of the station in `stations`.
    done: the conditions that were met, as (id of the station, number of the condition).
    cells: patches that were asked since the station was opened.
    arriving: whether the state that belongs to the station is still to come.
    answered: whether the answer to its question is shown.
    presenting: whether it is shown to an audience, in large type.
    """

    stations: tuple[Station, ...] = ()
    language: Language = "en"
    at: int = 0
    done: frozenset[tuple[str, int]] = frozenset()
    cells: frozenset[tuple[int, int]] = frozenset()
    arriving: bool = False
    answered: bool = False
    presenting: bool = False

    @property
    def station(self) -> Station | None:
        """The one that is open."""
        return self.stations[self.at] if self.stations else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes
    ----------
    share: done of the whole, in [0, 1], None where nobody knows.
    of_text: whether it is the run of a text, and no model that is opened or installed.
    """

    text: str
    share: float | None = None
    of_text: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence over the picture; `actions` are the (key, words) of its buttons."""

    severity: Severity
    sentence: str
    details: str = ""
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BareWeights:
    """A file of weights that does not say which architecture it is of.

    guesses: names of architectures that fit, the likeliest first.
    """

    file: Path
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Photos or texts that were opened together, to be walked through.

    at: number of the one that was opened last.
    skipped: whether that one could not be opened, and another is on screen.
    """

    files: tuple[Path, ...]
    at: int = 0
    skipped: bool = False

    def places(self, photo: Photo | None, text: str) -> list[int]:
        """The numbers of the files that a photo, or a text of a name, was read from."""
        path = None if photo is None else photo.path
        return [at for at, one in enumerate(self.files) if path == one or text == one.name]


@dataclass(frozen=True, slots=True, eq=False)
class LongPicture(Slice):
    """The picture of a long map as far as it was worked out, with what it is of.

    Attributes
    ----------
    matrix: of the selection, coarse or exact.
    line: the row of the query, (keys,).
    base: a coarser picture of all of the map, None while it is not there.
    opened: whether the view is to go to the region of the selection.
    """

    trace: Trace
    selection: Selection
    matrix: Matrix = field(repr=False)
    line: Array = field(repr=False)
    base: Matrix | None = field(default=None, repr=False)
    opened: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the window shows depends on this value alone.

    What a run is of (`entry`, `photo`, `trace`) changes together, when the run is there: until
    then, and where it fails or is stopped, all of it stays.

    Attributes
    ----------
    entry: the model of what is shown, before the first run the one that comes.
    photo: the one of the last run on a photo, before the first one that was read.
    trace: the last run, of a text partial while one goes on.
    ran: the model and the inputs of `trace`, as `asked_of` gives them; None for a part of a run.
    device, fit: how it is run; fit None for each model's own way.
    selection, style, split, text: what is asked of the run, and how it is shown.
    spot: the place of a picture of gates that was clicked, (x, y) as shares of the model's input.
    opened: whether the view is to go to the region of the selection, for it was chosen elsewhere.
    explain: what the dock below the picture explains.
    lecture: the station that is open, and what was done.
    known: the models in use last, one a kind of input.
    partial: a run on a photo that goes on.
    hover: the (row, col) of the heatmap under the mouse, or a part of a figure.
    hover_before: whether the mouse is on the side of a comparison before the gate.
    key_hover: a part of the row of a long map.
    long, small: of a long text the picture, and the small maps of each site, as far as there are.
    running, sharpening, exporting: what goes on.
    memory: of the process at the end of the last run, bytes.
    recent: the inputs that were run, the latest first.
    resumes: whether the selection is that of the last time, for the first run to keep.
    first: whether this is the first start, which offers ways in.
    missing: the model of the last time, where it could not be opened: it is tried again next time.
    analysis: the room beside the maps that is open, as heads at a glance.
    mute: the heads that give nothing in the run that is shown or comes.
    unmuted: the last run with all heads.
    why: what is asked of the run that is shown, None for nothing.
    why_levels: the levels set by hand for what a method says, None for those of its own scale.
    matter: which heads matter, None where nobody asks.
    region: the boxes or the mask on a photo that maps are held against.
    drawing: whether any drag on the picture draws a box.
    pins: pictures that are pinned, the latest last.
    cluster: the address of the cluster that runs are or were made on, "" before the first.
    reach: how far away it is, None before it was asked.
    session: the file of the session that was opened last, None before the first.
    figure: what the figure panel asks for, whether it is open or not.
    weights: the file whose architecture is asked for, None while none is.
    walk: the files that were opened together, None for a single one.
    """

    model: str
    entry: Entry | None = None
    photo: Photo | None = None
    trace: Trace | None = None
    ran: tuple[str, Inputs, Mute] | None = None
    device: str = AUTO
    fit: Fit | None = None
    selection: Selection = field(default_factory=Selection)
    style: Style = field(default_factory=Style)
    split: float = 0.5
    spot: tuple[float, float] | None = None
    text: TextState = field(default_factory=TextState)
    opened: bool = False
    explain: ExplainState = field(default_factory=ExplainState)
    lecture: LectureState = field(default_factory=LectureState)
    known: tuple[Entry, ...] = ()
    partial: Trace | None = None
    hover: tuple[int, int] | Target | None = None
    hover_before: bool = False
    key_hover: Target | None = None
    playing: bool = False
    long: LongPicture | None = None
    small: tuple[Thumbnails | None, ...] | None = None
    running: Progress | None = None
    sharpening: Progress | None = None
    exporting: Progress | None = None
    message: Message | None = None
    problem: str = ""
    machine: Machine | None = None
    memory: int = 0
    recent: tuple[PastInput, ...] = ()
    resumes: bool = False
    missing: str = ""
    first: bool = False
    analysis: Analysis | None = None
    mute: Mute = NOTHING_MUTED
    unmuted: Trace | None = None
    why: Why | None = None
    why_levels: MethodLevels | None = None
    matter: Matter | None = None
    region: PhotoRegion | None = None
    drawing: bool = False
    pins: tuple[Pin, ...] = ()
    cluster: str = ""
    reach: Reach | None = None
    session: Path | None = None
    figure: FigureState = field(default_factory=FigureState)
    weights: BareWeights | None = None
    walk: Walk | None = None

    @property
    def input(self) -> Modality:
        """What the current model is given."""
        return Modality.PHOTO if self.entry is None else self.entry.input

    @property
    def runs_text(self) -> bool:
        """Whether a text is run now."""
        return self.running is not None and self.running.of_text

    @property
    def views(self) -> dict[Modality, str]:
        """How the map of a run of each kind is shown."""
        return {Modality.PHOTO: self.style.mode, Modality.TEXT: self.text.view}

    def run_of(self, kind: Modality) -> Trace | None:
        """The run that is shown, if it was of this kind of input."""
        trace = self.trace
        return trace if trace is not None and trace.input is kind else None

    def last(self, kind: Modality) -> Entry | None:
        """The model that takes this kind of input now, or did last; None before the first."""
        return next((entry for entry in self.known if kind in entry.takes), None)


CHOSEN = (
    *("model", "entry", "photo", "trace", "ran", "selection", "style", "split", "spot"),
    *("text", "mute", "region", "why_levels"),
)
"""The fields that undo brings back: what is shown and how; the others come and go by themselves."""


def inputs_of(
    entry: Entry | None,
    *,
    photo: Photo | Path | None = None,
    text: TextState | None = None,
    fit: Fit | None = None,
) -> Inputs:
    """Give what a model is given of what is open: of each kind of input that it takes."""
    given: dict[Modality, dict[str, Any]] = {
        Modality.PHOTO: {"photos": () if photo is None else (photo,), "fit": fit},
        Modality.TEXT: {} if text is None else text_fields(text),
    }
    fields: dict[str, Any] = {}
    for kind in PHOTOS if entry is None else entry.takes:
        fields |= given[kind]
    return Inputs(**fields)


def film_of(state: State) -> tuple[Path | Photo, ...]:
    """What an animation through frames goes through: of the photo's file, or several photos."""
    photo = state.photo
    if photo is None or state.trace is None or photo not in state.trace.inputs.photos:
        return ()
    together = () if state.walk is None else state.walk.files
    if len(together) > 1 and photo.path in [path.absolute() for path in together]:
        return together
    return (photo,) if photo.frames > 1 and photo.path is not None else ()


def asked_of(state: State) -> tuple[str, Inputs, Mute]:
    """Tell what a run of a state depends on, to see whether another one is needed.

    How photos are fitted is left out, and the device: they are chosen for runs that come.
    """
    return state.model, inputs_of(state.entry, photo=state.photo, text=state.text), state.mute


@dataclass(frozen=True, slots=True)
class PastInput:
    """A photo or a text that was run before: a path or the text itself, and what it is called."""

    kind: Modality
    content: str

    @property
    def name(self) -> str:
        """The file without its folder; the text in one line."""
        return _PAST[self.kind].named(self.content)

    def takes_place_of(self, before: PastInput) -> bool:
        """Whether it is the same again, or the text before it typed on or taken back."""
        one, other = self.content, before.content
        typed = self.kind is before.kind and _PAST[self.kind].typed
        return self == before or (typed and (one.startswith(other) or other.startswith(one)))


class _Past(NamedTuple):
    """What a past input is called, and whether it is typed, sign by sign."""

    named: Callable[[str], str]
    typed: bool


_PAST = {
    Modality.PHOTO: _Past(lambda path: Path(path).name, False),
    Modality.TEXT: _Past(lambda text: " ".join(text.split()), True),
}
