"""What one run is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.core.inputs import Inputs, Modality, spoken

PHOTO, TEXT = Modality.PHOTO, Modality.TEXT


@pytest.mark.parametrize(
    ("inputs", "given", "said"),
    [
        (Inputs(), set(), ""),
        (Inputs((Path("a.jpg"),)), {PHOTO}, "photos"),
        (Inputs(text="a fox"), {TEXT}, "texts"),
        (Inputs((Path("a.jpg"), Path("b.jpg")), text="a fox"), {TEXT, PHOTO}, "photos and texts"),
    ],
)
def test_what_there_is_of_each_kind(inputs: Inputs, given: set[Modality], said: str) -> None:
    assert inputs.given == given
    assert spoken(inputs.given) == said
