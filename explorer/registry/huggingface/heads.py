"""What the head of a model that reads says, by the rules of the library's own pipelines.

Classes, spans that answer a question, entities, and how alike two texts are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.core.text import MASK, Alternative
from explorer.registry.huggingface.library import transformers
from explorer.registry.huggingface.text.tokens import Read, Reader
from explorer.registry.huggingface.text.writing import BEST

SEVERAL = "Several labels may hold at once: the share of each is by itself."
LONGEST_ANSWER = 15
"""Tokens of an answer at most, as the library has it."""
MOST_ENTITIES = 100
"""Entities that are told of a text."""


@dataclass(frozen=True, slots=True)
class Said:
    """What came out.

    Attributes
    ----------
    classes
        Classes, answers or choices, best first; entities in the order of the text.
    gives
        In words what has no name; "" where all has.
    note
        What must be known to read it; "" for nothing.
    """

    classes: tuple[Alternative, ...] = ()
    gives: str = ""
    note: str = ""


def said(model: Any, reader: Reader, read: Read, text: tuple[str, str], output: Any) -> Said:
    """Name what the head of a model gives for a text, or two.

    Parameters
    ----------
    text : both, as they were typed; the second is "" for none.
    output : whatever the model returned.
    """
    kind, first = type(model).__name__, first_tensor(output)
    if "QuestionAnswering" in kind and "start_logits" in output and "end_logits" in output:
        return _answers(reader, read, text, output.start_logits[0], output.end_logits[0])
    if "TokenClassification" in kind and first.dim() == 3:
        return _entities(model, reader, read, text, first)
    named = any(one in kind for one in ("SequenceClassification", "NextSentencePrediction"))
    if named and first.dim() == 2:
        return _classes(model, first[0].float())
    if first.dim() == 3:
        return Said(gives=vectors(first))
    if first.numel() == 1:
        return Said(gives=f"One number: {float(first):.4g}.")
    return Said(gives=f"{first.shape[-1]:,} numbers.")


def chosen(logits: list[float], choices: list[str]) -> Said:
    """The choices of a model of multiple choice with their shares, best first."""
    shares = torch.tensor(logits).softmax(dim=-1)
    order = shares.argsort(descending=True, stable=True).tolist()
    return Said(tuple(Alternative(at, choices[at], float(shares[at])) for at in order))


def alike(one: Tensor, other: Tensor, pooling: str) -> Said:
    """How alike two texts are, by the cosine of their vectors.

    Parameters
    ----------
    one, other : (1, T, width) of the tokens of each text, which was run by itself.
    pooling : mean, max or cls.
    """
    first, second = (pooled(text, pooling) for text in (one, other))
    cosine = float(torch.nn.functional.cosine_similarity(first, second, dim=0))
    how = {"cls": "the vectors of their first tokens", "max": "the largest of their vectors"}
    of = how.get(pooling, "the means of their vectors")
    return Said(
        gives=f"Similarity of the two texts: {cosine:.4f}, the cosine of {of}.",
        note="Each of the two texts was run by itself; the maps are those of the first.",
    )


def pooled(tokens: Tensor, pooling: str) -> Tensor:
    """One vector of a text, (width,), from those of its tokens, (1, T, width)."""
    if pooling == "cls":
        return tokens[0, 0]
    return tokens[0].amax(dim=0) if pooling == "max" else tokens[0].mean(dim=0)


def first_tensor(output: Any) -> Tensor:
    """The first tensor of whatever a model returns; raises TypeError for none."""
    first = output
    while isinstance(first, (tuple, list)) or hasattr(first, "to_tuple"):
        parts = first.to_tuple() if hasattr(first, "to_tuple") else first
        if not parts:
            break
        first = parts[0]
    if isinstance(first, Tensor):
        return first
    raise TypeError("a model gave no tensor")


def vectors(first: Tensor) -> str:
    """What comes out of a model that names neither words nor classes; first: (1, T, width)."""
    many = f"{first.shape[1]:,} vectors" if first.shape[1] > 1 else "One vector"
    return f"{many} of {first.shape[2]:,} numbers, one for each token."


def hidden(count: int) -> str:
    """What is said of a model that guesses masked words; count: of the masks."""
    return "" if count else f"A guess at each {MASK}: the text has none."


def _classes(model: Any, logits: Tensor) -> Said:
    """By the library's own rule: a share of all for each, or of itself where several may hold.

    logits: (classes,).
    """
    problem = getattr(model.config, "problem_type", None)
    labels = model.config.id2label
    if "NextSentencePrediction" in type(model).__name__:
        labels = {0: "the second text follows", 1: "it does not follow"}
    if problem == "regression":
        numbers = ", ".join(f"{value:.4g}" for value in logits.tolist())
        what = "One number" if len(logits) == 1 else f"{len(logits)} numbers"
        return Said(gives=f"{what}: {numbers}.")
    if len(logits) == 1:
        value = float(logits)
        share = float(logits.sigmoid())
        return Said(gives=f"One number: {value:.4g}; as a share (its sigmoid) {share:.4g}.")
    if len(labels) != len(logits):
        return Said(gives=f"{len(logits):,} numbers.")
    several = problem == "multi_label_classification"
    shares = logits.sigmoid() if several else logits.softmax(dim=-1)
    best = shares.topk(min(BEST, len(shares))).indices.tolist()
    found = tuple(Alternative(at, str(labels[at]), float(shares[at])) for at in best)
    return Said(found, note=SEVERAL if several else "")


def _answers(reader: Reader, read: Read, text: tuple[str, str], start: Tensor, end: Tensor) -> Said:
    """The likeliest spans of the context, whole words; start and end: (T,) logits."""
    asked = 1 if text[1] else 0
    note = (
        "" if asked else "A question and its context are two texts: give the context as the second."
    )
    inside = np.array([place is not None and place[0] == asked for place in read.places])
    if not inside.any():
        inside = np.array([at not in read.tokens.special for at in range(len(read.ids))])
    begins, ends = (_shares(one.float().cpu().numpy(), inside) for one in (start, end))
    scores = np.triu(np.outer(begins, ends))  # an answer does not end before it begins
    scores = np.tril(scores, LONGEST_ANSWER - 1)
    found: dict[str, Alternative] = {}
    for flat in np.argsort(-scores, axis=None, kind="stable")[: 4 * BEST]:
        first, last = (int(one) for one in np.unravel_index(flat, scores.shape))
        share = float(scores[first, last])
        answer = _span(reader, read, text, first, last)
        if share > 0 and answer and answer not in found:
            found[answer] = Alternative(first, answer, share)
    best = list(found.values())[:BEST]
    gives = "" if best else "No answer within the text."
    return Said(tuple(best), gives, note)


def _shares(logits: NDArray[np.float32], inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Softmax over the tokens of the context; the others have none."""
    masked = np.where(inside, logits.astype(np.float64), -np.inf)
    raised = np.exp(masked - masked.max())
    shares: NDArray[np.float64] = raised / raised.sum()
    return shares


