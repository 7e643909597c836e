"""The control of random weights: on a toy whose map is known, and its promises to the model."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from explorer.analysis.checks.faithfulness import Candidate, curves
from explorer.analysis.checks.perturbed_photo import PerturbedPhoto
from explorer.analysis.checks.randomise import (
    Control,
    cascade,
    parts,
    randomise,
    restored,
    told,
)
from explorer.analysis.checks.rank_correlation import spearman
from explorer.capture.observe import observe
from explorer.core.cancel import Cancelled
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.models.vit import VisionTransformer
from tests.models.conftest import one_thread
from tests.toys import planted_vit

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def literal(one: list[float], other: list[float]) -> float:
    """Spearman's correlation with loops: mean ranks, then Pearson's."""

    def ranks(values: list[float]) -> list[float]:
        return [sum(b < a for b in values) + (sum(b == a for b in values) + 1) / 2 for a in values]

    first, second = ranks(one), ranks(other)
    middle = (len(one) + 1) / 2
    above = sum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    below = sum((a - middle) ** 2 for a in first) * sum((b - middle) ** 2 for b in second)
    return above / below**0.5


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), min_size=3, max_size=12))
def test_spearman_is_what_its_formula_says(pairs: list[tuple[int, int]]) -> None:
    one, other = ([float(pair[at]) for pair in pairs] for at in (0, 1))
    found = spearman(np.array(one), np.array(other))
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(literal(one, other))


def pixels(bright: int) -> Tensor:
    found = torch.zeros(1, 3, 32, 32)
    row, col = divmod(bright, 4)
    found[:, :, 8 * row : 8 * row + 8, 8 * col : 8 * col + 8] = 1
    return found


def useful_head(model: VisionTransformer, image: Tensor) -> np.ndarray:
    """Where CLS looks in head 0 of the last layer."""
    sites: list[Attention] = []
    with torch.inference_mode(), observe(model, sites.append, lambda _: PatchGrid(4, 4, ("CLS",))):
        model(image)
    return sites[-1].maps(0, [0])[0]


def test_the_parts_of_a_model_from_the_top() -> None:
    names = [one.name for one in parts(planted_vit())]
    assert names[0] == "head"
    assert names.index("norm") < names.index("blocks.1") < names.index("blocks.0")
    assert names[-1] == ""  # its own parameters: CLS and the positions


def test_the_useful_head_is_told_from_random_and_its_randomised_twin_is_not() -> None:
    """Wherever the patch lies; the twin beats as many as chance has it."""
    beaten = []
    for bright in range(16):
        model, image = planted_vit(), pixels(bright)
        useful = useful_head(model, image)
        assert useful.argmax() == bright
        with restored(model):
            for number, part in enumerate(parts(model)):
                randomise(part, number)
            twin = useful_head(model, image)
        maps = [Candidate("useful head", useful), Candidate("randomised twin", twin)]
        *_, found = curves(PerturbedPhoto(image, model), bright, maps, steps=10)
        assert found.beaten("deletion") == 20
        beaten.append(found.beaten("deletion", 1))
    assert np.mean(beaten) < 15
    assert sum(count == 20 for count in beaten) <= 2


def test_the_map_of_the_toy_is_gone_when_its_last_block_is_random() -> None:
    model, image = planted_vit(), pixels(6)
    original = useful_head(model, image)
    found = list(cascade(model, lambda: useful_head(model, image), original))
    by_part = {one.part: one.correlation for one in found}
    assert by_part["head"] == by_part["norm"] == pytest.approx(1)  # the map lies below them
    assert abs(by_part[""]) < 0.6
    assert "depends on what the model has learned" in told([Control("", 0.1)])
    assert "not from what was learned" in told(found[:1])
    assert "alike all over" in told([Control("", float("nan"))])


def test_only_the_named_parts_are_looked_at() -> None:
    model, image = planted_vit(), pixels(6)
    make = lambda: useful_head(model, image)  # noqa: E731
    found = list(cascade(model, make, make(), only=["blocks.1"]))
    assert [one.part for one in found] == ["blocks.1"]


def test_the_model_is_itself_again_whatever_happens() -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))
    before = {name: value.clone() for name, value in model.state_dict().items()}

    def same() -> bool:
        return all(torch.equal(value, before[name]) for name, value in model.state_dict().items())

    def broken() -> np.ndarray:
        assert not same()
        raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError, match="out of memory"):
        list(cascade(model, broken, np.ones(2)))
    assert same()
    running = cascade(model, lambda: np.arange(2.0), np.arange(2.0))
    next(running)
    assert not same()
    running.close()  # who watches has left
    assert same()
    with pytest.raises(Cancelled):
        list(cascade(model, broken, np.ones(2), cancelled=lambda: True))
    assert same()


def test_every_part_adds_to_those_above_it() -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 2))
    before = [one.detach().clone() for one in model.parameters()]
    changed: list[int] = []

    def make() -> np.ndarray:
        now = [not torch.equal(a, b) for a, b in zip(before, model.parameters(), strict=True)]
        changed.append(sum(now))
        return np.arange(3.0)

    list(cascade(model, make, np.arange(3.0)))
    assert changed == [2, 4]
    assert all(earlier < later for earlier, later in pairwise(changed))


def test_the_same_seed_gives_the_same_weights_and_leaves_torchs_own_numbers_alone() -> None:
    model = nn.Linear(3, 4)
    state = torch.random.get_rng_state()
    (part,) = parts(model)
    randomise(part, 7)
    first = model.weight.detach().clone()
    randomise(part, 7)
    assert torch.equal(first, model.weight)
    assert torch.equal(state, torch.random.get_rng_state())
