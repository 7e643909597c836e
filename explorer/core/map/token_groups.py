"""Which tokens stand behind each row and column of a map, and maps summed over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Array
from explorer.core.sites.axes import Tokens

Group = tuple[int, ...]
"""The numbers of the tokens behind one row or column."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a row or column stands for; `tokens` are the numbers of its tokens."""

    text: str
    special: bool
    tokens: Group


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """Tokens in groups, one for each row or column.

    Attributes
    ----------
    groups
        The tokens of each.
    labels
        What each is called.
    order
        The tokens of all groups, one after the other; None where these are all, in order.
    starts
        Where each group begins in that order; None where each is a single token.
    sizes
        How many tokens each group has, (groups, 1) float32.
    """

    groups: tuple[Group, ...]
    labels: tuple[Label, ...]
    order: NDArray[np.intp] | None
    starts: NDArray[np.intp] | None
    sizes: Array

    def summed(self, values: Array, axis: int) -> Array:
        """Values of tokens along an axis, summed over the tokens of each group."""
        if self.order is not None:
            values = np.take(values, self.order, axis=axis)
        if self.starts is not None:
            values = np.add.reduceat(values, self.starts, axis=axis)
        return values


@lru_cache(maxsize=32)
def grouping(
    tokens: Tokens, words: bool, special: bool, without: frozenset[int] = frozenset()
) -> Grouping:
    """Put the tokens of a text into the groups that are shown.

    Parameters
    ----------
    words
        Whether the tokens of a word are one group.
    special
        Whether special tokens are shown; they are too where there is nothing else.
    without
        Tokens that are left out, unless nothing else is left.
    """
    groups = tokens.groups(words, special, without)
    groups = groups or tokens.groups(words, special) or tokens.groups(words)
    order = [token for group in groups for token in group]
    sizes = [len(group) for group in groups]
    starts = np.cumsum([0, *sizes[:-1]])
    return Grouping(
        groups=groups,
        labels=labelled(tokens, groups),
        order=None if order == list(range(tokens.size)) else np.array(order, np.intp),
        starts=None if max(sizes, default=1) == 1 else starts.astype(np.intp),
        sizes=np.array(sizes, np.float32)[:, None],
    )


def labelled(tokens: Tokens, groups: Sequence[Group]) -> tuple[Label, ...]:
    """Name groups by the text of their tokens."""
    return tuple(Label(tokens.text(one), one[0] in tokens.special, one) for one in groups)
