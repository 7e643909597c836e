"""How a step of attention is written: the names of its vectors and the formula of each stage."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.map.steps import Score, Steps
from explorer.core.numbers import short
from explorer.core.sites.attention import Kind


@dataclass(frozen=True, slots=True)
class Notation:
    """Names and formulas as `explorer.figures.steps.formula` takes them.

    query, context: of the vectors of this step. states: of those of each word, without their
    index: one where key and value are the same state of an encoder, else key and value. score,
    softmax, total: the formulas; of a mean of heads the score is the softmax of each of them, and
    the softmax their mean. state_title: what the states are called.
    """

    query: str
    states: tuple[str, ...]
    context: str
    score: str
    softmax: str
    total: str
    state_title: str


def notation(steps: Steps) -> Notation:
    """The letters of an attention, those of the paper that it is from.

    Bahdanau et al. 2015 for soft attention, Vaswani et al. 2017 for the others.
    Steps of a decoder are counted with t, words of an encoder with i.
    """
    at = "i" if steps.kind is Kind.SELF else "t"
    soft = steps.kind is Kind.SOFT
    key, value, query = ("h", "h", f"s_{at}") if soft else ("k", "v", f"q_{at}")
    score = {
        Score.INNER: f"{query} · {key}_j",
        Score.SCALED: f"{query} · {key}_j / √{_length(steps)}",
        Score.TIMES: f"{short(steps.scale)} {query} · {key}_j",
        Score.ADDITIVE: f"v · tanh(W {query} + U {key}_j)",
        Score.OTHER: f"f({query}, {key}_j)",
    }[steps.score]
    if steps.biased:
        score += f" + b_{{{at}j}}"
    if steps.heads:
        return Notation(
            query=query,
            states=("h",) if soft else ("k", "v"),
            context=f"c_{at}",
            score=f"a_{{h{at}j}} = softmax_j(e_{{h{at}j}})",
            softmax=f"a_{{{at}j}} = 1/{len(steps.heads)} Σ_h a_{{h{at}j}}",
            total=f"c_{at} = [Σ_j a_{{h{at}j}} {value}_{{hj}}]_h",
            state_title="Keys and values of all heads",
        )
    return Notation(
        query=f"W {query}" if steps.score is Score.ADDITIVE else query,
        states=("h",) if soft else ("k", "v"),
        context=f"c_{at}",
        score=f"e_{{{at}j}} = {score}",
        softmax=f"a_{{{at}j}} = softmax_j(e_{{{at}j}})",
        total=f"c_{at} = Σ_j a_{{{at}j}} {value}_j",
        state_title="Encoder states" if soft else "Keys and values",
    )


def _length(steps: Steps) -> int:
    return len(steps.vectors.query) if steps.vectors else 0
