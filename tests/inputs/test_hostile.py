"""Damaged and hostile files: a sentence, and no memory for what they claim."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.inputs.frame_count import has_pictures
from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import ImageError
from tests.inputs.pictures import RED, sentence

Save = Callable[..., Path]

# Outside of pytest Pillow's own warnings are silenced, so that a file meant to be read is read.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
QUICK = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def encoded(kind: str) -> bytes:
    """A small photo in each container, with and without compression and extras."""
    noise = np.random.default_rng(0).integers(0, 256, (23, 31, 3), dtype=np.uint8)
    image = Image.fromarray(noise)
    profile = {"icc_profile": b"\0" * 200}
    exif = Image.Exif()
    exif[274] = 6
    film: dict[str, Any] = {
        "save_all": True,
        "append_images": [image.rotate(90), image.rotate(9)],
    }
    ways: dict[str, tuple[Image.Image, str, dict[str, Any]]] = {
        "png": (image, "PNG", {"exif": exif, **profile}),
        "palette.png": (image.quantize(17), "PNG", {"transparency": 3}),
        "bits.png": (image.convert("1"), "PNG", {}),
        "jpg": (image, "JPEG", {"exif": exif, **profile}),
        "progressive.jpg": (image, "JPEG", {"progressive": True}),
        "cmyk.jpg": (image.convert("CMYK"), "JPEG", {}),
        "webp": (image, "WEBP", {"exif": exif}),
        "film.webp": (image.convert("RGBA"), "WEBP", {"lossless": True, **film}),
        "bmp": (image, "BMP", {}),
        "palette.bmp": (image.quantize(17), "BMP", {}),
        "gif": (image, "GIF", {}),
        "film.gif": (image, "GIF", {"disposal": 2, **film}),
        "tif": (image, "TIFF", {"exif": exif}),
        "lzw.tif": (image, "TIFF", {"compression": "tiff_lzw"}),
        "jpeg.tif": (image, "TIFF", {"compression": "jpeg"}),
        "fax.tif": (image.convert("1"), "TIFF", {"compression": "group4"}),
        "float.tif": (Image.fromarray(noise[..., 0].astype(np.float32)), "TIFF", {}),
        "film.tif": (image, "TIFF", film),
    }
    picture, container, options = ways[kind]
    buffer = BytesIO()
    picture.save(buffer, container, **options)
    return buffer.getvalue()


KINDS = (
    *("png", "palette.png", "bits.png", "jpg", "progressive.jpg", "cmyk.jpg", "webp", "film.webp"),
    *("bmp", "palette.bmp", "gif", "film.gif", "tif", "lzw.tif", "jpeg.tif", "fax.tif"),
    *("float.tif", "film.tif"),
)


def opens_or_says_why(path: Path, content: bytes) -> None:
    """The only two outcomes there may be: a true photo, or a sentence."""
    path.write_bytes(content)
    try:
        photo = read_photo(path)
    except ImageError as error:
        text = str(error)
        assert text.startswith(path.name)
        assert text.endswith(".")
        assert text.isprintable()
        assert str(path.parent) not in text
    else:
        height, width, channels = photo.pixels.shape
        assert (width, height) == photo.size
        assert channels == 3
        assert photo.pixels.dtype == np.uint8
        assert max(photo.size) <= 4096


@dataclass
class Peak:
    grown: int = 0  # megabytes


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """How far the memory of this process rises within, at its highest, decoders included."""
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not reset.exists():
        pytest.skip("only Linux tells how much memory a process had at its peak")

    def megabytes(of: str) -> int:
        return int(re.findall(rf"{of}:\s+(\d+) kB", status.read_text())[0]) // 1024

    reset.write_text("5")
    before, peak = megabytes("VmRSS"), Peak()
    yield peak
    peak.grown = megabytes("VmHWM") - before


class TestDamage:
    @pytest.mark.parametrize("kind", KINDS)
    def test_whole_files_open(self, tmp_path: Path, kind: str) -> None:
        # Guards the others: what is damaged there is sound before.
        path = tmp_path / "moon"
        path.write_bytes(encoded(kind))
        assert sorted(read_photo(path).size) == [23, 31]

    @pytest.mark.parametrize("kind", KINDS)
    def test_half_a_file_ends_too_early(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / "moon.tif"
        whole = encoded(kind)
        alone = kind.replace("film.gif", "gif").replace("film.tif", "tif")
        path.write_bytes(whole[: len(encoded(alone)) // 2])  # within the first frame
        if kind in ("progressive.jpg", "cmyk.jpg"):  # whose rows so far are there
            said = "the file ends too early: a part of the picture is missing"
            assert read_photo(path).notes[-1] == said
            return
        assert sentence(path) == "moon.tif ends too early. Open another copy of it."

    @pytest.fixture(scope="class", autouse=True)
    def bounded_memory(self) -> Iterator[None]:
        """A damaged header may claim what a true one may: 100 megapixels, held up to 5 times."""
        if sys.platform != "linux":
            yield
            return
        with peak_memory() as peak:
            yield
        assert peak.grown < 2500

    @given(content=st.binary(max_size=400))
    @QUICK
    def test_random_bytes(self, tmp_path: Path, content: bytes) -> None:
        opens_or_says_why(tmp_path / "moon.png", content)

    @given(kind=st.sampled_from(KINDS), keep=st.integers(0, 60), content=st.binary(max_size=400))
    @QUICK
    def test_random_bytes_behind_a_true_start(
        self, tmp_path: Path, kind: str, keep: int, content: bytes
    ) -> None:
        opens_or_says_why(tmp_path / "moon.png", encoded(kind)[:keep] + content)

    @given(kind=st.sampled_from(KINDS), share=st.floats(0, 1))
    @QUICK
    def test_truncated(self, tmp_path: Path, kind: str, share: float) -> None:
        whole = encoded(kind)
        opens_or_says_why(tmp_path / "moon.png", whole[: int(share * len(whole))])

    @given(
        kind=st.sampled_from(KINDS),
        # most of what steers a decoder stands near either end
        places=st.lists(st.one_of(st.integers(0, 120), st.integers(-200, -1)), max_size=4),
        anywhere=st.lists(st.floats(0, 1), max_size=3),
        bit=st.integers(0, 7),
    )
    @QUICK
    def test_flipped_bits(
        self, tmp_path: Path, kind: str, places: list[int], anywhere: list[float], bit: int
    ) -> None:
        content = bytearray(encoded(kind))
        for place in (*places, *(int(share * len(content)) for share in anywhere)):
            content[place % len(content)] ^= 1 << bit
        opens_or_says_why(tmp_path / "moon.png", bytes(content))


def png_chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + check


def png_claiming(width: int, height: int, *extra: bytes) -> bytes:
    """A PNG of a given size in its header, with almost no pixels behind it."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", size + bytes([8, 6, 0, 0, 0])),
            *extra,
            png_chunk(b"IDAT", zlib.compress(bytes(100))),
            png_chunk(b"IEND", b""),
        )
    )


