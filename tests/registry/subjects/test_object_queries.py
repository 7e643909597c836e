"""Objects of a detector ask by their number, their name and a place on the picture."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.core.inputs import Fit, Inputs
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.selector import SelectionError, with_query
from explorer.core.sites.object_queries import first_query, listed_objects, object_at
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Preparation
from explorer.registry.subjects.traced_subject import TracedSubject
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
LABELS = ("cat", "dog", "cup")


class Detector(nn.Module):
    """Queries that look at patches, as DETR's decoder (Carion et al. 2020), on 8 × 8 patches."""

    def __init__(self, objects: int) -> None:
        super().__init__()
        torch.manual_seed(2)
        self.config = SimpleNamespace(num_labels=len(LABELS))
        self.patches = nn.Conv2d(3, 16, 8, 8)
        self.queries = nn.Parameter(torch.randn(1, objects, 16) * 3)
        self.decoder = nn.MultiheadAttention(16, 2, batch_first=True)
        self.classes, self.boxes = nn.Linear(16, len(LABELS) + 1), nn.Linear(16, 4)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        tokens = self.patches(x).flatten(2).transpose(1, 2)  # (B, 16, 8, 8) -> (B, 64, 16)
        queries = self.queries.expand(len(x), -1, -1)
        found = queries + self.decoder(queries, tokens, tokens, need_weights=False)[0]
        return {"logits": self.classes(found), "pred_boxes": self.boxes(found).sigmoid()}


def trace_of(objects: int) -> Trace:
    zeros, ones = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    built = LoadedModel(Detector(objects), Preparation((64, 64), (64, 64), zeros, ones))
    subject = TracedSubject(ModelInfo("toy", "Toy", ""), built, LABELS)
    pixels = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    return subject.run(Inputs((Photo(pixels, "noise.png", "0" * 64, (64, 64)),), fit=Fit.CROP))


@pytest.fixture(scope="module")
def trace() -> Trace:
    return trace_of(12)


def asked(trace: Trace, query: Any) -> int:
    return with_query(trace, Selection(), query).query


@pytest.mark.parametrize("objects", [12, 150])
def test_the_surest_object_asks_first_and_none_is_a_token(objects: int) -> None:
    trace = trace_of(objects)
    (site,) = trace.sites
    assert (site.query_axis.size, site.grid) == (objects, (8, 8))
    first = trace.objects[0]
    assert asked(trace, None) == first_query(trace, site) == first.query
    heatmap = resolve_heatmap(trace, Selection(query=first.query))
    assert heatmap.query_label == f"object {first.query}"
    assert heatmap.box == first.box
    assert heatmap.query_grid == (8, 8)  # so that a click on the picture asks


def test_an_object_is_asked_by_its_name(trace: Trace) -> None:
    for one in trace.objects[:3]:
        named = next(other for other in trace.objects if other.label == one.label)
        assert asked(trace, one.label.upper()) == named.query
        assert asked(trace, f"object {one.query}") == one.query
        assert asked(trace, str(one.query)) == one.query
    with pytest.raises(SelectionError, match="has found no object named sofa, but "):
        asked(trace, "sofa")
    with pytest.raises(SelectionError, match="There is no object 12: objects go from 0 to 11"):
        asked(trace, 12)
    with pytest.raises(SelectionError, match="There is no cell 8, 0"):
        asked(trace, "8,0")


def test_a_place_asks_the_smallest_box_around_it(trace: Trace) -> None:
    (site,) = trace.sites
    assert isinstance(site, PatchSite)
    for row, col in ((0, 0), (3, 4), (7, 7)):
        x, y = (col + 0.5) / 8, (row + 0.5) / 8
        around = [
            one
            for one in trace.objects
            if one.box[0] <= x <= one.box[2] and one.box[1] <= y <= one.box[3]
        ]
        found = object_at(trace, site, row, col)
        assert asked(trace, f"{row},{col}") == found
        if around:
            sizes = {one.query: np.prod(np.subtract(one.box[2:], one.box[:2])) for one in around}
            assert found == min(sizes, key=sizes.__getitem__)
        else:
            assert found == int(site.weights()[:, :, 8 * row + col].mean(axis=0).argmax())


def test_the_menu_lists_what_was_found(trace: Trace) -> None:
    listed = listed_objects(trace, trace.sites[0])
    assert [query for query, _ in listed] == [one.query for one in trace.objects]
    assert listed[0][1].startswith(trace.objects[0].label)
