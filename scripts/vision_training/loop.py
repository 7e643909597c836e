"""The training loop: one-cycle schedule over a time or epoch budget, averaged weights, resuming."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from .augment import cutmix, jitter, look, random_views
from .classifier import Crops, opinion
from .distil import Distiller
from .photos import Photos
from .recipes import Recipe

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
SAVE_EVERY = 60.0
"""Seconds between two saved states."""


@dataclass(slots=True)
class Budget:
    """What may be spent: ``minutes`` of training or, when that is None, ``epochs``."""

    minutes: float | None
    epochs: float
    photos: int

    def progress(self, seconds: float, seen: int) -> float:
        """Share of the budget that is used, in [0, 1]."""
        if self.minutes is not None:
            return min(1.0, seconds / (60 * self.minutes)) if self.minutes else 1.0
        return min(1.0, seen / max(1.0, self.epochs * self.photos))


@dataclass(slots=True)
class Task:
    """What is trained on, and who is asked beside the labels.

    ``fit`` are positions in ``photos``. ``soft`` (N, classes) is a teacher's opinion of every
    photo; ``peer`` a trained model that is asked about the very crop the student sees (Beyer et
    al. 2022, "Knowledge distillation: A good teacher is patient and consistent",
    https://arxiv.org/abs/2106.05237). With ``crops`` the student sees these and no others.
    """

    photos: Photos
    fit: NDArray[np.int64]
    classes: int
    soft: Tensor | None = None
    peer: nn.Module | None = None
    crops: Crops | None = None


class Training:
    """One run: model, averaged model, optimiser, counters; saved to and restored from ``state``.

    ``average`` is a second model of the same shape, which receives the averaged weights. ``low``
    computes in bfloat16 where autocast does.
    """

    def __init__(
        self,
        model: nn.Module,
        average: nn.Module,
        recipe: Recipe,
        task: Task,
        budget: Budget,
        device: torch.device,
        seed: int,
        state: Path,
        low: bool,
        distiller: Distiller | None = None,
    ) -> None:
        self.model, self.recipe, self.task, self.budget = model, recipe, task, budget
        self.device, self.seed, self.state, self.distiller = device, seed, state, distiller
        self.low = low
        self.layout = torch.channels_last if recipe.channels_last else torch.contiguous_format
        model.to(device).to(memory_format=self.layout)
        if distiller is not None:
            distiller.to(device)
        self.average = average.to(device).to(memory_format=self.layout).eval().requires_grad_(False)
        self.optimiser = torch.optim.AdamW(_groups(model, distiller, recipe.weight_decay))
        self.mean = torch.tensor(MEAN, device=device).reshape(1, 3, 1, 1)
        self.std = torch.tensor(STD, device=device).reshape(1, 3, 1, 1)
        self.step, self.seen, self.seconds = 0, 0, 0.0

    def run(self) -> None:
        """Train until the budget is used; print one progress line about every ten seconds."""
        started, base = time.monotonic(), self.seconds
        printed = saved = started
        running = math.nan
        for rows in self._batches():
            self.seconds = base + time.monotonic() - started
            progress = self.budget.progress(self.seconds, self.seen)
            if progress >= 1:
                break
            loss = self._learn(rows, progress)
            running = loss if math.isnan(running) else 0.95 * running + 0.05 * loss
            now = time.monotonic()
            if now - printed > 10:
                printed = now
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
                "distiller": self.distiller.state_dict() if self.distiller else None,
                "counters": (self.step, self.seen, self.seconds),
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
        if self.distiller is not None and saved["distiller"] is not None:
            self.distiller.load_state_dict(saved["distiller"])
        self.step, self.seen, self.seconds = saved["counters"]

    def _batches(self) -> Iterator[NDArray[np.int64]]:
        """Batches of positions, every epoch in an order of its own that the seed decides."""
        size = min(self.recipe.batch, len(self.task.fit))
        per_epoch = len(self.task.fit) // size
        while True:
            epoch, index = divmod(self.step, per_epoch)
            order = np.random.default_rng([self.seed, epoch]).permutation(self.task.fit)
            for batch in range(index, per_epoch):
                yield np.sort(order[batch * size : (batch + 1) * size])

    def _learn(self, rows: NDArray[np.int64], progress: float) -> float:
        """One step on the photos ``rows``; returns the loss."""
        recipe, phase = self.recipe, self.recipe.phase(progress)
        generator = torch.Generator().manual_seed(self.seed * 1_000_003 + self.step)
        said = None
        if self.task.crops is None:
            views = random_views(len(rows), phase.crop, generator)
        else:
            views, said = self.task.crops.draw(rows, generator)
            said = said.to(self.device)
        images = torch.from_numpy(self.task.photos.pixels[rows]).to(self.device)
        images = images.float() / 255
        asked = [self._ask_peer(images, views), None if said is None else opinion(said)]
        targets = self._targets(rows, [one for one in asked if one is not None])
        images = jitter(look(images, views, phase.size), recipe.jitter, generator)
        mixed = float(torch.rand(1, generator=generator)) < recipe.cutmix
        if mixed:
            images, targets = cutmix(images, targets, generator)
        images = self._normalise(images)

        for group in self.optimiser.param_groups:
            group["lr"] = recipe.learning_rate * _one_cycle(progress, recipe.warmup)
        self.model.train()
        with self._precision():
            logits = self.model(images)
            loss = functional.cross_entropy(logits.float(), targets)
            if self.distiller is not None and not mixed:
                loss = loss + self.distiller(rows, views, said)
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip)
        self.optimiser.step()
        self.step += 1
        self.seen += len(rows)
        # Early weights are far from good: the average forgets them faster.
        _average(self.average, self.model, min(recipe.ema, (1 + self.step) / (10 + self.step)))
        return float(loss.detach())

    def _precision(self) -> AbstractContextManager[object]:
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.low)

    def _normalise(self, images: Tensor) -> Tensor:
        normal = (images - self.mean) / self.std
        return normal.contiguous(memory_format=self.layout)

    @torch.no_grad()
    def _ask_peer(self, images: Tensor, views: Tensor) -> Tensor | None:
        """The peer's opinion (B, classes) of the views of ``images``; None without a peer."""
        if self.task.peer is None:
            return None
        seen = self._normalise(look(images, views, self.recipe.peer_size))
        with self._precision():
            logits: Tensor = self.task.peer(seen)
        return logits.float().softmax(dim=1)

    def _targets(self, rows: NDArray[np.int64], asked: list[Tensor]) -> Tensor:
        """Smoothed labels mixed with what the teachers say, (B, classes)."""
        labels = torch.from_numpy(self.task.photos.targets[rows])
        targets = functional.one_hot(labels, self.task.classes).float()
        smoothing = self.recipe.smoothing
        targets = (1 - smoothing) * targets + smoothing / self.task.classes
        opinions = list(asked)
        if self.task.soft is not None:
            opinions.append(self.task.soft[torch.from_numpy(rows)].to(self.device))
        targets = targets.to(self.device)
        if opinions:
            share = self.recipe.soft_weight
            targets = (1 - share) * targets + share * torch.stack(opinions).mean(dim=0)
        return targets

    def _report(self, progress: float, loss: float) -> None:
        epochs = self.seen / len(self.task.fit)
        left = self.seconds * (1 - progress) / max(progress, 1e-6) / 60
        print(
            f"{progress:6.1%}  epoch {epochs:5.2f}  {self.recipe.phase(progress).size} px  "
            f"loss {loss:.3f}  {self.seen / max(self.seconds, 1e-6):.0f} photos/s  "
            f"{left:.1f} min left",
            flush=True,
        )


def _one_cycle(progress: float, warmup: float) -> float:
    """Linear rise to 1 at ``warmup``, then half a cosine down to 0.

    After Smith 2018, https://arxiv.org/abs/1803.09820.
    """
    if progress < warmup:
        return max(progress, 1e-3) / warmup
    return 0.5 + 0.5 * math.cos(math.pi * (progress - warmup) / (1 - warmup))


def _groups(model: nn.Module, distiller: nn.Module | None, decay: float) -> list[dict[str, Any]]:
    """Weight decay for matrices and kernels only: not for biases, norms, tokens and positions."""
    everything = list(model.parameters()) + (list(distiller.parameters()) if distiller else [])
    matrices = [p for p in everything if p.squeeze().ndim > 1 and p.shape[0] > 1]
    chosen = {id(p) for p in matrices}
    others = [p for p in everything if id(p) not in chosen]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


@torch.no_grad()
def _average(average: nn.Module, model: nn.Module, decay: float) -> None:
    """Exponential moving average of parameters and of the statistics of batch norms."""
    current = model.state_dict()
    for name, value in average.state_dict().items():
        if value.dtype.is_floating_point:
            value.lerp_(current[name].to(value.dtype), 1 - decay)
        else:
            value.copy_(current[name])
