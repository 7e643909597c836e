"""A | B | A − B of two runs, from what was seen to a picture that can be written."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.analysis.compare import Comparison, compare
from explorer.core.map.resolve import Map, resolve
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.style import Style
from explorer.figures.comparison_page import Panel, comparison_picture
from explorer.figures.picture import Picture

Photos = tuple[Photo | None, Photo | None]


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
    """

    found: Comparison
    photos: Photos = field(repr=False)
    notes: tuple[str, ...]

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
        found = self.found
        panels = (
            Panel(found.a, "A", photo=self.photos[0]),
            Panel(found.b, "B", photo=self.photos[1]),
            Panel(found.difference, found.difference.title, signed=True, photo=self.photos[0]),
        )
        text = found.difference.chunks | {"Compared": found.told}
        return comparison_picture(panels, style, size, (found.told, *self.notes), text, sharpness)


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
    return ComparedRuns(found, (_photo(a[0]), _photo(b[0])), (*notes, *found.notes))


def _photo(trace: Trace) -> Photo | None:
    first = next(iter(trace.inputs.photos), None)
    return first if isinstance(first, Photo) else None
