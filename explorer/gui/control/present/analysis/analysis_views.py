"""What the rooms beside the maps show: pure functions of the state, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.analysis.checks.control_maps import OWN, ControlMap
from explorer.analysis.checks.faithfulness import Curves, Test
from explorer.analysis.checks.localise import RegionError, localised
from explorer.analysis.checks.rank_correlation import ALIKE
from explorer.core.colormaps import DIVERGING
from explorer.core.map.resolve import Map, resolve
from explorer.core.photo_region import PhotoRegion
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.gui.control.analysis.analysis_state import Checking, RandomWeights
from explorer.gui.control.present.analysis.why_view import explained
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.present_photo import region_of
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State

if TYPE_CHECKING:
    from explorer.analysis.lens import Lens


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A map and the areas under its curves, as they are written; "…" while they grow.

    Attributes
    ----------
    name : str
        Of the map.
    deletion, insertion : (str, str)
        The area, and how many random maps it beats.
    """

    name: str
    deletion: tuple[str, str]
    insertion: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What may stand where something is taken away; `reason` says why not, "" where it may."""

    key: str
    text: str
    tip: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ControlView:
    """The control of random weights: how alike the map still is, part by part.

    Attributes
    ----------
    names : tuple of str
        Down to which part the weights are random; the first is the trained model.
    correlations : tuple of float
        With the map of the trained model; NaN where a map is alike all over.
    parts : int
        How many parts there will be.
    said : str
        What it says, or how far it is, in words.
    done, clear : bool
        Whether it has ended, and whether the map depends on what was learned.
    maps : tuple of ControlMap
        Of a few parts the map itself, that of the trained model first.
    colormap : str
        Whose colours these have.
    shape : float
        Their width for a height of 1.
    """

    names: tuple[str, ...]
    correlations: tuple[float, ...]
    parts: int
    said: str
    done: bool
    clear: bool
    maps: tuple[ControlMap, ...] = ()
    colormap: str = "inferno"
    shape: float = 1.5


def control_view(
    found: RandomWeights, trace: Trace | None = None, colormap: str = "inferno"
) -> ControlView:
    """Give the curve of the control of a run, its small maps, and what it says."""
    if found.levels is not None and found.levels.low < 0:
        colormap = DIVERGING
    shape = 1.5
    if trace is not None and trace.inputs.photos:
        place = trace.placement
        shape = (place.x1 - place.x0) / (place.y1 - place.y0)
    whole = 0 < found.parts == len(found.found)
    names = tuple(one.part or OWN for one in found.found)
    said = "Waiting for the first part." if not found.found else ""
    clear = False
    if found.found and found.running:
        said = f"Random weights down to {names[-1]}: {len(names)} of {found.parts} parts"
    elif found.found:
        from explorer.analysis.checks.randomise import told  # torch is there by now

        said, end = told(found.found, whole), found.found[-1].correlation
        clear = whole and abs(end) < ALIKE
    numbers = tuple(one.correlation for one in found.found)
    done = bool(found.found) and not found.running
    return ControlView(
        ("trained", *names),
        (1.0, *numbers),
        found.parts,
        said,
        done,
        clear,
        found.maps,
        colormap,
        shape,
    )


@dataclass(frozen=True, slots=True, eq=False)
class CheckView(Slice):
    """The check of a map.

    Attributes
    ----------
    curves : Curves or None
        As far as they are; None before the first point.
    verdict : str
        What they say, in words.
    answer : str
        The class whose probability is watched.
    baseline : str
        What stands where pixels or tokens are taken away.
    baselines : tuple of Standing
        All that can stand there.
    rows : tuple of AreaRow
        The areas under the curves, this map first, the random ones last.
    clear : bool
        Whether the verdict is that it is told from noise both ways.
    better : str
        Which other map does better, in a sentence; "" for none.
    said : str
        The verdict in one sentence, without its numbers.
    on_photo : bool
        Whether a box can be drawn on what is checked.
    drawing : bool
        Whether any drag draws one.
    region, inside : str
        What is marked on the photo, and how much of the map lies in it; "" for nothing.
    test : Checking
        What the map is checked by.
    control : ControlView or None
        Random weights, as far as they are known.
    """

    curves: Curves | None
    verdict: str
    answer: str
    baseline: str
    baselines: tuple[Standing, ...] = ()
    rows: tuple[AreaRow, ...] = ()
    clear: bool = False
    better: str = ""
    said: str = ""
    on_photo: bool = False
    drawing: bool = False
    region: str = ""
    inside: str = ""
    test: Checking = "curves"
    control: ControlView | None = None


def check(state: State, memo: Memo) -> CheckView | None:
    """The check of a map, where that is open."""
    shown = state.analysis
    if shown is None or shown.room != "check":
        return None
    found = shown.curves
    said = (
        "Waiting for the first point." if found is None else memo("verdict", Curves.verdict, found)
    )
    on_photo = bool(shown.trace.inputs.photos)
    region = region_of(state, shown.trace)
    inside = ""
    if region is not None and shown.trace is state.trace:
        inside = memo("inside", held, shown.trace, state.selection, region, explained(state, memo))
    choices = OF_PHOTO if on_photo else OF_TEXT if shown.masks else OF_TEXT_WITHOUT_MASK
    return CheckView(
        curves=found,
        verdict=said,
        answer=shown.answer,
        baseline=shown.baseline if on_photo else shown.taken,
        baselines=choices,
        rows=() if found is None else memo("areas", area_rows, found),
        clear=found is not None and found.told_apart,
        better="" if found is None else found.better,
        said=said if found is None else found.judged or said,
        on_photo=on_photo,
        drawing=state.drawing,
        region="" if region is None else region.told,
        inside=inside,
        test=shown.test,
        control=None
        if shown.control is None
        else memo("control", control_view, shown.control, shown.trace, state.style.colormap),
    )


def held(trace: Trace, selection: Selection, region: PhotoRegion, shown: Map | None) -> str:
    """How much of the map on screen lies in what is marked on its photo, in words."""
    values = (shown or resolve(trace, selection)).values
    within = region.boxes if region.mask is None else region.mask
    try:
        return localised(values, trace.placement, within).told
    except RegionError as error:
        return str(error)


def area_rows(found: Curves) -> tuple[AreaRow, ...]:
    """The areas under the curves of every map, and the range of the random ones."""
    tests: tuple[Test, Test] = ("deletion", "insertion")
    count = len(found.random_deletion)

    def cell(test: Test, at: int) -> tuple[str, str]:
        if not found.complete:
            return "…", ""
        return f"{found.areas(test)[0][at]:.2f}", f"{found.beaten(test, at)} of {count}"

    def random(test: Test) -> tuple[str, str]:
        if not found.complete:
            return "…", ""
        areas = found.areas(test)[1]
        return f"{areas.mean():.2f}", f"± {areas.std():.2f}"

    rows = [
        AreaRow(name, cell(tests[0], at), cell(tests[1], at)) for at, name in enumerate(found.names)
    ]
    return (*rows, AreaRow(f"random, {count} maps", random(tests[0]), random(tests[1])))


OF_PHOTO = (
    Standing("zero", "Training mean", "The mean colour of the training: zeros, as in TorchCAM"),
    Standing("black", "Black", "Black pixels, as in the test of Chefer et al. 2021"),
    Standing("mean", "Photo mean", "The mean colour of this photo"),
    Standing("blur", "Blur", "The photo blurred, as RISE inserts"),
)
OF_TEXT = (
    Standing("masked", "Masked", "A mask stands where a token is taken away"),
    Standing("deleted", "Deleted", "Tokens are left out, and the others move together"),
)
OF_TEXT_WITHOUT_MASK = (
    replace(OF_TEXT[0], reason="This model knows no mask: its tokens are left out"),
    OF_TEXT[1],
)


@dataclass(frozen=True, slots=True, eq=False)
class LensView(Slice):
    """What each layer would answer."""

    lens: Lens


def lens(state: State, memo: Memo) -> LensView | None:
    """The logit lens, where that room is open and its table there."""
    shown = state.analysis
    if shown is None or shown.room != "lens" or shown.lens is None:
        return None
    return LensView(shown.lens)
