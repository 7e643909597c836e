"""Attention to points: axes, cells, queries, and what a picture of it holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.scales import levels
from explorer.core.map.summary import explain, facts
from explorer.core.map.thumbnails import thumbnails
from explorer.core.selection import Scale, Selection, asked, clamped
from explorer.core.sites.axes import describe
from explorer.core.sites.point_axes import Objects, Points, Pyramid
from explorer.core.sites.points import PointSite
from tests.core.traces import detector_trace, dot_product, point_site, trace

GRIDS = ((4, 6), (2, 3))


def literal_cells(site: PointSite, query: int, head: int) -> dict[tuple[int, int], float]:
    """The strongest point in every cell that has one, point after point."""
    found: dict[tuple[int, int], float] = {}
    rows, cols = site.grid
    for key in range(site.points.size):
        x, y = site.places[head, query, key].tolist()
        if 0 <= x < 1 and 0 <= y < 1:
            cell = int(y * rows), int(x * cols)
            found[cell] = max(found.get(cell, 0.0), float(site.map[head, query, key]))
    return found


def test_positions_are_numbered_map_after_map() -> None:
    axis = Pyramid(GRIDS)
    assert (axis.size, axis.rows, axis.cols, axis.starts) == (30, 4, 6, (0, 24, 30))
    every = [(level, row, col) for level, (rows, cols) in enumerate(GRIDS)
             for row in range(rows) for col in range(cols)]  # fmt: skip
    assert [axis.place(at) for at in range(axis.size)] == every
    assert axis.label(27) == "position 1, 0 of 2 × 3"
    assert axis.index(3, 5) == 23
    assert [axis.cell(at) for at in (0, 23, 24, 29)] == [(0, 0), (3, 5), (1, 1), (3, 5)]
    with pytest.raises(ValueError, match="rows go from 0 to 3, columns from 0 to 5"):
        axis.index(4, 0)
    turned = Pyramid(GRIDS[::-1])  # the finest comes last
    assert (turned.rows, turned.cols, turned.index(0, 0), turned.first) == (4, 6, 6, 6 + 15)
    assert describe(axis) == {"type": "positions", "size": 30, "grids": [[4, 6], [2, 3]]}


def test_objects_and_points_say_what_they_are() -> None:
    axis = Points(((4, 6, 3), (2, 3, 2)))
    assert [axis.level(at) for at in range(axis.size)] == [0, 0, 0, 1, 1]
    assert axis.label(3) == "point 3 on 2 × 3"
    assert axis.told == "2, 3 points on each of 4 × 6, 2 × 3"
    assert Points(((4, 6, 1),)).told == "1 point on 4 × 6"
    assert describe(axis)["levels"] == [
        {"rows": 4, "cols": 6, "points": 3},
        {"rows": 2, "cols": 3, "points": 2},
    ]
    assert describe(Objects(5)) == {"type": "objects", "size": 5}
    assert Objects(5).label(4) == "object 4"
    assert Objects(5).cell(4) is None


def test_a_cell_has_its_strongest_point() -> None:
    site = point_site(heads=3)
    for query in range(site.queries.size):
        maps = site.maps(query)
        assert maps.shape == (3, 4, 6)
        for head in range(3):
            expected = literal_cells(site, query, head)
            for cell in np.ndindex(4, 6):
                assert maps[head][cell] == pytest.approx(expected.get(cell, 0.0))
        np.testing.assert_array_equal(site.maps(query, [2])[0], maps[2])


def test_points_that_share_a_cell_do_not_hide_the_strongest() -> None:
    site = replace(point_site(), places=np.full((2, 5, 5, 2), 0.3, np.float32))
    assert site.maps(2)[0, 1, 1] == site.map[0, 2].max()


def test_a_place_is_asked_of_the_query_that_looks_there() -> None:
    objects = point_site()
    cells = objects.centres() * (6, 4)
    for row, col in np.ndindex(4, 6):
        found = objects.at(row, col)
        off = np.hypot(*(cells - (col + 0.5, row + 0.5)).T)
        assert off[found] == off.min()
    positions = point_site(Pyramid(GRIDS))
    assert positions.at(2, 5) == positions.queries.index(2, 5) == 17
    coarse = point_site(Pyramid(((2, 3),)))  # asked by fewer than are looked at
    assert [coarse.at(*cell) for cell in ((0, 0), (1, 1), (3, 5))] == [0, 0, 5]


def test_the_share_beside_the_picture() -> None:
    site = point_site()
    away = (site.places < 0) | (site.places > 1)
    expected = (site.map * away.any(axis=-1))[:, 3].sum(axis=-1).mean()
    assert site.beside(3) == pytest.approx(float(expected))


def test_all_points_of_the_chosen_heads_are_shown() -> None:
    run = detector_trace()
    site = run.sites[1]
    assert isinstance(site, PointSite)
    heatmap = resolve_heatmap(run, Selection(layer=1, query=3))
    points = heatmap.points
    assert points is not None
    assert (heatmap.title, heatmap.subtitle) == ("Layer 1", "points of 2 heads")
    assert (heatmap.query_label, heatmap.query_cell) == ("object 3", None)
    assert heatmap.box == (0.25, 0.125, 0.75, 1.0)
    assert heatmap.uniform == pytest.approx(1 / 5)
    assert heatmap.provenance["Reduce"] == "none"
    assert len(points.weights) == 10
    assert (np.diff(points.weights) >= 0).all(), "the strongest is drawn last"
    for at in range(10):
        head, key = points.heads[at], points.keys[at]
        assert points.weights[at] == site.map[head, 3, key]
        np.testing.assert_array_equal(points.places[at], site.places[head, 3, key])
    np.testing.assert_array_equal(heatmap.values, site.maps(3).max(axis=0))
    alone = resolve_heatmap(run, Selection(layer=1, unit=1, query=2))
    assert alone.subtitle == "head 1"
    assert alone.points is not None
    assert set(alone.points.heads.tolist()) == {1}
    assert alone.box is None, "it is not among the best objects"
    np.testing.assert_array_equal(alone.values, site.maps(2)[1])


def test_a_position_that_asks_is_ringed() -> None:
    heatmap = resolve_heatmap(detector_trace(), Selection(layer=0, query=27))
    assert heatmap.query_label == "position 1, 0 of 2 × 3"
    assert heatmap.query_cell == (3, 1)
    assert heatmap.box is None


def test_the_strongest_point_of_a_cell_is_named() -> None:
    run = detector_trace()
    heatmap = resolve_heatmap(run, Selection(layer=1, query=3))
    points = heatmap.points
    assert points is not None
    for cell in np.ndindex(heatmap.grid):
        at = points.strongest(cell, heatmap.grid)
        value = heatmap.values[cell]
        assert value == (0 if at is None else points.weights[at])
        steps = dict(explain(run, Selection(layer=1, query=3), cell))
        if at is None:
            assert steps == {"": "object 3 → no point here"}
        else:
            label = points.label(at)
            assert label == f"head {steps['head']}, {steps[''].partition(' → ')[2]}"
            assert float(steps["softmax"]) == pytest.approx(float(value), rel=1e-2)


def test_the_scale_is_that_of_the_points_whatever_cells_are_empty() -> None:
    run = detector_trace()
    for scale, units in ((Scale.LAYER, [0, 1]), (Scale.MAP, [1])):
        weights = run.sites[1].weights([3])[units, 0]
        found = levels(run, Selection(layer=1, unit=1, query=3, scale=scale))
        assert found.high >= np.percentile(weights, 99.7)
        assert found.high < 1.3 * weights.max()


@pytest.mark.parametrize("scale", [*Scale, None])
def test_one_scale_suits_picture_and_thumbnails(scale: Scale | None) -> None:
    run = detector_trace()
    selection = Selection(layer=1, query=3, scale=scale)
    found = levels(run, selection)
    values = resolve_heatmap(run, selection).values
    assert found.high > 0
    rows = thumbnails(run, selection)
    assert [len(row) for row in rows] == [3, 3]
    expected = np.clip(values / found.high, 0, 1) * 255
    np.testing.assert_allclose(rows[1][0], expected, atol=0.51)


def test_layers_whose_queries_are_others_are_not_shown_together() -> None:
    run = detector_trace()
    selection = clamped(run, Selection(layer=1, query=3, added=frozenset({(0, 0), (1, 1)})))
    assert selection.added == {(1, 1)}
    mixed = trace([dot_product(), point_site(layer=1)])
    kept = clamped(mixed, Selection(layer=0, added=frozenset({(1, 0), (0, 1)})))
    assert kept.added == {(0, 1)}
    assert asked(run, Selection(layer=1, query=3), 0) == Pyramid(GRIDS).first
    assert asked(run, Selection(layer=1, query=3), 1) == 3


def test_facts_tell_of_the_points() -> None:
    run = detector_trace()
    selection = Selection(layer=1, query=3)
    told = dict(facts(run, selection, resolve_heatmap(run, selection)))
    assert told["Shape"] == "2 × 5 × 5"
    assert told["Points"] == "2, 3 points on each of 4 × 6, 2 × 3"
    site = run.sites[1]
    rows = site.weights([3])[:, 0].astype(np.float64)
    bits = float(np.mean([-sum(p * np.log2(p) for p in row) for row in rows]))
    assert told["Entropy"] == f"{bits:.2f} of {np.log2(5):.2f} bits"
    assert told["Beside the picture"].endswith("%")
