"""Tokens of a text and parts of a photo by the names that people give them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence

from explorer.core.foreign import plain
from explorer.core.interventions.intervention import ALL, Masked, MuteError, Named
from explorer.core.placement import Box, Placement
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import Axis, PatchGrid, Tokens


def numbers(
    axis: Axis, names: Iterable[Named], placement: Placement | None = None
) -> tuple[int, ...]:
    """Token numbers of what a person names; `ALL` alone for "*".

    Parameters
    ----------
    axis : Axis
        What the tokens are: of a text, or the patches of a photo with what stands before them.
    names : iterable of int or str
        A number; some as "3-5"; "*"; of a text a word, the first that reads so; of a photo "cls",
        "ROW,COL", or "X0,Y0,X1,Y1", a box whose patches have their middle in it, as shares of the
        photo's width and height.
    placement : Placement, optional
        Where the model's input lies on its photo.

    Raises
    ------
    MuteError
        There is no such token.
    """
    found: set[int] = set()
    for name in names:
        text = str(name).strip()
        if text in ("*", str(ALL)):
            return (ALL,)
        found.update(_number(axis, text, placement))
    if beyond := [one for one in found if not 0 <= one < axis.size]:
        raise MuteError(f"There is no token {min(beyond)}: tokens go from 0 to {axis.size - 1}.")
    return tuple(sorted(found))


def _number(axis: Axis, text: str, placement: Placement | None) -> Iterable[int]:
    span = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", text)
    named = _NAMED.get(type(axis))
    found = None if named is None else named(axis, text, placement, span is not None)
    if found is not None:
        return found
    if span is None:
        raise MuteError(f"There is no token {plain(text, 40)}.")
    return range(int(span[1]), int(span[2] or span[1]) + 1)


def _words(
    axis: Tokens, text: str, placement: Placement | None, numbered: bool
) -> tuple[int, ...] | None:
    """The tokens of the first word that reads so; None for a number."""
    rows = axis.groups(merged=True)
    word = next((row for row in rows if axis.text(row).strip() == text), None)
    if word is None and not numbered:
        words = " ".join(axis.text(row).strip() for row in rows[:40])
        raise MuteError(f"No word reads {plain(text, 40)}: there are {words}.")
    return word


def _of_grid(
    axis: PatchGrid, text: str, placement: Placement | None, numbered: bool
) -> tuple[int, ...] | None:
    """What stands before the patches by its name, a patch, or those in a box; None for a number."""
    if text.casefold() in (names := [one.casefold() for one in axis.prefix]):
        return (names.index(text.casefold()),)
    if numbered:
        return None
    match _fractions(text):
        case (row, col) if row == int(row) and col == int(col):
            try:
                return (axis.index(int(row), int(col)),)
            except ValueError as error:
                raise MuteError(str(error)) from error
        case (x0, y0, x1, y1) if placement is not None:
            inside = _patches(axis, (x0, y0, x1, y1), placement)
            if not inside:
                raise MuteError(f"No patch has its middle in the box {text}.")
            return tuple(inside)
    raise MuteError(f"Patches are named as cls, ROW,COL, a number, or X0,Y0,X1,Y1, not {text!r}.")


_NAMED: dict[type[Axis], Callable[..., tuple[int, ...] | None]] = {
    Tokens: _words,
    PatchGrid: _of_grid,
}
"""What reads the names of the tokens of an axis; others have numbers alone."""


def _fractions(text: str) -> tuple[float, ...]:
    try:
        return tuple(value for part in text.split(",") if math.isfinite(value := float(part)))
    except ValueError:
        return ()


def _patches(axis: PatchGrid, box: Box, placement: Placement) -> list[int]:
    """The patches whose middle lies in a box, in shares of the photo."""
    found = []
    for row in range(axis.rows):
        for col in range(axis.cols):
            x0, y0, x1, y1 = placement.patch_box(row, col, axis.rows, axis.cols)
            across = (x0 + x1) / 2 / placement.width
            down = (y0 + y1) / 2 / placement.height
            if box[0] <= across < box[2] and box[1] <= down < box[3]:
                found.append(axis.index(row, col))
    return found


def region_of(name: Masked, sites: Sequence[Attention], placement: Placement) -> Box:
    """The box of the model's input, in shares of it, that a person names on a photo.

    Parameters
    ----------
    name : int, Box or str
        A patch as its number or "ROW,COL", on the grid of the first site that has one; a box
        "X0,Y0,X1,Y1" in shares of the photo; a `Box` is one already.

    Raises
    ------
    MuteError
        There is no such patch, or nothing of the box lies in what the model sees.
    """
    if isinstance(name, tuple):
        return name
    axes = (axis for site in sites for axis in (site.query_axis, site.key_axis))
    axis = next((one for one in axes if isinstance(one, PatchGrid) and one.rows), None)
    axis = PatchGrid(*sites[-1].grid) if axis is None else axis
    shares = _fractions(str(name))
    if len(shares) == 4:
        x0, y0, x1, y1 = shares
        if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
            raise MuteError(f"A box is four shares, as 0.2,0.1,0.8,0.9, not {name}.")
        return on_input((x0, y0, x1, y1), placement)
    (number, *_) = numbers(axis, [name], placement)
    cell = axis.cell(number) if number != ALL else None
    if cell is None:
        raise MuteError(f"{name} is no patch of the photo: name one as ROW,COL.")
    return cell_box(cell, (axis.rows, axis.cols))


def cell_box(cell: tuple[int, int], grid: tuple[int, int]) -> Box:
    """A cell of a grid over the model's input, in shares of it."""
    (row, col), (rows, cols) = cell, grid
    return col / cols, row / rows, (col + 1) / cols, (row + 1) / rows


def on_input(box: Box, placement: Placement) -> Box:
    """A box in shares of the photo as one in shares of the model's input.

    Raises MuteError where nothing of it lies in what the model sees.
    """
    wide, high = placement.x1 - placement.x0, placement.y1 - placement.y0
    across = [(x * placement.width - placement.x0) / wide for x in box[::2]]
    down = [(y * placement.height - placement.y0) / high for y in box[1::2]]
    x0, x1, y0, y1 = (min(max(one, 0.0), 1.0) for one in (*across, *down))
    if x0 >= x1 or y0 >= y1:
        raise MuteError("Nothing of the region lies in what the model sees of the photo.")
    return x0, y0, x1, y1
