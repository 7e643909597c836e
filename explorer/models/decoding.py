"""Decoding a translation step by step: greedy and beam search, with the attention of every step.

Beam search keeps the ``width`` likeliest beginnings of a translation (Graves 2012,
https://arxiv.org/abs/1211.3711); with width 1 it is the greedy choice. Finished translations
compete by their log probability a token.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .taps import at_taps, joined
from .translator import END, PAD, START, UNKNOWN, Translator

ALTERNATIVES = 5
WIDEST = 8
NEVER_CHOSEN = (PAD, UNKNOWN, START)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One token of a translation and how it came about.

    ``log_probability`` is that of the token after those before it; ``alternatives`` are the five
    likeliest tokens that may be chosen with their probabilities in [0, 1], best first.
    ``attention`` has, for every site of the decoder (path of the attending module), the weights
    (heads, keys) of this step; keys are the tokens of the source, padding included, or the tokens
    of the target fed so far, START first.
    """

    token: int
    log_probability: float
    alternatives: tuple[tuple[int, float], ...]
    attention: Mapping[str, Tensor]

    @property
    def probability(self) -> float:
        """In [0, 1]."""
        return math.exp(self.log_probability)


@dataclass(frozen=True, slots=True, eq=False)
class Hypothesis:
    """A translation, or its beginning: its steps, END included when it is ``finished``.

    ``log_probability`` is the sum over the steps. ``source_attention`` has the weights (heads, S,
    S) of every site of the encoder.
    """

    steps: tuple[Step, ...]
    log_probability: float
    finished: bool
    source_attention: Mapping[str, Tensor]

    @property
    def tokens(self) -> list[int]:
        """Ids of the tokens, without END."""
        return [step.token for step in self.steps if step.token != END]


def decode(
    model: Translator,
    source: Tensor,
    width: int = 1,
    limit: int | None = None,
    prefix: Sequence[int] = (),
) -> Iterator[Hypothesis]:
    """Translate one sentence, ``source`` (1, S); yield after every step the best so far.

    ``width`` 1 is greedy, up to 8 keep so many beginnings. The first steps are those of
    ``prefix``, whatever their probability: a user's own words, or the part before an alternative.
    ``limit`` is the greatest number of steps (``default_limit`` if None); the last hypothesis is
    unfinished when it was reached. Raises ``ValueError`` for a width out of range, an empty source
    or one that is too long, and more than one sentence.
    """
    if source.shape[0] != 1:
        raise ValueError(f"one sentence at a time can be watched, not {source.shape[0]}")
    search = Search(model, source, width, limit, prefix, watched=True)
    while not search.done:
        search.advance()
        yield search.best(0)


def translate(
    model: Translator, source: Tensor, width: int = 1, limit: int | None = None
) -> list[list[int]]:
    """Translate many sentences, ``source`` (N, S), at once: N lists of tokens, without END."""
    search = Search(model, source, width, limit)
    while not search.done:
        search.advance()
    return [search.tokens(sentence) for sentence in range(source.shape[0])]


def default_limit(model: Translator, source: Tensor) -> int:
    """Twice the tokens of ``source`` (N, S) and ten, as far as the model goes."""
    return min(model.longest, 2 * source.shape[1] + 10)


