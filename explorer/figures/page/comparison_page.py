"""A, B and A − B beside each other as one picture, each with its title and colour bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from explorer.core.colormaps import DIVERGING
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map
from explorer.core.photo import Photo
from explorer.export.difference import render_difference
from explorer.export.render import Pixels, backdrop, picture_size, render
from explorer.export.style import Style
from explorer.figures.frame import PAPER, Frame
from explorer.figures.legend import Legend
from explorer.figures.page.parts import Part, photo_part
from explorer.figures.picture import Picture, need_graphics

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet

MARGIN = 24


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the pictures.

    Attributes
    ----------
    map : Map
        What it shows.
    name : str
        In front of its title: "A", "B", "A − B".
    signed : bool
        Whether it is a difference, drawn around 0.
    photo : Photo or None
        What a map over a photo lies over.
    """

    map: Map
    name: str
    signed: bool = False
    photo: Photo | None = None


def comparison_picture(
    panels: Sequence[Panel],
    style: Style,
    long_edge: int,
    notes: Sequence[str] = (),
    text: Mapping[str, str] | None = None,
    sharpness: int = 1,
) -> Picture:
    """Draw maps beside each other.

    Parameters
    ----------
    panels : sequence of Panel
        From left to right.
    style : Style
        How a map lies over its photo; its colours, but for those of a difference.
    long_edge : int
        Longer side of each of the pictures, in pixels.
    notes : sequence of str
        Sentences below them.
    text : mapping, optional
        What the file says of it.
    sharpness : int
        Pixels of a photo a pixel of the picture, for one that is drawn larger.

    Raises
    ------
    ExportError
        The system has nothing to draw text with.
    """
    need_graphics()
    from explorer.figures.devices import fits

    bodies = [_body(one, style, long_edge, sharpness) for one in panels]
    pages = [one.legend.page(one.width, one.height, fits) for one in bodies]
    top = max(page.top for page in pages)  # all pictures begin on one line
    bottom = top + max(page.height - page.top for page in pages)
    width = sum(page.width for page in pages) + MARGIN * (len(pages) - 1)
    unit = max(page.unit for page in pages)
    px, line = round(1.05 * unit), 2 * unit  # of the notes, as those of the legends
    height = bottom + (unit + line * len(notes) if notes else 0)

    def paint(sheet: Sheet) -> None:
        left, scale = 0, sheet.frame.scale
        for body, page in zip(bodies, pages, strict=True):
            own = replace(sheet.frame, width=page.width, height=page.height)
            at = round(left * scale), round((top - page.top) * scale)
            with sheet.within_box(*at, own) as part:
                inner = replace(sheet.frame, width=body.width, height=body.height)
                corner = round(page.left * scale), round(page.top * scale)
                with part.within_box(*corner, inner) as inside:
                    body.paint(inside)
                body.legend.paint(part, page, body.width, body.height)
            left += page.width + MARGIN
        for number, note in enumerate(notes):
            said = sheet.fitted(note, px, width - 2 * unit)
            sheet.text(unit, bottom + line * number, said, px, PAPER.soft, 400, "la")

    scale = long_edge / max(max(one.width, one.height) for one in bodies)
    return Picture(dict(text or {}), Frame(width, height, scale, palette=PAPER), paint)


def compared_parts(panels: Sequence[Panel], style: Style, mark: bool) -> tuple[Part, ...]:
    """Give the same maps as the pictures of a page.

    Parameters
    ----------
    mark
        Whether the query is marked.
    """
    return tuple(_PARTS[type(one.map)](one, one.map, style, mark) for one in panels)


def _photo_part(panel: Panel, shown: Heatmap, style: Style, mark: bool) -> Part:
    if panel.photo is None:
        raise ValueError("a map over a photo needs one")
    if not panel.signed:
        return replace(photo_part(panel.photo, shown, style, mark), title=_title(panel))
    drawn = partial(_signed, shown, panel.photo, style.smooth)
    size, quantity = panel.photo.size, shown.quantity
    return Part(drawn, size, shown.levels, DIVERGING, panel.name, quantity)


def _token_part(panel: Panel, shown: Matrix, style: Style, mark: bool) -> Part:
    from explorer.figures.matrix.figure import MatrixFigure  # imports Qt

    colours = DIVERGING if panel.signed else style.colormap
    drawn = MatrixFigure(shown, colours, numbers=not panel.signed)
    title = panel.name if panel.signed else _title(panel)
    return Part(drawn, drawn.natural_size(), shown.levels, colours, title, shown.quantity)


def _title(panel: Panel) -> str:
    return f"{panel.name}: {panel.map.titles()}"


_PARTS: dict[type[Map], Callable[..., Part]] = {Heatmap: _photo_part, Matrix: _token_part}


def _signed(shown: Heatmap, photo: Photo, smooth: bool, size: tuple[int, int]) -> Pixels:
    """A difference over its photo, (h, w, 3) at a size (width, height)."""
    return render_difference(shown, backdrop(photo.pixels, size), smooth)


@dataclass(frozen=True, slots=True)
class _Body:
    """What is drawn of a panel: its size in logical px, what draws it, and what stands around."""

    width: int
    height: int
    paint: Callable[[Sheet], None]
    legend: Legend


def _body(panel: Panel, style: Style, long_edge: int, sharpness: int) -> _Body:
    colours = DIVERGING if panel.signed else style.colormap
    named = panel.name if panel.signed else f"{panel.name}: {panel.map.titles()}"
    return _BODIES[type(panel.map)](panel, panel.map, colours, named, style, long_edge, sharpness)


def _of_tokens(panel: Panel, shown: Matrix, colours: str, named: str, *_: object) -> _Body:
    from explorer.figures.matrix.figure import MatrixFigure

    figure = MatrixFigure(shown, colours, numbers=not panel.signed)
    titles = (named, shown.subtitle if panel.signed else "", shown.mark)
    return _Body(
        *figure.natural_size(), figure.paint, Legend(titles, shown.quantity, shown.levels, colours)
    )


def _of_photo(
    panel: Panel,
    shown: Heatmap,
    colours: str,
    named: str,
    style: Style,
    long_edge: int,
    sharpness: int,
) -> _Body:
    if panel.photo is None:
        raise ValueError("a map over a photo needs one")
    size = picture_size(panel.photo.size, long_edge * sharpness)
    scene = backdrop(panel.photo.pixels, size)
    pixels = (
        render_difference(shown, scene, style.smooth)
        if panel.signed
        else render(shown, scene, style)
    )
    width, height = picture_size(panel.photo.size, long_edge)
    query = f"query {shown.query_label}" if shown.uniform else ""
    titles = (named, shown.subtitle if panel.signed else query, shown.mark)
    bar = "grey" if style.mode == "spotlight" and not panel.signed else colours

    def paint(sheet: Sheet) -> None:
        sheet.image((0, 0, width, height), pixels, smooth=True)

    return _Body(width, height, paint, Legend(titles, shown.quantity, shown.levels, bar))


_BODIES: dict[type[Map], Callable[..., _Body]] = {Heatmap: _of_photo, Matrix: _of_tokens}
