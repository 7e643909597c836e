"""Text files: what comes out of a good one, and one sentence for whatever is none."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.inputs.text import (
    MAX_BYTES,
    TEXT_SUFFIXES,
    TextError,
    TextFile,
    read_text,
    takes_text,
)
from explorer.resource_files import resources

TEXT = "この小説は人気です。\r\n\r\n彼女は毎朝六時に起きます。雨だ。\n"


def sentence(path: Path) -> str:
    """The refusal of a file; one or two sentences without its folder."""
    with pytest.raises(TextError) as caught:
        read_text(path)
    text = str(caught.value)
    assert text.endswith(".")
    assert text.isprintable()
    assert str(path.absolute().parent) + os.sep not in text
    return text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "story.txt"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp"])
def test_a_file_in_every_encoding(file: Path, codec: str) -> None:
    file.write_bytes(TEXT.encode(codec))
    assert read_text(file) == TextFile(
        name="story.txt",
        text=TEXT.strip(),
        sentences=("この小説は人気です。", "彼女は毎朝六時に起きます。", "雨だ。"),
        notes=(),
    )


def test_what_was_guessed_is_said(file: Path) -> None:
    file.write_bytes("Сегодня мы идём в парк, потому что погода хорошая.".encode("cp1251"))
    found = read_text(file)
    assert found.notes == (
        "story.txt was read as Windows-1251, a guess. Save it as UTF-8 if wrong.",
    )


def test_what_was_left_out_is_said(file: Path) -> None:
    line = "The quick brown fox jumps over the lazy dog"
    file.write_text(f"{line}\x07.\n", encoding="utf-8")
    assert read_text(file).sentences == (f"{line}.",)
    assert read_text(file).notes == ("1 control character was left out of story.txt.",)
    file.write_text(f"{line}\x1b\x7f.\n{line}\n\ufeff", encoding="utf-8")
    assert read_text(file).sentences == (f"{line}.", line)
    assert read_text(file).notes == ("3 control characters were left out of story.txt.",)
    file.write_text("私は\x07学生です。", encoding="utf-8")  # and no guess is made of its encoding
    assert read_text(file).notes == ("1 control character was left out of story.txt.",)


class TestRefusals:
    def test_missing(self, file: Path) -> None:
        assert sentence(file) == "story.txt was not found. Choose another text."
        assert "was not found" in sentence(file.parent / "no\0name.txt")
        assert "mmm…mmm" in sentence(file.parent / ("m" * 5000))

    def test_folder(self, tmp_path: Path) -> None:
        assert sentence(tmp_path).endswith(" is a folder. Open a text inside it.")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_pipe(self, file: Path) -> None:
        os.mkfifo(file)
        assert sentence(file) == "story.txt is a device or a pipe. Open a text file."

    def test_empty(self, file: Path) -> None:
        file.touch()
        assert sentence(file) == "story.txt is empty. Open another copy of it."

    @pytest.mark.parametrize("data", [b"\n \n", "\u3000\r\n".encode(), "".encode("utf-16")])
    def test_nothing_but_white_space(self, file: Path, data: bytes) -> None:
        file.write_bytes(data)
        assert sentence(file) == ("story.txt has nothing but white space in it. Open another text.")

    def test_too_large(self, file: Path) -> None:
        with file.open("wb") as stream:
            stream.truncate(MAX_BYTES + 1)
        assert sentence(file) == "story.txt is larger than 5 MB. Open a part of it."
        file.write_bytes(b"It rains.\n" * (MAX_BYTES // 10))
        assert len(read_text(file).sentences) == MAX_BYTES // 10

    @pytest.mark.parametrize(
        "data",
        [
            bytes(100),
            b"text\0text, and much more of it\n" * 9,
            b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4,
            b"a\x01b\x02c\x03",
            b"PK\x03\x04" + bytes(26) + zlib.compress(TEXT.encode() * 99),
        ],
    )
    def test_no_text(self, file: Path, data: bytes) -> None:
        file.write_bytes(data)
        assert sentence(file) == "story.txt is not a text. Open a plain text file."

    def test_what_ships_with_the_program_is_no_text(self) -> None:
        for path in (
            resources() / "samples" / "coffee.jpg",
            resources() / "fonts" / "NotoSansJP-Medium.ttf",
            resources() / "checkpoints" / "spatial-gate.safetensors",
        ):
            assert sentence(path).startswith(path.name)

    def test_unknown_encoding(self, file: Path) -> None:
        file.write_bytes(TEXT.encode()[:-8] + b"\xe3")
        assert sentence(file) == (
            "story.txt is damaged or in an unknown encoding. Save it as UTF-8 and open that."
        )

    def test_what_the_disk_refuses(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file.write_text(TEXT, encoding="utf-8")

        def refuse(error: OSError) -> None:
            def open_(path: Path, mode: str) -> Any:
                raise error

            monkeypatch.setattr(Path, "open", open_)

        refuse(PermissionError(13, "Permission denied"))
        assert sentence(file) == (
            "story.txt may not be read. Change its permissions or choose another text."
        )
        refuse(OSError(5, "Input/output error"))
        assert sentence(file) == "story.txt could not be read. Open a copy on another disk."

    @given(st.binary(max_size=400))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_bytes_give_sentences_or_a_refusal(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "story.txt"
        path.write_bytes(data)
        try:
            found = read_text(path)
        except TextError:
            sentence(path)
        else:
            assert all(found.sentences)
            assert found.sentences


def test_texts_are_told_by_their_suffix() -> None:
    for suffix in TEXT_SUFFIXES:
        assert takes_text(Path(f"story{suffix}"))
        assert takes_text(Path(f"story{suffix.upper()}"))
    for name in ("story", ".txt", "story.jpg", "story.txt.png", "story.csv", "txt"):
        assert not takes_text(Path(name))
