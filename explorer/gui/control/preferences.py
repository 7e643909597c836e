"""The settings of a running window: read once, changed in place, written back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.runtime import settings
from explorer.runtime.settings import Settings


class Preferences:
    """`value` is the current settings; a change is written at once."""

    def __init__(self) -> None:
        self.value: Settings = settings.load()

    def change(self, **changes: Any) -> None:
        self.value = replace(self.value, **changes)
        settings.save(self.value)

    def used(self, model: str) -> None:
        """Remember a model that was opened."""
        self.value = self.value.used(model)
        settings.save(self.value)
