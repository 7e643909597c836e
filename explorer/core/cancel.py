"""Stopping a run from outside."""

from __future__ import annotations


class Cancelled(BaseException):
    """The user stopped the run, or a newer request took its place.

    No `Exception`, as KeyboardInterrupt is none: libraries that go on after any error must not go
    on after this.
    """


def never() -> bool:
    """The `cancelled` of a run that nobody can stop."""
    return False
