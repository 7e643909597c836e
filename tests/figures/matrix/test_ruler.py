"""Cells on whole pixels: every pixel has its cells, every cell its pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.figures.matrix.ruler import Ruler

rulers = st.builds(
    lambda count, start, pitch, low, length: Ruler(count, start, pitch, low, low + length),
    st.integers(1, 300),
    st.floats(-2000, 300),
    st.one_of(st.floats(0.01, 3), st.floats(1, 200)),
    st.integers(0, 200),
    st.integers(0, 700),
)


@given(rulers)
def test_pixels_between_low_and_high_show_the_cells_in_order(ruler: Ruler) -> None:
    seen = [ruler.cells_at(pixel) for pixel in range(ruler.low - 3, ruler.high + 3)]
    assert not any(seen[:3]), "before low"
    assert not any(seen[-3:]), "after high"
    found = [cells for cells in seen if cells]
    runs = [one for at, one in enumerate(found) if at == 0 or one != found[at - 1]]
    together = [cell for run in runs for cell in run]
    assert together == list(ruler.visible()), "no cell twice, none left out between the ends"


@given(rulers)
def test_runs_are_what_the_pixels_say(ruler: Ruler) -> None:
    firsts, widths = ruler.runs()
    drawn = np.repeat(firsts, widths).tolist()
    pixels = range(ruler.low, ruler.high)
    assert drawn == [ruler.cells_at(at).start for at in pixels if ruler.cells_at(at)]


@given(rulers)
def test_a_cell_lies_where_its_span_says_and_nearly_where_it_should(ruler: Ruler) -> None:
    for cell in {0, ruler.count // 2, ruler.count - 1}:
        first, end = ruler.span(cell)
        assert first == pytest.approx(ruler.start + cell * ruler.pitch, abs=1.01)
        assert end - first >= 1
        showing = [at for at in range(first, end) if ruler.low <= at < ruler.high]
        assert ruler.shown(cell) == len(showing)
        assert all(cell in ruler.cells_at(at) for at in showing)
        middle = ruler.middle(cell)
        assert (middle is None) == (not showing)
        assert middle is None or showing[0] <= middle <= showing[-1] + 1


def test_cells_of_half_a_pixel_share_one_by_two() -> None:
    ruler = Ruler(8, 10.0, 0.5, 0, 100)
    assert [list(ruler.cells_at(at)) for at in range(9, 15)] == [
        [],
        [0, 1],
        [2, 3],
        [4, 5],
        [6, 7],
        [],
    ]
