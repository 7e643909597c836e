"""Dot-product attention against attention written out with loops."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.traces import dot_product, literal_attention


@pytest.mark.parametrize("spread", [0.1, 2.0, 20.0])
def test_weights_are_the_literal_softmax(spread: float) -> None:
    site = dot_product(spread=spread)
    np.testing.assert_allclose(site.weights(), literal_attention(site), atol=1e-5)


def test_logits_are_scaled_inner_products() -> None:
    site = dot_product()
    expected = np.einsum("hqd,hkd->hqk", site.query, site.key, dtype=np.float64) / 5**0.5
    np.testing.assert_allclose(site.logits(), expected, atol=1e-5)


def test_logits_that_overflow_an_exponential_do_not() -> None:
    site = dot_product(spread=1e4)
    weights = site.weights()
    assert np.isfinite(weights).all()
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)


def test_queries_come_as_asked_for() -> None:
    site = dot_product()
    whole = site.weights()
    np.testing.assert_allclose(site.weights([5, 0, 5]), whole[:, [5, 0, 5]], atol=1e-6)
    np.testing.assert_allclose(site.logits([2]), site.logits()[:, [2]], atol=1e-5)
    assert site.weights([]).shape == (site.heads, 0, site.key_axis.size)
