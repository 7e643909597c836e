"""Augmentation of whole batches on tensors: geometry, colour, CutMix."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional


def random_views(
    batch: int, scale: tuple[float, float], generator: torch.Generator, stretch: float = 4 / 3
) -> Tensor:
    """Random resized crops with flips, as affine maps (B, 2, 3) of output to input positions.

    The area of a crop is uniform in ``scale`` (share of the photo), its aspect ratio log-uniform in
    [1 / stretch, stretch] (Szegedy et al. 2015, https://arxiv.org/abs/1409.4842).
    """
    area = torch.empty(batch).uniform_(*scale, generator=generator)
    limit = math.log(stretch)
    ratio = torch.empty(batch).uniform_(-limit, limit, generator=generator).exp()
    width = (area * ratio).sqrt().clamp(max=1)
    height = (area / ratio).sqrt().clamp(max=1)
    flip = torch.randint(0, 2, (batch,), generator=generator) * 2.0 - 1
    theta = torch.zeros(batch, 2, 3)
    theta[:, 0, 0] = width * flip
    theta[:, 1, 1] = height
    theta[:, 0, 2] = (1 - width) * (torch.rand(batch, generator=generator) * 2 - 1)
    theta[:, 1, 2] = (1 - height) * (torch.rand(batch, generator=generator) * 2 - 1)
    return theta


def look(images: Tensor, views: Tensor, size: int) -> Tensor:
    """The ``views`` (B, 2, 3) of ``images`` (B, C, H, W), as (B, C, size, size).

    Photos and maps of the same photos go through the same views, so that they stay aligned.
    """
    if images.shape[-1] >= 1.8 * size:
        images = functional.avg_pool2d(images, 2)  # bilinear sampling alone would alias
    shape = [images.shape[0], images.shape[1], size, size]
    grid = functional.affine_grid(views.to(images), shape, align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="border", align_corners=False)


def jitter(images: Tensor, strength: float, generator: torch.Generator) -> Tensor:
    """Brightness, contrast and saturation by factors in [1 - strength, 1 + strength].

    ``images`` (B, 3, H, W) in [0, 1]; the result is clamped to the same range.
    """
    if not strength:
        return images

    def factor() -> Tensor:
        value = torch.empty(images.shape[0], 1, 1, 1)
        return value.uniform_(1 - strength, 1 + strength, generator=generator).to(images)

    grey = images.mean(dim=1, keepdim=True)  # (B, 1, H, W)
    images = grey + (images - grey) * factor()
    mean = images.mean(dim=(1, 2, 3), keepdim=True)  # (B, 1, 1, 1)
    images = (mean + (images - mean) * factor()) * factor()
    return images.clamp(0, 1)


def cutmix(images: Tensor, targets: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Paste one rectangle of every photo's neighbour; targets (B, classes) mix by area.

    Yun et al. 2019, https://arxiv.org/abs/1905.04899, with one rectangle a batch.
    """
    height, width = images.shape[-2:]
    cut = math.sqrt(float(torch.rand(1, generator=generator)))
    rows, columns = int(height * cut), int(width * cut)
    top = int(torch.randint(0, height - rows + 1, (1,), generator=generator))
    left = int(torch.randint(0, width - columns + 1, (1,), generator=generator))
    mixed = images.clone()
    window = (..., slice(top, top + rows), slice(left, left + columns))
    mixed[window] = images.roll(1, dims=0)[window]
    kept = 1 - rows * columns / (height * width)
    return mixed, kept * targets + (1 - kept) * targets.roll(1, dims=0)
