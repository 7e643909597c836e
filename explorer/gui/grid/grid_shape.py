"""What the grid of heads has to show: its layers, its columns, its sections. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Cell = tuple[int, int]
"""(row, column), both from 0; column 0 is the mean."""


@dataclass(frozen=True)
class Section:
    """Rows that belong together under a heading, as every layer of one kind of attention.

    Attributes
    ----------
    title, detail
        Of the heading, as ``"Cross"`` and ``"target × source"``.
    rows
        How many rows it has, at least 1.
    columns
        How many of the grid's columns its rows have, from the first; 0 for all.
    labels
        What its columns are called where the grid's own labels do not hold; () where they do.
    spoken
        What its rows belong to where the title says something else; "" where that says it.
    """

    title: str
    detail: str
    rows: int
    columns: int = 0
    labels: tuple[str, ...] = ()
    spoken: str = ""


@dataclass(frozen=True)
class GridShape:
    """Rows, columns and sections of a grid of thumbnails.

    Attributes
    ----------
    rows
        The label of each layer, first one on top, sections one after the other.
    columns
        The label of each column; column 0 is the mean.
    aspect
        Width / height of a thumbnail, > 0.
    profiles
        Whether a strip with the sorted gates lies under each row.
    smooth
        Whether values blend into one another, as patches of a photo do; words of a text stay
        squares.
    sections
        The rows in groups, each below a heading that folds it; () for no headings.

    Raises
    ------
    ValueError
        No row or no column, an aspect that is not positive, or sections that do not make up the
        rows or share a title.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    aspect: float = 1.0
    profiles: bool = False
    smooth: bool = True
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise ValueError("a grid has at least one row and one column")
        if not self.aspect > 0:
            raise ValueError(f"the aspect is a positive number, not {self.aspect}")
        if not self.sections:
            return
        counts = [section.rows for section in self.sections]
        if min(counts) < 1 or sum(counts) != len(self.rows):
            raise ValueError(f"sections of {counts} rows do not make up {len(self.rows)} rows")
        if any(not 0 <= section.columns <= len(self.columns) for section in self.sections):
            raise ValueError(f"a section has more columns than the grid's {len(self.columns)}")
        if len({section.title for section in self.sections}) < len(self.sections):
            raise ValueError("each section has a title of its own")

    @cached_property
    def groups(self) -> tuple[range, ...]:
        """The rows of each section; all rows in one where there are no sections."""
        ends = [0]
        for section in self.sections:
            ends.append(ends[-1] + section.rows)
        return tuple(map(range, ends, ends[1:])) or (range(len(self.rows)),)

    @cached_property
    def _group_of(self) -> tuple[int, ...]:
        return tuple(number for number, rows in enumerate(self.groups) for _ in rows)

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """How many cells each row has."""
        most = len(self.columns)
        if not self.sections:
            return (most,) * len(self.rows)
        return tuple(one.columns or most for one in self.sections for _ in range(one.rows))

    def group_of(self, row: int) -> int:
        """Which of the groups a row is in."""
        return self._group_of[row]

    def columns_in(self, row: int) -> int:
        """How many cells a row has."""
        return self.widths[row]

    def has(self, row: int, column: int) -> bool:
        """Whether there is such a cell."""
        return 0 <= row < len(self.rows) and 0 <= column < self.widths[row]

    def shown(self, folded: frozenset[str]) -> list[int]:
        """The rows that no section of these titles hides."""
        if not self.sections:
            return list(range(len(self.rows)))
        return [
            row
            for section, rows in zip(self.sections, self.groups, strict=True)
            if section.title not in folded
            for row in rows
        ]

    def rectangle(self, first: Cell, last: Cell) -> frozenset[Cell]:
        """Every cell between two corners, both included, in the section of the first.

        Maps of different sections have different axes and cannot be averaged.
        """
        group = self.groups[self.group_of(first[0])]
        columns = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
        rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
        return frozenset(
            (row, column)
            for row in rows
            for column in columns
            if row in group and self.has(row, column)
        )

    def describe(self, row: int, column: int) -> str:
        """A cell in words, as "layer 8, head 2" or "Cross, layer 2, mean"; "" for none."""
        if not self.has(row, column):
            return ""
        section = self.sections[self.group_of(row)] if self.sections else None
        label = self.columns[column]
        words = [f"layer {self.rows[row]}", f"head {label}" if column else label]
        if section is not None and section.labels:
            words[1] = f"channel {section.labels[column]}" if column else section.labels[0]
        if section is not None:
            words.insert(0, section.spoken or section.title)
        return ", ".join(words)
