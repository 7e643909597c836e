"""The views of a long text: its map in tiles, one row as text, lines where there are few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.core.map.long.long_line import passage, row_matrix
from explorer.core.map.long.region import Region, whole
from explorer.core.map.matrix import Matrix
from explorer.core.map.token_groups import Label
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array
from explorer.core.sites.axes import Tokens
from explorer.core.trace import Trace
from explorer.figures.figure import Figure
from explorer.figures.fonts import width
from explorer.figures.frame import Frame, Target
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.matrix.tiled_figure import TiledFigure
from explorer.figures.sheet import Sheet
from explorer.figures.text.figure import TextFigure

LINES = 128
"""Rows and columns together up to which lines can be told apart."""
NO_STEPS = (
    "Steps draw one value a word, which a text of {:,} tokens has no room for. "
    "Matrix shows all of it, Text the passage that the chosen word looks at."
)
NO_LINES = (
    "Lines join single words, at most {} of them: this region has {:,} × {:,} tokens. "
    "Zoom into less of it in Matrix, or see one row in Text."
)


def refusal(matrix: Matrix, view: str, tokens: int) -> str:
    """Why a view cannot draw a picture of a long text of so many tokens; "" where it can."""
    if view == "steps":
        return NO_STEPS.format(tokens)
    shape = [sum(len(label.tokens) for label in side) for side in (matrix.rows, matrix.cols)]
    if view == "lines" and (matrix.tiled or sum(shape) > LINES):
        return NO_LINES.format(LINES, *shape)
    return ""


def viewed(trace: Trace, selection: Selection, view: str, matrix: Matrix, line: Array) -> Matrix:
    """What a view shows of a long map.

    matrix: of the selection. line: the whole row of its query, (keys,).
    """
    site = trace.token_site(selection.layer)
    if view == "text":
        span = passage(line, selection.region or whole(site))
        return row_matrix(matrix, site, selection.query, line, span)
    if view == "lines" and not matrix.query_visible:  # one of the words there are has to
        return replace(matrix, row=0, query_label=None)
    return matrix


def long_figure(
    trace: Trace,
    selection: Selection,
    view: str,
    colormap: str,
    matrix: Matrix,
    field: Region | None = None,
    base: Matrix | None = None,
) -> Figure:
    """The view of a selection of a long map.

    matrix: as of `viewed`. field: the part of the map that the picture lies in, all of it by
    default; base: a coarser picture of that. Where the view cannot be drawn the figure says so.
    """
    site = trace.token_site(selection.layer)
    refused = refusal(matrix, view, max(site.grid))
    if refused:
        return NoteFigure(refused)
    if view == "lines":
        return LinesFigure(matrix, colormap, heads=2 <= len(matrix.units) == len(selection.cells))
    if view == "text":
        texts = trace.texts(selection.layer)
        source = spelled(site.keys, matrix.cols, texts[0])
        target = spelled(site.queries, matrix.rows, texts[1])
        return TextFigure(matrix, (source, target), colormap)
    return TiledFigure(matrix, colormap, site.queries, site.keys, field or whole(site), base)


def extent(matrix: Matrix) -> Region:
    """The tokens of a matrix."""
    spans = ((side[0].tokens[0], side[-1].tokens[-1] + 1) for side in (matrix.rows, matrix.cols))
    return Region(*spans)


def spelled(tokens: Tokens, labels: Sequence[Label], text: str) -> str:
    """Some tokens as a text with the spaces of the whole text: between words, or nowhere."""
    between = " " if any(char.isspace() for char in text.strip()) else ""
    words: dict[int, list[int]] = {}
    for label in labels:
        words.setdefault(tokens.words[label.tokens[0]], []).extend(label.tokens)
    return between.join(tokens.text(tuple(group)) for group in words.values())


_PX, _LINE, _ROOM = 14, 22, 64


class NoteFigure:
    """A sentence, broken into lines where the frame is narrow."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return 800, 200

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the frame: there is nothing to scroll to."""
        return float(frame.width), float(frame.height)

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """Nothing: there is nothing to point at."""
        return None

    def paint(self, sheet: Sheet) -> None:
        """Write the sentence in lines."""
        frame = sheet.frame
        lines: list[str] = []
        for word in self.sentence.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and width(longer, _PX) <= frame.width - _ROOM:
                lines[-1] = longer
            else:
                lines.append(word)
        top = frame.height / 2 - (len(lines) - 1) / 2 * _LINE
        for at, line in enumerate(lines):
            sheet.text(frame.width / 2, top + at * _LINE, line, _PX, frame.palette.soft)
