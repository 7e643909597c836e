"""The one error that the command line prints."""

from __future__ import annotations


class UsageError(Exception):
    """Used wrongly, or could not be carried out: one sentence, exit status 2."""


def refusal(error: Exception) -> UsageError:
    """What the program below refuses, in the words of the command line."""
    from explorer.registry.entry import UntrainedError

    if isinstance(error, UntrainedError):
        return UsageError(f"{error.said}, or build it untrained with --random-weights.")
    return UsageError(str(error))
