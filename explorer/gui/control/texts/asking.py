"""Which token of a text asks: rows, keys and steps that are clicked or stepped to. No Qt here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from explorer.core.inputs import Modality
from explorer.core.map.matrix import Matrix
from explorer.core.selection import Selection
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.gui.control.look_controls import TextOptionIntents
from explorer.gui.control.present import present_text
from explorer.gui.control.texts.text_state import TextState


class AskingIntents(TextOptionIntents, ABC):
    """The intents that let another token ask, of the run of a text on screen."""

    @abstractmethod
    def choose_key(self, key: int) -> None:
        """Go to a key in the row of a long map."""

    @property
    def trace(self) -> Trace | None:
        """The last run, if it was of a text."""
        return self._store.state.run_of(Modality.TEXT)

    @property
    def state(self) -> TextState:
        """What is asked of the model."""
        return self._store.state.text

    @property
    def matrix(self) -> Matrix | None:
        """The matrix of the picture on screen."""
        picture = self._store.view.picture
        return None if picture is None else picture.among_words

    def choose_target(self, target: Target) -> None:
        """Take what was clicked: a row asks; a key in the row of a long map is gone to."""
        if target.row is not None:
            self.choose_row(target.row)
        elif target.col is not None:
            self.choose_key(target.col)

    def tokens_of(self, target: Target) -> frozenset[int]:
        """Give the tokens of the text that is read which a place stands for: its key, its row.

        None of a text that is written, and of what continues the one that is read.
        """
        trace, matrix = self.trace, self.matrix
        if trace is None or matrix is None:
            return frozenset()
        read = range(trace.sentence.tokens.size)
        layer = self._store.state.selection.layer
        written = trace.paired and trace.sites[layer].part == "decoder"
        if target.col is not None and not written:
            labels, at = matrix.cols, target.col
        elif target.row is not None and trace.asks_itself(layer):
            labels, at = matrix.rows, target.row
        else:
            return frozenset()
        tokens = labels[at].tokens if 0 <= at < len(labels) else ()
        return frozenset(tokens) if all(one in read for one in tokens) else frozenset()

    def look_of(self, target: Target) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give the tokens of the row and of the column of a cell; none of what is no cell."""
        matrix, row, col = self.matrix, target.row, target.col
        if matrix is None or row is None or col is None:
            return (), ()
        inside = row < len(matrix.rows) and col < len(matrix.cols)
        return (matrix.rows[row].tokens, matrix.cols[col].tokens) if inside else ((), ())

    def choose_row(self, row: int) -> None:
        """Let a row of the matrix ask; of a word that is continued its end."""
        trace, matrix, why = self.trace, self.matrix, self._store.state.why
        if trace is not None and matrix is not None and 0 <= row < len(matrix.rows):
            tokens = matrix.rows[row].tokens
            if why is not None and why.of(trace):  # rows are those of what a method says
                self._store.change(why=replace(why, row=tokens[0]), hover=None)
                return
            self.choose_token(tokens[-1 if trace.task is Task.CONTINUE else 0])

    def choose_token(self, token: int) -> None:
        """Let a token of the current site's queries ask."""
        trace = self.trace
        if trace is None:
            return
        itself = trace.asks_itself(self._store.state.selection.layer)
        if itself:
            self._ask(trace, source=token)
        else:
            self._ask(trace, step=token)

    def choose_step(self, step: int) -> None:
        """Let what writes a step ask; where the source asks, show the map of the target."""
        trace = self.trace
        if trace is None:
            return
        layer = self._store.state.selection.layer
        if trace.task is Task.CONTINUE:
            self._ask(trace, step=step, source=trace.sentence.tokens.size + step - 1)
            return
        selection = self._store.state.selection
        if trace.asks_itself(layer):
            selection = selection.moved(trace.best, selection.unit)
        self._ask(trace, selection, step=step)

    def _ask(self, trace: Trace, selection: Selection | None = None, **changes: Any) -> None:
        """Have another token ask: it is the user now who chooses."""
        text = replace(self.state, following=False, **changes)
        selection = selection or self._store.state.selection
        asking = present_text.with_valid_query(text, trace, selection)
        self._store.act(text=text, selection=asking)

    def move_query(self, down: int, right: int) -> None:
        """Let the row after the asking one ask, or before it, by an arrow key."""
        self.step_query(down or right)

    def step_query(self, by: int) -> None:
        """Let the row after the asking one ask, or before it."""
        if self.matrix is not None:
            self.choose_row(present_text.row_of(self.matrix, by))

    def hover(self, target: Target | None) -> None:
        """Read out what the mouse points at in the picture."""
        self._store.change(hover=target)

    def hover_key(self, target: Target | None) -> None:
        """Read out what the mouse points at in the row of a long map."""
        self._store.change(key_hover=target)