def _span(reader: Reader, read: Read, text: tuple[str, str], first: int, last: int) -> str:
    """The text of some tokens, from the beginning of a word to the end of one."""
    words = read.tokens.words
    while first > 0 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last]:
        last += 1
    begin, end = (read.places[at] if read.places else None for at in (first, last))
    if begin is None or end is None or begin[0] != end[0]:
        return reader.text(read.ids[first : last + 1]).strip()
    return text[begin[0]][begin[1] : end[2]].strip()


def _entities(
    model: Any, reader: Reader, read: Read, text: tuple[str, str], logits: Tensor
) -> Said:
    """What the library's pipeline names (aggregation_strategy "simple"); logits: (1, T, labels)."""
    pipe = transformers().TokenClassificationPipeline(
        model=model, tokenizer=reader.tokenizer, device=model.device
    )
    places = read.places
    special = [int(place is None) for place in places] or [
        int(at in read.tokens.special) for at in range(len(read.ids))
    ]
    offsets = np.array([(0, 0) if one is None else one[1:] for one in places]) if places else None
    found = pipe.postprocess(
        [
            {
                "logits": logits.cpu(),
                "sentence": text[0],
                "input_ids": np.array([read.ids]),
                "offset_mapping": None if offsets is None else offsets[None],
                "special_tokens_mask": torch.tensor([special]),
            }
        ],
        aggregation_strategy=_simple(),
    )
    told = tuple(
        Alternative(at, f"{one['entity_group']}: {_word(one, text[0])}", float(one["score"]))
        for at, one in enumerate(found[:MOST_ENTITIES])
    )
    return Said(told, "" if told else "No entity.")


def _word(entity: dict[str, Any], text: str) -> str:
    start, end = entity["start"], entity["end"]
    return str(entity["word"]) if start is None else text[start:end]


def _simple() -> Any:
    from transformers.pipelines.token_classification import AggregationStrategy

    return AggregationStrategy.SIMPLE
