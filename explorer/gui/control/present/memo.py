"""What was worked out last, kept while what it depends on stays the same. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from explorer.gui.control.slices import same

T = TypeVar("T")


class Memo:
    """Remembers the last result under each name; it saves work and never changes a result."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[tuple[object, ...], Any]] = {}

    def __call__(self, name: str, work: Callable[..., T], *args: Any) -> T:
        """Give `work(*args)`, at once where the arguments are the same as the last time.

        Parameters
        ----------
        name: what is worked out; one name always stands for the same function.
        args: compared by value, arrays by identity (`same`).
        """
        last = self._last.get(name)
        if last is not None and same(last[0], args):
            found: T = last[1]
            return found
        result = work(*args)
        self._last[name] = args, result
        return result
