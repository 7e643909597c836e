"""Which encoding a text was saved in, told from its bytes.

A mark at the start or sound UTF-8 decides at once. Else every encoding that Japanese texts come
in and that can decode all of the bytes is tried, and the one wins whose text takes the fewest
bits in a rough model of Japanese and Western writing: 6 for a hiragana, 16 for a rare kanji, 40
for a control character. (The sum, not the mean, since the same bytes become fewer or more
characters.) Where that text is unlikely, charset-normalizer is asked: it knows many encodings
more, but confuses these on a single sentence.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CANDIDATES = (  # of two that read the same, the first
    ("utf-8", "UTF-8"),
    ("utf-16-le", "UTF-16"),
    ("utf-16-be", "UTF-16"),
    ("cp932", "Shift-JIS"),  # as Windows extends it
    ("euc_jp", "EUC-JP"),
    ("euc_jis_2004", "EUC-JP"),  # as it was extended later
    ("iso2022_jp", "ISO-2022-JP"),
    ("cp1252", "Windows-1252"),
)
_EXCLUDED = [  # what charset-normalizer is not to choose: the Japanese ones, and EBCDIC
    *("cp932", "shift_jis", "shift_jis_2004", "shift_jisx0213", "euc_jp", "euc_jis_2004"),
    *("euc_jisx0213", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004"),
    *("iso2022_jp_3", "iso2022_jp_ext", "utf_7", "utf_8", "utf_16", "utf_32"),
    *("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"),
]
_DAMAGED = "damaged UTF-8"
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
_KANJI_IN_A_WORD = re.compile("(?<=[a-z])[一-鿿]|[一-鿿](?=[a-z])")  # an accent misread
CONTROL = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff]")
"""What no text is written with: control characters but for white space, marks in the middle."""

_LIKELY = 9.6  # bits a character: 1 of 1,000 Japanese sentences takes more
_LIKELY_WITH_KANA = 11.0  # what no other language and hardly an accident is written with
_LIKELY_WESTERN = 6.5  # Windows-1252 decodes nearly everything, but few letters have accents
_POSSIBLE = 13.0  # kanji alone take 11 to 12, the wrong encoding 14 and more
_ENOUGH = 32  # bytes that charset-normalizer needs
_CALM = 0.1  # the most "mess" by its measure


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and whether that is no more than a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes) -> Decoded:
    """The text of some bytes. Raises UnicodeError where no encoding gives a likely one."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(codec), name)
    tried = list(_readings(data))
    if tried[0].encoding == "UTF-8" and not CONTROL.search(tried[0].text):
        return tried[0]
    best = min(tried, key=lambda reading: _bits(reading.text))
    mean = _bits(best.text) / max(1, len(best.text))
    if best.encoding != _DAMAGED and mean <= _limit(best):
        return best
    if best.encoding == _DAMAGED and mean <= _POSSIBLE:
        raise UnicodeError("UTF-8 of which bytes were lost or changed")
    other = _another(data)
    if other:
        return other
    if best.encoding != _DAMAGED and mean <= _POSSIBLE:
        # what decodes as UTF-8 is hardly ever anything else
        return Decoded(best.text, best.encoding, guessed=best.encoding != "UTF-8")
    raise UnicodeError("no encoding gives a likely text")


def _limit(reading: Decoded) -> float:
    """The mean bits a character up to which a reading needs no second opinion."""
    if reading.encoding == "Windows-1252":
        return _LIKELY_WESTERN
    kana = len(_KANA.findall(reading.text))
    return _LIKELY_WITH_KANA if 10 * kana >= len(reading.text) else _LIKELY


def _readings(data: bytes) -> Iterator[Decoded]:
    """The text in every encoding that can decode all of the bytes, and in damaged UTF-8."""
    for codec, name in _CANDIDATES:
        try:
            yield Decoded(data.decode(codec), name)
        except UnicodeError:
            if codec == "utf-8":
                yield Decoded(data.decode(codec, "replace"), _DAMAGED)


def _another(data: bytes) -> Decoded | None:
    """The text in one of the encodings that charset-normalizer knows."""
    if len(data) < _ENOUGH or b"\0" in data:
        return None
    from charset_normalizer import from_bytes  # 40 ms that few files need

    found = from_bytes(data, cp_exclusion=_EXCLUDED).best()
    if found is None or found.chaos > _CALM:
        return None
    try:
        text = data.decode(found.encoding)
    except UnicodeError:
        return None
    if CONTROL.search(text):
        return None
    windows = re.fullmatch(r"cp(125\d)", found.encoding)
    name = f"Windows-{windows[1]}" if windows else found.encoding.upper().replace("_", "-")
    return Decoded(text, name, guessed=True)


def _bits(text: str) -> int:
    alone = sum(_bits_of(char) * count for char, count in Counter(text).items())
    return alone + 8 * len(_KANJI_IN_A_WORD.findall(text))


@lru_cache(maxsize=65_536)
def _bits_of(char: str) -> int:
    """How unlikely a character is, in bits: a rough model of Japanese and Western writing."""
    category = unicodedata.category(char)
    if char.isspace():
        return 7 if char == "\u3000" else 5
    if category in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
        # control, unassigned, private, half a pair, undecodable
        return 40
    if char.isascii():
        return 5 if char.isalpha() else 6 if char.isdigit() else 7
    if "\u3041" <= char <= "\u3096":  # hiragana
        return 6
    if "\u30a1" <= char <= "\u30fc":  # katakana
        return 8
    if char in "、。「」・\uff1f\uff01々\uff08\uff09…":
        return 7
    if char in "àâäáãåçèéêëíîïñóôöõúûüùæøßœÀÂÄÅÆÇÈÉÊÎÑÔÖØÜ\u2019“”\u2018\u2013—«»°¿¡€":
        return 9
    if "\uff61" <= char <= "\uff9f":  # katakana of half the width
        return 14
    return _bits_in_jis(char)


def _bits_in_jis(char: str) -> int:
    """By the row of JIS X 0208, whose kanji stand in two levels."""
    try:
        code = char.encode("euc_jp")
    except UnicodeEncodeError:
        return 18
    row = code[0] - 0xA0 if len(code) == 2 else 0  # of three bytes: JIS X 0212
    if 16 <= row <= 47:
        return 11  # kanji of level 1
    if row in (1, 2):
        return 13  # signs
    if row == 3:
        return 9  # letters and digits of full width
    return 18 if row == 0 else 16  # kanji of level 2, Greek, Cyrillic, lines
