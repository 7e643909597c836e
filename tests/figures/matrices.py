"""Matrices of made-up words, without a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.core.map.levels import Levels
from explorer.core.map.matrix import Matrix
from explorer.core.map.token_groups import Label
from explorer.core.sites.attention import Kind

WORDS = ("the", "翻訳", "internationalisation", "a", "小説", "novel", ".", "夏の地区大会")


def matrix(
    values: ArrayLike, rows: Sequence[str], cols: Sequence[str], row: int = 0, high: float = 1.0
) -> Matrix:
    """A matrix of these values; words in angle brackets are special tokens."""
    found = np.asarray(values, np.float32)
    return Matrix(
        values=found,
        maps=found[None],
        units=("head 0",),
        rows=_labels(rows),
        cols=_labels(cols),
        row=row,
        kind=Kind.CROSS,
        levels=Levels(high, False, ""),
        title="Cross-attention",
        subtitle="head 0",
        quantity="attention weight",
        hidden=0.0,
        uniform=None,
        provenance={},
    )


def random_matrix(rows: int, cols: int, row: int = 0, masked: bool = False) -> Matrix:
    """Any values from 0 to 1; NaN above the diagonal if masked."""
    values = np.random.default_rng(rows * 1000 + cols).random((rows, cols))
    if masked:
        values[~np.tri(rows, cols, dtype=bool)] = np.nan
    return matrix(values, words(rows), words(cols, 3), row)


def words(count: int, start: int = 0) -> list[str]:
    """Short and long ones, Japanese and not, the last a special token."""
    return [*(WORDS[(start + at) % len(WORDS)] for at in range(count - 1)), "</s>"]


def _labels(texts: Sequence[str]) -> tuple[Label, ...]:
    return tuple(Label(text, text.startswith("<"), (at,)) for at, text in enumerate(texts))


NOVEL = matrix(
    [
        [0.70, 0.13, 0.05, 0.04, 0.03, 0.02, 0.03],
        [0.07, 0.79, 0.05, 0.04, 0.02, 0.01, 0.01],
        [0.03, 0.04, 0.22, 0.15, 0.42, 0.07, 0.08],
        [0.02, 0.05, 0.06, 0.73, 0.10, 0.02, 0.03],
        [0.02, 0.01, 0.03, 0.04, 0.14, 0.62, 0.14],
        [0.01, 0.02, 0.02, 0.03, 0.08, 0.25, 0.58],
    ],
    ["This", "novel", "is", "popular", ".", "</s>"],
    ["この", "小説", "は", "人気", "です", "。", "</s>"],
    row=3,
)
"""この小説は人気です。 against its translation, the word "popular" asking."""
