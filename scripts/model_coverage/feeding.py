"""Inputs for models of transformers, by the names that their forward takes."""

from __future__ import annotations

import inspect
from typing import Any

import torch
from torch import Tensor, nn

TOKENS = 24


def inputs(model: nn.Module, vocabulary: int) -> list[dict[str, Any]]:
    """Keyword arguments to try, the fullest first."""
    names = set(inspect.signature(model.forward).parameters)
    config: Any = model.config
    random = torch.Generator().manual_seed(0)
    ids = torch.randint(5, min(vocabulary, 200), (1, TOKENS), generator=random)
    text: dict[str, Any] = {}
    if "input_ids" in names:
        text["input_ids"] = ids
    if "decoder_input_ids" in names:
        text["decoder_input_ids"] = ids[:, :8]
    if "use_cache" in names:
        text["use_cache"] = False
    if "bbox" in names:
        text["bbox"] = torch.arange(4).expand(1, TOKENS, 4) * 10
    pictures = _picture(config, names, random)
    sounds = _sound(config, names, random)
    series = _series(config, names, random)
    rest = {key: value for key, value in text.items() if key != "input_ids"}
    tried = [
        {**text, **pictures} if pictures else {},
        {**rest, **sounds} if sounds else {},
        {**rest, **pictures} if pictures else {},
        {**rest, **series} if series else {},
        text,
    ]
    if getattr(model, "main_input_name", "") == "input_ids":
        tried.insert(1, text)
    found: list[dict[str, Any]] = []
    for one in tried:
        if one and not any(one.keys() == other.keys() for other in found):
            found.append(one)
    return found


def _read(config: Any, name: str, usual: Any) -> Any:
    """A field of the configuration or of one of its parts."""
    for part in (config, *(getattr(config, f"{one}_config", None) for one in PARTS)):
        value = getattr(part, name, None)
        if value is not None:
            return value
    return usual


PARTS = ("vision", "audio", "encoder", "backbone", "audio_encoder", "speech")


def _picture(config: Any, names: set[str], random: torch.Generator) -> dict[str, Tensor]:
    size = _read(config, "image_size", 256)
    height, width = size if isinstance(size, (list, tuple)) else (size, size)
    channels = int(_read(config, "num_channels", 3))
    if "pixel_values" in names:
        picture = torch.randn(1, channels, int(height), int(width), generator=random)
        return {"pixel_values": picture}
    if "pixel_values_videos" in names and "input_ids" not in names:
        frames = int(_read(config, "frames_per_clip", 4))
        shape = 1, frames, channels, int(height), int(width)
        return {"pixel_values_videos": torch.randn(shape, generator=random)}
    return {}


def _sound(config: Any, names: set[str], random: torch.Generator) -> dict[str, Tensor]:
    if "input_features" in names:
        bins = next(
            (
                int(found)
                for one in (
                    "num_mel_bins",
                    "feature_size",
                    "input_dim",
                    "n_mels",
                    "input_feat_per_channel",
                )
                if (found := _read(config, one, None)) is not None
            ),
            80,
        )
        frames = 2 * int(_read(config, "max_source_positions", 64))
        last = getattr(config, "model_type", "").startswith(
            ("whisper", "qwen", "voxtral", "glmasr", "audioflamingo", "musicflamingo")
        )
        if not last:
            frames = min(frames, 128)
        shape = (1, bins, frames) if last else (1, frames, bins)
        masks = {"input_features_mask", "attention_mask"} & names
        whole = torch.ones(1, frames, dtype=torch.long)
        return {
            "input_features": torch.randn(shape, generator=random),
            **dict.fromkeys(masks if "input_ids" not in names else (), whole),
        }
    if "input_values" in names:
        if hasattr(config, "num_mel_bins") and hasattr(config, "max_length"):
            shape = (1, int(config.max_length), int(config.num_mel_bins))
            return {"input_values": torch.randn(shape, generator=random)}
        channels = [1] if hasattr(config, "audio_channels") else []
        return {"input_values": torch.randn(1, *channels, 4000, generator=random)}
    return {}


def _series(config: Any, names: set[str], random: torch.Generator) -> dict[str, Tensor]:
    if "past_values" not in names:
        return {}
    length = int(_read(config, "context_length", 32))
    channels = int(_read(config, "num_input_channels", 1))
    if "past_time_features" not in names:
        return {"past_values": torch.randn(1, length, channels, generator=random)}
    length += max(config.lags_sequence)
    features = int(config.num_time_features)
    return {
        "past_values": torch.randn(1, length, generator=random),
        "past_time_features": torch.randn(1, length, features, generator=random),
        "past_observed_mask": torch.ones(1, length),
        "future_values": torch.randn(1, config.prediction_length, generator=random),
        "future_time_features": torch.randn(
            1, config.prediction_length, features, generator=random
        ),
    }
