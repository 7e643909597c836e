"""The oldest versions that the project allows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pip._vendor.packaging.requirements import Requirement

from lowest import oldest, requirements

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("wanted", "versions", "found"),
    [
        ("numpy>=1.26", ["2.1", "1.26.4", "1.26.0", "1.25"], "1.26.0"),
        ("qt>=6.8,!=6.8.0", ["6.8.0", "6.8.1", "6.10"], "6.8.1"),
        ("torch", ["1.13", "2.0"], ""),
        ("keras>=3.12", ["3.1"], ""),
        ("keras>=3.12", ["3.12.0rc1", "odd", "3.12.0"], "3.12.0"),
    ],
)
def test_the_oldest_that_is_allowed(wanted: str, versions: list[str], found: str) -> None:
    assert oldest(Requirement(wanted), versions) == found


def test_extras_that_an_extra_names_count_too() -> None:
    project = {
        "name": "own",
        "dependencies": ["a>=1"],
        "optional-dependencies": {"test": ["own[more]", "b"], "more": ["c>=2"], "other": ["d"]},
    }
    assert {one.name for one in requirements(project, ["test"])} == {"a", "b", "c"}


def test_everything_that_this_project_needs_is_known() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {one.name for one in requirements(project, ["test"])}
    assert {"PySide6-Essentials", "numpy", "timm", "keras", "pytest"} <= names
    assert project["name"] not in names
