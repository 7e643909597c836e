"""What the window gives up as it gets smaller; the picture has the last word."""

from __future__ import annotations

from dataclasses import dataclass

LEAST = (1024, 640)


@dataclass(frozen=True, slots=True)
class Rules:
    """The layout of one size. left, right: widths of the side panels, px; left_beside: whether
    the left panel stands beside the picture or slides over it. gates: height of the gate strip,
    px; reading: that of the sentence under a view, 0 for none. hints, facts, predictions: what is
    shown, and how many classes."""

    left: int
    right: int
    left_beside: bool
    hints: bool
    facts: bool
    predictions: int
    gates: int
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
        gates=132 if height < 700 else 188,
        reading=0 if height < 700 else 148 if height < 860 else 200,
    )
