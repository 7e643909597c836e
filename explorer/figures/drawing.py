"""From a trace and a selection to the finished picture: the window and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map, map_type
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.selector import SelectionError, with_query
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace
from explorer.export.difference import style_of
from explorer.export.style import Style
from explorer.figures.photo_picture import Layout, draw_heatmap, draw_photo
from explorer.figures.picture import Format, Picture, need_graphics
from explorer.figures.views import TextStyle, View, view_of


def draw(
    trace: Trace,
    selection: Selection,
    style: Style,
    layout: Layout,
    view: View = "matrix",
    known: Matrix | None = None,
) -> Picture:
    """Draw a selection at a size, over its photo or as a view of its tokens.

    Parameters
    ----------
    trace, selection
        What was seen, and which maps of it.
    style : Style
        Colours, and how a map lies over a photo.
    layout : Layout
        Size, legend, and where a comparison is divided.
    view : View
        What a map among tokens is drawn as.
    known : Matrix or None
        The matrix of the selection of a long text, where it has been worked out already.

    Returns
    -------
    Picture
        Ready to be shown or written, and what the file says of it.

    Raises
    ------
    ExportError
        The view cannot draw a text of this length, or the system has nothing to draw text with.
    """
    kind = map_type(trace.sites[clamped(trace, selection).layer])
    return _DRAW[kind](trace, selection, style, layout, view, known)


def _photo(trace: Trace, selection: Selection, style: Style, layout: Layout, *_: object) -> Picture:
    return draw_photo(trace, selection, style, layout)


def _text(
    trace: Trace,
    selection: Selection,
    style: Style,
    layout: Layout,
    view: View,
    known: Matrix | None,
) -> Picture:
    need_graphics()
    from explorer.figures.text_picture import draw_text  # imports Qt

    return draw_text(trace, selection, TextStyle(view, style.colormap), layout, known)


_DRAW: dict[type[Map], Callable[..., Picture]] = {Heatmap: _photo, Matrix: _text}


def draw_map(
    trace: Trace,
    shown: Map,
    style: Style,
    layout: Layout,
    view: View = "matrix",
    record: Mapping[str, str] | None = None,
) -> Picture:
    """Draw a map that is no selection of a run, as what a method says of it.

    Parameters
    ----------
    trace : Trace
        The run, whose photo or text the map lies over.
    shown : Map
        The map itself.
    style, layout, view
        As of `draw`.
    record : mapping, optional
        What made it, for its file.

    Raises
    ------
    ExportError
        There is no such view of it, or the system has nothing to draw text with.
    """
    style, view = style_of(shown, style), view_of(shown, view)
    made = _DRAW_MAP[type(shown)](trace, shown, style, layout, view)
    return replace(made, text=made.text | dict(record or {}))


def _matrix(trace: Trace, shown: Matrix, style: Style, layout: Layout, view: View) -> Picture:
    need_graphics()
    from explorer.figures.text_picture import draw_matrix  # imports Qt

    return draw_matrix(trace, shown, TextStyle(view, style.colormap), layout)


def _heatmap(trace: Trace, shown: Heatmap, style: Style, layout: Layout, _: View) -> Picture:
    return draw_heatmap(trace, shown, style, layout)


_DRAW_MAP: dict[type[Map], Callable[..., Picture]] = {Heatmap: _heatmap, Matrix: _matrix}


def picture_name(trace: Trace, selection: Selection, stem: str = "", form: Format = "png") -> str:
    """Name the file of a picture: STEM.PART.layerNN.headNN.queryROW-COL.png.

    A mean or maximum over the heads is named in place of the number; the part is left out where
    there is none, and the query where it is the one that is asked at first.

    Parameters
    ----------
    stem
        The beginning; else the trace's own.
    """
    site = trace.sites[selection.layer]
    head = selection.reduce if selection.unit == MEAN else f"{selection.unit:02d}"
    part = f"{site.part}." if site.part else ""
    query = _query_name(trace, selection)
    return f"{stem or trace.stem}.{part}layer{site.layer:02d}.head{head}.{query}{form}"


def _query_name(trace: Trace, selection: Selection) -> str:
    """What asks, for the name of a file: "query4-7." of a patch, "query3." of a token, or ""."""
    if trace.sites[selection.layer].query_axis.size < 2:
        return ""
    try:
        first = with_query(trace, selection).query
    except SelectionError:
        return ""
    if selection.query == first:
        return ""
    axis = trace.sites[selection.layer].query_axis
    cell = axis.cell(selection.query) if isinstance(axis, PatchGrid) else None
    return f"query{selection.query}." if cell is None else f"query{cell[0]}-{cell[1]}."
