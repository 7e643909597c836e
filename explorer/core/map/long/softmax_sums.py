"""What each softmax row of a long site divides by, so that any part of the row can be had alone."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.masks import Band, Causal

Numbers = NDArray[np.intp]


class Normaliser:
    """The largest logit and the sum of exponentials of every softmax row met so far.

    With both, w(i, j) = exp(s(i, j) - peak(i)) / total(i) needs no other key: a part of a row costs
    what the part holds. They are kept apart, not as one log-sum-exp, because a float32 logarithm
    beside a large peak loses digits that the peak alone does not. Takes 9 bytes a head and query.
    A row is marked known only when both numbers are written, so that an interrupted computation,
    or one on another thread, leaves nothing but finished rows. A query that may look nowhere has
    weights of 0.
    """

    def __init__(self, site: DotProduct) -> None:
        shape = site.query.shape[:2]
        self._query, self._key = site.query, site.key
        self._mask, self._scale = site.mask, np.float32(site.scale)
        self._own = site.own
        self._peak: Array = np.zeros(shape, np.float32)
        self._total: Array = np.zeros(shape, np.float32)
        self._known: Mask = np.zeros(shape, bool)

    @staticmethod
    def of(site: DotProduct) -> Normaliser:
        """The one of this site; it lives as long as the site does."""
        with _lock:
            found = _kept.get(site)
            if found is None:
                found = _kept[site] = Normaliser(site)
            return found

    def knows(self, head: int, queries: Numbers) -> bool:
        """Whether the rows of all these queries are known already."""
        return bool(self._known[head, queries].all())

    def exponentials(
        self, head: int, queries: Numbers, keys: range, room: Array
    ) -> tuple[Array, Array]:
        """(queries, reach) and (queries,) float32: weights = exponentials x factors[:, None].

        queries: numbers, rising. keys: without gaps; `reach` of them, since those that a causal
        mask hides from all the queries are left out at the end. The factors are left apart because
        a mean takes them for nothing. Rows that are not known are worked out over all keys first.
        room: at least (queries x all keys,) float32, where the exponentials are written: asking the
        system for it again block after block takes as long as the exponentials themselves.
        """
        stop = self._stop(queries, keys)
        if self.knows(head, queries):
            part = self._logits(head, queries, range(keys.start, stop), room)
            part -= self._peak[head, queries, None]
            np.exp(part, out=part)
        else:
            whole = self._logits(head, queries, range(self._stop(queries)), room)
            peak = whole.max(axis=1)
            peak[np.isneginf(peak)] = 0
            whole -= peak[:, None]
            np.exp(whole, out=whole)
            self._peak[head, queries] = peak
            self._total[head, queries] = whole @ np.ones(whole.shape[1], np.float32)
            self._known[head, queries] = True
            part = whole[:, keys.start : stop]
        total = self._total[head, queries]
        return part, np.divide(1, total, out=np.zeros_like(total), where=total > 0)

    def _stop(self, queries: Numbers, keys: range | None = None) -> int:
        """The first of the keys that none of the queries, nor any before them, may look at."""
        start, stop = (0, self._key.shape[1]) if keys is None else (keys.start, keys.stop)
        if isinstance(self._mask, Causal):
            stop = min(stop, int(queries[-1]) + self._mask.diagonal + 1)
        return max(start, stop)

    def _logits(self, head: int, queries: Numbers, keys: range, room: Array) -> Array:
        """(queries, keys), -inf where masked; written into `room`."""
        chosen = self._query[head, queries] * self._scale
        logits = room[: len(queries) * len(keys)].reshape(len(queries), len(keys))
        # (queries, d) @ (d, keys) -> (queries, keys)
        np.matmul(chosen, self._key[head, keys.start : keys.stop].T, out=logits)
        if isinstance(self._mask, Causal):
            sure = int(queries[0]) + self._mask.diagonal + 1  # seen by every one of the queries
            rest = np.arange(max(sure, keys.start), keys.stop)
            if rest.size:
                hidden = rest > queries[:, None] + self._mask.diagonal
                np.copyto(logits[:, rest[0] - keys.start :], -np.inf, where=hidden)
        elif isinstance(self._mask, Band):
            seen = self._mask.allowed(queries, keys.stop)[:, keys.start :]
            np.copyto(logits, -np.inf, where=~seen)
        elif self._mask is not None:
            allowed = self._mask[queries, keys.start : keys.stop]
            np.copyto(logits, -np.inf, where=~allowed)
        if self._own is not None:
            places, rows = self._own.among(queries.tolist())
            logits[places] = self._own.scores[head, rows, keys.start : keys.stop]
        return logits


_kept: WeakKeyDictionary[DotProduct, Normaliser] = WeakKeyDictionary()
_lock = Lock()
