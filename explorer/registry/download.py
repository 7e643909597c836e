"""Fetching a file of weights: within a time, checked, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from explorer import __version__
from explorer.registry.entry import ModelError

PATIENCE = 15.0
"""Seconds without a byte after which a server counts as out of reach."""
BLOCK = 2**20


def fetch(url: str, target: Path) -> Path:
    """`target`, downloaded where it is not there yet.

    Where the name of the file ends in -HASH, that is the start of its SHA-256 and is checked.
    Raises ModelError with one sentence.
    """
    if target.is_file():
        return target
    wanted = re.search(r"-([0-9a-f]{8,})\.[^.]+$", urlsplit(url).path)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    hashed = hashlib.sha256()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        asked = Request(url, headers={"User-Agent": f"attention-explorer/{__version__}"})
        with urlopen(asked, timeout=PATIENCE) as source, part.open("wb") as file:
            while block := source.read(BLOCK):
                hashed.update(block)
                file.write(block)
        if wanted and not hashed.hexdigest().startswith(wanted[1]):
            raise ModelError(f"{target.name} arrived damaged. Try again.")
        part.replace(target)
    except OSError as error:  # URLError and timeouts are
        host = urlsplit(url).netloc or "the server"
        raise ModelError(
            f"The weights cannot be had from {host}. Check the connection, or build the model "
            "untrained with --random-weights."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target
