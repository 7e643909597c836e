"""The sentence under a picture says what is shown: layer, heads, query, side, what is bright."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.colormaps import COLORMAPS, table
from explorer.core.interventions.mute import Mute
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.trace import Trace
from explorer.explanation.sentence import picture_sentence
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import detector_trace, gate_trace, se_trace, vit_trace

VIT = replace(vit_trace(), model=replace(vit_trace().model, id="vit"))
FOREIGN = replace(vit_trace(), model=replace(vit_trace().model, id="timm:vit"))
CROSS, MASKED, SELF = 0, 2, 4


@pytest.mark.parametrize(
    ("trace", "selection", "expected"),
    [
        (
            VIT,
            Selection(layer=2),
            "Bright: where layer 2 looks on average over its 2 heads, asked by the CLS token, from "
            "which the class is read.",
        ),
        (
            FOREIGN,
            Selection(layer=2),
            "Bright: where layer 2 looks on average over its 2 heads, asked by CLS, a token "
            "without a place.",
        ),
        (
            VIT,
            Selection(layer=1, unit=1, query=6),
            "Bright: where layer 1 looks with its head 1, asked by the patch 1, 1 (row, column).",
        ),
        (
            VIT,
            Selection(layer=0, reduce="max"),
            "Bright: where layer 0 looks most in any of its 2 heads, asked by the CLS token, from "
            "which the class is read.",
        ),
        (
            VIT,
            Selection(layer=0, added=frozenset({(2, 1)})),
            "Bright: where layers 0, 2 look on average over 3 of their heads, asked by the CLS "
            "token, from which the class is read.",
        ),
        (
            se_trace(),
            Selection(layer=1, unit=4),
            "Bright: where channel 4 of block 1 answers, after the gate, which stands at "
            f"{float(se_trace().sites[1].weights()[0, 0, 4]):.3g}.",
        ),
        (
            se_trace(),
            Selection(layer=0, side=GateSide.BEFORE),
            "Bright: where block 0 answers on average over its 6 channels, before the gate.",
        ),
        (gate_trace(), Selection(layer=1), "Bright: the positions that the gate of block 1 lets "
         "through."),
        (
            detector_trace(),
            Selection(layer=1, query=3),
            "Bright: the points where layer 1 looks on average over its 2 heads, asked by "
            "object 3.",
        ),
        (
            text_trace(),
            Selection(layer=1, query=1),
            "Bright: what of the source layer 1 looks at on average over its 2 heads, one row a "
            "word that is written; “novel” comes next, asked by “This”.",
        ),
        (
            text_trace(),
            Selection(layer=MASKED, unit=0, query=1),
            "Bright: what of the text so far layer 0 looks at with its head 0, one row a word that "
            "asks; asked is “This”, and “novel” comes next.",
        ),
        (
            text_trace(),
            Selection(layer=SELF, unit=1, query=1),
            "Bright: where in the text layer 0 looks with its head 1, one row a word that asks; "
            "asked is “小説”.",
        ),
        (
            seq2seq_trace(),
            Selection(query=2),
            "Bright: what of the source the attention looks at, one row a word that is written; "
            "“is” comes next, asked by “novel”.",
        ),
    ],
)  # fmt: skip
def test_every_kind_of_picture(trace: Trace, selection: Selection, expected: str) -> None:
    assert picture_sentence(trace, selection) == expected


def test_what_was_left_out_or_muted_is_said() -> None:
    trace = text_trace()
    said = picture_sentence(trace, Selection(layer=SELF, without=frozenset({0})))
    assert said.endswith("; left out of every row: “この”.")
    mute = Mute(frozenset({(trace.sites[1].name, 0), (trace.sites[1].name, 1)}), settled=True)
    said = picture_sentence(replace(trace, mute=mute), Selection())
    assert said.endswith("; 2 heads are muted in this run.")


def test_what_stands_out_is_what_the_high_end_is() -> None:
    for name in COLORMAPS:
        ends = table(name)[[0, -1]].astype(int).sum(axis=1)
        said = picture_sentence(VIT, Selection(), name)
        if name != "cet_d1a":  # both ends are about as dark
            assert said.startswith("Bright" if ends[1] > ends[0] else "Dark")
    assert picture_sentence(text_trace(), Selection(), view="lines").startswith("Thick: ")


@given(
    st.sampled_from([VIT, FOREIGN, se_trace(), gate_trace(), detector_trace(), text_trace()]),
    st.integers(-3, 9),
    st.integers(MEAN, 9),
    st.integers(-3, 20),
    st.sampled_from(["mean", "max"]),
    st.sampled_from(list(GateSide)),
)
def test_any_selection_has_one_sentence(
    trace: Trace, layer: int, unit: int, query: int, reduce: str, side: GateSide
) -> None:
    selection = Selection(layer=layer, unit=unit, query=query, side=side)
    selection = replace(selection, reduce="max" if reduce == "max" else "mean")
    said = picture_sentence(trace, selection)
    assert said.count(": ") == 1
    assert said.endswith(".")
    assert "  " not in said
    assert np.all([len(word) < 40 for word in said.split()])
