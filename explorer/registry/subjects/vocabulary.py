"""From text to the tokens of a model and back, by the tokenizer that ships with it.

The tokenizers are those of `tokenizers` with one piece a token, where "▁" stands for the space
before a word, and unknown characters are each a token of their own.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from tokenizers import Encoding, Tokenizer

from explorer.core.foreign import exceptions_only
from explorer.core.sites.axes import Tokens
from explorer.models.translator import END, SPECIAL_TOKENS, UNKNOWN
from explorer.registry.entry import ModelError, check_characters
from explorer.registry.weight_files.cards import TOKENIZER, TextCard, verified_bytes
from explorer.resource_files import REPAIR

SPACE = "▁"
MARKS = frozenset(range(len(SPECIAL_TOKENS))) - {UNKNOWN}
"""Ids of the special tokens that are no part of a text."""
PROBE = "it 本\U000f0000"
"""A text that every tokenizer reads, the last character of which none knows."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A text in tokens.

    spelling: the piece of each token in the vocabulary, for an unknown one the character itself.
    words: number of the word of each. unknown: the typed characters that the model does not know,
    each once.
    """

    ids: tuple[int, ...]
    spelling: tuple[str, ...]
    words: tuple[int, ...]
    unknown: tuple[str, ...]

    @property
    def tokens(self) -> Tokens:
        return _tokens(self.ids, self.spelling, self.words)


class Vocabulary:
    """The tokenizer of one model."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Raises ValueError for a tokenizer of another kind."""
        ids = [tokenizer.token_to_id(name) for name in SPECIAL_TOKENS]
        if ids != list(range(len(SPECIAL_TOKENS))) or tokenizer.token_to_id(SPACE) is None:
            raise ValueError(f"special tokens are {ids}")
        if None in (tokenizer.normalizer, tokenizer.pre_tokenizer, tokenizer.decoder):
            raise ValueError("it lacks a part that texts pass through")
        self._tokenizer = tokenizer
        # "</s>" that somebody types is text like any other
        tokenizer.encode_special_tokens = True
        try:
            ends = self.read(PROBE).ids[-2:]
        except Exception as error:  # as where the name of the unknown token is in no vocabulary
            raise ValueError("it cannot read a text") from error
        if ends != (UNKNOWN, END):
            raise ValueError(f"a text with an unknown character ends in the tokens {ends}")

    @classmethod
    def load(cls, card: TextCard) -> Vocabulary:
        """Raises ModelError when the file is missing, damaged, or does not fit its card."""
        content = verified_bytes(card.tokenizer, card.tokenizer_sha256, TOKENIZER)
        try:
            with exceptions_only():
                tokenizer = Tokenizer.from_str(content.decode("utf-8"))
                if tokenizer.get_vocab_size() != card.config["vocabulary"]:
                    raise ValueError(f"{tokenizer.get_vocab_size()} pieces")
                return cls(tokenizer)
        except Exception as error:  # a file of any content raises anything at all
            raise ModelError(
                f"The tokenizer {card.tokenizer.name} does not fit the model card. {REPAIR}"
            ) from error

    @property
    def size(self) -> int:
        return self._tokenizer.get_vocab_size()

    def read(self, text: str) -> Spelt:
        """A text in tokens, END last.

        Raises SentenceError for half a character in it, and ModelError where the pieces of a
        damaged tokenizer are not the text.
        """
        check_characters(text)
        found = self._tokenizer.encode(text)
        return Spelt(
            ids=tuple(found.ids),
            spelling=tuple(self._spelling(text, found)),
            words=_japanese(_numbered(found.word_ids), [_shown(one) for one in found.tokens]),
            unknown=tuple(dict.fromkeys(_unknown(text, found))),
        )

    def spelling(self, token: int) -> str:
        """The piece of a token in the vocabulary."""
        found = self._tokenizer.id_to_token(token)
        assert found is not None  # a token of the model
        return found

    def piece(self, token: int) -> str:
        """How a token shows."""
        return _shown(self.spelling(token))

    def tokens(self, ids: Sequence[int], spelling: Sequence[str]) -> Tokens:
        """Tokens that a model has said; where words begin the tokenizer tells from what is said."""
        said = "".join(
            piece for token, piece in zip(ids, spelling, strict=True) if token not in MARKS
        )
        assert self._tokenizer.pre_tokenizer is not None
        starts = [start for _, (start, _) in self._tokenizer.pre_tokenizer.pre_tokenize_str(said)]
        groups: list[int | None] = []
        at = 0
        for token, piece in zip(ids, spelling, strict=True):
            groups.append(None if token in MARKS else bisect_right(starts, at))
            at += 0 if token in MARKS else len(piece)
        return _tokens(ids, spelling, _japanese(_numbered(groups), list(map(_shown, spelling))))

    def text(self, ids: Sequence[int], spelling: Sequence[str]) -> str:
        """What tokens say, readable, without the special ones."""
        assert self._tokenizer.decoder is not None
        pieces = [piece for token, piece in zip(ids, spelling, strict=True) if token not in MARKS]
        text: str = self._tokenizer.decoder.decode(pieces)
        return text

    def _spelling(self, text: str, found: Encoding) -> Iterable[str]:
        """Every piece in order; what they leave of the normalised text are unknown characters."""
        assert self._tokenizer.normalizer is not None
        normal = self._tokenizer.normalizer.normalize_str(text)
        left = iter(normal.replace(" ", "").replace(SPACE, ""))
        for token, piece in zip(found.ids, found.tokens, strict=True):
            if token == UNKNOWN:
                yield next(left, "") or _misspelt()
                continue
            if token not in MARKS:
                for _ in piece.replace(SPACE, ""):
                    next(left, "") or _misspelt()
            yield piece


