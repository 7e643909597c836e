"""Which sites of a model make maps over a photo, and where their tokens lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, GateRecord, Record
from explorer.capture.tracing.sites import attention_site, gate_site, point_site
from explorer.capture.tracing.trace import Traced
from explorer.capture.windows import WindowPatches
from explorer.core.sites.attention import BRANCHES, Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import Windows
from explorer.core.sites.point_axes import Objects, Pyramid
from explorer.registry.subjects.placement_probe import Place
from explorer.registry.subjects.token_placement import Places

Key = tuple[type[Record], str]
"""What tells the sites of a run apart: one module may attend and gate."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a model's sites after its first run on an input of a size.

    Attributes
    ----------
    places
        Name of an attention to where its tokens lie.
    asking
        Name of an attention to points to what asks there.
    shown
        The sites that make maps, each with its `Attention.branch`, in the order of the trace:
        attention, then gates of channels, then of positions, each as they ran.
    notes
        What is not shown.
    quick
        How later runs on an input of the same size are watched at the least cost.
    """

    places: Mapping[str, Places]
    asking: Mapping[str, Objects | Pyramid]
    shown: Mapping[Key, str]
    notes: tuple[str, ...]
    quick: Options

    def shows(self, record: Record) -> bool:
        """Whether a record of a run makes a map, and its tensors were kept."""
        return key_of(record) in self.shown and _kept(record)


class Arriving:
    """The sites of a run in the order of its trace, as far as they have run.

    Attributes
    ----------
    sites : tuple of Attention
        The first ones of the order, without a gap: what has a number keeps it.
    """

    def __init__(self, survey: Survey, batch: int = 0) -> None:
        """Wait for the sites of one input of a run."""
        self._survey, self._batch = survey, batch
        self._order = list(survey.shown)
        self._at = 0
        self._there: dict[Key, Record] = {}
        self._counts: Counter[str] = Counter()
        self.sites: tuple[Attention, ...] = ()

    def add(self, record: Record) -> bool:
        """Take a record; gives whether there are more sites now."""
        before, self._there[key_of(record)] = len(self.sites), record
        while self._at < len(self._order) and self._order[self._at] in self._there:
            self._take(self._order[self._at])
        return len(self.sites) > before

    def finish(self) -> tuple[Attention, ...]:
        """Give all sites, without those that did not run."""
        while self._at < len(self._order):
            self._take(self._order[self._at])
        return self.sites

    def _take(self, key: Key) -> None:
        self._at += 1
        record = self._there.pop(key, None)
        if record is None or not _kept(record):
            return
        branch = self._survey.shown[key]
        layer = self._counts[branch]
        self._counts[branch] += 1
        site = _site_of(record, self._survey, layer, self._batch)
        self.sites = (*self.sites, replace(site, branch=branch) if branch else site)


def sites_of(records: Iterable[Record], survey: Survey, batch: int = 0) -> tuple[Attention, ...]:
    """Give the sites of one input of a run that has ended."""
    arriving = Arriving(survey, batch)
    for record in records:
        arriving.add(record)
    return arriving.finish()


def survey_of(traced: Traced, places: Mapping[str, Places], quick: Options) -> Survey:
    """Tell which sites of a run make maps.

    Parameters
    ----------
    places, quick : as of `Survey`.
    """
    kinds = {key_of(record): _shown_kind(record, places) for record in traced.records}
    notes = []
    pointing = {one.name: asking(one) for one in traced.attentions if one.points is not None}
    named = places.keys() | pointing.keys()
    if unplaced := [one.name for one in traced.attentions if one.name not in named]:
        notes.append(
            f"{len(unplaced)} of {len(traced.attentions)} attention sites are not shown, because "
            f"their tokens cannot be placed on the picture: {_listed(unplaced)}."
        )
    branches = {key: BRANCHES[kind] for key, kind in kinds.items() if kind is not None}
    order = list(dict.fromkeys(BRANCHES.values()))
    several = len(set(branches.values())) > 1
    shown = {
        key: branch if several else ""
        for key, branch in sorted(branches.items(), key=lambda one: order.index(one[1]))
    }
    return Survey(places, pointing, shown, tuple(notes), quick)


def key_of(record: Record) -> Key:
    """What tells a record apart from the others of its run."""
    return type(record), record.name


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _shown_kind(record: Record, places: Mapping[str, Places]) -> Kind | None:
    """What a record is on a picture; None where it makes no picture."""
    if isinstance(record, AttentionRecord):
        if record.points is not None:
            return Kind.POINTS
        return Kind.SELF if record.name in places else None
    if isinstance(record, GateRecord) and len(record.shape) == 4:
        return record.sort
    return None


def _kept(record: Record) -> bool:
    """Whether the tensors are there that a site needs; the tracer's own note says what is not."""
    if isinstance(record, GateRecord):
        return record.sort is Kind.SPATIAL or record.features is not None
    return bool(record.tensors())


def _site_of(record: Record, survey: Survey, layer: int, batch: int) -> Attention:
    if isinstance(record, GateRecord):
        return gate_site(record, layer=layer, batch=batch)
    assert isinstance(record, AttentionRecord)  # there is no third kind of record
    if record.points is not None:
        return point_site(record, survey.asking[record.name], layer=layer, batch=batch)
    places = survey.places[record.name]
    queries, keys = places.queries, places.keys
    if isinstance(queries, PatchGrid) and isinstance(keys, PatchGrid):
        return attention_site(record, queries, keys, layer=layer, batch=batch)
    return WindowPatches(
        name=record.name,
        layer=layer,
        checks=record.checks,
        queries=_grid(queries),
        keys=_grid(keys),
        asking=_windows(queries),
        asked=_windows(keys),
        record=record,
        batch=batch,
    )


def _grid(place: Place) -> PatchGrid:
    return place if isinstance(place, PatchGrid) else PatchGrid(place.rows, place.cols)


def _windows(place: Place) -> Windows:
    """A grid as the one window that it is, what stands before its patches included."""
    if isinstance(place, Windows):
        return place
    return Windows(place.rows, place.cols, np.arange(place.size)[None])


FOLLOWS = 0.9
"""Least correlation of where queries look with the positions that they are said to be."""


def asking(record: AttentionRecord) -> Objects | Pyramid:
    """Take as many queries as positions on all sampled maps for these positions.

    If each looks around its own (Zhu et al. 2021, section 4.1, the encoder).
    """
    grids = tuple((rows, cols) for rows, cols, _ in record.levels)
    objects = Objects(record.queries)
    if record.points is None or sum(rows * cols for rows, cols in grids) != record.queries:
        return objects
    looks = record.points[0].float().mean(dim=(0, 2))  # (heads, Q, K, 2) to (Q, 2)
    places = torch.cat([_middles(*grid) for grid in grids])
    both = torch.stack([looks, places]).transpose(1, 2).reshape(2, -1)  # x of all, y of all
    agrees = torch.corrcoef(both)[0, 1]
    return Pyramid(grids) if float(agrees) >= FOLLOWS else objects


def _middles(rows: int, cols: int) -> torch.Tensor:
    """(rows · cols, 2): x and y of the middles of cells as shares."""
    down, across = (torch.arange(size) + 0.5 for size in (rows, cols))
    return torch.stack(
        [(across / cols).expand(rows, cols), (down / rows)[:, None].expand(rows, cols)], dim=-1
    ).reshape(-1, 2)
