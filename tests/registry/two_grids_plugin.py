"""A plug-in whose queries lie on 8 × 8 and whose keys on 4 × 4; then CLS alone asks 8 × 8."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from explorer.registry.entry import Entry
from explorer.registry.sources.plugins import photo_model


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.patches = nn.Conv2d(3, 16, kernel_size=8, stride=8)
        self.reduce = nn.Conv2d(16, 16, kernel_size=2, stride=2)
        self.cls_token = nn.Parameter(torch.randn(1, 1, 16))
        self.look = nn.MultiheadAttention(16, num_heads=2, batch_first=True)
        self.ask = nn.MultiheadAttention(16, num_heads=2, batch_first=True)
        self.head = nn.Linear(16, 2)

    def forward(self, photos: Tensor) -> Tensor:
        features = self.patches(photos)  # (B, 16, 8, 8)
        fine, coarse = (one.flatten(2).transpose(1, 2) for one in (features, self.reduce(features)))
        tokens = fine + self.look(fine, coarse, coarse)[0]  # (B, 64, 16)
        cls = self.cls_token.expand(len(photos), -1, -1)
        every = torch.cat([cls, tokens], dim=1)  # (B, 65, 16)
        logits: Tensor = self.head(self.ask(cls, every, every)[0][:, 0])  # (B, 2)
        return logits


def models() -> Iterator[Entry]:
    yield photo_model("mine:two", "Two grids", Net, size=(64, 64), labels=("cat", "dog"))
