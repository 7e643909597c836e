"""Two runs, layers, heads or methods beside each other, for code and notebooks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from explorer.analysis.compare import Change, Comparison, counterpart
from explorer.analysis.compare import compare as compare_maps
from explorer.core.attention import Array
from explorer.core.map.resolve import resolve
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.selector import with_query
from explorer.core.trace import Trace
from explorer.door.result import Figure, Result
from explorer.export.files import ExportError
from explorer.export.render import Pixels
from explorer.export.style import Style
from explorer.figures.comparison_page import Panel, comparison_picture
from explorer.figures.picture import FORMATS, Picture


@dataclass(frozen=True, eq=False)
class Compared:
    """A, B and A − B: a map of each, and how far they part.

    Attributes
    ----------
    notes : tuple of str
        How layers, grids and tokens were matched, in sentences.
    """

    _found: Comparison = field(repr=False)
    _photos: tuple[Photo | None, Photo | None] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def a(self) -> Array:
        """The values of the first map, (rows, columns)."""
        return self._found.a.values

    @property
    def b(self) -> Array:
        """The values of the second map, (rows, columns)."""
        return self._found.b.values

    @property
    def difference(self) -> Array:
        """A less B, (rows, columns), signed; NaN where one has no counterpart in the other."""
        return self._found.difference.values

    @property
    def moved(self) -> float:
        """The share of the attention that lies elsewhere in B, in [0, 1]."""
        return self._found.moved

    @property
    def correlation(self) -> float:
        """Spearman's rank correlation of both maps."""
        return self._found.correlation

    @property
    def changes(self) -> tuple[Change, ...]:
        """Where they differ most, the largest difference first."""
        return self._found.changes

    def __repr__(self) -> str:
        return f"<Compared: {self._found.told}>"

    def figure(self, colormap: str = "inferno", size: int = 640) -> ComparedFigure:
        """Draw both and their difference beside each other.

        Parameters
        ----------
        colormap : str
            Name of a colour table, for A and B; the difference has a diverging one.
        size : int
            Longer edge of each of the three pictures in pixels.
        """
        return ComparedFigure(self, colormap, size)


@dataclass(frozen=True, eq=False)
class ComparedFigure:
    """A | B | A − B as a picture, ready to be written or shown in a notebook."""

    _compared: Compared
    _colormap: str
    _size: int

    @cached_property
    def _picture(self) -> Picture:
        return picture_of(
            self._compared._found,
            self._compared._photos,
            Style(colormap=self._colormap),
            self._size,
            self._compared.notes,
        )

    @property
    def pixels(self) -> Pixels:
        """The picture, (height, width, 3) uint8."""
        return self._picture.pixels

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file: PNG, SVG or PDF, as its suffix says.

        Raises ExportError where it cannot be written, or there is no such format.
        """
        target = Path(path)
        if target.suffix.lower().removeprefix(".") not in FORMATS:
            raise ExportError(f"Pictures are written as {', '.join(FORMATS)}, not {target.name}.")
        self._picture.write(target)
        return target

    def _repr_png_(self) -> bytes:
        return self._picture.encoded("png")


def picture_of(
    found: Comparison,
    photos: tuple[Photo | None, Photo | None],
    style: Style,
    size: int,
    notes: tuple[str, ...] = (),
) -> Picture:
    """The picture of a comparison, and what its file says of it."""
    panels = (
        Panel(found.a, "A", photo=photos[0]),
        Panel(found.b, "B", photo=photos[1]),
        Panel(found.difference, found.difference.title, signed=True, photo=photos[0]),
    )
    text = found.difference.chunks | {"Compared": found.told}
    return comparison_picture(panels, style, size, (found.told, *notes), text)


def compare_runs(
    a: tuple[Trace, Selection], b: tuple[Trace, Selection], notes: tuple[str, ...] = ()
) -> Compared:
    """The comparison of two selections, each of a run."""
    found = compare_maps(resolve(*a), resolve(*b))
    return Compared(found, (_photo(a[0]), _photo(b[0])), (*notes, *found.notes))


def _photo(trace: Trace) -> Photo | None:
    first = next(iter(trace.inputs.photos), None)
    return first if isinstance(first, Photo) else None


def compare(a: Result | Figure, b: Result | Figure) -> Compared:
    """Hold two runs, layers, heads or methods against each other.

    Parameters
    ----------
    a, b : Result or Figure
        A figure says which layer, head and query; a run alone is shown as the window shows it
        first, beside a figure what lies at the same place: layers by their position, the same
        head and query. They may be of two models, inputs or weights.

    Returns
    -------
    Compared

    Raises
    ------
    CompareError
        One lies over a photo and the other among tokens.

    Examples
    --------
    >>> import explorer
    >>> run = explorer.open_model("vit").run("photo.jpg")  # doctest: +SKIP
    >>> explorer.compare(run.figure(layer=5), run.figure(layer=3)).moved  # doctest: +SKIP
    """
    first, second = a._trace, b._trace
    notes: tuple[str, ...] = ()
    mine = a._selection if isinstance(a, Figure) else None
    other = b._selection if isinstance(b, Figure) else None
    if mine is None and other is None:
        mine = with_query(first, Selection(layer=first.best))
    if mine is None and other is not None:
        mine, notes = counterpart(second, first, other)
    elif other is None and mine is not None:
        other, notes = counterpart(first, second, mine)
    assert mine is not None
    assert other is not None
    return compare_runs((first, mine), (second, other), notes)
