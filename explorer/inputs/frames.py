"""The frames of a GIF, APNG, WebP or TIFF as photos, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from explorer.core.cancel import Cancelled, never
from explorer.core.photo import Photo
from explorer.inputs.files import opened
from explorer.inputs.frame_count import MOST_FRAMES
from explorer.inputs.images import (
    FORMATS,
    MAX_BYTES,
    photo_from_picture,
    read_photo,
)
from explorer.inputs.photo_files import ImageError


def read_frames(path: Path, cancelled: Callable[[], bool] = never) -> Iterator[Photo]:
    """Decode the pictures of a GIF, APNG, WebP or TIFF that follow one another, each as a photo.

    They have the digest of their file; of a file that holds one it is that one.

    Raises
    ------
    ImageError
        It cannot be opened, a frame is damaged, or there are more than MOST_FRAMES.
    Cancelled
        They are not wanted any more.
    """
    first = read_photo(path, cancelled=cancelled)
    if first.frames < 2:
        yield first
        return
    name, count = first.name, first.frames
    if count > MOST_FRAMES:
        raise ImageError(f"{name} has more than {MOST_FRAMES:,} frames. Cut it and open a part.")
    too_large = "2 GB. Save it smaller and open that."
    with opened(path, "photo", MAX_BYTES, too_large, ImageError, cancelled) as stream:
        try:
            with Image.open(stream, formats=FORMATS) as image:
                for at in range(count):
                    if cancelled():
                        raise Cancelled
                    image.seek(at)
                    made = photo_from_picture(image, name)
                    notes = (f"frame {at + 1} of {count}", *made.notes)
                    yield replace(made, sha256=first.sha256, path=first.path, notes=notes)
        except (ImageError, Cancelled):
            raise
        except Exception as error:  # the decoders raise anything at all on damaged content
            raise ImageError(f"A frame of {name} is damaged. Open another copy of it.") from error
