"""What stands beside the words of a step: the names of its stages, and what comes of it."""

from __future__ import annotations

from explorer.core.map.steps import Steps, Vectors
from explorer.core.numbers import listing, percent
from explorer.core.sites.attention import Kind
from explorer.core.text import Alternative
from explorer.figures.fonts import width
from explorer.figures.matrix.layout import size_of
from explorer.figures.sheet import Sheet
from explorer.figures.steps.formula import draw_formula, formula_width
from explorer.figures.steps.layout import EDGE, NUMBER, ROW, StepsLayout
from explorer.figures.steps.notation import Notation
from explorer.figures.steps.strips import CELLS, WIDE, Ranges, draw_strip, span

_FORMULA = 13
_STRIP_AT = 36.0
"""From the left of the panel to the middle of its strips, px."""
_LIST = (70.0, 164.0)
"""Left of the output distribution in the panel, and its width, px."""
_HEADING = 26.0
NARROW = 520.0
"""Width of a frame below which the next words are left out, px: context and state stay."""
_WORD, _SHARE = 76.0, 46.0
"""What a word and its probability have of a row of the list, px; the bar has the rest."""


class Names:
    """The names of the stages with their formulas, at the left or above each stage."""

    def __init__(self, steps: Steps, vectors: Vectors, letters: Notation, ranges: Ranges) -> None:
        states = ", ".join(f"{letter}_j" for letter in letters.states)
        each = -(-vectors.values.shape[-1] // min(CELLS, vectors.values.shape[-1]))
        notes = [span(ranges.value)]
        if len(letters.states) == 2:
            notes = [f"k {span(ranges.key)}", f"v {span(ranges.value)}"]
        elif ranges.query != ranges.value:
            notes = [f"h {span(ranges.value)}", f"W s {span(ranges.query)}"]
        if each > 1:
            notes.append(f"cells are means of {each}")
        which = "" if steps.head is None else f"layer {steps.layer}, head {steps.head}"
        if steps.heads:
            which = f"layer {steps.layer}, mean of heads {listing(list(steps.heads))}"
        self._which = which
        mean = bool(steps.heads)
        self._stages = (
            ("Context vector", letters.total, "heads side by side" if mean else ""),
            ("Mean of the heads" if mean else "Softmax", letters.softmax, ""),
            ("Softmax of each head" if mean else "Scores", letters.score, ""),
            (letters.state_title, states, ", ".join(notes)),
        )
        self.width = max(
            max(formula_width(formula, _FORMULA), width(title, 12, 600), width(note, 11))
            for title, formula, note in self._stages
        )

    def draw(self, sheet: Sheet, layout: StepsLayout) -> None:
        """Write them."""
        palette = sheet.palette
        y = EDGE / 2 + 2 if layout.inline else EDGE + 8
        sheet.text(EDGE, y, self._which, 11 if layout.inline else 12, palette.faint, anchor="lm")
        bars = (layout.bars[0] - NUMBER if layout.inline else layout.bars[0], layout.bars[1])
        spans = (layout.sums, bars, layout.scores, layout.states)
        for (title, formula, note), (top, bottom) in zip(self._stages, spans, strict=True):
            if layout.inline:
                wide = width(title, 11, 600) + 8 + formula_width(formula, 11)
                sheet.box((EDGE - 4, top - 17, EDGE + wide + 4, top - 1), palette.canvas)
                sheet.text(EDGE, top - 9, title, 11, palette.ink, 600, "lm")
                beside = EDGE + width(title, 11, 600) + 8
                draw_formula(sheet, beside, top - 9, formula, 11, palette.soft)
                continue
            y = (top + bottom) / 2 - (20 if note else 10)
            sheet.text(EDGE, y, title, 12, palette.ink, 600, "lm")
            draw_formula(sheet, EDGE, y + 20, formula, _FORMULA, palette.soft)
            sheet.text(EDGE, y + 39, note, 11, palette.faint, anchor="lm")


class Outcome:
    """The vector that asks, the context vector, and the next word they decide, at the right."""

    def __init__(self, steps: Steps, vectors: Vectors, letters: Notation, ranges: Ranges) -> None:
        self._steps, self._vectors = steps, vectors
        self._letters, self._ranges = letters, ranges
        self._words = _listed(steps)
        self.rows = len(self._words)

    def width(self, room: float) -> float:
        """What it takes in a frame of a width, px: in a narrow one the list is left out."""
        return sum(_LIST) if self._words and room >= NARROW else 2 * _STRIP_AT + 24

    def meeting(self, layout: StepsLayout) -> tuple[float, float]:
        """Where the weights flow into the context vector."""
        top, bottom = layout.sums
        y = top + _HEADING + ROW * layout.rows / 2 if layout.rows else (top + bottom) / 2 - 8
        return layout.right + _STRIP_AT - WIDE / 2 - 3, y

    def draw(self, sheet: Sheet, layout: StepsLayout) -> None:
        """Draw it; the weights have flown in already."""
        palette, vectors, x = sheet.palette, self._vectors, layout.right + _STRIP_AT
        self._wide = layout.width - layout.right
        high = layout.states[1] - layout.states[0]
        room = layout.sums[1] - layout.sums[0] - 24
        y, half = self.meeting(layout)[1], min(high, ROW * max(layout.rows, 4), room) / 2
        y = max(y, layout.sums[0] + half)
        draw_strip(sheet, x, y - half, y + half, vectors.context, self._ranges.value)
        draw_formula(sheet, x, y + half + 12, self._letters.context, 13, palette.ink, True)
        middle, half = sum(layout.scores) / 2, high / 2
        draw_strip(sheet, x, middle - half, middle + half, vectors.query, self._ranges.query)
        end = x - WIDE / 2 - 4
        sheet.box((layout.right, middle - 0.5, end, middle + 0.5), palette.faint)
        below = middle + half + 12
        draw_formula(sheet, x, below, self._letters.query, 13, palette.ink, True)
        self._asking(sheet, x, below + 22)
        if layout.rows:
            list_x = layout.right + _LIST[0]
            sheet.arrow(x + WIDE / 2 + 4, y, list_x - 6, y, palette.faint)
            self._list(sheet, list_x, layout.sums[0], layout.rows)
            self._feed(sheet, list_x, layout)

    def _asking(self, sheet: Sheet, x: float, y: float) -> None:
        """The word of the query on the accent, and what it asks with."""
        label, palette = self._steps.asks, sheet.palette
        size = size_of(label, 1)
        text = sheet.fitted(label.text, size, self._wide - 40, 600)
        wide = width(text, size, 600) + 16
        left = max(x - wide / 2, x - _STRIP_AT + 8)
        sheet.box((left, y - 11, left + wide, y + 11), palette.fill, radius=6)
        sheet.text(left + wide / 2, y, text, size, palette.on_accent, 600)

    def _feed(self, sheet: Sheet, list_x: float, layout: StepsLayout) -> None:
        """How the asking state reaches the next word."""
        bottom = layout.sums[0] + _HEADING + ROW * layout.rows + 6
        faint, middle = sheet.palette.faint, sum(layout.scores) / 2
        if self._steps.kind is not Kind.SOFT:
            sheet.text(list_x, bottom + 8, "after the rest of the model", 11, faint, anchor="lm")
            return
        x, start = list_x + _WORD / 2, layout.right + _STRIP_AT + WIDE / 2 + 4
        sheet.box((start, middle - 0.5, x + 0.5, middle + 0.5), faint)
        sheet.arrow(x, middle, x, bottom, faint)

    def _list(self, sheet: Sheet, x: float, y: float, rows: int) -> None:
        """The likeliest words, the chosen one on the accent, which is never left out."""
        palette, chosen = sheet.palette, self._steps.next
        shown = list(self._words[:rows])
        own_ = [one for one in self._words if chosen is not None and one.token == chosen.token]
        if own_ and own_[0] not in shown:
            shown[-1] = own_[0]
        sheet.text(x, y + 8, "Next word", 12, palette.ink, 600, "lm")
        draw_formula(sheet, x + width("Next word", 12, 600) + 8, y + 8, "p(y_t)", 13, palette.soft)
        for at, word in enumerate(shown):
            middle = y + _HEADING + ROW * (at + 0.5)
            own = chosen is not None and word.token == chosen.token
            ink, weight = (palette.ink, 600) if own else (palette.soft, 400)
            text = sheet.fitted(word.piece, 13, _WORD - 8, weight)
            sheet.text(x, middle, text, 13, ink, weight, "lm")
            left, right = x + _WORD, x + _LIST[1] - _SHARE - 6
            sheet.box((left, middle - 2, right, middle + 2), palette.line, radius=2)
            share = left + max((right - left) * word.probability, 2.0)
            bar = palette.accent if own else palette.faint
            sheet.box((left, middle - 2, share, middle + 2), bar, radius=2)
            said = percent(word.probability)
            sheet.text(x + _LIST[1], middle, said, 12, ink, weight, "rm")


def _listed(steps: Steps) -> tuple[Alternative, ...]:
    """The best words, and the chosen one behind them if it is none of these."""
    step = steps.next
    if step is None:
        return ()
    if step.token in {one.token for one in step.alternatives}:
        return step.alternatives
    return (*step.alternatives, Alternative(step.token, step.piece, step.probability))
