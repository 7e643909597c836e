"""How many frames a picture's file has, at little cost however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from PIL import Image

MOST_FRAMES = 1_000
"""That are counted."""


def count_frames(stream: BinaryIO, formats: Sequence[str]) -> int:
    """How many frames follow one another, counted up to MOST_FRAMES and one more; 1 for none.

    Further pictures within a JPEG are previews.

    Parameters
    ----------
    formats : what Pillow may take the file for.
    """
    formats = [name for name in formats if name != "JPEG"]
    try:
        stream.seek(0)
        with Image.open(stream, formats=formats) as image:
            if image.format == "TIFF" and _has_frame(image, MOST_FRAMES):
                return MOST_FRAMES + 1  # counting them takes the square of the time
            if image.format == "GIF" and has_pictures(stream, MOST_FRAMES + 1):
                return MOST_FRAMES + 1  # of 700,000 that takes seconds, and seeking decodes them
        stream.seek(0)
        with Image.open(stream, formats=formats) as image:  # anew: sought too far it miscounts
            return min(int(getattr(image, "n_frames", 1)), MOST_FRAMES + 1)
    except Exception:  # a JPEG, or damage behind the first frame, which is all that is shown
        return 1


def has_pictures(stream: BinaryIO, count: int) -> bool:
    """Whether a GIF holds so many pictures, by its blocks (GIF89a specification, appendix B)."""
    stream.seek(10)  # flags, then background and shape of a pixel, then a table of colours
    stream.seek(_table_bytes(stream.read(1)[0]) + 2, 1)
    found = 0
    while found < count and (kind := stream.read(1)) not in (b"", b";"):
        if kind == b",":  # a picture: place and size, flags, a table of its own, the size of codes
            found += 1
            stream.seek(_table_bytes(stream.read(9)[8]) + 1, 1)
        elif kind == b"!":  # an extension, with its label
            stream.seek(1, 1)
        else:
            continue
        while size := stream.read(1):  # blocks of at most 255 bytes, an empty one last
            if size == b"\0":
                break
            stream.seek(size[0], 1)
    return found >= count


def _table_bytes(flags: int) -> int:
    """Bytes of the table of colours that follows; 0 where there is none."""
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _has_frame(image: Image.Image, number: int) -> bool:
    """Whether there is a frame of this number, counted from 0."""
    try:
        image.seek(number)
    except EOFError:
        return False
    return True
