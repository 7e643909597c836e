"""The drawn map of an architecture: what is lit, what a click finds, what fits where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.modules import Module
from explorer.core.trace import Trace
from explorer.explanation.architecture import architecture
from explorer.figures.architecture.figure import ArchitectureFigure, told
from explorer.figures.architecture.layout import MOST, grouped, lay_out
from explorer.figures.explained_picture import map_picture
from explorer.figures.figure import Following, Zoomable
from explorer.figures.frame import Frame, Target
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import gate_trace, se_trace, vit_trace
from tests.figures.probes import LOUD, colours, paint, places

FRAME = Frame(1300, 340, palette=LOUD)
TRACES = {"vit": vit_trace, "se": se_trace, "gate": gate_trace, "text": text_trace,
          "seq2seq": seq2seq_trace}  # fmt: skip


def long_vit(layers: int) -> Trace:
    """A run of many layers, with its tree."""
    trace = vit_trace(layers)
    sites = tuple(
        replace(one, name=f"blocks.{at}.attn") for at, one in enumerate(trace.sites)
    )  # fmt: skip
    blocks = tuple(
        Module(f"blocks.{at}", "Block", 10, (Module(f"blocks.{at}.attn", "Attention", 5),))
        for at in range(layers)
    )
    tree = Module("", "ViT", 10 * layers, (Module("blocks", "Sequential", 10 * layers, blocks),))
    return replace(trace, sites=sites, modules=tree)


@pytest.mark.parametrize("kind", TRACES)
def test_every_site_is_drawn_and_found_by_a_click(kind: str) -> None:
    trace = TRACES[kind]()
    for lit in range(len(trace.sites)):
        shown = architecture(trace, lit)
        figure = ArchitectureFigure(shown)
        assert isinstance(figure, Zoomable)
        assert isinstance(figure, Following)
        frame = figure.revealed(FRAME)
        picture = paint(figure, frame)
        assert colours(picture) > 12
        assert places(picture, LOUD.accent).any()  # what is lit is in sight
        place, layout = figure.place(frame), lay_out(shown, frame.height)
        for lane in layout.lanes:
            for item in lane.items:
                for site, box in item.chips:
                    x = place.left + (box[0] + box[2]) / 2
                    y = place.top + (box[1] + box[3]) / 2
                    assert figure.hit(frame, x, y) == Target(site, None)
                    assert trace.sites[site].name in told(shown, Target(site, None))


def test_boxes_lie_beside_each_other_and_within_the_sheet() -> None:
    for make in TRACES.values():
        layout = lay_out(architecture(make(), 0), 300)
        edge = 0.0
        for lane in layout.lanes:
            for item in lane.items:
                assert item.box[0] >= edge
                edge = item.box[2]
                assert 0 <= item.box[1] < item.box[3] <= layout.height
                for _, box in item.chips:
                    assert item.box[0] <= box[0] < box[2] <= item.box[2]
                    assert item.box[1] < box[1] < box[3] <= item.box[3]
        assert edge <= layout.width


def test_the_photo_is_cut_into_the_patches_of_the_site() -> None:
    trace = vit_trace()
    grid = trace.sites[0].query_axis
    figure = ArchitectureFigure(architecture(trace, 0), query=grid.index(1, 2))
    found = set()
    for x in range(0, 500, 4):
        for y in range(0, 340, 4):
            target = figure.hit(FRAME, x, y)
            if target is not None and target.col is not None:
                found.add(target.col)
    assert found == set(range(grid.patches.start, grid.patches.stop))
    other = ArchitectureFigure(architecture(trace, 0), query=grid.index(0, 0))
    assert (paint(figure, FRAME) != paint(other, FRAME)).any()  # the patch that asks is ringed


def test_many_blocks_stand_together_but_for_those_near() -> None:
    trace = long_vit(30)
    for lit in (0, 15, 29):
        shown = architecture(trace, lit)
        groups = grouped(shown.lanes[0].blocks, lit)
        assert [one for group in groups for one in group] == list(shown.lanes[0].blocks)
        alone = {group[0].name for group in groups if len(group) == 1}
        assert {"0", "29", str(lit)} <= alone
        assert len(groups) <= MOST
        assert lay_out(shown, 300).width < 2400
        figure = ArchitectureFigure(shown)
        assert places(paint(figure, figure.revealed(FRAME)), LOUD.accent).any()
    assert len(grouped(architecture(long_vit(12), 0).lanes[0].blocks, 0)) == 12


def test_a_low_frame_scrolls_and_a_high_one_is_filled() -> None:
    figure = ArchitectureFigure(architecture(text_trace(), 0))
    assert figure.size(replace(FRAME, height=120))[1] > 120
    assert figure.size(replace(FRAME, height=700))[1] == 700


def test_it_becomes_a_picture_in_every_format() -> None:
    picture = map_picture(architecture(text_trace(), 0))
    assert picture.pixels.shape[1] > 500
    assert np.ptp(picture.pixels) > 100
    svg = picture.encoded("svg").decode()
    assert "encoder" in svg
    assert picture.encoded("pdf").startswith(b"%PDF")
    assert picture.text["Title"].startswith(text_trace().sites[0].name)
