"""The feature map that Grad-CAM weighs: the last of a CNN, or the patches before the last layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from explorer.analysis.attribution.attention_maps import read_layers
from explorer.analysis.attribution.call import Call
from explorer.analysis.attribution.layer_scores import blocks_of
from explorer.analysis.attribution.method import AttributionError
from explorer.capture.hooks import hooked
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.trace import Trace

Logit = Callable[[Tensor], Tensor]


@dataclass(frozen=True, eq=False)
class Feature:
    """A module whose output is a feature map (B, C, H, W).

    Attributes
    ----------
    module : nn.Module
        It is asked for by captum's layer methods.
    told : str
        Where it lies, in words.
    block : nn.Module or None
        Of a model of patches the layer whose output passes through `module`.
    grid : PatchGrid or None
        How its tokens lie.
    """

    module: nn.Module
    told: str
    block: nn.Module | None = field(default=None, repr=False)
    grid: PatchGrid | None = None

    def through(self, logit: Logit) -> Logit:
        """The same function of photos, with the patches of the layer going through `module`."""
        block, grid = self.block, self.grid
        if block is None or grid is None:
            return logit

        def call(pixels: Tensor) -> Tensor:
            with hooked([(block, self._laid)]):
                return logit(pixels)

        return call

    def _laid(self, block: nn.Module, args: Any, output: Any) -> Any:
        assert self.grid is not None
        tokens = output[0] if isinstance(output, tuple) else output  # (B, T, C)
        patches = self.grid.patches
        laid = tokens[:, patches].unflatten(1, (self.grid.rows, self.grid.cols))
        seen = self.module(laid.permute(0, 3, 1, 2))  # (B, C, rows, cols)
        back = seen.flatten(2).transpose(1, 2)  # (B, patches, C)
        whole = torch.cat([tokens[:, : patches.start], back, tokens[:, patches.stop :]], dim=1)
        return (whole, *output[1:]) if isinstance(output, tuple) else whole


def no_feature(trace: Trace) -> str | None:
    """Why a run has no feature map of a whole photo; None where it has."""
    if trace.task is not None:
        return "It reads texts, which have no feature map."
    site = trace.sites[trace.best]
    if site.kind in (Kind.CHANNEL, Kind.SPATIAL):
        return None
    if not isinstance(site, PatchSite) or type(site).__name__ == "WindowPatches":
        return "Its tokens lie in windows, or at points of their own, and not on one grid."
    beside = _alike(trace)
    if len({one.key_axis for one in beside}) > 1 or len(beside) < 2:
        return "It has no layer before the last one on the same grid."
    return None


def _alike(trace: Trace) -> list[Attention]:
    """The sites of the part that the best one stands in; of a detector those of its photo."""
    if trace.objects:
        return [*read_layers(trace)]
    part = trace.sites[trace.best].part
    return [one for one in trace.sites if one.part == part]


def feature_of(trace: Trace, call: Call) -> Feature:
    """Find the feature map of a run; raises AttributionError where there is none."""
    site = trace.sites[trace.best]
    if not isinstance(site, PatchSite):
        return _last_map(call)
    blocks = blocks_of(call.model, [one.name for one in _alike(trace)])
    # what a detector's objects look at are the patches after the last layer
    block, grid = blocks[-1 if trace.objects else -2], site.keys
    return Feature(
        nn.Identity(),
        f"patches after {block}, {grid.rows} × {grid.cols}",
        call.model.get_submodule(block),
        grid,
    )


def _last_map(call: Call) -> Feature:
    """The last module with convolutions in it whose output is larger than one position."""
    found: list[tuple[str, nn.Module, torch.Size]] = []
    names = {module: name for name, module in call.model.named_modules()}

    def see(module: nn.Module, args: Any, output: Any) -> None:
        if isinstance(output, Tensor) and output.dim() == 4 and min(output.shape[2:]) > 1:
            found.append((names[module], module, output.shape))

    convolving = [
        module
        for module in call.model.modules()
        if any(isinstance(part, nn.Conv2d) for part in module.modules())
    ]
    with hooked((one, see) for one in convolving), torch.no_grad():
        call()
    if not found:
        raise AttributionError("The model has no feature map of more than one position.")
    name, module, shape = found[-1]
    return Feature(module, f"{name}, {shape[1]} channels of {shape[2]} × {shape[3]}")
