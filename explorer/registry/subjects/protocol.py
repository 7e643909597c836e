"""What the program needs of a loaded model, whatever its source and whatever it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from explorer.core.cancel import never
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.loading import LoadProgress

OnPart = Callable[[Trace | LoadProgress], None]
"""Hears of a run while it goes on: partial traces, and what else is done meanwhile."""


def ignore(part: Trace | LoadProgress) -> None:
    """The `on_part` of who only wants the trace."""


EVERY = 0.1
"""Seconds from one part of a run to the next: nobody sees more of them, and each costs a picture
of the window, for which the model waits."""


class Paced:
    """Hands on the parts of a run that are there after `EVERY` seconds, all else at once."""

    def __init__(self, publish: OnPart) -> None:
        self._publish = publish
        self._next = time.perf_counter() + EVERY

    def __call__(self, part: Trace | LoadProgress) -> None:
        if isinstance(part, Trace):
            if not self.due:
                return
            self._next = time.perf_counter() + EVERY
        self._publish(part)

    @property
    def due(self) -> bool:
        """Whether a part would be handed on now."""
        return time.perf_counter() >= self._next


def wanted(on_part: OnPart) -> bool:
    """Whether a part of a run would be heard now: else it is not worth being made."""
    return on_part is not ignore and (not isinstance(on_part, Paced) or on_part.due)


class Subject(Protocol):
    """A loaded model on a device, with its preprocessing, ready to be observed.

    Attributes
    ----------
    info : ModelInfo
        What an export says of the model.
    """

    info: ModelInfo

    def run(
        self,
        inputs: Inputs,
        on_part: OnPart = ignore,
        cancelled: Callable[[], bool] = never,
        mute: Mute = NOTHING_MUTED,
    ) -> Trace:
        """Run the model on photos, a text or both, and observe every attention site.

        Parameters
        ----------
        inputs : Inputs
            What the model is given; photos are read ones. What it has no use for is left aside.
        on_part : callable
            Gets a growing partial trace after every layer, or after every token that is written
            (each that is `wanted`), and before the first run of a model that nobody here wrote what
            is done meanwhile.
        cancelled : callable
            Is asked often whether the run is to stop.
        mute : Mute
            What is taken away in this run, sites by the path of their module, tokens by numbers.

        Returns
        -------
        Trace
            The whole run, checked.

        Raises
        ------
        ModelError
            There is no map to show, or the number of photos is not the model's.
        SentenceError
            A text cannot be run as it is.
        ValueError
            A beam or a prefix makes no sense.
        MuteError
            A head cannot be muted, a gate not held, or a look not blocked.
        Cancelled
            The run was stopped.
        Exception
            Whatever the model itself raises.
        """
        ...
