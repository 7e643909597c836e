"""The training loop: warm-up and cosine over a time or epoch budget, averaged weights, resuming."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from explorer.models.decoding import watch
from explorer.models.translator import PAD, Translator
from vision_training.loop import Budget

from .batches import Encoded, bucket, pad
from .guide import NOWHERE, align, guided_loss
from .losses import translation_loss
from .recipes import Recipe

SAVE_EVERY = 120.0
"""Seconds between two saved states."""
REPORT_EVERY = 15.0


class Training:
    """One run: model, averaged model, optimiser, counters; saved to and restored from ``state``.

    ``average`` is a second model of the same shape, which receives the averaged weights. ``low``
    computes in bfloat16 where autocast does. With a ``keeper``, the pairs before row ``kept`` are
    learnt as it predicts them, whatever their words: what it knows is kept while the other rows
    teach something new (Li and Hoiem 2016, https://arxiv.org/abs/1606.09282).
    """

    def __init__(
        self,
        model: Translator,
        average: Translator,
        recipe: Recipe,
        train: Encoded,
        dev: Encoded,
        budget: Budget,
        device: torch.device,
        seed: int,
        state: Path,
        low: bool,
        keeper: Translator | None = None,
        kept: int = 0,
    ) -> None:
        self.model, self.recipe, self.train, self.dev = model.to(device), recipe, train, dev
        self.average = average.to(device).eval().requires_grad_(False)
        self.budget, self.device, self.seed = budget, device, seed
        self.state, self.low = state, low
        self.keeper, self.kept = keeper, kept
        if keeper is not None:
            keeper.to(device).eval().requires_grad_(False)
        self.lengths = train.lengths()
        self.alignment = align(train) if recipe.guide_weight else None
        self.optimiser = torch.optim.AdamW(_groups(model, recipe.weight_decay), betas=(0.9, 0.98))
        self.epoch, self.batch, self.step, self.seen, self.seconds = 0, 0, 0, 0, 0.0

    def run(self) -> None:
        """Train until the budget is used; print a progress line now and then."""
        started, base = time.monotonic(), self.seconds
        reported = saved = started
        running = math.nan
        for rows in self._batches():
            self.seconds = base + time.monotonic() - started
            progress = self.budget.progress(self.seconds, self.seen)
            if progress >= 1:
                break
            loss = self._learn(rows, progress)
            running = loss if math.isnan(running) else 0.98 * running + 0.02 * loss
            now = time.monotonic()
            if now - reported > REPORT_EVERY:
                reported = now
                self._report(progress, running)
            if now - saved > SAVE_EVERY:
                saved = now
                self.save()
        self.save()

    def save(self) -> None:
        """Write the state; an interrupted write leaves the previous one."""
        part = self.state.with_suffix(".part")
        self.state.parent.mkdir(parents=True, exist_ok=True)
        torch.save(
            {
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "counters": (self.epoch, self.batch, self.step, self.seen, self.seconds),
            },
            part,
        )
        os.replace(part, self.state)

    def restore(self) -> None:
        """Go on from the saved state."""
        saved: dict[str, Any] = torch.load(self.state, map_location=self.device, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.average.load_state_dict(saved["average"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.epoch, self.batch, self.step, self.seen, self.seconds = saved["counters"]

    @torch.no_grad()
    def dev_loss(self) -> float:
        """Cross-entropy a token of the dev pairs, in nats, by the averaged model."""
        total, count = 0.0, 0
        for rows in bucket(self.dev.lengths(), self.recipe.tokens, np.random.default_rng(0)):
            source, before, after = (part.to(self.device) for part in self.dev.tensors(rows))
            logits = self.average(source, before).flatten(0, 1)  # (B T, V)
            loss = functional.cross_entropy(
                logits, after.flatten(), ignore_index=PAD, reduction="sum"
            )
            total += float(loss)
            count += int((after != PAD).sum())
        return total / count

    def _batches(self) -> Iterator[NDArray[np.int64]]:
        """Batches of rows, every epoch in an order of its own that the seed decides."""
        while True:
            generator = np.random.default_rng([self.seed, self.epoch])
            batches = bucket(self.lengths, self.recipe.tokens, generator)
            while self.batch < len(batches):
                yield batches[self.batch]
            self.epoch, self.batch = self.epoch + 1, 0
            print(f"epoch {self.epoch} done: {self.dev_loss():.3f} nats a token of dev", flush=True)

    def _learn(self, rows: NDArray[np.int64], progress: float) -> float:
        """One step on the pairs ``rows``; returns the loss, label smoothing included."""
        source, before, after = (part.to(self.device) for part in self.train.tensors(rows))
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.learning_rate * _rate(progress, self.recipe.warmup)
        self.model.train()
        torch.manual_seed(self.seed * 1_000_003 + self.step)  # dropout, the same when resumed
        with self._precision(), self._watched() as seen:
            logits = self.model(source, before)
        loss = translation_loss(
            logits.float(), after, self.recipe.smoothing, self._kept(source, before, rows)
        )
        if self.alignment:
            wanted = pad([self.alignment[row] for row in rows], NOWHERE).to(self.device)
            guided = self.model.source_target[self.recipe.guide_layer]
            loss = loss + self.recipe.guide_weight * guided_loss(seen[guided], wanted)
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.model.parameters(), self.recipe.clip)
        self.optimiser.step()
        self.batch += 1
        self.step += 1
        self.seen += len(rows)
        # Early weights are far from good: the average forgets them faster.
        keep = min(self.recipe.ema, (1 + self.step) / (10 + self.step))
        _average(self.average, self.model, keep)
        return float(loss.detach())

    def _kept(
        self, source: Tensor, before: Tensor, rows: NDArray[np.int64]
    ) -> tuple[Tensor, Tensor] | None:
        """Which ``rows`` are to be learnt as the keeper predicts them, and its logits."""
        if self.keeper is None:
            return None
        with torch.no_grad(), self._precision():
            predicted = self.keeper(source, before)
        return torch.from_numpy(rows < self.kept).to(self.device), predicted.float()

    def _precision(self) -> AbstractContextManager[object]:
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.low)

    def _watched(self) -> AbstractContextManager[dict[str, Tensor]]:
        return watch(self.model) if self.alignment else nullcontext({})

    def _report(self, progress: float, loss: float) -> None:
        epochs = self.seen / len(self.lengths)
        left = self.seconds * (1 - progress) / max(progress, 1e-6) / 60
        print(
            f"{progress:6.1%}  epoch {epochs:5.2f}  loss {loss:.3f}  "
            f"{self.seen / max(self.seconds, 1e-6):.0f} pairs/s  {left:.1f} min left",
            flush=True,
        )


def _rate(progress: float, warmup: float) -> float:
    """Linear rise to 1 at ``warmup``, then half a cosine down to 0."""
    if progress < warmup:
        return max(progress, 1e-3) / warmup
    return 0.5 + 0.5 * math.cos(math.pi * (progress - warmup) / (1 - warmup))


def _groups(model: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Weight decay for matrices only: not for biases and norms."""
    matrices = [parameter for parameter in model.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in model.parameters() if parameter.ndim <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


@torch.no_grad()
def _average(average: nn.Module, model: nn.Module, keep: float) -> None:
    """Exponential moving average of the parameters."""
    pairs = zip(average.parameters(), model.parameters(), strict=True)
    old, new = (list[Tensor](side) for side in zip(*pairs, strict=True))
    torch._foreach_lerp_(old, new, 1 - keep)