def bombs() -> dict[str, bytes]:
    """Small files that claim between a tenth of a gigabyte and ten gigabytes and more."""
    big, little = (50_000).to_bytes(2, "big"), (65_535).to_bytes(2, "little")
    jpeg = bytearray(encoded("jpg"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = big + big
    bmp = bytearray(encoded("bmp"))
    bmp[18:26] = (60_000).to_bytes(4, "little") * 2
    # an extended WebP: its canvas is 16,384 x 16,384, its only frame as small as before
    frame_of_webp = encoded("film.webp")[12:]
    webp = bytearray(b"RIFF" + (len(frame_of_webp) + 4).to_bytes(4, "little") + b"WEBP")
    webp += frame_of_webp
    webp[24:30] = (16_383).to_bytes(3, "little") * 2
    gif = bytearray(encoded("film.gif"))
    gif[6:10] = little * 2
    image = gif.index(b"\x2c", 13 + 3 * (2 << (gif[10] & 7)))
    gif[image + 5 : image + 9] = little * 2
    tif = bytearray(encoded("tif"))
    start = int.from_bytes(tif[4:8], "little")
    for entry in range(start + 2, start + 26, 12):  # width and height come first
        tif[entry + 2 : entry + 12] = (
            (4).to_bytes(2, "little") + (1).to_bytes(4, "little") + (70_000).to_bytes(4, "little")
        )
    return {
        "png": png_claiming(100_000, 100_000),
        "wide.png": png_claiming(2**31 - 1, 1),
        "text.png": png_claiming(1, 1, png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8)))),
        "profile.png": png_claiming(
            1, 1, png_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(10**8)))
        ),
        "jpg": bytes(jpeg),
        "bmp": bytes(bmp),
        "webp": bytes(webp),
        "gif": bytes(gif),
        "tif": bytes(tif),
    }


