"""Hostile photos: every container damaged, sizes that lie, small files of huge pictures."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from torture_parts.mutations import mutated

SUFFIXES = (".png", ".jpg", ".txt", ".safetensors", "", ".tif", ".html")


def containers(samples: list[Path]) -> dict[str, bytes]:
    """Write a picture of noise, 37 x 51, in every format that can be written; and the samples."""
    noise = np.random.default_rng(0).integers(0, 256, (37, 51, 3), dtype=np.uint8)
    image, exif, icc = Image.fromarray(noise), Image.Exif(), bytes(300)
    exif[274], exif[270] = 6, "x" * 300
    grey, bits = Image.fromarray(noise[..., 0]), image.convert("1")
    deep = Image.fromarray(noise[..., 0].astype(np.uint16) * 200)
    several: dict[str, Any] = {"save_all": True, "append_images": [image.rotate(90), image]}
    ways: dict[str, tuple[Image.Image, str, dict[str, Any]]] = {
        "a.png": (image, "PNG", {"exif": exif, "icc_profile": icc}),
        "palette.png": (image.quantize(17), "PNG", {"transparency": 3}),
        "bits.png": (bits, "PNG", {}),
        "deep.png": (deep, "PNG", {}),
        "film.png": (image, "PNG", several),
        "a.jpg": (image, "JPEG", {"exif": exif, "icc_profile": icc}),
        "progressive.jpg": (image, "JPEG", {"progressive": True}),
        "cmyk.jpg": (image.convert("CMYK"), "JPEG", {}),
        "grey.jpg": (grey, "JPEG", {}),
        "a.webp": (image, "WEBP", {"exif": exif}),
        "film.webp": (image.convert("RGBA"), "WEBP", {"lossless": True, **several}),
        "a.bmp": (image, "BMP", {}),
        "palette.bmp": (image.quantize(17), "BMP", {}),
        "a.gif": (image, "GIF", {}),
        "film.gif": (image, "GIF", several),
        "a.tif": (image, "TIFF", {"exif": exif}),
        "lzw.tif": (image, "TIFF", {"compression": "tiff_lzw"}),
        "zip.tif": (image, "TIFF", {"compression": "tiff_adobe_deflate"}),
        "jpeg.tif": (image, "TIFF", {"compression": "jpeg"}),
        "fax.tif": (bits, "TIFF", {"compression": "group4"}),
        "float.tif": (Image.fromarray(noise[..., 0].astype(np.float32)), "TIFF", {}),
        "film.tif": (image, "TIFF", several),
        "a.avif": (image, "AVIF", {}),
    }
    made = {path.name: path.read_bytes() for path in samples}
    for name, (picture, form, options) in ways.items():
        buffer = BytesIO()
        with suppress(Exception):  # a format that this Pillow cannot write
            picture.save(buffer, form, **options)
            made[name] = buffer.getvalue()
    return made


def hostile_photo(made: dict[str, bytes], rng: random.Random) -> tuple[str, bytes]:
    """Draw a hostile photo; gives the name of what it was made from, and its bytes."""
    name, roll = rng.choice(list(made)), rng.random()
    if roll < 0.08:
        return rng.choice(BOMBS)(rng)
    return name, lied(name, made[name], rng) if roll < 0.22 else mutated(made[name], rng)


def lied(name: str, data: bytes, rng: random.Random) -> bytes:
    """Write a size into the header that is not that of the pixels."""
    width, height = _side(rng), _side(rng)
    out = bytearray(data)
    small = struct.pack("<HH", min(width, 65_535), min(height, 65_535))
    match Path(name).suffix:
        case ".png":
            bits, colour = rng.choice([1, 2, 4, 8, 16, 3]), rng.choice([0, 2, 3, 4, 6, 5])
            head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, rng.choice([0, 1]))
            out[16:33] = head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
        case ".jpg":
            at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
            if at > 0:
                out[at + 5 : at + 9] = small[:2][::-1] + small[2:][::-1]
        case ".gif":
            out[6:10] = small
        case ".bmp":
            out[18:26] = struct.pack("<ii", width, rng.choice([height, -height]))
            out[28:30] = struct.pack("<H", rng.choice([0, 1, 4, 8, 16, 24, 32, 64]))
        case ".webp":
            wide, high = min(width, 16_383), min(height, 16_383)
            out[24:30] = struct.pack("<I", wide)[:3] + struct.pack("<I", high)[:3]
        case ".tif":
            _lie_in_directory(out, rng)
        case _:
            return mutated(data, rng)
    return bytes(out)


def _side(rng: random.Random) -> int:
    return rng.choice([0, 1, 300, 9_000, 30_000, 65_535, 2**31 - 1])


def _lie_in_directory(out: bytearray, rng: random.Random) -> None:
    """Change one to three fields of entries in the first directory of a TIFF."""
    order = "<" if out[:2] == b"II" else ">"
    at = struct.unpack(order + "I", out[4:8])[0]
    if at + 2 >= len(out):
        return
    count = struct.unpack(order + "H", out[at : at + 2])[0]
    for _ in range(rng.randint(1, 3)):
        place = at + 2 + 12 * rng.randrange(max(1, count))
        value = rng.randbytes(4) if rng.random() < 0.5 else struct.pack(order + "I", _side(rng))
        out[place + rng.choice([0, 2, 4, 8]) : place + 12] = value


@cache
def _squeezed_zeros(count: int) -> bytes:
    return zlib.compress(bytes(count))


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def png_bomb(rng: random.Random) -> tuple[str, bytes]:
    """Make a PNG of up to 100 million pixels in few bytes, at times with 50 MB of metadata."""
    ways = [(1, 0, 1), (8, 0, 1), (8, 2, 3), (16, 6, 4), (8, 3, 1), (16, 0, 1)]
    bits, colour, channels = rng.choice(ways)
    side = rng.choice([4_000, 9_990, 10_001])
    rows = _squeezed_zeros(min(side, 3_000) * (side * channels * bits // 8 + 2))
    extra = _chunk(b"PLTE", bytes(768)) if colour == 3 else b""
    for kind in (b"zTXt", b"iCCP"):
        if rng.random() < 0.3:
            extra += _chunk(kind, b"a\0\0" + _squeezed_zeros(50_000_000))
    head = struct.pack(">IIBBBBB", side, side, bits, colour, 0, 0, 0)
    parts = _chunk(b"IHDR", head) + extra + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return f"bomb{bits}x{channels}.png", b"\x89PNG\r\n\x1a\n" + parts


def gif_frames(rng: random.Random) -> tuple[str, bytes]:
    """Make a GIF of very many frames."""
    count = rng.choice([1_000, 100_000, 700_000])
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"
    head = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + bytes(6)
    return f"frames{count}.gif", head + frame * count + b";"


def _directory(tags: list[tuple[int, int, int, int]]) -> bytes:
    """A directory of a TIFF; the place of the following one comes behind it."""
    return struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)


def tiff_chain(rng: random.Random) -> tuple[str, bytes]:
    """Make a TIFF of very many directories one behind the other, or in a ring."""
    count, ring = rng.choice([1_000, 60_000, 400_000]), rng.random() < 0.5
    tags = [(256, 4, 1, 1), (257, 4, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    tags += [(273, 4, 1, 8), (279, 4, 1, 1)]
    one = _directory(tags)
    following = [9 + (len(one) + 4) * at for at in range(1, count)] + [9 if ring else 0]
    places = struct.pack(f"<{count}I", *following)
    parts = [one + places[at : at + 4] for at in range(0, 4 * count, 4)]
    head = b"II*\0" + struct.pack("<I", 9) + b"\0"
    return f"chain{count}{'ring' if ring else ''}.tif", head + b"".join(parts)


def tiff_strips(rng: random.Random) -> tuple[str, bytes]:
    """Make a TIFF of a huge deflated picture in few bytes."""
    side, bits = rng.choice([5_000, 9_990]), rng.choice([8, 16, 32])
    packed = _squeezed_zeros(side * 1_000)
    tags = [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, bits), (259, 3, 1, 8)]
    tags += [(262, 3, 1, 1), (273, 4, 1, 200), (277, 3, 1, rng.choice([1, 200]))]
    tags += [(278, 4, 1, side), (279, 4, 1, len(packed)), (339, 3, 1, rng.choice([1, 3]))]
    head = b"II*\0" + struct.pack("<I", 8) + _directory(tags) + bytes(4)
    return "strips.tif", head.ljust(200, b"\0") + packed


def jpeg_scans(rng: random.Random) -> tuple[str, bytes]:
    """Make a progressive JPEG of which one scan comes again and again."""
    buffer = BytesIO()
    picture = Image.new("L", (rng.choice([64, 4_000]), 2_000))
    picture.save(buffer, "JPEG", progressive=True)
    data = buffer.getvalue()
    at = data.rfind(b"\xff\xda")
    return "scans.jpg", data[:at] + data[at:-2] * rng.choice([50, 3_000]) + b"\xff\xd9"


def svg(rng: random.Random) -> tuple[str, bytes]:
    """Write a drawing that names a file of the machine."""
    image = b'<image href="file:///etc/passwd"/>'
    return "x.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + image + b"</svg>"


BOMBS: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    *(png_bomb, png_bomb, gif_frames, tiff_chain, tiff_strips, jpeg_scans, svg),
)
"""Each gives a name and the bytes of a file."""
