"""Vision Transformer.

Dosovitskiy et al. 2021, "An Image is Worth 16x16 Words", https://arxiv.org/abs/2010.11929.
Optional: a convolutional stem instead of one large patch projection (Xiao et al. 2021,
https://arxiv.org/abs/2106.14881), register tokens that keep patches from becoming sinks (Darcet et
al. 2024, https://arxiv.org/abs/2309.16588), stochastic depth (Huang et al. 2016,
https://arxiv.org/abs/1603.09382).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .attention import MultiHeadAttention


@dataclass(frozen=True, slots=True)
class ViTConfig:
    """``image`` and ``patch`` are in pixels; ``mlp`` is the ratio of hidden to model width.

    ``stem`` lists the widths of stages of 3x3 convolutions before the last projection, and
    ``stem_depths`` how many each stage has (one by default), the first of them of stride 2; an
    empty stem means one convolution as large as a patch. ``drop_path`` is the rate of stochastic
    depth at the last layer; it rises linearly from 0 at the first.
    """

    classes: int = 20
    image: int = 128
    patch: int = 8
    width: int = 192
    layers: int = 8
    heads: int = 6
    mlp: float = 4.0
    registers: int = 0
    stem: Sequence[int] = ()
    stem_depths: Sequence[int] = ()
    drop_path: float = 0.0

    def __post_init__(self) -> None:
        if self.image % self.patch:
            raise ValueError(
                f"ViTConfig: image {self.image} is not a multiple of patch {self.patch}"
            )
        if self.stem and self.patch % 2 ** len(self.stem):
            raise ValueError("ViTConfig: the convolutions of the stem must divide the patch")
        if self.stem_depths and len(self.stem_depths) != len(self.stem):
            raise ValueError("ViTConfig: stem and stem_depths must be of the same length")


class PatchEmbedding(nn.Module):
    """Cuts a photo into patches and projects each to one token (section 3.1, equation 1)."""

    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        depths = config.stem_depths or [1] * len(config.stem)
        for width, depth in zip(config.stem, depths, strict=True):
            for index in range(depth):
                stride = 2 if index == 0 else 1
                layers += [
                    nn.Conv2d(channels, width, 3, stride=stride, padding=1, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(),
                ]
                channels = width
        rest = config.patch // 2 ** len(config.stem)
        layers.append(nn.Conv2d(channels, config.width, rest, stride=rest))
        self.layers = nn.Sequential(*layers)

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) to (B, width, H / patch, W / patch)."""
        out: Tensor = self.layers(images)
        return out


class DropPath(nn.Module):
    """Stochastic depth: leaves a residual branch out for a share ``rate`` of the training batch."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """``x`` (B, T, width) with whole examples zeroed and the others scaled up."""
        if not self.training or self.rate == 0:
            return x
        kept = torch.rand(x.shape[0], 1, 1, device=x.device) >= self.rate  # (B, 1, 1)
        return x * kept / (1 - self.rate)


class EncoderBlock(nn.Module):
    """Pre-norm encoder layer (equations 2 and 3): attention, then a two-layer perceptron."""

    def __init__(self, width: int, heads: int, mlp: float = 4.0, drop_path: float = 0.0) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = MultiHeadAttention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        hidden = int(width * mlp)
        self.mlp = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Linear(hidden, width))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, width) to the same shape."""
        x = x + self.drop_path(self.attention(self.norm1(x)))
        out: Tensor = x + self.drop_path(self.mlp(self.norm2(x)))
        return out


class VisionTransformer(nn.Module):
    """Patch tokens and a CLS token through the encoder; CLS is classified.

    ``prefix_tokens`` names the tokens before the patches, in order; ``patch_grid`` is (rows,
    columns) of the patches at the size of the config. A photo of another size (a multiple of the
    patch) works too: the position embedding is interpolated to its grid.
    """

    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        self.config = config
        side = config.image // config.patch
        self.patch_grid: tuple[int, int] = (side, side)
        registers = (f"register {index}" for index in range(config.registers))
        self.prefix_tokens: tuple[str, ...] = ("CLS", *registers)
        self.patch_embedding = PatchEmbedding(config)
        self.prefix = nn.Parameter(torch.zeros(1, len(self.prefix_tokens), config.width))
        self.positions = nn.Parameter(torch.zeros(1, config.width, side, side))
        last = max(1, config.layers - 1)
        self.blocks = nn.Sequential(
            *(
                EncoderBlock(config.width, config.heads, config.mlp, config.drop_path * i / last)
                for i in range(config.layers)
            )
        )
        self.norm = nn.LayerNorm(config.width)
        self.head = nn.Linear(config.width, config.classes)
        nn.init.trunc_normal_(self.prefix, std=0.02)
        nn.init.trunc_normal_(self.positions, std=0.02)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)

    def forward(self, images: Tensor) -> Tensor:
        """Logits (B, classes) of normalised images (B, 3, H, W).

        Raises ``ValueError`` when H or W is not a multiple of the patch.
        """
        patch = self.config.patch
        if images.shape[-2] % patch or images.shape[-1] % patch:
            size = f"{images.shape[-2]}x{images.shape[-1]}"
            raise ValueError(f"the image size {size} is not a multiple of the patch size {patch}")
        x = self.patch_embedding(images)  # (B, width, rows, columns)
        x = x + self.positions_at(x.shape[-2], x.shape[-1])
        x = x.flatten(2).transpose(1, 2)  # (B, patches, width)
        prefix = self.prefix.expand(x.shape[0], -1, -1)  # (B, prefix, width)
        x = torch.cat([prefix, x], dim=1)  # (B, T, width), T = prefix + patches
        x = self.norm(self.blocks(x))  # (B, T, width)
        logits: Tensor = self.head(x[:, 0])
        return logits

    def positions_at(self, rows: int, columns: int) -> Tensor:
        """Position embedding (1, width, rows, columns), interpolated where the grid differs.

        Bicubic, as in section 3.2 of the paper for fine-tuning at another resolution.
        """
        if (rows, columns) == self.patch_grid:
            return self.positions
        return F.interpolate(self.positions, (rows, columns), mode="bicubic", align_corners=False)
