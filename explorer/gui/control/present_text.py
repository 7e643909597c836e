"""From the state of a run on a text to what the views show. Pure functions: no Qt, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.core.attention import Array
from explorer.core.map.matrix import Matrix, Thumbnails, matrix_thumbnails, resolve_matrix
from explorer.core.map.region import is_long_run, whole
from explorer.core.numbers import listing, short
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import TextTrace
from explorer.figures.frame import Target
from explorer.figures.long_picture import long_figure, viewed
from explorer.figures.profile_figure import ProfileFigure
from explorer.figures.text_picture import figure
from explorer.figures.views import TextStyle
from explorer.gui.control.display import GridContent, Steppers, TextReadout, TextScene
from explorer.gui.control.present import unit_texts
from explorer.gui.control.state import State
from explorer.gui.grid.grid_shape import GridShape, Section

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


def text_scene(state: State, trace: TextTrace) -> TextScene:
    """The picture of the current selection, and the sentence to read along below it."""
    matrix = resolve_matrix(trace, state.selection)
    style = TextStyle(state.text.view, state.style.colormap)
    reading = TextStyle("text", state.style.colormap)
    return TextScene(
        matrix=matrix,
        figure=figure(trace, state.selection, style, matrix),
        reading=None if style.view == "text" else figure(trace, state.selection, reading, matrix),
        view=style.view,
        colormap=style.colormap,
        doing="writes" if trace.sites[state.selection.layer].part == "cross" else "reads",
    )


def long_scene(
    state: State, trace: TextTrace, matrix: Matrix, line: Array, base: Matrix | None, opened: bool
) -> TextScene:
    """The picture of a long map, and the row of the query below it.

    line: that row, (keys,). base: a coarser picture of all of the map. opened: as of `TextScene`.
    """
    selection, view, colormap = state.selection, state.text.view, state.style.colormap
    site = trace.sites[selection.layer]
    field = whole(site)
    shown = viewed(trace, selection, view, matrix, line)
    # where the passage is read, any place of the text can be gone to
    span = field.cols if view == "text" else (selection.region or field).cols
    read = (shown.cols[0].tokens[0], shown.cols[-1].tokens[-1] + 1) if view == "text" else None
    return TextScene(
        matrix=shown,
        figure=long_figure(trace, selection, view, colormap, shown, field, base),
        reading=ProfileFigure(line, site.keys, span, colormap, read),
        view=view,
        colormap=colormap,
        doing="writes" if site.part == "cross" else "reads",
        opened=opened,
    )


def key_readout(trace: TextTrace, selection: Selection, line: Array, key: int) -> TextReadout:
    """What the query gives to one key of a long text."""
    site = trace.sites[selection.layer]
    words = f"{site.queries.text((selection.query,))} → {site.keys.text((key,))}"
    value = float(line[key])
    return TextReadout(value, short(value), (words, f"token {key:,}"))


def scales(trace: TextTrace) -> tuple[tuple[str, str], ...]:
    """The scales to choose from: of long texts each picture has its own."""
    return SCALES[2:] if is_long_run(trace) else SCALES


def asking(state: State, trace: TextTrace, selection: Selection) -> int:
    """Which token asks at a site: of the text that is read, else the step of what is written."""
    layer = min(selection.layer, len(trace.sites) - 1)
    wanted = state.text.source if trace.asks_itself(layer) else state.text.step
    return min(max(wanted, 0), trace.sites[layer].queries.size - 1)


def text_readout(matrix: Matrix, target: Target | None) -> TextReadout | None:
    """The value of a cell, of whom to whom, and how it compares; None beside the cells."""
    if target is None or target.row is None or target.col is None:
        return None
    value = float(matrix.values[target.row, target.col])
    words = f"{matrix.rows[target.row].text} → {matrix.cols[target.col].text}"
    if not np.isfinite(value):
        return TextReadout(None, "masked", (words, "this query may not look there"))
    lines = [words]
    if matrix.uniform:
        lines.append(f"{value / matrix.uniform:.1f}× uniform")
    return TextReadout(value, short(value), tuple(lines))


def text_grid(
    trace: TextTrace, selection: Selection, small: Sequence[Thumbnails | None] | None = None
) -> GridContent:
    """The small maps of every site, in one section a part.

    small: those of a long text, each None while it is not known.
    """
    heads = max(site.units for site in trace.sites)
    if small is None:
        small = matrix_thumbnails(trace, selection)
    found: list[Thumbnails] = [one or ([], None) for one in small]
    single = len(trace.sites) == 1
    names = SECTIONS if trace.task.paired else ALONE
    sections = tuple(Section(*names[part], len(numbers)) for part, numbers in trace.parts())
    titles = tuple(str(unit) for unit in range(heads)) if heads > 1 else ()
    shape = GridShape(
        rows=tuple(str(site.layer) for site in trace.sites),
        columns=("mean" if titles else "map", *titles),
        aspect=ASPECT,
        smooth=False,
        sections=() if single else sections,
    )
    count = f"{len(sections)} sites" if trace.task.paired else f"{len(trace.sites)} layers"
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


def text_steppers(trace: TextTrace, selection: Selection) -> Steppers:
    """The layer within its part, and the head; both move on through all parts."""
    site = trace.sites[selection.layer]
    same = [at for at, one in enumerate(trace.sites) if one.kind is site.kind]
    layers = sorted({trace.sites[layer].layer for layer, _ in selection.cells})
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


def words_count(trace: TextTrace) -> tuple[int, int]:
    """How many words and tokens the sentence is, special tokens not counted among the words."""
    tokens = trace.sentence.tokens
    words = {word for at, word in enumerate(tokens.words) if at not in tokens.special}
    return len(words), tokens.size
