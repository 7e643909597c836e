"""Tokens of a text and parts of a photo by the names that people give them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.interventions.intervention import ALL, MuteError, parsed_block, parsed_holds
from explorer.core.interventions.mute import Mute
from explorer.core.interventions.named_tokens import cell_box, numbers, on_input
from explorer.core.placement import Placement
from explorer.core.sites.axes import PatchGrid, Tokens

WHOLE = Placement(0, 0, 48, 32, 48, 32)
CROPPED = Placement(8, 0, 40, 32, 48, 32)
GRID = PatchGrid(3, 4, ("CLS",))
WORDS = Tokens(("▁the", "▁bro", "wn", "▁fox", "</s>"), (0, 1, 1, 2, 3), frozenset({4}),
               ("the", "bro", "wn", "fox", "</s>"))  # fmt: skip


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (parsed_holds, parsed_block, lambda one: Mute.asked(mask=[one])):
        with suppress(MuteError):
            assert read(text)
    for axis in (GRID, WORDS):
        with suppress(MuteError):
            found = numbers(axis, [text], WHOLE)
            assert found == (ALL,) or all(0 <= one < axis.size for one in found)


def test_tokens_are_named_by_numbers_words_and_places() -> None:
    assert numbers(WORDS, ["brown", 0]) == (0, 1, 2)
    assert numbers(WORDS, ["1-3"]) == (1, 2, 3)
    assert numbers(WORDS, ["*"]) == (ALL,)
    assert numbers(GRID, ["cls"]) == (0,)
    assert numbers(GRID, ["2,3"]) == (12,)
    assert numbers(GRID, ["0,0,0.5,0.4"], WHOLE) == (1, 2)  # middles at 1/8 and 3/8 of the width
    for wrong in ("5", "cat", "1-9"):
        with pytest.raises(MuteError):
            numbers(WORDS, [wrong])
    for wrong in ("3,0", "0,9", "13", "0.5,0.5", "0,0,0.01,0.01", "1,2,3"):
        with pytest.raises(MuteError):
            numbers(GRID, [wrong], WHOLE)


def test_boxes_of_the_photo_lie_in_the_models_input() -> None:
    assert on_input((0.5, 0.0, 1.0, 0.5), WHOLE) == (0.5, 0.0, 1.0, 0.5)
    assert on_input((0.5, 0.0, 1.0, 0.5), CROPPED) == (0.5, 0.0, 1.0, 0.5)
    assert on_input((0.25, 0.0, 0.5, 1.0), CROPPED) == (0.125, 0.0, 0.5, 1.0)
    with pytest.raises(MuteError, match="Nothing of the region"):
        on_input((0.0, 0.0, 0.1, 1.0), CROPPED)
    assert cell_box((1, 2), (4, 4)) == (0.5, 0.25, 0.75, 0.5)
