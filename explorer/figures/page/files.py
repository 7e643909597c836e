"""All files of a figure, by name: window, command line and code write the same."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.arrays import npz_bytes
from explorer.export.figure_settings import ANIMATED, NUMBERS, FigureSettings
from explorer.export.files import ExportError
from explorer.export.numbers import csv_bytes, safetensors_bytes
from explorer.export.style import Style
from explorer.figures.drawing import draw, picture_name
from explorer.figures.photo_picture import Layout, draw_output
from explorer.figures.picture import FORMATS, Format, need_graphics
from explorer.figures.views import View

Named = tuple[str, bytes, str]
"""The name of a file, what is in it, and what its reader should know; "" for nothing."""


def forms(settings: FigureSettings) -> tuple[str, ...]:
    """The formats that suit what is shown, the usual one first."""
    return {"animation": ANIMATED, "numbers": NUMBERS, "output": ("png",)}.get(
        settings.what, FORMATS
    )


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
) -> Iterator[Named]:
    """Make the files of a figure of one selection.

    Parameters
    ----------
    stem
        The beginning of the names; else the trace's own.
    plain
        Whether a picture alone is named STEM.form.

    Raises
    ------
    ExportError
        The format does not suit, or it cannot be drawn.
    ValueError
        Settings that make no sense.
    """
    if form not in forms(settings):
        raise ExportError(
            f"{settings.what.capitalize()} are written as {', '.join(forms(settings))}, not {form}."
        )
    stem = stem or trace.stem
    if settings.what == "numbers":
        content = (
            csv_bytes(trace, selection)
            if form == "csv"
            else npz_bytes(trace)
            if form == "npz"
            else safetensors_bytes(trace)
        )
        named = picture_name(trace, selection, stem).removesuffix("png")
        yield f"{named}csv" if form == "csv" and not plain else f"{stem}.{form}", content, ""
        return
    if settings.what == "output":
        name = f"{stem}.{form}" if plain else f"{stem}.output.{form}"
        yield name, draw_output(trace, style, layout).encoded("png"), ""
        return
    if settings.what == "animation":
        from explorer.figures.page.animation import animated, frames

        every = [
            draw(trace, one, style, layout, view) for one in frames(trace, selection, settings)
        ]
        yield f"{stem}.{settings.along}.{form}", animated(every, form, settings.pace_ms), ""
        return
    kind: Format = next(one for one in FORMATS if one == form)
    name = f"{stem}.{form}" if plain else picture_name(trace, selection, stem, kind)
    if settings.what == "sheet" or settings.paged:
        need_graphics()
        from explorer.figures.page.page import sheet_page, view_page  # imports Qt

        if settings.what == "sheet":
            page = sheet_page(trace, selection, style, settings, layout.embed)
            part = trace.sites[selection.layer].part
            name = ".".join(filter(None, (stem, part, "sheet", form)))
        else:
            page = view_page(trace, selection, style, settings, view, layout.embed)
        yield name, page.encoded(kind), page.note
        return
    picture = draw(trace, selection, style, layout, view)
    yield name, picture.encoded(kind), picture.note
