"""The steps of an attention with a softmax in all its heads at once, and the mean of their weights.

A picture of a mean of heads shows the mean of the weights. What the module makes is no mean: every
head takes its own values by its own weights, and the results lie side by side (Vaswani et al. 2017,
section 3.2.2). Both are drawn from the same numbers here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.core.numbers import short
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.operands import NO_VALUES, Operands
from explorer.explanation.expression import Call, Expression, Fraction, Root, Sum, Symbol, Text, row
from explorer.explanation.quantities import Quantity, Use
from explorer.explanation.softmax_steps import NO_PROJECTION, Letters, Walk, letters

_EACH = ("key", "head")
_BESIDE = ("key", "value dimension")


def same_keys(each: Sequence[Operands]) -> bool:
    """Whether all heads have the same keys in one order, so that their weights have a mean."""
    first = each[0]
    return all(
        len(one.weights) == len(first.weights)
        and (one.places is None) == (first.places is None)
        and (one.places is None or first.places is None or (one.places == first.places).all())
        for one in each
    )


def mean_steps(walk: Walk, kind: Kind, each: Sequence[Operands]) -> None:
    """Add the steps of one query in all heads to a walk-through.

    Its "weights" are the mean over the heads, and "head_weights" those of each.

    Parameters
    ----------
    each : what the heads have for the query, in order; all with the same keys.
    """
    names = letters(kind)
    lacking = next((one.lacking for one in each if one.query is None), "")
    scores = _scores(walk, each, names)
    if lacking:
        walk.missing.append(lacking)
    own = Symbol("a", f"{names.at}j", "h", "head_weights")
    inside: Expression = Text("…") if scores is None else scores
    walk.step(
        "softmax",
        Quantity("head_weights", "weights of each head", own, _stacked(each, "weights"), _EACH,
                 () if scores is None else (Use(scores.quantity, frozenset({"key"})),),
                 kept=scores is None),
        (Call("softmax", inside, "j"),),
        "In each head the scores of its keys become shares: the weights of a head sum to 1.",
    )  # fmt: skip
    mean = _stacked(each, "weights").mean(axis=1)  # (K, heads) -> (K,)
    count = Fraction(Text("1"), Text(str(len(each))))
    walk.step(
        "mean of heads",
        Quantity("weights", "mean weights", Symbol("ā", f"{names.at}j", quantity="weights"),
                 frozen(mean), ("key",), (Use("head_weights"),)),
        (count, Sum("h", own)),
        f"The mean of the {len(each)} heads, as the picture of a mean shows it; what comes next is "
        "made by each head's own weights.",
    )  # fmt: skip
    _mixture(walk, each, names, own)


def _stacked(each: Sequence[Operands], name: str) -> Array:
    """An array (K,) of each head, as (K, heads)."""
    return frozen(np.stack([getattr(one, name) for one in each], axis=1))


def _scores(walk: Walk, each: Sequence[Operands], names: Letters) -> Symbol | None:
    """From the vectors of each head to its scores; None where they are not known."""
    symbol = Symbol("e", f"{names.at}j", "h", "scores")
    if any(one.scores is None for one in each):
        return None
    if any(one.query is None or one.keys is None or one.scale is None for one in each):
        walk.put(Quantity("scores", "scores", symbol, _stacked(each, "scores"), _EACH, kept=True))
        return symbol
    query, key = Symbol(names.query, names.at, "h", "query"), Symbol(names.key, "j", "h", "keys")
    queries = [one.query for one in each if one.query is not None]
    keys = [one.keys for one in each if one.keys is not None]
    walk.put(Quantity("query", "queries of all heads", query, frozen(np.concatenate(queries)),
                      ("dimension",), kept=True))  # fmt: skip
    walk.put(Quantity("keys", "keys of all heads", key, frozen(np.concatenate(keys, axis=1)),
                      ("key", "dimension"), kept=True))  # fmt: skip
    # (K, d) @ (d,) -> (K,), a head
    total = np.stack([k @ q for q, k in zip(queries, keys, strict=True)], axis=1)
    summed = Symbol("s" if names.query != "s" else "u", f"{names.at}j", "h", "sums")
    walk.step(
        "sum",
        Quantity("sums", "inner products", summed, frozen(total), _EACH,
                 (Use("query"), Use("keys"))),
        (query, "·", key),
        "Every head has a query and keys of its own, and so an inner product of its own.",
    )  # fmt: skip
    return _scaled(walk, each, names, summed, total)


def _scaled(
    walk: Walk, each: Sequence[Operands], names: Letters, last: Symbol, values: Array
) -> Symbol:
    """Scale, bias and mask, as far as the model has them."""
    at = f"{names.at}j"
    scales = [one.scale for one in each if one.scale is not None]
    if any(scale != 1 for scale in scales):
        name, by = _scale(each, scales, last)
        even = name.startswith("÷")
        values = values * np.array(scales, np.float32)
        after = Symbol("ē", at, "h", "scaled")
        walk.step(
            name,
            Quantity("scaled", "scaled", after, frozen(values), _EACH, (Use("sums"),)),
            by,
            "So that the scores do not grow with the length of the vectors, and the softmax stays "
            "soft." if even else "The scale that this model has, which is not one over √d.",
        )  # fmt: skip
        last = after
    if any(one.bias is not None for one in each):
        none = np.zeros(len(values), np.float32)
        bias = np.stack([none if one.bias is None else one.bias for one in each], axis=1)
        added = Symbol("b", at, "h", "bias")
        walk.put(Quantity("bias", "bias", added, frozen(bias), _EACH, kept=True))
        values = values + bias
        after = Symbol("ê", at, "h", "biased")
        walk.step(
            "+ bias",
            Quantity("biased", "with bias", after, frozen(values), _EACH,
                     (Use(last.quantity), Use("bias"))),
            (last, "+", added),
            "What the model adds for the places of query and key; very low where it hides one.",
        )  # fmt: skip
        last = after
    symbol = Symbol("e", at, "h", "scores")
    made = Quantity("scores", "scores", symbol, _stacked(each, "scores"), _EACH,
                    (Use(last.quantity),))  # fmt: skip
    if all(one.allowed is None for one in each):
        walk.put(made)
        return last
    walk.step(
        "mask",
        made,
        (last, "+", Symbol("m", at)),
        "Where the query may not look: minus infinity, of which the softmax makes exactly 0.",
    )
    return symbol


def _scale(
    each: Sequence[Operands], scales: Sequence[float], last: Symbol
) -> tuple[str, tuple[Expression | str, ...]]:
    """What the inner products are scaled by: the name of the step, and its formula."""
    lengths = {0 if one.query is None else len(one.query) for one in each}
    if all(one.even for one in each) and len(lengths) == 1:
        length = lengths.pop()
        return f"÷ √{length}", (Fraction(last, Root(Text(str(length)))),)
    if len(set(scales)) == 1:
        return f"× {short(scales[0], 4)}", (last, "×", short(scales[0], 4))
    return "× scale", (last, "×", Symbol("c", "", "h"))


def _mixture(walk: Walk, each: Sequence[Operands], names: Letters, own: Symbol) -> None:
    """The values of each head by its own weights, head beside head."""
    known = [one.values for one in each if one.values is not None]
    if len(known) < len(each):
        walk.missing.append(NO_VALUES)
        return
    value = Symbol(names.value, "j", "h", "values")
    beside = np.concatenate(known, axis=1)  # (K, heads * d_value)
    walk.put(Quantity("values", "values of all heads", value, frozen(beside), _BESIDE, kept=True))
    own_weights = [one.weights[:, None] for one in each]
    products = [a * v for a, v in zip(own_weights, known, strict=True)]
    weighted = np.concatenate(products, axis=1)
    walk.step(
        "a × v",
        Quantity("weighted", "weighted values", Symbol("w", "j", "h", "weighted"),
                 frozen(weighted), _BESIDE, (Use("head_weights"), Use("values"))),
        (own, value),
        "In each head its values times its own weights, head beside head: what is looked at little "
        "goes pale.",
    )  # fmt: skip
    parts = [Symbol("o", names.at, str(at), "output") for at in (0, len(each) - 1)]
    walk.step(
        "concatenate",
        Quantity("output", "output of all heads", Symbol("c", names.at, quantity="output"),
                 frozen(weighted.sum(axis=0)), ("value dimension",), (Use("weighted"),)),
        (row("[", parts[0], "; … ;", parts[1], "]"), ",  ",
         Symbol("o", names.at, "h"), "=", Sum("j", row(own, value))),
        f"Summed over the keys, head beside head: {beside.shape[1]} numbers, which the output "
        "projection mixes.",
    )  # fmt: skip
    walk.missing.append(NO_PROJECTION)
