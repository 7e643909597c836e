"""Pictures of science, read by the libraries of their formats: NumPy, DICOM, NIfTI, TIFF."""

from __future__ import annotations

import logging
import math
import re
import warnings
import zipfile
from importlib import import_module
from typing import IO, Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.foreign import quoted_error
from explorer.core.packages import imported
from explorer.inputs.kinds import DICOM, NIFTI, NUMPY
from explorer.inputs.photo_files import ImageError

PACKED = 200
"""Times that a TIFF may be larger than its file."""
LARGEST = 100_000_000
"""Values of an array that is read at all."""
_PACKAGES = re.compile(r"[\w-]+(?=>=)")
"""As pydicom names them, "requires pylibjpeg>=2.0 and pylibjpeg-libjpeg>=2.1"."""
Found = tuple[NDArray[Any], tuple[str, ...]]

# What they have to say about an odd file would land on standard error, beside our sentence.
warnings.filterwarnings("ignore", module=r"(pydicom|nibabel|tifffile)\.")
warnings.filterwarnings("ignore", message=r"Reading `\.npy`")


def read_values(kind: str, stream: BinaryIO, name: str) -> Found:
    """The array of a file of one of these kinds, and notes; raises ImageError."""
    readers = {NUMPY: _numpy, DICOM: _dicom, NIFTI: _nifti}
    stream.seek(0)
    try:
        return readers[kind](stream, name)
    except ImageError:
        raise
    except MemoryError as error:
        raise ImageError(f"{name} needs more memory than is free. Save it smaller.") from error
    except Exception as error:  # a file of any content makes them raise anything at all
        kind_of_error, _, said = quoted_error(error).partition(": ")
        said = said.replace(str(stream.name), name)
        raise ImageError(
            f"{name}, {kind}, cannot be read ({said or kind_of_error}). Save it anew."
        ) from error


def tiff_values(stream: BinaryIO, name: str) -> Found | None:
    """The array of a TIFF that Pillow has no mode for; None where it is damaged, or no picture.

    Raises ImageError where tifffile cannot be imported.
    """
    tifffile = _needed("tifffile", f"{name}, a TIFF of many bands or of a rare kind,")
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # it tells of every odd tag
    size = stream.seek(0, 2)
    stream.seek(0)
    try:
        with tifffile.TiffFile(stream) as file:
            page = file.series[0]
            claimed = math.prod(page.shape)
            _check_size(page.shape, name)
            if claimed * page.dtype.itemsize > PACKED * size:
                return None  # what is packed tighter is meant to burst
            array = np.asarray(page.asarray())
        if not array.size or array.size != claimed:
            return None
        notes: tuple[str, ...] = ()
        if array.ndim > 3:
            count = int(np.prod(array.shape[:-3]))
            array, notes = array.reshape(-1, *array.shape[-3:])[0], (f"first of {count} pictures",)
    except ImageError:
        raise
    except Exception:  # a file of any content makes it raise anything at all
        return None
    return array, notes


def tiff_bands(stream: BinaryIO) -> int:
    """How many samples a pixel of a TIFF has, as its header says; 0 where it does not."""
    stream.seek(0)
    head = stream.read(8)
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    if head[:2] not in (b"II", b"MM") or head[2:4] not in (b"*\0", b"\0*"):
        return 0
    stream.seek(int.from_bytes(head[4:8], order))
    for _ in range(min(int.from_bytes(stream.read(2), order), 4096)):
        entry = stream.read(12)
        if len(entry) == 12 and int.from_bytes(entry[:2], order) == 277:
            return int.from_bytes(entry[8:10], order)
    return 0


def _check_size(shape: tuple[int, ...], name: str) -> None:
    if math.prod(map(int, shape)) > LARGEST:
        raise ImageError(f"{name} holds more than {LARGEST // 10**6} million values. Save a part.")


