"""Axes cut into segments, and what is drawn of a site by them."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.selection import Selection
from explorer.core.sites.axes import (
    Axis,
    Channels,
    PatchGrid,
    Pixels,
    SegmentKind,
    Tokens,
    Whole,
    segments,
)
from explorer.core.sites.point_axes import Objects, Points, Pyramid
from explorer.core.trace import Trace
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import gate_trace, se_trace, vit_trace


@pytest.mark.parametrize(
    ("axis", "kinds"),
    [
        (Whole(), [SegmentKind.WHOLE]),
        (Channels(7), [SegmentKind.CHANNELS]),
        (Pixels(3, 4), [SegmentKind.POSITIONS]),
        (Tokens(("a", "b"), (0, 1)), [SegmentKind.TEXT]),
        (Objects(5), [SegmentKind.OBJECTS]),
        (Pyramid(((4, 4), (2, 2))), [SegmentKind.POSITIONS]),
        (Points(((4, 4, 3),)), [SegmentKind.POINTS]),
        (PatchGrid(2, 3), [SegmentKind.PATCHES]),
        (PatchGrid(0, 0, ("CLS",)), [SegmentKind.PREFIX]),
        (PatchGrid(2, 3, ("CLS", "register 1")), [*[SegmentKind.PREFIX] * 2, SegmentKind.PATCHES]),
    ],
)
def test_the_segments_make_up_the_axis(axis: Axis, kinds: list[SegmentKind]) -> None:
    found = segments(axis)
    assert [one.kind for one in found] == kinds
    covered = [at for one in found for at in range(one.start, one.stop)]
    assert covered == list(range(axis.size))


@pytest.mark.parametrize(
    ("run", "tokens"),
    [
        (vit_trace(), False),
        (se_trace(), False),
        (gate_trace(), False),
        (text_trace(), True),
        (seq2seq_trace(), True),
    ],
)
def test_a_map_among_tokens_is_known_by_its_segments(run: Trace, tokens: bool) -> None:
    assert {site.among_tokens for site in run.sites} == {tokens}


def test_the_shares_of_the_segments_are_all_of_the_attention() -> None:
    run = vit_trace()
    shares = resolve_heatmap(run, Selection(layer=1, query=3)).shares
    assert [name for name, _ in shares] == ["patches", "CLS"]
    np.testing.assert_allclose(sum(share for _, share in shares), 1, atol=1e-5)
    row = run.sites[1].weights([3])[:, 0].mean(axis=0)  # (keys,)
    np.testing.assert_allclose(dict(shares)["CLS"], row[0], atol=1e-6)
