"""Points over a photo: where circles lie, how large they are, and what the files hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.selection import Selection
from explorer.core.sites.points import Marks, PointSite
from explorer.export.arrays import write_npz
from explorer.export.render import Pixels, backdrop, render
from explorer.export.style import ACCENT, Mode, Style
from explorer.figures.drawing import draw
from explorer.figures.photo_picture import Layout
from tests.core.traces import detector_trace

GREY = Photo(np.full((120, 240, 3), 90, np.uint8), "grey.png", "ab" * 32, (240, 120))
PLACE = Placement(60, 0, 180, 120, 240, 120)
"""The middle of the photo, as of one that was cropped."""


def shown(places: list[tuple[float, float]], weights: list[float]) -> Heatmap:
    """A picture with these points of one head, the weakest first."""
    run = replace(detector_trace(GREY), placements=(PLACE,))
    heatmap = resolve_heatmap(run, Selection(layer=1, query=0))
    assert heatmap.points is not None
    count = np.zeros(len(weights), np.intp)
    points = Marks(
        np.array(places, np.float32), np.array(weights, np.float32), count, count, count,
        heatmap.points.axes,
    )  # fmt: skip
    return replace(heatmap, points=points, levels=replace(heatmap.levels, high=1.0))


def painted(heatmap: Heatmap, mode: Mode, long_edge: int = 960) -> Pixels:
    scene = backdrop(GREY.pixels, (long_edge, long_edge // 2))
    return render(heatmap, scene, Style(mode=mode))


def middle(mask: np.ndarray) -> tuple[float, float]:
    """(x, y) of the middle of what is True."""
    down, across = np.nonzero(mask)
    return float(across.mean()) + 0.5, float(down.mean()) + 0.5


@pytest.mark.parametrize("mode", ["map", "spotlight"])
def test_a_circle_lies_where_the_model_looked(mode: Mode) -> None:
    """A quarter from the left and three quarters from the top of what the model saw."""
    picture = painted(shown([(0.25, 0.75)], [1.0]), mode)
    bright = picture.sum(axis=-1) > picture.sum(axis=-1).max() / 2
    x, y = middle(bright)
    assert (x, y) == (pytest.approx((60 + 30) * 4, abs=0.6), pytest.approx(90 * 4, abs=0.6))


def test_areas_go_with_the_weights() -> None:
    areas = []
    for weight in (0.25, 0.5, 1.0):
        light = painted(shown([(0.5, 0.5)], [weight]), "spotlight")[..., 0]
        areas.append(int((light > (int(light.max()) + int(light.min())) / 2).sum()))
    assert areas[1] / areas[0] == pytest.approx(2, rel=0.05)
    assert areas[2] / areas[1] == pytest.approx(2, rel=0.05)


def test_the_smallest_weight_is_seen_too() -> None:
    light = painted(shown([(0.5, 0.5)], [1e-6]), "map")
    assert light.max() > 60


def test_the_strongest_is_on_top() -> None:
    first = painted(shown([(0.5, 0.5), (0.5, 0.5)], [0.4, 1.0]), "map")[240, 480]
    alone = painted(shown([(0.5, 0.5)], [1.0]), "map")[240, 480]
    np.testing.assert_array_equal(first, alone)


def test_points_beside_what_the_model_saw_are_not_drawn() -> None:
    """Nor those beyond the edge of the picture, which are there in the arrays."""
    beside = painted(shown([(-0.2, 0.5), (1.3, 0.5), (0.5, 1.4), (5.0, 5.0)], [1.0] * 4), "map")
    assert not beside.any()
    cut = painted(shown([(0.0, 0.5), (1.0, 1.0)], [1.0] * 2), "map")
    assert cut[:, 230:250].any()
    assert cut[-5:].any()


def test_an_overlay_leaves_the_rest_of_the_photo_as_it_was() -> None:
    scene = backdrop(GREY.pixels, (240, 120))
    picture = render(shown([(0.5, 0.5)], [1.0]), scene, Style())
    muted = np.asarray(scene.dimmed)
    np.testing.assert_array_equal(picture[:, :100], muted[:, :100])
    assert (picture[60, 120] != muted[60, 120]).any()
    none = render(shown([(0.5, 0.5)], [1.0]), scene, Style(opacity=0.0))
    assert np.abs(none.astype(int) - muted).max() <= 4


def test_the_object_that_asks_has_its_box() -> None:
    run = replace(detector_trace(GREY), placements=(PLACE,))
    picture = draw(run, Selection(layer=1, query=3), Style(), Layout(240)).pixels
    accent = (picture == ACCENT).all(axis=-1)
    down, across = np.nonzero(accent)
    # from 0.25 to 0.75 of the width of what the model saw, from an eighth of the height down
    assert (across.min(), across.max()) == (90, 149)
    assert down.min() == 15
    without = draw(run, Selection(layer=1, query=2), Style(), Layout(240)).pixels
    assert not (without == ACCENT).all(axis=-1).any()


def test_arrays_have_the_places_in_pixels_of_the_photo(tmp_path: Path) -> None:
    run = replace(detector_trace(GREY), placements=(PLACE,))
    write_npz(tmp_path / "run.npz", run)
    with np.load(tmp_path / "run.npz", allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    meta = json.loads(str(arrays.pop("meta")))
    names = ["000.layers.0.attn", "001.layers.1.attn"]
    assert sorted(arrays) == sorted([*names, *(f"{name}.places" for name in names)])
    for name, site, told in zip(names, run.sites, meta["sites"], strict=True):
        assert isinstance(site, PointSite)
        np.testing.assert_array_equal(arrays[name], site.map)
        expected = np.stack([60 + 120 * site.places[..., 0], 120 * site.places[..., 1]], axis=-1)
        np.testing.assert_allclose(arrays[f"{name}.places"], expected, rtol=1e-5)
        assert told["kind"] == "attention to points"
        assert told["axes"][1]["levels"][0] == {"rows": 4, "cols": 6, "points": 3}
        assert "pixels of the photo" in told["places"]
    assert meta["objects"] == [
        {"query": 3, "label": "cat", "score": 0.75, "box": [90.0, 15.0, 150.0, 120.0]},
        {"query": 1, "label": "dog", "score": 0.5, "box": [60.0, 0.0, 120.0, 30.0]},
    ]
