"""What the program needs of a loaded model, whatever its source and whatever it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from explorer.core.cancel import never
from explorer.core.inputs import Inputs
from explorer.core.mute import NOTHING_MUTED, Mute
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.loading import LoadProgress

OnPart = Callable[[Trace | LoadProgress], None]
"""Hears of a run while it goes on: partial traces, and what else is done meanwhile."""


def ignore(part: Trace | LoadProgress) -> None:
    """The `on_part` of who only wants the trace."""


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
            Gets a growing partial trace after every layer, or after every token that is written,
            and before the first run of a model that nobody here wrote what is done meanwhile.
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
