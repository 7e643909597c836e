"""What the dock and the line under the picture show of a state. Pure functions: no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from explorer.core.code import Code
from explorer.core.inputs import Modality
from explorer.core.numbers import short
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.trace import Trace
from explorer.explanation.architecture import Architecture, architecture
from explorer.explanation.expression import latex
from explorer.explanation.glossary import Term
from explorer.explanation.marked_terms import marked_terms
from explorer.explanation.mistakes import Mistake, mistakes
from explorer.explanation.outline import Row, outline
from explorer.explanation.quantities import Walkthrough
from explorer.explanation.sentence import picture_sentence
from explorer.explanation.walk import walk_through
from explorer.gui.control.present.analysis.why_view import explained
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.photo_grid import answering
from explorer.gui.control.present.present_photo import cell_at, strongest
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import ExplainState, State, Tab
from explorer.resource_files import resources

if TYPE_CHECKING:  # pygments is imported when code is shown
    from explorer.explanation.code_lines import CodeLine

NO_CODE = "The code of a module is known while its model is open; this run was read from a file."
NO_MISTAKES = "This run kept no q and k of this site: no mistake can be measured on them."
THUMB = 24
"""Pixels of a picture of a patch."""
KERAS = {
    "spatial-gate": "spatial_gate",
    "channel-gate": "se_block",
    "soft attention": "soft_attention",
    "self-attention": "multi_head_attention",
    "masked self-attention": "multi_head_attention",
    "cross-attention": "multi_head_attention",
}
"""The file of Keras that has the mechanism of a kind of site."""


@dataclass(frozen=True, slots=True, eq=False)
class DockView(Slice):
    """Everything that the dock shows.

    Attributes
    ----------
    tab, step, playing : of `ExplainState`; the step is one that there is.
    focus : the number of the key or channel whose numbers are told, None for the strongest.
    walk : the walk-through.
    colormap : of its pictures.
    thumbs : pictures of keys, by their place in the walk-through.
    latex : of the formula of the step.
    where : the module, head and query in words.
    code, lines : the source of the module.
    keras : the same mechanism in Keras.
    mistakes : common ones, measured on this run.
    map : where the site sits in the model, None on other pages.
    query : the number of what asks.
    """

    tab: Tab
    step: int
    playing: bool
    focus: int | None
    walk: Walkthrough
    colormap: str
    thumbs: dict[int, NDArray[np.uint8]]
    latex: str
    where: str
    code: Code | None
    lines: tuple[CodeLine, ...]
    keras: tuple[CodeLine, ...]
    mistakes: tuple[Mistake, ...]
    map: Architecture | None
    query: int


@dataclass(frozen=True, slots=True)
class SentenceView:
    """The sentence under the picture, in pieces, each with the term that it is, or None.

    large: whether it is read by an audience.
    """

    pieces: tuple[tuple[str, Term | None], ...]
    large: bool = False

    @property
    def text(self) -> str:
        """The whole sentence."""
        return "".join(text for text, _ in self.pieces)


def walk_of(state: State) -> Walkthrough | None:
    """The walk-through of what is shown; None where no run is there."""
    trace = state.trace
    if trace is None or not trace.complete:
        return None
    chosen = state.selection
    asked = Selection(layer=chosen.layer, unit=chosen.unit, query=chosen.query)
    last = _LAST.get(trace)
    if last is None or last[0] != asked:
        last = _LAST[trace] = asked, walk_through(trace, asked)
    return last[1]


_LAST: WeakKeyDictionary[Trace, tuple[Selection, Walkthrough]] = WeakKeyDictionary()
"""The last walk-through of each run that is still there, for the step controls and the dock."""
_OUTLINES: WeakKeyDictionary[Trace, Row] = WeakKeyDictionary()
"""The outline of each run that is still there: the tree keeps what is unfolded in it."""


def map_of(trace: Trace, site: int) -> Architecture:
    """Where a site of a run sits in the model."""
    rows = _OUTLINES.get(trace)
    if rows is None:
        rows = _OUTLINES[trace] = outline(trace)
    return architecture(trace, min(site, len(trace.sites) - 1), rows)


def dock(state: State, memo: Memo) -> DockView | None:
    """The dock; None where it is closed, or there is nothing to explain."""
    if not state.explain.open or state.trace is None:
        return None
    walk = walk_of(state)
    if walk is None:
        return None
    return memo("dock", _dock, state.trace, state.selection, state.explain, walk,
                state.style.colormap, _focus(state, walk), memo)  # fmt: skip


def _focus(state: State, walk: Walkthrough) -> int | None:
    """The number of the key, channel or position whose numbers are told; None for the strongest.

    Of a spatial gate it is the position under the mouse, else the one that was clicked; of a mean
    of channels the one that answers most at the place that was clicked.
    """
    trace, selection, spot = state.trace, state.selection, state.spot
    if trace is None:
        return None
    site = trace.sites[min(selection.layer, len(trace.sites) - 1)]
    if isinstance(site, SpatialGate):
        rows, cols = site.grid
        cell = state.hover if isinstance(state.hover, tuple) else None
        if cell is None and state.explain.focus is None and spot is not None:
            cell = cell_at(site.grid, spot)
        if cell is not None and cell[0] < rows and cell[1] < cols:
            return cell[0] * cols + cell[1]
    if state.explain.focus is None and isinstance(site, ChannelGate):
        if selection.unit != MEAN:
            return selection.unit
        if spot is not None:
            return strongest(site, cell_at(site.grid, spot), selection.side, 1)[0][0]
    return state.explain.focus


def _dock(
    trace: Trace,
    selection: Selection,
    explain: ExplainState,
    walk: Walkthrough,
    colormap: str,
    focus: int | None,
    memo: Memo,
) -> DockView:
    step = min(explain.step, len(walk.steps) - 1)
    names = tuple(one.name for one in walk.steps)
    code = trace.codes.get(walk.site)
    with_code, with_mistakes = explain.tab == "code", explain.tab == "mistakes"
    wrong = memo("dock mistakes", mistakes, trace, selection) if with_mistakes else ()
    head = "" if walk.head is None else f" · head {walk.head}"
    if walk.heads and not wrong:
        head = f" · mean of {walk.heads} heads"
    elif walk.heads or walk.strongest:
        one = wrong[0].head if wrong else walk.head
        head = f" · head {one}, the strongest of {trace.sites[selection.layer].heads}"
    after = walk.writes if walk.writes != walk.asks else ""
    writes = f" → “{after}”" if after else ""
    asks = f" · query “{walk.asks}”{writes}" if "weights" in walk else ""
    return DockView(
        tab=explain.tab,
        step=step,
        playing=explain.playing,
        focus=focus,
        walk=walk,
        colormap=colormap,
        thumbs=memo("dock thumbs", thumbs, trace, walk),
        latex=latex(walk.steps[step].formula),
        where=f"{walk.site}{head}{asks}",
        code=code,
        lines=memo("dock code", own_lines, code, names) if with_code and code else (),
        keras=memo("dock keras", keras_lines, walk.kind, names) if with_code else (),
        mistakes=wrong,
        map=memo("dock map", map_of, trace, selection.layer) if explain.tab == "where" else None,
        query=selection.query,
    )


def thumbs(trace: Trace, walk: Walkthrough) -> dict[int, NDArray[np.uint8]]:
    """Pictures of the patches that are keys, as the model's input has them: the strongest ones."""
    site = next((one for one in trace.sites if one.name == walk.site), None)
    if site is None or not isinstance(site.key_axis, PatchGrid) or "weights" not in walk:
        return {}
    axis = site.key_axis
    if not (trace.inputs.photos and axis.rows):
        return {}
    photo = trace.photo.pixels
    found = {}
    for place in np.argsort(-walk["weights"].values, kind="stable")[:64].tolist():
        number = walk.places[place]
        cell = axis.cell(number) if number >= 0 else None
        if cell is None:
            continue
        left, top, right, bottom = trace.placement.patch_box(*cell, axis.rows, axis.cols)
        piece = photo[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1]
        if piece.size:
            found[place] = _reduced(piece)
    return found


