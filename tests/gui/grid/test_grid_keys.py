"""Where keys lead in grids with and without sections."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from explorer.gui.grid.grid_shape import Cell, GridShape, Section
from explorer.gui.grid.grid_view import after_key

KEY = Qt.Key
SECTIONS = GridShape(
    ("0", "1", "2", "0", "1", "0", "1", "2"),
    ("mean", "0", "1", "2"),
    smooth=False,
    sections=(Section("Cross", "", 3), Section("Decoder", "", 2, 2), Section("Encoder", "", 3)),
)
NOTHING: frozenset[str] = frozenset()
MIDDLE, ALL = frozenset({"Decoder"}), frozenset({"Cross", "Decoder", "Encoder"})


def test_every_arrow_moves_through_layers_of_one_map() -> None:
    grid = GridShape(("0", "1", "2", "3"), ("gate",))
    assert after_key(KEY.Key_Right, (1, 0), grid) == (2, 0)
    assert after_key(KEY.Key_Left, (1, 0), grid) == (0, 0)
    assert after_key(KEY.Key_Down, (3, 0), grid) == (3, 0)


@pytest.mark.parametrize(
    ("key", "folded", "start", "end"),
    [
        (KEY.Key_Down, NOTHING, (2, 1), (3, 1)),
        (KEY.Key_Down, NOTHING, (2, 3), (3, 1)),  # as far right as that row goes
        (KEY.Key_Right, NOTHING, (3, 1), (3, 1)),
        (KEY.Key_Down, MIDDLE, (2, 3), (5, 3)),
        (KEY.Key_Up, MIDDLE, (5, 0), (2, 0)),
        (KEY.Key_Up, MIDDLE, (4, 1), (2, 1)),  # out of what was folded around it
        (KEY.Key_Right, MIDDLE, (4, 0), (4, 1)),
        (KEY.Key_Home, frozenset({"Cross"}), (7, 2), (3, 1)),
        (KEY.Key_End, frozenset({"Encoder"}), (0, 0), (4, 0)),
        (KEY.Key_End, ALL, (0, 2), (0, 2)),
        (KEY.Key_Down, ALL, (0, 2), (0, 2)),
        (KEY.Key_PageDown, NOTHING, (1, 1), (4, 1)),
        (KEY.Key_PageDown, NOTHING, (2, 3), (4, 1)),  # its last layer, its last head
        (KEY.Key_PageUp, NOTHING, (6, 2), (4, 1)),
        (KEY.Key_PageUp, MIDDLE, (6, 0), (4, 0)),  # folded or not
        (KEY.Key_PageUp, NOTHING, (1, 2), (1, 2)),
        (KEY.Key_PageDown, NOTHING, (7, 2), (7, 2)),
    ],
)
def test_keys_between_sections(key: Qt.Key, folded: frozenset[str], start: Cell, end: Cell) -> None:
    assert after_key(key, start, SECTIONS, folded) == end


def test_alt_makes_pages_of_arrows_and_nothing_of_other_keys() -> None:
    assert after_key(KEY.Key_Down, (1, 1), SECTIONS, alt=True) == (4, 1)
    assert after_key(KEY.Key_Up, (6, 1), SECTIONS, MIDDLE, alt=True) == (4, 1)
    for key in (KEY.Key_Left, KEY.Key_Home, KEY.Key_PageUp):
        assert after_key(key, (6, 1), SECTIONS, alt=True) is None


def test_pages_are_for_sections_only() -> None:
    plain = GridShape(("0", "1"), ("mean", "0"))
    assert after_key(KEY.Key_PageDown, (0, 0), plain) is None
    assert after_key(KEY.Key_Down, (0, 0), plain, alt=True) is None
