"""Figures of a trained model, all of them computed in float32 from the weights as shipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from explorer.models.taps import AttentionTap, GateTap

from .loop import MEAN, STD
from .photos import Photos

Box = tuple[float, float, float, float]


def prepare(pixels: NDArray[np.uint8], size: int) -> Tensor:
    """Photos (B, 3, S, S) stretched to ``size`` and normalised, as the application does it."""
    images = torch.from_numpy(np.array(pixels)).float() / 255
    if images.shape[-1] != size:
        images = functional.interpolate(
            images, (size, size), mode="bilinear", align_corners=False, antialias=True
        )
    return (images - torch.tensor(MEAN).reshape(1, 3, 1, 1)) / torch.tensor(STD).reshape(1, 3, 1, 1)


@torch.no_grad()
def predict(
    model: nn.Module,
    photos: Photos,
    rows: NDArray[np.int64],
    size: int,
    device: torch.device,
    batch: int = 64,
) -> Tensor:
    """Logits (len(rows), classes) of the photos ``rows``."""
    model.eval()
    logits = [
        model(prepare(photos.pixels[rows[start : start + batch]], size).to(device)).cpu()
        for start in range(0, len(rows), batch)
    ]
    return torch.cat(logits)


def top_k(logits: Tensor, targets: Tensor, k: int) -> float:
    """Share of the photos whose class is among the ``k`` largest logits."""
    hits = (logits.topk(k, dim=1).indices == targets[:, None]).any(dim=1)
    return float(hits.float().mean())


def calibrate(logits: Tensor, targets: Tensor, kept: float = 0.9) -> tuple[float, float]:
    """(temperature, unsure_below) from the logits of dev photos.

    The temperature minimises the negative log-likelihood (Guo et al. 2017,
    https://arxiv.org/abs/1706.04599), found on a logarithmic grid of 0.5 %. Below
    ``unsure_below`` lies the top probability, at that temperature, of a share ``1 - kept`` of
    the correctly recognised dev photos: what scores less is better called unknown.
    """
    grid = torch.logspace(-1, 1, 923).tolist()
    temperature = min(grid, key=lambda t: float(functional.cross_entropy(logits / t, targets)))
    top = (logits / temperature).softmax(dim=1).max(dim=1)
    right = top.values[top.indices == targets]
    return temperature, float(torch.quantile(right, 1 - kept)) if len(right) else 1.0


def coverage(boxes: Sequence[Box], rows: int, columns: int, fine: int = 16) -> NDArray[np.float64]:
    """Share of each cell of a (rows, columns) grid that the union of ``boxes`` covers."""
    y = (np.arange(rows * fine) + 0.5) / (rows * fine)
    x = (np.arange(columns * fine) + 0.5) / (columns * fine)
    inside = np.zeros((rows * fine, columns * fine), dtype=bool)
    for x0, y0, x1, y1 in boxes:
        inside |= ((y >= y0) & (y < y1))[:, None] & ((x >= x0) & (x < x1))[None, :]
    shares: NDArray[np.float64] = inside.reshape(rows, fine, columns, fine).mean(axis=(1, 3))
    return shares


def in_boxes(maps: Tensor, boxes: Sequence[Sequence[Box]]) -> dict[str, float]:
    """How well non-negative maps (N, rows, columns) point at the ``boxes`` of their photos.

    ``peak_in_box``: share of photos whose largest cell has its centre in a box.
    ``mass_over_area``: mean share of the map's mass in the boxes over their mean share of the
    area. 1 is what a uniform map reaches.
    """
    peaks, masses, areas = 0, 0.0, 0.0
    rows, columns = maps.shape[1:]
    for values, own in zip(maps.double().numpy(), boxes, strict=True):
        covered = coverage(own, rows, columns)
        row, column = np.unravel_index(int(values.argmax()), values.shape)
        y, x = (row + 0.5) / rows, (column + 0.5) / columns
        peaks += any(x0 <= x < x1 and y0 <= y < y1 for x0, y0, x1, y1 in own)
        masses += float((values * covered).sum() / values.sum())
        areas += float(covered.mean())
    count = len(boxes)
    return {
        "peak_in_box": peaks / count,
        "mass_in_box": masses / count,
        "area_of_box": areas / count,
        "mass_over_area": masses / areas,
    }


@torch.no_grad()
def collect(
    model: nn.Module,
    kind: type[nn.Module],
    keep: Callable[[dict[str, Tensor]], Tensor],
    photos: Photos,
    rows: NDArray[np.int64],
    size: int,
    device: torch.device,
    batch: int = 64,
) -> tuple[Tensor, list[Tensor]]:
    """Logits of ``predict``, and what ``keep`` takes from every tap of ``kind`` on the way.

    The second is one (len(rows), ...) tensor a site.
    """
    taps = [module for module in model.modules() if isinstance(module, kind)]
    found: list[list[Tensor]] = [[] for _ in taps]

    def hook(place: list[Tensor]) -> Callable[..., None]:
        def see(module: nn.Module, args: Any, kwargs: dict[str, Tensor], output: Tensor) -> None:
            place.append(keep(kwargs).float().cpu())

        return see

    handles = [
        tap.register_forward_hook(hook(place), with_kwargs=True)
        for tap, place in zip(taps, found, strict=True)
    ]
    try:
        logits = predict(model, photos, rows, size, device, batch)
    finally:
        for handle in handles:
            handle.remove()
    return logits, [torch.cat(parts) for parts in found]


def attention_figures(
    model: nn.Module,
    photos: Photos,
    boxes: Sequence[Sequence[Box]],
    size: int,
    device: torch.device,
) -> tuple[Tensor, dict[str, Any]]:
    """Where CLS looks, layer by layer: head mean of its attention over the patches.

    The best layer is the one with the largest product of ``peak_in_box`` and ``mass_in_box``.
    Returns the logits of ``photos`` and the figures.
    """
    prefix = len(getattr(model, "prefix_tokens"))  # noqa: B009
    rows = np.arange(len(photos))

    def cls_to_patches(seen: dict[str, Tensor]) -> Tensor:
        return seen["weights"][:, :, 0, prefix:].mean(dim=1)  # (B, patches)

    layers = []
    logits, sites = collect(model, AttentionTap, cls_to_patches, photos, rows, size, device)
    for values in sites:
        side = round(values.shape[1] ** 0.5)
        layers.append(in_boxes(values.reshape(-1, side, side), boxes))
    best = max(
        range(len(layers)), key=lambda i: layers[i]["peak_in_box"] * layers[i]["mass_in_box"]
    )
    return logits, {"layers": layers, "best_layer": best, "photos": len(photos)}


def spatial_gate_figures(
    model: nn.Module,
    photos: Photos,
    boxes: Sequence[Sequence[Box]],
    size: int,
    device: torch.device,
) -> tuple[Tensor, dict[str, Any]]:
    """Where the spatial gates are open, block by block.

    Returns the logits of ``photos`` and the figures.
    """

    def only(seen: dict[str, Tensor]) -> Tensor:
        return seen["gate"][:, 0]  # (B, h, w)

    rows = np.arange(len(photos))
    logits, gates = collect(model, GateTap, only, photos, rows, size, device)
    blocks = [in_boxes(gate, boxes) for gate in gates]
    best = max(range(len(blocks)), key=lambda i: blocks[i]["mass_over_area"])
    return logits, {"blocks": blocks, "best_block": best, "photos": len(photos)}


def class_share(gates: Tensor, targets: Tensor) -> float:
    """Share of the variance of gates (N, C) that the class explains, summed over channels."""
    gates = gates.double()
    mean = gates.mean(dim=0)
    total = float((gates - mean).square().sum())
    between = 0.0
    for target in set(targets.tolist()):
        members = gates[targets == target]
        between += len(members) * float((members.mean(dim=0) - mean).square().sum())
    return between / total if total else 0.0


def channel_gate_figures(
    model: nn.Module,
    train: Photos,
    sample: NDArray[np.int64],
    val: Photos,
    size: int,
    device: torch.device,
) -> tuple[Tensor, dict[str, Any]]:
    """What the channel gates do: class share of their variance, and top-1 without their choice.

    The gates are set to their means over the training photos ``sample``; the photos of ``val``
    are then recognised with the same features, weighed alike for every photo. Returns the logits
    of ``val`` with the gates at work, and the figures.
    """

    def flat(seen: dict[str, Tensor]) -> Tensor:
        return seen["gate"].flatten(1)  # (B, C)

    everything = np.arange(len(val))
    targets = torch.from_numpy(val.targets)
    logits, sites = collect(model, GateTap, flat, val, everything, size, device)
    shares = [class_share(gates, targets) for gates in sites]
    _, sampled = collect(model, GateTap, flat, train, sample, size, device)
    means = [gates.mean(dim=0) for gates in sampled]

    def fix(mean: Tensor) -> Callable[..., Tensor]:
        def replace(
            module: nn.Module, args: Any, kwargs: dict[str, Tensor], output: Tensor
        ) -> Tensor:
            return kwargs["features"] * mean.to(output)[None, :, None, None]

        return replace

    taps = [module for module in model.modules() if isinstance(module, GateTap)]
    handles = [
        tap.register_forward_hook(fix(mean), with_kwargs=True)
        for tap, mean in zip(taps, means, strict=True)
    ]
    try:
        fixed = top_k(predict(model, val, everything, size, device), targets, 1)
    finally:
        for handle in handles:
            handle.remove()
    return logits, {"class_share_of_gate_variance": shares, "top1_val_gates_at_mean": fixed}
