"""Which files are photos, by their names; no Pillow here, which reads them."""

from __future__ import annotations

from pathlib import Path

from explorer.core.foreign import Refusal, plain
from explorer.inputs.files import listed

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
    return listed(folder, IMAGE_SUFFIXES, ImageError)


def others_in(folder: Path) -> list[str]:
    """Names of the pictures in a folder that are not listed as photos, hidden ones left out."""
    try:
        names = [path.name for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
    shown = (name for name in names if not name.startswith("."))
    return sorted(name for name in shown if name.lower().endswith(OTHER_SUFFIXES))


def left_out(folder: Path) -> str:
    """Say which pictures of a folder are not listed as photos; "" where all are."""
    others = others_in(folder)
    if not others:
        return ""
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    told = ", ".join(plain(one, 60) for one in others[:3])
    return f"Left out of {plain(folder.name, 60)}: {told}{more}."
