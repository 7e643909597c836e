"""How tokens are spelt, how they show, and which of them are a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

SPACE = "▁"
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the Unicode names of characters begin whose scripts have no spaces between words."""


JOINERS = frozenset("\u17d2\u1039\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Characters that go with the one after them: the stackers of Khmer and Burmese, under which it
stands, and the vowels of Thai and Lao that are written before their consonant."""
FOLLOWERS = frozenset("\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u17d7")
"""Letters that go with what is before them: vowels of Thai and Lao, and signs of repetition."""
ASAT = "\u103a"
"""Over a letter of Burmese, it makes it the end of the syllable before."""
ZERO_WIDTH = "\u200b"
"""A space that shows as nothing, which some writers of Khmer and Burmese put between words."""
_IN_DICTIONARIES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
"""A character of Thai, Lao, Burmese or Khmer."""
APOSTROPHES = ("'", "\u2019")
"""Between the letters of a word they are a part of it."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The bytes of a token without a space before them.

    spaced: whether there is one. inside: whether it goes on a word, by its spelling. closes:
    whether it ends one. bare: whether `spaced` is only because its vocabulary marks what goes on a
    word, and nothing tells of a space.
    """

    content: bytes
    special: bool = False
    spaced: bool = False
    inside: bool = False
    closes: bool = False
    bare: bool = False

    @property
    def begins_with_letter(self) -> bool:
        """Whether its first whole character is a letter or a digit."""
        return self.content.decode("utf-8", "ignore")[:1].isalnum()


def shown(spelt: Sequence[Spelling], special: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Of each token its piece, and what it adds to the text of its word.

    Bytes of one character that are shared out among several tokens: the first adds the character,
    all show it with the part that they are.
    """
    at = 0
    while at < len(spelt):
        whole = _text(spelt[at].content)
        if whole is not None or spelt[at].special:
            text = spelt[at].content.decode("utf-8", "replace") if whole is None else whole
            yield visible(text), _added(text)
            at += 1
            continue
        size = _together(spelt, special, at)
        text = b"".join(one.content for one in spelt[at : at + size]).decode("utf-8", "replace")
        if size == 1 or "\ufffd" in text:
            code = " ".join(f"{one:02X}" for one in spelt[at].content)
            yield f"<{code}>", f"<{code}>"
            at += 1
            continue
        for number in range(size):
            yield f"{text} {number + 1}/{size}", text if number == 0 else ""
        at += size


def _together(spelt: Sequence[Spelling], special: frozenset[int], at: int) -> int:
    """How many tokens from `at` on make whole characters; 1 where none do."""
    joined = b""
    for size, one in enumerate(spelt[at : at + 8], start=1):
        if at + size - 1 in special:
            break
        joined += one.content
        if size > 1 and _text(joined) is not None:
            return size
    return 1


def _text(content: bytes) -> str | None:
    """The characters of some bytes; None where they are not whole ones."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def visible(text: str) -> str:
    """The text with signs for what shows as nothing, and for marks on top of another character."""
    if not text.strip(" "):
        return SPACE * max(1, len(text))
    if _is_mark(text):
        return f"U+{ord(text):04X}"
    return "".join(_sign(one) for one in text)


def _added(text: str) -> str:
    """What a token adds to a word: as it shows, but a mark on a character stays one."""
    if text == ZERO_WIDTH:
        return ""
    return text if _is_mark(text) else visible(text)


def _is_mark(text: str) -> bool:
    """Whether a text is a mark alone, which shows only on top of another character."""
    return len(text) == 1 and unicodedata.category(text)[0] == "M"


def _sign(char: str) -> str:
    signs = {"\n": "⏎", "\t": "⇥", "\r": "↵"}
    if char in signs:
        return signs[char]
    return char if char.isprintable() or char == " " else f"U+{ord(char):04X}"


def numbered(
    spelt: Sequence[Spelling],
    parts: Sequence[str],
    special: frozenset[int],
    words: Sequence[int | None] | None,
) -> tuple[int, ...]:
    """Number of the word of each token, never falling.

    parts: what each adds to its word, nothing where it only ends a character. words: the
    tokenizer's own, where its pieces do not tell of spaces; of use where there are several. Else a
    word begins after a space and where letters and signs meet. Marks, and an apostrophe between
    letters, belong to the word that they stand in. In scripts without spaces a word begins where
    `dictionary_words` finds one; where it finds none, with every token, but not within a syllable.
    """
    starts = [0, *accumulate(map(len, parts))]
    found = dictionary_words("".join(parts))
    told = [one for one in words or () if one is not None]
    own = words if words is not None and len(set(told)) > 1 else None
    numbers: list[int] = []
    for at, one in enumerate(spelt):
        if at == 0 or at in special or at - 1 in special:
            begins = True
        elif not parts[at] or (spelt[at - 1].content == b" " and not one.spaced):
            begins = False  # the space of this word was a token of its own
        elif _ending(parts, at) in JOINERS or _goes_on(parts, at):
            begins = False
        elif found and starts[at] > 0 and _IN_DICTIONARIES.match(parts[at]):
            begins = starts[at] in found
        elif not one.inside and unicodedata.name(parts[at][0], "").startswith(UNSPACED):
            begins = True
        else:
            before = "".join(parts[max(0, at - 8) : at]) or " "
            if own is None:
                begins = _apart(spelt[at - 1], one, before, parts[at][0])
            else:
                begins = own[at] != own[at - 1] and not _elided(before, parts[at][0])
        numbers.append((numbers[-1] if numbers else -1) + begins)
    return tuple(numbers)


def _ending(parts: Sequence[str], at: int) -> str:
    """The last character that stands before a token; "" for none."""
    return next((one[-1] for one in reversed(parts[:at]) if one), "")


def _goes_on(parts: Sequence[str], at: int) -> bool:
    """Whether a token begins with what cannot begin a syllable, as a mark."""
    first = parts[at][0]
    if first in FOLLOWERS or _is_mark(first):
        return True
    after = "".join(parts[at : at + 8])[1:2]  # of a letter that is shared out the rest is empty
    return after == ASAT


@lru_cache(maxsize=64)
def dictionary_words(text: str) -> frozenset[int]:
    """Where words of Thai, Lao, Burmese and Khmer begin, in characters, by ICU's dictionaries.

    () for a text in other scripts, and where that library is not installed.
    """
    if not _IN_DICTIONARIES.search(text):
        return frozenset()
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return frozenset()
    # there is one dictionary a script, whatever the language; places are told in UTF-16
    return frozenset(accumulate(map(len, WordBreaker(text, "en")), initial=0))


def _apart(before: Spelling, one: Spelling, said: str, first: str) -> bool:
    """Whether a word ends between two tokens. said: what stands there; first: what follows."""
    if one.inside:
        return False
    if _elided(said, first):
        return one.spaced and not one.bare
    if one.spaced or before.closes:
        return True
    return _letter(said[-1]) != _letter(first)


def _elided(said: str, first: str) -> bool:
    """Whether an apostrophe goes on with a word there, as in don't and l'eau."""
    if first in APOSTROPHES:
        return _letter(said[-1])
    return _letter(first) and said[-1] in APOSTROPHES and _letter(said[-2:-1])


def _letter(char: str) -> bool:
    """Whether a character is a letter or a digit, or a mark on one."""
    return char.isalnum() or (bool(char) and unicodedata.category(char)[0] == "M")


@cache
def bytes_of_letters() -> dict[str, int]:
    """The letter that stands for each byte in byte-level vocabularies, and its byte.

    Printable bytes are themselves, the others the letters from U+0100 on (Radford et al. 2019).
    """
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [one for one in range(256) if one not in plain]
    table = {chr(one): one for one in plain}
    return table | {chr(0x100 + at): one for at, one in enumerate(others)}
