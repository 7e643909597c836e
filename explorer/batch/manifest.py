"""`manifest.csv`: what has become of every input of a batch, and what need not be made again.

A line is appended with one write as soon as the files of an input stand, so that a killed process
leaves whole lines. A line is believed when the input, the settings and the files are still those;
in the end the file is written anew, a line an input, in their order.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from urllib.parse import quote, unquote

from explorer.batch.plan import Item
from explorer.batch.worker import Facts, Outcome, csv_line
from explorer.export.files import ExportError, write_bytes

NAME = "manifest.csv"
MOST = 1 << 30
"""Bytes of a manifest that is read."""
COLUMNS = (
    "name",
    "input", "sha256", "settings", "files", *(one.name for one in fields(Facts)), "error",
)  # fmt: skip
_START = ",".join(COLUMNS[:3]).encode()
BETWEEN = " | "
"""Between the names of several files."""
_ODD = re.compile(r"[%|]|^ | $|(?<= ) | (?= )")


@dataclass(frozen=True, slots=True)
class Line:
    """What the manifest says of one input."""

    sha256: str
    settings: str
    files: tuple[str, ...]
    error: str
    values: tuple[str, ...]


class Manifest:
    """The manifest of a folder.

    Parameters
    ----------
    folder
        Where the files of the batch are.
    settings
        The digest of the plan: lines of other settings are forgotten.

    Raises
    ------
    ExportError
        A file of that name is there and not of this program: it is left as it is.
    """

    def __init__(self, folder: Path, settings: str) -> None:
        self.path = folder / NAME
        self._settings = settings
        if _foreign(self.path):
            raise ExportError(
                f"{NAME} of that folder was not written by this program, and is left as it is. "
                "Choose another folder, or move that file."
            )
        self._lines = _read(self.path)
        self._begun = False

    def finished(self, stem: str, sha256: str) -> bool:
        """Whether the files of an input stand already, made from the same with the same plan."""
        line = self._lines.get(stem)
        if line is None or not self.knows(stem):
            return False
        folder = self.path.parent
        return line.sha256 == sha256 and all((folder / one).is_file() for one in line.files)

    def knows(self, stem: str) -> bool:
        """Whether it is worth to look at an input before it is decoded."""
        line = self._lines.get(stem)
        return line is not None and not line.error and line.settings == self._settings

    def add(self, item: Item, outcome: Outcome) -> None:
        """Append what has become of an input. Raises ExportError."""
        files = tuple(one.name for one in outcome.files)
        values = (
            escaped(item.stem), item.name, outcome.sha256, self._settings,
            BETWEEN.join(map(escaped, files)),
            *astuple(outcome.facts), outcome.error,
        )  # fmt: skip
        self._lines[item.stem] = Line(outcome.sha256, self._settings, files, outcome.error, values)
        if not self._begun:
            self.write(self._lines)  # without what was torn, or of other columns
            self._begun = True
            return
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
            try:
                os.write(handle, csv_line(values).encode("utf-8", "replace"))
            finally:
                os.close(handle)
        except OSError as error:
            why = (error.strerror or "unknown error").lower()
            raise ExportError(
                f"{NAME} was not written ({why}). Free some space or choose another folder; the "
                "same command then goes on."
            ) from error

    def write(self, stems: Iterable[str]) -> None:
        """Write it anew, the lines of these inputs first, in this order. Raises ExportError."""
        order = dict.fromkeys((*stems, *self._lines))
        known = [self._lines[stem].values for stem in order if stem in self._lines]
        text = "".join(map(csv_line, (COLUMNS, *known)))
        write_bytes(self.path, text.encode("utf-8", "replace"))


def _foreign(path: Path) -> bool:
    """Whether a file with something in it does not begin as a manifest of any version does."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            start = stream.read(len(_START))
    except OSError:
        return False
    return not _START.startswith(start)  # a part of it is torn, and ours


def _read(path: Path) -> dict[str, Line]:
    """The lines of a manifest by the name of the input, the last of each; {} where there is none.

    What is torn, or was made by something else, is passed over.
    """
    try:
        if not path.is_file() or path.stat().st_size > MOST:
            return {}
        text = path.read_text("utf-8", "replace")
    except OSError:
        return {}
    whole = text[: text.rfind("\n") + 1]
    try:
        rows = list(csv.reader(whole.splitlines()))
    except csv.Error:
        return {}
    if not rows or tuple(rows[0]) != COLUMNS:
        return {}
    whole_rows = (row for row in rows[1:] if len(row) == len(COLUMNS))
    return {unescaped(row[0]): _line(row) for row in whole_rows}


def escaped(name: str) -> str:
    """A file name on one line, with a sign of %XX for what a table or its reader would change.

    Those are line ends and other signs that cannot be printed, "|" between names, "%", and spaces
    at an end or beside others.
    """
    found = _ODD.sub(lambda one: quote(one[0], safe="", errors="surrogatepass"), name)
    return "".join(
        one if one.isprintable() else quote(one, safe="", errors="surrogatepass") for one in found
    )


def unescaped(name: str) -> str:
    """The name that `escaped` has made safe."""
    return unquote(name, errors="surrogatepass")


def _line(row: Sequence[str]) -> Line:
    value: Mapping[str, str] = dict(zip(COLUMNS, row, strict=True))
    files = tuple(unescaped(one) for one in value["files"].split(BETWEEN) if one)
    safe = tuple(one for one in files if Path(one).name == one)  # nothing outside of the folder
    sound = len(safe) == len(files)
    settings = value["settings"] if sound else ""
    return Line(value["sha256"], settings, safe, value["error"], tuple(row))
