"""What the engine needs of a loaded model, whatever its source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from explorer.core.photo import Photo
from explorer.core.text import NOTHING, Task, Writing
from explorer.core.trace import PhotoTrace, TextTrace
from explorer.inputs.fit import Fit
from explorer.registry.loading import LoadProgress

OnPhotoPart = Callable[[PhotoTrace | LoadProgress], None]
OnTextPart = Callable[[TextTrace], None]


class PhotoSubject(Protocol):
    """A model that looks at photos."""

    def run(
        self, photo: Photo, fit: Fit, on_part: OnPhotoPart, cancelled: Callable[[], bool]
    ) -> PhotoTrace:
        """Run and observe; `on_part` gets a growing partial trace after every layer.

        Before the first run of a model that nobody here wrote it also gets what is done meanwhile.

        Raises Cancelled, or whatever the model raises.
        """
        ...


class SentenceSubject(Protocol):
    """A model of texts: it translates one, continues it, or only reads it."""

    task: Task

    def run(
        self,
        text: str,
        beam: int,
        target: str | None,
        prefix: tuple[int, ...],
        on_part: OnTextPart,
        cancelled: Callable[[], bool],
        name: str = "",
        writing: Writing = NOTHING,
    ) -> TextTrace:
        """Run and observe; where a text is written `on_part` gets a growing partial trace.

        beam: of a translation, how many beginnings are kept, 1 (greedy) to 8. target: the user's
        own translation, to be judged instead of finding one; None or blank for none. prefix: the
        tokens that what is written begins with, whatever their probability. name: of the file the
        text comes from. writing: how a text is continued. What the model has no use for is left
        aside. Raises SentenceError for a text that cannot be run, ValueError for a beam or a
        prefix that makes no sense, Cancelled, or whatever the model raises.
        """
        ...


Subject = PhotoSubject | SentenceSubject
