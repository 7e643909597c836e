"""How large the window is, and what it gives up as it gets smaller; the picture comes last."""

from __future__ import annotations

from dataclasses import dataclass

LEAST = (1024, 640)
"""The smallest window, px, on a screen that has the room."""
FIRST = (1440, 900)
"""The window of the first start, px, on a screen that has the room."""
FRAME = (16, 48)
"""The most that a window manager draws around a window, px."""

Size = tuple[int, int]
"""(width, height), px."""
Place = tuple[int, int, int, int]
"""(x, y, width, height), px."""


def _bounded(wanted: Size, room: Size) -> Size:
    width, height = (
        min(want, has - frame) for want, has, frame in zip(wanted, room, FRAME, strict=True)
    )
    return max(width, 1), max(height, 1)


def least_size(room: Size) -> Size:
    """The smallest window on a screen with so much room: never larger than that."""
    return _bounded(LEAST, room)


def first_size(room: Size) -> Size:
    """The window of the first start on a screen with so much room."""
    return _bounded(FIRST, room)


def fitted_place(place: Place, room: Place) -> Place:
    """A remembered window moved and shrunk, if it must be, to lie within the room of a screen.

    Parameters
    ----------
    place
        Of the window without its frame.
    room
        Of the screen, without its bars and docks.
    """
    x, y, *size = place
    left, top, *whole = room
    width, height = _bounded((size[0], size[1]), (whole[0], whole[1]))
    right, bottom = left + whole[0] - width, top + whole[1] - height
    # The frame is a title bar above, and a narrow edge at the other sides.
    return (
        min(max(x, left), right - FRAME[0] // 2),
        min(max(y, top + FRAME[1] - FRAME[0] // 2), bottom - FRAME[0] // 2),
        width,
        height,
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """The layout of one size of the window.

    Attributes
    ----------
    left, right
        Widths of the side panels, px.
    left_beside
        Whether the left panel stands beside the picture or slides over it.
    reading
        Height of the sentence under a view, px; 0 for none.
    hints, facts, predictions
        What is shown, and how many classes.
    """

    left: int
    right: int
    left_beside: bool
    hints: bool
    facts: bool
    predictions: int
    reading: int


def rules_for(width: int, height: int) -> Rules:
    """The rules of the mock-ups' README, section Layout, for a window of this size in px."""
    wide = width >= 1920
    beside = width >= 1180
    return Rules(
        left=280 if wide else 240,
        right=min(440, 352 + (width - 1920) // 4) if wide else 352 if beside else 272,
        left_beside=beside,
        hints=height >= 760,
        facts=height >= 860,
        predictions=3 if height < 700 else 5,
        reading=0 if height < 700 else 148 if height < 860 else 200,
    )
