"""What a model says while it is loaded, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.core.cancel import Cancelled, never
from explorer.registry.placing import FLOAT32, Placing


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """What is being done now, in words for the status bar; done of total, 0 where nobody knows."""

    text: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Loading:
    """The way from whoever loads a model to whoever waits for it.

    publish: hears the stages, often. cancelled: is asked often. placing: how the weights of a
    large model are held.
    """

    publish: Callable[[LoadProgress], None] = lambda stage: None
    cancelled: Callable[[], bool] = never
    placing: Placing = FLOAT32

    def check(self) -> None:
        """Raises Cancelled where the user does not want the model any more."""
        if self.cancelled():
            raise Cancelled


SILENT = Loading()
"""For who only wants the model."""
