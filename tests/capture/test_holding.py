"""A gate that is held equals its sigmoid held by hand, whatever model it is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.hooks import hooked
from explorer.capture.muting import muted
from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.trace import trace_model
from explorer.core.interventions.intervention import ALL, Hold, MuteError
from explorer.core.interventions.mute import Mute
from explorer.models.se_resnet import SEResNet, SEResNetConfig
from explorer.models.spatial_gate import SpatialGateConfig, SpatialGateNet
from tests.capture.families import PHOTO

CLOSE = 1e-6


def torchvision_net() -> nn.Module:
    from torchvision.ops import SqueezeExcitation

    return nn.Sequential(nn.Conv2d(3, 8, 3), SqueezeExcitation(8, 4), nn.Conv2d(8, 5, 3))


def timm_net() -> nn.Module:
    timm = pytest.importorskip("timm")
    return nn.Sequential(nn.Conv2d(3, 16, 3), timm.layers.SEModule(16), nn.Conv2d(16, 5, 3))


def timm_spatial() -> nn.Module:
    pytest.importorskip("timm")
    from timm.layers.cbam import SpatialAttn

    return nn.Sequential(nn.Conv2d(3, 8, 3), SpatialAttn(7), nn.Conv2d(8, 5, 3))


class InPlace(nn.Module):
    """Squeeze and excitation whose features are gated in place."""

    def __init__(self) -> None:
        super().__init__()
        self.reduce, self.squash = nn.Conv2d(3, 3, 1), nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        x = x.clone()
        gate = self.squash(self.reduce(x.mean(dim=(2, 3), keepdim=True)))
        x *= gate
        return x + 1


class LastChannels(nn.Module):
    """The same with the channels last, the gate as a vector."""

    def __init__(self) -> None:
        super().__init__()
        self.reduce, self.squash = nn.Linear(3, 3), nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        last = x.permute(0, 2, 3, 1)  # (B, H, W, C)
        gate = self.squash(self.reduce(last.mean(dim=(1, 2))))  # (B, C)
        found: Tensor = last * gate[:, None, None]
        return found


@dataclass(frozen=True)
class Gated:
    """A model with a gate: where it is, what squashes it, and along which axis its channels lie."""

    build: Callable[[], nn.Module]
    squash: str
    axis: int = 1
    whole: bool = False


GATED = {
    "torchvision": Gated(torchvision_net, "1.scale_activation"),
    "timm": Gated(timm_net, "1.gate"),
    "spatial of timm": Gated(timm_spatial, "1", whole=True),
    "in place": Gated(InPlace, "squash"),
    "channels last": Gated(LastChannels, "squash"),
}


def random(model: nn.Module) -> nn.Module:
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.3)
    return model.eval()


def held(values: dict[int, float]) -> Any:
    def hook(module: nn.Module, args: Any, output: Tensor) -> Tensor:
        found = output.clone()
        for channel, value in values.items():
            if channel == ALL:
                found[:] = value
            else:
                found[:, channel] = value
        return found

    return hook


@pytest.mark.parametrize("gated", GATED.values(), ids=list(GATED))
@pytest.mark.parametrize("value", [0.0, 1.0, 0.37, -2.0])
def test_it_is_the_squashed_value_put_there_by_hand(gated: Gated, value: float) -> None:
    torch.manual_seed(1)
    model = random(gated.build())
    with torch.no_grad():
        plain = trace_model(model, PHOTO)
        name = plain.gates[0].name
        channels = plain.gates[0].gate.numel()
        chosen = {ALL: value} if gated.whole else dict.fromkeys(range(0, channels, 2), value)
        mute = Mute(holds=frozenset(Hold(name, at, one) for at, one in chosen.items()))
        if gated.whole:
            attending = model.get_submodule(gated.squash)
            with hooked([(attending, lambda module, args, output: args[0] * value)]):
                expected = model(PHOTO)
        else:
            with hooked([(model.get_submodule(gated.squash), held(chosen))]):
                expected = model(PHOTO)
        for route in (Route.OPERATORS, Route.FUNCTIONS):
            traced = trace_model(model, PHOTO, options=Options(mute=mute, route=route))
            torch.testing.assert_close(traced.output, expected, rtol=1e-5, atol=CLOSE)
            assert torch.equal(traced.gates[0].gate, plain.gates[0].gate)  # as the model has it
            assert traced.gates[0].verdict == "Verified"
        assert torch.equal(model(PHOTO), plain.output)
    assert not torch.allclose(expected, plain.output, atol=20 * CLOSE)


@pytest.mark.parametrize("value", [0.0, 1.0, 0.37])
def test_gates_of_our_own(value: float) -> None:
    torch.manual_seed(0)
    model = random(SEResNet(SEResNetConfig(classes=5, widths=(8, 16), depths=(1, 1))))
    mute = Mute(holds=frozenset({Hold("stages.1.0.se", 3, value), Hold("stages.1.0.se", 0, 1.0)}))
    with torch.inference_mode():
        squash = model.get_submodule("stages.1.0.se.sigmoid")
        with hooked([(squash, held({3: value, 0: 1.0}))]):
            expected = model(PHOTO)
        plain = model(PHOTO)
        with muted(model, mute):
            found = model(PHOTO)
        with muted(model, Mute()):
            assert torch.equal(model(PHOTO), plain)
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)
    assert not torch.allclose(found, plain, atol=20 * CLOSE)


@pytest.mark.parametrize("value", [1.0, 0.5])
def test_a_spatial_gate_of_our_own_is_opened(value: float) -> None:
    torch.manual_seed(0)
    model = random(SpatialGateNet(SpatialGateConfig(classes=5, widths=(8, 12), depths=(1, 1))))
    paths = [name for name, part in model.named_modules() if type(part).__name__ == "GateTap"]
    site = paths[0].rpartition(".")[0]
    inner = model.get_submodule(site)
    squash = next(part for part in inner.modules() if isinstance(part, nn.Sigmoid))
    with torch.inference_mode():
        with hooked([(squash, held({ALL: value}))]):
            expected = model(PHOTO)
        with muted(model, Mute(holds=frozenset({Hold(site, ALL, value)}))):
            found = model(PHOTO)
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)


def test_what_has_no_gate_is_refused() -> None:
    nowhere = Mute(holds=frozenset({Hold("2", 0, 1.0)}))
    with torch.no_grad(), pytest.raises(MuteError, match="cannot be held"):
        trace_model(timm_net().eval(), PHOTO, options=Options(mute=nowhere))
    ours = SEResNet(SEResNetConfig(classes=5, widths=(8,), depths=(1,)))
    with pytest.raises(MuteError, match="no gate"), muted(ours, nowhere):
        pass


def test_gradients_are_those_of_the_model_held_by_hand() -> None:
    torch.manual_seed(0)
    model = random(torchvision_net())
    squash = model.get_submodule(GATED["torchvision"].squash)
    pixels = PHOTO.clone().requires_grad_()
    with torch.no_grad():
        name = trace_model(model, PHOTO).gates[0].name
    mute = Mute(holds=frozenset({Hold(name, 2, 0.0)}))
    with hooked([(squash, held({2: 0.0}))]):
        (expected,) = torch.autograd.grad(model(pixels)[0, 3].sum(), pixels)
    options = Options(mute=mute, route=Route.FUNCTIONS)
    traced = trace_model(model, pixels, options=options, compare=False)
    (found,) = torch.autograd.grad(traced.output[0, 3].sum(), pixels)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-6)
