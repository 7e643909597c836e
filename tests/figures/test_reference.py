"""Every view against the picture of it that was looked at: alike, but for the edges of letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from explorer.export.render import Pixels
from tests.figures.reference import FOLDER, Draw, cases, file_of, halved

ALIKE = 0.95
"""The least correlation: half a line of text less is 0.93 in a picture of few words."""
FAR, FEW = 72, 0.03
"""How far a pixel may lie from the other, of 255, and the share of those that lie further."""
CASES = dict(cases())


def correlation(one: Pixels, other: Pixels) -> float:
    """Of all values of two pictures; 1 where both are the same."""
    if np.array_equal(one, other):
        return 1.0
    return float(np.corrcoef(one.ravel().astype(float), other.ravel().astype(float))[0, 1])


def far(one: Pixels, other: Pixels) -> float:
    """The share of the pixels that differ much."""
    return float((np.abs(one.astype(int) - other.astype(int)).max(axis=-1) > FAR).mean())


@pytest.mark.parametrize("name", CASES)
def test_a_view_looks_as_it_did(name: str) -> None:
    make: Draw = CASES[name]
    found, known = halved(make()), np.asarray(Image.open(file_of(name)).convert("RGB"))
    assert found.shape == known.shape
    assert correlation(found, known) >= ALIKE
    assert far(found, known) <= FEW


def test_every_picture_that_is_kept_is_drawn() -> None:
    assert {file.stem for file in FOLDER.glob("*.png")} == set(CASES)


def test_another_picture_would_be_noticed() -> None:
    """The nearest two of one view are told apart."""
    known = np.asarray(Image.open(file_of("matrix-night")).convert("RGB"))
    other = np.asarray(Image.open(file_of("matrix-hover")).convert("RGB"))
    assert far(known, other) > 0
    moved = np.roll(known, 4, axis=1)
    assert correlation(known, moved) < ALIKE or far(known, moved) > FEW
