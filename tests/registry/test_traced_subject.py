"""Classifiers that nobody here wrote: where their tokens lie, and what is said of the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn

from explorer.capture.windows import NOWHERE, WindowPatches
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.sites.point_axes import Objects
from explorer.core.sites.points import PointSite
from explorer.core.trace import ModelInfo, Trace
from explorer.models.vit import VisionTransformer, ViTConfig
from explorer.registry.entry import ModelError
from explorer.registry.loading import LoadProgress
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Preparation
from explorer.registry.subjects.traced_subject import TracedSubject, digest
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def photo(width: int = 32, height: int = 32) -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    pixels.flags.writeable = False
    return Photo(pixels, "noise.png", "0" * 64, (width, height))


def subject(model: nn.Module, size: tuple[int, int] = (32, 32), **more: Any) -> TracedSubject:
    prepare = Preparation(size, size, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    return TracedSubject(ModelInfo("toy", "Toy", ""), LoadedModel(model, prepare), **more)


def batch(picture: Photo) -> Tensor:
    """What `subject` gives a model of a photo of its own size."""
    return torch.from_numpy(picture.pixels.astype(np.float32) / 255).permute(2, 0, 1)[None]


class Toy(nn.Module):
    """Patches of 8 × 8, tokens in front of them, one attention; how tokens lie can be changed."""

    def __init__(self, before: int = 1, order: Sequence[int] | None = None, heads: int = 2) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.heads = heads
        self.order = order
        self.patches = nn.Conv2d(3, 16, 8, 8)
        self.cls_token = nn.Parameter(torch.randn(1, before, 16))
        self.qkv = nn.Linear(16, 48)
        self.head = nn.Linear(16, 5)

    def forward(self, x: Tensor) -> Tensor:
        tokens = self.patches(x).flatten(2).transpose(1, 2)  # (B, patches, 16)
        if self.order is not None:
            tokens = tokens[:, list(self.order)]
        tokens = torch.cat([self.cls_token.expand(len(x), -1, -1), tokens], dim=1)
        q, k, v = (
            part.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for part in self.qkv(tokens).chunk(3, dim=-1)
        )
        found = nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
        return self.head((tokens + found).mean(dim=1))


class Plain(nn.Module):
    """No attention, no gate."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean(dim=(2, 3))


