"""The numbers behind the pictures: every site of a run as an array."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.resolve import Map
from explorer.core.photo_output import PhotoOutput, segment_rows
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import describe
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.masks import Sparse
from explorer.core.sites.points import PointSite
from explorer.core.text import Alternative, Guess, Translation
from explorer.core.trace import Detected, Trace
from explorer.export.files import write_whole
from explorer.version import __version__

LARGEST = 2 << 30
"""Bytes that all maps of a run may take; of a longer text queries and keys are written instead."""


PLACES = "x and y of every point in pixels of the photo: see the array"


def meta(trace: Trace) -> dict[str, Any]:
    """What the arrays of a trace are, as plain JSON values."""
    long = is_large(trace)
    return {
        "model": trace.model.public_id,
        "weights_sha256": trace.model.weights_sha256,
        "input_sha256": trace.input_sha256,
        "sites": [
            {
                "name": site.name,
                "kind": site.kind.value,
                "layer": site.layer,
                "axes": [describe(site.query_axis), describe(site.key_axis)],
                **(_stored(site) if long else {}),
                **({"places": PLACES} if isinstance(site, PointSite) else {}),
                "checks": [
                    {"name": check.name, "error": check.error, "tolerance": check.tolerance}
                    for check in site.checks
                ],
            }
            for site in trace.sites
        ],
        "verified": trace.verdict.value,
        **{name.lower(): words for name, words in trace.mute.facts(trace.sites).items()},
        **({"no_attention": list(trace.no_attention)} if trace.no_attention else {}),
        "version": __version__,
        **(_of_text(trace) if trace.task else {}),
        **(_of_photo(trace) if trace.placements else {}),
    }


def is_large(trace: Trace) -> bool:
    """Whether the maps of a run are too many bytes to be written."""
    sizes = (site.heads * site.query_axis.size * site.key_axis.size for site in trace.sites)
    return 4 * sum(sizes) > LARGEST


def _stored(site: Attention) -> dict[str, Any]:
    """How to get the weights of a site of a long text from what is written of it."""
    if not isinstance(site, DotProduct):
        return {"stored": "weights"}
    mask: object = None if site.mask is None else "see the array"
    if isinstance(site.mask, Sparse):
        mask = str(site.mask)
    formula = "softmax over the keys of (query @ key.T * scale), where the mask allows it"
    found = {"stored": "query and key", "weights": formula, "scale": site.scale, "mask": mask}
    if site.own is not None:
        found["scores"] = f"of the queries {list(site.own.queries)}: see the array"
    return found


def _of_photo(trace: Trace) -> dict[str, Any]:
    prediction, place = trace.prediction, trace.placement
    return {
        "prediction": {
            "labels": list(prediction.labels) if prediction else [],
            "probabilities": list(prediction.probabilities) if prediction else [],
        },
        "gives": trace.gives,
        **({"output": _made(trace.output)} if trace.output is not None else {}),
        **({"objects": [_object(trace, one) for one in trace.objects]} if trace.objects else {}),
        **(
            {"unmuted_objects": [_object(trace, one) for one in trace.unmuted_objects]}
            if trace.unmuted_objects
            else {}
        ),
        "placement": [place.x0, place.y0, place.x1, place.y1],
        "photo_size": [place.width, place.height],
        **({"photo_notes": list(trace.photo.notes)} if trace.photo.notes else {}),
    }


def _made(output: PhotoOutput) -> dict[str, Any]:
    """placement: in pixels of the photo."""
    place = output.placement
    return {
        "sort": output.sort.value,
        "segments": segment_rows(output.segments),
        "placement": [place.x0, place.y0, place.x1, place.y1],
    }


def _object(trace: Trace, found: Detected) -> dict[str, Any]:
    """box: x0, y0, x1, y1 in pixels of the photo."""
    box = list(trace.placement.on_photo(found.box))
    return {"query": found.query, "label": found.label, "score": found.score, "box": box}


def _on_photo(site: PointSite, trace: Trace) -> NDArray[np.float32]:
    """Where its points lie, (heads, queries, keys, 2), in pixels of the photo."""
    place = trace.placement
    corner = np.array([place.x0, place.y0], np.float32)
    span = np.array([place.x1 - place.x0, place.y1 - place.y0], np.float32)
    return corner + site.places * span


def _of_text(trace: Trace) -> dict[str, Any]:
    sentence = trace.sentence
    return {
        "task": None if trace.task is None else trace.task.value,
        "source": {
            "text": sentence.text,
            **_asked(trace),
            "tokens": list(sentence.tokens.pieces),
            "unknown": list(sentence.unknown),
        },
        **({} if trace.translation is None else {"prediction": _written(trace.translation)}),
        **({"guesses": [_guess(one) for one in trace.guesses]} if trace.guesses else {}),
        **({"classes": _classes(trace.classes)} if trace.classes else {}),
        **({"gives": trace.gives} if trace.gives else {}),
    }


def _asked(trace: Trace) -> dict[str, Any]:
    """What a text was given with, but for what was left as it is."""
    given = trace.inputs
    found = {
        "second_text": trace.sentence.pair,
        "chat": given.chat or bool(given.system),
        "system": given.system,
        "language": given.source,
        "to_language": given.to,
    }
    return {name: value for name, value in found.items() if value}


def _written(made: Translation) -> dict[str, Any]:
    return {
        "text": made.text,
        "tokens": list(made.tokens.pieces),
        "probabilities": [step.probability for step in made.steps],
        "finished": made.finished,
        "beam": made.beam,
        "decoding": made.decoding,
    }


def _classes(classes: tuple[Alternative, ...]) -> dict[str, Any]:
    return {
        "labels": [one.piece for one in classes],
        "probabilities": [one.probability for one in classes],
    }


def _guess(guess: Guess) -> dict[str, Any]:
    """What is expected at a place, likeliest first, and what stands there."""
    stands = guess.stands
    return {
        "place": guess.place,
        "tokens": [one.piece for one in guess.alternatives],
        "probabilities": [one.probability for one in guess.alternatives],
        "stands": None if stands is None else [stands.piece, stands.probability],
    }


def write_npz(path: Path, trace: Trace) -> None:
    """The numbers of a run: one float32 array (heads, queries, keys) a site, and `meta`.

    Arrays are named NNN.site-name, so that sorted names are the order of the run; `meta` is a JSON
    string. Where all maps would take more than `LARGEST` bytes, a site that has them is written as
    its NNN.site-name.query (heads, queries, d), its .key (heads, keys, d) and, where those are
    arrays, its .mask and the .scores of queries that these do not give, from which `meta` says how
    to get any row. An attention to points has its .places beside it, (heads, queries, keys, 2), x
    and y in pixels of the photo. What a model gives for every pixel, as segments or a depth, is
    `output`, (H, W). Raises ExportError.
    """
    write_whole(path, lambda file: _write_npz(file, trace))


def npz_bytes(trace: Trace) -> bytes:
    """The content of the file that `write_npz` writes."""
    buffer = io.BytesIO()
    _write_npz(buffer, trace)
    return buffer.getvalue()


def _write_npz(file: BinaryIO, trace: Trace) -> None:
    long = is_large(trace)
    arrays: dict[str, NDArray[Any]] = {}
    for at, site in enumerate(trace.sites):
        name = f"{at:03d}.{site.name}"
        if long and isinstance(site, DotProduct):
            arrays |= {f"{name}.query": site.query, f"{name}.key": site.key}
            if site.mask is not None and not isinstance(site.mask, Sparse):
                arrays[f"{name}.mask"] = site.mask
            if site.own is not None:
                arrays[f"{name}.scores"] = site.own.scores
        else:
            arrays[name] = site.weights()
        if isinstance(site, PointSite) and trace.placements:
            arrays[f"{name}.places"] = _on_photo(site, trace)
    if trace.output is not None:
        arrays["output"] = trace.output.values
    arrays["meta"] = np.array(json.dumps(meta(trace)))

    # without allow_pickle=False, which an older NumPy would store as one more array; random
    # vectors hardly get smaller, and compressing a gigabyte of them takes a minute
    save: Callable[..., None] = np.savez if long else np.savez_compressed
    save(file, **arrays)


def map_npz(shown: Map) -> bytes:
    """The file of one map: `values` (rows, columns) float32, signed, and `meta` as JSON."""
    values = shown.readout if isinstance(shown, Heatmap) else shown.stack[0]
    said: dict[str, Any] = dict(shown.chunks)
    if isinstance(shown, Heatmap):
        place = shown.placement
        said["Placement"] = [place.x0, place.y0, place.x1, place.y1]
    else:
        said["Rows"] = [label.text for label in shown.rows]
        said["Columns"] = [label.text for label in shown.cols]
    buffer = io.BytesIO()
    np.savez_compressed(buffer, values=values, meta=np.array(json.dumps(said)))
    return buffer.getvalue()
