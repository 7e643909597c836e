"""A model of your own: attention-explorer check mine:net --plugin resources/plugins/example.py"""

import torch
from torch import nn

from explorer import photo_model


class Net(nn.Module):
    """Patches of 8 × 8 pixels, one layer of attention among them, two classes."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, 32, kernel_size=8, stride=8)
        self.attention = nn.MultiheadAttention(32, num_heads=4, batch_first=True)
        self.head = nn.Linear(32, 2)

    def forward(self, photos: torch.Tensor) -> torch.Tensor:
        tokens = self.patches(photos).flatten(2).transpose(1, 2)  # (B, patches, 32)
        return self.head(self.attention(tokens, tokens, tokens)[0].mean(dim=1))  # (B, 2)


def models():
    yield photo_model("mine:net", "My net", Net, size=(64, 64), labels=("cat", "dog"))
