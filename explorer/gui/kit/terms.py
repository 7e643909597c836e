"""Terms of the glossary on labels and controls: said on hover, looked up by a click."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from explorer.explanation.glossary import Term, find_term, glossary
from explorer.gui.kit.language import foreign, language
from explorer.gui.kit.tips import plain_tip

LONGEST = 64
"""Characters of a label; what is longer is a sentence, whose terms are marked in it."""
_VAGUE = frozenset(
    (
        *("activation", "activations", "aligned", "bias", "block", "blocks", "context"),
        *("features", "hidden", "key", "keys", "mass", "mean", "prediction", "projection"),
        *("scale", "se", "unsure", "value", "values", "weight", "weights"),
    )
)
"""Words that are a term where they stand alone, and something else within other words."""
_BEFORE, _AFTER = re.compile(r"[\w“\"./\\]"), re.compile(r"[\w”\"/\\]|\.\w")
GLOSSARY = "glossary"
"""The command that shows the glossary; its data are the id of the term to go to."""


def term_in(text: str) -> Term | None:
    """The term that a label carries: the label itself, else the longest word of it that is one.

    What is quoted is the user's or the model's, and no term. It is told in the window's language.
    """
    found = _found(text)
    return None if found is None else glossary(language())[found]


@lru_cache(maxsize=4096)
def _found(text: str) -> str | None:
    """The id of the term of a label."""
    if not text or len(text) > LONGEST:
        return None
    alone = text.strip(" :…")
    found = find_term(alone) or find_term(alone, language())
    if found is not None and alone.casefold() != "mean":  # of what, only its place tells
        return found.id
    low = text.lower()
    there = ((_alone_at(one, low), one) for one in _words() if one in low)
    hits = [(len(one), -at, one) for at, one in there if at >= 0]
    named = find_term(max(hits)[-1]) if hits else None
    return None if named is None else named.id


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Every word of the glossary that is clear within others, in lower case."""
    words = (word for term in glossary().values() for word in (term.name, *term.also))
    return frozenset(low for one in words if len(low := one.lower()) > 2) - _VAGUE


def _alone_at(word: str, text: str) -> int:
    """Where a word first stands in a text, not quoted, nor part of a longer one; -1 for nowhere.

    A search for each: to compile them all into one pattern takes longer than all searches.
    """
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) :]
        if not _BEFORE.match(before) and not _AFTER.match(after):
            break
        at = text.find(word, at + 1)
    return at


def said(*texts: str) -> str:
    """What the terms of some labels mean, a paragraph each; "" where there are none."""
    found = dict.fromkeys(term for text in texts if (term := term_in(text)) is not None)
    return "\n".join(foreign(str(one)) for one in found)


def with_terms(tip: str, *texts: str) -> str:
    """A tool tip, and below it what the terms of its control mean."""
    return "\n".join(filter(None, (tip, said(*texts))))


def explain_on(widget: QWidget, tip: str, *texts: str) -> None:
    """Give a control a tool tip with its terms, and the same to be asked by "What is this?"."""
    shown = plain_tip(with_terms(tip, *texts))
    if shown != widget.toolTip():
        widget.setToolTip(shown)
        widget.setWhatsThis(whats_this(*texts))


def whats_this(*texts: str) -> str:
    """The terms of a control as rich text; "" where there are none."""
    found = dict.fromkeys(term for text in texts if (term := term_in(text)) is not None)
    return "".join(
        f"<p><b>{escape(one.name)}</b> {escape(one.says)}</p>"
        + (f"<p><i>{escape(one.formula)}</i></p>" if one.formula else "")
        for one in found
    )


def look_up(widget: QWidget, term: str) -> bool:
    """Show the glossary of the window at a term by its id; whether the window has one."""
    owner: QWidget | None = widget.window()
    while owner is not None:
        action = owner.findChild(QAction, GLOSSARY)
        if action is not None:
            action.setData(term)
            action.trigger()
            return True
        above = owner.parentWidget()
        owner = None if above is None else above.window()
    return False
