"""Toy models whose right answer is known in closed form: no training, weights set by hand."""

from __future__ import annotations

import torch
from torch import nn

from explorer.models.se_resnet import SEResNet, SEResNetConfig
from explorer.models.vit import VisionTransformer, ViTConfig


def planted_vit(image: int = 32, patch: int = 8, layers: int = 2) -> VisionTransformer:
    """A ViT whose CLS token looks at the brightest patch, and nowhere else.

    For images (B, 3, image, image) that are 0 but for one patch of ones: in the last layer, head 0
    of every query gives all of its weight to that patch (exactly 1 in float32); head 1, and both
    heads of the layers before, give the same weight to every token, which is 1 / (patches + 1). The
    predicted class is the number of the bright patch, counted row by row.
    """
    side = image // patch
    patches = side * side
    d_head = patches + 4
    config = ViTConfig(
        classes=patches, image=image, patch=patch, width=2 * d_head, layers=layers, heads=2, mlp=1
    )
    model = VisionTransformer(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.fill_(1.0 if "norm" in name and name.endswith("weight") else 0.0)
        # Channel 0 holds ten times the brightness, channel 1 marks CLS, channel 2 + i patch i.
        model.prefix[0, 0, 1] = 1.0
        (projection,) = (m for m in model.patch_embedding.modules() if isinstance(m, nn.Conv2d))
        projection.weight[0] = 10.0 / projection.weight[0].numel()
        for index in range(patches):
            model.positions[0, 2 + index, index // side, index % side] = 1.0
        attention = model.blocks.get_submodule(f"{layers - 1}.attention")
        # Every query asks head 0 for brightness; what it finds it copies into the same channels.
        attention.get_parameter("query.bias")[0] = 100.0
        attention.get_parameter("key.weight")[0, 0] = 1.0
        for index in range(patches):
            attention.get_parameter("value.weight")[2 + index, 2 + index] = 1.0
            attention.get_parameter("project.weight")[2 + index, 2 + index] = 1.0
            model.head.weight[index, 2 + index] = 1.0
    return model


def planted_se(channel: int = 3, channels: int = 8) -> SEResNet:
    """An SE-ResNet of one block whose gate opens exactly one channel, whatever the photo.

    The gate of ``channel`` is 1 and all others are 0, exactly, in float32.
    """
    config = SEResNetConfig(classes=4, widths=(channels,), depths=(1,), reduction=4)
    torch.manual_seed(0)
    model = SEResNet(config).eval()
    with torch.no_grad():
        expand = model.stages.get_submodule("0.0.se.expand")
        expand.get_parameter("weight").zero_()
        expand.get_parameter("bias").fill_(-200.0)[channel] = 200.0
        nn.init.ones_(model.stages.get_submodule("0.0.norm2").get_parameter("weight"))
    return model
