"""Maps of heads and layers as one, and rollout, against literal loops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.analysis.attribution.methods import (
    METHODS,
    AttributionError,
    Choices,
    attribute,
    attributed,
)
from explorer.analysis.attribution.rollout import Fusion, rollout, without_weakest
from explorer.core.cancel import Cancelled
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from tests.core.text_traces import text_trace, token_attention
from tests.core.traces import dot_product, gate_trace, trace, vit_trace

CLOSE = 1e-5


PICK: dict[str, Callable[[list[float]], float]] = {
    "mean": lambda found: sum(found) / len(found),
    "max": max,
    "min": min,
}


def literal_rollout(
    maps: list[NDArray[np.float32]], fusion: Fusion, discard: float
) -> NDArray[np.float64]:
    """Equation 2 of Abnar & Zuidema with loops; maps (heads, T, T), the first layer first."""
    size = maps[0].shape[1]
    joint = [[float(row == col) for col in range(size)] for row in range(size)]
    for heads in maps:
        pick: Callable[[list[float]], float] = PICK[fusion]
        one = [
            [pick([float(head[row, col]) for head in heads]) for col in range(size)]
            for row in range(size)
        ]
        order = sorted((one[row][col], row, col) for row in range(size) for col in range(size))
        for _, row, col in order[: int(size * size * discard)]:
            one[row][col] = 0.0
        for row in range(size):
            one[row][row] += 1
            total = sum(one[row])
            one[row] = [value / total for value in one[row]]
        joint = [
            [sum(one[row][at] * joint[at][col] for at in range(size)) for col in range(size)]
            for row in range(size)
        ]
    return np.array(joint)


@pytest.mark.parametrize("fusion", ["mean", "max", "min"])
@pytest.mark.parametrize("discard", [0.0, 0.4])
def test_rollout_is_the_product_of_the_layers_with_their_residual(
    fusion: Fusion, discard: float
) -> None:
    seen = vit_trace()
    expected = literal_rollout([site.weights() for site in seen.sites], fusion, discard)
    found = attribute(seen, "rollout", choices=Choices(fusion=fusion, discard=discard))
    assert isinstance(found, Heatmap)
    np.testing.assert_allclose(found.values, expected[0, 1:].reshape(3, 4), atol=CLOSE)
    assert found.placement == seen.placement
    assert fusion in found.subtitle


def test_without_a_token_that_stands_for_all_patches_the_mean_of_their_rows_is_shown() -> None:
    seen = trace([dot_product(prefix=(), layer=at) for at in range(2)])
    expected = literal_rollout([site.weights() for site in seen.sites], "mean", 0)
    found = attribute(seen, "rollout")
    np.testing.assert_allclose(found.values, expected.mean(axis=0).reshape(3, 4), atol=CLOSE)
    heads = np.mean([site.weights().mean(axis=(0, 1)) for site in seen.sites], axis=0)
    np.testing.assert_allclose(attribute(seen, "layers").values, heads.reshape(3, 4), atol=CLOSE)
    asked = attribute(seen, "rollout", choices=Choices(query=5)).values
    np.testing.assert_allclose(asked, expected[5].reshape(3, 4), atol=CLOSE)


def test_rows_of_rollout_sum_to_1() -> None:
    rows = rollout([site.weights().mean(axis=0) for site in vit_trace().sites]).sum(axis=-1)
    np.testing.assert_allclose(rows, 1, atol=CLOSE)


@pytest.mark.parametrize(("method", "how"), [("mean", np.mean), ("max", np.max), ("min", np.min)])
def test_heads_of_a_layer_as_one(method: str, how: object) -> None:
    assert callable(how)
    seen = vit_trace()
    found = attribute(seen, f"heads-{method}", choices=Choices(layer=1))
    expected = how(seen.sites[1].weights()[:, 0, 1:], axis=0).reshape(3, 4)
    np.testing.assert_allclose(found.values, expected, atol=CLOSE)
    assert found.provenance["Site"] == "blocks.1.attention"
    assert found.provenance["Verified"] == "Verified"


def decoder() -> Trace:
    """A run of masked layers alone."""
    sites = tuple(token_attention(Kind.MASKED, layer=at) for at in range(2))
    return replace(text_trace(), sites=sites, layers=2, task=None, translation=None)


def test_rollout_of_a_text_has_a_row_a_token() -> None:
    seen = decoder()
    found = attributed(seen, "rollout")
    expected = literal_rollout([site.weights() for site in seen.sites], "mean", 0)
    np.testing.assert_allclose(found.values, expected, atol=CLOSE)
    assert found.row == 6  # the last sees all
    shown = attribute(seen, "rollout")
    assert isinstance(shown, Matrix)
    assert shown.row == len(shown.rows) - 1


def test_of_two_texts_the_layers_of_the_encoder_are_multiplied() -> None:
    seen = text_trace()
    expected = literal_rollout([site.weights() for site in seen.sites[4:]], "mean", 0)
    np.testing.assert_allclose(attributed(seen, "rollout").values, expected, atol=CLOSE)


def test_what_a_model_does_not_offer_is_refused_in_a_sentence() -> None:
    grids = trace([dot_product(grid=(4, 4)), dot_product(grid=(2, 2), layer=1)])
    for seen, said in ((gate_trace(), "gates"), (grids, "different grids")):
        with pytest.raises(AttributionError, match=said):
            attribute(seen, "rollout")
    hidden = replace(vit_trace().checks[0], name="blocks.9.attn: rows sum to 1")
    cut = replace(vit_trace(), checks=(hidden,))
    with pytest.raises(AttributionError, match=r"1 of its layers are not seen as maps \(blocks.9"):
        attribute(cut, "rollout")
    with pytest.raises(AttributionError, match="Did you mean rollout"):
        attribute(vit_trace(), "rolout")
    with pytest.raises(AttributionError, match="The run goes on"):
        attribute(replace(vit_trace(), running=True), "rollout")
    with pytest.raises(AttributionError, match="no site 9"):
        attribute(vit_trace(), "heads-max", choices=Choices(layer=9))


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        attribute(vit_trace(), "rollout", choices=Choices(cancelled=lambda: True))


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_share_that_makes_no_sense_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        without_weakest(np.ones((2, 2), np.float32), share)


def test_every_method_tells_its_formula_and_paper() -> None:
    assert len({one.id for one in METHODS}) == len(METHODS)
    for one in METHODS:
        assert one.formula
        assert "http" in one.paper
