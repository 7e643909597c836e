"""From a run on a text to what the panels show of it. Pure functions: no Qt, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from explorer.core.attention import Array
from explorer.core.inputs import Modality
from explorer.core.map.matrix import (
    Matrix,
    Thumbnails,
    matrix_thumbnails,
    resolve_matrix,
    text_scale,
)
from explorer.core.map.region import is_long, is_long_run, whole
from explorer.core.numbers import listing, percent, short
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.text import Task
from explorer.core.text_summary import text_explain, text_facts
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.figures.long_picture import long_figure, viewed
from explorer.figures.profile_figure import ProfileFigure
from explorer.figures.text_picture import figure
from explorer.figures.views import TextStyle, View
from explorer.gui.control.alternatives_view import expected, remark
from explorer.gui.control.memo import Memo
from explorer.gui.control.panel_views import map_facts
from explorer.gui.control.present_photo import cells, unit_texts
from explorer.gui.control.slices import (
    AlternativeView,
    Choosing,
    Fact,
    StepView,
    TranslationView,
)
from explorer.gui.control.state import LongPicture, State, TextState
from explorer.gui.control.view import (
    GridContent,
    Pointed,
    Reading,
    Readout,
    ScaleChoice,
    SentenceState,
    Steppers,
    TextOptions,
    TextScene,
    Words,
    WritingView,
)
from explorer.gui.grid.grid_shape import GridShape, Section
from explorer.inputs.samples import SentenceSample, text_samples
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


NAMES = {"matrix": "Matrix", "lines": "Lines", "text": "Text", "steps": "Steps"}
_TIP = "The word whose attention is shown; click another, or ← →"


def slices(state: State, trace: Trace, memo: Memo) -> dict[str, Any]:
    """Give the slices of a `View` that a run on a text decides, by their names."""
    selection = clamped(trace, state.selection)
    shown = _shown(state, trace, selection, memo)
    found: dict[str, Any] = {
        "cells": memo("cells", cells, trace, selection),
        "scale": ScaleChoice(scales(trace), text_scale(trace, selection)),
        "steppers": memo("steppers", text_steppers, trace, selection),
        "grid": grid(state, trace, memo),
        "translation": memo(
            "translation", translation_view, trace, state.text, state.running is not None
        ),
    }
    if shown is None:  # a long map whose first picture is still worked out
        return found
    picture, reading, plain = shown
    matrix = picture.matrix
    target = _within(matrix, state.hover)
    line = None
    if state.long is not None and is_long(trace.token_site(selection.layer)):
        line, selection = state.long.line, state.long.selection
    cell = matrix.highlighted_cell
    if target is not None and target.row is not None and target.col is not None:
        cell = target.row, target.col
    return found | {
        "picture": picture,
        "reading": reading,
        "pointed": Pointed(target, memo("readout", text_readout, matrix, target)),
        "key_pointed": _key_pointed(state, trace, selection, line, memo),
        "facts": memo("facts", _facts, trace, selection, plain, line),
        "explanation": memo("explain", text_explain, trace, selection, matrix, cell),
    }


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


# -- the picture -------------------------------------------------------------------------------

Shown = tuple[TextScene, Reading | None, Matrix]
"""The picture, the sentence under it, and the matrix of the selection, whatever the view shows."""


def _shown(state: State, trace: Trace, selection: Selection, memo: Memo) -> Shown | None:
    """The picture of a selection; of a long text the last one that was worked out, with its own
    title, and None before the first."""
    long, style = state.long, (state.text.view, state.style.colormap)
    if not is_long(trace.token_site(selection.layer)):
        return memo("scene", scene, trace, selection, *style, memo)
    if long is None or long.trace is not trace:
        return None
    return memo("long", long_scene, long, *style)


def scene(trace: Trace, selection: Selection, view: View, colormap: str, memo: Memo) -> Shown:
    """Give the picture of a selection, and the sentence to read along below it."""
    matrix = memo("matrix", resolve_matrix, trace, selection)
    style = TextStyle(view, colormap)
    words = text_words(trace, matrix, view, colormap)
    picture = TextScene(
        matrix, figure(trace, selection, style, matrix), view, words, _name(view, matrix)
    )
    if view == "text":
        return picture, None, matrix
    doing = "writes" if trace.token_site(selection.layer).part == "cross" else "reads"
    reading = Reading(
        figure=figure(trace, selection, TextStyle("text", colormap), matrix),
        title="Text",
        detail=f"where the model looks while it {doing} “{matrix.query.text}”",
        name="The sentence, shaded by the attention",
    )
    return picture, reading, matrix


def long_scene(long: LongPicture, view: View, colormap: str) -> Shown:
    """Give the picture of a long map, and the row of the query below it."""
    trace, selection, line = long.trace, long.selection, long.line
    site = trace.token_site(selection.layer)
    field = whole(site)
    shown = viewed(trace, selection, view, long.matrix, line)
    # where the passage is read, any place of the text can be gone to
    span = field.cols if view == "text" else (selection.region or field).cols
    read = (shown.cols[0].tokens[0], shown.cols[-1].tokens[-1] + 1) if view == "text" else None
    picture = TextScene(
        matrix=shown,
        figure=long_figure(trace, selection, view, colormap, shown, field, long.base),
        view=view,
        words=text_words(trace, shown, view, colormap),
        name=_name(view, shown),
        opened=long.opened,
    )
    doing = "writes" if site.part == "cross" else "reads"
    word = shown.query.text
    reading = Reading(
        figure=ProfileFigure(line, site.keys, span, colormap, read),
        title="Row",
        detail=f"where the model looks while it {doing} “{word}”",
        name=f"The row of {word}",
    )
    return picture, reading, long.matrix


def _name(view: View, matrix: Matrix) -> str:
    return f"{NAMES[view]} of {matrix.title}"


def text_words(trace: Trace, matrix: Matrix, view: View, colormap: str) -> Words:
    """Say what a matrix shows: title, the word that asks, the bar, and what is left out."""
    asks = matrix.query.text
    first = f"{len(matrix.cols)} columns"
    if matrix.hidden:
        first = f"{percent(matrix.hidden)} of the row on hidden tokens"
    if matrix.tile is not None:
        asks = f"{asks} · {matrix.query.tokens[0]:,}"
        first = "" if matrix.exact else "an estimate, still being sharpened"
        if view == "text":
            first = f"tokens {matrix.cols[0].tokens[0]:,}–{matrix.cols[-1].tokens[-1]:,}"
    uniform = f"uniform = {short(matrix.uniform, 2)}" if matrix.uniform else ""
    return Words(
        title=matrix.title,
        subtitle=matrix.subtitle,
        asked="Query",
        value=asks,
        chosen=True,
        resettable=False,
        tip=_TIP,
        colormap=colormap,
        levels=matrix.levels,
        uniform=matrix.uniform,
        quantity=matrix.quantity,
        note=" · ".join(filter(None, (first, matrix.levels.note, uniform))),
        foot=view != "steps",  # whose numbers are all written out
    )


def key_readout(trace: Trace, selection: Selection, line: Array, key: int) -> Readout:
    """What the query gives to one key of a long text."""
    site = trace.token_site(selection.layer)
    words = f"{site.queries.text((selection.query,))} → {site.keys.text((key,))}"
    value = float(line[key])
    return Readout(value, short(value), (words, f"token {key:,}"))


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


def text_readout(matrix: Matrix, target: Target | None) -> Readout | None:
    """The value of a cell, of whom to whom, and how it compares; None beside the cells."""
    if target is None or target.row is None or target.col is None:
        return None
    value = float(matrix.values[target.row, target.col])
    words = f"{matrix.rows[target.row].text} → {matrix.cols[target.col].text}"
    if not np.isfinite(value):
        return Readout(None, "masked", (words, "this query may not look there"))
    lines = [words]
    if matrix.uniform:
        lines.append(f"{value / matrix.uniform:.1f}× uniform")
    return Readout(value, short(value), tuple(lines))


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
    titles = tuple(str(unit) for unit in range(heads)) if heads > 1 else ()
    shape = GridShape(
        rows=tuple(str(site.layer) for site in trace.sites),
        columns=("mean" if titles else "map", *titles),
        aspect=ASPECT,
        smooth=False,
        sections=() if single else sections,
    )
    count = f"{len(sections)} sites" if trace.paired else f"{len(trace.sites)} layers"
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
            "" if several else f"of 0–{len(same) - 1}",
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
    languages = ("ja",) if entry is None else entry.languages or (None,)
    return text_samples(languages[0])


def reads_along(state: State) -> bool:
    """Whether the sentence stands under the picture: not where the view is that sentence itself,
    but of a long text that is only a passage, under which its whole row stands."""
    return state.input is Modality.TEXT and (state.text.view != "text" or _is_long(state))


def _is_long(state: State) -> bool:
    return (state.trace is not None and state.trace.task is not None) and is_long_run(state.trace)


def options(state: State) -> TextOptions:
    """Give how a text is shown."""
    selection = state.selection
    pool = selection.pool if _is_long(state) else None
    shown = selection.words, selection.special, selection.renormalised
    return TextOptions(state.text.view, *shown, pool)


def writing(state: State) -> WritingView:
    """Give how a text is written on, and whether it is now."""
    text = state.text
    running = state.running is not None and text.writing.count > 0
    return WritingView(text.beam, text.writing, text.stride, running)


def sentence_state(state: State) -> SentenceState:
    """Say how long the text of the last run is, and what is wrong with the one that is typed."""
    entry = state.last(Modality.TEXT)
    paired = entry is None or entry.task is None or entry.task.paired
    running, trace = state.running is not None, state.trace
    if trace is None or trace.task is None:
        return SentenceState(problem=state.problem, running=running, paired=paired)
    words, tokens = words_count(trace)
    return SentenceState(words, tokens, trace.sentence.unknown, state.problem, running, paired)


def translation_view(trace: Trace, asked: TextState, running: bool) -> TranslationView:
    """Give what is written, at the place that is asked about.

    Parameters
    ----------
    running: whether the engine is at work: a run that was stopped writes no further.
    """
    special = frozenset() if trace.translation is None else trace.translation.tokens.special
    steps = tuple(
        StepView(one.piece, one.probability, at in special, one.forced)
        for at, one in enumerate(trace.steps)
    )
    found = expected(trace, asked)
    alternatives = tuple(
        AlternativeView(one.token, one.piece, one.probability, one.token == found.stands)
        for one in found.alternatives
    )
    choosing: Choosing = "fill" if trace.task is Task.READ else "continue"
    return TranslationView(
        steps=steps,
        chosen=found.step,
        alternatives=alternatives,
        running=trace.running and running,
        note=remark(trace),
        heading=found.heading,
        choosing=choosing if found.open else "",
    )


def words_count(trace: Trace) -> tuple[int, int]:
    """How many words and tokens the sentence is, special tokens not counted among the words."""
    tokens = trace.sentence.tokens
    words = {word for at, word in enumerate(tokens.words) if at not in tokens.special}
    return len(words), tokens.size
