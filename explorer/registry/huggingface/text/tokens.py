"""Between text and the tokens of a Hugging Face model, by the model's own tokenizer.

Tokenizers spell tokens in ways of their own: "Ġcat" and "▁cat" for a cat with a space before it,
"##s" for what goes on within a word, "<0xE7>" or three Latin letters for the bytes of a Japanese
character. Here a token shows as the characters that it stands for; where it is only some bytes of
one, as the character with the part that it is.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from explorer.core.sites.axes import Tokens
from explorer.core.text import ELLIPSIS, MASK
from explorer.registry.entry import check_characters
from explorer.registry.huggingface.text.chat import as_chat, has_template
from explorer.registry.huggingface.text.languages import Languages
from explorer.registry.huggingface.text.spelling import (
    SPACE,
    UNSPACED,
    Spelling,
    bytes_of_letters,
    numbered,
    shown,
    visible,
)

_BYTE = ("<0x", ">")
"""Around the two digits of a byte, as tokenizers that fall back to bytes spell it."""
_ENDLESS = 10**6
"""Tokenizers that know no longest text give a number beyond this."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text in tokens, or two.

    Attributes
    ----------
    ids, tokens
        Numbers of the tokens that are kept, and how they show.
    unknown
        The characters that the model does not know, each once.
    whole
        How many tokens there are; more than `ids` where the text was cut.
    types
        Number of the text that each token is counted to; () where the tokenizer does not tell.
    places
        Of each token its text, 0 or 1, and where it lies there, (text, start, stop) in characters;
        None for tokens of neither. () where the tokenizer does not tell.
    """

    ids: tuple[int, ...]
    tokens: Tokens
    unknown: tuple[str, ...]
    whole: int
    types: tuple[int, ...] = ()
    places: tuple[tuple[int, int, int] | None, ...] = ()


class Reader:
    """The tokenizer of a model; `longest` is how many tokens the model takes, None for any."""

    def __init__(self, tokenizer: Any, longest: int | None = None) -> None:
        self._tokenizer = tokenizer
        tokenizer.truncation_side = "right"  # of what is too long the beginning is read
        own = tokenizer.model_max_length
        sound = isinstance(own, int | float) and 0 < own < _ENDLESS
        self.longest: int | None = int(own) if sound else None
        if not sound:  # the library compares it with the length of every text
            tokenizer.model_max_length = int(_ENDLESS)
        self.at_most(longest)
        self.languages = Languages(tokenizer)
        self._pieces: dict[int, str] = {}
        self._gaps: dict[tuple[int, int], bool] = {}

    def at_most(self, longest: int | None) -> None:
        """Take no more than so many tokens from now on; None changes nothing."""
        known = [one for one in (longest, self.longest) if one is not None]
        self.longest = min(known, default=None)

    @property
    def tokenizer(self) -> Any:
        """The library's own."""
        return self._tokenizer

    @property
    def mask(self) -> int | None:
        """The token that stands for a word to be guessed; None where there is none."""
        found: int | None = self._tokenizer.mask_token_id
        return found

    @property
    def mask_text(self) -> str:
        """How a mask is typed; "" where there is none."""
        return str(self._tokenizer.mask_token or "")

    @property
    def size(self) -> int:
        """Tokens of the vocabulary, added ones included."""
        return len(self._tokenizer)

    @property
    def has_template(self) -> bool:
        """Whether the model says how it is to be asked."""
        return has_template(self._tokenizer)

    def as_chat(self, text: str, system: str, title: str) -> str:
        """A text as a user's turn in the model's chat template; see `chat.as_chat`."""
        return as_chat(self._tokenizer, text, system, title)

    def typed(self, text: str) -> tuple[str, ...]:
        """The special tokens that are spelt out in a text, but for a mask, each once."""
        names = [self._spelt(one) for one in sorted(self._special)]
        return tuple(one for one in dict.fromkeys(names) if one.strip() and one in text)

    def _spelt(self, token: int) -> str:
        return str(self._tokenizer.convert_ids_to_tokens(token) or "")

    def read(
        self,
        text: str,
        most: int | None = None,
        target: bool = False,
        pair: str = "",
        whole: bool = True,
    ) -> Read:
        """Cut a text, or two that are read together, into tokens.

        Parameters
        ----------
        text : MASK in it is the model's own mask where it has one.
        most : tokens that are kept, the first; None for `longest`. Of two texts the longer one is
            cut.
        target : whether it is in the language that is translated into.
        pair : the second text; "" for none.
        whole : whether the special tokens are put around it that the model expects; a chat template
            has its own.

        Raises
        ------
        SentenceError
            There is half a character in a text.
        """
        for one in (text, pair):
            check_characters(one)
        if self.mask is not None:
            text, pair = (one.replace(MASK, self.mask_text) for one in (text, pair))
        most = self.longest if most is None else most
        uncut = self._encoded(text, None, target, pair, whole)
        count = len(uncut["input_ids"])
        cut = most is not None and count > most
        found = self._encoded(text, most, target, pair, whole) if cut else uncut
        ids = tuple(int(one) for one in found["input_ids"])
        types = tuple(int(one) for one in found.get("token_type_ids", ()))
        words = _words_of(found) if self._tokenizer.is_fast else None
        if words is None:
            strange = tuple(self._strange(text + pair))
            return Read(ids, self.tokens(ids), strange, count, types)
        unknown = dict(self._unknown((text, pair), found))
        tokens = self.tokens(ids, words)
        pieces = tuple(unknown.get(at, piece) for at, piece in enumerate(tokens.pieces))
        spelling = tuple(unknown.get(at, part) for at, part in enumerate(tokens.spelling))
        tokens = replace(tokens, pieces=pieces, spelling=spelling)
        places = tuple(_places(found))
        unknowns = tuple(dict.fromkeys(unknown.values()))
        return Read(ids, tokens, unknowns, count, types, places)

    def _encoded(self, text: str, most: int | None, target: bool, pair: str, whole: bool) -> Any:
        if most is not None:
            least = int(self._tokenizer.num_special_tokens_to_add(pair=bool(pair)))
            most = max(most, least + 1 + bool(pair))
        given = {"text_target": text} if target else {"text": text}
        if pair:
            given["text_pair"] = pair
        return self._tokenizer(
            **given,
            add_special_tokens=whole,
            truncation=most is not None,
            max_length=most,
            return_offsets_mapping=bool(self._tokenizer.is_fast),
            verbose=False,  # what is too long is said by the program
        )

    def tokens(self, ids: Sequence[int], words: Sequence[int | None] | None = None) -> Tokens:
        """Tokens as they show; words: what the tokenizer itself says of the words, if it does."""
        spelt = self._apart(ids)
        special = frozenset(at for at, one in enumerate(ids) if one in self._special)
        pairs = list(shown(spelt, special))
        return Tokens(
            pieces=tuple(piece for piece, _ in pairs),
            words=numbered(
                spelt, [part for _, part in pairs], special, None if self._spaced else words
            ),
            special=special,
            spelling=tuple(part for _, part in pairs),
        )

    def piece(self, token: int) -> str:
        """How a token shows that stands alone: with an ellipsis where it goes on with a word."""
        if token not in self._pieces:
            spelt, piece = self._spelling(token), self.tokens([token]).pieces[0]
            goes_on = spelt.inside or (
                self._spaced and not spelt.spaced and spelt.begins_with_letter
            )
            apart = unicodedata.name(piece[:1] or " ", "").startswith(UNSPACED)
            goes_on = goes_on and not spelt.special and not apart
            self._pieces[token] = ELLIPSIS + piece if goes_on else piece
        return self._pieces[token]

    def text(self, ids: Sequence[int]) -> str:
        """What tokens say, readable, without the special ones."""
        said: str = self._tokenizer.decode(
            list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return said

    def after(self, before: Sequence[int], ids: Sequence[int]) -> str:
        """What tokens add to the text of those before them, its first space included."""
        whole = self.text([*before, *ids])
        return whole.removeprefix(self.text(before))

    @cached_property
    def _special(self) -> frozenset[int]:
        """Tokens that are no part of a text; a mask is, for the user typed it."""
        return frozenset(self._tokenizer.all_special_ids) - {self.mask, self._unknown_id}

    @property
    def _unknown_id(self) -> int | None:
        found: int | None = self._tokenizer.unk_token_id
        return found

    @cached_property
    def _bytewise(self) -> bool:
        """Whether every character of a spelling is a byte (Radford et al. 2019)."""
        if not self._tokenizer.is_fast:
            return False
        own = self._tokenizer.backend_tokenizer
        parts = [one for one in (own.decoder, own.pre_tokenizer) if one is not None]
        # not of the whole: written out, it counts up to the largest number that a token has
        return "ByteLevel" in _types(json.loads(one.__getstate__()) for one in parts)

    @property
    def _latin(self) -> bool:
        """Whether every token is a byte, spelt as Latin-1 reads it (Xue et al. 2022, ByT5)."""
        return type(self._tokenizer).__name__.startswith("ByT5")

    @cached_property
    def _spaced(self) -> bool:
        """Whether a space before a word is part of its token."""
        return self._bytewise or any(
            one.startswith(SPACE) and len(one) > 1 for one in self._tokenizer.get_vocab()
        )

    @cached_property
    def _pieced(self) -> bool:
        """Whether what goes on a word is marked so, and all else begins one (WordPiece)."""
        return not self._spaced and any(
            one.startswith("##") and len(one) > 2 for one in self._tokenizer.get_vocab()
        )

    def _spelling(self, token: int) -> Spelling:
        """What a token stands for."""
        found = self._tokenizer.convert_ids_to_tokens(int(token))
        piece = str(found) if found is not None else f"#{token}"
        if token in self._tokenizer.all_special_ids:
            return Spelling(piece.encode(), special=True)
        if piece.startswith(_BYTE[0]) and piece.endswith(_BYTE[1]) and len(piece) == 6:
            return Spelling(bytes([int(piece[3:5], 16)]))
        inside = piece.startswith("##") and len(piece) > 2
        piece = piece.removeprefix("##") if inside else piece
        closes = piece.endswith("</w>")
        piece = piece.removesuffix("</w>") or piece
        table = bytes_of_letters()
        if self._bytewise and all(one in table for one in piece):  # added tokens are plain text
            content = bytes(table[one] for one in piece)
        elif self._latin:
            content = piece.encode("latin-1", "replace")
        else:
            content = piece.replace(SPACE, " ").encode("utf-8", "replace")
        spaced = content[:1].isspace()
        bare = self._pieced and not inside and not spaced
        return Spelling(
            content.lstrip(b" ") or content,
            spaced=spaced or bare,
            inside=inside,
            closes=closes,
            bare=bare,
        )

    def _apart(self, ids: Sequence[int]) -> list[Spelling]:
        """What tokens stand for, with the spaces that only decoding puts between them.

        As a vocabulary of whole words has them, whose pieces do not tell of spaces.
        """
        spelt = [self._spelling(one) for one in ids]
        if self._spaced or self._pieced or self._latin:
            return spelt
        return [spelt[0], *map(self._after, spelt, ids, spelt[1:], ids[1:])] if spelt else []

    def _after(self, last: Spelling, before: int, one: Spelling, token: int) -> Spelling:
        """A token behind another one: with a space before it where decoding puts one."""
        if last.special or one.special or one.spaced:
            return one
        if (before, token) not in self._gaps:
            self._gaps[before, token] = self.after([before], [token]).startswith(" ")
        return replace(one, spaced=self._gaps[before, token])

    def _strange(self, text: str) -> Iterator[str]:
        """The characters that are unknown by themselves, for a tokenizer that tells no places."""
        for char in dict.fromkeys(text):
            ids = self._tokenizer(char, add_special_tokens=False, verbose=False)["input_ids"]
            if self._unknown_id is not None and self._unknown_id in ids:
                yield visible(char)

    def _unknown(self, texts: tuple[str, str], found: Any) -> Iterator[tuple[int, str]]:
        """The numbers of unknown tokens and the characters behind them."""
        if self._unknown_id is None:
            return
        for at, (token, place) in enumerate(zip(found["input_ids"], _places(found), strict=True)):
            if token == self._unknown_id and place is not None and place[2] > place[1]:
                text, start, stop = place
                typed = texts[text][start:stop].strip()
                if typed and typed != self._tokenizer.unk_token:
                    yield at, visible(typed)


def _words_of(found: Any) -> Sequence[int | None]:
    words: Sequence[int | None] = found.word_ids(0)
    return words


def _places(found: Any) -> Iterator[tuple[int, int, int] | None]:
    """Text, start and stop of each token; None for those around the texts."""
    for text, (start, stop) in zip(found.sequence_ids(0), found["offset_mapping"], strict=True):
        yield None if text is None else (int(text), int(start), int(stop))


def _types(parts: Iterable[Any]) -> Iterator[str]:
    """The types of all parts of a tokenizer, as its file names them."""
    for part in parts:
        if isinstance(part, dict):
            if isinstance(part.get("type"), str):
                yield part["type"]
            yield from _types(part.values())
        elif isinstance(part, list):
            yield from _types(part)
