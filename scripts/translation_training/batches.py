"""Sentences as token ids, and batches of pairs of about the same length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from explorer.models.translator import PAD, START

from .corpus import Pair


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of both sides of N pairs, END included."""

    source: list[list[int]]
    target: list[list[int]]

    def lengths(self) -> NDArray[np.int64]:
        """(N, 2): tokens of source and target."""
        sides = (self.source, self.target)
        return np.stack([np.array(list(map(len, side)), np.int64) for side in sides], axis=1)

    def joined(self, others: Encoded) -> Encoded:
        """These pairs and then ``others``."""
        return Encoded(self.source + others.source, self.target + others.target)

    def tensors(self, rows: Sequence[int] | NDArray[np.int64]) -> tuple[Tensor, Tensor, Tensor]:
        """Source (B, S), target after START (B, T) and what is to be said at each step (B, T)."""
        source = pad([self.source[row] for row in rows])
        before = pad([[START, *self.target[row][:-1]] for row in rows])
        return source, before, pad([self.target[row] for row in rows])


def encode(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Encoded:
    """Both sides of ``pairs`` as token ids."""
    japanese = tokenizer.encode_batch([pair.japanese for pair in pairs])
    english = tokenizer.encode_batch([pair.english for pair in pairs])
    return Encoded([found.ids for found in japanese], [found.ids for found in english])


def pad(sentences: Sequence[Sequence[int] | NDArray[np.int64]], fill: int = PAD) -> Tensor:
    """(B, longest), filled up on the right."""
    filled = np.full((len(sentences), max(map(len, sentences))), fill, np.int64)
    for row, sentence in enumerate(sentences):
        filled[row, : len(sentence)] = sentence
    return torch.from_numpy(filled)


def bucket(
    lengths: NDArray[np.int64], tokens: int, generator: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Every row of ``lengths`` (N, 2) once, in batches of similar lengths and random order.

    Neither side of a batch has more than ``tokens`` tokens, padding included, unless a single pair
    has.
    """
    # A source may sit with those one token longer, so that no epoch has the batches of another.
    source = lengths[:, 0] + generator.integers(0, 2, len(lengths))
    order = np.lexsort((generator.random(len(lengths)), lengths[:, 1], source))
    batches, first, longest = [], 0, 0
    for place, row in enumerate(order):
        longest = max(longest, int(lengths[row].max()))
        if place > first and (place + 1 - first) * longest > tokens:
            batches.append(order[first:place])
            first, longest = place, int(lengths[row].max())
    batches.append(order[first:])
    return [batches[index] for index in generator.permutation(len(batches))]
