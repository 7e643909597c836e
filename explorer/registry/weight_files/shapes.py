"""Which of our own architectures a file of weights is of, worked out from names and shapes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

Shape = tuple[int, ...]
Shapes = Mapping[str, Shape]

MARKS = {
    "vit": "blocks.0.attention.query.weight",
    "se-resnet": "stages.0.0.se.reduce.weight",
    "transformer": ".around_cross.",
    "spatial-gate": ".gate.2.weight",
    "seq2seq": "encoder.backwards.",
}
"""What the names of an architecture's weights hold, and those of no other before it."""
PREFIXES = ("module.", "_orig_mod.", "model.")
"""What wrappers put before every name: data parallel, compiled, Lightning."""


def plain_names(names: Iterable[str]) -> dict[str, str]:
    """Name in the file to name in the model."""
    found = {name: name for name in names}
    while prefix := _shared(found.values()):
        found = {name: plain.removeprefix(prefix) for name, plain in found.items()}
    return found


def _shared(names: Collection[str]) -> str:
    """The wrapper's prefix that all names have, "" for none."""
    return next((one for one in PREFIXES if names and all(n.startswith(one) for n in names)), "")


def architecture_of(shapes: Shapes) -> str | None:
    """The architecture by the names of its weights; None for none of ours."""
    for architecture, mark in MARKS.items():
        if any(mark in name for name in shapes):
            return architecture
    return None


def config_of(architecture: str, shapes: Shapes) -> dict[str, Any]:
    """What shapes tell of the config of a model of photos.

    They do not tell the heads of a ViT and the stride of an SE-ResNet's stem. Raises LookupError,
    ValueError or StopIteration for weights of something else.
    """
    return _TOLD[architecture](shapes)


def _vit(shapes: Shapes) -> dict[str, Any]:
    width = shapes["positions"][1]
    stem, rest = _stem(shapes)
    patch = rest * 2 ** len(stem)
    return {
        "classes": shapes["head.weight"][0],
        "image": shapes["positions"][2] * patch,
        "patch": patch,
        "width": width,
        "layers": _count(shapes, r"blocks\.(\d+)\."),
        "mlp": shapes["blocks.0.mlp.0.weight"][0] / width,
        "registers": shapes["prefix"][1] - 1,
        "stem": tuple(channels for channels, _ in stem),
        "stem_depths": tuple(depth for _, depth in stem),
    }


def _stem(shapes: Shapes) -> tuple[list[tuple[int, int]], int]:
    """(width, depth) of each stage before the projection, and the side of that.

    Stages are told apart by their widths: two that follow each other with the same one look like
    one.
    """
    named = (
        (int(found[1]), shape)
        for name, shape in shapes.items()
        if (found := re.fullmatch(r"patch_embedding\.layers\.(\d+)\.weight", name))
        and len(shape) == 4
    )
    *before, last = [shape for _, shape in sorted(named)]
    stages = groupby(before, key=lambda shape: shape[0])
    return [(width, len(list(stage))) for width, stage in stages], last[-1]


def _se_resnet(shapes: Shapes) -> dict[str, Any]:
    count = _count(shapes, r"stages\.(\d+)\.")
    widths = tuple(shapes[f"stages.{stage}.0.conv2.weight"][0] for stage in range(count))
    narrow = [shapes[f"stages.{stage}.0.se.reduce.weight"][0] for stage in range(count)]
    fitting = (
        reduction
        for reduction in range(1, min(widths) + 1)
        if [width // reduction for width in widths] == narrow
    )
    return {
        "classes": shapes["head.weight"][0],
        "widths": widths,
        "depths": tuple(_count(shapes, rf"stages\.{stage}\.(\d+)\.") for stage in range(count)),
        "reduction": next(fitting),  # any that fits makes the same model
    }


def _spatial_gate(shapes: Shapes) -> dict[str, Any]:
    count = _count(shapes, r"stages\.(\d+)\.")
    gates = [_count(shapes, rf"stages\.{stage}\.(\d+)\.") - 1 for stage in range(count)]
    return {
        "classes": shapes["head.weight"][0],
        "widths": tuple(shapes[f"stages.{stage}.0.0.weight"][0] for stage in range(count)),
        "depths": tuple(gates),
        "gate_width": shapes[f"stages.0.{gates[0]}.gate.0.weight"][0],
    }


_TOLD = {"vit": _vit, "se-resnet": _se_resnet, "spatial-gate": _spatial_gate}


def _count(shapes: Shapes, pattern: str) -> int:
    """One more than the largest number that names have at a place; raises ValueError for none."""
    return 1 + max(int(found[1]) for name in shapes if (found := re.match(pattern, name)))


def misfits(there: Shapes, wanted: Shapes) -> list[str]:
    """Key by key what of the weights that are there does not fit a model; [] where all do."""
    lines = [f"missing: {name} ({told(wanted[name])})" for name in wanted if name not in there]
    lines += [f"unexpected: {name} ({told(there[name])})" for name in there if name not in wanted]
    lines += [
        f"other shape: {name} is {told(there[name])}, not {told(wanted[name])}"
        for name in wanted
        if name in there and there[name] != wanted[name]
    ]
    return lines


def told(shape: Shape) -> str:
    """A shape as people write it."""
    return " × ".join(map(str, shape)) or "one number"
