"""What was asked of a run in place of its attention: a method, as a record keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.foreign import plain


@dataclass(frozen=True, slots=True)
class AskedMethod:
    """A method and what it was given.

    Attributes
    ----------
    id : str
        As `--method` takes it.
    answer, against : str
        What is explained, as it was asked for, and what is taken away from it; "" for what the
        model is surest of, and for nothing.
    fusion, discard
        Of rollout.
    layer : int or None
        The number of the site, of a method that looks at one.
    """

    id: str
    answer: str = ""
    against: str = ""
    fusion: str = "mean"
    discard: float = 0.0
    layer: int | None = None


def printable_method(asked: AskedMethod | None) -> AskedMethod | None:
    """Return the same with every word printable and bounded."""
    if asked is None:
        return None
    return AskedMethod(
        plain(asked.id, 80),
        plain(asked.answer, 80),
        plain(asked.against, 80),
        plain(asked.fusion, 10),
        asked.discard,
        asked.layer,
    )
