"""The loss of a translation: by the words of a pair, or by what another model predicts."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from explorer.models.translator import PAD
from translation_training.losses import translation_loss

SMOOTHING = 0.1
AFTER = torch.tensor([[5, 6, 3], [4, 3, PAD]])


def drawn(seed: int) -> torch.Tensor:
    return torch.randn(2, 3, 9, generator=torch.Generator().manual_seed(seed))


def test_by_the_words_it_is_that_of_torch() -> None:
    logits = drawn(0)
    expected = functional.cross_entropy(
        logits.flatten(0, 1), AFTER.flatten(), ignore_index=PAD, label_smoothing=SMOOTHING
    )
    found = translation_loss(logits, AFTER, SMOOTHING)
    assert float(found) == pytest.approx(float(expected), abs=1e-6)


def test_a_kept_pair_is_learnt_as_it_is_predicted() -> None:
    logits, predicted = drawn(0), drawn(1)
    said = logits.double().log_softmax(-1).numpy()
    shares = predicted.double().softmax(-1).numpy()
    kept = [-(shares[0, step] * said[0, step]).sum() for step in range(3)]
    smooth = [
        -(1 - SMOOTHING) * said[1, step, AFTER[1, step]] - SMOOTHING * said[1, step].mean()
        for step in range(2)
    ]
    found = translation_loss(logits, AFTER, SMOOTHING, (torch.tensor([True, False]), predicted))
    assert float(found) == pytest.approx(np.mean([*kept, *smooth]), abs=1e-5)


def test_what_is_predicted_already_teaches_nothing() -> None:
    logits = drawn(0).requires_grad_()
    both = torch.tensor([True, True])
    translation_loss(logits, AFTER, SMOOTHING, (both, logits.detach())).backward()
    assert logits.grad is not None
    assert float(logits.grad.abs().max()) < 1e-6
