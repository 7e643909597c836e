"""A site, a head and a query, found by what a person calls them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.foreign import plain
from explorer.core.map.long.region import Region
from explorer.core.selection import MEAN, Selection
from explorer.core.selector import (
    Part,
    SelectionError,
    site_named,
    site_numbers,
    with_head,
    with_query,
    with_region,
)
from explorer.core.trace import Trace
from tests.core.text_traces import text_trace
from tests.core.traces import detector_trace, gate_trace, se_trace, vit_trace


def query(trace: Trace, asked: object, layer: int = 0) -> int:
    return with_query(trace, Selection(layer=layer), asked).query  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("layer", "found"),
    [
        (None, (2,)),
        (0, (0,)),
        (-1, (2,)),
        ("-3", (0,)),
        ("1", (1,)),
        ("all", (0, 1, 2)),
        ("blocks.1.attention", (1,)),
    ],
)
def test_layers_of_a_photo(layer: int | str | None, found: tuple[int, ...]) -> None:
    assert site_numbers(vit_trace(), layer) == found


@pytest.mark.parametrize(
    ("part", "layer", "found"),
    [
        (None, None, (1,)),
        (None, 0, (0,)),
        ("encoder", 0, (4,)),
        ("encoder", None, (5,)),
        ("decoder", -1, (3,)),
        ("decoder", "all", (2, 3)),
        ("cross", "self.1", (5,)),  # a name is found wherever it stands
    ],
)
def test_layers_of_a_text_are_counted_within_its_parts(
    part: str | None, layer: int | str | None, found: tuple[int, ...]
) -> None:
    assert site_numbers(replace(text_trace(), best=1), layer, part) == found


@pytest.mark.parametrize(
    ("layer", "part", "sentence"),
    [
        (3, None, "There is no layer 3: layers go from 0 to 2."),
        ("-4", None, "There is no layer -4: layers go from 0 to 2."),
        ("blocks.7.attention", None, r"no site named blocks.7.attention. Did you mean blocks\.\d"),
        ("zzz", None, "no site named zzz. The first is blocks.0.attention."),
        ("", None, "no site named so."),
        (0, "cross", "Toy has no cross attention"),
    ],
)
def test_layers_that_are_not_there(layer: int | str, part: str | None, sentence: str) -> None:
    with pytest.raises(SelectionError, match=sentence):
        site_numbers(vit_trace(), layer, part)


def test_a_part_that_is_not_there() -> None:
    trace = text_trace()
    alone = replace(trace, sites=trace.sites[:2])
    with pytest.raises(SelectionError, match="has no encoder attention, only cross"):
        site_numbers(alone, 0, "encoder")


@given(st.text(max_size=30))
def test_any_other_name_is_one_sentence(name: str) -> None:
    with pytest.raises(SelectionError) as refused:
        site_named(vit_trace(2), name)
    said = str(refused.value)
    assert said.startswith(f"There is no site named {plain(name) or 'so'}. ")
    assert said.isprintable()


def test_heads() -> None:
    trace = vit_trace()
    assert with_head(trace, Selection(), 1).unit == 1
    assert with_head(trace, Selection(), "1").unit == 1
    mean, largest = (
        with_head(trace, Selection(unit=1), "mean"),
        with_head(trace, Selection(), "max"),
    )
    assert (mean.unit, mean.reduce) == (MEAN, "mean")
    assert (largest.unit, largest.reduce) == (MEAN, "max")
    for head in (2, -1, "7"):
        with pytest.raises(SelectionError, match=f"no head {head} in layer 0: heads go"):
            with_head(trace, Selection(), head)
    with pytest.raises(SelectionError, match="A head is a number, mean or max, not nothing"):
        with_head(vit_trace(), Selection(), "")
    with pytest.raises(SelectionError, match="A head is a number, mean or max, not best"):
        with_head(trace, Selection(), "best")
    with pytest.raises(SelectionError, match="no channel 6 in layer 0: channels go from 0 to 5"):
        with_head(se_trace(), Selection(), 6)
    assert with_head(text_trace(heads=1), Selection(), 0).unit == MEAN


@pytest.mark.parametrize(
    ("asked", "found"),
    [(None, 0), ("cls", 0), ("0,0", 1), ((2, 3), 12), ("2,3", 12), (5, 5), ("5", 5)],
)
def test_queries_among_patches(asked: object, found: int) -> None:
    assert query(vit_trace(), asked) == found


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ((3, 0), "There is no patch 3, 0: rows go from 0 to 2, columns from 0 to 3."),
        (13, "There is no token 13: tokens go from 0 to 12."),
        (-1, "There is no token -1"),
        ("1,2,3", "A query is cls, ROW,COL or a token number, not 1,2,3."),
        ("eye", "A query is cls, ROW,COL or a token number, not eye."),
    ],
)
def test_queries_that_are_not_there(asked: object, sentence: str) -> None:
    with pytest.raises(SelectionError, match=sentence):
        query(vit_trace(), asked)


@pytest.mark.parametrize("asked", ["", " "])
@pytest.mark.parametrize("make", [vit_trace, text_trace, gate_trace, detector_trace])
def test_an_empty_query_is_refused_of_every_model(make: Callable[[], Trace], asked: str) -> None:
    with pytest.raises(SelectionError, match=r"^The query is empty: name a token, or leave the"):
        query(make(), asked)


def test_queries_of_a_text_are_words_or_numbers() -> None:
    trace = text_trace()
    assert query(trace, "popular") == 3
    assert query(trace, "/s") == query(trace, "</s>")
    assert query(trace, "2") == 2
    assert query(trace, 4) == 4
    with pytest.raises(SelectionError, match="No row reads novels: there are This novel is"):
        query(trace, "novels")
    with pytest.raises(SelectionError, match="There is no token 7: tokens go from 0 to 6"):
        query(trace, 7)


@pytest.mark.parametrize("part", [(1, 3), "1:3"])
def test_parts_of_long_maps(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = text_trace()
    with pytest.raises(SelectionError, match="for texts of more than 512 tokens"):
        with_region(trace, Selection(), part)
    monkeypatch.setattr("explorer.core.map.long.region.LONG", 4)
    assert with_region(trace, Selection(), part).region == Region((1, 3), (0, 8))
    assert with_region(trace, Selection(), keys=":3").region == Region((0, 7), (0, 3))
    assert with_region(trace, Selection()).region is None
    for odd in ("5", "x:y", (3, 3), (0, 99), (-1, 2)):
        with pytest.raises(SelectionError, match="are no part of 7 tokens"):
            with_region(trace, Selection(), odd)  # type: ignore[arg-type]


def test_gates_are_not_queried() -> None:
    assert query(gate_trace(), None) == query(se_trace(), "cls") == 0
    with pytest.raises(SelectionError, match="Toy has gates, which nobody queries"):
        query(gate_trace(), 3)


def test_positions_and_objects() -> None:
    trace = detector_trace()
    assert query(trace, None, layer=1) == 3  # the surest object
    assert query(trace, 4, layer=1) == 4
    assert query(trace, "0,0") == trace.sites[0].at(0, 0)  # type: ignore[attr-defined]
    with pytest.raises(SelectionError, match="There is no object 5: objects go from 0 to 4"):
        query(trace, 5, layer=1)
    with pytest.raises(SelectionError, match="There is no position 30"):
        query(trace, 30)
    with pytest.raises(SelectionError, match="There is no cell 9, 0: rows go from 0 to 3"):
        query(trace, "9,0")


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "٣" * 5000])
def test_a_number_that_python_does_not_read_is_one_sentence(number: str) -> None:
    trace = vit_trace()
    with pytest.raises(SelectionError, match="There is no site named"):
        site_numbers(trace, number)
    with pytest.raises(SelectionError, match="A head is a number"):
        with_head(trace, Selection(), number)
