"""Photos from files and from the clipboard: one sentence for whatever cannot be opened."""

from __future__ import annotations

import hashlib
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

# The plug-ins are named so that no other is ever loaded to guess at an unknown file.
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
    features,
)

from explorer.core.cancel import never
from explorer.core.packages import missing
from explorer.core.photo import Photo
from explorer.inputs.files import opened, shown_name
from explorer.inputs.frame_count import MOST_FRAMES, count_frames
from explorer.inputs.kinds import DICOM, EXPORTED, NIFTI, NUMPY, kind_of
from explorer.inputs.photo_files import ImageError
from explorer.inputs.science import read_values, tiff_bands, tiff_values
from explorer.inputs.srgb import to_srgb
from explorer.inputs.values import AS_IT_IS, OWN_COLOURS, OWN_VALUES, Reading, picture_of

Decoded: TypeAlias = tuple[Image.Image, tuple[int, int], tuple[str, ...]]
"""A picture of mode RGB upright, (width, height) of the upright original, and notes."""

MAX_PIXELS = 100_000_000  # of a file that is opened at all
MAX_EDGE = 4096  # of the pixels that are kept: more than any model takes or any screen shows
MAX_BYTES = 2 * 1024**3
MAX_SCANNED = 2_000_000_000  # pixels of all scans of a progressive JPEG: each passes over all
STEP = 2**13  # bytes that a decoder takes at once: between two it can be stopped

FORMATS = tuple(
    plugin.format
    for plugin in (
        PngImagePlugin.PngImageFile,
        JpegImagePlugin.JpegImageFile,
        WebPImagePlugin.WebPImageFile,
        BmpImagePlugin.BmpImageFile,
        GifImagePlugin.GifImageFile,
        TiffImagePlugin.TiffImageFile,
        *((AvifImagePlugin.AvifImageFile,) if features.check("avif") else ()),
    )
)
_STARTS = re.compile(rb"\x89PNG|\xff\xd8|RIFF....WEBP|BM|GIF8|II[*+]\0|MM\0[*+]", re.DOTALL)
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Pillow's guard is the same for the whole program; it stops plug-ins that allocate on opening.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What Pillow has to say about an odd file would land on standard error, beside our sentence.
warnings.filterwarnings("ignore", module=r"PIL\.")
logging.getLogger("PIL").addHandler(logging.NullHandler())


def read_photo(
    path: Path, reading: Reading = AS_IT_IS, cancelled: Callable[[], bool] = never
) -> Photo:
    """Decode a PNG, JPEG, WebP, AVIF, BMP, GIF or TIFF, upright, as sRGB, its first frame.

    Also arrays of NumPy, and DICOM and NIfTI where their libraries are installed. At most MAX_EDGE
    pixels a side are kept; the notes say what was left out or changed. The content decides, not
    the suffix.

    Parameters
    ----------
    reading : how values of more than 8 bits, or of many bands, become a picture.
    cancelled : asked between two blocks of the file.

    Raises
    ------
    ImageError
        It cannot be opened, or takes too long; before any pixel is allocated where the header
        claims more than MAX_PIXELS.
    Cancelled
        It is not wanted any more.
    """
    path = Path(path)
    name = shown_name(path)
    too_large = "2 GB. Save it smaller and open that."
    with opened(path, "photo", MAX_BYTES, too_large, ImageError, cancelled) as stream:
        kind, frames = kind_of(stream, path.name), 1
        if kind in (NUMPY, DICOM, NIFTI):
            image, source_size, notes = _of_values(*read_values(kind, stream, name), name, reading)
        else:
            stream.seek(0)
            image, source_size, notes = _decode(stream, name, reading)
            frames = count_frames(stream, FORMATS)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if frames > 1:
        many = f"{frames}" if frames <= MOST_FRAMES else f"more than {MOST_FRAMES:,}"
        notes = (f"first frame of {many}", *notes)
    return Photo(_frozen(image), name, digest, source_size, path.absolute(), notes, frames)


def photo_from_array(array: NDArray[np.uint8], name: str = "clipboard") -> Photo:
    """A photo from pixels in memory: (H, W), (H, W, 3) or (H, W, 4) uint8 sRGB, straight alpha.

    Raises ImageError when there are no pixels or too many, ValueError for another kind of array.
    """
    if array.dtype != np.uint8 or not (array.ndim == 2 or array.shape[2:] in ((3,), (4,))):
        raise ValueError(f"Not an 8-bit picture: {array.dtype} of shape {array.shape}.")
    if array.size == 0:
        raise ImageError("There is no picture to paste. Copy one first.")
    size = (array.shape[1], array.shape[0])
    _check_size(size, name)
    array = np.ascontiguousarray(array)
    digest = hashlib.sha256(f"{array.shape}".encode() + array.tobytes()).hexdigest()
    kept = _kept(size)
    image, _ = to_srgb(Image.fromarray(array), kept)
    return Photo(_frozen(image), name, digest, size, notes=_scaled(size, kept))


