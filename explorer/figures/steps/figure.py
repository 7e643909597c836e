"""One step of attention as a lecture draws it, with its numbers."""

from __future__ import annotations

import math

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.steps import Steps
from explorer.core.placement import Box
from explorer.figures.figure import Following
from explorer.figures.frame import Frame, Target
from explorer.figures.sheet import Place, Sheet
from explorer.figures.sheet_figure import SheetFigure
from explorer.figures.steps.drawing import Drawing
from explorer.figures.steps.formula import SMALLEST
from explorer.figures.steps.layout import INLINE, NUMBER, WORD, StepsLayout

LATER = "The steps come when the sentence is done."
"""What stands in the figure while a run goes on, whose vectors come at its end."""
_NATURAL = (960, 460)
_FIXED = 0.6
"""Share of the frame that panels which stay in sight may take; else they scroll as well."""


class StepsFigure(SheetFigure, Following):
    """The stages of one step of attention, from the words up to the next word.

    The attention is in one colour of the map. Names and outcome stay in sight while the words of a
    long sentence scroll sideways. Raises ValueError for a colour map that does not exist.

    The word of the largest weight is brought into sight with every other step.
    """

    smallest = SMALLEST

    def __init__(self, steps: Steps, colormap: str) -> None:
        table(colormap)
        self._columns = steps.columns
        self._lacking = steps.lacking or LATER
        self._drawing = Drawing(steps, steps.vectors, colormap) if steps.vectors else None

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        if self._drawing is None:
            return _NATURAL
        layout = self._drawing.layout(*_NATURAL)
        return math.ceil(max(layout.width, INLINE)), math.ceil(layout.height)

    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""
        if self._drawing is None:
            return frame.width, frame.height
        layout = self._layout(frame)
        return layout.width, layout.height

    def chosen(self, frame: Frame) -> Box:
        """The word that is attended most, with what lies over the words at both sides."""
        if self._drawing is None:
            return 0.0, 0.0, 0.0, 0.0
        layout = self._layout(frame)
        left, right = layout.columns[self._drawing.best : self._drawing.best + 2].tolist()
        if self._stays(frame, layout):
            left, right = left - layout.left, right + layout.width - layout.right
        return left, 0.0, right, layout.height

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The column of the matrix that the word under a point belongs to."""
        if self._drawing is None:
            return None
        layout = self._layout(frame)
        place, names, outcome = self._places(frame, layout)
        inside = place.inside(x, y)
        covered = names.inside(x, y)[0] < layout.left and not layout.inline
        if covered or outcome.inside(x, y)[0] >= layout.right:
            return None
        if not layout.bars[0] - NUMBER <= inside[1] < layout.words + WORD:
            return None
        word = int(np.searchsorted(layout.columns, inside[0], "right")) - 1
        if not 0 <= word < len(self._columns):
            return None
        column = self._columns[word]
        return None if column is None else Target(None, column)

    def paint(self, sheet: Sheet) -> None:
        """Draw the stages from the words up to the next word."""
        frame = sheet.frame
        if self._drawing is None:
            middle = frame.width / 2, frame.height / 2
            sheet.on(self.place(frame)).text(*middle, self._lacking, 13, frame.palette.faint)
            return
        layout = self._layout(frame)
        place, names, outcome = self._places(frame, layout)
        sheet = sheet.on(place)
        asked = frame.hover.col if frame.hover else None
        lit = {at for at, column in enumerate(self._columns) if column == asked is not None}
        hidden = (place.left - outcome.left) / place.zoom
        self._drawing.paint_columns(sheet, layout, frozenset(lit), layout.right - hidden)
        canvas, left, right = frame.palette.canvas, sheet.on(names), sheet.on(outcome)
        right.box((layout.right, 0, layout.width, layout.height), canvas)
        self._drawing.paint_flows(right, layout, hidden)
        if not layout.inline:
            left.box((0, 0, layout.left, layout.height), canvas)
        self._drawing.names.draw(left, layout)
        self._drawing.outcome.draw(right, layout)

    def _layout(self, frame: Frame) -> StepsLayout:
        """The layout for a frame: enlarged, the names give way before the panels have to scroll."""
        assert self._drawing is not None  # who asks has looked
        layout: StepsLayout = self._drawing.layout(frame.width, frame.height)
        for inline, short in ((True, False), (True, True)):
            if self._stays(frame, layout):
                break
            layout = self._drawing.layout(frame.width, frame.height, inline, short)
        return layout

    def _stays(self, frame: Frame, layout: StepsLayout) -> bool:
        """Whether the panels stay in sight."""
        panels = layout.width - layout.right + (0.0 if layout.inline else layout.left)
        return panels * frame.zoom <= _FIXED * frame.width

    def _places(self, frame: Frame, layout: StepsLayout) -> tuple[Place, Place, Place]:
        """Where the words, the names of the stages and the outcome lie."""
        place = self.place(frame)
        if not self._stays(frame, layout):
            return place, place, place
        beyond = place.left + layout.width * place.zoom - frame.width
        names = Place(max(place.left, 0.0), place.top, place.zoom)
        outcome = Place(place.left - max(beyond, 0.0), place.top, place.zoom)
        return place, names, outcome
