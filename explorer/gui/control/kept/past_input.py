"""A photo or a text that was run before, to be opened again. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from explorer.core.inputs import Modality


@dataclass(frozen=True, slots=True)
class PastInput:
    """A photo or a text that was run before: a path or the text itself, and what it is called."""

    kind: Modality
    content: str

    @property
    def name(self) -> str:
        """The file without its folder; the text in one line."""
        return _PAST[self.kind].named(self.content)

    def takes_place_of(self, before: PastInput) -> bool:
        """Whether it is the same again, or the text before it typed on or taken back."""
        one, other = self.content, before.content
        typed = self.kind is before.kind and _PAST[self.kind].typed
        return self == before or (typed and (one.startswith(other) or other.startswith(one)))


class _Past(NamedTuple):
    """What a past input is called, and whether it is typed, sign by sign."""

    named: Callable[[str], str]
    typed: bool


_PAST = {
    Modality.PHOTO: _Past(lambda path: Path(path).name, False),
    Modality.TEXT: _Past(lambda text: " ".join(text.split()), True),
}
