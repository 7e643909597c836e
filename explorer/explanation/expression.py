"""Formulas as small trees: written in LaTeX, in plain text, or typeset by whoever draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbol:
    """A variable with its indices.

    Attributes
    ----------
    letter : str
        As it is written, one character of Latin or Greek as a rule.
    below, above : str
        Sub- and superscript, "" for none.
    quantity : str
        The id of the array of a walk-through that it stands for, "" for none.
    """

    letter: str
    below: str = ""
    above: str = ""
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Upright text: a number, an operator, or the name of a function."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One expression over another."""

    top: Expression
    bottom: Expression


@dataclass(frozen=True, slots=True)
class Root:
    """The square root of an expression."""

    inside: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function of an expression: softmax over j has `over` "j"."""

    name: str
    inside: Expression
    over: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum over an index of a term."""

    over: str
    term: Expression


Expression = Symbol | Text | Row | Fraction | Root | Call | Sum


def row(*parts: Expression | str) -> Row:
    """Parts side by side; plain strings are upright text."""
    return Row(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def equation(left: Expression, *right: Expression | str) -> Row:
    """``left = right``."""
    return row(left, "=", *right)


def symbols(expression: Expression) -> Iterator[Symbol]:
    """All variables of a formula, from left to right."""
    match expression:
        case Symbol():
            yield expression
        case Row(parts):
            for part in parts:
                yield from symbols(part)
        case Fraction(top, bottom):
            yield from symbols(top)
            yield from symbols(bottom)
        case Root(inside) | Call(inside=inside) | Sum(term=inside):
            yield from symbols(inside)


_SPACED = frozenset("=·+−×÷/<⊙*")
"""Signs with a space on both sides."""


def plain(expression: Expression) -> str:
    """The formula in one line of text, as ``a_tj = softmax_j(e_tj)``.

    Indices follow `_`, in braces where they have more than one character, as
    `explorer.figures.steps.formula` takes them.
    """
    match expression:
        case Symbol(letter, below, above):
            lower = f"_{below}" if len(below) == 1 else f"_{{{below}}}" if below else ""
            return letter + lower + (f"^{above}" if above else "")
        case Text(text):
            return f" {text} " if text in _SPACED else text
        case Row(parts):
            return "".join(plain(part) for part in parts)
        case Fraction(top, bottom):
            return f"{_grouped(top)} / {_grouped(bottom)}"
        case Root(inside):
            return f"√{_grouped(inside)}"
        case Call(name, inside, over):
            index = f"_{over}" if len(over) == 1 else f"_{{{over}}}" if over else ""
            return f"{name}{index}({plain(inside)})"
        case Sum(over, term):
            return f"Σ_{over} {plain(term)}"


def _grouped(expression: Expression) -> str:
    text = plain(expression)
    alone = isinstance(expression, Symbol | Text | Root | Call) or " " not in text
    product = isinstance(expression, Row) and not any(
        isinstance(part, Text) and part.text in "+−=" for part in expression.parts
    )
    return text if alone or product else f"({text})"


_LATEX = {
    "·": r"\cdot",
    "*": r"\ast",
    "−": "-",
    "×": r"\times",
    "⊙": r"\odot",
    "σ": r"\sigma",
    "δ": r"\delta",
    "ē": r"\bar{e}",
    "Σ": r"\sum",
    "÷": r"\div",
}
_FUNCTIONS = frozenset({"exp", "tanh", "max"})


def latex(expression: Expression) -> str:
    r"""The formula in LaTeX, as ``a_{tj} = \operatorname{softmax}_{j}\left(e_{tj}\right)``."""
    match expression:
        case Symbol(letter, below, above):
            lower = f"_{{{below}}}" if below else ""
            upper = f"^{{{above}}}" if above else ""
            return _LATEX.get(letter, letter) + lower + upper
        case Text(text):
            if text in _LATEX or text in _SPACED:
                return f" {_LATEX.get(text, text)} "
            return text if not text.isalpha() else rf"\text{{{text}}}"
        case Row(parts):
            return "".join(latex(part) for part in parts)
        case Fraction(top, bottom):
            return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}"
        case Root(inside):
            return rf"\sqrt{{{latex(inside)}}}"
        case Call(name, inside, over):
            known = _LATEX.get(name) or (rf"\{name}" if name in _FUNCTIONS else "")
            index = f"_{{{over}}}" if over else ""
            named = known or rf"\operatorname{{{name}}}"
            return rf"{named}{index}\left({latex(inside)}\right)"
        case Sum(over, term):
            return rf"\sum_{{{over}}} {latex(term)}"
