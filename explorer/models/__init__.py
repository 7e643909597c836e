"""The architectures of the application, each readable in one sitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from torch import nn

from .se_resnet import SEResNet, SEResNetConfig
from .seq2seq import Seq2Seq, Seq2SeqConfig
from .spatial_gate import SpatialGateConfig, SpatialGateNet
from .transformer import Transformer, TransformerConfig
from .vit import VisionTransformer, ViTConfig

ARCHITECTURES: dict[str, tuple[type[Any], type[nn.Module]]] = {
    "vit": (ViTConfig, VisionTransformer),
    "se-resnet": (SEResNetConfig, SEResNet),
    "spatial-gate": (SpatialGateConfig, SpatialGateNet),
    "seq2seq": (Seq2SeqConfig, Seq2Seq),
    "transformer": (TransformerConfig, Transformer),
}
"""Name to (config dataclass, module). The module takes the config as its only argument."""


def build(architecture: str, config: Mapping[str, object]) -> nn.Module:
    """A freshly initialised model of ``architecture`` with the fields of ``config``.

    Raises ``ValueError`` when the architecture or a field of its config is unknown, or when the
    config contradicts itself.
    """
    if architecture not in ARCHITECTURES:
        known = ", ".join(sorted(ARCHITECTURES))
        raise ValueError(f"unknown architecture {architecture!r}: this version knows {known}")
    config_type, module_type = ARCHITECTURES[architecture]
    allowed = {field.name for field in fields(config_type)}
    unknown = sorted(set(config) - allowed)
    if unknown:
        raise ValueError(
            f"unknown config field {', '.join(map(repr, unknown))} for {architecture}: "
            f"known are {', '.join(sorted(allowed))}"
        )
    return module_type(config_type(**config))
