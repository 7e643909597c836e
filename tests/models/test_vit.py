"""The Vision Transformer: tokens, positions, the planted patch."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from explorer.models.vit import DropPath, VisionTransformer, ViTConfig
from tests.models.test_attention import watch
from tests.toys import planted_vit

TINY = {"classes": 5, "image": 32, "patch": 8, "width": 24, "layers": 2, "heads": 3}


def bright(row: int, column: int, image: int = 32, patch: int = 8) -> torch.Tensor:
    """A black image (1, 3, image, image) with one white patch."""
    photo = torch.zeros(1, 3, image, image)
    top, left = row * patch, column * patch
    photo[:, :, top : top + patch, left : left + patch] = 1
    return photo


@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 2), (3, 3), (2, 0)])
def test_planted_patch_is_found(row: int, column: int) -> None:
    model = planted_vit()
    seen = watch(model)
    logits = model(bright(row, column))
    early, last = (site["weights"] for site in seen)
    uniform = torch.full((17,), 1 / 17)
    torch.testing.assert_close(early[0, 1, 0], uniform)
    torch.testing.assert_close(last[0, 1, 0], uniform)
    wanted = torch.zeros(17)
    wanted[1 + row * 4 + column] = 1  # CLS stands before the patches
    assert torch.equal(last[0, 0, 0], wanted)
    assert int(logits.argmax()) == row * 4 + column


@pytest.mark.parametrize("registers", [0, 2])
@pytest.mark.parametrize("stem", [(), (6, 12), (4, 6, 8)])
def test_tokens_and_grid(registers: int, stem: tuple[int, ...]) -> None:
    config = ViTConfig(**TINY, registers=registers, stem=stem, stem_depths=(2,) * len(stem))
    model = VisionTransformer(config).eval()
    seen = watch(model)
    assert model(torch.randn(2, 3, 32, 32)).shape == (2, 5)
    assert model.patch_grid == (4, 4)
    assert model.prefix_tokens == ("CLS", "register 0", "register 1")[: 1 + registers]
    assert len(seen) == config.layers
    for site in seen:
        tokens = len(model.prefix_tokens) + 16
        assert site["weights"].shape == (2, config.heads, tokens, tokens)


def literal_cubic(values: np.ndarray, count: int, a: float = -0.75) -> np.ndarray:
    """Cubic convolution of (N,) to (count,), pixel centres aligned, the border repeated."""

    def kernel(t: float) -> float:
        t = abs(t)
        if t <= 1:
            return (a + 2) * t**3 - (a + 3) * t**2 + 1
        return a * t**3 - 5 * a * t**2 + 8 * a * t - 4 * a if t < 2 else 0.0

    out = np.zeros(count)
    for i in range(count):
        x = (i + 0.5) * len(values) / count - 0.5
        first = int(np.floor(x)) - 1
        for j in range(first, first + 4):
            out[i] += kernel(x - j) * values[min(max(j, 0), len(values) - 1)]
    return out


def test_positions_are_interpolated_by_cubic_convolution() -> None:
    model = VisionTransformer(ViTConfig(**TINY)).eval()
    assert model.positions_at(4, 4) is model.positions
    fine = model.positions_at(8, 6)
    assert fine.shape == (1, 24, 8, 6)
    for channel in (0, 23):
        stored = model.positions[0, channel].detach().numpy()
        tall = np.stack([literal_cubic(column, 8) for column in stored.T], axis=1)
        wanted = np.stack([literal_cubic(row, 6) for row in tall])
        found = fine[0, channel].detach().numpy()
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)


def test_other_sizes_run_and_use_their_grid() -> None:
    model = VisionTransformer(ViTConfig(**TINY)).eval()
    seen = watch(model)
    assert model(torch.randn(1, 3, 16, 48)).shape == (1, 5)
    assert seen[0]["weights"].shape[-1] == 1 + 2 * 6


@pytest.mark.parametrize("size", [(31, 32), (32, 20)])
def test_a_size_that_cuts_patches_is_refused(size: tuple[int, int]) -> None:
    model = VisionTransformer(ViTConfig(**TINY))
    with pytest.raises(ValueError, match="not a multiple of the patch size 8"):
        model(torch.zeros(1, 3, *size))


def test_stochastic_depth_keeps_the_mean_and_rests_in_evaluation() -> None:
    torch.manual_seed(0)
    drop = DropPath(0.25).train()
    out = drop(torch.ones(4000, 1, 1))
    assert out.unique().tolist() == pytest.approx([0, 4 / 3])
    assert float(out.mean()) == pytest.approx(1, abs=0.05)
    assert torch.equal(drop.eval()(torch.ones(3, 1, 1)), torch.ones(3, 1, 1))


def test_depth_rises_to_the_rate_of_the_config() -> None:
    model = VisionTransformer(ViTConfig(**{**TINY, "layers": 3}, drop_path=0.2))
    rates = [module.rate for module in model.modules() if isinstance(module, DropPath)]
    assert rates == pytest.approx([0.0, 0.1, 0.2])


def test_every_parameter_takes_part() -> None:
    model = VisionTransformer(ViTConfig(**TINY, registers=1, stem=(6, 12)))
    model(torch.randn(2, 3, 32, 32)).square().sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
    assert isinstance(model.head, nn.Linear)
