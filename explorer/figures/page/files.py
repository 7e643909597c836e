"""All files of a figure, by name: window, command line and code write the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from explorer.core.map.matrix import Matrix
from explorer.core.selection import Selection, clamped
from explorer.core.trace import Trace
from explorer.export.arrays import npz_bytes
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.numbers import csv_bytes, safetensors_bytes
from explorer.export.provenance.record import record
from explorer.export.render import Pixels
from explorer.export.style import Style
from explorer.figures.drawing import draw, picture_name
from explorer.figures.photo_picture import Layout, draw_output, every
from explorer.figures.picture import FORMATS, Format, Picture, need_graphics
from explorer.figures.views import View

if TYPE_CHECKING:  # a photo without a page needs no graphics
    from explorer.figures.page.page import Page
    from explorer.figures.page.parts import Drawing

Named = tuple[str, bytes, str]
"""The name of a file, what is in it, and what its reader should know; "" for nothing."""
Advance = Callable[[int, int], None]
"""Told how many pictures are done, of how many; raises Cancelled to stop."""


def forms(settings: FigureSettings) -> tuple[str, ...]:
    """List the formats that suit what is shown, the usual one first."""
    return settings.forms


def maps_of(trace: Trace, selection: Selection, settings: FigureSettings) -> list[Selection]:
    """List the maps of which each is a file of its own."""
    layers = None if settings.maps == "heads" else range(trace.layers)
    return list(every(trace, selection, layers, settings.maps != "layers"))


def file_name(
    trace: Trace, selection: Selection, settings: FigureSettings, form: str, stem: str = ""
) -> str:
    """Name the file of a figure after its input, layer, head and query.

    Parameters
    ----------
    stem
        The beginning; else the trace's own.
    """
    stem = stem or trace.stem
    part = trace.sites[selection.layer].part
    if settings.what == "sheet":
        return ".".join(filter(None, (stem, part, "sheet", form)))
    if settings.what in ("animation", "output"):
        named = settings.along if settings.what == "animation" else "output"
        return f"{stem}.{named}.{form}"
    if settings.what == "numbers" and form != "csv":
        return f"{stem}.{form}"
    return picture_name(trace, selection, stem).removesuffix("png") + form


def figure_files(
    trace: Trace,
    selection: Selection,
    style: Style,
    layout: Layout,
    view: View,
    settings: FigureSettings,
    form: str,
    stem: str = "",
    plain: bool = False,
    known: Matrix | None = None,
    advance: Advance = lambda done, total: None,
) -> Iterator[Named]:
    """Make the files of a figure of one selection.

    Parameters
    ----------
    stem
        The beginning of the names; else the trace's own.
    plain
        Whether a picture alone is named STEM.form.
    known
        The matrix of the selection of a long text, where it has been worked out already.
    advance
        Is told of every picture of an animation.

    Raises
    ------
    ExportError
        The format does not suit, or it cannot be drawn.
    ValueError
        Settings that make no sense.
    """
    check_form(settings, form)
    name = file_name(trace, selection, settings, form, stem)
    alone = f"{stem or trace.stem}.{form}"
    if settings.what == "numbers":
        makers = {"csv": lambda: csv_bytes(trace, selection), "npz": lambda: npz_bytes(trace)}
        content = makers.get(form, lambda: safetensors_bytes(trace))()
        yield alone if plain else name, content, ""
        return
    if settings.what == "animation":
        from explorer.figures.page.animation import frames

        found = [(trace, one) for one in frames(trace, selection, settings)]
        shown = trace, clamped(trace, selection)
        yield name, animation(found, shown, style, layout, view, settings, form, advance), ""
        return
    kind: Format = next(one for one in FORMATS if one == form)
    made = figure_of(trace, selection, style, layout, view, settings, known)
    if settings.what != "sheet" and plain:
        name = alone
    yield name, made.encoded(kind), made.note


def animation(
    found: Sequence[tuple[Trace, Selection]],
    shown: tuple[Trace, Selection],
    style: Style,
    layout: Layout,
    view: View,
    settings: FigureSettings,
    form: str,
    advance: Advance = lambda done, total: None,
) -> bytes:
    """Draw the pictures of an animation one after the other, and join them in a file.

    Parameters
    ----------
    found
        A run and what is shown of it, of each picture; a run may be made when it is asked for.
    shown
        What the file says made it.

    Raises
    ------
    ExportError
        A picture cannot be drawn.
    """
    from explorer.figures.page.animation import animated

    images: list[Pixels] = []
    words: dict[str, str] = {}
    for at in range(len(found)):
        advance(at, len(found))
        run, selection = found[at]
        made = figure_of(run, selection, style, layout, view, settings, None)
        images.append(made.pixels)
        words = words or dict(made.text)
    advance(len(found), len(found))
    words["Title"] = f"{words['Title']}, and on through the {settings.along}"
    words |= record(
        *shown, style, view=view, size=layout.long_edge,
        figure=settings.effective, embed=layout.embed,
    )  # fmt: skip
    return animated(images, form, settings.pace_ms, words)


def figure_of(
    trace: Trace,
    selection: Selection,
    style: Style,
    layout: Layout,
    view: View,
    settings: FigureSettings,
    known: Matrix | None,
) -> Picture | Page:
    """Draw a single picture: a page of a size in mm, or so many pixels; raises ExportError."""
    if settings.what == "output":
        return draw_output(trace, style, layout)
    if settings.what == "sheet" or settings.paged:
        need_graphics()
        from explorer.figures.page.page import sheet_page, view_page  # imports Qt

        if settings.what == "sheet":
            return sheet_page(trace, selection, style, settings, layout.embed)
        return view_page(trace, selection, style, settings, view, layout.embed, known)
    return draw(trace, selection, style, layout, view, known)


def map_files(
    trace: Trace,
    selection: Selection,
    style: Style,
    layout: Layout,
    view: View,
    settings: FigureSettings,
    form: str,
    stem: str = "",
    advance: Advance = lambda done, total: None,
) -> Iterator[Named]:
    """Make every map as a file of its own, one after the other.

    The parameters are those of `figure_files`; raises what it raises.
    """
    found = maps_of(trace, selection, settings)
    for at, one in enumerate(found):
        advance(at, len(found))
        yield from figure_files(trace, one, style, layout, view, settings, form, stem)
    advance(len(found), len(found))


def drawing_files(
    drawing: Drawing, settings: FigureSettings, form: str, layout: Layout
) -> Iterator[Named]:
    """Make the file of a figure that is no selection of a run.

    Raises
    ------
    ExportError
        The format does not suit, or it cannot be drawn.
    ValueError
        Settings that make no sense.
    """
    check_form(settings, form)
    name = f"{drawing.name}.{form}"
    if settings.what == "numbers":
        make = {"csv": drawing.table, "npz": drawing.arrays}.get(form)
        if make is None:
            raise ExportError(f"The numbers of this are not written as {form}: choose csv.")
        yield name, make(), ""
        return
    if settings.what != "view":
        raise ExportError("This is one picture: it has no sheet, no maps and no animation.")
    made = drawn_drawing(drawing, settings, layout)
    kind: Format = next(one for one in FORMATS if one == form)
    yield name, made.encoded(kind), made.note


def drawn_drawing(drawing: Drawing, settings: FigureSettings, layout: Layout) -> Picture | Page:
    """Draw such a figure on its page, or as so many pixels; raises ExportError."""
    if not settings.paged and drawing.picture is not None:
        return drawing.picture(layout.long_edge, layout.legend)
    need_graphics()
    from explorer.figures.page.page import drawing_page, page_picture  # imports Qt

    if settings.paged:
        return drawing_page(drawing, settings)
    return page_picture(drawing, settings, layout.long_edge)


def check_form(settings: FigureSettings, form: str) -> None:
    """Raise ExportError for a format that does not suit what is shown."""
    if form not in settings.forms:
        raise ExportError(
            f"A figure of this kind ({settings.what}) is written as {', '.join(settings.forms)}, "
            f"not {form or 'nothing'}."
        )
