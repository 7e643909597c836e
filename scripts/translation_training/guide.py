"""Guided attention: word alignments learnt from the training pairs show an attention where to look.

Chen et al. 2016, "Guided Alignment Training for Topic-Aware Neural Machine Translation",
https://arxiv.org/abs/1607.01628. The alignments are those of IBM model 1 (Brown et al. 1993,
https://aclanthology.org/J93-2003) in both directions, kept where the two agree (after Liang et al.
2006, https://aclanthology.org/N06-1014). No dictionary is involved: that one measures.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.translator import END

from .batches import Encoded

ROUNDS = 5
SURE = 0.25
"""A link counts when the product of its two posterior probabilities is at least this."""
NOWHERE = -1


def align(pairs: Encoded) -> list[NDArray[np.int64]]:
    """For every pair the source position (T,) of each target token, NOWHERE where none is sure.

    END is aligned to nothing.
    """
    lengths = pairs.lengths()
    sizes = lengths.prod(axis=1)
    pair = np.repeat(np.arange(len(lengths)), sizes)  # (links,), a link is a cell of T x S
    cell = np.arange(len(pair)) - _starts(sizes)[pair]
    target, source = np.divmod(cell, lengths[pair, 0])  # positions in the sentence
    target += _starts(lengths[:, 1])[pair]  # positions among all target tokens, sorted
    source_token = np.concatenate(pairs.source)[source + _starts(lengths[:, 0])[pair]]
    target_token = np.concatenate(pairs.target)[target]

    words = int(max(source_token.max(), target_token.max())) + 1
    kinds, kind = np.unique(source_token * words + target_token, return_inverse=True)
    forwards = _posterior(kind, target, kinds // words)
    backwards = _posterior(kind, source + _starts(lengths[:, 0])[pair], kinds % words)
    agreed = forwards * backwards
    agreed[(source_token == END) | (target_token == END)] = 0

    first = np.flatnonzero(np.diff(target, prepend=-1))
    best = np.maximum.reduceat(agreed, first)  # (target tokens,)
    found = np.full(len(first), NOWHERE)
    sure = (agreed == best[target]) & (agreed >= SURE)
    found[target[sure]] = source[sure]
    return np.split(found, _starts(lengths[:, 1])[1:])


def guided_loss(weights: Tensor, wanted: Tensor) -> Tensor:
    """Mean of -log of the attention at the wanted places, over the heads' mean.

    ``weights`` (B, heads, T, S); ``wanted`` (B, T) are source positions, NOWHERE where anything
    goes. 0 when nothing is wanted.
    """
    row, step = torch.nonzero(wanted != NOWHERE, as_tuple=True)
    if len(row) == 0:
        return weights.new_zeros(())
    shares = weights.mean(dim=1)[row, step, wanted[row, step]]  # (wanted places,)
    return -shares.float().clamp_min(1e-6).log().mean()


def _posterior(
    kind: NDArray[np.int64], group: NDArray[np.int64], given: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Expectation maximisation of IBM model 1: the probability (links,) of every link.

    ``kind`` (links,) says which pair of words a link joins; the links of a ``group`` share one
    token that exactly one of them explains; ``given`` (kinds,) is the explaining word of a kind.
    """
    chance = np.ones(len(given))
    for _ in range(ROUNDS):
        link = chance[kind]
        link /= np.bincount(group, link)[group]
        count = np.bincount(kind, link)
        chance = count / np.bincount(given, count)[given]
    return link


def _starts(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of several stretches of these sizes begins when they stand in a row."""
    starts: NDArray[np.int64] = np.cumsum(sizes) - sizes
    return starts
