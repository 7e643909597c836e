"""Translates sentences of the program into the language of the window, from Qt's .ts files.

Everything inside the program is English: views, captions, errors, files. What a window shows is
translated as it is shown, so files are the same in every language. A sentence with values in it,
as "Layer 5, head 2", is found by its pattern "Layer %1, head %2", which scripts/translations.py
reads from the f-strings of the source. Patterns follow Qt: in a translation ``%1`` is the value as
it is, ``%L1`` the value in the language of the window.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from explorer.explanation.toml_tables import WordsError

PLACE = re.compile(r"%(L?)(\d+)")
"""A place of a value in a pattern."""
NOT_SHOWN = "not shown"
"""The translator's comment on a text that no window shows: an id, a word of the command line."""
_JOINS = (
    (re.compile(r"\n"), "\n"),
    (re.compile(r"(?<=[.!?…])\s+(?=\S)"), ""),
    (re.compile(r" · "), " · "),
    (re.compile(r"; "), "；"),  # noqa: RUF001 - Japanese
    (re.compile(r": "), "："),  # noqa: RUF001 - Japanese
    (re.compile(r"(?<!\d), |, (?!\d[\d–]*(?:,|\.?$| \())"), "、"),  # but in lists of numbers
)
"""What sentences and lists are joined by: where it is found, and what joins the translations.
The strongest first; what a value of a sentence may hold too, as a comma, comes last."""
_STOP = "。"
"""What ends a sentence that is known without its full stop."""
_BETWEEN_SENTENCES = 3
"""So many of the joins part sentences, and part them even where one of them is not known."""
_LEADS = "·,; "
"""What a part begins with that is put after another one, as ", 3 muted"."""
_FEW = 5
"""Letters of a pattern as "%1 heads, %2", whose words are in many a sentence."""
_LEAST = 3
"""Letters of a pattern as "%1 of %2": its values are numbers, but where they are translated."""
_PROSE = re.compile(r"[a-z]{3,}")
_LETTERS = re.compile(r"[A-Za-z]{2}")
FOREIGN = "\N{INVISIBLE SEPARATOR}"
"""Before and after what stays as it is, as a token; what stands in “quotes” does so too."""
_HELD = re.compile(rf"{FOREIGN}([^{FOREIGN}]*){FOREIGN}|(?<=“)([^”\uE000-\uF8FF]+)(?=”)")
_HOLDER = re.compile("[\ue000-\uf8ff]")
"""A character of nobody's own use, for a foreign text while what is around it is translated."""
_QUOTED = re.compile("“([\ue000-\uf8ff])”")
_KANA, _WORD = re.compile("[\u3040-\u30ff\u4e00-\u9fff]"), re.compile("[A-Za-z0-9]")
_WIDE = re.compile("[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff60]")
"""Letters and signs of Japanese, which take no space between them."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text of the source.

    Attributes
    ----------
    source : str
        The English text, with ``%1`` … for its values.
    translation : str
        "" where it is not yet translated, or never shown.
    shown : bool
        Whether a window may show it.
    where : str
        The file of the source that has it, "/" between folders.
    """

    source: str
    translation: str
    shown: bool
    where: str


