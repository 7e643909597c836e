"""Source code to be read: coloured by pygments, and each line with the steps that it computes."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from typing import Literal as Words

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Operator
from pygments.token import Literal as Constant

from explorer.core.code import Code

Ink = Words["", "keyword", "literal", "comment", "self"]


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of source code.

    Attributes
    ----------
    number : int
        In its file; 0 for a line that stands for folded ones.
    spans : tuple of (str, Ink)
        Its text in pieces, each with what it is.
    steps : tuple of int
        The numbers, from 0, of the steps of a walk-through that it computes.
    """

    number: int
    spans: tuple[tuple[str, Ink], ...]
    steps: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The line without its colours."""
        return "".join(text for text, _ in self.spans)


def code_lines(code: Code, steps: Sequence[str] = ()) -> tuple[CodeLine, ...]:
    """The lines of a module's code, with the steps of these names in the lines that compute them.

    Docstrings are folded to one line that says how long they are, and what lies between two parts
    of a file likewise.
    """
    found: list[CodeLine] = []
    for first, text in code.parts:
        if found:
            skipped = first - found[-1].number - 1
            if skipped > 0:
                found.append(_folded(f"{skipped} lines"))
        soft = any("softmax" in line.text for line in found if line.steps)
        found += _part(textwrap.dedent(text), first, steps, soft)
    return tuple(found)


def _part(text: str, first: int, steps: Sequence[str], soft: bool) -> Iterator[CodeLine]:
    """The lines of a part; soft: whether a softmax stands in a part before it."""
    lines = [*_coloured(text)]
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):  # a method that was cut out of a class in an unusual way
        tree = ast.Module([], [])
    folds, marks = dict(_docstrings(tree)), _marks(tree, steps, soft)
    at = 0
    while at < len(lines):
        if (end := folds.get(at + 1)) is not None:
            yield _folded(f"what it does, {end - at} lines")
            at = end
            continue
        yield CodeLine(first + at, lines[at], tuple(sorted(marks.get(at + 1, ()))))
        at += 1


def _folded(says: str) -> CodeLine:
    return CodeLine(0, ((f"… {says}", "comment"),))


def _coloured(text: str) -> Iterator[tuple[tuple[str, Ink], ...]]:
    """Each line in pieces of one ink."""
    line: list[tuple[str, Ink]] = []
    for token, piece in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        for at, part in enumerate(piece.split("\n")):
            if at:
                yield tuple(line)
                line = []
            if part:
                line.append((part, _ink(token, part)))
    if line:
        yield tuple(line)


def _ink(token: object, text: str) -> Ink:
    kinds: tuple[tuple[Any, Ink], ...] = (
        (Keyword, "keyword"),
        (Operator.Word, "keyword"),
        (Comment, "comment"),
        (Constant, "literal"),
    )
    if text == "self" and token in Name:
        return "self"
    return next((ink for kind, ink in kinds if token in kind), "")


def _docstrings(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """First and last line of every docstring of three lines or more."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or not node.body:
            continue
        first = node.body[0]
        if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
            continue
        if isinstance(first.value.value, str) and (first.end_lineno or 0) - first.lineno >= 2:
            yield first.lineno, first.end_lineno or first.lineno


_PRODUCTS = ("products", "sum")
"""Of queries and keys."""
_MIXED = ("a × v", "sum", "context vector")
"""Of weights and values."""
_FUSED = "scaled_dot_product_attention"
"""Does all steps at once."""


def _marks(tree: ast.AST, steps: Sequence[str], softmax_seen: bool) -> dict[int, set[int]]:
    """Line to the steps that it computes, found by the operations that stand there.

    Products of queries and keys, and of weights and values, are told apart by whether a softmax
    came before.
    """
    found: dict[int, set[int]] = {}
    soft = next((at for at, name in enumerate(steps) if name == "softmax"), len(steps))

    def mark(line: int, names: Sequence[str], after: bool | None = None) -> None:
        for at, name in enumerate(steps):
            there = after is None or (at > soft) == after
            wanted = any(name == one or (one == "÷" and name[:1] in "÷×") for one in names)
            if wanted and there:
                found.setdefault(line, set()).add(at)

    for node in sorted(_operations(tree), key=_done):
        line, name = node.end_lineno or node.lineno, _operation(node)
        if name == _FUSED:
            mark(line, steps)
        elif name in ("matmul", "bmm", "einsum", "baddbmm", "mm"):
            mark(line, _MIXED if softmax_seen else _PRODUCTS, after=softmax_seen)
        elif name == "softmax":
            mark(line, ("exp", "Σ exp", "softmax"))
            softmax_seen = True
        elif name in ("masked_fill", "where", "masked_fill_"):
            mark(line, ("mask",))
        elif name in ("scale", "sqrt", "**"):
            mark(line, ("÷",))
        elif name in ("flatten", "reshape", "view") and softmax_seen:
            mark(line, ("concatenate",))
        elif name in ("mean", "squeeze", "avg_pool", "adaptive_avg_pool2d", "pool"):
            mark(line, ("squeeze",))
        elif name in ("relu", "act", "reduce", "fc1", "narrow"):
            mark(line, ("Dense, ReLU", "convolution, ReLU"))
        elif name in ("expand", "fc2", "weigh"):
            mark(line, ("Dense", "convolution"))
        elif name in ("sigmoid", "gate", "scale_activation"):
            mark(line, ("sigmoid", "hard sigmoid"))
        elif name == "tanh":
            mark(line, ("tanh",))
        elif name == "*":
            mark(line, ("scale", "product"))
    return found


def _operations(tree: ast.AST) -> Iterator[ast.expr]:
    """Calls, and operators between two values, within functions that run."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name != "__init__":
            for node in ast.walk(function):
                if isinstance(node, ast.Call | ast.BinOp):
                    yield node


def _done(node: ast.expr) -> tuple[int, int]:
    """Where it ends, which is the order in which operations within each other are carried out."""
    return node.end_lineno or 0, node.end_col_offset or 0


def _operation(node: ast.expr) -> str:
    """What it does: the last name of what is called, or the sign of an operator."""
    if isinstance(node, ast.Call):
        called = node.func
        return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    assert isinstance(node, ast.BinOp)
    signs = {ast.MatMult: "matmul", ast.Pow: "**", ast.Mult: "*"}
    if isinstance(node.op, ast.Mult) and "scale" in ast.dump(node):
        return "scale"
    if isinstance(node.op, ast.Div) and "sqrt" in ast.dump(node):
        return "scale"
    return signs.get(type(node.op), "")