def _numpy(stream: BinaryIO, name: str) -> Found:
    if name.endswith(".npz"):
        with zipfile.ZipFile(stream) as archive:
            arrays = [one for one in archive.namelist() if one.endswith(".npy")]
            arrays = [one for one in arrays if one != "meta.npy"]
            if not arrays:
                raise ImageError(f"{name} holds no array. Save a picture in it.")
            first = f"first array, {arrays[0].removesuffix('.npy')}"
            with archive.open(arrays[0]) as packed:
                _check_array(packed, name)
            with archive.open(arrays[0]) as packed:
                found = np.lib.format.read_array(packed, allow_pickle=False)
            return found, (first,) if len(arrays) > 1 else ()
    _check_array(stream, name)
    stream.seek(0)
    return np.load(stream, allow_pickle=False), ()


def _check_array(stream: IO[bytes], name: str) -> None:
    """Raise ImageError where the header of an .npy says more values than are read."""
    version = np.lib.format.read_magic(stream)
    header = (
        np.lib.format.read_array_header_1_0
        if version == (1, 0)
        else np.lib.format.read_array_header_2_0
    )
    _check_size(header(stream)[0], name)


def _needed(package: str, what: str) -> Any:
    other = "Or save the picture as PNG."
    return imported(package, lambda lack: ImageError(lack.said), what, other)


def _dicom(stream: BinaryIO, name: str) -> Found:
    pydicom = _needed("pydicom", f"{name}, a DICOM file,")
    logging.getLogger("pydicom").setLevel(logging.CRITICAL)  # as of tifffile
    data = pydicom.dcmread(stream)
    _check_picture(data, name)
    shape = [int(data.get(one, 1) or 1) for one in ("NumberOfFrames", "Rows", "Columns")]
    _check_size(tuple(shape), name)
    array = data.pixel_array
    array = pydicom.pixels.apply_rescale(array, data)
    notes: tuple[str, ...] = ()
    if shape[0] > 1:
        array, notes = array[shape[0] // 2], (f"frame {shape[0] // 2 + 1} of {shape[0]}",)
    if data.get("PhotometricInterpretation") == "MONOCHROME1":
        array, notes = array.max() - array, (*notes, "its lowest value is white")
    elif array.ndim == 2 and "WindowCenter" in data:
        array = pydicom.pixels.apply_voi_lut(data.pixel_array, data) if shape[0] == 1 else array
        notes = (*notes, "in the window that its file names")
    return np.asarray(array), notes


def _check_picture(data: Any, name: str) -> None:
    """Raise ImageError where a DICOM file holds no picture, or one that nothing here unpacks."""
    if not any(one in data for one in ("PixelData", "FloatPixelData", "DoubleFloatPixelData")):
        raise ImageError(
            f"{name}, a DICOM file, holds no picture, or ends before it. Open another one."
        )
    syntax = data.file_meta.get("TransferSyntaxUID")
    if syntax is None:
        raise ImageError(
            f"{name}, a DICOM file, does not say how its picture is stored: it has no transfer "
            "syntax. Export it anew, or save the picture as PNG."
        )
    try:
        decoder = import_module("pydicom.pixels").get_decoder(syntax)
    except NotImplementedError as error:  # a film, or none that is known
        raise ImageError(
            f"{name}, a DICOM file, is packed as {syntax.name}, which cannot be read. Save the "
            "picture as PNG."
        ) from error
    if not decoder.is_available:
        ways = [_PACKAGES.findall(one) for one in decoder.missing_dependencies]
        do = " ".join(max(ways, key=lambda way: "pylibjpeg" in way, default=()))
        raise ImageError(
            f"{name}, a DICOM file, is packed as {syntax.name}, which other packages unpack: pip "
            f"install {do}, or save the picture as PNG."
        )


def _nifti(stream: BinaryIO, name: str) -> Found:
    nibabel = _needed("nibabel", f"{name}, a NIfTI file,")
    nibabel.imageglobals.logger.setLevel(logging.CRITICAL)  # as of tifffile
    if name.lower().endswith(".gz"):
        import gzip

        stream = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]  # read alike
    image = nibabel.Nifti1Image.from_stream(stream)
    _check_size(tuple(image.shape), name)
    volume = np.asarray(image.dataobj)
    while volume.ndim > 3:
        volume = volume[..., 0]
    if volume.ndim == 2:
        return volume.T[::-1], ()
    middle = volume.shape[2] // 2
    # (x, y) with y upwards -> rows from the top
    return volume[:, :, middle].T[::-1], (f"slice {middle + 1} of {volume.shape[2]}",)
