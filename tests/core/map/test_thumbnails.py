"""The grid of small maps: which stand in it and on which scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.combine import quantised
from explorer.core.map.scales import levels
from explorer.core.map.thumbnails import MOST_OPEN, columns, gate_profile, thumbnails
from explorer.core.selection import MEAN, Scale, Selection
from explorer.core.trace import Trace
from tests.core.traces import channel_gate, gate_trace, se_trace, spatial_gate, vit_trace

RUNS = [vit_trace(), se_trace(), gate_trace()]


def test_columns_are_the_mean_and_every_head() -> None:
    assert columns(vit_trace(heads=3).sites[0]) == (MEAN, 0, 1, 2)
    assert columns(spatial_gate()) == (MEAN,)


def test_columns_of_a_channel_gate_are_its_most_open_channels() -> None:
    site = channel_gate((20, 3, 3))
    mean, *channels = columns(site)
    assert mean == MEAN
    assert len(channels) == MOST_OPEN
    opened = site.gate[channels]
    assert (np.diff(opened) <= 0).all()
    assert opened.min() >= np.delete(site.gate, channels).max()
    assert len(columns(channel_gate((4, 3, 3)))) == 5


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.kind.value)
@pytest.mark.parametrize("scale", [None, *Scale])
def test_a_thumbnail_is_the_map_on_its_scale(run: Trace, scale: Scale | None) -> None:
    selection = Selection(query=run.sites[0].query_axis.size - 1, scale=scale)
    rows = thumbnails(run, selection)
    assert len(rows) == len(run.sites)
    for layer, (site, row) in enumerate(zip(run.sites, rows, strict=True)):
        assert len(row) == len(columns(site))
        for unit, small in zip(columns(site), row, strict=True):
            maps = site.maps(selection.query)
            one = np.abs(maps).mean(axis=0) if unit == MEAN else np.abs(maps[unit])
            high = levels(run, selection.moved(layer, unit)).high
            assert np.abs(small.astype(int) - quantised(one, high).astype(int)).max() <= 1


def test_the_grid_of_a_partial_run_has_the_layers_so_far() -> None:
    run = vit_trace(3)
    assert len(thumbnails(replace(run, sites=run.sites[:2]), Selection(layer=2))) == 2


def test_the_profile_of_a_gate_falls() -> None:
    site = channel_gate()
    profile = gate_profile(site)
    assert profile is not None
    np.testing.assert_array_equal(profile, sorted(site.gate, reverse=True))
    assert gate_profile(spatial_gate()) is None
