"""The maps of every head and layer on one scale: what stands in the cells of a contact sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core.colormaps import table
from explorer.core.map.combine import quantised
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.levels import Levels, chosen_levels, levels_of
from explorer.core.map.long.long_map import small_maps
from explorer.core.map.long.region import is_long
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map, map_type
from explorer.core.map.shown_map import shown
from explorer.core.map.thumbnails import columns
from explorer.core.selection import MEAN, Selection, asked, clamped
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.export.masked_photo import shown_photo
from explorer.export.render import Backdrop, Pixels, backdrop, render
from explorer.export.resample import bicubic_levels
from explorer.export.style import Style


@dataclass(frozen=True, eq=False)
class HeadSheet:
    """A row of maps for every layer.

    Attributes
    ----------
    trace, selection, style
        What is shown and how; the query is that of the selection.
    sites
        The numbers of the sites in `trace.sites`, one a row.
    units
        The heads of each row; of a channel gate its most open channels.
    maps
        Of each row (units, rows, cols) float32, never negative.
    levels
        The one scale of all.
    """

    trace: Trace
    selection: Selection
    style: Style
    sites: tuple[int, ...]
    units: tuple[tuple[int, ...], ...]
    maps: tuple[Array, ...]
    levels: Levels
    exact: bool = True
    _heatmaps: dict[int, Heatmap] = field(default_factory=dict, repr=False)
    _scenes: dict[tuple[int, int], Backdrop] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> tuple[str, ...]:
        """The number of each layer."""
        return tuple(str(self.trace.sites[at].layer) for at in self.sites)

    @property
    def cols(self) -> tuple[str, ...]:
        """The number of each head; of channels, which differ from row to row, their place."""
        widest = max(self.units, key=len)
        if isinstance(self.trace.sites[self.sites[0]], ChannelGate):
            return tuple(f"{at + 1}." for at in range(len(widest)))
        return tuple(map(str, widest))

    @property
    def words(self) -> tuple[str, str]:
        """What rows and columns are called."""
        kind = self.trace.sites[self.sites[0]].kind
        unit = "most open channel" if kind is Kind.CHANNEL else "head"
        return kind.layer_word.lower(), unit

    @property
    def aspect(self) -> float:
        """Width of a cell, of its height: of the photo, or of the widest matrix, within bounds."""
        if self.on_photo:
            width, height = self.trace.photo.size
            return min(max(width / height, 1 / 3), 3.0)
        rows, cols = max((one.shape[1:] for one in self.maps), key=lambda shape: shape[1])
        return float(min(max(cols / rows, 1 / 2), 2.0))

    @property
    def on_photo(self) -> bool:
        """Whether the maps lie over a photo."""
        return not self.trace.sites[self.sites[0]].among_tokens

    def cell(self, row: int, col: int, size: tuple[int, int]) -> Pixels | None:
        """The picture of a map, (h, w, 3) at (width, height); None where a row has no more."""
        if col >= len(self.units[row]):
            return None
        values = self.maps[row][col]
        if self.on_photo and (self.style.mode != "map" or not self._whole):
            return self._over_photo(row, col, size)
        if self.style.smooth and self.on_photo:
            whole = (0.0, 0.0, float(values.shape[1]), float(values.shape[0]))
            found = bicubic_levels(values, self.levels.ends, whole, size)
        else:
            found = _enlarged(quantised(values, self.levels.high, self.levels.low), size)
        colours: Pixels = self._table[found]
        return colours

    def mark(self, row: int) -> tuple[float, float, float, float] | None:
        """The patch that asks, (x0, y0, x1, y1) as shares of a cell; None for none."""
        axis = self.trace.sites[self.sites[row]].query_axis
        if not isinstance(axis, PatchGrid):
            return None
        cell = axis.cell(asked(self.trace, self.selection, self.sites[row]))
        if cell is None:
            return None
        place = self.trace.placement
        x0, y0, x1, y1 = place.patch_box(*cell, axis.rows, axis.cols)
        return x0 / place.width, y0 / place.height, x1 / place.width, y1 / place.height

    @cached_property
    def _table(self) -> NDArray[np.uint8]:
        return table(self.style.colormap)

    @cached_property
    def _whole(self) -> bool:
        """Whether the model saw the photo from edge to edge, so that a map fills it."""
        place = self.trace.placement
        return (place.x0, place.y0, place.x1, place.y1) == (0, 0, place.width, place.height)

    def _over_photo(self, row: int, col: int, size: tuple[int, int]) -> Pixels:
        found = self._heatmap(row, col)
        return render(found, self._scene(size), self.style)

    def _heatmap(self, row: int, col: int) -> Heatmap:
        """The map of a cell over its photo, without a mark."""
        site = self.trace.sites[self.sites[row]]
        known = self._heatmaps.get(row)
        if known is not None:
            return replace(known, values=self.maps[row][col], readout=self.maps[row][col])
        unit = MEAN if site.units == 1 else self.units[row][col]
        one = replace(
            self.selection.moved(self.sites[row], unit),
            query=asked(self.trace, self.selection, self.sites[row]),
            levels=self.levels.ends,
        )
        found = replace(resolve_heatmap(self.trace, one), query_cell=None, box=None)
        if site.kind is Kind.SELF and found.points is None:  # the others differ in their values
            self._heatmaps[row] = found
        return found

    def _scene(self, size: tuple[int, int]) -> Backdrop:
        """The photo at a size; cells differ by a pixel at most, and there are few sizes."""
        if size not in self._scenes:
            self._scenes[size] = backdrop(shown_photo(self.trace).pixels, size)
        return self._scenes[size]


def head_sheet(trace: Trace, selection: Selection, style: Style) -> HeadSheet:
    """Gather the maps of every head and layer of the part that the selection stands in.

    The scale is that of all maps together, or the levels that the user has set. Of a long text the
    maps are estimates, as those of the grid.
    """
    selection = clamped(trace, selection)
    here = trace.sites[selection.layer]
    sites = tuple(at for at, site in enumerate(trace.sites) if site.part == here.part)
    units, maps, exact = [], [], True
    for at in sites:
        site = trace.sites[at]
        own = tuple(one for one in columns(site) if one != MEAN) or (0,)
        units.append(own)
        found, sure = _MAPS[map_type(site)](trace, selection, at, own)
        maps.append(found)
        exact = exact and sure
    if selection.levels is not None:
        levels = chosen_levels(maps, selection.levels, selection.kept)
    else:
        count = sum(map(len, units))
        levels = levels_of(_scaled(trace, sites, selection, maps), f"one scale for {count} maps")
    return HeadSheet(trace, selection, style, sites, tuple(units), tuple(maps), levels, exact)


def _of_tokens(
    trace: Trace, selection: Selection, at: int, own: Sequence[int]
) -> tuple[Array, bool]:
    """The maps of a site among tokens, and whether they are exact."""
    site = trace.token_site(at)
    if is_long(site):
        return np.stack(small_maps(site, selection.pool, _never)[0]), False
    return shown(site, selection), True


def _over_photo(
    trace: Trace, selection: Selection, at: int, own: Sequence[int]
) -> tuple[Array, bool]:
    return np.abs(trace.sites[at].maps(asked(trace, selection, at), own)), True


_MAPS: dict[type[Map], Callable[..., tuple[Array, bool]]] = {
    Heatmap: _over_photo,
    Matrix: _of_tokens,
}


def _scaled(
    trace: Trace, sites: Sequence[int], selection: Selection, maps: Sequence[Array]
) -> list[Array]:
    """The values that the scale is made of: of points every one, and no cell without any."""
    found = []
    for at, one in zip(sites, maps, strict=True):
        site = trace.sites[at]
        points = isinstance(site, PointSite)
        found.append(site.weights([asked(trace, selection, at)]) if points else one)
    return found


def _never() -> bool:
    return False


def _enlarged(levels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Levels (rows, cols) at (width, height), nearest."""
    width, height = size
    down = np.arange(height) * levels.shape[0] // height
    across = np.arange(width) * levels.shape[1] // width
    found: NDArray[np.uint8] = levels[down][:, across]
    return found
