"""Any picture that Pillow decodes, as 8-bit sRGB of a chosen size."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from explorer.core.foreign import plain
from explorer.inputs.values import black_and_white, odd_values, scaled

_BLOCK = 1 << 20  # pixels converted at a time, so that 100 megapixels of floats are never copied
_GLANCE = 64  # pixels a side that are looked at to tell whether a profile changed anything
_ALIKE = 2  # of 255, by which a conversion from sRGB to sRGB rounds
_PHOTOMETRIC = 262  # TIFF tag; 0 says that the lowest value is white


def to_srgb(
    image: Image.Image, size: tuple[int, int], span: tuple[float, float] | None = None
) -> tuple[Image.Image, tuple[str, ...]]:
    """A loaded picture of any mode as mode RGB, at size (width, height), and what was done to it.

    16-bit values that fill 0 to 65535 and floats within [0, 1] are taken as they are; other
    integers and floats, and those of 14 bits and fewer in a 16-bit file, run from black at their
    least to white at their greatest finite value, and NaN is black; `span` says other ends.
    Transparent parts lie on white. An embedded colour profile is converted to sRGB; CMYK without
    one goes by the plain formula. Raises what Pillow raises on damaged content.
    """
    profile = image.info.get("icc_profile")
    notes: tuple[str, ...] = ()
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        image, notes = _grey_of_values(image, span)
    is_grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        image = image.convert("RGBA")
    elif is_grey:
        image = image.convert("L")
    elif image.mode not in ("CMYK", "LAB"):
        image = image.convert("RGB")
    if image.size != size:
        image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
    if image.mode == "RGBA":
        if np.asarray(image.getchannel("A")).min(initial=255) < 255:
            notes += ("transparent parts laid on white",)
        image = _on_white(image, "L" if is_grey else "RGB")
    if profile or image.mode == "LAB":
        converted = _through_profile(image, profile)
        if converted is not None:
            return converted, (*notes, *_converted(image, converted, profile))
        notes += ("colour profile not usable",)
    return image.convert("RGB"), notes


def _converted(
    image: Image.Image, converted: Image.Image, profile: bytes | None
) -> tuple[str, ...]:
    """What is said of a profile that changed the colours; nothing of one that is sRGB by nature."""
    if not profile:
        return ()
    small = min(image.width, _GLANCE), min(image.height, _GLANCE)
    before, after = (
        np.asarray(one.resize(small, Image.Resampling.NEAREST).convert("RGB"), np.int16)
        for one in (image, converted)
    )
    if np.abs(after - before).max(initial=0) <= _ALIKE:
        return ()
    try:
        named = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        named = ""
    named = plain(named, 40)
    return (f"colour profile {named} converted to sRGB".replace("  ", " "),)


def _grey_of_values(
    image: Image.Image, span: tuple[float, float] | None
) -> tuple[Image.Image, tuple[str, ...]]:
    """A picture of 16- or 32-bit integers or floats as mode L."""
    low, high, notes = _black_and_white(image, span)
    out = np.empty((image.height, image.width), np.uint8)
    for top, block in _blocks(image):
        out[top : top + len(block)] = scaled(block, low, high)
    if getattr(image, "tag_v2", {}).get(_PHOTOMETRIC) == 0:
        out = 255 - out
    return Image.fromarray(out), notes


def _black_and_white(
    image: Image.Image, span: tuple[float, float] | None
) -> tuple[float, float, tuple[str, ...]]:
    """The values that become black and white, and a note where that is not plain."""
    low, high, odd = np.inf, -np.inf, 0
    for _, block in _blocks(image):
        finite = block[np.isfinite(block)]
        odd += block.size - finite.size
        if finite.size:
            low, high = min(low, float(finite.min())), max(high, float(finite.max()))
    kind = {"F": np.float32, "I": np.int32}.get(image.mode, np.uint16)
    low, high, note = black_and_white(low, high, np.dtype(kind), span)
    return low, high, tuple(filter(None, (note, odd_values(odd, image.width * image.height))))


def _blocks(image: Image.Image) -> Iterator[tuple[int, NDArray[np.generic]]]:
    """(first row, (rows, width) values), top to bottom."""
    rows = max(1, _BLOCK // image.width)
    for top in range(0, image.height, rows):
        bottom = min(top + rows, image.height)
        yield top, np.asarray(image.crop((0, top, image.width, bottom)))


def _on_white(image: Image.Image, mode: str) -> Image.Image:
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert(mode)


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """Mode RGB by way of the profile (CIELAB where there is none), None if it does not apply."""
    try:
        source = ImageCms.ImageCmsProfile(
            BytesIO(profile) if profile else ImageCms.createProfile("LAB")
        )
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
