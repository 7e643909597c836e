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
        self._written = self.value
        self._kept = kept

    @property
    def kept(self) -> bool:
        """Whether changes are written at all: not of a window for a run that was made elsewhere."""
        return self._kept

    def change(self, **changes: Any) -> None:
        """Replace fields of the settings."""
        self._keep(replace(self.value, **changes))

    def used(self, model: str) -> None:
        """Remember a model that was opened."""
        self._keep(self.value.used(model))

    def used_session(self, path: str) -> None:
        """Remember a session that was opened or saved."""
        self._keep(self.value.with_session(path))

    def _keep(self, value: Settings) -> None:
        """Take other settings; what is in the file already is not written again."""
        self.value = value
        if self._kept and value != self._written:
            settings.save(value)
            self._written = value
