"""The settings of a running window: read once, changed in place, written back beside it."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock, Thread
from typing import Any

from explorer.runtime import settings
from explorer.runtime.settings import Settings


class Preferences:
    """The current settings, and where they are kept.

    Attributes
    ----------
    value: replaced with every change, which a thread writes: a disk may take its time.
    """

    def __init__(self, kept: bool = True) -> None:
        """Read the settings; `kept` says whether changes are written at all."""
        self.value: Settings = settings.load()
        self._wanted = self.value  # in the file, or soon
        self._kept = kept
        self._lock = Lock()
        self._waiting: Settings | None = None
        self._writer: Thread | None = None

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

    def finish(self) -> None:
        """Return when all changes are in the file."""
        writer = self._writer
        if writer is not None:
            writer.join()

    def _keep(self, value: Settings) -> None:
        """Take other settings; what is in the file already is not written again."""
        self.value = value
        if not self._kept or value == self._wanted:
            return
        self._wanted = value
        with self._lock:
            self._waiting = value
            if self._writer is None:
                self._writer = Thread(target=self._write, name="settings")
                self._writer.start()

    def _write(self) -> None:
        """Write until nothing waits: of changes that come meanwhile the last one alone."""
        while True:
            with self._lock:
                value, self._waiting = self._waiting, None
                if value is None:
                    self._writer = None
                    return
            settings.save(value)
