"""A | B | A − B of two runs, from what was seen to a picture that can be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from explorer.analysis.compare import Comparison, compare
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.resolve import Map, resolve
from explorer.core.numbers import tick
from explorer.core.photo import Photo
from explorer.core.selection import Selection, clamped
from explorer.core.trace import Trace
from explorer.export.arrays import map_npz
from explorer.export.figure_settings import FigureSettings
from explorer.export.numbers import map_csv
from explorer.export.provenance.record import provenance_of, record
from explorer.export.style import Style
from explorer.figures.page.comparison_page import Panel, compared_parts, comparison_picture
from explorer.figures.page.parts import Drawing
from explorer.figures.page.words import Words
from explorer.figures.picture import Picture

Photos = tuple[Photo | None, Photo | None]
Side = tuple[Trace, Selection]


@dataclass(frozen=True, eq=False)
class ComparedRuns:
    """Two selections, each of a run, held against each other.

    Attributes
    ----------
    found : Comparison
        Both maps, their difference, and what it comes to.
    photos : (Photo, Photo)
        What both lie over; None for texts.
    notes : tuple of str
        How layers, grids and tokens were matched, in sentences.
    sides : (Trace, Selection) of A and of B, or None
        What they are of; None where a method stands in place of the attention.
    """

    found: Comparison
    photos: Photos = field(repr=False)
    notes: tuple[str, ...]
    sides: tuple[Side, Side] | None = field(default=None, repr=False)

    def picture(self, style: Style, size: int, sharpness: int = 1) -> Picture:
        """Draw them beside each other.

        Parameters
        ----------
        style : Style
            How a map lies over its photo.
        size : int
            Longer edge of each of the three, in pixels.
        sharpness : int
            Pixels of a photo a pixel of the picture, for one that is drawn larger.

        Raises
        ------
        ExportError
            The system has nothing to draw text with.
        """
        told = self.found.told
        made = self._record(style, False, None, size)
        text = self.found.difference.chunks | {"Compared": told} | made
        panels = self._panels
        return comparison_picture(panels, style, size, (told, *self.notes), text, sharpness)

    def drawing(self, style: Style, name: str, embed: bool = False) -> Drawing:
        """Give the comparison as a figure of any kind.

        Parameters
        ----------
        style : Style
            How a map lies over its photo.
        name : str
            Of its file, without the ending.
        embed : bool
            Whether the file keeps both inputs.
        """
        difference = self.found.difference
        return Drawing(
            name,
            lambda size, legend: self.picture(style, size),
            partial(compared_parts, self._panels, style),
            self._words(style),
            partial(self._record, style, embed),
            partial(map_csv, difference),
            partial(map_npz, difference),
        )

    def _record(
        self, style: Style, embed: bool, figure: FigureSettings | None, size: int
    ) -> dict[str, str]:
        """What made it, for its file: A, and B beside it."""
        if self.sides is None:
            return {}
        a, b = ((trace, clamped(trace, selection)) for trace, selection in self.sides)
        beside = provenance_of(*b, style, embed=embed)
        return record(*a, style, size=size, figure=figure, embed=embed, beside=beside)

    @property
    def _panels(self) -> tuple[Panel, ...]:
        found = self.found
        return (
            Panel(found.a, "A", photo=self.photos[0]),
            Panel(found.b, "B", photo=self.photos[1]),
            Panel(found.difference, found.difference.title, signed=True, photo=self.photos[0]),
        )

    def _words(self, style: Style) -> Words:
        a, b, difference = self.found.a, self.found.b, self.found.difference
        said = a.provenance
        levels = difference.levels
        query = a.query_label if isinstance(a, Heatmap) else said.get("Query", "")
        values = {
            "model": _both(a, b, "Model"),
            "input": self.photos[0].name if self.photos[0] is not None else "a text",
            "site": f"{a.titles()} and {b.titles()}" if a.titles() != b.titles() else a.titles(),
            "layer": _both(a, b, "Layer"),
            "head": _both(a, b, "Head"),
            "query": query,
            "method": f"A, B and their difference: {self.found.told}",
            "quantity": a.quantity[:1].upper() + a.quantity[1:],
            "levels": f"{tick(levels.low)} to {tick(levels.high)} for the difference",
            "smooth": "Bicubic between patches." if style.smooth and isinstance(a, Heatmap) else "",
            "verified": difference.provenance.get("Verified", ""),
        }
        subject = " · ".join(filter(None, (values["model"], query and f"query {query}")))
        chunks = difference.chunks | {"Compared": self.found.told, "Colormap": style.colormap}
        return Words(values, subject, a.quantity, "", chunks, (self.found.told, *self.notes))


def _both(a: Map, b: Map, name: str) -> str:
    """What both say under a name, once where it is the same."""
    one, other = (shown.provenance.get(name, "") for shown in (a, b))
    return one if one == other else f"{one} and {other}"


def compare_runs(
    a: tuple[Trace, Selection],
    b: tuple[Trace, Selection],
    notes: tuple[str, ...] = (),
    shown: tuple[Map | None, Map | None] = (None, None),
) -> ComparedRuns:
    """Hold two selections, each of a run, against each other.

    Parameters
    ----------
    a, b : (Trace, Selection)
        What is compared.
    notes : tuple of str
        How B was found for A.
    shown : (Map, Map)
        What methods say of the runs, in place of their attention.

    Raises
    ------
    CompareError
        One lies over a photo and the other among tokens.
    """
    found = compare(shown[0] or resolve(*a), shown[1] or resolve(*b))
    sides = (a, b) if shown == (None, None) else None
    return ComparedRuns(found, (_photo(a[0]), _photo(b[0])), (*notes, *found.notes), sides)


def _photo(trace: Trace) -> Photo | None:
    first = next(iter(trace.inputs.photos), None)
    return first if isinstance(first, Photo) else None
