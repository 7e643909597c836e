"""The way from a photo to a model's input, as its preprocessor_config.json prescribes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from explorer.core.inputs import Fit
from explorer.core.photo import Photo
from explorer.registry.huggingface.library import transformers
from explorer.registry.subjects.preprocessing import Filter, Preparation
from explorer.registry.weight_files.cards import colours

NEAR = 0.15
"""Largest difference of a normalised pixel that rounding and another resizer explain."""
_FILTERS = {0: Filter.NEAREST, 2: Filter.BILINEAR, 3: Filter.BICUBIC}
_FILES = ("preprocessor_config.json", "processor_config.json")


def prepare_as(folder: Path, config: Any) -> tuple[Preparation, tuple[str, ...]]:
    """How photos are prepared, and a note where that is not surely what the model was trained with.

    config: of the model, which says the size where the folder does not.
    """
    processor = _processor(folder)
    if processor is None:
        side = _sides(getattr(config, "image_size", 224))
        half = (0.5, 0.5, 0.5)
        return Preparation(side, side, half, half, Filter.BILINEAR), (
            f"{folder.name} does not say how to prepare photos: scaled to {side[0]} × {side[1]}, "
            "values from −1 to 1.",
        )
    prepare = _preparation(processor, config)
    if _agrees(processor, prepare):
        return prepare, ()
    return prepare, (
        f"Photos are prepared nearly as {type(processor).__name__} does, not exactly so.",
    )


def _processor(folder: Path) -> Any | None:
    """The library's own image processor; None where there is none for this folder."""
    if not any((folder / name).is_file() for name in _FILES):
        return None
    try:
        return transformers().AutoImageProcessor.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
    except Exception:  # a file of any content raises anything at all
        return None


def _preparation(processor: Any, config: Any) -> Preparation:
    def get(name: str, default: Any = None) -> Any:
        found = getattr(processor, name, None)
        return default if found is None else found

    size, scaled = _resizing(type(processor).__name__, get, getattr(config, "image_size", None))
    plain = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    mean, std = (get("image_mean"), get("image_std")) if get("do_normalize", True) else plain
    return Preparation(
        size=size,
        scaled=scaled,
        mean=colours(mean or plain[0]),
        std=colours(std or plain[1]),
        filter=_FILTERS.get(int(get("resample", 2)), Filter.BICUBIC),
        reverse=bool(get("do_flip_channel_order", False)),
        down=True,
    )


def _resizing(name: str, get: Any, native: Any) -> tuple[tuple[int, int], int | tuple[int, int]]:
    """The size of the input, and what the photo is scaled to before its centre is cut out."""
    asked = get("size", {})
    sides, short = _pair(asked), _named(asked, "shortest_edge")
    cut = _pair(get("crop_size", {})) if get("do_center_crop", False) else None
    if sides is not None:
        return cut or sides, sides
    if not short:
        size = cut or _sides(native or 224)
        return size, size
    if _named(asked, "longest_edge") and cut is None:  # of detectors, which see the whole photo
        return (short, short), (short, short)
    if name.startswith("ConvNext"):
        whole = short, short
        return (whole, int(short / get("crop_pct", 224 / 256))) if short < 384 else (whole, whole)
    if name.startswith("Levit"):
        short = int(256 / 224 * short)
    return cut or (short, short), short


def _pair(size: Any) -> tuple[int, int] | None:
    height, width = _named(size, "height"), _named(size, "width")
    return (int(height), int(width)) if height and width else None


def _named(size: Any, key: str) -> Any:
    """Of a size, which is a dictionary or an object of the library; None where it is not said."""
    return size.get(key) if hasattr(size, "get") else getattr(size, key, None)


def _sides(size: Any) -> tuple[int, int]:
    """(height, width) of a configuration's image_size: a number, or both."""
    if isinstance(size, (list, tuple)):
        return int(size[0]), int(size[-1])
    return int(size), int(size)


def _agrees(processor: Any, prepare: Preparation) -> bool:
    """Whether the library makes the same of a photo."""
    pixels = np.random.default_rng(0).integers(0, 256, (211, 300, 3), dtype=np.uint8)
    coarse = Image.fromarray(pixels).resize((150, 106)).resize((300, 211))
    photo = Photo(np.asarray(coarse), "", "0" * 64, coarse.size)
    try:
        expected = np.asarray(processor(images=coarse, return_tensors="np")["pixel_values"][0])
    except Exception:  # a file of any content raises anything at all
        return False
    seen, _ = prepare(photo, Fit.CROP)
    return seen.shape == expected.shape and bool(np.abs(seen - expected).max() <= NEAR)
