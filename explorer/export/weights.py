"""Attention weights as numbers in a picture."""

from __future__ import annotations


def written(value: float, high: float) -> str:
    """With two digits after the point; with three on a scale that ends (`high`) below 0.1."""
    return f"{value:.{2 if high >= 0.1 else 3}f}"
