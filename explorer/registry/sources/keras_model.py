"""A Keras model as a torch module of photos in torch's layout, its layers under their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch import Tensor, nn

SUMS_TO_1 = 1e-3


class KerasPhotos(nn.Module):
    """Photos (B, 3, H, W) to logits (B, classes), or to whatever the model gives.

    Keras keeps its layers in lists that torch does not look into: here they are parts of the
    module, so that the tracer can name them. A model that ends in a softmax gives its logarithm,
    of which the softmax is the same.
    """

    def __init__(
        self,
        model: Any,
        channels_last: bool,
        size: tuple[int, int],
        device: Callable[[str], AbstractContextManager[Any]],
    ) -> None:
        """Wrap a Keras model.

        size: (height, width) of a photo to try the model on. device: Keras' own scope of the
        device on which it computes, which is else the best there is. Raises what the model raises.
        """
        super().__init__()
        self._scope = device
        self._last = channels_last
        self._probabilities = False
        self.model = model
        for name, layer in dict(_layers(model, "")).items():
            self.add_module(name, layer)
        with torch.no_grad():
            out = self(torch.full((1, 3, *size), 0.5))
        self._probabilities = (
            isinstance(out, Tensor)
            and out.dim() == 2
            and out.shape[1] > 1
            and bool((out >= 0).all())
            and abs(float(out.sum()) - 1) < SUMS_TO_1
        )

    def forward(self, photos: Tensor) -> Any:
        given = photos.permute(0, 2, 3, 1) if self._last else photos  # (B, H, W, 3)
        with self._scope(given.device.type):
            out = self.model(given, training=False)
        return out.clamp(min=torch.finfo(out.dtype).tiny).log() if self._probabilities else out


def _layers(layer: Any, path: str) -> Iterator[tuple[str, nn.Module]]:
    """Name to layer, those within others behind their names, as block/attention."""
    for part in getattr(layer, "_layers", ()):
        name = f"{path}{part.name}".replace(".", "_")
        yield name, part
        yield from _layers(part, f"{name}/")
