"""Whether the bundled models give what they are to give here, and when that was last tested."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import metadata

from explorer.core.cancel import Cancelled, never
from explorer.export.files import ExportError, write_bytes
from explorer.inputs.files import read_regular
from explorer.runtime import settings
from explorer.runtime.installation import VERIFIED, Finding, Looking, model_findings
from explorer.version import __version__


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of testing all bundled models.

    Attributes
    ----------
    at : str
        When, as ISO 8601 with the offset of the place.
    program, torch : str
        The versions that were tested.
    models : tuple of Finding
        One a model, in the order of the catalogue.
    """

    at: str
    program: str
    torch: str
    models: tuple[Finding, ...]

    @property
    def right(self) -> int:
        """How many models gave what they are to give."""
        return sum(not one.problem for one in self.models)


def verify(
    told: Callable[[Looking], None] = lambda looking: None, cancelled: Callable[[], bool] = never
) -> Verified:
    """Run every bundled model, hold its numbers and maps against the stored ones; keep the outcome.

    Parameters
    ----------
    told : hears which model runs.
    cancelled : is asked often.

    Raises
    ------
    Cancelled
        In the middle; what is kept is then that of the last time.
    """
    from explorer.registry.sources.builtin import builtin

    entries = tuple(builtin())
    found: list[Finding] = []
    for done, entry in enumerate(entries):
        if cancelled():
            raise Cancelled
        told(Looking(entry.title, done / len(entries)))
        found += model_findings(entry.id, cancelled)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    outcome = Verified(at, __version__, metadata.version("torch"), tuple(found))
    content = json.dumps(asdict(outcome), indent=1).encode()
    with suppress(ExportError):  # what cannot be kept is told all the same
        write_bytes(settings.folder() / VERIFIED, content, mode=0o600)
    return outcome


def last_verified() -> Verified | None:
    """What came of the last test; None where there was none, or what is kept is damaged."""
    try:
        kept = json.loads(read_regular(settings.folder() / VERIFIED, settings.LARGEST_FILE))
        models = tuple(Finding(*(str(one[name]) for name in _PARTS)) for one in kept["models"])
        datetime.fromisoformat(kept["at"])
        return Verified(kept["at"], str(kept["program"]), str(kept["torch"]), models)
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return None


_PARTS = ("section", "name", "value", "problem")
