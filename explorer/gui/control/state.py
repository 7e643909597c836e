"""What the window shows now: one frozen value, changed only by the controller."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.core.inputs import Fit
from explorer.core.photo import Photo
from explorer.core.selection import GateSide, Selection
from explorer.core.text import NOTHING, Writing
from explorer.core.trace import Trace
from explorer.export.render import Style
from explorer.figures.views import View
from explorer.runtime.devices import AUTO


@dataclass(frozen=True, slots=True)
class TextState:
    """What is asked of a model of texts.

    text: as typed. target: the user's own translation, "" for the model's. beam: beginnings kept,
    1 is greedy. prefix: tokens that what is written has to begin with. writing: how a text is
    continued, stride: by how many tokens at a time. sentences: those of the
    open file or of a text of several lines, `at` the number of the one that is shown; name: what
    the list is called. step, source: numbers of the target and of the source token that ask;
    following: whether the window chooses them. long: whether the maps of the run are shown in
    tiles.
    """

    text: str = ""
    target: str = ""
    beam: int = 1
    prefix: tuple[int, ...] = ()
    writing: Writing = NOTHING
    stride: int = 20
    sentences: tuple[str, ...] = ()
    at: int = 0
    name: str = ""
    step: int = 0
    source: int = 0
    following: bool = True
    view: View = "matrix"
    long: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """photo: the one that is open. trace: the last run, partial while one goes on. hover: the
    (row, col) of the heatmap under the mouse. fit: None for each model's own way. side and split:
    how a channel gate is shown."""

    model: str
    photo: Photo | None = None
    trace: Trace | None = None
    device: str = AUTO
    fit: Fit | None = None
    selection: Selection = field(default_factory=Selection)
    style: Style = field(default_factory=Style)
    side: GateSide = GateSide.AFTER
    split: float = 0.5
    hover: tuple[int, int] | None = None
    playing: bool = False
    text: TextState = field(default_factory=TextState)
