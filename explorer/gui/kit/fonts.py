"""The bundled typefaces, and a font for every size and weight the window uses.

Inter for the window, JetBrains Mono for code, site names and hashes, and Noto Sans JP for what is
Japanese in either (all OFL). Where a file is missing the system's own face takes its place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from explorer.resource_files import resources

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600

_INTER = "Inter"
_MONO = "JetBrains Mono"
_JAPANESE, _JAPANESE_MEDIUM = "Noto Sans JP", "Noto Sans JP Medium"


@cache
def _bundled_families() -> frozenset[str]:
    """Load every font file that ships with the program; the families it now offers."""
    folder = resources() / "fonts"
    files = [*folder.rglob("*.ttf"), *folder.rglob("*.otf")] if folder.is_dir() else []
    return load_fonts(*sorted(files))


def load_fonts(*files: Path) -> frozenset[str]:
    """Make font files usable by name; a file that is not a font is passed over.

    Returns
    -------
        The families that the files hold.
    """
    families: set[str] = set()
    for file in files:
        identifier = QFontDatabase.addApplicationFont(str(file))
        if identifier >= 0:
            families.update(QFontDatabase.applicationFontFamilies(identifier))
    return frozenset(families)


def _first(family: str, others: list[str], weight: int = REGULAR) -> list[str]:
    """The family if it is bundled, then the Japanese ones for what it lacks, then the others.

    The heavier Japanese face has no rare kanji and so a family name of its own, which sends those
    on to the regular one.
    """
    japanese = [_JAPANESE] if weight < MEDIUM else [_JAPANESE_MEDIUM, _JAPANESE]
    here = family in _bundled_families()
    return [family, *japanese, *others] if here else [*others, *japanese]


@cache
def ui_font(px: int, weight: int = REGULAR) -> QFont:
    """Inter, or the system's face for windows, with numbers all of one width.

    Parameters
    ----------
    px: size in logical pixels.
    weight: 400, 500 or 600.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies(_first(_INTER, font.families(), weight))
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    return _even(font)


@cache
def mono_font(px: int) -> QFont:
    """JetBrains Mono, or the system's fixed-width face; ``px`` in logical pixels."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies(_first(_MONO, font.families()))
    font.setPixelSize(px)
    return _even(font)


def even_hyphens(text: str, font: QFont) -> str:
    """The text as it is painted in a font of :func:`ui_font`.

    Inter's numbers of one width make the hyphen-minus as wide as a digit, which tears words like
    ViT-S/14 apart; the true hyphen (U+2010) keeps its own width.
    """
    return text.replace("-", "\N{HYPHEN}") if font.families()[:1] == [_INTER] else text


def _even(font: QFont) -> QFont:
    font.setFeature(QFont.Tag("tnum"), 1)
    # Hinted advances are whole pixels, which spaces small text unevenly and differently at 2x.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
