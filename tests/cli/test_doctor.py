"""`attention-explorer doctor`: what it prints, and its status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from explorer.cli import main
from explorer.runtime import installation
from explorer.runtime.installation import Finding


@pytest.fixture(params=["", "vit is not right: it gives dog. Install the program again."])
def problem(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    def few(*_: Any) -> Iterator[Finding]:
        yield Finding("Program", "Python", "3.11")
        yield Finding("Models", "vit", "cat 0.9", request.param)

    monkeypatch.setattr(installation, "examine", few)
    monkeypatch.setattr("explorer.cli.doctor.examine", few)
    return str(request.param)


def test_it_prints_a_table_and_what_to_send(
    problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == (1 if problem else 0)
    printed = capsys.readouterr()
    assert printed.out.startswith("Program\n  Python  3.11\n\nModels\n")
    assert (problem or "Everything is as it should be.") in printed.out
    assert "Send this with a report" in printed.out
    assert printed.err == ""


def test_json_is_for_programs(problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == (1 if problem else 0)
    rows = json.loads(capsys.readouterr().out)
    assert rows[1] == {"section": "Models", "name": "vit", "value": "cat 0.9", "problem": problem}
