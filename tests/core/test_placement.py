"""Where patches lie on the photo, and which patch a point of the photo is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.placement import Placement

WHOLE = Placement(0, 0, 300, 100, 300, 100)
CROPPED = Placement(100, 0, 200, 100, 300, 100)
PADDED = Placement(0, -100, 300, 200, 300, 100)
placements = st.sampled_from([WHOLE, CROPPED, PADDED, Placement(-0.25, 1.5, 7.75, 9.0, 8, 12)])


@given(placements, st.integers(1, 30), st.integers(1, 30), st.data())
def test_the_middle_of_a_patch_is_in_it(
    place: Placement, rows: int, cols: int, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, rows - 1))
    col = data.draw(st.integers(0, cols - 1))
    x0, y0, x1, y1 = place.patch_box(row, col, rows, cols)
    assert place.patch_at((x0 + x1) / 2, (y0 + y1) / 2, rows, cols) == (row, col)


@given(placements, st.integers(1, 12), st.integers(1, 12))
def test_patches_tile_the_input(place: Placement, rows: int, cols: int) -> None:
    boxes = {(r, c): place.patch_box(r, c, rows, cols) for r in range(rows) for c in range(cols)}
    assert boxes[0, 0][:2] == pytest.approx((place.x0, place.y0))
    assert boxes[rows - 1, cols - 1][2:] == pytest.approx((place.x1, place.y1))
    for (row, col), box in boxes.items():
        if col + 1 < cols:
            assert box[2] == pytest.approx(boxes[row, col + 1][0])
        if row + 1 < rows:
            assert box[3] == pytest.approx(boxes[row + 1, col][1])


@given(placements, st.floats(-400, 400), st.floats(-400, 400))
def test_a_point_has_a_patch_exactly_within_the_input(place: Placement, x: float, y: float) -> None:
    within = place.x0 <= x < place.x1 and place.y0 <= y < place.y1
    near_edge = min(abs(x - place.x1), abs(y - place.y1), abs(x - place.x0), abs(y - place.y0))
    if near_edge > 1e-9:  # at the edge itself rounding decides
        assert (place.patch_at(x, y, 3, 5) is not None) == within


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 1000))
def test_a_point_just_inside_never_gets_a_patch_outside(share: float, count: int) -> None:
    place = Placement(0, 0, 1, 1, 1, 1)
    found = place.patch_at(share, share, count, count)
    assert found is not None
    assert max(found) < count


def test_known_places() -> None:
    assert WHOLE.patch_box(1, 2, 2, 3) == (200, 50, 300, 100)
    assert CROPPED.patch_at(99, 50, 2, 2) is None
    assert CROPPED.patch_at(150, 50, 2, 2) == (1, 1)
    assert PADDED.patch_at(0, 0, 3, 3) == (1, 0)
