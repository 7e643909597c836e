"""What `evaluate` measured of a model's maps, as its card and the page have it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vision_training.map_measures import CARDS, kept, read, table

SUMMARY = """method,name,photos,deletion,deletion standard error,positive,positive standard error
random,Random,150,0.377925,0.0154178,41.4333,2.08238
last,"Raw map, last layer",150,0.229917,0.0156058,52.0333,2.04912
"""


def test_a_summary_becomes_a_card_and_a_table(tmp_path: Path) -> None:
    (tmp_path / "summary.csv").write_text(SUMMARY, encoding="utf-8")
    rows = read(tmp_path)
    assert kept(rows) == {
        "photos": 150,
        "measured": {
            "random": {"deletion": [0.377925, 0.0154178], "positive": [41.4333, 2.08238]},
            "last": {"deletion": [0.229917, 0.0156058], "positive": [52.0333, 2.04912]},
        },
    }
    assert table(rows) == [
        "| map | deletion | positive |",
        "|---|---|---|",
        "| Random | 0.378 ± 0.015 | **41.4 ± 2.1** |",
        "| Raw map, last layer | **0.230 ± 0.016** | 52.0 ± 2.0 |",
    ]


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.json")), ids=lambda path: path.stem)
def test_what_a_card_says_of_maps_stands_in_the_page(path: Path) -> None:
    maps = json.loads(path.read_text(encoding="utf-8"))["metrics"].get("maps")
    if maps is None:
        pytest.skip("of no maps")
    page = (CARDS.parent / "docs" / "check.md").read_text(encoding="utf-8")
    for measured in maps["measured"].values():
        mean, error = measured["deletion"]
        assert f"{mean:.3f} ± {error:.3f}" in page
