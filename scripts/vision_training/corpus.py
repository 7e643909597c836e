"""The data of one training or evaluation: the splits, and what stands on both sides of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .duplicates import find_duplicates
from .measure import Box
from .photos import Photos, load_boxes, load_photos, split_dev

DEV_SHARE = 0.05
DEV_SEED = 2026
"""The dev photos are the same in every run, whatever its seed: they are never trained on."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The parts of the corpus.

    ``fit`` and ``dev`` are positions in ``train``; ``twins`` counts photos of train that stand
    in val or boxed too, and were therefore put into neither.
    """

    train: Photos
    val: Photos
    boxed: Photos
    boxes: list[list[Box]]
    fit: NDArray[np.int64]
    dev: NDArray[np.int64]
    twins: dict[str, int]

    def describe(self) -> dict[str, Any]:
        """The data field of a card."""
        return {
            "description": (
                "photos20: labelled photos of 20 ImageNet classes, the ten of Imagenette and the "
                "ten of Imagewoof, stretched to squares of 144 pixels"
            ),
            "train_photos": len(self.fit),
            "dev_photos": len(self.dev),
            "val_photos": len(self.val),
            "boxed_photos": len(self.boxed),
            "duplicates": self.twins,
            "duplicates_note": (
                "pairs of train and val or boxed with the same pixels (exact) or the same picture "
                "(near: difference hash and thumbnail correlation, mirrored ones included); their "
                "train photos were left out of training"
            ),
            "licence_note": (
                "The photos belong to ImageNet and carry no free licence; they were used to train "
                "and to measure, and none of them is part of this application. Boxes: ImageNet "
                "localisation boxes as published with clovaai/wsolevaluation (MIT)."
            ),
        }


def load_corpus(root: Path, work: Path) -> Corpus:
    """All splits of ``root``, decoded into ``work`` once.

    Raises ``FileNotFoundError`` when a split or boxes.json is missing.
    """
    train, val, boxed = (load_photos(root, split, work) for split in ("train", "val", "boxed"))
    twins: dict[str, int] = {}
    left_out: set[int] = set()
    for name, other in (("val", val), ("boxed", boxed)):
        found = find_duplicates(train, other)
        twins[f"exact_train_{name}"] = len(found.exact)
        twins[f"near_train_{name}"] = len(found.near)
        left_out |= {pair[0] for pair in found.exact + found.near}
    fit, dev = split_dev(train.targets, DEV_SHARE, DEV_SEED, left_out)
    return Corpus(train, val, boxed, load_boxes(root, boxed.names), fit, dev, twins)