class Sampling(nn.Module):
    """Deformable attention: four points for each of three queries."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.places = nn.Linear(3, 3 * 4 * 2)
        self.scores = nn.Linear(3, 3 * 4)
        self.head = nn.Linear(3, 5)

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(dim=(2, 3))  # (B, 3)
        places = self.places(mean).unflatten(1, (3, 4, 2)).tanh()
        weights = self.scores(mean).unflatten(1, (1, 3, 4)).softmax(dim=-1)
        found = nn.functional.grid_sample(x, places, align_corners=False)  # (B, 3, queries, points)
        return self.head((found * weights).sum(dim=-1).mean(dim=-1))


def test_points_of_any_model_are_shown() -> None:
    """Of three queries that are fewer than the positions, and so no positions themselves."""
    traced = subject(Sampling())
    trace = traced.run(Inputs((photo(),)))
    (site,) = trace.sites
    assert isinstance(site, PointSite)
    assert site.query_axis == Objects(3)
    (finding,) = traced.findings
    (level,) = site.points.levels
    assert finding.kind == "attention to points"
    assert finding.place == f"for every object 4 points on {level[0]} × {level[1]}"
    assert finding.shape == (1, 3, 4)
    assert all(check.verdict is Verdict.VERIFIED for check in finding.checks)
    assert not trace.objects, "it names classes, but no boxes"
    assert trace.prediction is not None


@pytest.mark.parametrize(
    ("before", "prefix"), [(0, ()), (1, ("CLS",)), (3, ("CLS", "token 1", "token 2"))]
)
def test_tokens_before_the_patches(before: int, prefix: tuple[str, ...]) -> None:
    site = subject(Toy(before)).run(Inputs((photo(),))).sites[0]
    assert isinstance(site, PatchAttention)
    assert site.queries == site.keys == PatchGrid(4, 4, prefix)


@pytest.mark.parametrize("size", [(32, 64), (64, 32), (24, 48)])
def test_inputs_that_are_not_square(size: tuple[int, int]) -> None:
    traced = subject(Toy(), size)
    if size == (24, 48):  # 3 × 6 patches
        assert traced.run(Inputs((photo(),))).sites[0].grid == (3, 6)
    else:
        assert traced.run(Inputs((photo(),))).sites[0].grid == (size[0] // 8, size[1] // 8)


def test_tokens_in_another_order_are_left_out_and_named() -> None:
    """Never wrong in silence: as many tokens as a grid has, but not row by row."""
    shuffled = torch.randperm(16, generator=torch.Generator().manual_seed(3)).tolist()
    traced = subject(Toy(order=shuffled))
    with pytest.raises(ModelError, match="no map to show: none of the 1 sites of Toy"):
        traced.run(Inputs((photo(),)))
    assert [one.place for one in traced.findings] == ["not placed on the picture"]


def test_a_model_without_attention_says_so() -> None:
    with pytest.raises(ModelError, match="neither attention nor gates: there is no map to show"):
        subject(Plain()).run(Inputs((photo(),)))


def test_a_bundled_model_shows_the_same_maps_by_its_taps() -> None:
    from explorer.capture.observe import observe

    torch.manual_seed(0)
    config = ViTConfig(classes=4, image=32, patch=8, width=16, layers=2, heads=2, mlp=2)
    model = VisionTransformer(config).eval()
    sites: list[Attention] = []
    rows, cols = model.patch_grid
    grid = PatchGrid(rows, cols, model.prefix_tokens)
    with torch.inference_mode(), observe(model, sites.append, lambda path: grid):
        logits = model(batch(photo()))
    trace = subject(model).run(Inputs((photo(),)))
    assert trace.verdict is Verdict.VERIFIED
    assert len(trace.sites) == len(sites) == 2
    for found, expected in zip(trace.sites, sites, strict=True):
        assert found.grid == expected.grid
        np.testing.assert_allclose(found.weights(), expected.weights(), rtol=0, atol=1e-5)
    assert trace.prediction is not None
    best = int(logits.argmax())
    assert trace.prediction.labels[0] == f"class {best}"
    expected_share = float(logits.softmax(dim=1).max())
    assert trace.prediction.probabilities[0] == pytest.approx(expected_share, abs=1e-5)


def swin(timm: Any) -> nn.Module:
    torch.manual_seed(0)
    model: nn.Module = timm.models.SwinTransformer(
        img_size=64,
        patch_size=4,
        embed_dim=12,
        depths=(2, 2),
        num_heads=(3, 6),
        window_size=4,
        num_classes=5,
    )
    for name, parameter in model.named_parameters():
        if "relative_position_bias" in name:
            nn.init.normal_(parameter)
    return model.eval()


def test_windows_lie_where_the_model_cuts_them() -> None:
    """timm's own unfused rows, brought back by its own inverse of the windows and the shift."""
    timm = pytest.importorskip("timm")
    from timm.models.swin_transformer import window_reverse

    model = swin(timm)
    trace = subject(model, (64, 64)).run(Inputs((photo(64, 64),)))
    assert trace.verdict is Verdict.VERIFIED
    assert [site.grid for site in trace.sites] == [(16, 16)] * 2 + [(8, 8)] * 2
    seen: dict[str, Tensor] = {}
    for path, part in model.named_modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = False
        if path.endswith("attn_drop"):
            part.register_forward_pre_hook(
                lambda _, args, path=path: seen.update({path.rpartition(".")[0]: args[0]})
            )
    with torch.no_grad():
        model(batch(photo(64, 64)))
    for site, shift in zip(trace.sites, (0, 2, 0, 2), strict=True):
        assert isinstance(site, WindowPatches)
        side = site.grid[0]
        maps = seen[site.name]  # (windows, heads, 16, 16)
        # the number of a position, and the window and token that it is, by timm's own inverse
        numbers = torch.arange(maps.shape[0] * 16, dtype=torch.float32).reshape(-1, 4, 4, 1)
        where = window_reverse(numbers, (4, 4), side, side).roll((shift, shift), (1, 2))
        where = where.reshape(-1).long()  # position -> window · 16 + token
        window, token = where // 16, where % 16
        same = window[:, None] == window[None]
        every = maps[window].movedim(1, 0)  # (heads, positions, 16, 16)
        rows = every[:, torch.arange(side * side), token]  # (heads, positions, 16)
        expected = torch.where(same, rows[:, :, token], 0.0)
        np.testing.assert_allclose(site.weights(), expected.numpy(), rtol=0, atol=1e-5)
        np.testing.assert_allclose(
            site.maps(5, [1]), expected[1, 5].reshape(1, side, side).numpy(), rtol=0, atol=1e-5
        )


def test_padding_of_windows_is_nowhere() -> None:
    torch.manual_seed(0)
    model = torchvision.models.SwinTransformer([4, 4], 12, [2], [3], [5, 5], num_classes=5)
    trace = subject(model, (32, 32)).run(Inputs((photo(),)))
    assert [site.grid for site in trace.sites] == [(8, 8), (8, 8)]
    for site in trace.sites:
        assert isinstance(site, WindowPatches)
        assert int((site.asked.places == NOWHERE).sum()) == 100 - 64
        sums = site.weights().sum(axis=-1)
        assert np.all(sums <= 1 + 1e-5)
        assert np.all(sums > 0)


