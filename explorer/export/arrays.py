"""The numbers behind the pictures: every site of a run as an array."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from explorer import __version__
from explorer.core.axes import describe
from explorer.core.trace import PhotoTrace, TextTrace, Trace
from explorer.export.files import write_whole


def meta(trace: Trace) -> dict[str, Any]:
    """What the arrays of a trace are, as plain JSON values."""
    return {
        "model": trace.model.id,
        "weights_sha256": trace.model.weights_sha256,
        "input_sha256": trace.input_sha256,
        "sites": [
            {
                "name": site.name,
                "kind": site.kind.value,
                "layer": site.layer,
                "axes": [describe(site.query_axis), describe(site.key_axis)],
                "checks": [
                    {"name": check.name, "error": check.error, "tolerance": check.tolerance}
                    for check in site.checks
                ],
            }
            for site in trace.sites
        ],
        "verified": trace.verdict.value,
        "version": __version__,
        **(_of_text(trace) if isinstance(trace, TextTrace) else {}),
        **(_of_photo(trace) if isinstance(trace, PhotoTrace) else {}),
    }


def _of_photo(trace: PhotoTrace) -> dict[str, Any]:
    prediction, place = trace.prediction, trace.placement
    return {
        "prediction": {
            "labels": list(prediction.labels) if prediction else [],
            "probabilities": list(prediction.probabilities) if prediction else [],
        },
        "placement": [place.x0, place.y0, place.x1, place.y1],
        "photo_size": [place.width, place.height],
    }


def _of_text(trace: TextTrace) -> dict[str, Any]:
    sentence, made = trace.sentence, trace.translation
    return {
        "source": {
            "text": sentence.text,
            "tokens": list(sentence.tokens.pieces),
            "unknown": list(sentence.unknown),
        },
        "prediction": {
            "text": made.text,
            "tokens": list(made.tokens.pieces),
            "probabilities": [step.probability for step in made.steps],
            "finished": made.finished,
            "beam": made.beam,
        },
    }


def write_npz(path: Path, trace: Trace) -> None:
    """One float32 array a site, (heads, queries, keys), named NNN.site-name so that sorted names
    are the order of the run, and `meta`, a JSON string. Raises ExportError."""
    arrays: dict[str, NDArray[Any]] = {
        f"{at:03d}.{site.name}": site.weights() for at, site in enumerate(trace.sites)
    }
    arrays["meta"] = np.array(json.dumps(meta(trace)))

    def write(file: BinaryIO) -> None:
        # without allow_pickle=False, which an older NumPy would store as one more array
        savez: Callable[..., None] = np.savez_compressed
        savez(file, **arrays)

    write_whole(path, write)
