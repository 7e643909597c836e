"""What the window remembers from one start to the next."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, get_args

import platformdirs

from explorer.core.colormaps import COLORMAPS
from explorer.core.inputs import Fit
from explorer.core.map.combine import Reduce
from explorer.core.selection import Scale
from explorer.core.text import WIDEST
from explorer.export.figure_settings import ANIMATED, NUMBERS, PICTURES
from explorer.export.files import ExportError, write_bytes
from explorer.export.style import LARGEST, Mode
from explorer.figures.views import View
from explorer.inputs.files import read_regular

RECENT = 10
LONGEST_TEXT = 4_000
"""Characters of the last text that are remembered."""
LARGEST_FILE = 2**20
"""Bytes of a settings file beyond which it is none."""
OWN_FIT = "model"
"""The `fit` of the settings that leaves it to each model."""
_CHOICES: dict[str, tuple[str, ...]] = {
    "device": ("auto", "cuda", "mps", "cpu"),
    "fit": (OWN_FIT, *Fit),
    "theme": ("system", "light", "dark"),
    "language": ("system", "en", "ja"),
    "mode": get_args(Mode),
    "colormap": COLORMAPS,
    "gate_side": ("before", "after", "compare"),
    "text_view": get_args(View),
    "apart": ("", "sentences", "whole"),
    "scale": ("", *Scale),
    "reduce": get_args(Reduce),
    "export_form": (*PICTURES, *ANIMATED, *NUMBERS),
    "lecture_language": ("", "en", "ja"),
}
_MANY = 10**7
"""More layers, heads or tokens than any model has."""
_RANGES = {
    "opacity": (0, 1),
    "export_size": (16, LARGEST),
    "jobs": (1, 4096),
    "play_ms": (200, 1000),
    "beam": (1, WIDEST),
    "layer": (-1, _MANY),
    "unit": (-1, _MANY),
    "query": (0, _MANY),
    "lecture_at": (0, _MANY),
    "level_low": (-_MANY, _MANY),
    "level_high": (-_MANY, _MANY),
    "text_step": (-1, _MANY),
    "text_source": (-1, _MANY),
}


@dataclass(frozen=True)
class Settings:
    """Every remembered choice with its default. `geometry` and `splitter` are Qt's, in base64.

    `recent_kinds` tells in which order the photos of `recent` and the texts of `recent_texts` come.
    `apart` is how a text is run, "" for the model's own way.
    """

    model: str = "vit"
    device: str = "auto"
    fit: str = OWN_FIT
    theme: str = "system"
    language: str = "system"
    mode: str = "overlay"
    smooth: bool = True
    colormap: str = "inferno"
    opacity: float = 0.75
    gate_side: str = "after"
    photo: str = ""
    text: str = ""
    target: str = ""
    pair: str = ""
    chat: bool = False
    system: str = ""
    source_language: str = ""
    target_language: str = ""
    apart: str = ""
    beam: int = 1
    layer: int = -1
    unit: int = -1
    query: int = 0
    scale: str = ""
    reduce: str = "mean"
    level_low: float = 0.0
    level_high: float = 0.0
    levels_kept: bool = False
    text_view: str = "matrix"
    text_words: bool = True
    text_special: bool = True
    text_renormalised: bool = False
    text_step: int = -1
    text_source: int = -1
    export_folder: str = ""
    export_size: int = 1024
    export_legend: bool = False
    export_form: str = "png"
    batch_from: str = ""
    batch_folder: str = ""
    batch_what: str = "view"
    batch_preset: str = "screen"
    batch_form: str = "png"
    jobs: int = 1
    batch_cluster: bool = False
    cluster: str = ""
    tls_ca: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    figure: str = ""
    play_ms: int = 400
    recent: tuple[str, ...] = ()
    recent_texts: tuple[str, ...] = ()
    recent_kinds: tuple[str, ...] = ()
    recent_models: tuple[str, ...] = ()
    recent_sessions: tuple[str, ...] = ()
    keep_runs: bool = False
    folded: tuple[str, ...] = ()
    lecture_at: int = 0
    lecture_done: str = ""
    lecture_language: str = ""
    geometry: str = ""
    splitter: str = ""

    def used(self, model: str) -> Settings:
        """With a model, by its name in the registry, put on top of those used lately."""
        return replace(self, recent_models=_on_top(model, self.recent_models))

    def with_session(self, path: str) -> Settings:
        """With a session, by its path, put on top of those that were open lately."""
        return replace(self, recent_sessions=_on_top(path, self.recent_sessions))


def wanted_fit(word: str) -> Fit | None:
    """How the `fit` of the settings wants photos to be fitted; None for each model's own way."""
    return next((fit for fit in Fit if fit.value == word), None)


def _on_top(one: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (one, *(other for other in others if other != one))[:RECENT]


def folder() -> Path:
    """Where the settings live: $ATTENTION_EXPLORER_HOME, else the system's place for them."""
    home = os.environ.get("ATTENTION_EXPLORER_HOME")
    return Path(home) if home else platformdirs.user_config_path("attention-explorer", False)


def load() -> Settings:
    """The stored settings; whatever is missing or damaged falls back to its default."""
    try:
        stored = json.loads(read_regular(folder() / "settings.json", LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    good: dict[str, Any] = {}
    for field in fields(Settings):
        value = _checked(field.name, stored.get(field.name), getattr(Settings, field.name))
        if value is not None:
            good[field.name] = value
    return Settings(**good)


def save(settings: Settings) -> None:
    """Write atomically, for the user's eyes alone; of any text LONGEST_TEXT characters at most.

    A folder that cannot be written is no reason to stop.
    """
    kept = {
        name: value[:LONGEST_TEXT] if isinstance(value, str) else value
        for name, value in asdict(settings).items()
    }
    with suppress(ExportError):
        content = json.dumps(kept, indent=1).encode()
        write_bytes(folder() / "settings.json", content, mode=0o600)


def _checked(name: str, value: object, default: object) -> object | None:
    """The value if the window can use it in place of the default, None otherwise."""
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(one for one in value[:RECENT] if len(one) <= LONGEST_TEXT)
        return None
    if name in _RANGES:
        low, high = _RANGES[name]
        # false for a NaN; no integer is too large to compare
        if not (isinstance(value, int | float) and low <= value <= high):
            return None
        if type(value) is int and isinstance(default, float):
            return float(value)
    if type(value) is not type(default) or value not in _CHOICES.get(name, (value,)):
        return None
    return value
