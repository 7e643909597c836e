"""The steps of a gate in pictures: features, means or branch, the sigmoid's curve, the product."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.combine import quantised
from explorer.core.map.steps import pooled
from explorer.core.numbers import short, tick
from explorer.core.placement import Box
from explorer.core.sites.arrays import Array
from explorer.explanation.quantities import Place, Walkthrough
from explorer.export.render import Pixels
from explorer.figures.sheet import Sheet

_PICTURE = 148.0
_GAP = 44.0
_BARS = 120.0
_CURVE = 132.0


def paint_gate(
    sheet: Sheet,
    walk: Walkthrough,
    step: int,
    place: Place,
    box: Box,
    colormap: str,
    say: Callable[[str], str] = str,
) -> None:
    """Draw the steps of a gate up to one of them, from left to right, in a box."""
    done = {one.quantity for one in walk.steps[: step + 1]}
    now = walk.steps[step].quantity
    x, top = box[0], box[1] + 28
    channel = place.get("channel")
    mark = (place["row"], place["column"]) if channel is None and "row" in place else None
    if "features" in walk:
        values = _picture(walk["features"].values, channel)
        high = float(np.abs(values).max()) or 1.0
        _image(sheet, x, top, values, high, "before the gate", False, colormap, mark, say)
        x += _PICTURE + _GAP
    for name in ("squeezed", "hidden"):
        if name in walk and name in done:
            vector = _vector(walk[name].values, walk[name].axes, place)
            _bars(sheet, x, top, vector, say(walk[name].title), name == now)
            x += _BARS + _GAP
    if "logits" in done or "gate" in done:
        _curve(sheet, x, top, walk, place, now, say)
        x += _CURVE + _GAP
    if "gate" in done and channel is None:
        gate = walk["gate"].values
        _image(sheet, x, top, gate, 1.0, "gate", now == "gate", colormap, mark, say)
        x += _PICTURE + _GAP
    if "gated" in done and "features" in walk:
        before = _picture(walk["features"].values, channel)
        values = _picture(walk["gated"].values, channel)
        high = float(np.abs(before).max()) or 1.0
        _image(sheet, x, top, values, high, "after the gate", now == "gated", colormap, mark, say)


def _picture(values: Array, channel: int | None) -> Array:
    """One channel of a feature map, or the mean size of all: (rows, columns)."""
    if channel is None:
        mean: Array = np.abs(values).mean(axis=0)
        return mean
    chosen: Array = np.abs(values[channel])
    return chosen


def _vector(values: Array, axes: tuple[str, ...], place: Place) -> Array:
    """The values at a place along the axes that it has, those of channels aside."""
    fixed = [place[axis] if axis in place and axis != "channel" else slice(None) for axis in axes]
    found: Array = values[tuple(fixed)]
    return found.reshape(-1)


def _title(sheet: Sheet, x: float, top: float, text: str, now: bool) -> None:
    ink = sheet.palette.accent if now else sheet.palette.soft
    sheet.text(x, top - 14, text, 11, ink, 600, "lm")


def _image(
    sheet: Sheet, x: float, top: float, values: Array, high: float, title: str, now: bool,
    colormap: str, mark: tuple[int, int] | None, say: Callable[[str], str],
) -> None:  # fmt: skip
    """A picture with its range below it; a ring around the position whose numbers are told."""
    _title(sheet, x, top, say(title), now)
    rows, cols = values.shape
    wide = _PICTURE if cols >= rows else _PICTURE * cols / rows
    box = x, top, x + wide, top + wide * rows / cols
    colours: Pixels = table(colormap)[quantised(values, high)]
    sheet.box((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), sheet.palette.line, 2)
    sheet.image(box, colours)
    if mark is not None:
        across, down = (box[2] - box[0]) / cols, (box[3] - box[1]) / rows
        left, upper = box[0] + across * mark[1], box[1] + down * mark[0]
        around = left - 2, upper - 2, left + across + 2, upper + down + 2
        sheet.box(around, sheet.palette.accent, 2, ring=2)
    told = say(f"0 to {tick(high)}, largest {short(float(values.max()))}")
    sheet.text(x, box[3] + 14, told, 11, sheet.palette.faint, anchor="lm")


def _bars(sheet: Sheet, x: float, top: float, vector: Array, title: str, now: bool) -> None:
    """Values as bars from a line at 0."""
    _title(sheet, x, top, f"{title}, {len(vector)}", now)
    cells = pooled(vector, 40)
    high = float(np.abs(cells).max()) or 1.0
    middle = top + _PICTURE / 2 if cells.min() < 0 else top + _PICTURE
    reach = _PICTURE / 2 if cells.min() < 0 else _PICTURE
    edges = np.linspace(x, x + _BARS, len(cells) + 1)
    for left, right, value in zip(edges, edges[1:], cells.tolist(), strict=False):
        end = middle - reach * value / high
        low, up = sorted((middle, end))
        sheet.box((left, low, max(right - 1, left + 1), max(up, low + 1)), sheet.palette.soft)
    sheet.box((x, middle, x + _BARS, middle + 1), sheet.palette.line)
    sheet.text(x, top + _PICTURE + 14, f"± {tick(high)}", 11, sheet.palette.faint, anchor="lm")


def _curve(
    sheet: Sheet,
    x: float,
    top: float,
    walk: Walkthrough,
    place: Place,
    now: str,
    say: Callable[[str], str],
) -> None:
    """The sigmoid, with the point of this channel or position on it."""
    palette = sheet.palette
    names = [step.name for step in walk.steps if step.quantity == "gate"]
    _title(sheet, x, top, say(names[0] if names else "gate"), now in ("logits", "gate"))
    box = x, top, x + _CURVE, top + _PICTURE
    sheet.box((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), palette.line, 2)
    sheet.box(box, palette.canvas)
    if "logits" not in walk:
        return
    logit, gate = walk["logits"].at(place), walk["gate"].at(place)
    reach = max(6.0, abs(logit) * 1.1)
    grid = np.linspace(-reach, reach, 97)
    hard = bool(names) and names[0] == "hard sigmoid"
    levels = np.clip(grid / 6 + 0.5, 0, 1) if hard else 1 / (1 + np.exp(-grid))
    across = box[0] + _CURVE * (grid + reach) / (2 * reach)
    down = box[3] - _PICTURE * levels
    points = np.stack([across, down], axis=-1)
    if names and names[0] != "gate":
        sheet.segments(np.stack([points[:-1], points[1:]], axis=1), 1.4, palette.faint)
    middle = box[0] + _CURVE / 2
    sheet.box((middle, box[1], middle + 1, box[3]), palette.line)
    px, py = box[0] + _CURVE * (logit + reach) / (2 * reach), box[3] - _PICTURE * gate
    sheet.box((px - 4, py - 4, px + 4, py + 4), palette.accent, 4)
    told = f"{short(logit)} → {short(gate)}"
    sheet.text(x, box[3] + 14, told, 11, palette.ink, 600, "lm")