def read_messages(path: Path) -> list[Message]:
    """The messages of a .ts file, in its order.

    Raises WordsError for a file that is no .ts file.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise WordsError(f"{path.name} is no .ts file: {error}.") from error
    return [
        Message(
            one.findtext("source", ""),
            one.findtext("translation", ""),
            one.findtext("translatorcomment", "") != NOT_SHOWN,
            context.findtext("name", ""),
        )
        for context in root.iter("context")
        for one in context.iter("message")
    ]


class Catalogue:
    """The texts of one language: looked up whole, then by pattern, then part by part.

    Parameters
    ----------
    messages : iterable of (source, translation)
        Those without a translation are left out.
    """

    def __init__(self, messages: Iterable[tuple[str, str]]) -> None:
        self._whole: dict[str, str] = {}
        patterns = []
        for source, translation in messages:
            if not translation:
                continue
            source, translation = source.lstrip(_LEADS), translation.lstrip(_LEADS + "、")
            if PLACE.search(source):
                patterns.append(_Pattern.of(source, translation))
            else:
                self._whole.setdefault(source, translation)
        # the most specific first: "Layer %1, head %2" before "Layer %1"
        self._patterns = sorted(patterns, key=lambda one: -one.size)
        self.translate = lru_cache(maxsize=16_384)(self._translate)

    @classmethod
    def read(cls, folder: Path) -> Catalogue:
        """The catalogue of all .ts files of a folder. Raises WordsError for a damaged one."""
        files = sorted(folder.glob("*.ts"))
        return cls((one.source, one.translation) for path in files for one in read_messages(path))

    def _translate(self, text: str) -> str:
        """Give a text in the language; as it is where nothing of it is known.

        Examples
        --------
        >>> words = Catalogue([("Layer %1", "層 %1"), ("mean of heads", "ヘッドの平均")])
        >>> words.translate("Layer 5 · mean of heads")
        '層 5 · ヘッドの平均'
        """
        bare = text.strip().lstrip(_LEADS)
        if not _LETTERS.search(bare):
            return text.replace(FOREIGN, "")
        if (found := self._whole.get(bare)) is not None:
            return text.replace(bare, found)
        held: list[str] = []

        def hold(found: re.Match[str]) -> str:
            held.append(found[1] or found[2] or "")
            return chr(0xE000 + len(held) - 1)

        if _HELD.search(text):
            covered = _HELD.sub(hold, text)
            said = self.translate(covered)
            if said != covered:
                said = _QUOTED.sub(r"「\1」", said)
            return _HOLDER.sub(lambda one: held[ord(one[0]) - 0xE000], said)
        told = self._fitting(bare)
        return text if told is None else text.replace(bare, told)

    def _fitting(self, bare: str) -> str | None:
        """The translation by a pattern or part by part; None where nothing of a text is known.

        A value seldom holds what joins sentences, so "Layer 5 · mean of heads" is two parts and
        no "Layer %1"; only where the parts are not all known it is taken as the pattern says.
        """
        if bare.endswith(".") and (whole := self._whole.get(bare[:-1])) is not None:
            return whole + _STOP
        found = (fit for pattern in self._patterns if (fit := pattern.fit(bare)) is not None)
        fits = [fit for fit in found if fit.likely(self.translate)]
        partly = None
        for number, (join, joined) in enumerate(_JOINS):
            parts = self._parts(bare, join)
            if len(parts) == 1:
                continue
            joins = [one for one, _ in _JOINS[: number + 1]]
            for fit in fits:
                values = [f"{value} " for value in fit.values.values()]
                if not any(one.search(value) for one in joins for value in values):
                    return fit.said(self.translate)
            said = [self.translate(part) for part in parts]
            known = [
                now != part for part, now in zip(parts, said, strict=True) if _LETTERS.search(part)
            ]
            if any(known) and all(known):
                return _joined(said, joined)
            if any(known) and number < _BETWEEN_SENTENCES:
                # a value may be sentences itself: "%1, or try again."
                for fit in fits:
                    if fit.known(self.translate):
                        return fit.said(self.translate)
                return _joined(said, joined)
            if any(known) and partly is None:
                partly = _joined(said, joined)
        return fits[0].said(self.translate) if fits else partly

    def _parts(self, text: str, join: re.Pattern[str]) -> list[str]:
        """The parts of a text; those that are one message with what joins them stay together."""
        gaps = [hit.span() for hit in join.finditer(text)]
        ends = [(gap[0], gap[1]) for gap in gaps] + [(len(text), len(text))]
        parts, start, at = [], 0, 0
        while at < len(ends):
            last = len(ends) - 1 - (start == 0)  # the whole text is no message, or it were known
            run = next(
                (to for to in range(last, at, -1) if text[start : ends[to][0]] in self._whole), at
            )
            parts.append(text[start : ends[run][0]])
            start, at = ends[run][1], run + 1
        return parts


def _joined(parts: list[str], by: str) -> str:
    """Parts of a text in one; sentences that are not known keep the space after them."""
    if by:
        return by.join(parts)
    spaced = [part + " " * part[-1:].isascii() for part in parts[:-1]]
    return "".join([*spaced, parts[-1]])


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence with places for values."""

    finds: re.Pattern[str]
    order: tuple[int, ...]
    anchor: str
    size: int
    bare: bool
    translation: str
    letters: int

    @classmethod
    def of(cls, source: str, translation: str) -> _Pattern:
        pieces = PLACE.split(source)  # text, "L" or "", number, text, …
        literal = pieces[::3]
        finds = "(.*?)".join(map(re.escape, literal))
        letters = sum(map(str.isalpha, "".join(literal)))
        return cls(
            re.compile(finds, re.DOTALL),
            tuple(map(int, pieces[2::3])),
            max(literal, key=len),
            sum(map(len, literal)),
            not literal[-1].endswith((".", "…")),
            translation,
            letters,
        )

    def fit(self, text: str) -> _Fit | None:
        """How a text is this sentence, with a full stop that the pattern has not; None for none."""
        stopped = self.bare and text.endswith(".")
        for whole, stop in ((text[:-1], _STOP), (text, "")) if stopped else ((text, ""),):
            hit = self.finds.fullmatch(whole) if self.anchor in whole else None
            if hit is None:
                continue
            values = dict(zip(self.order, hit.groups(), strict=True))
            return _Fit(self.translation, values, stop, self.letters)
        return None


