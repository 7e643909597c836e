"""What takes a moment is told on the terminal, on one line that is written over."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from explorer.registry.loading import LoadProgress


@contextmanager
def telling() -> Iterator[Teller]:
    """A teller whose line is gone in the end, whatever happens."""
    teller = Teller()
    try:
        yield teller
    finally:
        teller.clear()


class Teller:
    """Shows stages where somebody watches; a file that standard error goes to stays clean."""

    def __init__(self) -> None:
        self._shown = ""

    def __call__(self, event: object) -> None:
        """Show a stage; whatever else is published is none of its business."""
        if isinstance(event, LoadProgress) and sys.stderr.isatty():
            self._write(event.text[: shutil.get_terminal_size().columns - 1])

    def clear(self) -> None:
        """Leave the line to what is printed next."""
        if self._shown:
            self._write("")
            print("\r", end="", file=sys.stderr, flush=True)

    def _write(self, text: str) -> None:
        print(f"\r{text:<{len(self._shown)}}", end="", file=sys.stderr, flush=True)
        self._shown = text
