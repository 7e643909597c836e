"""Models of timm, narrow and shallow, against their unfused selves; gates against hooks."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.sites.attention import Kind

SMALL = {"img_size": 32, "patch_size": 8, "embed_dim": 24, "depth": 2, "num_heads": 3}
PICTURE = torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(2))


def vit(timm: Any, **options: Any) -> nn.Module:
    classes = {"img_size": 32, "num_classes": 5}
    model: nn.Module = timm.models.VisionTransformer(**{**SMALL, **classes, **options})
    return model.eval()


def traced(model: nn.Module, picture: Tensor = PICTURE) -> Traced:
    with torch.no_grad():
        return trace_model(model, picture)


def unfused(model: nn.Module) -> list[Tensor]:
    """The maps of a model whose fused attention is switched off, by hooks on their dropouts."""
    maps: list[Tensor] = []
    handles = []
    for path, part in model.named_modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = False
        if path.endswith("attn_drop"):
            handles.append(part.register_forward_pre_hook(lambda _, args: maps.append(args[0])))
    with torch.no_grad():
        model(PICTURE)
    for handle in handles:
        handle.remove()
    return maps


@pytest.mark.parametrize("tokens", [1, 2, 5], ids=["cls", "distilled", "registers"])
@pytest.mark.parametrize("fused", [True, False])
def test_vision_transformers(timm: Any, tokens: int, fused: bool) -> None:
    if tokens == 2:
        model = timm.models.deit.VisionTransformerDistilled(**SMALL, num_classes=5).eval()
    else:
        model = vit(timm, reg_tokens=tokens - 1)
    for part in model.modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = fused
    found = traced(model)
    assert found.verdict is Verdict.VERIFIED
    assert [one.path for one in found.attentions] == ["blocks.0.attn", "blocks.1.attn"]
    assert {one.queries for one in found.attentions} == {16 + tokens}
    for record, expected in zip(found.attentions, unfused(model), strict=True):
        assert record.map is None
        torch.testing.assert_close(record.weights(), expected[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("fused", [True, False])
def test_windows_of_swin(timm: Any, fused: bool) -> None:
    model = timm.models.SwinTransformer(
        img_size=32, patch_size=4, embed_dim=12, depths=(2,), num_heads=(3,), window_size=4
    ).eval()
    for name, parameter in model.named_parameters():
        if "relative_position_bias" in name:
            nn.init.normal_(parameter)
    for part in model.modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = fused
    found = traced(model)
    assert found.verdict is Verdict.VERIFIED
    for record, expected in zip(found.attentions, unfused(model), strict=True):
        assert (record.batch, record.groups, record.heads) == (4, 4, 3)
        for window in range(4):
            maps = record.weights(window)
            torch.testing.assert_close(maps, expected[window], rtol=0, atol=1e-5)


def test_talking_heads_show_what_multiplied_v(timm: Any) -> None:
    model = timm.models.cait.Cait(
        img_size=32, patch_size=8, embed_dim=24, depth=1, num_heads=3, num_classes=5
    ).eval()
    found = traced(model)
    talking = found.attentions[0]
    assert talking.changed
    assert talking.verdict is Verdict.VERIFIED
    assert [check.name for check in talking.checks] == [
        "rows of the softmax sum to 1",
        "map times v is the output",
    ]
    assert float((talking.weights().sum(dim=-1) - 1).abs().max()) > 1e-2
    expected = unfused(model)[0]  # what goes into the dropout comes after the mixing
    torch.testing.assert_close(talking.weights(), expected[0], rtol=0, atol=1e-5)


GATED = ["seresnet18", "ecaresnet26t", "ese_vovnet19b_dw", "mobilenetv3_small_050", "skresnet18"]


@pytest.mark.parametrize("name", GATED)
def test_gates_of_channels(timm: Any, name: str) -> None:
    """What the module itself has multiplied: its output over its input."""
    model = timm.create_model(name, pretrained=False).eval()
    kinds = ("SEModule", "SqueezeExcite", "EcaModule", "EffectiveSEModule", "SelectiveKernelAttn")
    seen: dict[str, tuple[Tensor, Tensor]] = {}
    handles = [
        part.register_forward_hook(
            lambda _, args, out, path=path: seen.update({path: (args[0].clone(), out.clone())})
        )
        for path, part in model.named_modules()
        if type(part).__name__ in kinds
    ]
    picture = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        model(picture)
    for handle in handles:
        handle.remove()
    assert seen
    found = traced(model, picture)
    assert found.verdict is Verdict.VERIFIED
    channel = [one for one in found.gates if one.sort is Kind.CHANNEL]
    assert len(channel) == len(seen)
    if name == "skresnet18":  # the module returns the gate, the sum lies around it
        for gate, (_, out) in zip(channel, seen.values(), strict=True):
            torch.testing.assert_close(gate.gate, out, rtol=0, atol=1e-5)
        return
    for gate in channel:
        features, out = seen[gate.path]
        assert gate.features is not None
        torch.testing.assert_close(gate.features, features, rtol=0, atol=1e-5)
        torch.testing.assert_close(gate.features * gate.gate, out, rtol=0, atol=1e-5)
