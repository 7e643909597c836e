"""The way from a photo to a model's input: the image processor of its own folder, run as it is."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from explorer.registry.entry import ModelError
from explorer.registry.huggingface.library import missing_package, transformers
from explorer.registry.huggingface.model_classes import forward_of
from explorer.registry.subjects.library_preprocessing import LibraryPreprocessing
from explorer.registry.subjects.preprocessing import Filter, PhotoPreprocessing, Preparation
from explorer.registry.weight_files.cards import LARGEST_INPUT

FILES = ("preprocessor_config.json", "processor_config.json")
POSITIONAL = Parameter.POSITIONAL_OR_KEYWORD
TRIED = 80, 60
"""Width and height of the picture that tells whether a processor works at all."""
LARGEST_SIDE = 4096
"""Pixels along a side of a picture that a processor makes; models of documents take 2560."""
SIDES = ("height", "width", "shortest_edge", "max_height", "max_width")
"""What an image processor makes a picture as large as; its `longest_edge` only bounds that."""
BESIDE = frozenset({"pixel_mask", "pixel_attention_mask", "spatial_shapes", "image_sizes"})
"""Inputs that processors make beside the picture, for models that take them."""


def prepare_as(
    folder: Path, config: Any, kind: Any = None
) -> tuple[PhotoPreprocessing, tuple[str, ...]]:
    """Return how photos are prepared, and a note where the folder does not say it.

    Parameters
    ----------
    folder : of the model.
    config : of the model, which says the size where the folder does not, and the channels.
    kind : the class of the library, whose `forward` says what else it takes.

    Raises
    ------
    ModelError
        The model sees neither colours nor grey, or the folder makes no sense.
    """
    channels = getattr(config, "num_channels", 3)
    if channels not in (1, 3):
        raise ModelError(
            f"{folder.name} sees {channels} bands at once, and a photo has red, green and blue. "
            "Choose another model."
        )
    processor = _processor(folder)
    if processor is not None:
        _check_size(processor, folder)
    if processor is None:
        side = _sides(getattr(config, "image_size", 224), folder)
        half = (0.5, 0.5, 0.5)[:channels]
        return Preparation(side, side, half, half, Filter.BILINEAR), (
            f"{folder.name} does not say how to prepare photos: scaled to {side[0]} × {side[1]}, "
            "values from −1 to 1.",
        )

    def transform(picture: Image.Image) -> Mapping[str, Any]:
        found: Mapping[str, Any] = processor(images=picture, return_tensors="pt")
        return found

    tried = Image.new("RGB" if channels == 3 else "L", TRIED, "white")
    try:
        made = transform(tried)["pixel_values"]
        finite = all(bool(torch.isfinite(one).all()) for one in made)
    except Exception as error:  # settings of any content make it raise anything at all
        raise _more_wanted(processor, tried, folder) or _senseless(folder) from error
    if not finite:
        raise _senseless(folder)
    others = BESIDE & forward_of(kind).takes if kind is not None else frozenset()
    name = type(processor).__name__
    return LibraryPreprocessing(name, transform, channels, frozenset(others), processor), ()


def _processor(folder: Path) -> Any | None:
    """The library's own image processor; None where there is none for this folder.

    Raises ModelError for settings that make no sense, MissingError for a package that it needs.
    """
    there = any((folder / name).is_file() for name in FILES)
    try:
        return transformers().AutoImageProcessor.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
    except ImportError as error:
        raise missing_package(f"The image processor of {folder.name}", error) from error
    except Exception as error:  # a file of any content raises anything at all
        if there:
            raise _senseless(folder) from error
        return None


def _check_size(processor: Any, folder: Path) -> None:
    """Refuse a picture larger than any model takes, before one is made of that size.

    Parameters
    ----------
    processor : its `size` has sides in pixels; of models whose patches are merged, which take
        pictures of any shape, the number of pixels.

    Raises
    ------
    ModelError
    """
    largest = LARGEST_SIDE**2 if hasattr(processor, "merge_size") else LARGEST_SIDE
    for name in ("size", "crop_size", "pad_size"):
        sides = getattr(processor, name, None)
        for side in SIDES if sides is not None else ():
            length = getattr(sides, side, None) or (
                sides.get(side) if isinstance(sides, Mapping) else None
            )
            if isinstance(length, int | float) and not length <= largest:
                raise _senseless(folder)


def _more_wanted(processor: Any, picture: Image.Image, folder: Path) -> ModelError | None:
    """The sentence for a processor that prepares no single photo by itself; None for others."""
    named = signature(processor.preprocess).parameters.values()
    needs = [one.name for one in named if one.kind is POSITIONAL and one.default is one.empty][1:]
    if needs:
        return ModelError(
            f"{folder.name} takes more than a photo: {', '.join(needs)}. Choose another model."
        )
    try:
        processor(images=[picture, picture], return_tensors="pt")["pixel_values"]
    except Exception:  # its settings are at fault
        return None
    return ModelError(
        f"{folder.name} compares two photos, and one at a time is shown here. Choose another model."
    )


def _senseless(folder: Path) -> ModelError:
    return ModelError(
        f"The settings of the image processor of {folder.name} make no sense "
        f"({' or '.join(FILES)}). Put those back that came with "
        "the model."
    )


def _sides(size: Any, folder: Path) -> tuple[int, int]:
    """(height, width) of a configuration's image_size: a number, or both; raises ModelError."""
    sides = (size[0], size[-1]) if isinstance(size, (list, tuple)) and size else (size, size)
    if not all(isinstance(one, int) and 0 < one <= LARGEST_INPUT for one in sides):
        raise ModelError(
            f"The configuration of {folder.name} makes no sense: image_size is no size."
        )
    return sides
