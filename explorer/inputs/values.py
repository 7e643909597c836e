"""Pictures of numbers of any kind: 10 to 16 bits, signed, fractions, bands, slices of a volume."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.inputs.photo_files import ImageError

NARROW = 2**14
"""Values of a 16-bit file below which none fills the range: cameras and scanners have 10 to 14."""
MOST_BANDS = 512
"""Along the shorter end of an array that is taken for bands, not for slices."""
_PLAIN = (1, 3, 4)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the numbers of a file become a picture.

    Attributes
    ----------
    span : (float, float) or None
        The values that become black and white; None for those that the file uses.
    bands : (int, int, int) or None
        Numbers, from 1, of the bands that become red, green and blue; None for the first three.
    """

    span: tuple[float, float] | None = None
    bands: tuple[int, int, int] | None = None


AS_IT_IS = Reading()
OWN_COLOURS = "it has no bands to choose from, and is shown in its own colours"
OWN_VALUES = "its values are of 8 bits, and are shown as they are"
"""What is said where a reading was asked for that a file has no use for."""


def black_and_white(
    low: float, high: float, kind: np.dtype[Any], span: tuple[float, float] | None
) -> tuple[float, float, str]:
    """The values that become black and white, and a note where that is not plain.

    Parameters
    ----------
    low, high : least and greatest finite value of the picture; infinities where there is none.
    kind : of the values.
    span : what the user wants instead.
    """
    if span is not None:
        return *span, _shown(*span)
    if kind == np.uint8 or kind == np.bool_:
        return 0.0, 255.0 if kind == np.uint8 else 1.0, ""
    usual = 1.0 if np.issubdtype(kind, np.floating) else 65535.0
    narrow = np.issubdtype(kind, np.integer) and high < NARROW
    if not (low <= high) or (low >= 0 and high <= usual and not narrow):
        return 0.0, usual, ""
    if narrow and low >= 0 and high <= 255 and kind != np.uint16:
        return 0.0, 255.0, ""  # eight bits in a wider type
    return low, high, _shown(low, high)


def _shown(low: float, high: float) -> str:
    said = f"values {low:.4g} to {high:.4g} shown as black to white"
    return said.replace("-", "\N{MINUS SIGN}")


def odd_values(count: int, size: int) -> str:
    """A note where values of a picture are NaN or infinite; "" where none is.

    Parameters
    ----------
    count : of those values.
    size : of all values.
    """
    return f"{count:,} of {size:,} values are NaN or infinite, NaN shown as black" if count else ""


def scaled(values: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    """Values as shares of 255 between black and white; what is no number is black."""
    with np.errstate(invalid="ignore"):  # a NaN of some other kind
        plain = np.nan_to_num(values.astype(np.float64), nan=low, posinf=high, neginf=low)
    if not np.isfinite(high - low):  # at the ends of what a number can be
        plain, low, high = plain / 4, low / 4, high / 4
    share = np.clip((plain - low) / ((high - low) or 1.0), 0.0, 1.0)
    return np.rint(share * 255).astype(np.uint8)


def picture_of(
    array: NDArray[Any], name: str, reading: Reading = AS_IT_IS
) -> tuple[Image.Image, tuple[str, ...]]:
    """Make a picture of an array, and say how.

    Parameters
    ----------
    array : (H, W), (H, W, bands), (bands, H, W), or slices (D, H, W), of which the middle one is
        shown; real numbers.
    name : of the file, for the sentences.
    reading : what the user chose.

    Raises
    ------
    ImageError
        It is no picture, or has no such bands.
    """
    numbers = array.dtype.kind in "biuf"
    if not numbers or array.ndim not in (2, 3) or 0 in array.shape:
        shape = " × ".join(map(str, array.shape)) or "no side"
        raise ImageError(
            f"{name} holds {array.dtype} of {shape}, which is no picture. Save one picture, "
            "height × width, with its bands last."
        )
    planes, notes = _planes(array, name, reading)
    if planes.dtype.itemsize > 8:  # wider than what is worked out with
        planes = planes.astype(np.float64)
    finite = planes[np.isfinite(planes)]
    ends = (float(finite.min()), float(finite.max())) if finite.size else (np.inf, -np.inf)
    low, high, note = black_and_white(*ends, planes.dtype, reading.span)
    pixels = scaled(planes, low, high)
    odd = odd_values(planes.size - finite.size, planes.size)
    return Image.fromarray(pixels), tuple(filter(None, (*notes, note, odd)))


def _planes(
    array: NDArray[Any], name: str, reading: Reading
) -> tuple[NDArray[Any], tuple[str, ...]]:
    """(H, W) or (H, W, 3 or 4) of an array, and notes."""
    if array.ndim == 2:
        return array, () if reading.bands is None else (OWN_COLOURS,)
    first, last = array.shape[0], array.shape[2]
    if last not in _PLAIN and (first in _PLAIN or first < min(array.shape[1:])) and first < last:
        if first not in _PLAIN and reading.bands is None and first > 32:
            middle = first // 2
            return array[middle], (f"slice {middle + 1} of {first}",)
        array = np.moveaxis(array, 0, 2)  # (bands, H, W) -> (H, W, bands)
    count = array.shape[2]
    if count > MOST_BANDS:
        middle = count // 2
        return array[:, :, middle], (f"slice {middle + 1} of {count}",)
    return _bands(array, count, name, reading)


def _bands(
    array: NDArray[Any], count: int, name: str, reading: Reading
) -> tuple[NDArray[Any], tuple[str, ...]]:
    """The bands that are shown of (H, W, bands)."""
    if reading.bands is not None:
        wrong = [one for one in reading.bands if not 1 <= one <= count]
        if wrong:
            raise ImageError(f"{name} has no band {wrong[0]}: bands go from 1 to {count}.")
        chosen = ", ".join(map(str, reading.bands))
        at = [one - 1 for one in reading.bands]
        return array[:, :, at], (f"bands {chosen} of {count} as red, green and blue",)
    if count == 1 or count == 2:
        return array[:, :, 0], ((f"band 1 of {count}",) if count == 2 else ())
    if count == 3 or (count == 4 and array.dtype == np.uint8):
        return array, ()
    return array[:, :, :3], (f"bands 1, 2, 3 of {count} as red, green and blue",)
