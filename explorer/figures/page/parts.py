"""What stands in the middle of a page: one picture, or several beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.levels import Levels
from explorer.core.map.matrix import Matrix
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.export.difference import drawn
from explorer.export.figure_settings import FigureSettings
from explorer.export.object_boxes import BoxSets
from explorer.export.render import Pixels, backdrop
from explorer.export.style import Style
from explorer.figures.frame import Frame
from explorer.figures.page.words import Words
from explorer.figures.picture import Picture
from explorer.figures.views import COLOURED, TextStyle

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet

Size = tuple[int, int]


class Painted(Protocol):
    """What lays itself out for a frame, with text of 11 px at least."""

    def natural_size(self) -> Size:
        """Return (width, height) in logical px at which everything is comfortably read."""
        ...

    def extent(self, frame: Frame) -> tuple[float, float]:
        """Return (width, height) of all of it; more than the frame does not fit."""
        ...

    def paint(self, sheet: Sheet) -> None:
        """Draw into the frame of a sheet."""
        ...


@dataclass(frozen=True, eq=False)
class Part:
    """One of the pictures of a page.

    Attributes
    ----------
    drawn
        Gives pixels (h, w, 3) at a size (width, height), or lays itself out.
    shape
        Width and height, of pixels their aspect.
    levels, colormap
        Of its colour bar; None where no colour stands for a value.
    title, quantity
        What stands above it beside others, and what one value is.
    boxes
        Both sets of a detector's boxes over it, of which a key below says which is which; or None.
    """

    drawn: Callable[[Size], Pixels] | Painted
    shape: Size
    levels: Levels | None = None
    colormap: str | None = None
    title: str = ""
    quantity: str = ""
    boxes: BoxSets | None = None

    @property
    def chunks(self) -> dict[str, str]:
        """What the file says of it beside what it says of the map."""
        return {} if self.boxes is None else self.boxes.chunks


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure that is no selection of a run: of a method, a comparison, curves, a table.

    Attributes
    ----------
    name
        Of its file, without the ending.
    picture
        Gives the picture of so many pixels: (longer edge, whether title and colour bar are drawn);
        None where that is a page, enlarged.
    parts
        Gives what stands on a page; `mark` says whether the query is marked.
    said
        The words of the page.
    record
        Gives what made it, as the last of the words of a file, for a page and for a longer edge in
        pixels; {} where that is not kept.
    table
        Gives the numbers as CSV; None where there are none.
    arrays
        Gives them as .npz; None where there are none.
    """

    name: str
    picture: Callable[[int, bool], Picture] | None
    parts: Callable[[bool], tuple[Part, ...]]
    said: Words
    record: Callable[[FigureSettings | None, int], dict[str, str]]
    table: Callable[[], bytes] | None = None
    arrays: Callable[[], bytes] | None = None


def no_record(figure: FigureSettings | None, size: int) -> dict[str, str]:
    """Keep nothing of what made a figure."""
    return {}


def photo_part(
    photo: Photo, heatmap: Heatmap, style: Style, mark: bool, boxes: BoxSets | None = None
) -> Part:
    """Lay a map over its photo; `mark` says whether the query is marked."""
    shown = heatmap if mark else replace(heatmap, query_cell=None, box=None)

    def painted(size: Size) -> Pixels:
        return drawn(shown, backdrop(photo.pixels, size), style)

    colours = "grey" if style.mode == "spotlight" else style.colormap
    return Part(
        painted, photo.size, heatmap.levels, colours, heatmap.titles(), heatmap.quantity, boxes
    )


def matrix_part(trace: Trace, matrix: Matrix, style: TextStyle) -> Part:
    """Draw a map among tokens in one of its views.

    Raises ExportError for a view that it has not.
    """
    from explorer.figures.text_picture import matrix_figure  # imports Qt

    drawn = matrix_figure(trace, matrix, style)
    colours = style.colormap if style.view in COLOURED else None
    return Part(
        drawn, drawn.natural_size(), matrix.levels, colours, matrix.titles(), matrix.quantity
    )
