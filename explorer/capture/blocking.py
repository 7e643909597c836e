"""Looks that are blocked: scores of -inf before the softmax, and who may still look at what."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

from explorer.core.interventions.intervention import ALL, Block, MuteError

HIDDEN = -1e4
"""Added scores up to this hide a key, as those of a mask that is added."""


def hidden(blocks: Iterable[Block], queries: int, keys: int, start: int = 0) -> Tensor | None:
    """Where a query may not look: (Q, K), True at what is blocked; None for nowhere.

    Parameters
    ----------
    blocks : iterable of Block
        With token numbers, or `ALL`.
    queries, keys : int
        The size of the map.
    start : int
        The number of its first query, of a model that is given a token at a time.
    """
    found = torch.zeros(queries, keys, dtype=torch.bool)
    for block in blocks:
        rows = _among(block.queries, start, queries)
        columns = _among(block.keys, 0, keys)
        found |= rows[:, None] & columns
    return found if bool(found.any()) else None


def _among(names: Iterable[object], start: int, count: int) -> Tensor:
    """(count,), True for the tokens from `start` on that are named."""
    numbers = [one for one in names if isinstance(one, int)]
    if ALL in numbers:
        return torch.ones(count, dtype=torch.bool)
    there = [one for one in numbers if start <= one < start + count]  # whatever a file may hold
    found = torch.zeros(count, dtype=torch.bool)
    found[[one - start for one in there]] = True
    return found


def blocked_scores(scores: Tensor, where: Tensor, site: str, start: int = 0) -> Tensor:
    """Scores (..., Q, K) with -inf where (Q, K) is True; parameters as of `blocked_mask`.

    Raises MuteError where that would leave a query nothing to look at.
    """
    found = scores.masked_fill(where.to(scores.device), -torch.inf)
    _check_sighted(found > HIDDEN, scores > HIDDEN, site, start)
    return found


def blocked_mask(
    mask: Tensor | None, causal: bool, where: Tensor, like: Tensor, site: str, start: int = 0
) -> Tensor:
    """The mask of fused attention, boolean or added, with what is blocked: (..., Q, K).

    Parameters
    ----------
    mask : Tensor or None
        As `scaled_dot_product_attention` takes it.
    causal : bool
        Whether it hides what is ahead, aligned top left.
    where : Tensor
        (Q, K), True at what is blocked.
    like : Tensor
        The queries, whose device it is for.
    site : str
        Its name, for who is refused.
    start : int
        The number of its first query, as `hidden` takes it.

    Raises
    ------
    MuteError
        A query would have nothing left to look at.
    """
    where = where.to(like.device)
    shown = torch.ones_like(where)
    if causal:
        shown = shown.tril()
    if mask is not None and mask.dtype != torch.bool:
        whole = mask.masked_fill(~shown, -torch.inf)
        return blocked_scores(whole, where, site, start)
    before = shown if mask is None else shown & mask
    after = before & ~where
    _check_sighted(after, before, site, start)
    return after


def _check_sighted(after: Tensor, before: Tensor, site: str, start: int) -> None:
    """Raise MuteError for a query that has nothing left to look at, (..., Q, K) True if it has."""
    blind = before.any(dim=-1) & ~after.any(dim=-1)  # (..., Q)
    if bool(blind.any()):
        query = start + int(blind.reshape(-1, blind.shape[-1]).any(dim=0).nonzero()[0, 0])
        raise MuteError(
            f"Query {query} of {site} would have nothing left to look at: leave it a key."
        )
