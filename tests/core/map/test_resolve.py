"""One way from a run and a selection to its map, and the caption that every map has."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.map.caption import Caption
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.matrix import Matrix, resolve_matrix
from explorer.core.map.resolve import resolve
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import gate_trace, se_trace, vit_trace


@pytest.mark.parametrize("run", [vit_trace(), se_trace(), gate_trace()])
def test_what_lies_on_a_photo_is_a_heatmap(run: Trace) -> None:
    found = resolve(run, Selection(layer=1))
    assert isinstance(found, Heatmap)
    expected = resolve_heatmap(run, Selection(layer=1))
    np.testing.assert_array_equal(found.values, expected.values)


@pytest.mark.parametrize("run", [text_trace(), seq2seq_trace()])
def test_what_lies_among_tokens_is_a_matrix(run: Trace) -> None:
    found = resolve(run, Selection())
    assert isinstance(found, Matrix)
    np.testing.assert_array_equal(found.values, resolve_matrix(run, Selection()).values)


@pytest.mark.parametrize("run", [vit_trace(), text_trace()])
def test_a_selection_of_another_run_is_made_valid(run: Trace) -> None:
    far = resolve(run, Selection(layer=99, unit=99, query=9_999))
    last = resolve(run, Selection(layer=len(run.sites) - 1))
    assert type(far) is type(last)
    np.testing.assert_array_equal(far.values, last.values)


@pytest.mark.parametrize("run", [vit_trace(), se_trace(), text_trace(), seq2seq_trace()])
def test_the_file_of_every_map_says_what_it_shows(run: Trace) -> None:
    found = resolve(run, Selection())
    assert isinstance(found, Caption)
    assert found.chunks["Title"] == found.titles(", ")
    assert found.chunks["Quantity"] == found.quantity
    assert found.chunks["Levels"] == found.levels.told
    assert found.provenance.items() <= found.chunks.items()
    alone = found.titles() if found.subtitle else found.title
    assert alone.startswith(found.title)
    assert not alone.endswith(" · ")