def _misspelt() -> NoReturn:
    raise ModelError(f"The tokenizer spells a text otherwise than it is. {REPAIR}")


def _tokens(ids: Sequence[int], spelling: Sequence[str], words: tuple[int, ...]) -> Tokens:
    special = frozenset(at for at, token in enumerate(ids) if token in MARKS)
    return Tokens(tuple(map(_shown, spelling)), words, special)


def _shown(spelling: str) -> str:
    """A piece as people read it, of a space alone its sign."""
    piece = spelling.removeprefix(SPACE) or SPACE
    return _visible(piece) if len(piece) == 1 else piece


def _visible(char: str) -> str:
    """The character, or its number where it shows as nothing or only on top of another."""
    if char.isprintable() and unicodedata.category(char)[0] != "M":
        return char
    return f"U+{ord(char):04X}"


def _numbered(groups: Iterable[int | None]) -> tuple[int, ...]:
    """Words in order from 0, given the group of every token; None is a word of its own."""
    numbers: list[int] = []
    before: int | None = None
    for group in groups:
        new = group is None or group != before
        numbers.append((numbers[-1] if numbers else -1) + new)
        before = group
    return tuple(numbers)


PARTICLES = frozenset(
    {
        *("は", "が", "を", "に", "で", "と", "の", "も", "へ", "や", "か"),
        *("から", "まで", "より", "だけ", "など", "ので", "のに"),
    }
)
"""Of Japanese: a token that is one of them is a word of its own."""


def _japanese(words: tuple[int, ...], pieces: Sequence[str]) -> tuple[int, ...]:
    """Number the words anew where the tokenizer took several Japanese ones for one.

    Japanese has no spaces, and the tokenizer divides at some changes of the script alone. A
    particle begins a word after all but hiragana, and all but hiragana begins one after it; two
    pieces of several Chinese characters each are two words, as 昨日 and 図書館; single ones that
    follow each other are one, as 地 and 区.
    """
    numbers: list[int] = []
    for at, piece in enumerate(pieces):
        begins = at > 0 and words[at] != words[at - 1]
        if at > 0 and not begins:
            before = pieces[at - 1]
            told = (piece in PARTICLES and not _hiragana(before[-1])) or (
                before in PARTICLES and not _hiragana(piece[0])
            )
            begins = told or _apart(before, piece)
        numbers.append((numbers[-1] if numbers else 0) + begins)
    return tuple(numbers)


def _apart(before: str, piece: str) -> bool:
    """Whether two pieces are words of several Chinese characters each."""
    return min(len(before), len(piece)) > 1 and _chinese(before[-1]) and _chinese(piece[0])


def _hiragana(char: str) -> bool:
    return unicodedata.name(char, "").startswith("HIRAGANA")


def _chinese(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK UNIFIED")


def _unknown(text: str, found: Encoding) -> Iterable[str]:
    """The typed characters behind every unknown token.

    Where normalising made one character of several, the token's own place is the first of them:
    the others reach to the next token, spaces aside, which may have gone.
    """
    starts = [start for start, _ in found.offsets[:-1]] + [len(text)]  # END stands nowhere
    for at, token in enumerate(found.ids):
        if token == UNKNOWN:
            start, end = found.offsets[at]
            rest = text[end : starts[at + 1]]
            joined = (char for char in rest if not (char.isspace() or char == "\u200b"))
            typed = text[start:end] + "".join(joined)
            whole = len(typed) > 1 and typed.isprintable()
            yield typed if whole else " ".join(map(_visible, typed))
