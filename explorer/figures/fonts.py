"""Fonts of figures and window: the bundled ones first, then whatever the system has.

Inter, Noto Sans JP for what is Japanese, JetBrains Mono for code (all OFL); every other script,
and emoji, come from the system's fonts.
"""

from __future__ import annotations

import sys
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from explorer.resource_files import resources

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600

INTER, MONO = "Inter", "JetBrains Mono"
_JAPANESE, _JAPANESE_MEDIUM = "Noto Sans JP", "Noto Sans JP Medium"
LONGEST = 4096
"""Characters of a text that are drawn; the rest is cut off with an ellipsis."""
_WORD = 64
"""Characters of what is thought to be measured again."""
_SIGNS = str.maketrans({"▁": "_", "␣": "_"} | {chr(code): " " for code in range(32)})
"""Signs of a space that no font of ours has, and characters that break a line."""
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs"})
_local = threading.local()  # a QFont may not be drawn with by two threads


def application() -> QGuiApplication:
    """The application that Qt needs to know fonts; on the command line one without a screen."""
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else _own_application()


@cache
def _own_application() -> QGuiApplication:
    # By an argument: the environment is the caller's, whose own windows are to open on a screen.
    return QGuiApplication(["attention-explorer", "-platform", "offscreen"])


def leave_application() -> None:
    """End the application that `application` made, so that one with windows can take its place.

    Nothing happens where there is none, or another one. What was kept of its fonts is forgotten.
    """
    if not _own_application.cache_info().currsize:
        return
    own = _own_application()
    for name in [name for name in sys.modules if name.startswith("explorer.figures")]:
        for kept in vars(sys.modules[name]).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
    _local.__dict__.clear()  # other threads that have drawn are over
    own.shutdown()


@cache
def bundled_families() -> frozenset[str]:
    """Load every font file that ships with the program; the families it now offers."""
    application()
    # Qt warns of each font of a family list that has no tables for the script of a text, though
    # the next one has them.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    folder = resources() / "fonts"
    files = [*folder.rglob("*.ttf"), *folder.rglob("*.otf")] if folder.is_dir() else []
    return load_fonts(*sorted(files))


def load_fonts(*files: Path) -> frozenset[str]:
    """Make font files usable by name; a file that is not a font is passed over.

    Returns
    -------
    frozenset of str
        The families that the files hold.
    """
    families: set[str] = set()
    for file in files:
        identifier = QFontDatabase.addApplicationFont(str(file))
        if identifier >= 0:
            families.update(QFontDatabase.applicationFontFamilies(identifier))
    return frozenset(families)


def families(family: str, others: list[str], weight: int = REGULAR) -> list[str]:
    """The family if it is bundled, then the Japanese ones for what it lacks, then the others.

    The heavier Japanese face has no rare kanji and so a family name of its own, which sends those
    on to the regular one.
    """
    japanese = [_JAPANESE] if weight < MEDIUM else [_JAPANESE_MEDIUM, _JAPANESE]
    here = family in bundled_families()
    return [family, *japanese, *others] if here else [*others, *japanese]


def unhinted(font: QFont) -> QFont:
    """The font without hinting.

    Hinted advances are whole pixels, which spaces small text unevenly and differently at 2x.
    """
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def figure_font(text: str, px: int, weight: int = REGULAR) -> QFont:
    """The font that a text of a figure is set in; to be used by the calling thread alone.

    Parameters
    ----------
    text
        Numbers get digits of one width, so that they stand in columns. (The same feature makes a
        hyphen as wide as a digit, which would tear words apart.)
    px
        Size in pixels.
    weight
        400, 500 or 600.
    """
    fonts: dict[tuple[int, int, bool, bool], QFont] = _local.__dict__.setdefault("fonts", {})
    key = px, weight, *_needs(text[:_WORD])
    if key not in fonts:
        fonts[key] = _made(*key)
    return fonts[key]


@lru_cache(maxsize=2**12)
def _needs(text: str) -> tuple[bool, bool]:
    """Whether the digits of a text stand in columns, and whether the Japanese font has it all."""
    return not any(map(str.isalpha, text)), text.isascii() or _reads_japanese(text)


