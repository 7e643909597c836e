"""The languages that a tokenizer tells apart: of NLLB, M2M-100, mBART, Marian, Seamless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from explorer.registry.entry import SentenceError, one_language

_CODE = re.compile(r"_{0,2}([a-z]{2,3}(_[A-Za-z]{2,4})?|java|python)_{0,2}")
"""How the special token of a language is spelt: "eng_Latn", "en_XX", "__fr__"."""
_TARGET = re.compile(r">>(.+)<<")
"""How Marian's vocabulary spells the language that is written."""
_TOLD = 8
"""Languages that a sentence lists."""


class Languages:
    """The languages of one tokenizer, and the choice among them.

    Attributes
    ----------
    source, target : tuple of str
        Names of the languages that are read and that are written, as they are typed; () for a
        tokenizer that tells none apart.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._tokens = _tokens(tokenizer)
        self._first = str(getattr(tokenizer, "src_lang", None) or "")
        self._written = str(getattr(tokenizer, "tgt_lang", None) or "")
        self._marked = _marked(tokenizer) if not self._tokens else {}
        self.source = tuple(self._tokens)
        self.target = tuple(self._tokens or self._marked)

    def choose(self, source: str, to: str, title: str) -> int | None:
        """Set the languages of the next texts.

        Parameters
        ----------
        source, to : of the text and of what is written; "" for those that the tokenizer has.
        title : of the model, for the sentences.

        Returns
        -------
        int or None
            The token that what is written begins with; None for the model's own choice.

        Raises
        ------
        SentenceError
            The tokenizer does not know such a language, or tells none apart.
        """
        for wanted, known in ((source, self.source), (to, self.target)):
            if wanted and wanted not in known:
                raise _unknown(title, wanted, known) if known else one_language(title, wanted)
        if not self._tokens:
            return None
        self._tokenizer.src_lang = self._tokens[source] if source else self._first
        written = self._tokens[to] if to else self._written
        if written:
            self._tokenizer.tgt_lang = written
        return int(self._tokenizer.convert_tokens_to_ids(written)) if to else None

    def marked(self, text: str, to: str) -> str:
        """The text with the sign of the language that is written before it, as Marian has it."""
        return f"{self._marked[to]} {text}" if to and to in self._marked else text

    def note(self, source: str, to: str, text: str, target: bool, decided: bool) -> str:
        """What was taken where no language was chosen; "" where nothing was guessed.

        target : whether the user's own text stands in place of what the model writes.
        decided : whether the model's own settings say what it writes.
        """
        if self._marked and not to and not _TARGET.match(text):
            return (
                f"The model writes {len(self._marked)} languages, and none was chosen: "
                f"{_some(self.target)}."
            )
        if not self._tokens:
            return ""
        guessed = []
        if not source:
            guessed.append(f"The text was read as {_plain(self._first)}, which nobody chose.")
        if not to and target:
            read = _plain(self._written or self._tokens.get(source, self._first))
            guessed.append(f"Your own text was read as {read}.")
        elif not to and not decided:
            guessed.append("The language that is written is the model's own choice.")
        return " ".join(guessed)


def _tokens(tokenizer: Any) -> dict[str, str]:
    """Names of languages to their tokens; {} for none."""
    if not hasattr(tokenizer, "src_lang"):
        return {}
    own = getattr(tokenizer, "lang_code_to_id", None)
    named = own if isinstance(own, Mapping) else ()
    special = [str(one) for one in (*named, *getattr(tokenizer, "all_special_tokens", ()))]
    extra = [str(one) for one in getattr(tokenizer, "extra_special_tokens", None) or ()]
    found: dict[str, str] = {}
    for one in (*special, *extra):
        if one in named or _CODE.fullmatch(one):
            found.setdefault(_plain(one), one)
    return found


def _marked(tokenizer: Any) -> dict[str, str]:
    """Names of the languages that are written to their signs before a text; {} for none."""
    codes = getattr(tokenizer, "supported_language_codes", None) or ()
    return {found[1]: str(one) for one in codes if (found := _TARGET.fullmatch(str(one)))}


def _plain(code: str) -> str:
    return code.strip("_")


def _unknown(title: str, wanted: str, known: tuple[str, ...]) -> SentenceError:
    return SentenceError(f"{wanted} is not a language of {title}. It knows {_some(known)}.")


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more
