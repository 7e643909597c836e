"""A run read back from the arrays that were exported of it, to be compared with another."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.checks import Check, Verdict
from explorer.core.foreign import Refusal
from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.gates import SpatialGate
from explorer.core.sites.patch_maps import PatchMap
from explorer.core.sites.token_attention import TokenMap
from explorer.core.text import Task
from explorer.core.trace import NO_SENTENCE, ModelInfo, Trace

LARGEST = 2 << 30
"""Bytes of the arrays of a file, as many as an export writes."""
MOST_PIXELS = 64_000_000
"""Of the photo that a file says its maps lie over."""


class SavedError(Refusal):
    """A file whose maps cannot be read; the message is one sentence."""


def read_maps(path: Path) -> Trace:
    """Read the run that `export --format npz` wrote, as far as its maps go.

    Parameters
    ----------
    path : Path
        The file; nothing in it is run, and no more is read than an export writes.

    Returns
    -------
    Trace
        With the maps of patches, tokens and spatial gates; its photo is black, in the right size.

    Raises
    ------
    SavedError
        It is no such file, or holds nothing that can be compared.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist())
        if size > LARGEST:
            raise SavedError(f"{path.name} holds more than an export writes. Choose another file.")
        with np.load(path, allow_pickle=False) as arrays:
            meta = json.loads(str(arrays["meta"]))
            sites = [
                site
                for at, one in enumerate(meta["sites"])
                if (site := _site(one, f"{at:03d}.{one['name']}", arrays)) is not None
            ]
        if not sites:
            raise SavedError(f"{path.name} holds no maps of patches, tokens or positions.")
        return _run(meta, sites)
    except SavedError:
        raise
    except OSError as error:
        raise SavedError(f"{path.name} cannot be opened. Choose another file.") from error
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise SavedError(
            f"{path.name} was not written by export --format npz. Choose one that was."
        ) from error


def _site(said: Mapping[str, Any], name: str, arrays: Mapping[str, Any]) -> Attention | None:
    """One site; None for one of another kind, and for a long text, of which no maps are written."""
    axes = said["axes"]
    kinds = {axis["type"] for axis in axes}
    if name not in arrays or not kinds <= {"patches", "tokens", "whole", "pixels"}:
        return None
    weights: NDArray[Any] = arrays[name]
    sizes = tuple(int(axis["size"]) for axis in axes)
    if weights.ndim != 3 or weights.shape[1:] != sizes or weights.dtype != np.float32:
        raise ValueError(f"{name} has another shape")
    if not np.isfinite(weights).all():
        raise ValueError(f"{name} holds what is no number")
    site, layer = str(said["name"]), int(said["layer"])
    if kinds == {"patches"}:
        asking, asked = (
            PatchGrid(int(a["rows"]), int(a["cols"]), tuple(a["prefix"])) for a in axes
        )
        if (asking.size, asked.size) != sizes:
            raise ValueError(f"{name} has another grid")
        return PatchMap(
            name=site, layer=layer, checks=(), queries=asking, keys=asked, map=frozen(weights)
        )
    if kinds == {"tokens"}:
        queries, keys = (
            Tokens(tuple(a["tokens"]), tuple(a["words"]), frozenset(a["special"])) for a in axes
        )
        if (queries.size, keys.size) != sizes:
            raise ValueError(f"{name} has other tokens")
        return TokenMap(
            name=site,
            layer=layer,
            checks=(),
            sort=Kind(said["kind"]),
            queries=queries,
            keys=keys,
            map=frozen(weights),
        )
    if kinds == {"whole", "pixels"} and said["kind"] == Kind.SPATIAL:
        gate = frozen(weights.reshape(int(axes[1]["rows"]), int(axes[1]["cols"])))
        return SpatialGate(site, layer, (), gate, gate)
    return None


def _run(meta: Mapping[str, Any], sites: Sequence[Attention]) -> Trace:
    model = str(meta["model"])
    error = {Verdict.VERIFIED: 0.0, Verdict.UNVERIFIED: None, Verdict.MISMATCH: 1.0}
    trace = Trace(
        model=ModelInfo(model, model, str(meta["weights_sha256"])),
        inputs=Inputs(),
        sites=tuple(sites),
        layers=len(sites),
        best=len(sites) - 1,
        checks=(Check("what the file says", error[Verdict(meta["verified"])], 0.0),),
    )
    digest = str(meta["input_sha256"])
    if "placement" in meta:
        width, height = (float(one) for one in meta["photo_size"])
        if not 0 < width * height <= MOST_PIXELS:
            raise ValueError("no photo has that size")
        pixels = np.zeros((round(height), round(width), 3), np.uint8)
        photo = Photo(pixels, "", digest, (round(width), round(height)))
        x0, y0, x1, y1 = (float(one) for one in meta["placement"])
        if not (x0 < x1 and y0 < y1):
            raise ValueError("nothing lies there")
        place = Placement(x0, y0, x1, y1, width, height)
        return replace(trace, inputs=Inputs((photo,)), placements=(place,))
    task = meta.get("task")
    return replace(
        trace,
        sentence=replace(NO_SENTENCE, sha256=digest),
        task=None if task is None else Task(task),
    )
