"""Drawing both sets of a detector's boxes over its photo, and the key that tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.export.object_boxes import BoxSets
from explorer.export.style import ACCENT
from explorer.figures.frame import Colour

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet

_DARK, _LIGHT, _GROUND = (12, 13, 15), (255, 255, 255), (21, 22, 25)
"""The same in all figures, since they lie on the picture."""
_SAMPLE = 2.6
"""The length of a line in the key, of the height of its text."""
HIGH = 1.5
"""Of the key, of the height of its text."""


def draw_boxes(
    sheet: Sheet, found: BoxSets, within: Sequence[float], photo: tuple[int, int], px: float
) -> None:
    """Draw the boxes with their labels over a picture of all of a photo.

    Parameters
    ----------
    within
        Left, top, right and bottom of the picture, px of the sheet; nothing is drawn beyond.
    photo
        Width and height of the photo in its pixels.
    px
        Size of the labels.
    """
    left, top, right, bottom = within
    across, down = (right - left) / photo[0], (bottom - top) / photo[1]
    for one in found.boxes:
        x0, y0, x1, y1 = one.box
        x0, x1 = (min(max(left + x * across, left), right) for x in (x0, x1))
        y0, y1 = (min(max(top + y * down, top), bottom) for y in (y0, y1))
        if x1 <= x0 or y1 <= y0:
            continue  # of nothing that the photo has
        corners = (x0, y0), (x1, y0), (x1, y1), (x0, y1)
        _stroke(sheet, corners, px, dashed=one.whole, closed=True)
        ground = _GROUND if one.whole else ACCENT
        wide, high = sheet.wide(one.label, px, 600) + 0.8 * px, 1.5 * px
        x = min(x0, max(left, right - wide))
        y = min(max(y1 - high if one.whole else y0, top), max(top, bottom - high))
        sheet.box((x, y, x + wide, y + high), ground, radius=0.25 * px)
        sheet.text(x + 0.4 * px, y + high / 2, one.label, px, _LIGHT, 600, "lm")


def _stroke(
    sheet: Sheet, points: Sequence[tuple[float, float]], px: float, dashed: bool, closed: bool
) -> None:
    """Draw a line of one of the sets, on a dark one that lets it be seen on any photo."""
    found = np.array(points, np.float64)
    sheet.line(found, 0.3 * px, _DARK, closed=closed)
    sheet.line(found, 0.16 * px, _LIGHT if dashed else ACCENT, dashed=dashed, closed=closed)


def draw_key(
    sheet: Sheet, corner: tuple[float, float], found: BoxSets, px: float, room: float, ink: Colour
) -> None:
    """Draw which set is solid and which one dashed, on one line.

    Parameters
    ----------
    corner
        Its left end, and its top.
    room
        How wide it may be.
    """
    x, y = corner[0], corner[1] + HIGH * px / 2
    end = corner[0] + room
    for words, dashed in ((found.solid, False), (found.dashed, True)):
        _stroke(sheet, ((x, y), (x + _SAMPLE * px, y)), px, dashed, closed=False)
        x += (_SAMPLE + 0.5) * px
        said = sheet.fitted(words, px, max(end - x, 0.0))
        sheet.text(x, y, said, px, ink, anchor="lm")
        x += sheet.wide(said, px) + 1.2 * px


def draw_key_inside(sheet: Sheet, found: BoxSets, within: Sequence[float], px: float) -> None:
    """Draw the key in the lower left corner of a picture that has nothing around it."""
    left, _, right, bottom = within
    lines = sum(sheet.wide(one, px) for one in (found.solid, found.dashed))
    wide = min(lines + (2 * (_SAMPLE + 0.5) + 1.2 + 1.0) * px, right - left)
    top = bottom - (HIGH + 0.4) * px
    sheet.box((left, top, left + wide, bottom), _GROUND, opacity=0.9)
    corner = left + 0.5 * px, top + 0.2 * px
    draw_key(sheet, corner, found, px, wide - 0.5 * px, _LIGHT)
