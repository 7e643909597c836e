"""On the command line --query counts on the grid of the queries; meta has both grids."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from .conftest import Command

PLUGIN = Path(__file__).parents[1] / "registry" / "two_grids_plugin.py"


@pytest.fixture(autouse=True)
def _no_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.plugins._FILES", {})


def test_check_tells_both_grids(command: Command, photos: Path) -> None:
    found = command("check", "mine:two", photos / "cat.png", "--plugin", PLUGIN)
    assert found.status == 0, found.err
    assert "2 × 64 × 16, 8 × 8 → 4 × 4: Verified" in found.out
    assert "2 × 1 × 65, CLS → CLS + 8 × 8: Verified" in found.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--layer", "0", "--query", "8,0"), "There is no patch 8, 0: rows go from 0 to 7"),
        (
            ("--layer", "0", "--query", "cls"),
            "Layer 0 has no CLS that asks: give ROW,COL.",
        ),
        (("--query", "1,1"), "There is no patch 1, 1, but CLS alone."),
    ],
)
def test_queries_that_are_not_there(
    command: Command, photos: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    out = tmp_path / "map.png"
    found = command("export", "mine:two", photos / "cat.png", "--plugin", PLUGIN, *words, "-o", out)
    assert (found.status, out.exists()) == (2, False)
    assert sentence in found.err


def test_the_arrays_have_the_shapes_that_meta_tells(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    out = tmp_path / "maps.npz"
    found = command("export", "mine:two", photos / "cat.png", "--plugin", PLUGIN, "-o", out)
    assert found.status == 0, found.err
    picture = tmp_path / "map.png"
    words = ("--layer", "0", "--query", "7,7", "--size", 64, "-o", picture)
    found = command("export", "mine:two", photos / "cat.png", "--plugin", PLUGIN, *words)
    assert found.status == 0, found.err
    with np.load(out) as arrays:
        sites = json.loads(str(arrays["meta"]))["sites"]
        shapes = [arrays[name].shape for name in sorted(arrays.files) if name != "meta"]
    for site, shape in zip(sites, shapes, strict=True):
        assert tuple(axis["size"] for axis in site["axes"]) == shape[1:]
    grids = [[(axis["rows"], axis["cols"]) for axis in site["axes"]] for site in sites]
    assert grids == [[(8, 8), (4, 4)], [(0, 0), (8, 8)]]
