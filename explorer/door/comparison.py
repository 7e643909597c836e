"""Two runs, layers, heads or methods beside each other, for code and notebooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from explorer.analysis.compare import Change, counterpart
from explorer.analysis.comparison_picture import ComparedRuns, compare_runs
from explorer.core.selection import Selection
from explorer.core.selector import with_query
from explorer.core.sites.arrays import Array
from explorer.core.taking import takes
from explorer.door.figure import Drawn, Figure
from explorer.door.result import Result
from explorer.export.figure_settings import FigureSettings
from explorer.export.style import Style
from explorer.figures.page.files import drawing_files
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import Picture


@dataclass(frozen=True, eq=False)
class Compared:
    """A, B and A − B: a map of each, and how far they part."""

    _runs: ComparedRuns = field(repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """How layers, grids and tokens were matched, in sentences."""
        return self._runs.notes

    @property
    def a(self) -> Array:
        """The values of the first map, (rows, columns)."""
        return self._runs.found.a.values

    @property
    def b(self) -> Array:
        """The values of the second map, (rows, columns)."""
        return self._runs.found.b.values

    @property
    def difference(self) -> Array:
        """A less B, (rows, columns), signed; NaN where one has no counterpart in the other."""
        return self._runs.found.difference.values

    @property
    def moved(self) -> float:
        """The share of the attention that lies elsewhere in B, in [0, 1]."""
        return self._runs.found.moved

    @property
    def correlation(self) -> float:
        """Spearman's rank correlation of both maps."""
        return self._runs.found.correlation

    @property
    def changes(self) -> tuple[Change, ...]:
        """Where they differ most, the largest difference first."""
        return self._runs.found.changes

    def __repr__(self) -> str:
        return f"<Compared: {self._runs.found.told}>"

    @takes
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
class ComparedFigure(Drawn):
    """A | B | A − B as a picture, ready to be written or shown in a notebook."""

    _compared: Compared
    _colormap: str
    _size: int

    @cached_property
    def _picture(self) -> Picture:
        return self._compared._runs.picture(Style(colormap=self._colormap), self._size)

    def _content(self, settings: FigureSettings, form: str) -> bytes:
        drawing = self._compared._runs.drawing(Style(colormap=self._colormap), "compared")
        ((_, content, _),) = drawing_files(drawing, settings, form, Layout(self._size))
        return content


@takes
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
    return Compared(compare_runs((first, mine), (second, other), notes))
