"""What a picture says of itself in its file: the text chunks of the PNG."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.core.photo import Photo
from explorer.core.selection import Selection, named_units
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.version import __version__


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