class Search:
    """Beam search over N sentences with W beginnings each, one step an ``advance()``.

    Nothing is copied along the beams: every step keeps where each beginning came from, and a
    hypothesis is read backwards when it is asked for.
    """

    def __init__(
        self,
        model: Translator,
        source: Tensor,
        width: int,
        limit: int | None = None,
        prefix: Sequence[int] = (),
        watched: bool = False,
    ) -> None:
        if not 1 <= width <= WIDEST:
            raise ValueError(f"beam width {width} is not between 1 and {WIDEST}")
        if source.shape[1] == 0:
            raise ValueError("an empty source cannot be translated")
        model.check_length(len(prefix))
        self.model, self.width, self.prefix, self.watched = model, width, tuple(prefix), watched
        limit = default_limit(model, source) if limit is None else limit
        self.limit = min(max(limit, len(self.prefix)), model.longest)
        count, device = source.shape[0], source.device
        with torch.no_grad(), self._watching() as self.source_attention:
            state = model.begin(source)
        self.state = {name: part.repeat_interleave(width, 0) for name, part in state.items()}
        self.last = torch.full((count * width,), START, device=device)
        self.scores = torch.full((count, width), float("-inf"), device=device)  # (N, W)
        self.scores[:, 0] = 0  # all begin alike: one beginning is enough
        self.steps: list[_Kept] = []
        self.told: dict[tuple[int, int, int, int], Step] = {}
        self.finished_score = torch.full((count,), float("-inf"), device=device)  # (N,)
        self.finished_at = torch.full((count, 2), -1, device=device)  # step and row of each
        self.closed = torch.zeros(count, dtype=torch.bool, device=device)

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: every sentence finished, or the limit reached."""
        return len(self.steps) >= self.limit or bool(self.closed.all())

    @torch.no_grad()
    def advance(self) -> None:
        """One token more for every beginning."""
        count, width = self.scores.shape
        with self._watching() as attention:
            logits, state = self.model.step(self.last, self.state)  # (N W, V)
        log_p = logits.float().log_softmax(-1).view(count, width, -1)  # (N, W, V)
        index = len(self.steps)
        totals = self.scores[:, :, None] + log_p  # (N, W, V)
        if index < len(self.prefix):
            forced = torch.full_like(totals, float("-inf"))
            forced[:, :, self.prefix[index]] = totals[:, :, self.prefix[index]]
            totals = forced
        else:
            totals[:, :, NEVER_CHOSEN] = float("-inf")
        # Twice as many as needed: at most W of them end their sentence.
        scores, flat = totals.flatten(1).topk(2 * width)  # (N, 2 W)
        rows = flat.div(log_p.shape[-1], rounding_mode="floor")  # (N, 2 W)
        tokens = flat % log_p.shape[-1]  # (N, 2 W)
        ends = tokens == END
        self._finish(scores.masked_fill(~ends, float("-inf"))[:, :width], rows, index)

        self.scores, kept = scores.masked_fill(ends, float("-inf")).topk(width)  # (N, W)
        rows, tokens = rows.gather(1, kept), tokens.gather(1, kept)  # (N, W)
        self.steps.append(_Kept(rows, tokens, log_p if self.watched else None, attention))
        self.closed |= self.finished_score >= self.scores[:, 0] / (index + 1)
        first = torch.arange(count, device=rows.device)[:, None] * width  # (N, 1)
        chosen = (first + rows).flatten()  # (N W,)
        self.state = {name: part[chosen] for name, part in state.items()}
        self.last = tokens.flatten()

    def _watching(self) -> AbstractContextManager[dict[str, Tensor]]:
        return watch(self.model) if self.watched else nullcontext({})

    def _finish(self, scores: Tensor, rows: Tensor, index: int) -> None:
        """Keep the best finished translation of every sentence; ``scores`` (N, W) at END."""
        best, place = (scores / (index + 1)).max(dim=1)  # (N,)
        better = (best > self.finished_score) & ~self.closed
        self.finished_score = torch.where(better, best, self.finished_score)
        row = rows.gather(1, place[:, None])[:, 0]  # (N,)
        here = torch.stack([torch.full_like(row, index), row], dim=1)  # (N, 2)
        self.finished_at = torch.where(better[:, None], here, self.finished_at)

    def _trail(self, sentence: int) -> list[tuple[int, int, int]]:
        """(step, row that was continued, token) of the best hypothesis, in order."""
        step, row = self.finished_at[sentence].tolist()
        trail: list[tuple[int, int, int]] = []
        over = bool(self.closed[sentence]) or len(self.steps) >= self.limit
        if step >= 0 and over:
            trail.append((step, row, END))
            step -= 1
        else:
            step, row = len(self.steps) - 1, 0
        while step >= 0:
            kept = self.steps[step]
            token, row = int(kept.tokens[sentence, row]), int(kept.rows[sentence, row])
            trail.append((step, row, token))
            step -= 1
        return trail[::-1]

    def tokens(self, sentence: int) -> list[int]:
        """Tokens of the best hypothesis, without END."""
        return [token for _, _, token in self._trail(sentence) if token != END]

    def best(self, sentence: int) -> Hypothesis:
        """The best finished hypothesis of a closed search, else the likeliest beginning."""
        steps = tuple(self._step(sentence, *place) for place in self._trail(sentence))
        total = sum(step.log_probability for step in steps)
        finished = bool(steps) and steps[-1].token == END
        source_attention = {path: part[sentence] for path, part in self.source_attention.items()}
        return Hypothesis(steps, total, finished, source_attention)

    def _step(self, sentence: int, index: int, row: int, token: int) -> Step:
        """A step of a hypothesis, made once: the next hypothesis mostly begins with the same."""
        place = sentence, index, row, token
        if place not in self.told:
            kept = self.steps[index]
            assert kept.log_p is not None  # hypotheses are for searches that are watched
            log_p = kept.log_p[sentence, row]  # (V,)
            choosable = log_p.clone()
            choosable[list(NEVER_CHOSEN)] = float("-inf")
            values, tokens = choosable.topk(min(ALTERNATIVES, len(log_p) - len(NEVER_CHOSEN)))
            self.told[place] = Step(
                token,
                float(log_p[token]),
                tuple(zip(tokens.tolist(), values.exp().tolist(), strict=True)),
                {
                    path: weights[sentence * self.width + row, :, 0]  # (heads, keys)
                    for path, weights in kept.attention.items()
                },
            )
        return self.told[place]


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What a step leaves: the row (N, W) each beginning continues and the token (N, W) it adds.

    ``log_p`` (N, W, V) and ``attention`` (N W, heads, 1, keys) belong to the rows before it.
    """

    rows: Tensor
    tokens: Tensor
    log_p: Tensor | None
    attention: Mapping[str, Tensor]


@contextmanager
def watch(model: nn.Module) -> Iterator[dict[str, Tensor]]:
    """Collect the attention weights (B, heads, queries, keys) of every tap that is passed.

    The key is the path of the module that attends; several calls are put together.
    """
    seen: dict[str, Tensor] = {}

    def see(path: str, tap: nn.Module, output: Tensor, tensors: dict[str, Tensor]) -> None:
        seen[path] = joined(seen.get(path), tensors["weights"])

    with at_taps(model, see):
        yield seen
