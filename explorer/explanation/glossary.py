"""Every term on screen in one or two sentences, with its formula and the station that shows it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from explorer.core.foreign import Refusal
from explorer.core.taking import takes
from explorer.explanation.toml_tables import Table, WordsError, read_toml
from explorer.resource_files import resources

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class TermError(Refusal, LookupError):
    """There is no such term; the message is one sentence, with the nearest one."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a word on screen means.

    Attributes
    ----------
    id : str
        The same in every language.
    name : str
        As it stands on screen.
    also : tuple of str
        Other words for it.
    says : str
        What it is, in one or two sentences.
    formula : str
        In plain text with indices behind `_`, "" for none.
    station : str
        The id of the station of the lecture that shows it, "" for none.
    """

    id: str
    name: str
    also: tuple[str, ...]
    says: str
    formula: str
    station: str

    def __str__(self) -> str:
        """Return name, sentences and formula, one a line."""
        return "\n".join(filter(None, (f"{self.name}: {self.says}", self.formula)))


def glossary(language: Language = "en") -> Mapping[str, Term]:
    """All terms by their id, in the order of the file.

    Raises WordsError where the file that ships is damaged, ValueError for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"a language is one of {', '.join(LANGUAGES)}, not {language}")
    return _shipped(language)


@cache
def _shipped(language: Language) -> Mapping[str, Term]:
    file = resources() / "lecture" / f"glossary.{language}.toml"
    return MappingProxyType(read_glossary(file, language))


def read_glossary(path: Path, language: Language) -> dict[str, Term]:
    """The terms of a file.

    Raises WordsError for one that is no glossary of that language, or has a word twice.
    """
    table = Table(read_toml(path), path.name)
    table.choice("language", (language,))
    found: dict[str, Term] = {}
    words: set[str] = set()
    for row in table.tables("term", 1):
        term = Term(
            id=row.text("id"),
            name=row.text("name"),
            also=row.several("also", str),
            says=row.text("says"),
            formula=row.text("formula", ""),
            station=row.text("station", ""),
        )
        row.end()
        own = {one.casefold() for one in (term.id, term.name, *term.also)}
        if own & words:
            raise WordsError(f"{path.name} has the word {min(own & words)} twice.")
        words |= own
        found[term.id] = term
    table.end()
    return found


@cache
def _words(language: Language) -> Mapping[str, Term]:
    """Every word, lower case, to its term."""
    return {
        word.casefold(): term
        for term in glossary(language).values()
        for word in (term.id, term.name, *term.also)
    }


def find_term(word: str, language: Language = "en") -> Term | None:
    """The term of a word, whatever its case; None where there is none."""
    return _words(language).get(" ".join(word.split()).casefold())


@takes
def explain(word: str, language: Language = "en") -> Term:
    """Say what a word on screen means.

    Parameters
    ----------
    word : str
        As "head", "CLS", "q·k", in English or in the language; its case does not matter.
    language : {"en", "ja"}
        Of the answer.

    Returns
    -------
    Term
        `print` it to read it; `says` and `formula` are its parts.

    Raises
    ------
    TermError
        There is no such term; the sentence has the nearest one.
    ValueError
        There is no such language.

    Examples
    --------
    >>> import explorer
    >>> print(explorer.explain("q·k").formula)
    q · k = Σ_n q_n k_n
    """
    terms = glossary(language)
    for spoken in (language, *(one for one in LANGUAGES if one != language)):
        if (found := find_term(word, spoken)) is not None:
            return terms[found.id]
    names = [term.name for term in terms.values()]
    near = difflib.get_close_matches(word.casefold(), [*_words(language)], n=1, cutoff=0.5)
    hint = (
        f"Did you mean {_words(language)[near[0]].name}?" if near else f"The first is {names[0]}."
    )
    raise TermError(f"The glossary has no term {word or 'so'}. {hint}")
