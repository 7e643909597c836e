"""Which heads are muted: read from what people type, and named in a run."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.interventions.intervention import ALL, MuteError
from explorer.core.interventions.mute import NOTHING_MUTED, Mute, MuteMode, cells_muted
from tests.core.text_traces import text_trace
from tests.core.traces import se_trace, vit_trace


def test_heads_are_read_as_layer_and_head() -> None:
    mute = Mute.parse("5.3, 7.*,encoder:1.0-2,blocks.0.attn.4", "mean")
    assert mute.heads == {
        (5, 3), (7, ALL), ("encoder:1", 0), ("encoder:1", 1), ("encoder:1", 2), ("blocks.0.attn", 4)
    }  # fmt: skip
    assert mute.mode is MuteMode.MEAN


@pytest.mark.parametrize("text", ["", ",", "5", "5.", ".3", "5.-1", "5.x", "5.3-1", "5,3"])
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(MuteError, match=r"[.?*]$|not "):
        Mute.parse(text)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    with suppress(MuteError):
        assert Mute.parse(text)


def test_a_run_names_its_sites() -> None:
    sites = vit_trace().sites
    mute = Mute.parse("2.1,0.*").named(sites)
    first, last = "blocks.0.attention", "blocks.2.attention"
    assert mute.heads == {(last, 1), (first, 0), (first, 1)}
    assert mute.named(sites) == mute
    assert mute.cells(sites) == {(2, 1), (0, 0), (0, 1)}
    assert mute.by_name() == {last: {1}, first: {0, 1}}
    assert mute.told(sites) == "0.0, 1; 2.1 (zero)"
    assert cells_muted(sites, [(2, 1), (0, 0), (0, 1)], MuteMode.ZERO) == mute
    assert not NOTHING_MUTED
    assert NOTHING_MUTED.told(sites) == ""


def test_layers_of_a_text_are_counted_within_their_part() -> None:
    sites = text_trace().sites
    mute = Mute.parse("1.0,encoder:0.1").named(sites)
    assert mute.told(sites) == "cross:1.0; encoder:0.1 (zero)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9.0", "no layer 9"),
        ("0.7", "heads go from 0 to 1"),
        ("nowhere.0", "no site named nowhere"),
    ],
)
def test_what_a_run_does_not_have_is_refused(text: str, said: str) -> None:
    with pytest.raises(MuteError, match=said):
        Mute.parse(text).named(vit_trace().sites)


def test_channels_are_no_heads() -> None:
    with pytest.raises(MuteError, match="channel gate"):
        Mute.parse("0.0").named(se_trace().sites)


@pytest.mark.parametrize("head", [-2, 1.5, True, "x"])
def test_heads_of_code_are_numbers(head: object) -> None:
    with pytest.raises(MuteError, match="number"):
        Mute.of([(0, head)])  # type: ignore[list-item]


def test_a_mode_that_there_is_not_is_refused() -> None:
    with pytest.raises(MuteError, match="zero or mean"):
        Mute.of([(0, 0)], "noise")
