"""The pictures of a run on a text: a figure with its words, the sentence under it, values read out.

Pure functions: no Qt is called here but by the figures, which lay themselves out. Figures are
imported with the first text, by `import_figures` beside the window.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.core.colormaps import DIVERGING
from explorer.core.map.long.region import whole
from explorer.core.map.matrix import Matrix, resolve_matrix
from explorer.core.numbers import percent, short
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.figures.views import TextStyle, View, view_of
from explorer.gui.control.analysis.why_state import drawn_view
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import LongPicture
from explorer.gui.control.view import Reading, Readout, TextScene, Words

NAMES = {"matrix": "Matrix", "lines": "Lines", "text": "Text", "steps": "Steps"}
_TIP = "The word whose attention is shown; click another, or ← →"

Shown = tuple[TextScene, Reading | None, Matrix]
"""The picture, the sentence under it, and the matrix of the selection, whatever the view shows."""


def import_figures() -> None:
    """Import what draws texts, some 60 ms: in the worker that runs the first one."""
    import explorer.figures.long_picture
    import explorer.figures.profile_figure
    import explorer.figures.text_picture  # noqa: F401


def scene(trace: Trace, selection: Selection, view: View, colormap: str, memo: Memo) -> Shown:
    """Give the picture of a selection, and the sentence to read along below it."""
    from explorer.figures.text_picture import figure

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


def why_scene(trace: Trace, matrix: Matrix, view: View, colormap: str) -> Shown:
    """Give the picture of what a method says of a text, and the sentence shaded by it."""
    from explorer.figures.text_picture import matrix_figure

    view = view_of(matrix, drawn_view(view))
    colormap = DIVERGING if matrix.signed else colormap
    words = text_words(trace, matrix, view, colormap)
    target = matrix.provenance.get("Target", "none")
    if target != "none":
        words = replace(words, asked="Target", value=target, tip="What is explained")
    figure = matrix_figure(trace, matrix, TextStyle(view, colormap))
    picture = TextScene(matrix, figure, view, words, _name(view, matrix))
    if view == "text":
        return picture, None, matrix
    reading = Reading(
        figure=matrix_figure(trace, matrix, TextStyle("text", colormap)),
        title="Text",
        detail=matrix.title,
        name="The sentence, shaded by what the method says",
    )
    return picture, reading, matrix


def long_scene(long: LongPicture, view: View, colormap: str) -> Shown:
    """Give the picture of a long map, and the row of the query below it."""
    from explorer.figures.long_picture import long_figure, viewed
    from explorer.figures.profile_figure import ProfileFigure

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
        subtitle=matrix.beside,
        asked="Query",
        value=asks,
        chosen=True,
        resettable=False,
        tip=_TIP,
        colormap=colormap,
        levels=matrix.levels,
        uniform=matrix.uniform,
        quantity=matrix.quantity,
        note=" · ".join(filter(None, (first, uniform, matrix.levels.note))),
        foot=view != "steps",  # whose numbers are all written out
    )


def key_readout(trace: Trace, selection: Selection, line: Array, key: int) -> Readout:
    """What the query gives to one key of a long text."""
    site = trace.token_site(selection.layer)
    words = f"{site.queries.text((selection.query,))} → {site.keys.text((key,))}"
    value = float(line[key])
    return Readout(value, short(value), (words, f"token {key:,}"))


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
