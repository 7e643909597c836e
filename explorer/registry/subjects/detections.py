"""What a detector has found: of the queries that are surest, the class and the box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from explorer.core.trace import Detected

BEST = 20
"""Objects that are told, of a few hundred queries."""


def detected(output: Any, model: Any, label: Callable[[int], str]) -> tuple[Detected, ...]:
    """The objects of an output of transformers' detectors, best first; () for any other output.

    Boxes are centre, width and height.
    """
    if not isinstance(output, Mapping):
        return ()
    logits, boxes = output.get("logits"), output.get("pred_boxes")
    if not isinstance(logits, Tensor) or not isinstance(boxes, Tensor):
        return ()
    if logits.dim() != 3 or boxes.shape != (*logits.shape[:2], 4):
        return ()
    shares = class_shares(logits[0].detach().cpu(), model)  # (queries, classes)
    best, kinds = shares.max(dim=-1)  # (queries,)
    order = best.argsort(descending=True, stable=True)[:BEST].tolist()
    middle, size = boxes[0].detach().float().cpu().split(2, dim=-1)
    corners = torch.cat([middle - size / 2, middle + size / 2], dim=-1)  # (queries, 4)
    return tuple(
        Detected(at, label(int(kinds[at])), float(best[at]), (x0, y0, x1, y1))
        for at in order
        for x0, y0, x1, y1 in [corners[at].tolist()]
    )


def class_shares(logits: Tensor, model: Any) -> Tensor:
    """Scores of the classes of a detector, (..., classes), of its logits (..., classes or more).

    Classes are told apart by a sigmoid each (Zhu et al. 2021), or by a softmax in which the last
    one is no object (Carion et al. 2020), as their number says.
    """
    classes = getattr(getattr(model, "config", None), "num_labels", None)
    rest = classes is not None and logits.shape[-1] == classes + 1
    return logits.float().softmax(dim=-1)[..., :-1] if rest else logits.float().sigmoid()
