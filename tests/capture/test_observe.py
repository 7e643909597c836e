"""What the taps tell of a run, against other attentions, and that nothing of the hooks stays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.capture.observe import Place, Places, observe, tap_names
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict, overall
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.patch_maps import PatchAttention
from explorer.models.attention import MultiHeadAttention
from explorer.models.se_resnet import SEResNet, SEResNetConfig
from explorer.models.spatial_gate import SpatialGateConfig, SpatialGateNet
from explorer.models.vit import VisionTransformer, ViTConfig
from tests.toys import planted_se, planted_vit

GRID = PatchGrid(4, 4, ("CLS",))


def vit() -> VisionTransformer:
    torch.manual_seed(1)
    config = ViTConfig(classes=3, image=32, patch=8, width=24, layers=3, heads=4)
    return VisionTransformer(config).eval()


def se_resnet() -> SEResNet:
    torch.manual_seed(2)
    return SEResNet(SEResNetConfig(classes=3, widths=(8, 16), depths=(1, 1), reduction=4)).eval()


def spatial_gate() -> SpatialGateNet:
    torch.manual_seed(3)
    return SpatialGateNet(SpatialGateConfig(classes=3, widths=(8, 12), depths=(1, 1))).eval()


MODELS = [(vit, GRID), (se_resnet, None), (spatial_gate, None)]
each_model = pytest.mark.parametrize(("make", "axis"), MODELS, ids=["vit", "se", "gate"])
Make = Callable[[], nn.Module]


@pytest.fixture(scope="module")
def image() -> Tensor:
    return torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(0))


def at(grid: PatchGrid | None) -> Places:
    """The same place for every tap; none is to be asked for where there are gates alone."""

    def places(path: str) -> Place:
        assert grid is not None
        return grid

    return places


def hooks(model: nn.Module) -> int:
    return sum(len(part._forward_hooks) + len(part._forward_pre_hooks) for part in model.modules())


def run(model: nn.Module, image: Tensor, axis: PatchGrid | None) -> tuple[Tensor, list[Attention]]:
    sites: list[Attention] = []
    with torch.inference_mode(), observe(model, sites.append, at(axis)):
        logits = model(image)
    return logits, sites


@pytest.mark.parametrize("heads", [1, 3])
def test_weights_are_those_of_torch_multihead_attention(heads: int) -> None:
    torch.manual_seed(0)
    width, tokens = 24, 17
    theirs = nn.MultiheadAttention(width, heads, batch_first=True).eval()
    ours = MultiHeadAttention(width, heads).eval()
    with torch.no_grad():
        theirs.in_proj_bias.normal_()
        for part, weight, bias in zip(
            (ours.query, ours.key, ours.value),
            theirs.in_proj_weight.chunk(3),
            theirs.in_proj_bias.chunk(3),
            strict=True,
        ):
            part.weight.copy_(weight)
            part.bias.copy_(bias)
        ours.project.weight.copy_(theirs.out_proj.weight)
        ours.project.bias.copy_(theirs.out_proj.bias)
    x = torch.randn(1, tokens, width)
    output, (site,) = run(ours, x, GRID)
    with torch.no_grad():
        expected, weights = theirs(x, x, x, need_weights=True, average_attn_weights=False)
    np.testing.assert_allclose(site.weights(), weights[0].numpy(), atol=1e-5)
    np.testing.assert_allclose(output.numpy(), expected.numpy(), atol=1e-5)
    assert isinstance(site, PatchAttention)
    mixed = site.weights() @ site.value  # (heads, T, d)
    merged = torch.from_numpy(mixed.transpose(1, 0, 2).reshape(1, tokens, width))
    np.testing.assert_allclose(theirs.out_proj(merged).detach().numpy(), expected, atol=1e-5)
    assert overall(site.checks) is Verdict.VERIFIED


@each_model
def test_output_is_bit_identical_with_capture_on(
    make: Make, axis: PatchGrid | None, image: Tensor
) -> None:
    model = make()
    with torch.inference_mode():
        before = model(image)
    during, sites = run(model, image, axis)
    with torch.inference_mode():
        after = model(image)
    assert sites
    assert torch.equal(before, during)
    assert torch.equal(before, after)


@each_model
def test_sites_come_in_order_with_their_paths(
    make: Make, axis: PatchGrid | None, image: Tensor
) -> None:
    model = make()
    _, sites = run(model, image, axis)
    assert [site.layer for site in sites] == list(range(len(sites)))
    assert [f"{site.name}.tap" for site in sites] == tap_names(model)
    for site in sites:
        assert model.get_submodule(site.name) is not None
        assert overall(site.checks) is Verdict.VERIFIED
        assert site.weights().shape == (site.heads, site.query_axis.size, site.key_axis.size)


def test_a_site_arrives_as_soon_as_it_is_computed(image: Tensor) -> None:
    model = vit()
    reached: list[str] = []
    for name, part in model.named_modules():
        if name.endswith(".mlp"):
            part.register_forward_hook(lambda *_, name=name: reached.append(name))
    with torch.inference_mode(), observe(model, lambda site: reached.append(site.name), at(GRID)):
        model(image)
    expected = [f"blocks.{at}.{part}" for at in range(3) for part in ("attention", "mlp")]
    assert reached == expected


def test_rows_of_a_vision_transformer_sum_to_one(image: Tensor) -> None:
    _, sites = run(vit(), image, GRID)
    for site in sites:
        np.testing.assert_allclose(site.weights().sum(axis=-1), 1, atol=1e-5)


def test_a_channel_gate_is_recomputed_from_its_own_layers(image: Tensor) -> None:
    model = se_resnet()
    _, sites = run(model, image, None)
    for site in sites:
        assert isinstance(site, ChannelGate)
        block = model.get_submodule(site.name)
        squeezed = torch.from_numpy(site.features.mean(axis=(1, 2)))
        first, second = block.reduce, block.expand
        hidden = torch.relu(first.weight.flatten(1) @ squeezed + first.bias)
        logits = second.weight.flatten(1) @ hidden + second.bias
        np.testing.assert_allclose(site.logits, logits.detach().numpy(), atol=1e-5)
        np.testing.assert_allclose(site.gate, torch.sigmoid(logits).detach().numpy(), atol=1e-5)


def test_a_spatial_gate_keeps_one_value_a_position(image: Tensor) -> None:
    _, sites = run(spatial_gate(), image, None)
    assert [site.grid for site in sites] == [(16, 16), (8, 8)]
    for site in sites:
        assert isinstance(site, SpatialGate)
        assert site.kind is Kind.SPATIAL
        np.testing.assert_allclose(site.gate, 1 / (1 + np.exp(-site.logits)), atol=1e-5)


def test_what_is_kept_outlives_the_run_unchanged(image: Tensor) -> None:
    model = se_resnet()
    _, sites = run(model, image, None)
    kept = [site.maps(0).copy() for site in sites]
    run(model, image * 3, None)
    for site, maps in zip(sites, kept, strict=True):
        np.testing.assert_array_equal(site.maps(0), maps)
        for array in (site.gate, site.logits, site.features):
            assert not array.flags.writeable


@pytest.mark.parametrize("ending", ["success", "model", "listener", "cancel", "batch", "axis"])
def test_no_hook_stays(ending: str, image: Tensor) -> None:
    model = vit()
    assert hooks(model) == 0

    def listen(site: Attention) -> None:
        if ending == "listener" and site.layer == 1:
            raise KeyError(ending)

    axis = PatchGrid(2, 2) if ending == "axis" else GRID
    batch = image.expand(2, -1, -1, -1) if ending == "batch" else image
    errors = {"model": ValueError, "listener": KeyError, "cancel": Cancelled}
    errors |= {"batch": ValueError, "axis": ValueError}
    seen = 0

    def attempt() -> None:
        nonlocal seen
        with (
            torch.inference_mode(),
            observe(model, listen, at(axis), lambda: ending == "cancel"),
        ):
            seen = hooks(model)
            model(batch[..., :30] if ending == "model" else batch)

    if ending == "success":
        attempt()
    else:
        with pytest.raises(errors[ending]):
            attempt()
    assert seen == len(tap_names(model)) > 0
    assert hooks(model) == 0


@pytest.mark.parametrize("after", [0, 1, 2])
@each_model
def test_cancel_acts_at_the_next_tap(
    make: Make, axis: PatchGrid | None, after: int, image: Tensor
) -> None:
    model = make()
    if after >= len(tap_names(model)):
        after = len(tap_names(model)) - 1
    whole, expected = run(model, image, axis)
    sites: list[Attention] = []
    with (
        torch.inference_mode(),
        pytest.raises(Cancelled),
        observe(model, sites.append, at(axis), lambda: len(sites) >= after),
    ):
        model(image)
    assert [site.name for site in sites] == [site.name for site in expected[:after]]
    again, repeated = run(model, image, axis)
    assert torch.equal(whole, again)
    for first, second in zip(expected, repeated, strict=True):
        assert first.weights().tobytes() == second.weights().tobytes()


@pytest.mark.parametrize("patch", [0, 6, 15])
def test_a_planted_patch_is_the_peak_and_gets_everything(patch: int) -> None:
    row, col = divmod(patch, 4)
    photo = torch.zeros(1, 3, 32, 32)
    photo[:, :, row * 8 : row * 8 + 8, col * 8 : col * 8 + 8] = 1
    logits, sites = run(planted_vit(), photo, GRID)
    assert int(logits.argmax()) == patch
    planted, even = sites[-1].maps(0)
    assert planted[row, col] == pytest.approx(1, abs=1e-5)
    assert planted.sum() == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(even, 1 / 17, atol=1e-5)
    np.testing.assert_allclose(sites[0].weights(), 1 / 17, atol=1e-5)


def test_a_planted_channel_is_the_only_one_open(image: Tensor) -> None:
    _, (site,) = run(planted_se(channel=5, channels=8), image, None)
    assert site.weights()[0, 0].tolist() == [0, 0, 0, 0, 0, 1, 0, 0]
    maps = site.maps(0)
    assert np.abs(maps[5]).max() > 0
    assert np.abs(np.delete(maps, 5, axis=0)).max() == 0


def test_the_axis_must_fit_the_tokens(image: Tensor) -> None:
    for side in (3, 5):
        with pytest.raises(ValueError, match="17 × 17 tokens"):
            run(vit(), image, PatchGrid(side, side, ("CLS",)))


def test_only_one_input_at_a_time(image: Tensor) -> None:
    with pytest.raises(ValueError, match="batch of 1"):
        run(se_resnet(), image.expand(2, -1, -1, -1), None)
