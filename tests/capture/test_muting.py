"""Muting by the tracer and by taps equals taking the head out of the output projection by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.muting import muted
from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.rerun import quicker
from explorer.capture.tracing.trace import trace_model
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute, MuteMode
from explorer.models.transformer import Transformer, TransformerConfig
from explorer.models.vit import VisionTransformer, ViTConfig
from tests.capture.families import FAMILIES, IDS, PHOTO, Family, main

CLOSE = 1e-6
each_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=list(FAMILIES))


@pytest.fixture
def model(family: Family) -> nn.Module:
    torch.manual_seed(3)
    return family.build().eval()


@torch.no_grad()
def without_columns(model: nn.Module, family: Family) -> Tensor:
    """What the model gives once the columns of the head have left the output projection."""
    weight = model.get_submodule(family.projection).weight
    assert isinstance(weight, nn.Parameter)
    kept = weight.detach().clone()
    part = slice(family.head * family.width, (family.head + 1) * family.width)
    by_rows = type(model.get_submodule(family.projection)).__name__ == "Conv1D"
    (weight[part] if by_rows else weight[:, part]).zero_()
    fast = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        return main(model(*family.args, **family.kwargs))
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        weight.copy_(kept)


@each_family
def test_it_is_the_head_taken_out_of_the_projection_by_hand(
    family: Family, model: nn.Module
) -> None:
    expected = without_columns(model, family)
    mute = Mute.of([(family.site, family.head)])
    with torch.no_grad():
        plain = trace_model(model, *family.args, **family.kwargs)
        quick = quicker(plain, model, *family.args, **family.kwargs)
        for options in (
            Options(mute=mute),
            Options(mute=mute, route=quick.route, known=quick.known),
        ):
            found = trace_model(model, *family.args, options=options, **family.kwargs)
            torch.testing.assert_close(main(found.output), expected, rtol=0, atol=CLOSE)
            assert {one.name for one in found.records} == {one.name for one in plain.records}
        again = main(model(*family.args, **family.kwargs))
    assert quick.route is not Route.OPERATORS
    assert float((expected - main(plain.output)).abs().max()) > 20 * CLOSE
    assert torch.equal(again, main(plain.output))  # the model is as it was


@pytest.mark.parametrize(
    "family", [one for name, one in FAMILIES.items() if name != "torchvision"]
)  # whose projection torch calls as a function, which no hook sees
def test_a_mean_is_the_mean_of_the_head_over_all_tokens(family: Family, model: nn.Module) -> None:
    module = model.get_submodule(family.projection)
    part = slice(family.head * family.width, (family.head + 1) * family.width)

    def mean(module: nn.Module, args: tuple[Tensor, ...]) -> tuple[Tensor]:
        held = args[0].clone()
        flat = held.reshape(-1, held.shape[-1])  # one input: all windows and tokens
        flat[:, part] = flat[:, part].mean(dim=0)
        return (flat.reshape(held.shape),)

    with torch.no_grad():
        handle = module.register_forward_pre_hook(mean)
        expected = main(model(*family.args, **family.kwargs))
        handle.remove()
        options = Options(mute=Mute.of([(family.site, family.head)], "mean"))
        found = trace_model(model, *family.args, options=options, **family.kwargs)
    torch.testing.assert_close(main(found.output), expected, rtol=0, atol=1e-5)


@each_family
def test_muting_nothing_changes_no_bit(family: Family, model: nn.Module) -> None:
    with torch.no_grad():
        traced = trace_model(model, *family.args, options=Options(mute=Mute()), **family.kwargs)
    assert traced.checks[0].error == 0


@pytest.mark.parametrize("family", [FAMILIES["timm"]])
def test_what_is_not_found_is_refused(family: Family, model: nn.Module) -> None:
    options = Options(mute=Mute.of([("blocks.1.mlp", 0)]))
    with torch.no_grad(), pytest.raises(MuteError, match=r"blocks.1.mlp cannot be muted"):
        trace_model(model, *family.args, options=options)


def test_a_layer_that_runs_twice_is_muted_where_it_was_asked_for() -> None:
    torch.manual_seed(0)

    class Shared(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.block = nn.TransformerEncoderLayer(12, 3, 16, batch_first=True)

        def forward(self, x: Tensor, stop: bool = False) -> Tensor:
            first: Tensor = self.block(x)
            return first if stop else self.block(first)

    model, x = Shared().eval(), torch.randn(1, 5, 12)
    weight = model.block.self_attn.out_proj.weight
    with torch.no_grad():
        first = model(x, stop=True)
        held = weight.clone()
        weight[:, 4:8] = 0
        expected = model.block(first)
        weight.copy_(held)
        options = Options(mute=Mute.of([("block.self_attn#1", 1)]))
        found = trace_model(model, x, options=options).output
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)


def ours() -> tuple[nn.Module, tuple[Tensor, ...], str]:
    model = VisionTransformer(ViTConfig(classes=5, image=32, width=24, layers=2, heads=3))
    return model, (PHOTO,), "blocks.1.attention"


def ours_across() -> tuple[nn.Module, tuple[Tensor, ...], str]:
    config = TransformerConfig(vocabulary=40, width=24, heads=3)
    return Transformer(config), (IDS, IDS[:, :4]), "decoder.0.cross_attention"


@pytest.mark.parametrize("made", [ours, ours_across])
@pytest.mark.parametrize("mode", list(MuteMode))
def test_our_own_models_are_muted_at_their_taps(
    made: Callable[[], tuple[nn.Module, tuple[Tensor, ...], str]], mode: MuteMode
) -> None:
    torch.manual_seed(2)
    model, args, path = made()
    model = model.eval()
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.2)
    projection = model.get_submodule(f"{path}.project")

    def by_hand(module: nn.Module, given: tuple[Tensor, ...]) -> tuple[Tensor]:
        held = given[0].clone()
        held[..., 8:16] = held[..., 8:16].mean(dim=1, keepdim=True) if mode == "mean" else 0
        return (held,)

    with torch.inference_mode():
        plain = model(*args)
        handle = projection.register_forward_pre_hook(by_hand)
        expected = model(*args)
        handle.remove()
        with muted(model, Mute.of([(path, 1)], mode)):
            found = model(*args)
        with muted(model, Mute()):
            assert torch.equal(model(*args), plain)
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)
    assert not torch.allclose(found, plain, atol=1e-6)


def test_our_own_models_refuse_what_they_do_not_have() -> None:
    model = ours()[0]
    with pytest.raises(MuteError, match="no attention"), muted(model, Mute.of([("head", 0)])):
        pass
    mean = Mute.of([("blocks.0.attention", 0)], "mean")
    stepwise = frozenset({"blocks.0.attention"})
    with pytest.raises(MuteError, match="one token at a time"), muted(model, mean, stepwise):
        pass
    assert not model.get_submodule("blocks.0.attention.tap")._forward_hooks
