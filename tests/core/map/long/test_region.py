"""Regions of long maps, and the tiles that they are cut into."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.long import region
from explorer.core.map.long.region import Region, edges, is_long, tile, whole, within
from explorer.core.selection import Selection, clamped
from tests.core.text_traces import long_site, long_trace, text_trace


@given(st.integers(1, 100_000), st.integers(1, 600))
def test_tiles_are_the_smallest_power_of_two_that_suffices(length: int, most: int) -> None:
    size = tile(length, most)
    assert size & (size - 1) == 0
    assert -(-length // size) <= most
    assert size == 1 or -(-length // (size // 2)) > most


@given(st.data())
def test_edges_lie_on_multiples_and_hold_the_span(data: st.DataObject) -> None:
    end = data.draw(st.integers(1, 3000))
    first = data.draw(st.integers(0, end - 1))
    last = data.draw(st.integers(first + 1, end))
    size = 1 << data.draw(st.integers(0, 9))
    found = edges((first, last), size, end)
    assert found[0] <= first < found[1]
    assert found[-2] < last <= found[-1]
    assert (np.diff(found[:-1]) == size).all()
    assert (found[:-1] % size == 0).all()
    assert found[-1] == end or found[-1] % size == 0


def test_a_map_is_long_by_either_side() -> None:
    assert not is_long(long_site(region.LONG))
    assert is_long(long_site(region.LONG + 1))


@pytest.mark.parametrize(
    "gone",
    [((0, 0), (0, 5)), ((5, 4), (0, 5)), ((-1, 5), (0, 5)), ((0, 5), (0, 31)), ((0, 30), (0, 30))],
)
def test_a_region_that_is_not_there_is_the_whole_map(
    gone: tuple[tuple[int, int], tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(region, "LONG", 8)
    trace = long_trace(30)
    assert clamped(trace, Selection(region=Region(*gone))).region is None
    kept = Region((3, 9), (0, 5))
    assert clamped(trace, Selection(region=kept)).region == kept
    assert kept.shape == (6, 5)
    assert whole(trace.sites[0]) == Region((0, 30), (0, 30))


def test_a_short_map_has_no_regions() -> None:
    assert within(text_trace().sites[0], Region((0, 2), (0, 2))) is None
