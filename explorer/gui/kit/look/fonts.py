"""A font for every size and weight the window uses: Inter, JetBrains Mono, Noto Sans JP."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from explorer.figures.fonts import (
    INTER,
    MEDIUM,
    MONO,
    REGULAR,
    SEMIBOLD,
    families,
    load_fonts,
    unhinted,
)

__all__ = ["MEDIUM", "REGULAR", "SEMIBOLD", "even_hyphens", "load_fonts", "mono_font", "ui_font"]

_TABULAR = QFont.Tag("tnum")


@cache
def ui_font(px: int, weight: int = REGULAR, *, tabular: bool = True) -> QFont:
    """Return Inter, or the system's face for windows.

    Parameters
    ----------
    px: size in logical pixels.
    weight: 400, 500 or 600.
    tabular: whether numbers are all of one width, which makes the hyphen one too wide for names;
        see :func:`even_hyphens`.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies(families(INTER, font.families(), weight))
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    return _even(font) if tabular else unhinted(font)


@cache
def mono_font(px: int) -> QFont:
    """JetBrains Mono, or the system's fixed-width face; ``px`` in logical pixels."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies(families(MONO, font.families()))
    font.setPixelSize(px)
    return _even(font)


def even_hyphens(text: str, font: QFont) -> str:
    """The text as it is painted in a font of :func:`ui_font`.

    Inter's numbers of one width make the hyphen-minus as wide as a digit, which tears words like
    ViT-S/14 apart; the true hyphen (U+2010) keeps its own width.
    """
    even = font.families()[:1] == [INTER] and font.isFeatureSet(_TABULAR)
    return text.replace("-", "\N{HYPHEN}") if even else text


def _even(font: QFont) -> QFont:
    font.setFeature(_TABULAR, 1)
    return unhinted(font)
