"""What is done to a run names its sites, gates and tokens, and says so in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.core.interventions.intervention import ALL, Block, MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.interventions.named_tokens import cell_box, on_input
from explorer.core.sites.axes import PatchGrid
from tests.core.text_traces import text_trace
from tests.core.traces import se_trace, vit_trace


def test_a_run_names_what_is_done_to_it() -> None:
    trace = vit_trace()
    axis = trace.sites[0].query_axis
    assert isinstance(axis, PatchGrid)
    mute = Mute.asked("1.0", mask=["0,1", "0,0,0.5,0.5"], block=["cls>1-2", "0,0>*@1"])
    named = mute.named(trace.sites, trace.placement)
    names = tuple(site.name for site in trace.sites)
    assert named.settled
    assert named.masked == {
        cell_box((0, 1), (axis.rows, axis.cols)), on_input((0, 0, 0.5, 0.5), trace.placement)
    }  # fmt: skip
    assert named.blocks == {
        Block((0,), (1, 2), names), Block((axis.index(0, 0),), (ALL,), (names[1],))
    }  # fmt: skip
    said = named.facts(trace.sites)
    assert said["Muted"] == "1.0 (zero)"
    assert said["Blocked"] == "0 > 1, 2; 1 > all in layers 1"
    assert "of the input" in said["Masked"]
    assert named.named(trace.sites) == named


def test_gates_of_a_run() -> None:
    trace = se_trace()
    named = Mute.asked(hold="0.1=0,1.*=1").named(trace.sites)
    first, second = trace.sites[:2]
    assert named.held() == {
        first.name: {1: 0.0}, second.name: dict.fromkeys(range(second.units), 1.0)
    }  # fmt: skip
    assert named.facts(trace.sites) == {"Held": "0.1 = 0; 1 = 1"}
    assert (0, 1) in named.cells(trace.sites)
    for wrong, said in (("0.999=0", "no channel 999"), ("9.0=0", "no layer 9")):
        with pytest.raises(MuteError, match=said):
            Mute.asked(hold=wrong).named(trace.sites)
    with pytest.raises(MuteError, match="mute them"):
        Mute.asked(hold="0.0=1").named(vit_trace().sites)


def test_tokens_of_a_text() -> None:
    trace = text_trace()
    word = trace.sentence.tokens.text(trace.sentence.tokens.groups(merged=True)[0])
    mute = Mute.asked(mask=[word, "1"], block=[f"0>{word}", "*>1@encoder"])
    named = mute.named(trace.sites, None, trace.sentence)
    assert 1 in named.masked
    assert 0 in named.masked
    assert named.read == trace.sentence.ids
    parts = {
        site.part for block in named.blocks for site in trace.sites if site.name in block.sites
    }
    assert parts == {"cross", "encoder"}
    assert "encoder" in named.facts(trace.sites)["Blocked"]
    named.check_text(trace.sentence.ids)
    with pytest.raises(MuteError, match="another text"):
        named.check_text((*trace.sentence.ids, 3))
    elsewhere = named.elsewhere()
    assert not elsewhere
    elsewhere.check_text((1, 2))


def test_what_a_run_does_not_have_is_refused() -> None:
    trace = text_trace()
    for wrong in ("99", "nonsense"):
        with pytest.raises(MuteError):
            Mute.asked(mask=[wrong]).named(trace.sites, None, trace.sentence)
    box = replace(Mute(), masked=frozenset({(0.0, 0.0, 1.0, 1.0)}))
    with pytest.raises(MuteError, match="no photo"):
        box.named(trace.sites, None, trace.sentence)
    with pytest.raises(MuteError, match="no tokens that look"):
        Mute.asked(block=["0>0"]).named(se_trace().sites)


def test_nothing_is_nothing() -> None:
    assert not Mute.asked()
    assert Mute.asked().facts(vit_trace().sites) == {}
    for one in ({"hold": "0.1=0"}, {"mask": ["1"]}, {"block": ["0>1"]}):
        assert Mute.asked(**one)
