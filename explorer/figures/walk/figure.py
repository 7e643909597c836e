"""A walk-through as a lecture draws it: formula and numbers at the left, the table at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from explorer.core.numbers import MINUS, short
from explorer.core.placement import Box
from explorer.explanation.quantities import Place, Walkthrough
from explorer.export.render import Pixels
from explorer.figures import sheet as sheets
from explorer.figures.figure import Following
from explorer.figures.frame import Colour, Frame, Target
from explorer.figures.sheet import Sheet
from explorer.figures.sheet_figure import SheetFigure
from explorer.figures.walk.gate_table import paint_gate
from explorer.figures.walk.rows import Rows, rows_of
from explorer.figures.walk.strips import ROW, Column, ends, highest, paint_heads, paint_strip
from explorer.figures.walk.typeset import draw, lay_out

LEFT = 300.0
"""Width of formula and numbers, px."""
_EDGE, _TOP, _NUMBERS = 16.0, 32.0, 20.0
_LABEL, _NUMBER, _BAR = 112.0, 62.0, 76.0
_LITTLE = 0.001
"""Weights below it are not told in digits."""
_LEAST = 96.0
"""Least width of a strip, px."""
_THUMB = 18.0
_FORMULA = 19
_LIST = 70.0
"""From the top to the numbers of the steps, px."""
_FIXED = LEFT + _EDGE + _LABEL
"""What stays in sight at the left, px, and the share of the frame that it may take."""
_MOST_FIXED = 0.55
_COLUMNS = ("keys", "products", "bent", "sums", "scaled", "bias", "biased", "scores", "powers",
            "head_weights", "weights", "weighted")  # fmt: skip
"""Arrays with a value, or some, for each key, in the order of the table."""


class WalkFigure(SheetFigure, Following):
    """One step of a walk-through, with all steps before it.

    What comes later is named and not drawn yet. A column is asked as a `Target` of its step, a row
    as that of its key.

    The column of the step is brought into sight.
    """

    def __init__(
        self,
        walk: Walkthrough,
        step: int,
        focus: int | None = None,
        thumbs: dict[int, Pixels] | None = None,
        colormap: str = "inferno",
        say: Callable[[str], str] = str,
    ) -> None:
        """Draw a step.

        Parameters
        ----------
        step : its number, from 0.
        focus : the number of the key, channel or position whose numbers are told, None for that
            of the largest weight or gate.
        thumbs : pictures of keys by their place in the walk-through, for patches of a photo.
        say : puts the words of the picture into the language of who looks at it.
        """
        self._walk, self._colormap, self._say = walk, colormap, say
        self.step = min(max(step, 0), len(walk.steps) - 1)
        self._thumbs = thumbs or {}
        self._place: Place = walk.focus
        self._rows: Rows | None = None
        name = "weights" if "weights" in walk else "gate"
        if focus is not None and 0 <= focus < walk[name].values.size:
            chosen = np.unravel_index(focus, walk[name].values.shape)
            self._place = dict(zip(walk[name].axes, map(int, chosen), strict=True))
        if name == "weights":
            self._rows = rows_of(walk, self._place["key"])

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return 1240, round(self._height())

    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""
        least = (
            LEFT
            + _EDGE * 2
            + _LABEL
            + sum(
                _LEAST if self._is_strip(one) else _BAR + _NUMBER if one == "weights" else _NUMBER
                for one in self._shown()
            )
            + 12 * len(self._shown())
            if self._rows
            else 760.0
        )
        return max(frame.width, least), max(frame.height, self._height())

    def chosen(self, frame: Frame) -> Box:
        """The column of this step."""
        hidden = _FIXED if self._fixed(frame) else 0.0
        columns = self._columns(self.size(frame)[0])
        own = [one for one in columns if one.step == self.step] or columns[-1:]
        for column in own[-1:]:  # what lies over all heads has no column: the last one
            return column.left - 12 - hidden, 0.0, column.right + 12, self._height()
        return 0.0, 0.0, LEFT, self._height()

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The step of a column or of a line of the numbers, and the key of a row."""
        inside, left = self.place(frame).inside(x, y), self._left_place(frame).inside(x, y)
        if left[0] < LEFT:
            first, count = self._listed(frame)
            line = first + int((left[1] - _LIST) // _NUMBERS)
            known = left[1] >= _LIST and first <= line < first + count
            return Target(None, line) if known else None
        if self._rows is None:
            return None
        if self._fixed(frame) and left[0] < _FIXED:
            inside = left[0], inside[1]  # the names of the keys, which stay in sight
        at = int((inside[1] - _TOP - ROW) // ROW)
        row = self._rows.keys[at] if inside[1] > _TOP + ROW and at < len(self._rows.keys) else None
        for column in self._columns(self.size(frame)[0]):
            if column.left <= inside[0] < column.right:
                return Target(row, column.step)
        return None if row is None else Target(row, None)

    def told(self, target: Target | None) -> str:
        """Where the number under the mouse came from, in words; "" for none."""
        if target is None or target.col is None:
            return ""
        place = dict(self._place)
        if target.row is not None:
            place["key"] = target.row
        step = self._walk.steps[target.col]
        return self._walk.came_from(step.quantity, place)

    def paint(self, sheet: Sheet) -> None:
        """Draw formula, numbers and table."""
        frame = sheet.frame
        on, left = sheet.on(self.place(frame)), sheet.on(self._left_place(frame))
        wide, high = self.size(frame)
        if self._rows is None:
            box = LEFT + _EDGE, 8.0, wide - _EDGE, high - 8
            paint_gate(on, self._walk, self.step, self._place, box, self._colormap, self._say)
        else:
            self._paint_table(on, self._rows, self._columns(wide), wide)
            if self._fixed(frame):
                place = self.place(frame)
                names = sheet.on(sheets.Place(max(place.left, 0.0), place.top, place.zoom))
                names.box((0.0, 0.0, _FIXED - 4, high), sheet.palette.canvas)
                self._paint_keys(names, self._rows)
        left.box((0.0, 0.0, LEFT, max(high, frame.height / frame.zoom)), sheet.palette.canvas)
        self._paint_left(left, high, self._listed(frame))

    def _fixed(self, frame: Frame) -> bool:
        """Whether formula, numbers and names of the keys stay in sight while columns scroll."""
        return frame.zoom * _FIXED <= _MOST_FIXED * frame.width

    def _left_place(self, frame: Frame) -> sheets.Place:
        """Where formula and numbers lie: they stay in sight where there is room for them."""
        place = self.place(frame)
        left = max(place.left, 0.0) if self._fixed(frame) else place.left
        return sheets.Place(left, max(place.top, 0.0), place.zoom)

    def _listed(self, frame: Frame) -> tuple[int, int]:
        """The first step whose number is listed, and how many are: in a low frame those near."""
        steps = len(self._walk.steps)
        room = max(int((frame.height / frame.zoom - _LIST - 4) // _NUMBERS), 1)
        count = min(steps, room)
        return min(max(self.step - count // 2, 0), steps - count), count

    # -- formula and numbers -------------------------------------------------------------------

    def _height(self) -> float:
        rows = 0 if self._rows is None else len(self._rows.keys) + bool(self._rows.others)
        table_ = _TOP + ROW * (rows + 2) + 22  # with room for a scroll bar
        return max(table_, _LIST + _NUMBERS * len(self._walk.steps) + 4, 220.0)

    def _paint_left(self, sheet: Sheet, high: float, listed: tuple[int, int]) -> None:
        palette, walk = sheet.palette, self._walk
        step = walk.steps[self.step]
        laid = lay_out(step.formula, _FORMULA)
        size = _FORMULA
        while laid.width > LEFT - _EDGE - 12 and size > 11:
            size -= 1
            laid = lay_out(step.formula, size)
        draw(sheet, _EDGE, 32, laid, palette.ink, palette.accent, step.quantity)
        sheet.box((_EDGE, 52, LEFT - 12, 53), palette.line)
        sheet.text(_EDGE, 61, self._say(self._whose()), 11, palette.faint, anchor="lm")
        first, count = listed
        for at in range(first, first + count):
            one, top = walk.steps[at], _LIST + _NUMBERS * (at - first)
            now, done = at == self.step, at < self.step
            if now:
                box = _EDGE - 8, top, LEFT - 8, top + _NUMBERS
                sheet.box(box, palette.accent, 6, opacity=0.16)
            disc = palette.fill if now else palette.line if done else palette.canvas
            middle = top + _NUMBERS / 2
            sheet.box((_EDGE, middle - 8, _EDGE + 16, middle + 8), disc, 8, edge=palette.line)
            ink = palette.on_accent if now else palette.soft
            sheet.text(_EDGE + 8, middle, str(at + 1), 10, ink, 600)
            ink = palette.ink if now or done else palette.faint
            name = sheet.fitted(self._say(one.name), 12, 112, 600)
            sheet.text(_EDGE + 24, middle, name, 12, ink, 600, "lm")
            if at <= self.step:
                told = sheet.fitted(self._value(one.quantity), 12, LEFT - 176)
                sheet.text(LEFT - 20, middle, told, 12, ink, 600 if now else 400, "rm")
        sheet.box((LEFT - 1, 0, LEFT, high), palette.line)

    def _whose(self) -> str:
        if "key" in self._place:
            return f"with the numbers of {self._walk.keys[self._place['key']]}"
        if "channel" in self._place:
            return f"with the numbers of channel {self._place['channel']}"
        return f"at row {self._place.get('row', 0)}, column {self._place.get('column', 0)}"

    def _value(self, name: str) -> str:
        quantity = self._walk[name]
        if all(axis in self._place for axis in quantity.axes):
            return short(quantity.at(self._place), 4)
        free = [
            size
            for axis, size in zip(quantity.axes, quantity.values.shape, strict=True)
            if axis not in self._place
        ]
        return self._say(f"{' × '.join(map(str, free))} numbers")

    # -- the table -----------------------------------------------------------------------------

    def _shown(self) -> list[str]:
        """The arrays that have a column; scores that are those of a column before have none."""
        steps = {step.quantity for step in self._walk.steps}
        return [
            one
            for one in _COLUMNS
            if one in self._walk and (one in steps or one in ("keys", "bias"))
        ]

    def _is_strip(self, name: str) -> bool:
        """Whether a key has several numbers in an array, drawn as a strip of colours."""
        return self._walk[name].values.ndim > 1

    def _columns(self, wide: float) -> list[Column]:
        if self._rows is None:
            return []
        shown = self._shown()
        fixed = sum(_BAR + _NUMBER if one == "weights" else _NUMBER
                    for one in shown if not self._is_strip(one))  # fmt: skip
        strips = sum(map(self._is_strip, shown))
        room = wide - LEFT - _LABEL - 2 * _EDGE - 12 * len(shown) - fixed
        strip = max(_LEAST, room / max(strips, 1))
        made = [step.quantity for step in self._walk.steps]
        x, found = LEFT + _EDGE + _LABEL, []
        for one in shown:
            own = strip if self._is_strip(one) else _BAR + _NUMBER if one == "weights" else _NUMBER
            at = made.index(one) if one in made else made.index("biased") if one == "bias" else 0
            found.append(Column(one, at, x, x + own))
            x += own + 12
        return found

    def _paint_table(self, sheet: Sheet, rows: Rows, columns: list[Column], wide: float) -> None:
        palette, top = sheet.palette, _TOP + ROW
        focus = self._place["key"]
        if focus in rows.keys:
            y = top + ROW * rows.keys.index(focus)
            box = LEFT + 8, y, wide - 8, y + ROW
            sheet.box(box, palette.accent, 4, opacity=0.10)
        self._paint_keys(sheet, rows)
        for column in columns:
            self._paint_column(sheet, column, rows)
        self._paint_output(sheet, rows, columns)
        self._paint_sources(sheet, rows, columns)

    def _paint_keys(self, sheet: Sheet, rows: Rows) -> None:
        """The query and the keys at the left of the table."""
        palette, walk, focus = sheet.palette, self._walk, self._place["key"]
        left, top = LEFT + _EDGE, _TOP + ROW
        name = sheet.fitted(walk.asks, 13, _LABEL - 8, 600)
        sheet.text(left + _LABEL - 8, _TOP + ROW / 2, name, 13, palette.accent, 600, "rm")
        for at, key in enumerate(rows.keys):
            middle, x = top + ROW * (at + 0.5), left + _LABEL - 8
            text = sheet.fitted(walk.keys[key], 13, _LABEL - 36, 600 if key == focus else 400)
            sheet.text(x, middle, text, 13, palette.ink, 600 if key == focus else 400, "rm")
            if key in self._thumbs:
                box = left, middle - _THUMB / 2, left + _THUMB, middle + _THUMB / 2
                sheet.image(box, self._thumbs[key], smooth=True)
        if rows.others:
            y = top + ROW * (len(rows.keys) + 0.5)
            other = self._say(f"{len(rows.others)} others")
            sheet.text(left + _LABEL - 8, y, other, 12, palette.faint, anchor="rm")

    def _paint_sources(self, sheet: Sheet, rows: Rows, columns: list[Column]) -> None:
        """Rings around the number under the mouse and around those that it came from."""
        hover = sheet.frame.hover
        if hover is None or hover.row is None or hover.col is None or hover.col > self.step:
            return
        name = self._walk.steps[hover.col].quantity
        quantity = self._walk[name]
        known = {"key": hover.row} if "key" in quantity.axes else {}
        ringed = [(name, hover.row)]
        for use in quantity.uses:
            other = self._walk[use.quantity]
            one = "key" in known and "key" in other.axes and "key" not in use.whole
            ringed += [(use.quantity, key) for key in ([hover.row] if one else rows.keys)]
        lefts = {column.quantity: column for column in columns}
        for at, (of, key) in enumerate(ringed):
            column = lefts.get(of)
            if column is None or key not in rows.keys:
                continue
            top = _TOP + ROW * (rows.keys.index(key) + 1)
            box = column.left - 4, top + 1, column.right + 4, top + ROW - 1
            sheet.box(box, sheet.palette.accent, 4, ring=2.0 if at == 0 else 1.0)

    def _paint_column(self, sheet: Sheet, column: Column, rows: Rows) -> None:
        palette, walk = sheet.palette, self._walk
        quantity = walk[column.quantity]
        now = walk.steps[self.step].quantity == column.quantity
        there = column.step <= self.step
        ink = palette.accent if now else palette.soft if there else palette.faint
        title = "q, k of each" if column.quantity == "keys" else quantity.title
        if column.quantity in ("sums", "scaled", "biased", "scores", "powers", "head_weights"):
            title = walk.steps[column.step].name
        title = self._say(title)
        strip = self._is_strip(column.quantity)
        if strip:
            high = highest(self._walk, column.quantity)
            over = ends(column.quantity, high)
            room = column.right - column.left - 8 - sheet.wide(over, 11)
            sheet.text(column.left, 18, sheet.fitted(title, 11, room), 11, ink, 600, "lm")
        else:
            fitted = sheet.fitted(title, 11, column.right - column.left + 8)
            sheet.text(column.right, 18, fitted, 11, ink, 600, "rm")
        if not there:
            return
        top = _TOP + ROW
        if strip:
            sheet.text(column.right, 18, over, 11, palette.faint, anchor="rm")
            draw_row = partial(paint_strip, sheet, column, high=high, colormap=self._colormap)
            if column.quantity == "keys":
                draw_row(_TOP, walk["query"].values, ring=True)
            elif quantity.axes[1:] == ("head",):
                paint_heads(sheet, column, _TOP, walk.heads)
            for at, key in enumerate(rows.keys):
                draw_row(top + ROW * at, quantity.values[key])
            if rows.others and column.quantity == "weighted" and rows.mixed is not None:
                draw_row(top + ROW * len(rows.keys), rows.mixed)
            return
        for at, key in enumerate(rows.keys):
            value, middle = float(quantity.values[key]), top + ROW * (at + 0.5)
            strong = key == self._place["key"]
            weight, ink = (600, palette.ink) if strong else (400, palette.soft)
            if column.quantity == "weights":
                self._bar(sheet, column, middle, value, palette.accent if strong else palette.faint)
            told = f"{MINUS}∞" if value == -np.inf else short(value, 3)
            if column.quantity == "weights" and value < _LITTLE:
                told = f"< {_LITTLE}"
            sheet.text(column.right, middle, told, 12, ink, weight, "rm")
        if rows.others and column.quantity == "weights":
            middle = top + ROW * (len(rows.keys) + 0.5)
            self._bar(sheet, column, middle, rows.share, palette.line)
            told = short(rows.share, 3)
            sheet.text(column.right, middle, told, 12, palette.faint, anchor="rm")

    def _bar(self, sheet: Sheet, column: Column, middle: float, value: float, ink: Colour) -> None:
        track = column.left, middle - 3, column.left + _BAR, middle + 3
        sheet.box(track, sheet.palette.line, 3)
        end = column.left + max(2.0, _BAR * min(value, 1.0))
        sheet.box((column.left, middle - 3, end, middle + 3), ink, 3)

    def _paint_output(self, sheet: Sheet, rows: Rows, columns: list[Column]) -> None:
        """The sum of the weighted values, below the others."""
        found = [one for one in columns if one.quantity == "weighted"]
        names = [step.quantity for step in self._walk.steps]
        if not found or "output" not in names or names.index("output") > self.step:
            return
        column, y = found[0], _TOP + ROW * (len(rows.keys) + bool(rows.others) + 1) + 6
        place, frame = self.place(sheet.frame), sheet.frame
        y = min(y, (frame.height - place.top) / place.zoom - ROW - 14)  # a low frame has it below
        label = self._say(f"{self._walk['output'].title}, their sum")
        wide = sheet.wide(label, 12, 600)
        behind = min(column.left - wide - 16, _FIXED), y - 4, column.right + 4, y + ROW + 14
        sheet.box(behind, sheet.palette.canvas)
        sheet.box((column.left, y - 5, column.right, y - 4), sheet.palette.line)
        sheet.text(column.left - 12, y + ROW / 2, label, 12, sheet.palette.ink, 600, "rm")
        values, high = self._walk["output"].values, highest(self._walk, "weighted")
        paint_strip(sheet, column, y, values, high, self._colormap, ring=True)
