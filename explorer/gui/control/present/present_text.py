"""From a run on a text to what the panels show of it. Pure functions: no Qt, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from explorer.core.inputs import Modality
from explorer.core.map.long.region import is_long, is_long_run
from explorer.core.map.matrix import Matrix, Thumbnails, matrix_thumbnails
from explorer.core.map.scales import scale_of
from explorer.core.map.steps import no_steps
from explorer.core.map.text_summary import text_explain, text_facts
from explorer.core.numbers import listing
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.sites.arrays import Array
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.gui.control.analysis.muted_runs import held_against
from explorer.gui.control.present.analysis.why_view import explained
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.panel_views import map_facts
from explorer.gui.control.present.photo_grid import cells
from explorer.gui.control.present.present_photo import unit_texts
from explorer.gui.control.present.text_scene import (
    Shown,
    key_readout,
    long_scene,
    scene,
    text_readout,
    why_scene,
)
from explorer.gui.control.present.translation_view import translation_view
from explorer.gui.control.slices import Fact
from explorer.gui.control.state import State
from explorer.gui.control.texts.text_state import TextState
from explorer.gui.control.view import (
    GridContent,
    Pointed,
    ScaleChoice,
    SentenceState,
    Steppers,
    TextOptions,
    WritingView,
)
from explorer.gui.grid.grid_shape import GridShape, Section
from explorer.inputs.samples import SentenceSample, question_samples, text_samples
from explorer.registry.entry import Entry

ASPECT = 30 / 26
"""Width by height of a small map, as the mock-ups draw it."""
SCALES = (("shared", "Shared"), ("layer", "Layer"), ("map", "Map"))
SECTIONS = {
    "cross": ("Cross", "target × source"),
    "decoder": ("Decoder", "target × target, masked"),
    "encoder": ("Encoder", "source × source"),
}
ALONE = {
    "decoder": ("Decoder", "token × token, masked"),
    "encoder": ("Encoder", "token × token"),
}
"""The same of a model that has one text only."""


def slices(state: State, trace: Trace, memo: Memo) -> dict[str, Any]:
    """Give the slices of a `View` that a run on a text decides, by their names."""
    selection = clamped(trace, state.selection)
    shown = _shown(state, trace, selection, memo)
    found: dict[str, Any] = {
        "title": trace.sentence.name or trace.sentence.text,
        "cells": memo("cells", cells, trace, selection, state.mute),
        "scale": ScaleChoice(scales(trace), scale_of(trace, selection)),
        "steppers": memo("steppers", text_steppers, trace, selection),
        "translation": memo(
            "translation",
            translation_view,
            trace,
            state.text,
            state.running is not None,
            *held_against(state),
        ),
    }
    why = explained(state, memo)
    if why is not None:
        style = state.text.view, state.style.colormap
        said = memo("why scene", why_scene, trace, cast("Matrix", why), *style)
        shown = said if shown is None else (*said[:2], shown[2])
    if shown is None:  # a long map whose first picture is still worked out
        return found
    picture, reading, plain = shown
    matrix = picture.matrix
    target = _within(matrix, state.hover)
    line = None
    if state.long is not None and is_long(trace.token_site(selection.layer)):
        line, selection = state.long.line, state.long.selection
    read = matrix if why is None else plain  # what is explained step by step is the attention
    cell = read.highlighted_cell
    if why is None and target and target.row is not None and target.col is not None:
        cell = target.row, target.col
    return found | {
        "picture": picture,
        "reading": reading,
        "pointed": Pointed(target, memo("readout", text_readout, matrix, target)),
        "key_pointed": _key_pointed(state, trace, selection, line, memo),
        "facts": memo("facts", _facts, trace, selection, plain, line),
        "explanation": memo("explain", text_explain, trace, selection, read, cell),
    }


def _shown(state: State, trace: Trace, selection: Selection, memo: Memo) -> Shown | None:
    """The picture of a selection.

    Of a long text it is the last one that was worked out, with its own title, and None before the
    first.
    """
    long, style = state.long, (state.text.view, state.style.colormap)
    if not is_long(trace.token_site(selection.layer)):
        return memo("scene", scene, trace, selection, *style, memo)
    if long is None or long.trace is not trace:
        return None
    return memo("long", long_scene, long, *style)


def _facts(
    trace: Trace, selection: Selection, matrix: Matrix, line: Array | None
) -> tuple[Fact, ...]:
    return map_facts(text_facts(trace, selection, matrix, line))


def _within(matrix: Matrix, hover: object) -> Target | None:
    """What the mouse points at; None where the picture has nothing there."""
    if not isinstance(hover, Target):
        return None
    rows, cols = matrix.values.shape
    return hover if (hover.row or 0) < rows and (hover.col or 0) < cols else None


def _key_pointed(
    state: State, trace: Trace, selection: Selection, line: Array | None, memo: Memo
) -> Pointed:
    """What the mouse points at in the row of a long map."""
    target = state.key_hover
    if line is None or target is None or target.col is None or target.col >= len(line):
        return Pointed()
    return Pointed(target, memo("key", key_readout, trace, selection, line, target.col))


def scales(trace: Trace) -> tuple[tuple[str, str], ...]:
    """The scales to choose from: of long texts each picture has its own."""
    return SCALES[2:] if is_long_run(trace) else SCALES


def asking(text: TextState, trace: Trace, selection: Selection) -> int:
    """Give the token that asks at a site: of the text that is read, else of what is written."""
    layer = min(selection.layer, len(trace.sites) - 1)
    wanted = text.source if trace.asks_itself(layer) else text.step
    return min(max(wanted, 0), trace.token_site(layer).queries.size - 1)


def with_valid_query(text: TextState, trace: Trace, selection: Selection) -> Selection:
    """Give the selection with the token that asks at its site: each part has its own."""
    selection = clamped(trace, selection)
    return replace(selection, query=asking(text, trace, selection))


def grid(state: State, trace: Trace, memo: Memo) -> GridContent:
    """Give the small maps, of a long text those that are there.

    They are worked out again only where what they depend on changes: not the query nor the cell.
    """
    asked = replace(state.selection, layer=0, unit=MEAN, added=frozenset(), query=0, region=None)
    small = state.small if is_long_run(trace) else None
    if small is None and is_long_run(trace):
        small = (None,) * len(trace.sites)
    return memo("grid", text_grid, trace, asked, small)


def text_grid(
    trace: Trace, selection: Selection, small: Sequence[Thumbnails | None] | None = None
) -> GridContent:
    """The small maps of every site, in one section a part.

    small: those of a long text, each None while it is not known.
    """
    heads = max(site.units for site in trace.sites)
    if small is None:
        small = matrix_thumbnails(trace, selection)
    found: list[Thumbnails] = [one or ([], None) for one in small]
    single = len(trace.sites) == 1
    names = SECTIONS if trace.paired else ALONE
    sections = tuple(Section(*names[part], len(numbers)) for part, numbers in trace.parts())
    if trace.no_attention and len(sections) == 1:
        sections = tuple(_between_gaps(trace, sections[0]))
    titles = tuple(str(unit) for unit in range(heads)) if heads > 1 else ()
    shape = GridShape(
        rows=tuple(str(site.layer) for site in trace.sites),
        columns=("mean" if titles else "map", *titles),
        aspect=ASPECT,
        smooth=False,
        sections=() if single else sections,
    )
    count = f"{len(sections)} sites" if trace.paired else f"{len(trace.sites)} layers"
    if trace.no_attention:
        count = f"{len(trace.sites)} of {len(trace.sites) + len(trace.no_attention)} layers"
    words = f"{count} × {heads}" if not single else "1 site"
    hints = [("←→", "head"), ("↑↓", "layer"), ("A", "mean")] if heads > 1 else []
    return GridContent(
        shape=shape,
        title="Heads" if heads > 1 else "Attention",
        detail=words,
        hints=(*hints, ("Space", "play")) if not single else (),
        rows=[thumbs for thumbs, _ in found],
        profiles=[None] * len(found),
        masks=[mask for _, mask in found],
    )


def _between_gaps(trace: Trace, whole: Section) -> Iterator[Section]:
    """The rows of a model in which not all layers attend, cut where others lie between them."""
    starts = [
        at
        for at, site in enumerate(trace.sites)
        if at == 0 or site.layer - trace.sites[at - 1].layer > 1
    ]
    for start, end in zip(starts, [*starts[1:], len(trace.sites)], strict=True):
        before = trace.sites[start - 1].layer if start else -1
        gap = [one for one in trace.no_attention if before < one < trace.sites[start].layer]
        named = f"layer{'s' if len(gap) > 1 else ''} {listing(gap)}"
        if start:
            yield Section(named.capitalize(), "no attention", end - start, spoken=whole.title)
            continue
        detail = f"{named}: no attention" if gap else whole.detail
        yield replace(whole, detail=detail, rows=end)


def text_steppers(trace: Trace, selection: Selection) -> Steppers:
    """The layer within its part, and the head; both move on through all parts."""
    site = trace.token_site(selection.layer)
    same = [at for at, one in enumerate(trace.sites) if one.kind is site.kind]
    layers = sorted({trace.token_site(layer).layer for layer, _ in selection.cells})
    several = len(layers) > 1
    return Steppers(
        layer=(
            SECTIONS[site.part][0] if len(trace.parts()) > 1 else "Layer",
            listing(layers),
            "" if several else f"of {trace.sites[same[0]].layer}–{trace.sites[same[-1]].layer}",
        ),
        unit=unit_texts(site, selection),
        layer_ends=(selection.layer > 0, selection.layer < len(trace.sites) - 1),
        unit_ends=(selection.unit > MEAN, selection.unit < site.units - 1),
    )


def row_of(matrix: Matrix, by: int) -> int:
    """The row `by` rows after the asking one, at the ends no further."""
    return min(max(matrix.row + by, 0), len(matrix.rows) - 1)


# -- what is asked -----------------------------------------------------------------------------


def offered(entry: Entry | None) -> tuple[SentenceSample, ...]:
    """Give the sentences to offer for a model of texts; None for the bundled one."""
    if entry is not None and entry.task is Task.ANSWER:
        return question_samples()
    languages = ("ja",) if entry is None else entry.languages or (None,)
    return text_samples(languages[0])


def reads_along(state: State) -> bool:
    """Whether the sentence stands under the picture.

    Not where the view is that sentence itself, but of a long text that is only a passage, under
    which its whole row stands.
    """
    return state.text.view != "text" or _is_long(state)


def _is_long(state: State) -> bool:
    return state.trace is not None and is_long_run(state.trace)


def options(state: State) -> TextOptions:
    """Give how a text is shown."""
    selection = state.selection
    pool = selection.pool if _is_long(state) else None
    shown = selection.words, selection.special, selection.renormalised
    trace = state.trace
    reason = "" if trace is None else no_steps(trace, selection)
    return TextOptions(state.text.view, *shown, pool, reason)


def writing(state: State) -> WritingView:
    """Give how a text is written on, and whether it is now."""
    text = state.text
    running = state.runs_text and text.writing.count > 0
    return WritingView(text.beam, text.writing, text.stride, running)


def sentence_state(state: State) -> SentenceState:
    """Say how long the text of the last run is, and what is wrong with the one that is typed."""
    entry = state.last(Modality.TEXT)
    paired = entry is None or entry.paired
    running, trace = state.runs_text, state.run_of(Modality.TEXT)
    if trace is None:
        return SentenceState(problem=state.problem, running=running, paired=paired)
    if not state.text.text.strip():
        return SentenceState(problem=state.problem, paired=paired, empty=True)
    words, tokens = words_count(trace)
    return SentenceState(words, tokens, trace.sentence.unknown, state.problem, running, paired)


def words_count(trace: Trace) -> tuple[int, int]:
    """How many words and tokens the sentence is, special tokens not counted among the words."""
    tokens = trace.sentence.tokens
    words = {word for at, word in enumerate(tokens.words) if at not in tokens.special}
    return len(words), tokens.size
