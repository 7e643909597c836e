"""Small models with several kinds of sites, and photos for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Preparation
from explorer.registry.subjects.traced_subject import TracedSubject


class Cbam(nn.Module):
    """A channel gate and then a spatial one (Woo et al. 2018)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.mlp = nn.Linear(channels, channels)
        self.conv = nn.Conv2d(2, 1, 7, padding=3)

    def forward(self, x: Tensor) -> Tensor:
        gate = torch.sigmoid(self.mlp(x.mean((2, 3))) + self.mlp(x.amax((2, 3))))  # (B, C)
        x = x * gate[:, :, None, None]
        pooled = torch.cat([x.mean(1, True), x.amax(1, True)], 1)  # (B, 2, H, W)
        return x * torch.sigmoid(self.conv(pooled))


class Attending(nn.Module):
    """Attention among the positions of a feature map, with a channel gate before and after it."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.before, self.after = (nn.Linear(channels, channels) for _ in range(2))
        self.attention = nn.MultiheadAttention(channels, 2, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        x = x * torch.sigmoid(self.before(x.mean((2, 3))))[:, :, None, None]
        tokens = x.flatten(2).transpose(1, 2)  # (B, C, H, W) -> (B, H * W, C)
        seen = self.attention(tokens, tokens, tokens, need_weights=False)[0]
        x = x + seen.transpose(1, 2).unflatten(2, x.shape[2:])
        return x * torch.sigmoid(self.after(x.mean((2, 3))))[:, :, None, None]


def net(*blocks: nn.Module) -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(3, 8, 4, 4), *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3)
    )


def subject(model: nn.Module) -> TracedSubject:
    half = (0.5, 0.5, 0.5)
    prepare = Preparation((32, 32), (32, 32), half, half)
    return TracedSubject(ModelInfo("toy", "Toy", ""), LoadedModel(model, prepare))


def photo(seed: int = 0) -> Photo:
    pixels = np.random.default_rng(seed).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return Photo(pixels, f"noise{seed}.png", f"{seed:064x}", (32, 32), Path(f"noise{seed}.png"))


def run(one: TracedSubject, seed: int = 0) -> Trace:
    return one.run(Inputs((photo(seed),), fit=Fit.CROP))
