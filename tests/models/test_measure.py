"""The figures on the cards: known answers for every measure."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.toys import planted_se, planted_vit
from vision_training.augment import cutmix, look, random_views
from vision_training.duplicates import find_duplicates
from vision_training.measure import (
    attention_figures,
    calibrate,
    channel_gate_figures,
    class_share,
    coverage,
    in_boxes,
    predict,
    top_k,
)
from vision_training.photos import Photos, split_dev


def photos(pixels: np.ndarray, targets: list[int]) -> Photos:
    names = tuple(f"n/{index}.JPEG" for index in range(len(pixels)))
    return Photos(pixels, np.array(targets, dtype=np.int64), names)


def test_coverage_counts_parts_of_cells_and_overlaps_once() -> None:
    covered = coverage([(0, 0, 0.5, 0.5), (0.25, 0, 0.75, 0.5)], 2, 2)
    np.testing.assert_allclose(covered, [[1, 0.5], [0, 0]])
    np.testing.assert_allclose(coverage([(0.125, 0, 0.25, 1)], 1, 4), [[0.5, 0, 0, 0]])


def test_in_boxes_by_hand() -> None:
    maps = torch.tensor([[[3.0, 1.0], [0.0, 0.0]], [[1.0, 1.0], [1.0, 5.0]]])
    left_half = [(0.0, 0.0, 0.5, 1.0)]
    figures = in_boxes(maps, [left_half, left_half])
    assert figures["peak_in_box"] == 0.5
    assert figures["mass_in_box"] == pytest.approx((3 / 4 + 2 / 8) / 2)
    assert figures["area_of_box"] == 0.5
    assert figures["mass_over_area"] == pytest.approx(1.0)


def test_uniform_map_has_ratio_one() -> None:
    boxes = [[(0.1, 0.2, 0.6, 0.9)], [(0.3, 0.0, 1.0, 0.4), (0.0, 0.5, 0.2, 1.0)]]
    assert in_boxes(torch.ones(2, 7, 9), boxes)["mass_over_area"] == pytest.approx(1)


def test_planted_patch_scores_full_marks_in_the_last_layer() -> None:
    pixels = np.zeros((2, 3, 32, 32), dtype=np.uint8)
    pixels[0, :, 8:16, 16:24] = 255
    pixels[1, :, 24:32, 0:8] = 255
    boxes = [[(0.5, 0.25, 0.75, 0.5)], [(0.0, 0.75, 0.25, 1.0)]]
    some, device, model = photos(pixels, [0, 0]), torch.device("cpu"), planted_vit()
    logits, figures = attention_figures(model, some, boxes, 32, device)
    torch.testing.assert_close(logits, predict(model, some, np.arange(2), 32, device))
    assert figures["best_layer"] == 1
    assert figures["layers"][1]["peak_in_box"] == 1
    # Head 0 puts all of its weight on the box, head 1 gives 1/17 to each of the 16 patches.
    wanted = (1 + 1 / 17) / (1 + 16 / 17)
    assert figures["layers"][1]["mass_in_box"] == pytest.approx(wanted, abs=1e-5)
    assert figures["layers"][0]["mass_over_area"] == pytest.approx(1, abs=1e-5)


def test_class_share_of_gates() -> None:
    targets = torch.tensor([0, 0, 1, 1])
    assert class_share(torch.tensor([[0.0], [0.0], [1.0], [1.0]]), targets) == 1
    assert class_share(torch.tensor([[0.0], [1.0], [0.0], [1.0]]), targets) == 0
    assert class_share(torch.tensor([[0.0], [0.2], [1.0], [1.2]]), targets) == pytest.approx(
        1 / 1.04
    )


def test_gates_at_their_mean_change_nothing_where_they_are_constant() -> None:
    generator = np.random.default_rng(0)
    some = photos(generator.integers(0, 256, (6, 3, 16, 16), dtype=np.uint8), [0, 1, 2, 3, 0, 1])
    device = torch.device("cpu")
    model = planted_se()
    logits, figures = channel_gate_figures(model, some, np.arange(6), some, 16, device)
    assert figures["class_share_of_gate_variance"] == [0]
    plain = predict(model, some, np.arange(6), 16, device)
    torch.testing.assert_close(logits, plain)
    assert figures["top1_val_gates_at_mean"] == top_k(plain, torch.from_numpy(some.targets), 1)


def test_top_k_by_hand() -> None:
    logits = torch.tensor([[3.0, 2, 1], [1, 2, 3], [2, 3, 1]])
    targets = torch.tensor([0, 0, 0])
    assert top_k(logits, targets, 1) == pytest.approx(1 / 3)
    assert top_k(logits, targets, 2) == pytest.approx(2 / 3)


def test_calibration_finds_a_known_temperature() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn(4000, 5, generator=generator) * 2
    targets = torch.multinomial(logits.softmax(1), 1, generator=generator)[:, 0]
    temperature, unsure_below = calibrate(3 * logits, targets)
    assert temperature == pytest.approx(3, rel=0.1)
    top = (3 * logits / temperature).softmax(1).max(1)
    right = top.values[top.indices == targets]
    assert float((right >= unsure_below).float().mean()) == pytest.approx(0.9, abs=0.01)


def test_dev_is_a_share_of_every_class_and_never_fitted() -> None:
    targets = np.repeat(np.arange(3), 40)
    fit, dev = split_dev(targets, 0.1, seed=1, left_out={0, 41})
    assert set(fit) | set(dev) | {0, 41} == set(range(120))
    assert not set(fit) & set(dev)
    assert not {0, 41} & (set(fit) | set(dev))
    assert all(3 <= count <= 4 for count in np.bincount(targets[dev]))


def test_duplicates_are_found_mirrored_and_recoded() -> None:
    generator = np.random.default_rng(3)
    coarse = generator.integers(0, 256, (6, 3, 9, 9)).astype(np.float32)
    smooth = torch.nn.functional.interpolate(torch.from_numpy(coarse), (144, 144), mode="bilinear")
    pixels = smooth.round().clamp(0, 255).numpy().astype(np.uint8)
    noisy = pixels.astype(int) + generator.integers(-4, 5, pixels.shape)
    noisy = noisy.clip(0, 255).astype(np.uint8)
    other = np.stack([pixels[0], noisy[1], pixels[2][:, :, ::-1], 255 - pixels[3]])
    found = find_duplicates(photos(pixels, [0] * 6), photos(other, [0] * 4))
    assert found.exact == [(0, 0)]
    assert found.near == [(1, 1), (2, 2)]


def test_views_keep_maps_and_photos_aligned() -> None:
    generator = torch.Generator().manual_seed(0)
    views = random_views(8, (0.3, 1.0), generator)
    yx = torch.linspace(-1, 1, 64)
    photo = (yx[:, None] * 2 + yx[None, :]).expand(8, 1, 64, 64)
    coarse = torch.nn.functional.avg_pool2d(photo, 4)
    seen, seen_coarse = look(photo, views, 48), look(coarse, views, 12)
    pooled = torch.nn.functional.avg_pool2d(seen, 4)
    assert float((pooled - seen_coarse)[:, :, 2:-2, 2:-2].abs().max()) < 0.05


def test_the_whole_photo_is_a_view() -> None:
    generator = torch.Generator().manual_seed(0)
    views = random_views(16, (1.0, 1.0), generator, stretch=1.0)
    photo = torch.rand(16, 3, 32, 32, generator=generator)
    seen = look(photo, views, 32)
    flipped = views[:, 0, 0] < 0
    assert 0 < int(flipped.sum()) < 16
    torch.testing.assert_close(seen[~flipped], photo[~flipped], atol=1e-4, rtol=0)
    torch.testing.assert_close(seen[flipped], photo[flipped].flip(-1), atol=1e-4, rtol=0)


def test_cutmix_mixes_targets_by_area() -> None:
    images = torch.stack([torch.full((3, 20, 20), float(value)) for value in range(4)])
    targets = torch.eye(4)
    for seed in range(20):
        generator = torch.Generator().manual_seed(seed)
        mixed, wanted = cutmix(images, targets, generator)
        for index in range(4):
            share: Tensor = (mixed[index, 0] == (index - 1) % 4).float().mean()
            assert float(wanted[index, (index - 1) % 4]) == pytest.approx(float(share))
            assert float(wanted[index].sum()) == pytest.approx(1)