def photo_from_picture(picture: Image.Image, name: str = "picture") -> Photo:
    """Return a photo of a picture that Pillow has opened or made, upright, as sRGB.

    Its first frame, or the one that it stands at. Raises ImageError for one that has no pixels,
    too many, or that cannot be decoded.
    """
    if 0 in picture.size:
        raise ImageError(f"{name} has no pixels. Give another picture.")
    _check_size(picture.size, name)
    full, kept = picture.size, _kept(picture.size)
    try:
        image, notes = to_srgb(picture, kept)
        turn = _turn(picture)
    except Exception as error:  # the decoders raise anything at all on damaged content
        raise ImageError(f"{name} is damaged. Give another picture.") from error
    if turn is not None:
        turned = image.transpose(turn)
        if turned.size != image.size:
            full, kept = full[::-1], kept[::-1]
        image = turned
    digest = hashlib.sha256(f"{image.size}".encode() + image.tobytes()).hexdigest()
    return Photo(_frozen(image), name, digest, full, notes=(*_scaled(full, kept), *notes))


def _check_size(size: tuple[int, int], name: str, limit: int = MAX_PIXELS) -> None:
    if size[0] * size[1] > limit:
        raise _too_large(name, limit)


def _canvases(image: Image.Image) -> int:
    """How many pictures of its size a decoder holds: of an animated WebP four, drawn or not."""
    return 4 if image.format == "WEBP" and getattr(image, "n_frames", 1) > 1 else 1


def _too_large(name: str, limit: int = MAX_PIXELS) -> ImageError:
    limit //= 1_000_000
    return ImageError(f"{name} has more than {limit} megapixels. Save it smaller and open that.")


def _of_values(array: NDArray[Any], said: tuple[str, ...], name: str, reading: Reading) -> Decoded:
    """As `_decode`, of an array."""
    picture, notes = picture_of(array, name, reading)
    _check_size(picture.size, name)
    full, kept = picture.size, _kept(picture.size)
    image, more = to_srgb(picture, kept)
    return image, full, (*said, *_scaled(full, kept), *notes, *more)


def _decode(stream: BinaryIO, name: str, reading: Reading = AS_IT_IS) -> Decoded:
    """(mode RGB upright, (width, height) of the upright original, notes); see read_photo."""
    if tiff_bands(stream) > 4 or (reading.bands is not None and tiff_bands(stream)):
        return _banded(stream, name, reading)
    stream.seek(0)
    try:
        return _picture(stream, name, reading)
    except ImageError as error:
        if not isinstance(error.__cause__, UnidentifiedImageError) or not _is_tiff(stream):
            raise
        # bits and bands that Pillow has no mode for
        found = None if missing("tifffile") else tiff_values(stream, name)
        if found is None:
            raise
        return _of_values(*found, name, reading)


def _banded(stream: BinaryIO, name: str, reading: Reading) -> Decoded:
    """As `_decode`, of a TIFF of many bands."""
    count = tiff_bands(stream)
    found = tiff_values(stream, name)
    if found is None:
        raise ImageError(
            f"{name} has {count} bands, and is damaged or of a rare kind. Save three of them as "
            "PNG and open that."
        )
    return _of_values(*found, name, reading)


def _is_tiff(stream: BinaryIO) -> bool:
    stream.seek(0)
    return stream.read(4) in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def _ended(stream: BinaryIO) -> BytesIO | None:
    """A JPEG that lacks its last bytes with the sign of its end behind; None for any other file."""
    stream.seek(0)
    if stream.read(2) != b"\xff\xd8":
        return None
    stream.seek(0)
    content = stream.read()
    if b"\xff\xda" not in content:  # nothing of the picture itself
        return None
    return BytesIO(content + b"\xff\xd9")