def _made(px: int, weight: int, numeric: bool, japanese: bool) -> QFont:
    font, named = QFont(), families(INTER, [], weight)
    font.setFamilies(named if japanese else [*named[:1], *_other_east_asian()])
    if not japanese:  # or Qt goes on with the fonts that it found for the same first name
        font.setStyleHint(QFont.StyleHint.System)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    # the same on every screen, whatever the system wants for its own text
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    if numeric:
        font.setFeature(QFont.Tag("tnum"), 1)
    return unhinted(font)


@cache
def _other_east_asian() -> tuple[str, ...]:
    """The system's fonts for Chinese and Korean; without a name Qt would try ours before them."""
    scripts = QFontDatabase.WritingSystem
    asked = (scripts.SimplifiedChinese, scripts.TraditionalChinese, scripts.Korean)
    found = dict.fromkeys(name for one in asked for name in QFontDatabase.families(one))
    return tuple(name for name in found if name not in bundled_families())


@lru_cache(maxsize=2**12)
def _reads_japanese(text: str) -> bool:
    """Whether the Japanese font has all that is East Asian in a text.

    If not, the system's font for it takes all of it, lest half a Chinese word be bolder than the
    other.
    """
    wide = [char for char in text if char >= "\u2e80"]
    if not wide:
        return True
    bundled_families()
    font = QFont(_JAPANESE)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return all(QFontMetricsF(font).inFontUcs4(ord(char)) for char in wide)


def metrics(text: str, px: int, weight: int = REGULAR) -> QFontMetricsF:
    """The measures of `figure_font`."""
    font = figure_font(text, px, weight)
    kept: dict[int, QFontMetricsF] = _local.__dict__.setdefault("metrics", {})
    if id(font) not in kept:  # fonts are never forgotten, so that no other has this id
        kept[id(font)] = QFontMetricsF(font)
    return kept[id(font)]


@lru_cache(maxsize=256)
def line_height(px: int) -> tuple[float, float]:
    """(ascent, descent) of every line in px, whichever fonts its characters come from."""
    found = metrics("", px)
    return found.ascent(), found.descent()


def drawn(text: str) -> str:
    """The characters that are drawn for a text: one line, accents joined to their letters."""
    text = text[:LONGEST]
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text).translate(_SIGNS)


def width(text: str, px: int, weight: int = REGULAR) -> float:
    """The advance of a text in pixels."""
    known = _width if len(text) <= _WORD else _width.__wrapped__
    return known(text, px, weight)


@lru_cache(maxsize=2**16)
def _width(text: str, px: int, weight: int) -> float:
    return metrics(text, px, weight).horizontalAdvance(drawn(text))


def elide(text: str, px: int, room: float, weight: int = REGULAR) -> str:
    """The text if it fits, else its beginning with an ellipsis, which alone may be too wide."""
    if len(text) < LONGEST and width(text, px, weight) <= room + 0.01:
        return text
    return _elided(text[:LONGEST], px, round(room, 2), weight)


@lru_cache(maxsize=2**12)
def _elided(text: str, px: int, room: float, weight: int) -> str:
    cut = Qt.TextElideMode.ElideRight
    short = metrics(text, px, weight).elidedText(drawn(text), cut, room)
    return short.removesuffix("…").rstrip() + "…"


def lacking(texts: Iterable[str]) -> str:
    """The characters of some texts that no font has, bundled or of the system, each once."""
    joined = "".join(texts)
    if joined.isascii():
        return ""
    found = {char for char in joined if char >= "\x80"}
    return "".join(sorted(char for char in found if not _has(char)))


def missing_fonts(texts: Iterable[str]) -> str:
    """The sentence that says which characters are drawn as boxes; "" where there are none."""
    found = lacking(texts)
    if not found:
        return ""
    some = " ".join(f"U+{ord(char):04X}" for char in found[:6]) + (" …" if len(found) > 6 else "")
    return f"No font of this system has {some}: install one for the script, as fonts-noto has."


@lru_cache(maxsize=2**14)
def _has(char: str) -> bool:
    """Whether some font has a character, or it is one that nothing is drawn for."""
    if unicodedata.category(char) in _UNSEEN:
        return True
    return metrics("a", 16).inFontUcs4(ord(char))


def right_to_left(texts: Iterable[str]) -> bool:
    """Whether some texts are written from right to left: most of their letters are."""
    kinds = [unicodedata.bidirectional(char) for text in texts for char in text]
    return sum(kind in ("R", "AL") for kind in kinds) > sum(kind == "L" for kind in kinds)
