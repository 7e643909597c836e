"""The steps of an attention with a softmax: of inner products, additive, or of a kept map.

Vaswani et al. 2017, eq. 1; Luong et al. 2015, eq. 7 and 8; Bahdanau et al. 2015, appendix A.1.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from explorer.core.numbers import short
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.operands import NO_VALUES, Operands
from explorer.explanation.expression import (
    Call,
    Expression,
    Fraction,
    Root,
    Sum,
    Symbol,
    Text,
    equation,
    row,
)
from explorer.explanation.quantities import Quantity, Step, Use

_LARGE = 60.0
"""Scores above it are exponentiated after their largest is taken off, as every softmax does it."""
NO_PROJECTION = (
    "The output projection comes after this site: its weights are the model's, not the run's."
)


@dataclass(frozen=True, eq=False, slots=True)
class Letters:
    """What the vectors are called: those of the paper that the kind is from.

    Attributes
    ----------
    at : str
        The index of the query, t in a decoder and i elsewhere.
    query, key, value : str
        Letters of the vectors.
    """

    at: str
    query: str
    key: str
    value: str


def letters(kind: Kind) -> Letters:
    """The letters of an attention: Bahdanau et al. for soft attention, else Vaswani et al."""
    if kind is Kind.SOFT:
        return Letters("t", "s", "h", "h")
    return Letters("i" if kind is Kind.SELF else "t", "q", "k", "v")


@dataclass(eq=False, slots=True)
class Walk:
    """Arrays and steps as they come about."""

    quantities: dict[str, Quantity] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def put(self, quantity: Quantity) -> Expression:
        """Take an array in; its symbol, for formulas."""
        self.quantities[quantity.id] = quantity
        return quantity.symbol

    def step(
        self, name: str, quantity: Quantity, formula: Sequence[Expression | str], says: str
    ) -> None:
        """Take a step in with the array that comes of it: ``symbol = formula``."""
        self.put(quantity)
        self.steps.append(Step(name, equation(quantity.symbol, *formula), quantity.id, says))


def softmax_steps(walk: Walk, kind: Kind, head: int, each: Sequence[Operands]) -> None:
    """Add the steps of one query in one head to a walk-through.

    Parameters
    ----------
    each : what all heads of the site have for the query, in order.
    """
    found, names = each[head], letters(kind)
    last = _scores(walk, found, names)
    weights = Symbol("a", f"{names.at}j", quantity="weights")
    if found.query is None:
        walk.missing.append(found.lacking)
    _weights(walk, found, names, weights, last)
    _mixture(walk, found, names, weights)
    if len(each) > 1:
        _heads(walk, head, each, names)


def _scores(walk: Walk, found: Operands, names: Letters) -> Symbol | None:
    """From the vectors to the scores; the symbol of the last, None where they are not known."""
    at = names.at
    if found.query is None or found.keys is None:
        if found.scores is None:
            return None
        scores = Symbol("e", f"{at}j", quantity="scores")
        walk.put(Quantity("scores", "scores", scores, found.scores, ("key",), kept=True))
        return scores
    query = Symbol(names.query, at, quantity="query")
    key = Symbol(names.key, "j", quantity="keys")
    additive = found.scale is None
    asking: Expression = row("W", query) if additive else query
    asked: Expression = row("U", key) if additive else key
    walk.put(Quantity("query", "query", asking, found.query, ("dimension",), kept=True))
    walk.put(Quantity("keys", "keys", asked, found.keys, ("key", "dimension"), kept=True))
    if additive:
        return _additive(walk, found, names, asking, asked)
    products = Symbol("p", "j", quantity="products")
    both = Use("query"), Use("keys")
    walk.step(
        "products",
        Quantity("products", "products", products, frozen(found.keys * found.query),
                 ("key", "dimension"), both),
        (query, "⊙", key),
        f"Each of the {len(found.query)} numbers of the query times that of a key.",
    )  # fmt: skip
    total = frozen(found.keys @ found.query)  # (K, d) @ (d,) -> (K,)
    summed = Symbol("s" if names.query != "s" else "u", f"{at}j", quantity="sums")
    walk.step(
        "sum",
        Quantity("sums", "inner products", summed, total, ("key",), (Use("products"),)),
        (query, "·", key),
        "The products of a key, summed: the inner product, large where both point alike.",
    )
    return _scaled(walk, found, names, summed, total)


def _scaled(walk: Walk, found: Operands, names: Letters, last: Symbol, total: Array) -> Symbol:
    """From inner products to scores: scale, bias, mask, as far as the model has them."""
    assert found.scale is not None  # the caller has looked
    assert found.query is not None
    assert found.scores is not None
    at, values, before = names.at, total, "sums"
    length = len(found.query)
    if found.scale != 1:
        even = found.even
        by: tuple[Expression | str, ...] = (last, "×", short(found.scale, 4))
        if even:
            by = (Fraction(last, Root(Text(str(length)))),)
        values = frozen(total * np.float32(found.scale))
        after = Symbol("ē", f"{at}j", quantity="scaled")
        walk.step(
            f"÷ √{length}" if even else f"× {short(found.scale, 4)}",
            Quantity("scaled", "scaled", after, values, ("key",), (Use(before),)),
            by,
            "So that the scores do not grow with the length of the vectors, and the softmax stays "
            "soft." if even else "The scale that this model has, which is not one over √d.",
        )  # fmt: skip
        last, before = after, "scaled"
    if found.bias is not None:
        bias = Symbol("b", f"{at}j", quantity="bias")
        walk.put(Quantity("bias", "bias", bias, found.bias, ("key",), kept=True))
        values = frozen(values + found.bias)
        after = Symbol("ê", f"{at}j", quantity="biased")
        walk.step(
            "+ bias",
            Quantity("biased", "with bias", after, values, ("key",), (Use(before), Use("bias"))),
            (last, "+", bias),
            "What the model adds for the places of query and key; very low where it hides one.",
        )
        last, before = after, "biased"
    if found.allowed is not None:
        hidden = int((~found.allowed).sum())
        after = Symbol("e", f"{at}j", quantity="scores")
        said = "1 key is hidden" if hidden == 1 else f"{hidden} keys are hidden"
        walk.step(
            "mask",
            Quantity("scores", "scores", after, found.scores, ("key",), (Use(before),)),
            (last, "+", Symbol("m", f"{at}j")),
            f"{said} from this query: minus infinity, of which the softmax makes exactly 0.",
        )
        return after
    scores = Symbol("e", f"{at}j", quantity="scores")
    walk.put(Quantity("scores", "scores", scores, found.scores, ("key",), (Use(before),)))
    return last


def _additive(
    walk: Walk, found: Operands, names: Letters, asking: Expression, asked: Expression
) -> Symbol | None:
    assert found.query is not None  # the caller has looked
    assert found.keys is not None
    bent = Symbol("u", "j", quantity="bent")
    walk.step(
        "tanh",
        Quantity("bent", "tanh", bent, frozen(np.tanh(found.keys + found.query)),
                 ("key", "dimension"), (Use("query"), Use("keys"))),
        (Call("tanh", row(asking, "+", asked)),),
        "The projected state of the decoder and that of each word, added and bent into −1 to 1.",
    )  # fmt: skip
    if found.scores is None:
        return None
    scores = Symbol("e", f"{names.at}j", quantity="scores")
    walk.step(
        "score",
        Quantity("scores", "scores", scores, found.scores, ("key",), (Use("bent"),), kept=True,
                 note="the vector v is the model's, and not kept in the run"),
        ("v", "·", bent),
        "A learnt vector makes one number of each: how well the word suits this step.",
    )  # fmt: skip
    return scores


def _weights(
    walk: Walk, found: Operands, names: Letters, weights: Symbol, last: Symbol | None
) -> None:
    """The softmax: powers, their sum, and the share of each."""
    if last is None or found.scores is None:
        walk.step(
            "softmax",
            Quantity("weights", "weights", weights, found.weights, ("key",), kept=True),
            (Call("softmax", Text("…"), "j"),),
            "The weights of the keys, as the run kept them; they sum to 1.",
        )
        return
    before = Use(last.quantity)
    largest = float(found.scores.max())
    shift = largest if abs(largest) > _LARGE else 0.0
    inside: Expression = last if not shift else row(last, "−", Text(short(largest, 4)))
    powers = np.exp(found.scores.astype(np.float64) - shift)
    walk.step(
        "exp",
        Quantity("powers", "powers", Symbol("x", "j", quantity="powers"), frozen(powers),
                 ("key",), (before,)),
        (Call("exp", inside),),
        "Every score becomes positive, and a difference of scores a ratio."
        + (" The largest is taken off first, which changes no weight." if shift else ""),
    )  # fmt: skip
    total = Symbol("Z", quantity="total")
    walk.step(
        "Σ exp",
        Quantity("total", "sum of the powers", total, frozen(powers.sum()), (), (Use("powers"),)),
        (Sum("j", Symbol("x", "j", quantity="powers")),),
        f"Over all {len(powers)} keys.",
    )
    walk.step(
        "softmax",
        Quantity("weights", "weights", weights, found.weights, ("key",),
                 (Use("powers"), Use("total"))),
        (Fraction(Symbol("x", "j", quantity="powers"), total), "=", Call("softmax", last, "j")),
        "The share of each key: the weights sum to 1.",
    )  # fmt: skip


def _mixture(walk: Walk, found: Operands, names: Letters, weights: Symbol) -> None:
    """The values, weighted and summed."""
    if found.values is None:
        walk.missing.append(NO_VALUES)
        return
    value = Symbol(names.value, "j", quantity="values")
    axes = ("key", "value dimension")
    walk.put(Quantity("values", "values", value, found.values, axes, kept=True))
    weighted = Symbol("w", "j", quantity="weighted")
    walk.step(
        "a × v",
        Quantity("weighted", "weighted values", weighted,
                 frozen(found.weights[:, None] * found.values), axes,
                 (Use("weights"), Use("values"))),
        (weights, value),
        "Each value times the weight of its key: what is looked at little goes pale.",
    )  # fmt: skip
    output = found.output
    assert output is not None
    soft = names.query == "s"
    letter = Symbol("c" if soft else "o", names.at, quantity="output")
    walk.step(
        "context vector" if soft else "sum",
        Quantity("output", "context vector" if soft else "output", letter, frozen(output),
                 ("value dimension",), (Use("weighted"),)),
        (Sum("j", row(weights, value)),),
        "The weighted values, summed: what this query takes with it.",
    )  # fmt: skip


def _heads(walk: Walk, head: int, each: Sequence[Operands], names: Letters) -> None:
    """What lies over all heads: their outputs side by side."""
    known = [frozen(one.output) for one in each if one.output is not None]
    if len(known) < len(each):
        return
    parts = [Symbol("o", names.at, str(at), "heads") for at in (0, len(each) - 1)]
    walk.step(
        "concatenate",
        Quantity("heads", "outputs of all heads", Symbol("c", names.at, quantity="heads"),
                 frozen(np.stack(known)), ("head", "value dimension"),
                 (Use("output", only={"head": head}),),
                 note="those of the other heads come from vectors of their own"),
        (row("[", parts[0], "; … ;", parts[1], "]"),),
        f"The outputs of the {len(each)} heads, one after the other: "
        f"{sum(map(len, known))} numbers, which the output projection mixes.",
    )  # fmt: skip
    walk.missing.append(NO_PROJECTION)
