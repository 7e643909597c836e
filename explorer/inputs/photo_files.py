"""Which files are photos, by their names; no Pillow here, which reads them."""

from __future__ import annotations

import re
from pathlib import Path

from explorer.core.foreign import Refusal
from explorer.inputs.files import shown_name

_JPEG_SUFFIXES = (".jpg", ".jpeg", ".jpe", ".jfif")
IMAGE_SUFFIXES = (".png", *_JPEG_SUFFIXES, ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif")

OTHER_SUFFIXES = (
    *(".heic", ".heif", ".jxl", ".jp2", ".svg", ".psd", ".xcf", ".dng", ".cr2", ".cr3", ".nef"),
    *(".arw", ".raf", ".orf", ".rw2", ".dcm", ".nii", ".nii.gz", ".npy", ".npz", ".fits", ".ppm"),
)
"""Of pictures that a folder of photos is not searched for: opened by their own name, or saved as a
photo first."""


class ImageError(Refusal):
    """A photo that cannot be opened: what is wrong and what to do, without its folder."""


def list_images(folder: Path) -> list[Path]:
    """The photos directly in a folder by their suffix, 2 before 10, hidden ones left out.

    Raises ImageError where the folder cannot be listed.
    """
    name = shown_name(folder)
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in IMAGE_SUFFIXES
            and not path.name.startswith(".")
            and path.is_file()
        ]
    except FileNotFoundError as error:
        raise ImageError(f"{name} was not found. Choose another folder.") from error
    except NotADirectoryError as error:
        raise ImageError(f"{name} is not a folder. Choose another.") from error
    except OSError as error:
        raise ImageError(f"{name} may not be listed. Choose another folder.") from error
    return sorted(found, key=_natural)


def others_in(folder: Path) -> list[str]:
    """Names of the pictures in a folder that are not listed as photos, hidden ones left out."""
    try:
        names = [path.name for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
    shown = (name for name in names if not name.startswith("."))
    return sorted(name for name in shown if name.lower().endswith(OTHER_SUFFIXES))


def _natural(path: Path) -> tuple[list[tuple[bool, int, str]], str]:
    parts = re.split(r"([0-9]+)", path.name.casefold())
    # Numbers and words alternate; the flag keeps them apart should they ever meet.
    return [(p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts], path.name
