"""The lecture: stations with a prepared state of the window, text, tasks and a question.

Stations are files of words, one a station and language, checked when they are read; nothing in
them is run. resources/docs/lecture.md says how to write one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core.numbers import is_count
from explorer.explanation.glossary import LANGUAGES, Language
from explorer.explanation.toml_tables import Table, WordsError, read_toml
from explorer.resource_files import resources

VIEWS = ("overlay", "spotlight", "map", "matrix", "lines", "text", "steps")
SIDES = ("before", "after", "compare")
PARTS = ("", "cross", "decoder", "encoder")
MEAN = "mean"
MOST_STATIONS = 40


@dataclass(frozen=True, slots=True)
class Region:
    """Patches of a photo: rows from `top` to `bottom`, columns from `left` to `right`, ends too."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: object) -> bool:
        if not isinstance(cell, tuple) or len(cell) != 2:
            return False
        return bool(self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The state of the window that belongs to a station.

    Attributes
    ----------
    model : str
        Id in the registry.
    photo, text : str
        The id of a sample photo, or a text; one of both is "".
    part : str
        Of a model of texts, within which layers are counted; "" elsewhere.
    layer : int
        Counted from 0, within the part.
    head : str
        "mean", or the number of a head or channel.
    query : str
        "cls", "ROW,COL", a word; "" for the first.
    view, side : str
        How it is drawn; "" for the one that is in use.
    """

    model: str
    photo: str = ""
    text: str = ""
    part: str = ""
    layer: int = 0
    head: str = MEAN
    query: str = ""
    view: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the window shows, as far as tasks ask for it.

    Attributes
    ----------
    model, photo, text, part, layer, head, view, side
        As `Prepared` has them; the photo by the name of its file without its ending.
    query : str
        What asks, in words.
    cells : frozenset of (row, col)
        The patches that were asked since the station was opened.
    muted : int
        How many heads are muted.
    changed : bool
        Whether the answer is another one than with all heads.
    """

    model: str = ""
    photo: str = ""
    text: str = ""
    part: str = ""
    layer: int = 0
    head: str = MEAN
    query: str = ""
    view: str = ""
    side: str = ""
    cells: frozenset[tuple[int, int]] = frozenset()
    muted: int = 0
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a task, met when the window shows all that it names.

    Attributes
    ----------
    says : str
        What is to be done.
    model, photo, part, head, query, view, side : str
        What is to be shown, "" where that does not matter.
    layer : int or None
        The number of the layer, None where that does not matter.
    region, times
        So many different patches of a region are to be asked; None for no region.
    muted : int
        At least so many heads are to be muted.
    changed : bool
        Whether the answer is to be another one than with all heads.
    """

    says: str
    model: str = ""
    photo: str = ""
    part: str = ""
    layer: int | None = None
    head: str = ""
    query: str = ""
    view: str = ""
    side: str = ""
    region: Region | None = None
    times: int = 1
    muted: int = 0
    changed: bool = False

    def met(self, now: Situation) -> bool:
        """Whether the window shows it."""
        for name in ("model", "photo", "part", "head", "query", "view", "side"):
            wanted = getattr(self, name)
            if wanted and getattr(now, name).casefold() != wanted.casefold():
                return False
        if self.layer is not None and now.layer != self.layer:
            return False
        if self.region is not None:
            asked = sum(cell in self.region for cell in now.cells)
            if asked < self.times:
                return False
        return now.muted >= self.muted and now.changed >= self.changed


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done in the window: what, its conditions, and why once it is done."""

    says: str
    conditions: tuple[Condition, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the lecture.

    Attributes
    ----------
    id, number : str, int
        The same in every language; the number is 0 for an opening or a summary.
    title, paper, url : str
        Its heading, and what it is about; the paper and its address may be "".
    paragraphs : tuple of str
        Three to six.
    prepared : Prepared
        What the window shows at first.
    tasks : tuple of Task
        Two or three.
    question, answer : str
        To be thought about.
    """

    id: str
    number: int
    title: str
    paper: str
    url: str
    paragraphs: tuple[str, ...]
    prepared: Prepared
    tasks: tuple[Task, ...]
    question: str
    answer: str

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of all tasks, in order."""
        return tuple(one for task in self.tasks for one in task.conditions)


@cache
def lecture(language: Language = "en") -> tuple[Station, ...]:
    """The stations of the lecture that ships, in order.

    Raises WordsError where the files that ship are damaged, ValueError for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"a language is one of {', '.join(LANGUAGES)}, not {language}")
    return read_lecture(resources() / "lecture" / language)


def read_lecture(folder: Path) -> tuple[Station, ...]:
    """The stations of a folder, in the order of the names of their files.

    Raises WordsError for a folder without any, and for a file that is no station.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise WordsError(f"{folder.name} holds no stations: they are files that end in .toml.")
    if len(files) > MOST_STATIONS:
        raise WordsError(f"{folder.name} holds more than {MOST_STATIONS} stations.")
    found = tuple(read_station(file) for file in files)
    ids = [one.id for one in found]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise WordsError(f"{folder.name} has two stations with the id {twice}.")
    return found


def read_station(path: Path) -> Station:
    """The station of a file; raises WordsError with the field that is wrong."""
    table = Table(read_toml(path), path.name)
    station = Station(
        id=table.text("id"),
        number=_from_zero(table, "number", 0),
        title=table.text("title"),
        paper=table.text("paper", ""),
        url=table.text("url", ""),
        paragraphs=table.several("paragraphs", str, 3, 6),
        prepared=_prepared(table.table("state")),
        tasks=tuple(map(_task, table.tables("task", 2, 3))),
        question=table.text("question"),
        answer=table.text("answer"),
    )
    if station.url and not station.url.startswith("https://"):
        raise table.wrong("url", "an address that begins with https://")
    table.end()
    return station


def _from_zero(table: Table, name: str, default: int | None = None) -> int:
    number = table.number(name, default)
    if not 0 <= number < 1000:
        raise table.wrong(name, "a number from 0 to 999")
    return number


def _prepared(table: Table) -> Prepared:
    made = Prepared(
        model=table.text("model"),
        photo=table.text("photo", ""),
        text=table.text("text", ""),
        part=table.choice("part", PARTS, ""),
        layer=_from_zero(table, "layer", 0),
        head=_head(table, MEAN),
        query=table.text("query", ""),
        view=table.choice("view", ("", *VIEWS), ""),
        side=table.choice("side", ("", *SIDES), ""),
    )
    if bool(made.photo) == bool(made.text):
        raise table.wrong("photo", "given, or a text in its place, and not both")
    table.end()
    return made


def _head(table: Table, default: str) -> str:
    head = table.text("head", default)
    if head not in ("", MEAN) and not is_count(head):
        raise table.wrong("head", 'a number in quotes, or "mean"')
    return head


def _task(table: Table) -> Task:
    made = Task(
        says=table.text("says"),
        conditions=tuple(map(_condition, table.tables("condition", 1, 3))),
        why=table.text("why"),
    )
    table.end()
    return made


def _condition(table: Table) -> Condition:
    layer = table.number("layer", -1)
    corners = table.several("region", int)
    if corners and (len(corners) != 4 or min(corners) < 0):
        raise table.wrong("region", "four numbers: first row, first column, last row, last column")
    made = Condition(
        says=table.text("says"),
        model=table.text("model", ""),
        photo=table.text("photo", ""),
        part=table.choice("part", PARTS, ""),
        layer=None if layer < 0 else layer,
        head=_head(table, ""),
        query=table.text("query", ""),
        view=table.choice("view", ("", *VIEWS), ""),
        side=table.choice("side", ("", *SIDES), ""),
        region=Region(*corners) if corners else None,
        times=_from_zero(table, "times", 1),
        muted=_from_zero(table, "muted", 0),
        changed=table.truth("changed", False),
    )
    if made == Condition(made.says, times=made.times):
        raise WordsError(f"{table.where} asks for nothing: name what is to be shown.")
    table.end()
    return made
