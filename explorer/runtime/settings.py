"""What the window remembers from one start to the next."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

RECENT = 10


@dataclass(frozen=True)
class Settings:
    """Every remembered choice with its default. `geometry` and `splitter` are Qt's, in base64."""

    model: str = "vit"
    device: str = "auto"
    fit: str = "stretch"
    theme: str = "system"
    mode: str = "overlay"
    smooth: bool = True
    colormap: str = "inferno"
    opacity: float = 0.75
    gate_side: str = "after"
    export_folder: str = ""
    export_size: int = 1024
    export_legend: bool = False
    play_ms: int = 400
    recent: tuple[str, ...] = ()
    geometry: str = ""
    splitter: str = ""

    def opened(self, path: Path) -> Settings:
        """With a file put on top of the recent ones."""
        text = str(path)
        rest = [one for one in self.recent if one != text]
        return replace(self, recent=(text, *rest)[:RECENT])


def folder() -> Path:
    """Where the settings live: $ATTENTION_EXPLORER_HOME, else the system's place for them."""
    home = os.environ.get("ATTENTION_EXPLORER_HOME")
    return Path(home) if home else platformdirs.user_config_path("attention-explorer", False)


def load() -> Settings:
    """The stored settings; whatever is missing or damaged falls back to its default."""
    try:
        stored = json.loads((folder() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    good: dict[str, Any] = {}
    for field in fields(Settings):
        value = _checked(stored.get(field.name), getattr(Settings, field.name))
        if value is not None:
            good[field.name] = value
    return Settings(**good)


def save(settings: Settings) -> None:
    """Write atomically; a folder that cannot be written is no reason to stop."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        draft = folder() / "settings.json.part"
        draft.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        os.replace(draft, folder() / "settings.json")
    except OSError:
        return


def _checked(value: object, default: object) -> object | None:
    """The value if it is of the default's type, None otherwise."""
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value[:RECENT])
        return None
    if isinstance(default, bool) or isinstance(value, bool):
        return value if isinstance(default, bool) and isinstance(value, bool) else None
    if isinstance(default, float) and isinstance(value, int):
        return float(value)
    return value if isinstance(value, type(default)) else None
