"""Guided attention: alignments that the pairs themselves teach, and the loss they make."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch

from explorer.models.translator import END
from translation_training.batches import Encoded
from translation_training.guide import NOWHERE, align, guided_loss


def pairs_with_known_alignment(count: int) -> tuple[Encoded, list[list[int]]]:
    """Word w is translated by w + 50, in another order; 90 is said without a reason."""
    generator = random.Random(0)
    source, target, wanted = [], [], []
    for _ in range(count):
        words = generator.sample(range(10, 40), generator.randint(2, 6))
        order = generator.sample(range(len(words)), len(words))
        source.append([*words, END])
        target.append([90, *(words[place] + 50 for place in order), END])
        wanted.append([NOWHERE, *order, NOWHERE])
    return Encoded(source, target), wanted


def test_alignments_are_learnt_from_the_pairs_alone() -> None:
    pairs, wanted = pairs_with_known_alignment(400)
    found = align(pairs)
    assert [len(one) for one in found] == [len(one) for one in wanted]
    flat, right = np.concatenate(found), np.concatenate([np.array(one) for one in wanted])
    said = np.concatenate(pairs.target)
    assert (flat[said == END] == NOWHERE).all()
    assert (flat[said == 90] == NOWHERE).mean() > 0.9
    words = right != NOWHERE
    assert (flat[words] == right[words]).mean() > 0.95


def test_both_directions_must_agree() -> None:
    """One word that is always said by five others is sure of none of them."""
    pairs, _ = pairs_with_known_alignment(400)
    source = [[41, *words] for words in pairs.source] + [[41, END]] * 100
    target = [[71, 72, 73, 74, 75, *words] for words in pairs.target]
    target += [[71, 72, 73, 74, 75, END]] * 100
    found = np.concatenate(align(Encoded(source, target)))
    said = np.concatenate(target)
    assert (found[(said > 70) & (said < 76)] == NOWHERE).all()
    assert (found[(said > 59) & (said < 71)] != NOWHERE).mean() > 0.9


def test_the_loss_is_the_mean_of_the_logarithms() -> None:
    torch.manual_seed(0)
    weights = torch.randn(2, 3, 4, 5).softmax(-1)
    wanted = torch.tensor([[0, NOWHERE, 2, 4], [NOWHERE, NOWHERE, 1, NOWHERE]])
    mean = weights.mean(dim=1)
    places = [(0, 0, 0), (0, 2, 2), (0, 3, 4), (1, 2, 1)]
    literal = -sum(float(mean[place].log()) for place in places) / 4
    assert float(guided_loss(weights, wanted)) == pytest.approx(literal, abs=1e-5)
    assert float(guided_loss(weights, torch.full((2, 4), NOWHERE))) == 0
    sure = torch.zeros(1, 2, 1, 3)
    sure[..., 1] = 1
    assert float(guided_loss(sure, torch.tensor([[1]]))) == 0
