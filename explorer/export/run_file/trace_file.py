"""A run saved whole, to be looked at where its model is not: explore here what ran on a server.

A `.axt` file is a zip of ``trace.json``, of ``arrays.safetensors`` with q, k and v or the maps of
every site, and of the photos as PNG. Nothing in it is code; all is validated when it is opened.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import msgspec
from safetensors import SafetensorError
from safetensors.numpy import load, save

from explorer.core.foreign import plain
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.export.archive import (
    Archive,
    ArchiveError,
    archive_bytes,
    opened_archive,
    write_archive,
)
from explorer.export.files import ExportError
from explorer.export.provenance.recorded_photo import photo_of, png_of
from explorer.export.run_file.site_arrays import Arrays, arrays_of, site_of, storable, stored
from explorer.export.run_file.trace_json import json_of, output_of, run_of, trace_from

SUFFIX = ".axt"
KIND, MAIN = "a saved run (.axt)", "trace.json"
MOST_JSON = 256 << 20
"""Bytes of the words of a run."""
MOST_ARRAYS = 64 << 30
"""Bytes of its arrays, which are as many in the file."""
MOST_PHOTO = 256 << 20


def save_trace(path: Path, trace: Trace) -> None:
    """Save a finished run with its inputs, so that it can be opened without its model.

    Parameters
    ----------
    path
        By custom ``*.axt``; written in one step.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    write_archive(path, _members(trace))


def trace_bytes(trace: Trace) -> bytes:
    """The content of the file that `save_trace` writes; raises ExportError as that does."""
    return archive_bytes(_members(trace))


def _members(trace: Trace) -> dict[str, bytes]:
    arrays: Arrays = {}
    sites = []
    for number, site in enumerate(trace.sites):
        try:
            plainly, own = stored(storable(site))
        except TypeError as error:
            raise ExportError(
                f"{plain(site.name, 60)} of {plain(trace.model.title, 60)} is of a kind that "
                "cannot be saved yet. Export its pictures or arrays."
            ) from error
        sites.append(plainly)
        arrays |= {f"{number:04d}.{name}": one for name, one in own.items()}
    if trace.output is not None:
        arrays["output"] = trace.output.values
    photos = [one for one in trace.inputs.photos if isinstance(one, Photo)]
    members = {
        MAIN: json_of(trace, sites, photos),
        "arrays.safetensors": save(arrays),
    }
    members |= {f"photos/{at}.png": png_of(photo) for at, photo in enumerate(photos)}
    return members


def open_trace(path: Path) -> Trace:
    """Open a run that was saved; its model is neither needed nor loaded.

    Raises
    ------
    ArchiveError
        The file is damaged, of a later version, or none of these.
    """
    with opened_archive(path, KIND, MAIN) as archive:
        return _validated(archive, path.name)


def trace_of(content: bytes, name: str) -> Trace:
    """Return the run in the content of such a file; `name` stands in the errors of `open_trace`."""
    with opened_archive(io.BytesIO(content), KIND, MAIN, name) as archive:
        return _validated(archive, name)


def _validated(archive: Archive, name: str) -> Trace:
    name = plain(name, 80)
    try:
        return read_trace(archive)
    except MemoryError as error:
        raise ArchiveError(f"{name} needs more memory than there is.") from error
    except (
        msgspec.MsgspecError, RecursionError, SafetensorError, LookupError, TypeError, ValueError,
        OverflowError,
    ) as error:  # fmt: skip
        raise ArchiveError(
            f"{name} is damaged, of a later version, or no saved run. Open another copy."
        ) from error


def read_trace(archive: Archive) -> Trace:
    """Read the run in an archive; raises ArchiveError, and what `open_trace` makes one of."""
    run = run_of(archive.read(MAIN, MOST_JSON))
    arrays = load(archive.read("arrays.safetensors", MOST_ARRAYS))
    sites = tuple(
        site_of(plainly, arrays_of(arrays, f"{number:04d}."))
        for number, plainly in enumerate(run.sites)
    )
    photos = tuple(
        photo_of(archive.read(f"photos/{at}.png", MOST_PHOTO), one)
        for at, one in enumerate(run.inputs.photos)
    )
    trace = trace_from(run, sites, photos)
    return trace if run.output is None else replace(trace, output=output_of(run, arrays["output"]))
