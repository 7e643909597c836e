"""Boxes and masks of a photo from files; whatever is none is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from explorer.core.photo_region import PhotoRegion
from explorer.inputs.regions import RegionFileError, read_region

SIZE = (40, 20)
PHOTO = Path("/photos/cats/tom.jpg")


def write(folder: Path, value: object) -> Path:
    path = folder / "boxes.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_boxes_of_one_photo_and_of_many(tmp_path: Path) -> None:
    box = [0.25, 0.5, 0.75, 1]
    expected = ((10.0, 10.0, 30.0, 20.0),)
    for value in ([box], {"cats/tom.jpg": [box]}, {"tom.jpg": [box], "dogs/rex.jpg": []}):
        assert read_region(write(tmp_path, value), PHOTO, SIZE) == (expected, None)


def test_a_mask(tmp_path: Path) -> None:
    inside = np.zeros(SIZE[::-1], np.uint8)
    inside[5:8, 10:20] = 255
    path = tmp_path / "mask.png"
    Image.fromarray(inside).save(path)
    boxes, mask = read_region(path, None, SIZE)
    assert boxes == ()
    assert mask is not None
    np.testing.assert_array_equal(mask, inside > 0)
    assert PhotoRegion("0", (), mask).box == (10, 5, 20, 8)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"dogs/rex.jpg": [[0, 0, 1, 1]]}, "has no boxes of tom.jpg"),
        ([], "holds no boxes"),
        ([[0, 0, 2, 1]], "holds no boxes"),
        ([[0.5, 0, 0.5, 1]], "holds no boxes"),
        ([[True, 0, 1, 1]], "holds no boxes"),
        ("boxes", "holds no boxes"),
    ],
)
def test_what_is_no_box_is_refused(tmp_path: Path, value: object, words: str) -> None:
    with pytest.raises(RegionFileError, match=words):
        read_region(write(tmp_path, value), PHOTO, SIZE)


def test_what_is_no_mask_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mask.png"
    path.write_bytes(b"nothing")
    with pytest.raises(RegionFileError, match="neither a picture nor JSON"):
        read_region(path, None, SIZE)
    Image.new("L", (4, 4)).save(path)
    with pytest.raises(RegionFileError, match="4 × 4 pixels, the photo 40 × 20"):
        read_region(path, None, SIZE)
    Image.new("L", SIZE).save(path)
    with pytest.raises(RegionFileError, match="black all over"):
        read_region(path, None, SIZE)
    with pytest.raises(RegionFileError, match="cannot be read as boxes"):
        read_region(tmp_path / "none.json", None, SIZE)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=8))
def test_any_json_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    path = write(tmp_path_factory.mktemp("any"), value)
    try:
        boxes, mask = read_region(path, PHOTO, SIZE)
    except RegionFileError:
        return
    assert mask is None
    assert all(0 <= x0 < x1 <= 40 and 0 <= y0 < y1 <= 20 for x0, y0, x1, y1 in boxes)
