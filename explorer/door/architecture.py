"""Where a site sits in its model, for code and notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from explorer.door.figure import Drawn
from explorer.explanation.architecture import Architecture, Lane, Origin
from explorer.explanation.outline import Row
from explorer.figures.picture import Picture


@dataclass(frozen=True, eq=False)
class SiteMap(Drawn):
    """Where a site sits in its model: the outline of its modules, its blocks, Q, K and V.

    `print` it to read it; `save` it as PNG, SVG or PDF.
    """

    _shown: Architecture
    _query: int = 0

    def __str__(self) -> str:
        return str(self._shown)

    def __repr__(self) -> str:
        return f"<SiteMap: {self._shown.says}>"

    @property
    def rows(self) -> Row:
        """All modules as an outline: equal neighbours are one row, sites are marked."""
        return self._shown.rows

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The blocks in order: one lane, or the encoder and the decoder."""
        return self._shown.lanes

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where queries, keys and values of the site come from."""
        return self._shown.origins

    @cached_property
    def _picture(self) -> Picture:
        from explorer.figures.explained_picture import map_picture  # imports Qt

        return map_picture(self._shown, self._query)