class TestBombs:
    def test_a_claim_takes_no_memory(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        said = {}
        with peak_memory() as peak:
            for name, content in bombs().items():
                path = tmp_path / name
                path.write_bytes(content)
                said[name] = sentence(path)
        assert peak.grown < 64
        too_large = {name for name, text in said.items() if "more than 100 megapixels" in text}
        assert too_large == set(bombs()) - {"text.png", "profile.png"}  # small, but for their text
        assert capfd.readouterr() == ("", "")

    def test_memory_is_truly_measured(self, save: Save) -> None:
        path = save(Image.new("L", (6_000, 6_000)), "sky.png")
        with peak_memory() as peak:
            read_photo(path)
        assert peak.grown > 36  # a byte a pixel at the very least

    def test_a_hundred_megapixels_open(self, save: Save) -> None:
        image = Image.new("1", (10_000, 10_000))
        image.paste(1, (0, 0, 5_000, 10_000))
        photo = read_photo(save(image, "sky.png"))
        assert photo.source_size == (10_000, 10_000)
        assert photo.size == (4096, 4096)
        assert photo.notes == ("scaled down from 10000 × 10000",)
        assert photo.pixels[:, :2040].min() == 255
        assert photo.pixels[:, 2056:].max() == 0

    def test_one_row_more_does_not(self, save: Save) -> None:
        path = save(Image.new("1", (10_000, 10_001)), "sky.png")
        assert sentence(path) == (
            "sky.png has more than 100 megapixels. Save it smaller and open that."
        )

    def test_a_large_jpeg_is_decoded_smaller_from_the_start(
        self, save: Save, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = save(Image.new("RGB", (9_000, 2_000), RED), "sky.jpg")
        loaded: list[tuple[int, int]] = []
        load = Image.Image.load

        def note(image: Image.Image) -> Any:
            loaded.append(image.size)
            return load(image)

        monkeypatch.setattr(Image.Image, "load", note)
        photo = read_photo(path)
        assert photo.size == (4096, 910)
        assert photo.source_size == (9_000, 2_000)
        assert max(loaded) <= (4_500, 1_000)
        np.testing.assert_allclose(photo.pixels[400, 2000], RED, atol=3)


TAGS = [(256, 4, 1), (257, 4, 1), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (279, 4, 1)]


def chained_tiff(count: int) -> bytes:
    """A TIFF of one pixel in `count` directories, one behind the other."""
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in TAGS)
    body = struct.pack("<H", len(TAGS)) + entries
    starts = [9 + (len(body) + 4) * (at + 1) for at in range(count - 1)]
    directories = b"".join(body + struct.pack("<I", following) for following in [*starts, 0])
    return b"II*\0" + struct.pack("<I", 9) + b"\0" + directories


def many_gif(count: int) -> bytes:
    """A GIF of one pixel with `count` pictures, the last with colours of its own."""
    extension = b"!\xf9\x04\0\0\0\0\0"
    place, codes = struct.pack("<HHHH", 0, 0, 1, 1), b"\x02\x02\x44\x01\0"
    plain = extension + b"," + place + b"\0" + codes
    own = extension + b"," + place + b"\x80" + b",;" * 3 + codes  # colours that look like blocks
    head = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + b",;!" * 2
    return head + plain * (count - 1) + own + b";"


@pytest.mark.parametrize("make", [chained_tiff, many_gif])
@pytest.mark.parametrize(
    ("count", "notes"),
    [
        (1, ()),
        (2, ("first frame of 2",)),
        (1_000, ("first frame of 1000",)),
        (1_001, ("first frame of more than 1,000",)),
        (5_000, ("first frame of more than 1,000",)),
    ],
)
def test_frames_are_counted_up_to_a_limit(
    tmp_path: Path, make: Callable[[int], bytes], count: int, notes: tuple[str, ...]
) -> None:
    path = tmp_path / "many"
    path.write_bytes(make(count))
    assert read_photo(path).notes == notes


@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_pictures_of_a_gif_are_as_many_as_pillow_finds(count: int) -> None:
    """Large ones, whose codes take several blocks."""
    frames = [Image.effect_noise((90, 70), 40 + at) for at in range(count)]
    stream = BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], comment=b"c" * 700)
    with Image.open(stream) as image:
        assert image.n_frames == count
    assert has_pictures(stream, count)
    assert not has_pictures(stream, count + 1)


def test_a_jpeg_whose_scans_come_again_and_again_is_refused(tmp_path: Path) -> None:
    stream = BytesIO()
    Image.new("RGB", (8_000, 8_000), "red").save(stream, "JPEG", progressive=True)
    whole = stream.getvalue()
    path = tmp_path / "scans.jpg"
    path.write_bytes(whole)
    assert read_photo(path).source_size == (8_000, 8_000)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    path.write_bytes(whole[:-2] + 50 * last + whole[-2:])
    with pytest.raises(ImageError, match=r"^scans\.jpg has \d+ scans, too many to read\."):
        read_photo(path)


def test_an_animated_webp_may_have_a_quarter_of_the_pixels(tmp_path: Path) -> None:
    # its decoder holds four pictures of the size that its header claims
    path, film = tmp_path / "film.webp", bytearray(encoded("film.webp"))
    film[24:30] = (8_000).to_bytes(3, "little") * 2
    path.write_bytes(film)
    with pytest.raises(ImageError, match="more than 25 megapixels"):
        read_photo(path)
