"""Detectors of Hugging Face from their folders: points, objects and boxes as the library's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.capture.tracing.trace import trace_model
from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Kind
from explorer.core.sites.point_axes import Objects, Pyramid
from explorer.core.sites.points import PointSite
from explorer.core.trace import Detected, Trace
from explorer.registry.catalogue import find, untrained
from explorer.registry.subjects.detections import detected
from explorer.registry.subjects.survey import asking
from explorer.registry.subjects.traced_subject import TracedSubject
from tests.models.conftest import one_thread
from tests.registry.detectors import GRIDS, HEADS, MODELS, POINTS, QUERIES, write
from tests.registry.hf_models import CLASSES, quiet

__all__ = ["one_thread"]

T = quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
POSITIONS = sum(rows * cols for rows, cols in GRIDS)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: write(tmp_path_factory.mktemp(name), name) for name in MODELS}


def photo() -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (60, 96, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (96, 60))


@cache  # a model and its run are only looked at
def ran(name: str) -> tuple[TracedSubject, Trace]:
    subject = find(name).load("cpu")
    assert isinstance(subject, TracedSubject)
    return subject, subject.run(Inputs((photo(),), fit=Fit.CROP))


def plain(subject: TracedSubject) -> tuple[Any, dict[str, tuple[torch.Tensor, torch.Tensor]]]:
    """The output of the model without capture, and what each of its attentions to points was
    given: places (Q, heads, levels, points, 2) from 0 to 1, weights (Q, heads, levels, points)."""
    seen = {}
    handles = []
    for path, module in subject.model.named_modules():
        if type(module).__name__ != "MultiScaleDeformableAttention":
            continue

        def see(module: Any, args: Any, path: str = path) -> None:
            seen[path] = args[4][0], args[5][0]

        handles.append(module.register_forward_pre_hook(see))
    pixels = subject.prepare(photo(), Fit.CROP).pixels
    with torch.no_grad():
        output = subject.model(torch.from_numpy(pixels)[None])
    for handle in handles:
        handle.remove()
    return output, seen


@pytest.mark.parametrize("name", ["deformable_detr", "rt_detr"])
def test_points_are_those_that_the_model_sampled(folders: dict[str, Path], name: str) -> None:
    subject, trace = ran(f"hf:{folders[name]}")
    _, seen = plain(subject)
    sites = [site for site in trace.sites if isinstance(site, PointSite)]
    assert [site.name for site in sites] == list(seen)
    for site, (places, weights) in zip(sites, seen.values(), strict=True):
        assert site.kind is Kind.POINTS
        assert site.points.levels == tuple((rows, cols, POINTS) for rows, cols in GRIDS)
        expected = places.flatten(2, 3).transpose(0, 1)  # (heads, Q, levels · points, 2)
        np.testing.assert_allclose(site.places, expected, rtol=0, atol=1e-5)
        expected = weights.flatten(2, 3).transpose(0, 1)
        np.testing.assert_allclose(site.weights(), expected, rtol=0, atol=1e-5)
        np.testing.assert_allclose(site.weights().sum(axis=-1), 1, atol=1e-5)
        assert site.weights().std() > 0.01, "the toy looks at some points more than at others"
    assert trace.verdict is Verdict.VERIFIED


def test_positions_ask_in_an_encoder_and_objects_in_a_decoder(folders: dict[str, Path]) -> None:
    subject, trace = ran(f"hf:{folders['deformable_detr']}")
    asking = [site.query_axis for site in trace.sites]
    assert asking == [Pyramid(GRIDS)] * 2 + [Objects(QUERIES)] * 2
    told = {one.name: (one.kind, one.shape, one.place) for one in subject.findings}
    maps = ", ".join(f"{rows} × {cols}" for rows, cols in GRIDS)
    assert told["model.encoder.layers.0.self_attn.attn"] == (
        "attention to points",
        (HEADS, POSITIONS, len(GRIDS) * POINTS),
        f"for every position {POINTS} points on each of {maps}",
    )
    assert told["model.decoder.layers.1.encoder_attn.attn"][2].startswith("for every object 4")
    (note,) = (one for one in trace.notes if "attention sites" in one)
    assert note.startswith("2 of 6 attention sites are not shown")


def assert_objects(found: Sequence[Detected], folder: Path, output: Any) -> None:
    """As the library's own processor tells them, which takes the best pairs of box and class."""
    processor = T.AutoImageProcessor.from_pretrained(folder)
    size = torch.tensor([[1, 1]])
    (told,) = processor.post_process_object_detection(output, 0.0, size)
    best: dict[tuple[float, ...], tuple[float, str]] = {}  # of each box the surest class
    for score, label, box in zip(told["scores"], told["labels"], told["boxes"], strict=True):
        known = best.get(corners(box.tolist()), (0.0, ""))
        best[corners(box.tolist())] = max(known, (float(score), CLASSES[int(label)]))
    assert [one.query for one in found] != sorted(one.query for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(found) == QUERIES
    there = [one for one in found if corners(one.box) in best]
    assert len(there) >= 3
    for one in there:
        score, label = best[corners(one.box)]
        assert (one.label, one.score) == (label, pytest.approx(score, abs=1e-5))


def corners(box: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(one, 4) for one in box)


@pytest.mark.parametrize("name", ["deformable_detr", "rt_detr"])
def test_objects_are_those_of_the_library(folders: dict[str, Path], name: str) -> None:
    subject, trace = ran(f"hf:{folders[name]}")
    output, _ = plain(subject)
    assert_objects(trace.objects, folders[name], output)


def test_a_class_that_is_no_object_is_not_told(folders: dict[str, Path]) -> None:
    """Its map is too small to be placed on a picture, so that the model itself is run."""
    model = T.DetrForObjectDetection.from_pretrained(folders["detr"]).eval()
    with torch.no_grad():
        output = model(torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0)))
    assert_objects(detected(output, model, CLASSES.__getitem__), folders["detr"], output)


