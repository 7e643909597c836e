"""Texts from files, as sentences: one at a time goes through a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explorer.core.cancel import never
from explorer.core.foreign import Refusal
from explorer.inputs.encodings import CONTROL, Decoded, decode
from explorer.inputs.files import listed, opened, shown_name
from explorer.inputs.sentences import split_sentences

__all__ = [
    "MAX_BYTES",
    "TEXT_SUFFIXES",
    "TextError",
    "TextFile",
    "list_texts",
    "read_text",
    "split_sentences",
    "takes_text",
]

MAX_BYTES = 5_000_000
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")


class TextError(Refusal):
    """A text that cannot be opened: what is wrong and what to do, without its folder."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text, whole and as sentences, none of them empty.

    notes: a sentence each on what was left out or guessed.
    """

    name: str
    text: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def pairs(self) -> tuple[str, ...]:
        """The lines, of a file whose lines all hold two texts with a tab between them; else ()."""
        lines = tuple(line.strip() for line in self.text.splitlines() if line.strip())
        return lines if all(line.count("\t") == 1 for line in lines) else ()


def takes_text(path: Path) -> bool:
    """Whether a dropped file is a text by its suffix; what has none may be anything."""
    return path.suffix.lower() in TEXT_SUFFIXES


def list_texts(folder: Path) -> list[Path]:
    """The texts directly in a folder by their suffix, 2 before 10, hidden ones left out.

    Raises TextError where the folder cannot be listed.
    """
    return listed(folder, TEXT_SUFFIXES, TextError)


def read_text(path: Path, cancelled: Callable[[], bool] = never) -> TextFile:
    """Read a text in UTF-8, UTF-16, Shift-JIS, EUC-JP or another encoding that can be told.

    Parameters
    ----------
    cancelled : asked between two blocks of the file.

    Raises
    ------
    TextError
        It cannot be opened, is no text, or has no characters in it.
    Cancelled
        It is not wanted any more.
    """
    path = Path(path)
    name, too_large = shown_name(path), "5 MB. Open a part of it."
    with opened(path, "text", MAX_BYTES, too_large, TextError, cancelled) as stream:
        data = stream.read()
    decoded = _decoded(data, name)
    text, removed = CONTROL.subn("", decoded.text)
    if "\0" in decoded.text:
        raise TextError(_NO_TEXT.format(name))
    sentences = split_sentences(text)
    if not sentences:
        raise TextError(f"{name} has nothing but white space in it. Open another text.")
    notes = []
    if decoded.guessed:
        notes.append(f"{name} was read as {decoded.encoding}, a guess. Save it as UTF-8 if wrong.")
    if removed:
        plural = "s were" if removed > 1 else " was"
        notes.append(f"{removed:,} control character{plural} left out of {name}.")
    return TextFile(
        name=name,
        text=text.strip(),
        sentences=sentences,
        notes=tuple(notes),
    )


_CONTROL_BYTES = bytes((*range(8), *range(0x0E, 0x1B), 0x7F))
_NO_TEXT = "{} is not a text. Open a plain text file."


def _decoded(data: bytes, name: str) -> Decoded:
    try:
        return decode(data)
    except UnicodeError as error:
        # a text of unknown encoding has next to no control characters
        if 20 * (len(data) - len(data.translate(None, _CONTROL_BYTES))) > len(data):
            raise TextError(_NO_TEXT.format(name)) from error
        raise TextError(
            f"{name} is damaged or in an unknown encoding. Save it as UTF-8 and open that."
        ) from error
