"""What is written around a map, whatever the map lies over: a photo, a text or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from explorer.core.checks import Verdict
from explorer.core.interventions.mute import DONE
from explorer.core.map.levels import Levels
from explorer.core.photo import Photo
from explorer.core.selection import Selection, named_units
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.version import __version__


@dataclass(frozen=True, eq=False, kw_only=True)
class Caption:
    """The words and the scale that every kind of map shares.

    Attributes
    ----------
    title, subtitle : str
        Which layers, and which of their heads; the subtitle may be "".
    quantity : str
        What one value is.
    levels : Levels
        The values at the ends of the colour bar.
    uniform : float or None
        The value if all keys were attended alike; None where that is not one value.
    provenance : dict
        Names and values that a file keeps of where the picture came from; no path of the user's
        machine is among them.
    """

    title: str
    subtitle: str
    quantity: str
    levels: Levels
    uniform: float | None
    provenance: dict[str, str] = field(repr=False)

    continuous: ClassVar[bool] = False
    """Whether there is something between two cells, so that they can be drawn smoothly."""

    @property
    def signed(self) -> bool:
        """Whether the scale lies around 0: values below it are drawn in colours of their own."""
        return self.levels.low < 0

    @property
    def beside(self) -> str:
        """The subtitle, and what was taken away in the run."""
        return " · ".join(filter(None, (self.subtitle, *self._taken)))

    def titles(self, between: str = " · ") -> str:
        """Title, subtitle and what was taken away in the run as one."""
        return between.join(filter(None, (self.title, self.subtitle, *self._taken)))

    @property
    def _taken(self) -> tuple[str, ...]:
        """What was done to the run, as "muted 5.3 (zero)"."""
        done = (name for name in DONE if name in self.provenance)
        return tuple(f"{name.lower()} {self.provenance[name]}" for name in done)

    @property
    def mark(self) -> str:
        """What a picture has to say of its own truth: "" where its run is verified."""
        verdict = self.provenance.get("Verified", Verdict.VERIFIED.value)
        return "" if verdict == Verdict.VERIFIED.value else verdict

    @property
    def chunks(self) -> dict[str, str]:
        """What the file of a picture says of it: where it came from, and what it shows."""
        return {
            **self.provenance,
            "Title": self.titles(", "),
            "Quantity": self.quantity,
            "Levels": self.levels.told,
        }


def origin(trace: Trace) -> dict[str, str]:
    """What made a run: program, model, weights, input, and what was taken away, if anything."""
    return {
        "Software": f"Attention Explorer {__version__}",
        "Model": trace.model.public_id,
        "Weights-SHA256": trace.model.weights_sha256,
        "Input-SHA256": trace.input_sha256,
        **trace.mute.facts(trace.sites),
        **({"Photo": "; ".join(photo_notes(trace))} if photo_notes(trace) else {}),
    }


def photo_notes(trace: Trace) -> tuple[str, ...]:
    """What was done to the photos as they were read, as "first frame of 12"."""
    return tuple(
        note for one in trace.inputs.photos if isinstance(one, Photo) for note in one.notes
    )


def provenance(
    trace: Trace, selection: Selection, chosen: Sequence[tuple[int, tuple[int, ...]]], method: str
) -> dict[str, str]:
    """Names and values of the chunks; `chosen` are (site, units) pairs, `method` is in words.

    No path of the user's machine is among them.
    """
    site = trace.sites[selection.layer]
    return {
        **origin(trace),
        "Site": ", ".join(trace.sites[at].name for at, _ in chosen),
        "Layer": ", ".join(str(trace.sites[at].layer) for at, _ in chosen),
        "Head": "; ".join(named_units(trace, chosen)),
        "Reduce": "none" if isinstance(site, PointSite) else selection.reduce,
        "Query": site.query_axis.label(selection.query),
        "Method": method,
        "Verified": trace.verdict.value,
    }
