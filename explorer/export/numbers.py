"""The numbers of one map as CSV, and of all sites as safetensors."""

from __future__ import annotations

import json

import numpy as np
from safetensors.numpy import save

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.resolve import Map, resolve
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.arrays import meta


def csv_bytes(trace: Trace, selection: Selection) -> bytes:
    """The values of the map of a selection, a line a row of it, as float32 reads them exactly.

    Over a photo rows and columns are those of the patches; among tokens the first line and the
    first column are their words.
    """
    return map_csv(resolve(trace, selection))


def map_csv(shown: Map) -> bytes:
    """Write the values of a map as CSV, signed where they are; what is masked is left empty."""
    lines = []
    if isinstance(shown, Heatmap):
        lines = [[_number(one) for one in row] for row in shown.readout]
    else:
        lines.append(["", *(_word(label.text) for label in shown.cols)])
        for label, row in zip(shown.rows, shown.values, strict=True):
            lines.append([_word(label.text), *map(_number, row)])
    return "".join(f"{','.join(line)}\n" for line in lines).encode("utf-8", "replace")


def safetensors_bytes(trace: Trace) -> bytes:
    """Every site as a float32 tensor (heads, queries, keys), NNN.site-name; `meta` is JSON.

    What a model gives for every pixel is `output`, (H, W).
    """
    arrays = {
        f"{at:03d}.{site.name}": np.ascontiguousarray(site.weights())
        for at, site in enumerate(trace.sites)
    }
    if trace.output is not None:
        arrays["output"] = np.ascontiguousarray(trace.output.values)
    return save(arrays, metadata={"meta": json.dumps(meta(trace))})


def _number(value: np.float32) -> str:
    return "" if np.isnan(value) else repr(float(value))


def _word(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"'
