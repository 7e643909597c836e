"""The check of an installation: whole where it is, named where it is not, and without the user."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.cancel import Cancelled
from explorer.registry.catalogue import find
from explorer.runtime import installation, self_test
from explorer.runtime.engine import Engine
from explorer.runtime.installation import Finding, as_json, as_text, examine, shown_path
from explorer.runtime.self_test import difference, numbers, stored


def test_this_installation_is_whole_and_nothing_names_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "secretname"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USER", "secretname")
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(home / "kept"))
    told: list[float] = []
    found = list(examine(lambda looking: told.append(looking.share)))
    assert [one.problem for one in found if one.problem] == []
    assert {one.section for one in found} >= {"Libraries", "Devices", "Files", "Fonts", "Models"}
    models = [one.name for one in found if one.section == "Models"]
    assert models == ["vit", "se-resnet", "spatial-gate", "transformer", "seq2seq"]
    assert told == sorted(told)
    assert "Everything is as it should be." in as_text(found)
    for text in (as_text(found), as_json(found)):
        assert "secretname" not in text
    assert [Finding(**one) for one in json.loads(as_json(found))] == found


def test_a_model_that_gives_other_numbers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = json.loads(json.dumps(stored()))
    known["vit"]["maps"][2] *= 1.01
    monkeypatch.setattr(self_test, "stored", lambda: known)
    (one,) = installation.model_findings("vit", lambda: False)
    assert one.problem.startswith("vit is not right: its numbers differ")
    assert "! vit" in as_text([one])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "Mismatch"}, "its maps are not proved right (Mismatch)"),
        ({"said": "dog"}, "it gives dog, not cat"),
        ({"certain": 0.6}, "its numbers differ"),
        ({"maps": [0.1]}, "it has 1 maps, not 2"),
        ({"more": 1}, "its numbers are not known"),
        ({}, ""),
    ],
)
def test_whatever_differs_is_said(change: dict[str, Any], said: str) -> None:
    known = {"verdict": "Verified", "said": "cat", "certain": 0.5, "maps": [0.1, 0.2]}
    found = difference(known | change, known)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_what_rounding_changes_is_no_difference() -> None:
    entry = find("spatial-gate")
    assert difference(numbers(entry, Engine()), stored()["spatial-gate"]) == ""


def test_it_can_be_stopped_in_the_middle() -> None:
    found = []

    def collect() -> None:
        for one in examine(cancelled=lambda: len(found) > 3):
            found.append(one)

    with pytest.raises(Cancelled):
        collect()
    assert found


def test_a_library_that_is_missing_is_a_problem_only_where_it_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installation, "NEEDED", ("no-such-library",))
    monkeypatch.setattr(installation, "WELCOME", ("no-such-extra",))
    found = {one.name: one for one in installation._versions()}
    assert (
        found["no-such-library"].problem == "no-such-library is missing. Install the program again."
    )
    assert (found["no-such-extra"].value, found["no-such-extra"].problem) == ("not installed", "")


@given(st.lists(st.sampled_from(["ann", "x", "ann-photos", "data"]), min_size=1, max_size=4))
def test_no_path_names_the_user(parts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", "/home/ann")
        patch.setenv("USER", "ann")
        for root in ("/home/ann", "/srv", "/"):
            shown = shown_path(Path(root, *parts))
            within = shown.removeprefix("~/") if root == "/home/ann" else shown
            assert root == "/home/ann" or "ann" not in within
            assert "/home/ann" not in shown
