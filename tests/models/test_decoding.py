"""Greedy and beam search against literal versions, forced words, limits, and clean hooks."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from explorer.models.decoding import (
    NEVER_CHOSEN,
    Hypothesis,
    decode,
    default_limit,
    translate,
    watch,
)
from explorer.models.translator import END, START, Translator
from tests.models.test_attention import CLOSE
from tests.models.translators import TINY, WORDS, eager_to_end, sentences, tiny

pytestmark = pytest.mark.usefixtures("one_thread")

KINDS = sorted(TINY)


def last(hypotheses: list[Hypothesis]) -> Hypothesis:
    return hypotheses[-1]


def force(model: Translator, source: Tensor, target: list[int]) -> Hypothesis:
    """What the model thinks of a given translation, END added."""
    forced = [*target, END]
    return last(list(decode(model, source, limit=len(forced), prefix=forced)))


def log_p(model: Translator, source: Tensor, tokens: list[int]) -> Tensor:
    """Log probabilities (V,) of the token after ``tokens``, computed all at once."""
    with torch.no_grad():
        logits = model(source, torch.tensor([[START, *tokens]]))
    return logits[0, -1].log_softmax(-1)


def literal_greedy(model: Translator, source: Tensor, limit: int) -> list[int]:
    tokens: list[int] = []
    while len(tokens) < limit and END not in tokens:
        scores = log_p(model, source, tokens)
        scores[list(NEVER_CHOSEN)] = float("-inf")
        tokens.append(int(scores.argmax()))
    return tokens


def literal_beam(model: Translator, source: Tensor, width: int, limit: int) -> list[int]:
    """Beam search over plain lists; every score is computed from the start."""
    beams: list[tuple[float, list[int]]] = [(0.0, [])]
    finished: list[tuple[float, list[int]]] = []
    for length in range(1, limit + 1):
        candidates = []
        for score, tokens in beams:
            following = log_p(model, source, tokens)
            for token in range(WORDS):
                if token not in NEVER_CHOSEN:
                    candidates.append((score + float(following[token]), [*tokens, token]))
        candidates.sort(key=lambda candidate: -candidate[0])
        finished += [(score / length, t) for score, t in candidates[:width] if t[-1] == END]
        beams = [candidate for candidate in candidates[: 2 * width] if candidate[1][-1] != END]
        beams = beams[:width]
        if finished and max(finished)[0] >= beams[0][0] / length:
            break
    return max(finished)[1] if finished else beams[0][1]


@settings(max_examples=15)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 30), length=st.integers(1, 6))
def test_width_one_is_the_greedy_choice(kind: str, seed: int, length: int) -> None:
    model = eager_to_end(kind, seed)
    source = sentences(length, seed=seed)
    wanted = literal_greedy(model, source, 12)
    found = last(list(decode(model, source, width=1, limit=12)))
    assert [step.token for step in found.steps] == wanted
    assert found.finished == (END in wanted)
    scores = [log_p(model, source, wanted[:index]).exp() for index in range(len(wanted))]
    for step, score in zip(found.steps, scores, strict=True):
        assert step.probability == pytest.approx(float(score[step.token]), abs=1e-5)


@settings(max_examples=20)
@given(
    kind=st.sampled_from(KINDS),
    seed=st.integers(0, 30),
    length=st.integers(1, 6),
    width=st.integers(1, 8),
)
def test_beam_search_is_the_literal_one(kind: str, seed: int, length: int, width: int) -> None:
    model = eager_to_end(kind, seed)
    source = sentences(length, seed=seed)
    wanted = literal_beam(model, source, width, 8)
    found = last(list(decode(model, source, width, limit=8)))
    assert [step.token for step in found.steps] == wanted
    total = sum(float(log_p(model, source, wanted[:i])[t]) for i, t in enumerate(wanted))
    assert found.log_probability == pytest.approx(total, abs=1e-4)


def test_both_ends_of_the_search_are_met() -> None:
    """The two tests above would say little if no translation ended, or all at once."""
    lengths = {
        len(literal_beam(eager_to_end(kind, seed), sentences(4, seed=seed), 3, 8))
        for kind in KINDS
        for seed in range(8)
    }
    assert len(lengths) > 3
    assert min(lengths) < 8


@settings(max_examples=30)
@given(kind=st.sampled_from(KINDS), width=st.sampled_from([1, 2, 4]), seed=st.integers(0, 60))
def test_many_at_once_equals_one_at_a_time(kind: str, width: int, seed: int) -> None:
    model = eager_to_end(kind, seed)
    lengths = (6, 2, 4, 1, 3, 5)
    together = sentences(*lengths, seed=seed)
    found = translate(model, together, width, limit=10)
    for row, length in enumerate(lengths):
        alone = together[row : row + 1, : length + 1]
        assert found[row] == last(list(decode(model, alone, width, limit=10))).tokens


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_what_a_beam_saw_belongs_to_its_own_words(kind: str, seed: int) -> None:
    model = eager_to_end(kind, seed)
    source = sentences(5, seed=seed)
    found = last(list(decode(model, source, width=6, limit=6)))
    wanted = force(model, source, found.tokens)
    for step, other in zip(found.steps, wanted.steps, strict=False):
        assert step.token == other.token
        assert step.probability == pytest.approx(other.probability, abs=1e-5)
        assert [t for t, _ in step.alternatives] == [t for t, _ in other.alternatives]
        for path, weights in step.attention.items():
            torch.testing.assert_close(weights, other.attention[path], **CLOSE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_arrives_with_what_belongs_to_it(kind: str) -> None:
    model = eager_to_end(kind)
    source = sentences(5)
    length = 0
    for length, found in enumerate(decode(model, source, width=3, limit=6), start=1):
        assert len(found.steps) <= length
        for index, step in enumerate(found.steps):
            shares = [share for _, share in step.alternatives]
            assert len(step.alternatives) == 5
            assert shares == sorted(shares, reverse=True)
            for path, weights in step.attention.items():
                crossed = path in model.source_target
                assert weights.shape[1] == (6 if crossed else index + 1)
                ones = torch.ones(weights.shape[0])
                torch.testing.assert_close(weights.sum(-1), ones, **CLOSE)
    assert length > 1


@pytest.mark.parametrize("kind", KINDS)
def test_forced_words_are_judged_as_all_at_once(kind: str) -> None:
    model = tiny(kind)
    source, target = sentences(5), [7, 4, 4, 9]
    found = force(model, source, target)
    with watch(model) as seen, torch.no_grad():
        logits = model(source, torch.tensor([[START, *target]]))
    assert found.finished
    assert found.tokens == target
    shares = logits[0].softmax(-1)
    for index, (step, token) in enumerate(zip(found.steps, [*target, END], strict=True)):
        assert step.token == token
        assert step.probability == pytest.approx(float(shares[index, token]), abs=1e-5)
        choosable = shares[index].index_fill(0, torch.tensor(NEVER_CHOSEN), 0)
        best = choosable.topk(5)
        assert [token for token, _ in step.alternatives] == best.indices.tolist()
        assert [share for _, share in step.alternatives] == pytest.approx(best.values.tolist())
        for path, weights in step.attention.items():
            wanted = seen[path][0, :, index, : weights.shape[1]]
            torch.testing.assert_close(weights, wanted, **CLOSE)
    for path, weights in found.source_attention.items():
        torch.testing.assert_close(weights, seen[path][0], **CLOSE)
    assert found.log_probability == pytest.approx(
        sum(float(shares[i, t].log()) for i, t in enumerate([*target, END])), abs=1e-4
    )


@pytest.mark.parametrize("width", [1, 3])
def test_another_word_is_taken_and_the_rest_follows(width: int) -> None:
    model = eager_to_end("transformer")
    source = sentences(5)
    plain = last(list(decode(model, source, limit=10)))
    first = plain.steps[0]
    other = next(
        token for token, _ in first.alternatives if token not in (first.token, END, *NEVER_CHOSEN)
    )
    changed = last(list(decode(model, source, width, limit=10, prefix=[other])))
    assert changed.steps[0].token == other
    if width == 1:
        tokens = [other]
        while END not in tokens and len(tokens) < 10:
            scores = log_p(model, source, tokens)
            scores[list(NEVER_CHOSEN)] = float("-inf")
            tokens.append(int(scores.argmax()))
        assert [step.token for step in changed.steps] == tokens


def test_the_limit_ends_an_endless_translation() -> None:
    model = tiny("transformer")
    with torch.no_grad():
        model.get_parameter("decoder_norm.bias")[0] = 10
        model.get_parameter("embedding.weight")[END, 0] = -9
    source = sentences(5)
    endless = [list(decode(model, source, width, limit=7)) for width in (1, 3)]
    for hypotheses in endless:
        assert len(hypotheses) == len(hypotheses[-1].steps) == 7
        assert not hypotheses[-1].finished
    assert default_limit(model, source) == 22
    assert default_limit(tiny("transformer", longest=16), source) == 16
    assert len(translate(tiny("transformer", longest=16), source, limit=99)[0]) <= 16


def test_what_cannot_be_translated_is_refused() -> None:
    model = tiny("seq2seq")
    for width in (0, 9):
        with pytest.raises(ValueError, match=f"beam width {width} is not between 1 and 8"):
            translate(model, sentences(3), width)
    with pytest.raises(ValueError, match="one sentence at a time can be watched, not 2"):
        next(decode(model, sentences(3, 3)))
    with pytest.raises(ValueError, match="an empty source"):
        next(decode(model, torch.zeros(1, 0, dtype=torch.int64)))
    with pytest.raises(ValueError, match="41 tokens are too many: the model takes 32"):
        next(decode(model, sentences(40)))
    with pytest.raises(ValueError, match="36 tokens are too many"):
        force(model, sentences(3), [5] * 35)


def test_an_abandoned_search_leaves_nothing_behind() -> None:
    model = tiny("transformer")
    steps = decode(model, sentences(5))
    next(steps)
    assert torch.is_grad_enabled()
    assert not any(part._forward_hooks for part in model.modules())
    steps.close()
    with pytest.raises(RuntimeError, match="stop"), watch(model):
        raise RuntimeError("stop")
    assert not any(part._forward_hooks for part in model.modules())
