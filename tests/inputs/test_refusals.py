"""What is no photo or cannot be read: one sentence each, and folders of photos."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.core.cancel import Cancelled
from explorer.inputs.files import BLOCK, opened
from explorer.inputs.images import MAX_BYTES, read_photo
from explorer.inputs.photo_files import IMAGE_SUFFIXES, ImageError, list_images
from explorer.inputs.text import read_text
from tests.inputs.pictures import quarters, sentence

Save = Callable[..., Path]


class TestNotAPhoto:
    def test_missing(self, tmp_path: Path) -> None:
        assert sentence(tmp_path / "moon.tif") == "moon.tif was not found. Choose another photo."
        file = tmp_path / "file"
        file.write_bytes(b"x")
        assert "was not found" in sentence(file / "moon.tif")

    def test_folder(self, tmp_path: Path) -> None:
        assert sentence(tmp_path).endswith(" is a folder. Open a photo inside it.")

    def test_folders_without_a_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "holiday").mkdir()
        monkeypatch.chdir(tmp_path / "holiday")
        assert sentence(Path()) == "holiday is a folder. Open a photo inside it."
        assert sentence(Path(tmp_path.anchor)) == "This is a folder. Open a photo inside it."

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "moon.png").touch()
        assert sentence(tmp_path / "moon.png") == "moon.png is empty. Open another copy of it."

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_pipe_and_device(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "moon.png")
        expected = " is a device or a pipe. Open a photo file."
        assert sentence(tmp_path / "moon.png") == f"moon.png{expected}"
        assert sentence(Path(os.devnull)).endswith(expected)

    @pytest.mark.parametrize("content", [b"Dear diary", bytes(100)])
    def test_another_kind_of_file(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "moon.png").write_bytes(content)
        assert sentence(tmp_path / "moon.png") == (
            "moon.png is not a photo. Open a PNG, JPEG, WebP, BMP, GIF or TIFF file."
        )

    @pytest.mark.parametrize("kind", ["ICO", "PPM", "TGA", "PCX", "EPS", "PDF", "SGI", "DDS"])
    def test_formats_off_the_list_are_never_decoded(self, save: Save, kind: str) -> None:
        path = save(quarters(), "moon.png", format=kind)
        said = sentence(path)
        named = {"ICO": "an icon", "PPM": "a PPM picture", "PDF": "a PDF"}
        assert f"is {named.get(kind, 'not a photo')}" in said

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50), "a HEIC photo: save it as JPEG"),
            (b"\xff\x0a" + bytes(50), "a JPEG XL photo: save it as JPEG"),
            (b'<?xml version="1.0"?>\n<svg xmlns="a">', "an SVG drawing: export it as PNG"),
            (b"<!-- a --><svg width='3'>", "an SVG drawing: export it as PNG"),
            (b"%PDF-1.7", "a PDF: export the page as PNG"),
            (b"8BPS" + bytes(50), "a Photoshop file: save it as JPEG or PNG"),
        ],
    )
    def test_files_that_are_no_photos_are_named(
        self, tmp_path: Path, content: bytes, said: str
    ) -> None:
        (tmp_path / "moon.png").write_bytes(content)
        assert sentence(tmp_path / "moon.png").startswith(f"moon.png is {said}")

    def test_names_that_no_file_can_have(self, tmp_path: Path) -> None:
        assert sentence(tmp_path / "mo\0on.png").startswith("mo�on.png was not found.")
        long = sentence(tmp_path / ("m" * 5000))
        assert "mmm…mmm" in long

    @pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
    def test_names_that_cannot_be_written(self, tmp_path: Path) -> None:
        for name, shown in ((b"mo\non.png", "mo�on.png"), (b"mo\xffon.png", "mo�on.png")):
            path = tmp_path / os.fsdecode(name)
            path.write_bytes(b"x")
            assert sentence(path).startswith(f"{shown} is not a photo.")
        quarters().save(path, "PNG")
        assert read_photo(path).name.encode() == "mo�on.png".encode()

    def test_a_link_that_leads_in_circles(self, tmp_path: Path) -> None:
        link = tmp_path / "moon.png"
        try:
            link.symlink_to(link)
        except OSError:
            pytest.skip("no right to make links on this system")
        assert sentence(link).startswith("moon.png is a link that leads back to itself.")


class TestReading:
    """What the disk or the machine refuses, imitated since a test may run as root."""

    def refuse(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        def open_(path: Path, mode: str) -> Any:
            raise error

        monkeypatch.setattr(Path, "open", open_)

    def test_no_permission(self, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
        path = save(quarters(), "moon.png")
        self.refuse(monkeypatch, PermissionError(13, "Permission denied", str(path)))
        assert sentence(path) == (
            "moon.png may not be read. Change its permissions or choose another photo."
        )

    def test_failing_disk(self, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
        path = save(quarters(), "moon.png")
        self.refuse(monkeypatch, OSError(5, "Input/output error", str(path)))
        assert sentence(path) == "moon.png could not be read. Open a copy on another disk."

    def test_a_disk_that_fails_half_way_is_not_called_damage(
        self, save: Save, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = save(quarters(), "moon.png")
        content = path.read_bytes()

        class Failing(BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                if self.tell() > 60:
                    raise OSError(5, "Input/output error")
                return super().read(size)

        monkeypatch.setattr(Path, "open", lambda path, mode: Failing(content))
        assert "could not be read" in sentence(path)

    def test_out_of_memory(self, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise MemoryError

        monkeypatch.setattr("explorer.inputs.images.to_srgb", full)
        path = save(quarters(), "moon.png")
        assert sentence(path).startswith("moon.png needs more memory than is free.")

    def test_a_file_of_gigabytes_is_not_read_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "moon.tif"
        with path.open("wb") as stream:
            stream.truncate(MAX_BYTES + 1)  # a hole: it takes no room on the disk
        assert sentence(path) == "moon.tif is larger than 2 GB. Save it smaller and open that."


class TestFolders:
    def test_photos_come_in_the_order_a_person_expects(self, tmp_path: Path) -> None:
        names = ["b.png", "img10.jpg", "IMG2.JPG", "img1.jpeg", "img02.tif", "a.webp", "9.bmp"]
        for name in names:
            (tmp_path / name).touch()
        found = [path.name for path in list_images(tmp_path)]
        expected = ["9.bmp", "a.webp", "b.png", "img1.jpeg", "IMG2.JPG", "img02.tif", "img10.jpg"]
        assert found[:4] + found[-1:] == expected[:4] + expected[-1:]
        assert sorted(found[4:6]) == ["IMG2.JPG", "img02.tif"]  # both are number two

    def test_only_photos_that_are_not_hidden(self, tmp_path: Path) -> None:
        for name in ("a.png", ".b.png", "c.txt", "d", "e.png.part", ".png"):
            (tmp_path / name).touch()
        (tmp_path / "f.png").mkdir()
        (tmp_path / "f.png" / "g.png").touch()
        assert list_images(tmp_path) == [tmp_path / "a.png"]

    def test_every_suffix_in_either_case(self, tmp_path: Path) -> None:
        for number, suffix in enumerate(IMAGE_SUFFIXES):
            (tmp_path / f"{number}{suffix.upper() if number % 2 else suffix}").touch()
        assert len(list_images(tmp_path)) == len(IMAGE_SUFFIXES) == len(set(IMAGE_SUFFIXES))

    def test_what_is_no_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "file").touch()

        def refusal(path: Path) -> str:
            with pytest.raises(ImageError) as caught:
                list_images(path)
            return str(caught.value)

        assert refusal(tmp_path / "none") == "none was not found. Choose another folder."
        assert refusal(tmp_path / "file") == "file is not a folder. Choose another."

        def denied(path: Path) -> Iterator[Path]:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "iterdir", denied)
        assert refusal(tmp_path) == f"{tmp_path.name} may not be listed. Choose another folder."

    @given(names=st.lists(st.text("a1٣²b0.", min_size=1, max_size=8), max_size=8, unique=True))
    @settings(max_examples=60, deadline=None)
    def test_any_names_can_be_put_in_order(self, names: list[str]) -> None:
        with TemporaryDirectory() as folder:
            paths = {Path(folder) / f"x{name}.png" for name in names}
            for path in paths:
                path.touch()
            found = list_images(Path(folder))
            assert set(found) == paths
            assert found == list_images(Path(folder))


class TestWork:
    """How long a file may take, and that it can be stopped meanwhile."""

    def read(self, path: Path, **how: Any) -> bytes:
        with opened(path, "photo", 10**9, "1 GB.", ImageError, **how) as stream:
            return b"".join(iter(lambda: stream.read(BLOCK), b""))

    def test_it_is_asked_between_two_blocks(self, tmp_path: Path) -> None:
        path, asked = tmp_path / "moon.bin", list[None]()
        path.write_bytes(bytes(5 * BLOCK))

        def cancelled() -> bool:
            asked.append(None)
            return len(asked) > 3

        with pytest.raises(Cancelled):
            self.read(path, cancelled=cancelled)
        assert len(asked) == 4

    def test_what_takes_too_long_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "moon.bin"
        path.write_bytes(bytes(5 * BLOCK))
        assert self.read(path) == bytes(5 * BLOCK)
        with pytest.raises(ImageError, match=r"^moon\.bin takes too long to read\. "):
            self.read(path, work=0.0)

    @pytest.mark.parametrize(
        ("kind", "options"),
        [("JPEG", {"progressive": True}), ("PNG", {}), ("TIFF", {}), ("GIF", {}), ("BMP", {})],
    )
    def test_a_photo_is_stopped_while_it_is_decoded(
        self, save: Save, kind: str, options: dict[str, Any]
    ) -> None:
        noise = np.random.default_rng(0).integers(0, 256, (600, 700, 3), dtype=np.uint8)
        path, asked = save(Image.fromarray(noise), f"moon.{kind.lower()}", **options), list[None]()

        def count() -> bool:
            asked.append(None)
            return False

        read_photo(path, cancelled=count)
        whole = len(asked)
        for last in (1, whole // 2, whole - 1):
            asked.clear()

            def cancelled(last: int = last) -> bool:
                asked.append(None)
                return len(asked) > last

            with pytest.raises(Cancelled):
                read_photo(path, cancelled=cancelled)
            assert len(asked) == last + 1


def test_a_text_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("a line\n" * 100_000)
    with pytest.raises(Cancelled):
        read_text(path, cancelled=lambda: True)
