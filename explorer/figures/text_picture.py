"""From a run on a text and a selection to the finished picture: window and command line alike."""

from __future__ import annotations

import math
from dataclasses import replace

from explorer.core.map.long.long_map import long_row
from explorer.core.map.long.region import is_long
from explorer.core.map.matrix import Matrix, chosen_sites, resolve_matrix
from explorer.core.map.steps import no_steps, resolve_steps
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.text import Translation
from explorer.core.trace import Trace
from explorer.export.files import ExportError
from explorer.export.style import Style
from explorer.figures.figure import Figure
from explorer.figures.fonts import missing_fonts
from explorer.figures.frame import PAPER, Frame
from explorer.figures.legend import Legend
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.long_picture import extent, long_figure, refusal, viewed
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.photo_picture import Layout, recorded
from explorer.figures.picture import Picture
from explorer.figures.steps.figure import StepsFigure
from explorer.figures.text.figure import TextFigure
from explorer.figures.views import COLOURED, TextStyle


def figure(
    trace: Trace, selection: Selection, style: TextStyle, matrix: Matrix | None = None
) -> Figure:
    """The view of a selection; `matrix` is that of the selection, where it is known already."""
    shown = matrix or resolve_matrix(trace, selection)
    match style.view:
        case "matrix":
            return MatrixFigure(shown, style.colormap)
        case "lines":
            chosen = MEAN not in {unit for _, unit in selection.cells} and len(shown.units) > 1
            return LinesFigure(shown, style.colormap, heads=chosen)
        case "text":
            return TextFigure(shown, trace.texts(selection.layer), style.colormap)
        case "steps":
            return StepsFigure(resolve_steps(trace, selection), style.colormap)


def draw_text(
    trace: Trace,
    selection: Selection,
    style: TextStyle,
    layout: Layout,
    known: Matrix | None = None,
) -> Picture:
    """The picture of a selection on paper white, its longer edge as long as the layout says.

    known: the matrix of the selection of a long text, where it has been worked out already.
    Raises ExportError for a view that the text, or its model, cannot have.
    """
    selection = clamped(trace, selection)
    matrix, drawn = text_figure(trace, selection, style, known)
    steps = style.view == "steps" and not is_long(trace.sites[selection.layer])
    said = _stepped(trace, selection) if steps else selection
    made = recorded(trace, said, Style(colormap=style.colormap), layout, style.view)
    return _pictured(trace, matrix, style, layout, drawn, made)


def text_figure(
    trace: Trace, selection: Selection, style: TextStyle, known: Matrix | None = None
) -> tuple[Matrix, Figure]:
    """What a view of a selection shows, and the figure of it.

    Raises ExportError for a view that the text, or its model, cannot have.
    """
    if is_long(trace.sites[selection.layer]):
        return _of_long(trace, selection, style, known)
    if style.view == "steps" and (reason := no_steps(trace, selection)):
        raise ExportError(reason)
    said = _stepped(trace, selection) if style.view == "steps" else selection
    matrix = resolve_matrix(trace, said)
    return matrix, figure(trace, selection, style, matrix)


def draw_matrix(trace: Trace, matrix: Matrix, style: TextStyle, layout: Layout) -> Picture:
    """Draw a map among tokens of a run that is no selection of it.

    Raises ExportError for a view that it has not.
    """
    drawn = matrix_figure(trace, matrix, style)
    return _pictured(trace, matrix, style, layout, drawn, {})


def matrix_figure(trace: Trace, matrix: Matrix, style: TextStyle) -> Figure:
    """Give the view of a map among tokens of a run that is no selection of it.

    Raises ExportError for a view that it has not.
    """
    match style.view:
        case "matrix":
            return MatrixFigure(matrix, style.colormap)
        case "lines":
            return LinesFigure(matrix, style.colormap, heads=False)
        case "text":
            texts = trace.sentence.text, matrix.query.text
            return TextFigure(matrix, texts, style.colormap)
        case "steps":
            raise ExportError("What a method says has no steps: show it as matrix or text.")


def _pictured(
    trace: Trace,
    matrix: Matrix,
    style: TextStyle,
    layout: Layout,
    drawn: Figure,
    made: dict[str, str],
) -> Picture:
    width, height = drawn.natural_size()
    scale = layout.long_edge / max(width, height)
    least = math.ceil(1 / scale)  # a picture has a pixel at least
    frame = Frame(max(width, least), max(height, least), scale, palette=PAPER)
    legend = None
    if layout.legend:
        colours = style.colormap if style.view in COLOURED else None
        legend = Legend((matrix.titles(), matrix.mark), matrix.quantity, matrix.levels, colours)
    labels = (label.text for side in (matrix.rows, matrix.cols) for label in side)
    note = missing_fonts(labels)
    return Picture(text_chunks(trace, matrix, style) | made, frame, drawn.paint, legend, note)


def _of_long(
    trace: Trace, selection: Selection, style: TextStyle, known: Matrix | None
) -> tuple[Matrix, Figure]:
    """The region of a selection alone, as a picture of its own."""
    site = trace.sites[selection.layer]
    matrix = known or resolve_matrix(trace, selection)
    refused = refusal(matrix, style.view, max(site.grid))
    if refused:
        raise ExportError(refused)
    if style.view == "matrix" and not matrix.tiled:
        return matrix, MatrixFigure(matrix, style.colormap)
    line = long_row(chosen_sites(trace, selection), selection.query, selection.reduce)
    shown = viewed(trace, selection, style.view, matrix, line)
    field = extent(matrix) if style.view == "matrix" else None
    return shown, long_figure(trace, selection, style.view, style.colormap, shown, field)


def _stepped(trace: Trace, selection: Selection) -> Selection:
    """What the steps show of a selection: the heads of one layer, as a mean, and all tokens."""
    layer, unit = selection.layer, selection.unit
    return replace(
        selection,
        added=frozenset(cell for cell in selection.added if cell[0] == layer and cell[1] != unit),
        reduce="mean",
        words=False,
        special=True,
        renormalised=False,
        without=frozenset(),
    )


def text_chunks(trace: Trace, matrix: Matrix, style: TextStyle) -> dict[str, str]:
    """The PNG text chunks: provenance, scale, view and the sentences themselves."""
    said = matrix.chunks
    if style.view == "steps":  # which have a scale of their own
        del said["Levels"]
    return said | {
        "Style": style.view,
        "Colormap": style.colormap,
        "Source-Text": trace.sentence.text,
        **({} if trace.translation is None else _written(trace.translation)),
    }


def _written(made: Translation) -> dict[str, str]:
    return {"Target-Text": made.text, "Decoding": made.decoding}
