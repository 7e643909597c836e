"""What the mouse points at in a picture of a text, and what is said of it. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.core.text_summary import text_explain
from explorer.figures.frame import Target
from explorer.gui.control import present_text
from explorer.gui.control.display import Display

if TYPE_CHECKING:
    from explorer.gui.control.controller import Controller
    from explorer.gui.control.text_controls import TextControls


class Pointing:
    """The part of the controls of texts that reads values out."""

    def __init__(self, controller: Controller, texts: TextControls, display: Display) -> None:
        self._controller = controller
        self._texts = texts
        self._display = display

    def hover(self, target: Target | None) -> None:
        """What the mouse points at in the picture."""
        matrix = self._texts.matrix
        if matrix is None:
            return
        if target is not None:  # of a picture that has just gone
            rows, cols = matrix.values.shape
            if (target.row or 0) >= rows or (target.col or 0) >= cols:
                return
        self._display.show_text_readout(target, present_text.text_readout(matrix, target))
        self.explain(target)

    def hover_key(self, target: Target | None) -> None:
        """What the mouse points at in the row of a long map."""
        trace, line = self._texts.trace, self._texts.line
        if trace is None or line is None or target is None or target.col is None:
            self._display.show_key_readout(None, None)
            return
        selection = self._controller.state.selection
        readout = present_text.key_readout(trace, selection, line, target.col)
        self._display.show_key_readout(target, readout)

    def explain(self, target: Target | None) -> None:
        """The formula with the numbers of a cell; of the one that is told where there is none."""
        trace, matrix = self._texts.trace, self._texts.matrix
        if trace is None or matrix is None:
            return
        cell = matrix.told
        if target is not None and target.row is not None and target.col is not None:
            cell = target.row, target.col
        selection = self._controller.state.selection
        self._display.show_explanation(text_explain(trace, selection, matrix, cell))
