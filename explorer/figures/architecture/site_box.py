"""A site on the map of an architecture: its kind and heads, lit with what its vectors come from."""

from __future__ import annotations

import numpy as np

from explorer.core.placement import Box
from explorer.core.sites.attention import Attention, Kind
from explorer.figures.sheet import Sheet

SHORT = {
    Kind.SELF: "self-attention",
    Kind.MASKED: "masked self",
    Kind.CROSS: "cross-attention",
    Kind.SOFT: "soft attention",
    Kind.CHANNEL: "channel gate",
    Kind.SPATIAL: "spatial gate",
    Kind.POINTS: "to points",
}
_STEPS = {
    Kind.CHANNEL: ("mean", "Dense", "Dense", "σ"),
    Kind.SPATIAL: ("conv", "conv", "σ"),
    Kind.POINTS: ("Q", "points", "V"),
}
"""What stands one behind the other in sites whose vectors are no Q, K and V."""
_BOX, _HIGH = 30.0, 22.0
"""A letter's box, px."""


def paint_site(sheet: Sheet, site: Attention, box: Box, lit: bool, pointed: bool) -> None:
    """Draw a site into its box.

    Parameters
    ----------
    lit : whether it is the one that is shown, which is drawn with its vectors.
    pointed : whether the mouse is on it.
    """
    palette, (left, top, right, _) = sheet.palette, box
    if not lit:
        edge = palette.accent if pointed else palette.line
        sheet.box(box, palette.canvas, 6, edge=edge)
        middle, wide = (left + right) / 2, right - left - 8
        said = sheet.fitted(SHORT[site.kind], 11, wide)
        sheet.text(middle, top + 11, said, 11, palette.ink)
        count = sheet.fitted(counted(site), 11, wide)
        sheet.text(middle, top + 23, count, 10, palette.faint)
        return
    sheet.box(box, palette.accent, 6, opacity=0.14)
    sheet.box(box, palette.accent, 6, ring=2)
    title = sheet.fitted(
        f"{site.kind.value}, {counted(site)}".strip(", "), 12, right - left - 20, 600
    )
    sheet.text(left + 10, top + 14, title, 12, palette.ink, 600, "lm")
    if site.kind in _STEPS:
        _paint_steps(sheet, site, box)
    else:
        _paint_vectors(sheet, site, box)


def counted(site: Attention) -> str:
    """How many heads or channels, in words; "" for a single map."""
    if site.kind is Kind.SPATIAL:
        return ""
    word = "channel" if site.kind is Kind.CHANNEL else "head"
    return f"{site.units} {word}{'s' * (site.units != 1)}"


def _paint_vectors(sheet: Sheet, site: Attention, box: Box) -> None:
    """Q, K and V with lines from where they come."""
    palette, (left, top, right, bottom) = sheet.palette, box
    ink = palette.accent
    row, line = top + 48, bottom - 14
    places = [left + 22 + 42 * at for at in range(3)]
    elsewhere = site.kind in (Kind.CROSS, Kind.SOFT)
    own = places[:1] if elsewhere else places
    sheet.segments(np.array([[[left - 8, line], [own[-1] + _BOX / 2, line]]]), 1.4, ink)
    for x in own:
        sheet.arrow(x + _BOX / 2, line, x + _BOX / 2, row + _HIGH + 1, ink)
    if elsewhere:
        bus = top + 30
        end = right - 12
        down, along = [[end, top], [end, bus]], [[places[1] + _BOX / 2, bus], [end, bus]]
        sheet.segments(np.array([down, along]), 1.4, ink)
        for x in places[1:]:
            sheet.arrow(x + _BOX / 2, bus, x + _BOX / 2, row - 1, ink)
    for x, letter in zip(places, "QKV", strict=True):
        _boxed(sheet, x, row, _BOX, letter)
    x, y = places[2] + _BOX + 8, row + _HIGH / 2
    sheet.arrow(x - 6, y, x + 6, y, palette.soft)
    soft = "softmax(Q Kᵀ) V" if site.kind is Kind.SOFT else "softmax(Q Kᵀ / √d) V"
    sheet.text(x + 10, y, sheet.fitted(soft, 11, right - x - 14), 11, palette.ink, anchor="lm")


def _paint_steps(sheet: Sheet, site: Attention, box: Box) -> None:
    """The parts of a gate one behind the other, and the features that pass by it."""
    palette, (left, top, right, bottom) = sheet.palette, box
    names = _STEPS[site.kind]
    row, wide = top + 40, (right - left - 60) / len(names) - 10
    x, y = left + 14, row + _HIGH / 2
    for name in names:
        sheet.arrow(x - 10, y, x - 1, y, palette.accent)
        _boxed(sheet, x, row, wide, name)
        x += wide + 10
    sheet.arrow(x - 10, y, x + 4, y, palette.accent)
    if site.kind is Kind.POINTS:
        return
    by = bottom - 16
    sheet.segments(np.array([[[left - 8, by], [x + 14, by]]]), 1.4, palette.accent)
    sheet.arrow(x + 14, by, x + 14, y + 11, palette.accent)
    sheet.text(x + 14, y, "×", 16, palette.ink, 600)
    sheet.text(left + 14, by - 8, "features", 11, palette.soft, anchor="lm")


def _boxed(sheet: Sheet, x: float, y: float, wide: float, text: str) -> None:
    sheet.box((x, y, x + wide, y + _HIGH), sheet.palette.canvas, 4, edge=sheet.palette.accent)
    said = sheet.fitted(text, 12, wide - 4, 600)
    sheet.text(x + wide / 2, y + _HIGH / 2, said, 12, sheet.palette.ink, 600)
