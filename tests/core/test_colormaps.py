"""The colour tables against published values and against what "perceptually uniform" promises."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.core.colormaps import COLORMAPS, GREY_SAFE, SAFE, marks, table, title

SEQUENTIAL = ("inferno", "magma", "viridis", "cividis", "grey")

# First, 129th and last colour as their authors publish them: Matplotlib's lists of floats times
# 255, and Kovesi's CET-D1A. Grey is plain.
PUBLISHED = {
    "inferno": ((0.001462, 0.000466, 0.013866), (0.735683, 0.215906, 0.330245),
                (0.988362, 0.998364, 0.644924)),
    "magma": ((0.001462, 0.000466, 0.013866), (0.716387, 0.214982, 0.475290),
              (0.987053, 0.991438, 0.749504)),
    "viridis": ((0.267004, 0.004874, 0.329415), (0.127568, 0.566949, 0.550556),
                (0.993248, 0.906157, 0.143936)),
    "cividis": ((0.000000, 0.135112, 0.304751), (0.488697, 0.485318, 0.471008),
                (0.995737, 0.909344, 0.217772)),
    "cet_d1a": ((0.091874, 0.16093, 0.4469), (0.93643, 0.88867, 0.90562),
                (0.40028, 0.027868, 0.0089508)),
    "grey": ((0, 0, 0), (128 / 255,) * 3, (1, 1, 1)),
}  # fmt: skip


def lightness(colours: NDArray[np.uint8]) -> NDArray[np.float64]:
    """CIE 1976 L*, 0 to 100, of sRGB colours (256, 3), by the formulas of IEC 61966-2-1."""
    value = colours / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    y = linear @ np.array([0.2126, 0.7152, 0.0722])
    light: NDArray[np.float64] = np.where(
        y > (6 / 29) ** 3, 116 * np.cbrt(y) - 16, y * (29 / 3) ** 3
    )
    return light


@pytest.mark.parametrize("name", COLORMAPS)
def test_a_table_has_256_colours_that_nobody_changes(name: str) -> None:
    colours = table(name)
    assert colours.shape == (256, 3)
    assert colours.dtype == np.uint8
    assert colours.flags.c_contiguous
    with pytest.raises(ValueError, match="read-only"):
        colours[0] = 0
    assert table(name) is colours
    assert title(name)


def test_every_sequential_map_comes_both_ways_and_the_signed_one_once() -> None:
    expected = {*SEQUENTIAL, *(f"{name}_r" for name in SEQUENTIAL), "cet_d1a"}
    assert set(COLORMAPS) == expected
    assert len({title(name) for name in COLORMAPS}) == len(COLORMAPS)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_table_is_the_published_one(name: str) -> None:
    colours = table(name)[[0, 128, 255]]
    np.testing.assert_array_equal(colours, np.rint(np.array(PUBLISHED[name]) * 255))


@pytest.mark.parametrize("name", SEQUENTIAL)
def test_a_sequential_map_never_gets_darker_and_rises_evenly(name: str) -> None:
    light = lightness(table(name))
    steps = np.diff(light)
    # Rounding to 8 bits moves a colour by less than half a level, under 0.25 of L*.
    assert steps.min() > -0.25
    assert light[-1] - light[0] > 70
    # Over a sixteenth of the bar rounding no longer matters: each must rise.
    assert np.diff(light[::16]).min() > 2


@pytest.mark.parametrize("name", SEQUENTIAL)
def test_the_reversed_map_is_the_map_reversed(name: str) -> None:
    np.testing.assert_array_equal(table(f"{name}_r"), table(name)[::-1])


def test_the_signed_map_is_lightest_at_zero_and_even_on_both_sides() -> None:
    light = lightness(table("cet_d1a"))
    middle = int(light.argmax())
    assert 126 <= middle <= 129
    # The tip is rounded off, so the last few colours before it may level out.
    assert np.diff(light[:124]).min() > -0.25
    assert np.diff(light[132:]).max() < 0.25
    np.testing.assert_allclose(light[:124], light[255:131:-1], atol=1.5)
    blue, red = table("cet_d1a")[64].astype(int), table("cet_d1a")[192].astype(int)
    assert blue[2] > blue[0] + 50
    assert red[0] > red[2] + 50


@pytest.mark.parametrize("name", ["jet", "", "Inferno", "cet_d1a_r", "_r", "../inferno"])
def test_an_unknown_name_is_told_the_choices(name: str) -> None:
    for ask in (table, title):
        with pytest.raises(ValueError, match=r"inferno.*viridis.*cet_d1a"):
            ask(name)


BLIND = {
    "none": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip
"""On linear light: Machado, Oliveira & Fernandes 2009, severity 1."""
XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
       [0.0193339, 0.1191920, 0.9503041]]  # fmt: skip


def lab(colours: NDArray[np.uint8], seen: object) -> NDArray[np.float64]:
    """CIELAB of sRGB colours (n, 3) as somebody sees them."""
    share = colours / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    light = np.clip(light @ np.asarray(seen).T, 0, 1)
    xyz = light @ np.array(XYZ).T / np.array([0.95047, 1.0, 1.08883])
    bent = np.where(xyz > 0.008856, np.cbrt(np.maximum(xyz, 1e-9)), 7.787 * xyz + 16 / 116)
    return np.stack(
        [116 * bent[:, 1] - 16, 500 * (bent[:, 0] - bent[:, 1]), 200 * (bent[:, 1] - bent[:, 2])],
        axis=1,
    )


def nearest(colours: NDArray[np.uint8], seen: object) -> float:
    """The smallest difference of two values an eighth of the scale or more apart."""
    found = lab(colours, seen)
    apart = np.linalg.norm(found[:, None] - found[None], axis=-1)  # (256, 256)
    levels = np.arange(256)
    return float(apart[np.abs(levels[:, None] - levels) >= 32].min())


@pytest.mark.parametrize("seen", BLIND)
@pytest.mark.parametrize("name", COLORMAPS)
def test_what_is_marked_safe_is_read_by_the_colour_blind(name: str, seen: str) -> None:
    assert (nearest(table(name), BLIND[seen]) >= 6) == (name in SAFE)


def test_a_map_from_red_to_green_would_not_be_marked() -> None:
    share = np.linspace(0, 1, 256)[:, None]
    ends = np.array([[190, 70, 60], [70, 130, 60]])
    wrong = np.rint(ends[0] + (ends[1] - ends[0]) * share).astype(np.uint8)
    assert nearest(wrong, BLIND["none"]) >= 6
    assert nearest(wrong, BLIND["deutan"]) < 6


@pytest.mark.parametrize("name", COLORMAPS)
def test_what_is_marked_keeps_its_order_in_grey(name: str) -> None:
    light = lab(table(name), BLIND["none"])[:, 0]
    steps = np.diff(light if light[-1] > light[0] else light[::-1])
    assert bool((steps > -0.5).all()) == (name in GREY_SAFE)
    assert ("greyscale safe" in marks(name)) == (name in GREY_SAFE)
