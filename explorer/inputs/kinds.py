"""What a file is by its first bytes, and what to do with those that are no photo here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

_HEAD = 1024
_BRANDS = {
    b"heic": "a HEIC photo", b"heix": "a HEIC photo", b"mif1": "a HEIF photo",
    b"msf1": "a HEIF photo", b"hevc": "a HEIC photo", b"avif": "an AVIF photo",
    b"avis": "an AVIF photo",
}  # fmt: skip
_STARTS: Mapping[bytes, str] = {
    b"\xff\x0a": "a JPEG XL photo", b"\0\0\0\x0cJXL ": "a JPEG XL photo",
    b"\0\0\0\x0cjP  ": "a JPEG 2000 photo", b"\xff\x4f\xff\x51": "a JPEG 2000 photo",
    b"8BPS": "a Photoshop file", b"%PDF": "a PDF", b"SIMPLE  =": "a FITS file",
    b"gimp xcf": "a GIMP file", b"\x89HDF\r\n": "an HDF5 file", b"P5": "a PGM picture",
    b"P6": "a PPM picture", b"\x00\x00\x01\x00": "an icon", b"FUJIFILM": "a raw photo",
}  # fmt: skip
NUMPY, DICOM, NIFTI, SVG = "a NumPy array", "a DICOM file", "a NIfTI file", "an SVG drawing"
EXPORTED = {
    SVG: "export it as PNG and open that",
    "a PDF": "export the page as PNG and open that",
}
"""What to do with those that are no photos; others are saved as JPEG or PNG."""


_SVG = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b",
    re.DOTALL | re.IGNORECASE,
)


def kind_of(stream: BinaryIO, name: str = "") -> str:
    """Name what a file is, as "a HEIC photo"; "" where that is not known.

    Parameters
    ----------
    stream : is read from its beginning.
    name : of the file; that of a compressed NIfTI file tells what it is.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return _BRANDS[head[8:12]]
    if head.startswith(b"\x93NUMPY") or (head.startswith(b"PK\x03\x04") and name.endswith(".npz")):
        return NUMPY
    if head[128:132] == b"DICM":
        return DICOM
    zipped = head.startswith(b"\x1f\x8b") and name.lower().endswith(".nii.gz")
    if zipped or head[344:348] in (b"n+1\0", b"ni1\0"):
        return NIFTI
    if _SVG.match(head):
        return SVG
    return next((said for start, said in _STARTS.items() if head.startswith(start)), "")
