"""Where the columns of the list of models are, and which of them give way. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.gui.browser.search import Row

ROW, HEAD = 32, 28
"""Heights of a row and of the line of headings, px."""
PAD, GAP, MARK = 12, 16, 24
"""px at both ends of a row, between columns, and for the mark before the title."""
TITLE = 240
"""The least width of the title; columns give way for it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column right of the title.

    Attributes
    ----------
    rank: those of the highest go first where room is short.
    own: whether its texts are the program's words, and no names of others.
    """

    heading: str
    width: int
    rank: int
    text: Callable[[Row], str]
    align: float = 0.0
    own: bool = False


COLUMNS = (
    Column("Source", 92, 1, lambda row: row.model.source, own=True),
    Column("Family", 132, 4, lambda row: row.model.family),
    Column("Size", 58, 0, lambda row: row.model.size, 1.0),
    Column("Licence", 92, 3, lambda row: row.model.licence),
    Column("Weights", 70, 2, lambda row: row.weights, own=True),
    Column("Shows", 196, 0, lambda row: row.model.shows, own=True),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A column at its place: left and width in px."""

    column: Column
    left: int
    width: int


def placed(width: int) -> tuple[int, tuple[Place, ...]]:
    """The width of the title and the columns that fit into a row of this width, px."""
    columns = list(COLUMNS)
    while columns and _room(columns, width) < TITLE:
        columns.remove(max(columns, key=lambda column: column.rank))
    title = _room(columns, width)
    left = PAD + MARK + title
    places = []
    for column in columns:
        left += GAP
        places.append(Place(column, left, column.width))
        left += column.width
    return title, tuple(places)


def _room(columns: list[Column], width: int) -> int:
    """What the columns leave for the title."""
    return width - 2 * PAD - MARK - sum(GAP + column.width for column in columns)
