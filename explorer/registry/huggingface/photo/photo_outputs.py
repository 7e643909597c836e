"""Segmentations and depths of photos, post-processed by the library as its pipelines do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from inspect import signature
from typing import Any

import numpy as np
import torch

from explorer.core.photo_output import NOWHERE, OutputSort, PhotoOutput, segments_of
from explorer.core.placement import Placement
from explorer.registry.huggingface.model_classes import AUTO
from explorer.registry.subjects.classifier_entry import library

TABLES = {
    OutputSort.SEGMENTS: (
        "MODEL_FOR_IMAGE_SEGMENTATION_MAPPING_NAMES",
        "MODEL_FOR_SEMANTIC_SEGMENTATION_MAPPING_NAMES",
        "MODEL_FOR_INSTANCE_SEGMENTATION_MAPPING_NAMES",
        "MODEL_FOR_UNIVERSAL_SEGMENTATION_MAPPING_NAMES",
    ),
    OutputSort.DEPTH: ("MODEL_FOR_DEPTH_ESTIMATION_MAPPING_NAMES",),
}
"""Of the library's tables those of the classes that give a value for every pixel."""
SURE = {"threshold": 0.9, "mask_threshold": 0.5, "overlap_mask_area_threshold": 0.5}
"""What the library's pipeline takes for a segment."""
MOST = 2**27
"""Numbers that are scaled to the photo at once, classes times pixels: 512 MB; the output of a
larger photo stays smaller than the photo."""


def sort_of(kind: Any) -> OutputSort | None:
    """What a class of the library gives for every pixel; None for a class that gives no such."""
    auto = library(AUTO)
    for sort, tables in TABLES.items():
        for table in tables:
            named = getattr(auto, table, {}).values()
            if any(kind.__name__ in ((one,) if isinstance(one, str) else one) for one in named):
                return sort
    return None


def photo_output(
    sort: OutputSort, processor: Any, model: Any, output: Any, placement: Placement
) -> PhotoOutput | None:
    """What a model gave for every pixel of a photo; None where the library does not tell.

    Parameters
    ----------
    processor : of the model's own folder, which knows how its output is read.
    output : whatever the model returned for one photo.
    placement : where its input lay on the photo.
    """
    if "source_sizes" in _reads(processor, sort):  # takes its own padding off again
        placement = Placement(
            0.0, 0.0, placement.width, placement.height, placement.width, placement.height
        )
    size = _size(placement, _classes(output))
    try:
        found = _depth if sort is OutputSort.DEPTH else _segments
        made = found(processor, model, output, size)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, RuntimeError):
        return None  # a processor of another model, or an output that it does not read
    return None if made is None else replace(made, placement=placement)


def _reads(processor: Any, sort: OutputSort) -> frozenset[str]:
    """What the processor is told to read a depth."""
    read = getattr(processor, "post_process_depth_estimation", None)
    if sort is not OutputSort.DEPTH or read is None:
        return frozenset()
    return frozenset(signature(read).parameters)


def _classes(output: Any) -> int:
    logits = output.get("logits", output.get("masks_queries_logits"))
    return int(logits.shape[1]) if isinstance(logits, torch.Tensor) and logits.dim() == 4 else 1


def _size(placement: Placement, classes: int) -> tuple[int, int]:
    """(height, width) of what the model saw, in pixels of the photo, unless that is too much."""
    height, width = placement.y1 - placement.y0, placement.x1 - placement.x0
    scale = min(1.0, (MOST / (classes * height * width)) ** 0.5)
    return max(1, round(height * scale)), max(1, round(width * scale))


def _segments(processor: Any, model: Any, output: Any, size: tuple[int, int]) -> PhotoOutput | None:
    """As `ImageSegmentationPipeline`: panoptic where the processor has it, instances, or kinds."""
    names: Mapping[int, str] = model.config.id2label
    for name in ("post_process_panoptic_segmentation", "post_process_instance_segmentation"):
        if hasattr(processor, name):
            found = getattr(processor, name)(output, target_sizes=[size], **SURE)[0]
            numbers = found["segmentation"].cpu().numpy()
            infos = {int(one["id"]): one for one in found["segments_info"]}
            labels = {at: _named(names, int(one["label_id"])) for at, one in infos.items()}
            scores = {at: float(one["score"]) for at, one in infos.items()}
            return _made(numbers, labels, scores)
    if not hasattr(processor, "post_process_semantic_segmentation"):
        return None
    numbers = processor.post_process_semantic_segmentation(output, target_sizes=[size])[0]
    numbers = numbers.cpu().numpy()
    labels = {int(one): _named(names, int(one)) for one in np.unique(numbers)}
    return _made(numbers, labels, {})


def _named(names: Mapping[int, str], number: int) -> str:
    return str(names.get(number, f"class {number}"))


def _made(numbers: Any, labels: dict[int, str], scores: dict[int, float]) -> PhotoOutput:
    known = np.isin(numbers, list(labels))
    values = np.where(known, numbers, NOWHERE).astype(np.float32)
    values.flags.writeable = False
    segments = segments_of(numbers, labels, scores)
    return PhotoOutput(OutputSort.SEGMENTS, values, _ANYWHERE, segments)


def _depth(processor: Any, model: Any, output: Any, size: tuple[int, int]) -> PhotoOutput:
    found = processor.post_process_depth_estimation(output, [size])[0]["predicted_depth"]
    values = found.detach().float().cpu().numpy().squeeze()
    values.flags.writeable = False
    return PhotoOutput(OutputSort.DEPTH, values, _ANYWHERE)


_ANYWHERE = Placement(0.0, 0.0, 1.0, 1.0, 1, 1)
