"""The photos that ship with the program, to start from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.resource_files import resources


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundled photo. credit: its author; licence: short name; source: where it was published."""

    id: str
    title: str
    path: Path
    credit: str
    licence: str
    source: str


@cache
def samples() -> tuple[Sample, ...]:
    """The bundled photos, in the order in which they are offered; the first opens the window."""
    folder = resources() / "samples"
    listed = json.loads((folder / "samples.json").read_text(encoding="utf-8"))
    return tuple(
        Sample(
            id=one["id"],
            title=one["title"],
            path=folder / one["file"],
            credit=one["credit"],
            licence=one["licence"],
            source=one["source"],
        )
        for one in listed
    )