def _reduced(piece: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """At most `THUMB` pixels a side, by leaving some out."""
    rows, cols = piece.shape[:2]
    down = np.linspace(0, rows - 1, min(rows, THUMB)).astype(int)
    across = np.linspace(0, cols - 1, min(cols, THUMB)).astype(int)
    return np.ascontiguousarray(piece[down][:, across])


def own_lines(code: Code, steps: tuple[str, ...]) -> tuple[CodeLine, ...]:
    """The lines of a module's code, with the steps in the lines that compute them."""
    from explorer.explanation.code_lines import code_lines

    return code_lines(code, steps)


def keras_lines(kind: str, steps: tuple[str, ...]) -> tuple[CodeLine, ...]:
    """The file of Keras that has the same mechanism; () where there is none."""
    name = KERAS.get(kind)
    if name is None:
        return ()
    text = (resources() / "keras" / f"{name}.py").read_text(encoding="utf-8")
    return own_lines(Code(name, parts=((1, text),)), steps)


def first_start(state: State, memo: Memo) -> bool | None:
    """Whether the ways in are offered; None where they are not."""
    return True if state.first and not state.lecture.stations else None


def sentence(state: State, memo: Memo) -> SentenceView | None:
    """The sentence under the picture of a run; None where there is none."""
    if explained(state, memo) is not None:
        return None  # another map is on screen than the one that it tells of
    trace = state.trace
    if trace is None or not trace.sites:
        return None
    colormap, view = _LOOKS[trace.input](state)
    said = memo("sentence line", picture_sentence, trace, state.selection, colormap, view)
    whole = said + _at_spot(state) + _by_a_click(state)
    return memo("sentence terms", _marked, whole, state.lecture.presenting)


def _by_a_click(state: State) -> str:
    """What a click on the first picture of a photo shows; "" elsewhere."""
    trace = state.trace
    if trace is None or not trace.complete or not trace.inputs.photos:
        return ""
    found = None if state.lecture.station is not None else answering(trace, state.selection)
    if found is None:
        return ""
    return (
        f" A click on a patch shows what that looks at, in layer {found.layer}, head {found.head}, "
        "which follows it most; Esc comes back here."
    )


def _at_spot(state: State) -> str:
    """What the gates are at the place that was clicked; "" where none was."""
    trace, spot = state.trace, state.spot
    if trace is None or spot is None:
        return ""
    site = trace.sites[min(state.selection.layer, len(trace.sites) - 1)]
    if not isinstance(site, ChannelGate | SpatialGate):
        return ""
    row, col = cell = cell_at(site.grid, spot)
    where = f" At position {row}, {col}"
    if isinstance(site, SpatialGate):
        return f"{where} the gate is {short(float(site.gate[row, col]))}."
    named = [
        f"{channel} ({short(value)})"
        for channel, value in strongest(site, cell, state.selection.side, 3)
    ]
    return f"{where} the channels {', '.join(named)} answer most."


_LOOKS: dict[Modality, Callable[[State], tuple[str, str]]] = {
    Modality.PHOTO: lambda state: (
        "grey" if state.style.mode == "spotlight" else state.style.colormap,
        "",
    ),
    Modality.TEXT: lambda state: (state.style.colormap, state.text.view),
}
"""Colour map and view of the picture of each kind of run."""


def _marked(text: str, large: bool) -> SentenceView:
    return SentenceView(marked_terms(text), large)
