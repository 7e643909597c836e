"""A map that is no selection of a run, as what a method says of it, as a figure of any kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map
from explorer.core.selection import Selection, clamped
from explorer.core.selector import with_query
from explorer.core.trace import Trace
from explorer.export.arrays import map_npz
from explorer.export.difference import style_of
from explorer.export.figure_settings import FigureSettings
from explorer.export.masked_photo import shown_photo
from explorer.export.numbers import map_csv
from explorer.export.object_boxes import box_sets
from explorer.export.provenance.asked_method import AskedMethod
from explorer.export.provenance.record import record
from explorer.export.style import Style
from explorer.figures.drawing import draw_map
from explorer.figures.page.parts import Drawing, Part, matrix_part, no_record, photo_part
from explorer.figures.page.words import words_of_map
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import Picture
from explorer.figures.views import TextStyle, View, view_of

_DrawnAs = Callable[[Style, View], str]


def map_drawing(
    trace: Trace,
    shown: Map,
    style: Style,
    view: View,
    name: str,
    made: Callable[[FigureSettings | None, int], dict[str, str]] = no_record,
) -> Drawing:
    """Draw a map of a run.

    Parameters
    ----------
    trace, shown
        The run, and the map.
    style, view
        How it lies over a photo, or is drawn among tokens.
    name
        Of its file, without the ending.
    made
        Gives what made it, for the file; nothing is kept without.
    """

    style, view = style_of(shown, style), view_of(shown, view)

    def picture(size: int, legend: bool) -> Picture:
        return draw_map(trace, shown, style, Layout(size, legend), view, made(None, size))

    part, drawn_as, asked = _KINDS[type(shown)]
    target = asked(shown)
    said = words_of_map(trace, shown, style, target if target != "none" else "")
    said.chunks["Style"] = drawn_as(style, view)
    parts = partial(part, trace, shown, style, view)
    csv, npz = partial(map_csv, shown), partial(map_npz, shown)
    return Drawing(name, picture, parts, said, made, csv, npz)


def method_record(
    trace: Trace, style: Style, view: View, asked: AskedMethod, embed: bool = False
) -> Callable[[FigureSettings | None, int], dict[str, str]]:
    """Give what made the picture of a method: the run, and what was asked of it.

    Parameters
    ----------
    trace, style, view
        What it is drawn of, and how.
    asked
        The method and what it was given.
    embed
        Whether the file keeps the input itself.
    """
    selection = clamped(trace, with_query(trace, Selection(layer=trace.best)))

    def made(figure: FigureSettings | None, size: int) -> dict[str, str]:
        return record(
            trace, selection, style, view=view, size=size, figure=figure, embed=embed, method=asked
        )

    return made


def _over_photo(
    trace: Trace, shown: Heatmap, style: Style, view: View, mark: bool
) -> tuple[Part, ...]:
    return (photo_part(shown_photo(trace), shown, style, mark, box_sets(trace)),)


def _among_tokens(
    trace: Trace, shown: Matrix, style: Style, view: View, mark: bool
) -> tuple[Part, ...]:
    return (matrix_part(trace, shown, TextStyle(view, style.colormap)),)


_KINDS: dict[type[Map], tuple[Callable[..., tuple[Part, ...]], _DrawnAs, Callable[..., str]]] = {
    Heatmap: (_over_photo, lambda style, view: style.mode, lambda shown: shown.query_label),
    Matrix: (
        _among_tokens,
        lambda style, view: view,
        lambda shown: shown.provenance.get("Target", ""),
    ),
}
"""What is drawn of a map, in what it is drawn, and what asks or is explained."""
