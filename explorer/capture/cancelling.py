"""Cancel what torch does in one call: between two tensors of a load, two layers of a run.

Libraries build, fill, read and run a model in a single call that takes no wish to stop. Every
operation on a tensor passes torch's dispatcher, and every layer is called by `nn.Module`: there it
can be asked in between, in the thread at work alone, and without a change to any model.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

from explorer.core.cancel import Cancelled, never

IMPORTING = "<frozen importlib._bootstrap>"
"""The file of Python's own functions that run a module for the first time."""


class _Question:
    """Ask whether the user still waits, and raise Cancelled where he does not."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._raised: Cancelled | None = None

    def __enter__(self) -> _Question:
        return self

    def __exit__(self, *_: object) -> None:
        # an exception knows the frames that it went through, and they know this: all that they
        # hold, half a model, would stay until the garbage collector looks for circles
        self._raised = None

    def ask(self) -> None:
        """Raise Cancelled, but neither within its own cleaning up nor out of half an import."""
        if not self._cancelled() or self._is_cleaning() or _is_importing():
            return
        self._raised = Cancelled()
        raise self._raised

    def _is_cleaning(self) -> bool:
        """Whether this thread is at what a `finally` does for the Cancelled that was raised."""
        error = sys.exception()
        while error is not None and error is not self._raised:
            error = error.__context__
        return error is not None


def _is_importing() -> bool:
    """Whether this thread imports a module, of which Python would keep a half."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_code.co_filename != IMPORTING:
        frame = frame.f_back
    return frame is not None


@contextmanager
def between_tensors(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Ask before every operation on a tensor: for building, filling and reading models.

    Each costs some microseconds more, which is nothing beside memory that is filled and too much
    for a model that runs.

    Parameters
    ----------
    cancelled
        Asked in this thread, often; with `never` nothing is done.

    Raises
    ------
    Cancelled
        Out of the block; in place of any exception that comes after the wish to stop, for a
        library may make one of its own out of it.
    """
    if cancelled is never:
        yield
        return
    with _only_cancelled(cancelled), _Question(cancelled) as question, _Asking(question):
        yield


class _Asking(TorchDispatchMode):
    """Asks before every operation."""

    def __init__(self, question: _Question) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch's own has no types
        self._question = question

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # or torch imports its compiler, which takes seconds, at the first tensor

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        self._question.ask()
        return func(*args, **(kwargs or {}))


@contextmanager
def between_layers(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Ask before every call of a module: for models that run, which compute as ever.

    Python tells of every call in this thread (`sys.setprofile`), some thousand in a run; where
    something else listens to them already, nothing is asked.

    Parameters
    ----------
    cancelled
        As of `between_tensors`.

    Raises
    ------
    Cancelled
        As `between_tensors` does.
    """
    if cancelled is never or sys.getprofile() is not None:
        yield
        return
    call = nn.Module._call_impl.__code__

    def profile(frame: FrameType, event: str, argument: object) -> None:
        if frame.f_code is call and event == "call":
            question.ask()

    with _only_cancelled(cancelled), _Question(cancelled) as question:
        sys.setprofile(profile)
        try:
            yield
        finally:
            sys.setprofile(None)


@contextmanager
def _only_cancelled(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Raise Cancelled in place of any exception that comes after the wish to stop."""
    try:
        yield
    except Exception as error:
        if cancelled():
            raise Cancelled from error
        raise
