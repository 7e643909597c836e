"""The sentence over the picture, and how far an export is: what is said to the user. No Qt here."""

from __future__ import annotations

from explorer.gui.control.state import Message, Progress
from explorer.gui.control.store import Store


class Messages:
    """Says what happened, and takes it away again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def dismiss(self) -> None:
        """Take the message away."""
        self._store.change(message=None)

    def warn(self, sentence: str, details: str = "") -> None:
        """Say that something could not be done."""
        self._store.change(message=Message("err", sentence, details))

    def note(self, sentence: str) -> None:
        """Say what there is to know of what was done."""
        self._store.change(message=Message("warn", sentence))

    def show_export(self, text: str, done: int, total: int) -> None:
        """Say how far an export is; 0 of 0 when it is over."""
        share = done / total if total > 1 else None
        said = f"{text}, {done} done" if total > 1 else text
        progress = Progress(said, share) if total else None
        self._store.change(exporting=progress)
