"""Stopping a run from outside."""

from __future__ import annotations


class Cancelled(Exception):  # noqa: N818 - the user's wish, not an error
    """The user stopped the run, or a newer request took its place."""


def never() -> bool:
    """The `cancelled` of a run that nobody can stop."""
    return False
