"""Channel and spatial gates against torchvision and against literal versions in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torchvision.ops import SqueezeExcitation as TorchvisionSE

from explorer.models.se_resnet import SEBlock, SEResNet, SEResNetConfig, SqueezeExcitation
from explorer.models.spatial_gate import SpatialGate, SpatialGateConfig, SpatialGateNet
from explorer.models.taps import GateTap
from tests.toys import planted_se

CLOSE = {"rtol": 1e-5, "atol": 1e-5}


def watch(module: nn.Module) -> list[dict[str, Any]]:
    """What every gate tap of ``module`` sees from now on, with its kind and output."""
    seen: list[dict[str, Any]] = []

    def hook(tap: GateTap, args: Any, kwargs: dict[str, Tensor], output: Tensor) -> None:
        seen.append({**kwargs, "kind": tap.kind, "output": output})

    for tap in module.modules():
        if isinstance(tap, GateTap):
            tap.register_forward_hook(hook, with_kwargs=True)
    return seen


def shuffle_norms(module: nn.Module) -> None:
    """Give batch norms statistics and weights that are not those of a fresh one."""
    for norm in module.modules():
        if isinstance(norm, nn.BatchNorm2d):
            for tensor in (norm.weight, norm.bias, norm.running_mean):
                assert tensor is not None
                nn.init.normal_(tensor)
            assert norm.running_var is not None
            nn.init.uniform_(norm.running_var, 0.5, 2)


def literal_convolution(
    x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None = None, stride: int = 1
) -> np.ndarray:
    """Cross-correlation of (C, H, W) with (O, C, k, k), zero-padded by k // 2."""
    side = weight.shape[-1]
    padded = np.pad(x, ((0, 0), (side // 2, side // 2), (side // 2, side // 2)))
    rows = (x.shape[1] - 1) // stride + 1
    columns = (x.shape[2] - 1) // stride + 1
    out = np.zeros((len(weight), rows, columns))
    for o in range(len(weight)):
        for i in range(rows):
            for j in range(columns):
                top, left = i * stride, j * stride
                patch = padded[:, top : top + side, left : left + side]
                out[o, i, j] = (patch * weight[o]).sum() + (0 if bias is None else bias[o])
    return out


def literal_norm(x: np.ndarray, norm: nn.Module) -> np.ndarray:
    """Batch norm of (C, H, W) with stored statistics."""
    p = {name: value.double().numpy()[:, None, None] for name, value in tensors(norm).items()}
    scaled = (x - p["running_mean"]) / np.sqrt(p["running_var"] + 1e-5)
    return np.asarray(scaled * p["weight"] + p["bias"])


def tensors(module: nn.Module) -> dict[str, Tensor]:
    """Parameters and per-channel buffers of one layer."""
    return {k: v.detach() for k, v in module.state_dict().items() if v.ndim}


def array(tensor: Tensor) -> np.ndarray:
    return np.asarray(tensor.detach().double().numpy())


def sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-x)))


def literal_channel_gate(x: np.ndarray, se: SqueezeExcitation) -> np.ndarray:
    """Equations 2 to 4 of the paper on one example (C, H, W)."""
    z = np.array([channel.mean() for channel in x])
    s = array(se.reduce.weight)[:, :, 0, 0] @ z + array(se.reduce.bias)
    e = array(se.expand.weight)[:, :, 0, 0] @ np.maximum(s, 0) + array(se.expand.bias)
    return x * sigmoid(e)[:, None, None]


def test_squeeze_excitation_equals_torchvision() -> None:
    torch.manual_seed(0)
    ours, theirs = SqueezeExcitation(16, reduction=4), TorchvisionSE(16, 4)
    theirs.fc1.load_state_dict(ours.reduce.state_dict())
    theirs.fc2.load_state_dict(ours.expand.state_dict())
    x = torch.randn(3, 16, 5, 7)
    torch.testing.assert_close(ours(x), theirs(x), **CLOSE)


def test_whole_block_equals_the_literal_formula() -> None:
    torch.manual_seed(1)
    block = SEBlock(4, 8, stride=2, reduction=4).eval()
    shuffle_norms(block)
    x = torch.randn(1, 4, 6, 6)
    photo = array(x[0])
    h = np.maximum(
        literal_norm(literal_convolution(photo, array(block.conv1.weight), stride=2), block.norm1),
        0,
    )
    h = literal_norm(literal_convolution(h, array(block.conv2.weight)), block.norm2)
    h = literal_channel_gate(h, block.se)
    halved = photo.reshape(4, 3, 2, 3, 2).mean(axis=(2, 4))
    convolution, norm = (block.shortcut.get_submodule(name) for name in ("1", "2"))
    short = literal_convolution(halved, array(convolution.get_parameter("weight")))
    wanted = np.maximum(literal_norm(short, norm) + h, 0)
    np.testing.assert_allclose(array(block(x)[0]), wanted, **CLOSE)


def test_spatial_gate_equals_the_literal_formula() -> None:
    torch.manual_seed(2)
    module = SpatialGate(channels=5, gate_width=3).eval()
    shuffle_norms(module)
    x = torch.randn(1, 5, 6, 7)
    photo = array(x[0])
    convolution, norm = module.features[0], module.features[1]
    features = np.maximum(
        literal_norm(literal_convolution(photo, array(convolution.weight)), norm), 0
    )
    first, second = module.gate[0], module.gate[2]
    hidden = np.maximum(literal_convolution(photo, array(first.weight), array(first.bias)), 0)
    gate = sigmoid(literal_convolution(hidden, array(second.weight), array(second.bias)))
    np.testing.assert_allclose(array(module(x)[0]), features * gate, **CLOSE)


def test_channel_taps_see_what_was_computed() -> None:
    torch.manual_seed(3)
    model = SEResNet(SEResNetConfig(classes=3, widths=(8, 16), depths=(1, 2), reduction=4)).eval()
    seen = watch(model)
    model(torch.randn(2, 3, 32, 32))
    assert [site["gate"].shape for site in seen] == [(2, 8, 1, 1), (2, 16, 1, 1), (2, 16, 1, 1)]
    for site in seen:
        assert site["kind"] == "channel-gate"
        _check_gate(site)


def test_spatial_taps_see_what_was_computed() -> None:
    torch.manual_seed(4)
    model = SpatialGateNet(SpatialGateConfig(classes=3, widths=(8, 12), depths=(1, 2))).eval()
    seen = watch(model)
    model(torch.randn(2, 3, 32, 24))
    assert [site["gate"].shape for site in seen] == [(2, 1, 16, 12), (2, 1, 8, 6)]
    for site in seen:
        assert site["kind"] == "spatial-gate"
        _check_gate(site)


def _check_gate(site: dict[str, Any]) -> None:
    assert bool(((site["gate"] >= 0) & (site["gate"] <= 1)).all())
    torch.testing.assert_close(site["features"] * site["gate"], site["output"], rtol=0, atol=0)
    torch.testing.assert_close(torch.sigmoid(site["logits"]), site["gate"], rtol=0, atol=0)


def test_planted_channel_is_the_only_open_one() -> None:
    model = planted_se(channel=5)
    seen = watch(model)
    model(torch.randn(2, 3, 16, 16))
    (site,) = seen
    wanted = torch.zeros(8)
    wanted[5] = 1
    assert torch.equal(site["gate"][:, :, 0, 0], wanted.expand(2, 8))
    others = [channel for channel in range(8) if channel != 5]
    assert bool((site["output"][:, others] == 0).all())
    assert bool((site["output"][:, 5] != 0).any())