def test_other_outputs_have_no_objects() -> None:
    assert detected(torch.zeros(1, 3), None, str) == ()
    assert detected({"logits": torch.zeros(1, 3)}, None, str) == ()
    boxes = torch.zeros(1, 5, 4)
    assert detected({"logits": torch.zeros(1, 3), "pred_boxes": boxes}, None, str) == ()
    assert detected({"logits": torch.zeros(1, 4, 3), "pred_boxes": boxes}, None, str) == ()


def test_an_untrained_detector_has_numbers_for_classes(folders: dict[str, Path]) -> None:
    _, trace = ran(untrained(f"hf:{folders['rt_detr']}"))
    assert {one.label for one in trace.objects} <= {f"class {at}" for at in CLASSES}


def test_the_whole_photo_is_seen(folders: dict[str, Path]) -> None:
    for name in ("deformable_detr", "rt_detr"):
        _, trace = ran(f"hf:{folders[name]}")
        place = trace.placement
        assert (place.x0, place.y0, place.x1, place.y1) == (0, 0, 96, 60)
        assert trace.prediction is None
        assert trace.gives == f"{QUERIES} × 3 numbers"


def test_queries_that_do_not_look_around_their_positions_are_objects(
    folders: dict[str, Path],
) -> None:
    subject, _ = ran(f"hf:{folders['deformable_detr']}")
    pixels = subject.prepare(photo(), Fit.CROP).pixels
    with torch.no_grad():
        traced = trace_model(subject.model, torch.from_numpy(pixels)[None])
    record = next(one for one in traced.attentions if one.points is not None)
    assert asking(record) == Pyramid(GRIDS)
    assert record.points is not None
    shuffled = record.points[:, :, torch.randperm(POSITIONS)]
    assert asking(replace(record, points=shuffled)) == Objects(POSITIONS)
