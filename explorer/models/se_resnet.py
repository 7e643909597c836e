"""SE-ResNet: a residual network whose blocks weigh their channels.

He et al. 2016, "Deep Residual Learning for Image Recognition", https://arxiv.org/abs/1512.03385.
Hu et al. 2018, "Squeeze-and-Excitation Networks", https://arxiv.org/abs/1709.01507.

A block *squeezes* its features to one mean a channel, *excites* them through two small layers to a
gate in [0, 1] a channel, and multiplies the features by the gate before the shortcut is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor, nn

from .taps import GateTap


@dataclass(frozen=True, slots=True)
class SEResNetConfig:
    """Widths and depths of the stages; each stage but the first halves the resolution.

    ``reduction`` is r of the paper: the bottleneck of the gate has ``channels // reduction`` units.
    ``stem_stride`` 2 makes the first stage work at half the resolution of the photo.
    """

    classes: int = 20
    widths: Sequence[int] = (40, 80, 160, 256)
    depths: Sequence[int] = (2, 2, 2, 2)
    reduction: int = 8
    stem_stride: int = 2

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.depths):
            raise ValueError(
                "SEResNetConfig: widths and depths must name the same number of stages"
            )
        if min(self.widths) < self.reduction:
            raise ValueError("SEResNetConfig: reduction must not exceed the smallest width")


class SqueezeExcitation(nn.Module):
    """Channel gate (Hu et al. 2018, equations 2-4): x * sigmoid(W2 relu(W1 mean(x)))."""

    def __init__(self, channels: int, reduction: int) -> None:
        super().__init__()
        self.squeeze = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, channels // reduction, kernel_size=1)
        self.relu = nn.ReLU()
        self.expand = nn.Conv2d(channels // reduction, channels, kernel_size=1)
        self.sigmoid = nn.Sigmoid()
        self.tap = GateTap("channel-gate")

    def forward(self, features: Tensor) -> Tensor:
        """Gate ``features`` (B, C, H, W) channel by channel; same shape out."""
        mean = self.squeeze(features)  # (B, C, 1, 1)
        hidden = self.relu(self.reduce(mean))  # (B, C / r, 1, 1)
        logits = self.expand(hidden)  # (B, C, 1, 1)
        gate = self.sigmoid(logits)  # (B, C, 1, 1)
        seen = {"features": features, "gate": gate, "logits": logits, "hidden": hidden}
        gated: Tensor = self.tap(features * gate, **seen)
        return gated


class SEBlock(nn.Module):
    """Basic residual block with its gate before the sum: relu(shortcut(x) + SE(F(x)))."""

    def __init__(self, in_channels: int, channels: int, stride: int, reduction: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride=stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.se = SqueezeExcitation(channels, reduction)
        self.relu = nn.ReLU()
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or in_channels != channels:
            # Averaging before the 1x1 convolution keeps every pixel in the shortcut
            # (ResNet-D: He et al. 2019, https://arxiv.org/abs/1812.01187).
            self.shortcut = nn.Sequential(
                nn.AvgPool2d(stride, ceil_mode=True) if stride > 1 else nn.Identity(),
                nn.Conv2d(in_channels, channels, 1, bias=False),
                nn.BatchNorm2d(channels),
            )

    def forward(self, x: Tensor) -> Tensor:
        """(B, in_channels, H, W) to (B, channels, ceil(H / stride), ceil(W / stride))."""
        h = self.relu(self.norm1(self.conv1(x)))  # (B, C, H', W')
        h = self.se(self.norm2(self.conv2(h)))  # (B, C, H', W')
        out: Tensor = self.relu(self.shortcut(x) + h)
        return out


class SEResNet(nn.Module):
    """Stem, stages of SE blocks, mean over positions, linear classifier."""

    def __init__(self, config: SEResNetConfig) -> None:
        super().__init__()
        self.config = config
        width = config.widths[0]
        self.stem = nn.Sequential(
            nn.Conv2d(3, width // 2, 3, stride=config.stem_stride, padding=1, bias=False),
            nn.BatchNorm2d(width // 2),
            nn.ReLU(),
            nn.Conv2d(width // 2, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
        )
        stages: list[nn.Module] = []
        for stage, (channels, depth) in enumerate(zip(config.widths, config.depths, strict=True)):
            blocks: list[nn.Module] = []
            for index in range(depth):
                stride = 2 if index == 0 and stage > 0 else 1
                blocks.append(SEBlock(width, channels, stride, config.reduction))
                width = channels
            stages.append(nn.Sequential(*blocks))
        self.stages = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(width, config.classes)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        for module in self.modules():
            if isinstance(module, SEBlock):
                nn.init.zeros_(module.norm2.weight)  # every block starts as its shortcut

    def features(self, images: Tensor) -> Tensor:
        """Pooled features (B, widths[-1]) of normalised images (B, 3, H, W)."""
        x = self.stages(self.stem(images))  # (B, C, H / 16, W / 16) with the default stem
        pooled: Tensor = self.pool(x).flatten(1)  # (B, C)
        return pooled

    def forward(self, images: Tensor) -> Tensor:
        """Logits (B, classes) of normalised images (B, 3, H, W)."""
        logits: Tensor = self.head(self.features(images))
        return logits
