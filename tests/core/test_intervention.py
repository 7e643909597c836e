"""What may be done to a run: read from what people type, named in a run, told in words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.intervention import (
    ALL,
    Block,
    Hold,
    cell_box,
    numbers,
    on_input,
    parsed_block,
    parsed_holds,
)
from explorer.core.mute import Mute, MuteError
from explorer.core.placement import Placement
from explorer.core.sites.axes import PatchGrid, Tokens
from tests.core.text_traces import text_trace
from tests.core.traces import se_trace, vit_trace

WHOLE = Placement(0, 0, 48, 32, 48, 32)
CROPPED = Placement(8, 0, 40, 32, 48, 32)
GRID = PatchGrid(3, 4, ("CLS",))
WORDS = Tokens(("▁the", "▁bro", "wn", "▁fox", "</s>"), (0, 1, 1, 2, 3), frozenset({4}),
               ("the", "bro", "wn", "fox", "</s>"))  # fmt: skip


def test_gates_are_read_as_layer_channel_and_value() -> None:
    assert parsed_holds("3.12=0, 2.*=1,blocks.0.se.1-2=-0.5") == {
        Hold(3, 12, 0.0), Hold(2, ALL, 1.0), Hold("blocks.0.se", 1, -0.5),
        Hold("blocks.0.se", 2, -0.5),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "3.12", "3.12=", "3=0", "3.12=nan", "3.12=inf", "=1", ".=0"])
def test_other_gates_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(MuteError, match=r"[.]$"):
        parsed_holds(text)


def test_looks_are_read_as_queries_and_keys() -> None:
    assert parsed_block("3-5+7>0") == Block(("3-5", "7"), ("0",))
    assert parsed_block("dog>cat + the@encoder") == Block(("dog",), ("cat", "the"), ("encoder",))
    assert parsed_block("*>1@5") == Block(("*",), ("1",), (5,))


@pytest.mark.parametrize("text", ["", ">", "3", "3>", ">3", "@5", "3@5"])
def test_other_looks_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(MuteError, match="Looks are blocked as"):
        parsed_block(text)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (parsed_holds, parsed_block, lambda one: Mute.asked(mask=[one])):
        with suppress(MuteError):
            assert read(text)
    for axis in (GRID, WORDS):
        with suppress(MuteError):
            found = numbers(axis, [text], WHOLE)
            assert found == (ALL,) or all(0 <= one < axis.size for one in found)


def test_tokens_are_named_by_numbers_words_and_places() -> None:
    assert numbers(WORDS, ["brown", 0]) == (0, 1, 2)
    assert numbers(WORDS, ["1-3"]) == (1, 2, 3)
    assert numbers(WORDS, ["*"]) == (ALL,)
    assert numbers(GRID, ["cls"]) == (0,)
    assert numbers(GRID, ["2,3"]) == (12,)
    assert numbers(GRID, ["0,0,0.5,0.4"], WHOLE) == (1, 2)  # middles at 1/8 and 3/8 of the width
    for wrong in ("5", "cat", "1-9"):
        with pytest.raises(MuteError):
            numbers(WORDS, [wrong])
    for wrong in ("3,0", "0,9", "13", "0.5,0.5", "0,0,0.01,0.01", "1,2,3"):
        with pytest.raises(MuteError):
            numbers(GRID, [wrong], WHOLE)


def test_boxes_of_the_photo_lie_in_the_models_input() -> None:
    assert on_input((0.5, 0.0, 1.0, 0.5), WHOLE) == (0.5, 0.0, 1.0, 0.5)
    assert on_input((0.5, 0.0, 1.0, 0.5), CROPPED) == (0.5, 0.0, 1.0, 0.5)
    assert on_input((0.25, 0.0, 0.5, 1.0), CROPPED) == (0.125, 0.0, 0.5, 1.0)
    with pytest.raises(MuteError, match="Nothing of the region"):
        on_input((0.0, 0.0, 0.1, 1.0), CROPPED)
    assert cell_box((1, 2), (4, 4)) == (0.5, 0.25, 0.75, 0.5)


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