def gated(timm: Any) -> nn.Module:
    torch.manual_seed(0)
    model: nn.Module = timm.create_model("mobilenetv3_small_050", pretrained=False, num_classes=7)
    return model


def test_gates_are_shown_where_there_is_no_attention() -> None:
    timm = pytest.importorskip("timm")
    trace = subject(gated(timm), labels=("zero", "one")).run(Inputs((photo(),)))
    assert trace.verdict is Verdict.VERIFIED
    assert {site.kind for site in trace.sites} == {Kind.CHANNEL}
    assert trace.prediction is not None
    assert set(trace.prediction.labels) == {"zero", "one", *(f"class {at}" for at in range(2, 7))}
    assert math.isclose(sum(trace.prediction.probabilities), 1, abs_tol=1e-5)


def test_what_gates_beside_attention_is_shown_too() -> None:
    class Both(Toy):
        def __init__(self) -> None:
            super().__init__()
            self.squeeze = nn.Linear(3, 3)

        def forward(self, x: Tensor) -> Tensor:
            gate = torch.sigmoid(self.squeeze(x.mean(dim=(2, 3))))
            return super().forward(x * gate[:, :, None, None])

    trace = subject(Both()).run(Inputs((photo(),)))
    assert [site.kind for site in trace.sites] == [Kind.SELF, Kind.CHANNEL]
    assert trace.notes == ()
    assert any("features times gate" in check.name for check in trace.sites[1].checks)


def test_a_model_that_scales_its_input_gives_the_same_bits() -> None:
    class Scaled(Toy):
        def forward(self, x: Tensor) -> Tensor:
            return super().forward(nn.functional.interpolate(x, (32, 32), mode="bicubic"))

    traced = subject(Scaled(), (42, 42))
    trace = traced.run(Inputs((photo(),)))
    assert trace.verdict is Verdict.VERIFIED
    assert len(traced.findings) == 1


def test_parts_come_in_order_and_the_last_is_complete() -> None:
    told: list[Trace | LoadProgress] = []
    timm = pytest.importorskip("timm")
    trace = subject(gated(timm)).run(Inputs((photo(),)), on_part=told.append)
    parts = [one for one in told if isinstance(one, Trace)]
    assert [len(part.sites) for part in parts] == list(range(1, len(trace.sites) + 1))
    assert not any(part.complete for part in parts)
    assert all(part.layers == trace.layers for part in parts)
    assert trace.complete
    assert [site.layer for site in trace.sites] == list(range(len(trace.sites)))


def test_where_patches_lie_is_looked_for_once_and_it_is_said() -> None:
    model = subject(Toy(), (42, 42))
    for expected in (["Finding where the patches lie", "Running"], []):
        told: list[Trace | LoadProgress] = []
        model.run(Inputs((photo(),)), on_part=told.append)
        assert [one.text for one in told if isinstance(one, LoadProgress)] == expected
        assert isinstance(told[-1], Trace)


def test_looking_for_the_patches_can_be_cancelled() -> None:
    model, said = subject(Toy(), (42, 42)), []
    with pytest.raises(Cancelled):
        model.run(Inputs((photo(),)), on_part=said.append, cancelled=lambda: bool(said))
    assert said == [LoadProgress("Finding where the patches lie")]
    assert model.run(Inputs((photo(),))).complete


def test_cancelling_stops_it() -> None:
    with pytest.raises(Cancelled):
        subject(Toy()).run(Inputs((photo(),)), cancelled=lambda: True)


@pytest.mark.parametrize("fit", list(Fit))
def test_the_placement_is_true(fit: Fit) -> None:
    """A bright spot of the photo is found in the input where the placement says."""
    pixels = np.zeros((120, 200, 3), np.uint8)
    pixels[56:64, 92:108] = 255  # its middle at 100, 60
    picture = Photo(pixels, "spot.png", "0" * 64, (200, 120))
    prepare = Preparation((48, 48), 64, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    seen, place = prepare(picture, fit)[:2]
    assert seen.shape == (3, 48, 48)
    grey = seen[0] > seen[0].max() / 2
    x, y = (float((grey.sum(axis=at) * (np.arange(48) + 0.5)).sum() / grey.sum()) for at in (0, 1))
    assert place.x0 + x / 48 * (place.x1 - place.x0) == pytest.approx(100, abs=1)
    assert place.y0 + y / 48 * (place.y1 - place.y0) == pytest.approx(60, abs=1)
    if fit is Fit.CROP:  # 48 of 64 of the shorter side
        assert place.y1 - place.y0 == pytest.approx(90, abs=0.01)


def test_the_digest_is_of_the_weights() -> None:
    one, other = Toy(), Toy()
    assert digest(one) == digest(other)
    with torch.no_grad():
        other.head.bias[0] += 1
    assert digest(one) != digest(other)
