"""Attention weights as numbers in a picture."""

from __future__ import annotations

from explorer.core.numbers import MINUS, short


def written(value: float, high: float) -> str:
    """Write a weight with two digits after the point.

    With three on a scale that ends (`high`) below 0.1, with two that count below 0.01.
    """
    if high < 0.01:
        return short(value, 2)
    return f"{value:.{2 if high >= 0.1 else 3}f}".replace("-", MINUS)