@dataclass(frozen=True, slots=True)
class _Fit:
    """A text as a pattern has it: the values of its places, by number, and what ends it."""

    translation: str
    values: Mapping[int, str]
    stop: str
    letters: int

    def likely(self, translate: Callable[[str], str]) -> bool:
        """Whether a text has a short pattern for more than a word or two in it."""
        if self.letters > _FEW:
            return True
        asked = {int(place[2]) for place in PLACE.finditer(self.translation) if place[1]}
        most = 0 if self.letters <= _LEAST else 2
        return not any(
            translate(one) == one and len(_PROSE.findall(one)) > 2
            if number in asked
            else len(_PROSE.findall(one)) > most
            for number, one in self.values.items()
        )

    def known(self, translate: Callable[[str], str]) -> bool:
        """Whether every value is to be translated, and can be."""
        asked = {int(place[2]) for place in PLACE.finditer(self.translation) if place[1]}
        return asked == self.values.keys() and all(
            translate(one) != one for one in self.values.values()
        )

    def said(self, translate: Callable[[str], str]) -> str:
        """The translation with the values in it."""

        def value_of(kind: str, number: str) -> str:
            value = self.values.get(int(number), "")
            if not kind:
                return value
            if self.stop:  # it may be the last value's own
                whole = translate(f"{value}.")
                if whole != f"{value}.":
                    return whole.removesuffix(_STOP)
            return translate(value)

        pieces = PLACE.split(self.translation)  # text, "L" or "", number, text, …
        said = pieces[0]
        for kind, number, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            said = _beside(_beside(said, value_of(kind, number)), after)
        return said + self.stop


def _beside(before: str, after: str) -> str:
    """Two pieces in one, spaced as Japanese is: beside Latin words and digits, not in itself."""
    end, start = before[-1:], after[:1]
    if end == " " and _WIDE.match(before[-2:-1]) and _WIDE.match(start):
        return before[:-1] + after
    if start == " " and _WIDE.match(end) and _WIDE.match(after[1:2]):
        return before + after[1:]
    if end == start == _STOP:
        return before + after[1:]
    met = (_KANA.match(end) and _WORD.match(start)) or (_WORD.match(end) and _KANA.match(start))
    return f"{before} {after}" if met else before + after
