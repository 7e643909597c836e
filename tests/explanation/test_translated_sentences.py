"""The sentence under a picture, of every kind of picture, in the languages of the window."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from explorer.core.interventions.mute import Mute
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.trace import Trace
from explorer.explanation.sentence import picture_sentence
from explorer.explanation.translation import Catalogue
from explorer.resource_files import resources
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import detector_trace, gate_trace, se_trace, vit_trace

JAPANESE = Catalogue.read(resources() / "translations" / "ja")
VIT = replace(vit_trace(), model=replace(vit_trace().model, id="vit"))
FOREIGN = replace(vit_trace(), model=replace(vit_trace().model, id="timm:vit"))
OF_TOKENS = re.compile("「[^」]*」")
TRACES = (VIT, FOREIGN, se_trace(), gate_trace(), detector_trace(), text_trace(), seq2seq_trace())


def english(said: str) -> list[str]:
    """The English words of a sentence; what is a token or a term of its own aside."""
    return [one for one in re.findall("[A-Za-z]{3,}", OF_TOKENS.sub("", said)) if one != "CLS"]


@pytest.mark.parametrize("trace", TRACES, ids=lambda one: f"{one.model.id} {len(one.sites)}")
def test_no_picture_is_told_in_english_in_a_japanese_window(trace: Trace) -> None:
    last = len(trace.sites) - 1
    cells = (frozenset(), frozenset({(last, 0)}), frozenset({(0, 0), (0, 1), (last, 1)}))
    for layer, unit, query, reduce, side, added, view in product(
        range(len(trace.sites)), (MEAN, 1), (0, 1), ("mean", "max"), GateSide, cells, ("", "lines")
    ):
        selection = Selection(layer=layer, unit=unit, query=query, side=side, added=added)
        selection = replace(selection, reduce="max" if reduce == "max" else "mean")
        told = picture_sentence(trace, selection, view=view)
        said = JAPANESE.translate(told)
        assert not english(said), (told, said)
        assert said.endswith("。")


def test_what_was_changed_in_the_run_is_told_too() -> None:
    trace = text_trace()
    muted = frozenset({(trace.sites[1].name, 0), (trace.sites[1].name, 1)})
    changed = replace(trace, mute=Mute(muted, settled=True))
    told = picture_sentence(changed, Selection(layer=4, without=frozenset({0})))
    said = JAPANESE.translate(told)
    assert said.endswith("全行から除外：「この」；この実行では 2 個のヘッドをミュート。")  # noqa: RUF001
    assert not english(said)
