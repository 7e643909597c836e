"""Types of the library that are unlike others: opened whole, or refused in one true sentence."""

from __future__ import annotations

import pytest

from model_coverage.jobs import Job
from model_coverage.opening import opened
from tests.models.conftest import one_thread
from tests.registry import hf_models

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("altclip", ["", "#vision", "#text"]),  # the file's names are those of the whole alone
        ("pix2struct", ["#text"]),  # its text side is a decoder by itself
        ("colpali", ["", "#vision", "#text"]),  # its sides lie two deep
    ],
)
def test_sides_are_opened_with_their_own_weights(name: str, sides: list[str]) -> None:
    rows = opened(Job("transformers", name, name))
    assert [row.side for row in rows] == sides
    assert {row.outcome for row in rows} == {"verified"}
    assert all(row.sites == row.placed == row.verified > 0 for row in rows)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bark", "is made of models that run one after the other"),
        ("audio-spectrogram-transformer", "listens to sound"),
        ("convnext", "has neither attention nor gates"),
    ],
)
def test_what_cannot_be_shown_is_told_truly(name: str, sentence: str) -> None:
    (row,) = opened(Job("transformers", name, name))
    assert row.outcome == "refused"
    assert sentence in row.reason


def test_a_configuration_with_an_infinite_number_is_read() -> None:
    """The library writes infinity, the longest time step of a hybrid, as {"__float__": …}."""
    (row,) = opened(Job("transformers", "falcon_h1", "falcon_h1"))
    assert row.outcome == "verified"
    assert row.sites == row.placed == row.verified == 2
