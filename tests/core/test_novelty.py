"""Novelty: the formula against a literal one, and what it must do in plain cases."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from calibrate_vision import SHRINK, fit_novelty
from explorer.core.novelty import Novelty


def clusters(
    classes: int = 3, each: int = 40, size: int = 6, seed: int = 0
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Features of photos of `classes` classes, class by class."""
    rng = np.random.default_rng(seed)
    centres = 3 + rng.normal(0, 2, (classes, size))
    features = np.concatenate([rng.normal(centre, 0.5, (each, size)) for centre in centres])
    return features.astype(np.float32), np.repeat(np.arange(classes), each)


def literal_novelty(
    photo: NDArray[np.float32],
    features: NDArray[np.float32],
    targets: NDArray[np.int64],
    share: float,
) -> float:
    """The formula of the module, photo by photo and class by class, with plain inverses."""

    def unit(one: NDArray[np.float32]) -> NDArray[np.float64]:
        wide = one.astype(np.float64)
        length = math.sqrt(sum(value * value for value in wide))
        return np.array([value / length for value in wide])

    units = [unit(one) for one in features]
    size, count = len(units[0]), len(units)
    mean = sum(units) / count
    means = {}
    for target in set(targets.tolist()):
        members = [one for one, own in zip(units, targets, strict=True) if own == target]
        means[target] = sum(members) / len(members)
    within, between = np.zeros((size, size)), np.zeros((size, size))
    for one, target in zip(units, targets.tolist(), strict=True):
        within += np.outer(one - means[target], one - means[target]) / count
        between += np.outer(means[target] - mean, means[target] - mean) / count
    within = (1 - SHRINK) * within + SHRINK * sum(np.diag(within)) / size * np.eye(size)
    near, all_of_them = np.linalg.inv(within), np.linalg.inv(within + between)
    at = unit(photo)
    nearest = min(float((at - own) @ near @ (at - own)) for own in means.values())
    return nearest - share * float((at - mean) @ all_of_them @ (at - mean))


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
def test_the_formula_as_the_papers_write_it(share: float) -> None:
    features, targets = clusters()
    novelty = fit_novelty(features, targets, share)
    photos = np.random.default_rng(1).normal(1, 4, (20, 6)).astype(np.float32)
    expected = [literal_novelty(photo, features, targets, share) for photo in photos]
    np.testing.assert_allclose(novelty(photos), expected, rtol=1e-5, atol=1e-5)


def test_unequal_classes() -> None:
    features, targets = clusters()
    features, targets = features[25:], targets[25:]
    novelty = fit_novelty(features, targets)
    expected = [literal_novelty(photo, features, targets, 0.9) for photo in features[:5]]
    np.testing.assert_allclose(novelty(features[:5]), expected, rtol=1e-5, atol=1e-5)


def test_what_is_near_no_class_is_novel() -> None:
    features, targets = clusters()
    novelty = fit_novelty(features, targets)
    strangers, _ = clusters(seed=7)
    assert np.quantile(novelty(features), 0.95) < np.quantile(novelty(strangers), 0.05)


def test_brightness_of_the_features_does_not_matter() -> None:
    features, targets = clusters()
    novelty = fit_novelty(features, targets)
    np.testing.assert_allclose(novelty(7 * features), novelty(features), rtol=1e-5, atol=1e-5)


def test_features_without_direction_are_never_known() -> None:
    features, targets = clusters()
    novelty = fit_novelty(features, targets)
    for value in (0.0, math.nan):
        (found,) = novelty(np.full((1, 6), value, dtype=np.float32))
        assert math.isnan(found)


def test_arrays_that_do_not_fit_together() -> None:
    with pytest.raises(ValueError, match="do not fit together"):
        Novelty(np.zeros(3), np.eye(3), np.zeros((2, 4)), np.zeros(3), 1.0)
