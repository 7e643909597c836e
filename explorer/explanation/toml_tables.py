"""Read files of words that people wrote: TOML of bounded size, every field checked, no code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from explorer.core.foreign import Refusal, plain

LARGEST = 2**18
"""Bytes of such a file."""
LONGEST = 2000
"""Characters of one text in it."""
MOST = 200
"""Entries of a list in it."""

T = TypeVar("T")


class WordsError(Refusal):
    """A file of words cannot be used; the message is one sentence that says what is wrong where."""


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file; raises WordsError for one that cannot be read, or is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise WordsError(f"{plain(path.name)} has more than {LARGEST // 1024} KiB.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WordsError(f"{plain(path.name)} cannot be read as UTF-8 text.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WordsError(f"{plain(path.name)} is not TOML: {plain(error)}.") from error


class Table:
    """One table of such a file, taken apart field by field.

    Every field has its type and bounds; what is asked for and not there, or there and not asked
    for, is an error that names the field and where it stands.

    Attributes
    ----------
    where : where it stands, in words.
    """

    def __init__(self, fields: object, where: str) -> None:
        """Take a table that stands at `where`; raises WordsError for what is none."""
        if not isinstance(fields, dict):
            raise WordsError(f"{plain(where)} should be a table.")
        self._fields: Mapping[str, object] = fields
        self.where = plain(where)
        self._left = set(fields)

    def text(self, name: str, default: str | None = None) -> str:
        """A text, "" only where that is the default."""
        value: str = self._get(name, str, default)
        if len(value) > LONGEST or (not value.strip() and value != default):
            raise self.wrong(name, f"a text of 1 to {LONGEST} characters")
        return value.strip()

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value: int = self._get(name, int, default)
        if isinstance(value, bool):
            raise self.wrong(name, "a whole number")
        return value

    def truth(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        value: bool = self._get(name, int, default)
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false")
        return value

    def choice(self, name: str, choices: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value: str = self._get(name, str, default)
        if value not in choices:
            raise self.wrong(name, f"one of {', '.join(filter(None, choices))}")
        return value

    def several(self, name: str, kind: type[T], least: int = 0, most: int = MOST) -> tuple[T, ...]:
        """So many values of one type; () where there is none and none is needed."""
        empty: list[T] = []
        values = self._get(name, list, empty if not least else None)
        if not least <= len(values) <= most:
            raise self.wrong(name, f"a list of {least} to {most}")
        inner = (get_args(kind) and get_origin(kind)) or kind
        for value in values:
            if not isinstance(value, inner) or isinstance(value, bool):
                raise self.wrong(name, f"a list of {inner.__name__}")
            if isinstance(value, str) and not 0 < len(value.strip()) <= LONGEST:
                raise self.wrong(name, f"texts of 1 to {LONGEST} characters")
        return tuple(values)

    def tables(self, name: str, least: int = 0, most: int = MOST) -> tuple[Table, ...]:
        """So many tables, each with its own place in the words of errors."""
        values: tuple[dict[str, Any], ...] = self.several(name, dict, least, most)
        return tuple(
            Table(value, f"{self.where}, {name} {at}") for at, value in enumerate(values, 1)
        )

    def table(self, name: str) -> Table:
        """A table within this one."""
        return Table(self._get(name, dict, None), f"{self.where}, {name}")

    def end(self) -> None:
        """Raises WordsError for fields that nobody asked for."""
        if self._left:
            name = min(self._left)
            raise WordsError(f"{self.where} has a field {plain(name)} that does not exist.")

    def wrong(self, name: str, what: str) -> WordsError:
        """The error for a field that should be something else."""
        return WordsError(f"{self.where}: {name} should be {what}.")

    def _get(self, name: str, kind: Any, default: Any) -> Any:
        self._left.discard(name)
        value = self._fields.get(name, default)
        if value is None:
            raise WordsError(f"{self.where} has no {name}.")
        if not isinstance(value, kind):
            raise self.wrong(name, "a text" if kind is str else "a number, or a list of them")
        return value
