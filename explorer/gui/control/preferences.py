"""The settings of a running window: read once, changed in place, written back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.runtime import settings
from explorer.runtime.settings import Settings


class Preferences:
    """The current settings, and where they are kept.

    Attributes
    ----------
    value: replaced with every change, which is written at once.
    """

    def __init__(self, kept: bool = True) -> None:
        """Read the settings; `kept` says whether changes are written at all."""
        self.value: Settings = settings.load()
        self._kept = kept

    def change(self, **changes: Any) -> None:
        """Replace fields of the settings."""
        self.value = replace(self.value, **changes)
        self._save()

    def used(self, model: str) -> None:
        """Remember a model that was opened."""
        self.value = self.value.used(model)
        self._save()

    def _save(self) -> None:
        if self._kept:
            settings.save(self.value)
