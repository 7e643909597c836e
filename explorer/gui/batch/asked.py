"""What a batch of the window makes of every input: the state on screen as a `Plan`. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from explorer.batch.listing import Given
from explorer.batch.plan import FORMS, Asked, Form, Plan
from explorer.batch.run import How
from explorer.core.inputs import Inputs
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.attention import Kind
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings, Preset, What
from explorer.figures.page.files import forms
from explorer.figures.photo_picture import Layout
from explorer.gui.control.state import State

RUNS = "runs"
"""The choice that makes whole runs, to be opened without their model, in place of figures."""
WHATS: tuple[tuple[str, str], ...] = (
    ("view", "This view"),
    ("sheet", "Every head and layer on one page"),
    ("maps", "Every map as a file"),
    ("animation", "Animation through the layers"),
    ("numbers", "Numbers"),
    (RUNS, "Whole runs"),
)
PRESETS: tuple[tuple[Preset, str], ...] = (
    ("screen", "As on screen"),
    ("paper-1", "One column, 84 mm"),
    ("paper-2", "Two columns, 174 mm"),
    ("slide", "Slide, 16:9"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A batch as it was asked for.

    Attributes
    ----------
    paths : tuple of Path
        Files and folders that are read.
    folder : Path
        Where its files go.
    plan, given, how
        As `explorer.batch` takes them.
    """

    paths: tuple[Path, ...]
    folder: Path
    plan: Plan
    given: Given
    how: How


def offered_forms(what: str) -> tuple[str, ...]:
    """The formats that suit what is made, the usual one first."""
    if what == RUNS:
        return ("axt",)
    return forms(FigureSettings(_what(what)))


def has_preset(what: str) -> bool:
    """Whether what is made is a figure that may stand on a page."""
    return what in ("view", "sheet", "maps")


def plan_of(
    state: State, trace: Trace, what: str, preset: str, form: str, size: int, legend: bool
) -> Plan:
    """Make of what is on screen the plan for every input, as the command line would.

    Parameters
    ----------
    trace
        The run on screen, whose layer, head and query are taken.
    what, preset, form
        The keys of `WHATS`, `PRESETS` and `offered_forms`.
    size, legend
        Of pictures without a page: the longer edge in px, title and colour bar.
    """
    style = state.style
    page: Preset = next((key for key, _ in PRESETS if key == preset), "screen")
    if what == "sheet":  # a page in any case, of cells too small for a photo under its map
        page = "paper-2" if page == "screen" else page
        style = replace(style, mode="map")
    figure = FigureSettings(_what(what), page if has_preset(what) else "screen")
    return Plan(
        model=state.model,
        device=state.device,
        mute=state.mute,
        form=_form(form),
        asked=_asked(state, trace, what == "maps"),
        style=style,
        layout=Layout(size, legend),
        view=state.text.view,
        figure=figure,
    )


def given_of(state: State) -> Given:
    """What every input is given with: how photos are fitted, how texts are written on."""
    text, entry = state.text, state.entry
    continues = entry is not None and entry.task is Task.CONTINUE
    writes = Inputs(writing=text.writing) if continues else Inputs(beam=text.beam)
    return Given(Inputs(fit=state.fit), writes)


def described(state: State, trace: Trace) -> str:
    """Say in a line which maps are taken of every input."""
    site = trace.sites[min(state.selection.layer, len(trace.sites) - 1)]
    asked = _asked(state, trace, False)
    head = f"head {asked.head}" if asked.head.isdecimal() else f"{asked.head} of all heads"
    which = head if site.units > 1 else "its one map"
    return f"{trace.model.title} · {site.name} · {which}"


def _asked(state: State, trace: Trace, every: bool) -> Asked:
    """The maps on screen in the words of options, as they fit other inputs as well."""
    shown: Selection = state.selection
    site = trace.sites[min(shown.layer, len(trace.sites) - 1)]
    parts = [part for part, _ in trace.parts()]
    base = Selection(
        added=frozenset() if every else shown.added,
        scale=shown.scale,
        side=shown.side,
        words=shown.words,
        special=shown.special,
        renormalised=shown.renormalised,
        pool=shown.pool,
        levels=shown.levels if shown.kept else None,
    )
    # which token asks means the same of other photos alone: texts have other words
    query = shown.query if trace.inputs.photos and not trace.inputs.text else None
    if site.kind in (Kind.CHANNEL, Kind.SPATIAL):
        query = None
    head = shown.reduce if shown.unit == MEAN else str(shown.unit)
    return Asked(
        "all" if every else str(site.layer),
        "all" if every else head,
        query,
        site.part if len(parts) > 1 else None,
        base=base,
    )


def _what(word: str) -> What:
    known: dict[str, What] = {
        "sheet": "sheet", "maps": "maps", "animation": "animation", "numbers": "numbers",
    }  # fmt: skip
    return known.get(word, "view")


def _form(word: str) -> Form:
    return next(one for one in FORMS if one == word)
