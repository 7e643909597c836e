"""Photos or texts that were opened together, one after the other. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from explorer.core.foreign import Refusal, plain
from explorer.gui.control.present.session_views import place
from explorer.gui.control.state import Message, Walk
from explorer.gui.control.store import Store
from explorer.inputs.photo_files import left_out, list_images
from explorer.inputs.text import list_texts
from explorer.registry.model_paths import is_model_folder


class WalkControls:
    """The intents that walk through files."""

    def __init__(self, store: Store, open_file: Callable[[Path], None]) -> None:
        """Share the state; `open_file` opens a photo or a text."""
        self._store = store
        self._open_file = open_file

    def open(self, paths: Sequence[Path]) -> None:
        """Open files, or what is in folders: a single one by itself, several as a list."""
        try:
            files, notes = self._listed(paths)
        except Refusal as error:
            self._store.change(message=Message("err", str(error)))
            return
        if len(files) < 2:
            self.close()
            self._open_file(files[0])
            return
        self._store.change(walk=Walk(tuple(files), -1))
        self.go(0)
        if notes:
            self._store.change(message=Message("warn", notes[0]))

    def step(self, by: int) -> None:
        """Open the file after the one on screen, or before it; nothing beyond the ends."""
        walk = self._store.state.walk
        if walk is not None:
            self.go(place(self._store.state) + by)

    def go(self, number: int) -> None:
        """Open the file of a number, from 0."""
        walk = self._store.state.walk
        if walk is None or not 0 <= number < len(walk.files):
            return
        with self._store.together():
            self._store.change(walk=replace(walk, at=number, skipped=False))
            self._open_file(walk.files[number])

    def skip(self) -> None:
        """Stay at a file that could not be opened, so that the next one follows it."""
        walk = self._store.state.walk
        if walk is not None:
            self._store.change(walk=replace(walk, skipped=True))

    def close(self) -> None:
        """Put the list away; what is on screen stays."""
        self._store.change(walk=None)

    def _listed(self, paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
        """The files, and what was left out; raises a Refusal for a folder with nothing in it."""
        files: list[Path] = []
        notes = []
        for path in paths:
            if not path.is_dir() or (len(paths) == 1 and is_model_folder(path)):
                files.append(path)
                continue
            found = list_images(path) or list_texts(path)
            if not found:
                name = plain(path.name, 60)
                raise Refusal(
                    f"The folder {name} holds no photos, no texts and no model. Choose another."
                )
            files += found
            if others := left_out(path):
                notes.append(others)
        return files, notes