def _picture(stream: BinaryIO, name: str, reading: Reading) -> Decoded:
    try:
        with Image.open(stream, formats=FORMATS) as image:
            _check_size(image.size, name, MAX_PIXELS // _canvases(image))
            _check_scans(stream, image, name)
            _check_strips(image, name)
            full = image.size
            image.decodermaxblock = STEP
            image.draft(None, _kept(full))  # a huge JPEG is decoded smaller from the start
            drafted = image.size != full
            try:
                image.load()
            except OSError as error:
                ended = _ended(stream) if "truncated" in str(error) else None
                if ended is None:
                    raise
                found, size, notes = _picture(ended, name, reading)
                return (
                    found,
                    size,
                    (*notes, "the file ends too early: a part of the picture is missing"),
                )
            if not drafted:
                full = image.size  # a TIFF turns itself upright while it is loaded
            kept = _kept(full)
            picture, notes = to_srgb(image, kept, reading.span)
            notes = (*notes, *_unused(image, reading))
            turn = _turn(image)
        if turn is not None:
            turned = picture.transpose(turn)
            if turned.size != picture.size:
                full, kept = full[::-1], kept[::-1]
            picture = turned
    except ImageError:
        raise
    except UnidentifiedImageError as error:
        raise ImageError(_unidentified(stream, name)) from error
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except MemoryError as error:
        raise ImageError(f"{name} needs more memory than is free. Save it smaller.") from error
    except Exception as error:  # the decoders raise anything at all on damaged content
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, not the content
        cut = isinstance(error, EOFError) or "truncated" in str(error).lower() or _is_cut(stream)
        wrong = "ends too early" if cut else "is damaged"
        raise ImageError(f"{name} {wrong}. Open another copy of it.") from error
    return picture, full, (*_scaled(full, kept), *notes)


def _unused(image: Image.Image, reading: Reading) -> Iterator[str]:
    """Notes on what was asked of a reading and a photo of 8 bits has no use for."""
    if reading.bands is not None:
        yield OWN_COLOURS
    if reading.span is not None and not image.mode.startswith(("F", "I")):
        yield OWN_VALUES


def _unidentified(stream: BinaryIO, name: str) -> str:
    if _is_cut(stream):
        return f"{name} ends too early. Open another copy of it."
    stream.seek(0)
    if _STARTS.match(stream.read(16)):
        return f"{name} is damaged or of a rare kind. Save it as PNG and open that."
    if kind := kind_of(stream, name):
        return f"{name} is {kind}: {EXPORTED.get(kind, 'save it as JPEG or PNG and open that')}."
    return f"{name} is not a photo. Open a PNG, JPEG, WebP, BMP, GIF or TIFF file."


def _is_cut(stream: BinaryIO) -> bool:
    """Whether a WebP or a TIFF is shorter than its header says."""
    length = stream.seek(0, 2)
    stream.seek(0)
    start = stream.read(8)
    if start[:4] == b"RIFF":
        return int.from_bytes(start[4:8], "little") + 8 > length
    if start[:4] in (b"II*\0", b"MM\0*"):  # the place of the directory, often the end of the file
        return int.from_bytes(start[4:8], "little" if start[:2] == b"II" else "big") >= length
    return False


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What makes a loaded picture upright by its EXIF orientation, if it has one."""
    try:
        return _UPRIGHT.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # damaged EXIF raises anything, and is no reason to refuse the photo
        return None


def _check_scans(stream: BinaryIO, image: Image.Image, name: str) -> None:
    """Raise ImageError for a JPEG whose scans, each over all pixels, would take too long."""
    if image.format != "JPEG" or not image.info.get("progressive"):
        return
    at = stream.tell()
    stream.seek(0)
    scans = 0
    while block := stream.read(2**20):
        scans += block.count(b"\xff\xda")  # start of scan; entropy-coded data never hold it
    stream.seek(at)
    if scans * image.width * image.height > MAX_SCANNED:
        raise ImageError(f"{name} has {scans} scans, too many to read. Save it again as PNG.")


def _check_strips(image: Image.Image, name: str) -> None:
    """Raise ImageError for a TIFF that names no data for a part of its pixels: they would be 0."""
    if image.format != "TIFF":
        return
    wide, high = image.size
    tiles = [tile[1] for tile in getattr(image, "tile", ())]
    for across, down in (image.size, image.size[::-1]):  # they lie as before it is turned upright
        held = sum(
            max(0, min(right, across) - left) * max(0, min(bottom, down) - top)
            for left, top, right, bottom in tiles
        )
        if held >= wide * high:
            return
    if tiles:
        raise ImageError(
            f"{name} is damaged: it claims {wide} × {high} pixels and holds fewer. Open another "
            "copy of it."
        )


def _kept(size: tuple[int, int]) -> tuple[int, int]:
    """The size at which a picture of this size is kept."""
    scale = min(1.0, MAX_EDGE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _scaled(full: tuple[int, int], kept: tuple[int, int]) -> tuple[str, ...]:
    return (f"scaled down from {full[0]} × {full[1]}",) if kept != full else ()


def _frozen(image: Image.Image) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 that nobody can write to."""
    pixels = np.array(image, dtype=np.uint8)
    pixels.setflags(write=False)
    return pixels
