"""What is explained: a class, a written token, a word that could stand, or a found object."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from explorer.analysis.attribution.method import AttributionError
from explorer.core.foreign import plain
from explorer.core.numbers import is_count
from explorer.core.text import Task, step_name
from explorer.core.trace import Trace
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.subjects.detections import class_shares
from explorer.registry.subjects.protocol import Subject
from explorer.registry.subjects.text_subject import TextSubject


@dataclass(frozen=True, slots=True)
class Target:
    """One number of what a model says.

    Attributes
    ----------
    label : str
        In words.
    place : int or None
        Token, or query of a detector, whose logits count; None for a model that says one thing.
    column : int
        Class or token of the vocabulary.
    shares : callable or None
        What makes shares of logits, of a detector, whose classes are told apart in its own way;
        None for the softmax.
    """

    label: str
    place: int | None
    column: int
    shares: Callable[[Tensor], Tensor] | None = field(default=None, repr=False, compare=False)

    def logit(self, logits: Tensor) -> Tensor:
        """Of logits (B, classes) or (B, T, vocabulary): (B,)."""
        return self.row(logits)[:, self.column]

    def probability(self, logits: Tensor, temperature: float = 1.0) -> Tensor:
        """How sure the model is of it, in [0, 1]: (B,)."""
        if self.shares is not None:
            return self.shares(self.row(logits))[:, self.column]
        return (self.row(logits).float() / temperature).softmax(dim=-1)[:, self.column]

    def classes(self, logits: Tensor) -> Tensor:
        """How sure a detector is of every class at the place: (B, classes)."""
        assert self.shares is not None
        return self.shares(self.row(logits))

    def row(self, logits: Tensor) -> Tensor:
        """All logits at the place, (B, classes or vocabulary)."""
        return logits if self.place is None else logits[:, self.place]


def target_of(trace: Trace, subject: Subject, text: str = "") -> Target:
    """Find what a person names.

    Parameters
    ----------
    trace : Trace
        A finished run.
    subject : Subject
        The model that made it.
    text : str
        Of a classifier a class by its name or number. Of a model that writes a token that is
        written, or its number, as 3, "#3" or "word (token 3)"; or any word, whose logit is taken
        where the next one would be written. Of a model of masks a word that could stand at the
        first of them. Of a detector the name of an object, or its number among those found. ""
        for what it is surest of.

    Raises
    ------
    AttributionError
        The run has no such answer.
    """
    text = text.strip()
    if trace.prediction is not None:
        count = len(trace.prediction.labels)
        labels = [_label(subject, at) for at in range(count)]
        return _class(trace.prediction.labels[0], labels, text)
    if trace.objects:
        return _object(trace, subject, text)
    if trace.classes:
        best = trace.classes[0].piece
        names: Any = subject.model.config.id2label  # type: ignore[attr-defined]  # every such subject has one
        return _class(best, [str(names[at]) for at in range(len(names))], text)
    if trace.task is None:
        raise AttributionError(
            f"{trace.model.title} gives {trace.gives or 'nothing'}, and no answer with a name."
        )
    if trace.task.paired or trace.steps:
        return _step(trace, subject, text)
    return _guess(trace, subject, text)


def _label(subject: Any, number: int) -> str:
    return str(subject.label(number))


def _class(best: str, labels: Sequence[str], text: str) -> Target:
    if not text:
        return Target(best, None, labels.index(best))
    known = {one.casefold(): at for at, one in reversed([*enumerate(labels)])}
    if text.casefold() in known:
        at = known[text.casefold()]
        return Target(labels[at], None, at)
    if is_count(text) and int(text) < len(labels):
        return Target(labels[int(text)], None, int(text))
    near = difflib.get_close_matches(text.casefold(), known, n=1, cutoff=0.5)
    hint = (
        f"Did you mean {plain(labels[known[near[0]]])}?"
        if near
        else f"They go from 0 to {len(labels) - 1}."
    )
    raise AttributionError(f"There is no class {plain(text)}. {hint}")


def _object(trace: Trace, subject: Any, text: str) -> Target:
    found = [one for one in trace.objects if text.casefold() in ("", one.label.casefold())]
    if not found and is_count(text) and int(text) < len(trace.objects):
        found = [trace.objects[int(text)]]
    if not found:
        named = ", ".join(dict.fromkeys(plain(one.label, 30) for one in trace.objects[:8]))
        raise AttributionError(f"No object {plain(text)} was found, only {named}.")
    best = found[0]
    labels: list[str] = [_label(subject, at) for at in range(_classes(subject))]
    if best.label not in labels:
        raise AttributionError(f"The class {plain(best.label)} has no number of its own.")
    return Target(
        f"{best.label}, object {best.query}",
        best.query,
        labels.index(best.label),
        lambda logits: class_shares(logits, subject.model),
    )


def _classes(subject: Any) -> int:
    return int(getattr(getattr(subject.model, "config", None), "num_labels", 0))


_NUMBERED = re.compile(r"#(\d+)(?: .*)?|.* \(token (\d+)\)", re.DOTALL)
_INSTEAD = re.compile(r"(.+) \(in place of token (\d+)\)", re.DOTALL)


def _step(trace: Trace, subject: Subject, text: str) -> Target:
    """A token that is written, or another word in its place, or where the last one is."""
    assert trace.task is not None
    first = trace.sentence.tokens.size - 1 if trace.task is Task.CONTINUE else 0
    steps, at = trace.steps, _written(trace, text)
    if at is not None:
        return Target(step_name(steps[at].piece, at), first + at, steps[at].token)
    instead = _INSTEAD.fullmatch(text)
    if instead is not None and int(instead[2]) < len(steps):
        word, at = instead[1], int(instead[2])
        return Target(f"{word} in place of token {at}", first + at, _token(subject, word))
    after = len(steps) if trace.task is Task.CONTINUE else len(steps) - 1
    return Target(f"{text} after token {after - 1}", first + after, _token(subject, text))


def _written(trace: Trace, text: str) -> int | None:
    """The number of a token that is written, by its words or number; None for another word."""
    steps = trace.steps
    if not text:
        return 0
    named = _NUMBERED.fullmatch(text)
    number = -1 if named is None else int(named[1] or named[2])
    if 0 <= number < len(steps):
        return number
    reads = (at for at, step in enumerate(steps) if step.piece.strip(" ▁") == text)
    number = int(text) if is_count(text) and int(text) < len(steps) else -1
    return next(reads, None if number < 0 else number)


def second_of(trace: Trace, target: str, against: str) -> str:
    """The second answer of a contrast, as `target_of` takes it.

    A word is meant in place of the token that is explained: why "novel" is written there and not
    "story". Another token that is written is named by its number.
    """
    first, second = _written(trace, target.strip()) if trace.steps else None, against.strip()
    if first is None or is_count(second) or _NUMBERED.fullmatch(second):
        return against
    return f"{second} (in place of token {first})"


def _guess(trace: Trace, subject: Subject, text: str) -> Target:
    if not trace.guesses:
        raise AttributionError(f"{trace.model.title} expects no word at any place of this text.")
    reading = trace.task is Task.READ
    guess = trace.guesses[0] if reading else trace.guesses[-1]
    place = guess.place if reading else guess.place - 1
    where = "at the mask" if reading else "as the next token"
    best = guess.alternatives[0]
    if not text:
        return Target(f"{best.piece.strip()} {where}", place, best.token)
    return Target(f"{text} {where}", place, _token(subject, text))


def _token(subject: Subject, text: str) -> int:
    """The first token of a word as it stands after another one."""
    if isinstance(subject, HfText):
        tokenizer: Any = subject.reader.tokenizer
        ids = list(tokenizer(f" {text}", add_special_tokens=False)["input_ids"])
        known = [one for one in ids if one != tokenizer.unk_token_id]
    elif isinstance(subject, TextSubject):
        known = list(subject.vocabulary.read(text).ids[:-1])  # without the end
    else:
        known = []
    if not known:
        raise AttributionError(f"The model has no token for {plain(text)}.")
    return int(known[0])


def same(one: Tensor, other: Tensor) -> float:
    """The largest difference of two outputs, relative to the range of the first."""
    span = one.abs().max().clamp(min=1e-30)
    return float((torch.as_tensor(one) - other).abs().max() / span)
