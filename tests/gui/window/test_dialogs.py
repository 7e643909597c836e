"""What a name in the dialog for saving means."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.gui.exchange.saving import PICTURES
from explorer.gui.window.dialogs import named

PNG, SVG, _ = PICTURES.split(";;")


@pytest.mark.parametrize(
    ("typed", "chosen", "meant"),
    [
        ("map.png", PNG, "map.png"),
        ("map", PNG, "map.png"),
        ("map", SVG, "map.svg"),
        ("map.layer03", SVG, "map.layer03.svg"),
        ("other.pdf", PNG, "other.pdf"),  # who types an ending means it
        ("map.png", SVG, "map.svg"),  # only the filter was changed
        ("other.png", SVG, "other.png"),
        ("map.jpg", PNG, "map.jpg.png"),
        ("map", "", "map.png"),
    ],
)
def test_a_name_says_the_format(typed: str, chosen: str, meant: str) -> None:
    folder = Path("pictures")
    assert named(folder / typed, folder / "map.png", PICTURES, chosen) == folder / meant
