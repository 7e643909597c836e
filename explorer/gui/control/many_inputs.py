"""Many inputs in place of the one on screen: a folder of photos, a file of sentences. No Qt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explorer.core.inputs import Inputs, Modality
from explorer.core.numbers import duration
from explorer.gui.control.state import State, inputs_of
from explorer.inputs.photo_files import list_images
from explorer.inputs.text import read_text
from explorer.registry.entry import ModelError


def inputs_from(state: State, path: Path) -> list[Inputs]:
    """List what a model is to be run on, as the input on screen is run.

    Raises
    ------
    ImageError, TextError
        The folder or the file cannot be read.
    ModelError
        There is nothing in it.
    """
    found = _LISTED[state.input](state, path)
    if not found:
        raise ModelError(f"There is nothing to run in {path.name}.")
    return found


def _photos(state: State, path: Path) -> list[Inputs]:
    return [inputs_of(state.entry, photo=one, fit=state.fit) for one in list_images(path)]


def _sentences(state: State, path: Path) -> list[Inputs]:
    text = replace(state.text, target="", prefix=(), name=path.name)
    return [
        inputs_of(state.entry, text=replace(text, text=one)) for one in read_text(path).sentences
    ]


_LISTED: dict[Modality, Callable[[State, Path], list[Inputs]]] = {
    Modality.PHOTO: _photos,
    Modality.TEXT: _sentences,
}


class Left:
    """How much time something takes that is done by shares."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._start = clock, clock()

    def told(self, words: str, share: float) -> str:
        """What is being done, with the time that is left: "Muting, 4 s left"."""
        if share <= 0:
            return words
        left = (self._clock() - self._start) / share * (1 - share)
        return f"{words}, {duration(left)} left"
