"""Models of torchvision against what their own modules return."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.sites.attention import Kind

PICTURE = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(2))


def traced(model: nn.Module, picture: Tensor = PICTURE) -> Traced:
    with torch.no_grad():
        return trace_model(model.eval(), picture)


def test_the_vision_transformer(torchvision: Any) -> None:
    model = torchvision.models.VisionTransformer(32, 8, 2, 4, 32, 48, num_classes=5).eval()
    picture = PICTURE[..., :32, :32]
    expected: list[Tensor] = []

    def see(module: nn.Module, args: tuple[Tensor, ...], kwargs: dict[str, Any]) -> None:
        kwargs = {**kwargs, "need_weights": True, "average_attn_weights": False}
        expected.append(module.forward(*args, **kwargs)[1])

    attending = [one for one in model.modules() if isinstance(one, nn.MultiheadAttention)]
    handles = [one.register_forward_pre_hook(see, with_kwargs=True) for one in attending]
    with torch.no_grad():
        model(picture)
    for handle in handles:
        handle.remove()
    found = traced(model, picture)
    assert found.verdict is Verdict.VERIFIED
    for record, maps in zip(found.attentions, expected, strict=True):
        assert record.path.endswith("self_attention")
        assert record.layer in record.path.removesuffix(".self_attention")
        torch.testing.assert_close(record.weights(), maps[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", ["efficientnet_b0", "mobilenet_v3_small", "regnet_y_400mf"])
def test_squeeze_and_excitation(torchvision: Any, name: str) -> None:
    model = getattr(torchvision.models, name)().eval()
    gates: dict[str, tuple[Tensor, Tensor]] = {}
    handles = [
        part.register_forward_hook(
            lambda _, args, out, path=path: gates.update({path: (args[0].clone(), out.clone())})
        )
        for path, part in model.named_modules()
        if type(part).__name__ == "SqueezeExcitation"
    ]
    with torch.no_grad():
        model(PICTURE)
    for handle in handles:
        handle.remove()
    found = traced(model)
    assert found.verdict is Verdict.VERIFIED
    assert [one.path for one in found.gates] == list(gates)
    for gate in found.gates:
        features, out = gates[gate.path]
        assert gate.sort is Kind.CHANNEL
        assert gate.gate.shape == (1, features.shape[1], 1, 1)
        excited = model.get_submodule(gate.path)._scale(features)
        torch.testing.assert_close(gate.gate, excited, rtol=0, atol=1e-5)
        torch.testing.assert_close(gate.features * gate.gate, out, rtol=0, atol=1e-5)


def test_windows_and_grids(torchvision: Any) -> None:
    model = torchvision.models.SwinTransformer([4, 4], 12, [2], [3], [4, 4], num_classes=5)
    found = traced(model, PICTURE[..., :32, :32])
    assert found.verdict is Verdict.VERIFIED
    assert [(one.path, one.groups) for one in found.attentions] == [
        ("features.1.0.attn", 4),
        ("features.1.1.attn", 4),
    ]
