"""The walk through the program: what is counted is known beforehand."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from walk import Walk, table

NEAR = """
from walked.far.b import Far, twice

class Near:
    size = max(1, 2)

    def go(self):
        return twice(3) + self.stay() + Far().go()

    def stay(self):
        return sum(self.numbers())

    def numbers(self):
        yield 1
        yield 2
"""
FAR = """
def twice(number):
    return 2 * number

class Far:
    def go(self):
        return 4
"""


@pytest.fixture
def near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A package of two folders, and its class `Near`."""
    for folder, name, text in (("near", "a", NEAR), ("far", "b", FAR)):
        (tmp_path / "walked" / folder).mkdir(parents=True)
        (tmp_path / "walked" / folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield lambda: importlib.import_module("walked.near.a").Near()
    for name in [name for name in sys.modules if name.split(".")[0] == "walked"]:
        del sys.modules[name]


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    before = sys.getprofile()
    made = Walk(tmp_path / "walked")
    yield made
    made.close()
    sys.setprofile(before)


def test_functions_are_counted_modules_and_classes_are_not(walk: Walk, near: Any) -> None:
    with walk.counting():
        assert near().go() == 6 + 3 + 4
    # go, twice, stay, numbers three times (two values and the end), Far.go
    assert walk.figures() == {"files": 2, "functions": 5, "calls": 7, "moves": 3}


def test_other_threads_count_and_what_is_outside_of_a_walk_does_not(walk: Walk, near: Any) -> None:
    thing = near()
    thing.go()
    with walk.counting():
        thread = threading.Thread(target=thing.stay)
        thread.start()
        thread.join()
    thing.go()
    assert walk.figures() == {"files": 1, "functions": 2, "calls": 4, "moves": 0}


def test_the_table_shows_both_checkouts() -> None:
    now = {"a walk": {"files": 9, "functions": 20, "calls": 1500, "moves": 3}}
    old = {"a walk": {"files": 99, "functions": 500, "calls": 12000, "moves": 30}}
    assert "| a walk | 9 | 20 | 1,500 | 3 |" in table(now)
    assert "| a walk | 99 → 9 | 500 → 20 | 12,000 → 1,500 | 30 → 3 |" in table(now, old)
