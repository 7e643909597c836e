"""The oldest versions that the project allows."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from pip._vendor.packaging.requirements import Requirement

from lowest import main, resolved

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"].values()
LINES = {*PROJECT["dependencies"], *(line for extra in EXTRAS for line in extra)}


@pytest.mark.parametrize("line", sorted(LINES))
def test_whatever_the_program_needs_has_a_lower_bound(line: str) -> None:
    wanted = Requirement(line)
    bounded = any(one.operator in (">=", "==", "~=") for one in wanted.specifier)
    assert bounded or wanted.name in (PROJECT["name"], "types-psutil")  # stubs have no behaviour


def test_the_oldest_versions_are_written_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, called = tmp_path / "lowest.txt", list[Sequence[str]]()

    def call(command: Sequence[str]) -> int:
        called.append(command)
        target.write_text("numpy==1.26.4\n")
        return 0

    assert main(str(target), call) == 0
    assert called[-1] == resolved(target, ROOT / "pyproject.toml", "test")
    assert "lowest-direct" in called[-1]
    assert capsys.readouterr().out == "numpy==1.26.4\n"


def test_what_cannot_be_resolved_is_no_success(tmp_path: Path) -> None:
    assert main(str(tmp_path / "lowest.txt"), lambda command: 2) != 0
