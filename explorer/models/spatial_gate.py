"""A small CNN with the simplest spatial attention: features times a gate.

Each block computes features (convolution, batch norm, ReLU) and, from the same input, a gate with
one value in [0, 1] a position (convolution, ReLU, convolution, sigmoid), and multiplies them: the
core of the spatial attention of CBAM (Woo et al. 2018, https://arxiv.org/abs/1807.06521) and of
the attention modules of Wang et al. 2017, https://arxiv.org/abs/1704.06904.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor, nn

from .taps import GateTap


@dataclass(frozen=True, slots=True)
class SpatialGateConfig:
    """``widths`` of the gated blocks; each works at half the resolution of the one before.

    ``depths`` counts the plain convolutions (with batch norm and ReLU) in front of each gate;
    ``gate_width`` the hidden channels of a gate.
    """

    classes: int = 20
    widths: Sequence[int] = (32, 64, 96, 128)
    depths: Sequence[int] = (1, 1, 1, 1)
    gate_width: int = 16

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.depths):
            raise ValueError("SpatialGateConfig: widths and depths must be of the same length")


class ConvBlock(nn.Sequential):
    """3x3 convolution, batch norm, ReLU: (B, in, H, W) to (B, out, ceil(H / stride), ...)."""

    def __init__(self, in_channels: int, channels: int, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(in_channels, channels, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
        )


class SpatialGate(nn.Module):
    """features(x) * gate(x), the gate with one value a position."""

    def __init__(self, channels: int, gate_width: int) -> None:
        super().__init__()
        self.features = ConvBlock(channels, channels)
        self.gate = nn.Sequential(
            nn.Conv2d(channels, gate_width, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(gate_width, 1, 3, padding=1),
        )
        self.sigmoid = nn.Sigmoid()
        self.tap = GateTap("spatial-gate")

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) to the same shape."""
        features = self.features(x)  # (B, C, H, W)
        narrow, relu, weigh = self.gate
        hidden = relu(narrow(x))  # (B, gate_width, H, W)
        logits = weigh(hidden)  # (B, 1, H, W)
        gate = self.sigmoid(logits)  # (B, 1, H, W)
        seen = {"features": features, "gate": gate, "logits": logits, "hidden": hidden}
        gated: Tensor = self.tap(features * gate, **seen)
        return gated


class SpatialGateNet(nn.Module):
    """Stages of convolutions with one gate each, mean over positions, linear classifier."""

    def __init__(self, config: SpatialGateConfig) -> None:
        super().__init__()
        self.config = config
        stages: list[nn.Module] = []
        channels = 3
        for width, depth in zip(config.widths, config.depths, strict=True):
            stage: list[nn.Module] = [ConvBlock(channels, width, stride=2)]
            stage += [ConvBlock(width, width) for _ in range(depth - 1)]
            stages.append(nn.Sequential(*stage, SpatialGate(width, config.gate_width)))
            channels = width
        self.stages = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(channels, config.classes)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, images: Tensor) -> Tensor:
        """Logits (B, classes) of normalised images (B, 3, H, W)."""
        x = self.stages(images)  # (B, widths[-1], H / 2^stages, W / 2^stages)
        pooled = self.pool(x).flatten(1)  # (B, C)
        logits: Tensor = self.head(pooled)
        return logits
