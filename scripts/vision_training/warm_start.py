"""A Vision Transformer's stem may start as the first convolutions of a trained CNN."""

from __future__ import annotations

from torch import nn

from explorer.models.spatial_gate import ConvBlock, SpatialGateNet
from explorer.models.vit import VisionTransformer


def start_stem(student: nn.Module, cnn: nn.Module) -> int:
    """Copy the first convolutions and batch norms of ``cnn`` into the stem of ``student``.

    The gates of the CNN are left out: the batch norms of the stem find their new scale within a
    few batches. Returns the number of convolutions copied. Raises ``ValueError`` when the models
    are not a ViT and a spatial-gate CNN whose first layers have the same shapes.
    """
    if not (isinstance(student, VisionTransformer) and isinstance(cnn, SpatialGateNet)):
        raise ValueError("only a vit can start from a CNN, and only from a spatial-gate one")
    source = [block for block in cnn.stages.modules() if isinstance(block, ConvBlock)]
    layers = list(student.patch_embedding.layers)[:-1]
    stem = [nn.Sequential(*layers[first : first + 3]) for first in range(0, len(layers), 3)]
    if len(stem) > len(source):
        raise ValueError(f"the stem has {len(stem)} convolutions, the CNN only {len(source)}")
    for index, (mine, its) in enumerate(zip(stem, source, strict=False)):
        try:
            mine.load_state_dict(its.state_dict())
        except RuntimeError as error:
            raise ValueError(f"convolution {index} of the stem has another shape") from error
    return len(stem)
