"""One step of attention against its formulas written out in loops."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.matrix import resolve_matrix
from explorer.core.map.steps import Score, Steps, pooled, resolve_steps
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from explorer.core.trace import Trace
from tests.core.text_traces import SOURCE, TARGET, seq2seq_trace, text_trace

CLOSE = 1e-5
CROSS, MASKED, SELF = 0, 2, 4
"""Sites of a Transformer of two layers."""


def vector(values: Array) -> list[float]:
    return [float(value) for value in values]


def literal(
    query: Array, keys: Array, values: Array, scale: float, seen: int
) -> tuple[list[float], list[float], list[float]]:
    """(scores, weights, context) of the first `seen` keys, the others masked."""
    products = [sum(q * k for q, k in zip(vector(query), vector(key), strict=True)) for key in keys]
    scores = [scale * value if at < seen else -math.inf for at, value in enumerate(products)]
    powers = [math.exp(score) for score in scores]
    weights = [power / sum(powers) for power in powers]
    context = [0.0] * values.shape[1]
    for weight, value in zip(weights, values, strict=True):
        for cell, number in enumerate(vector(value)):
            context[cell] += weight * number
    return scores, weights, context


def assert_step(steps: Steps, expected: tuple[list[float], list[float], list[float]]) -> None:
    scores, weights, context = expected
    vectors = steps.vectors
    assert vectors is not None
    np.testing.assert_allclose(vectors.scores, scores, rtol=CLOSE, atol=CLOSE)
    np.testing.assert_allclose(steps.weights, weights, rtol=CLOSE, atol=CLOSE)
    np.testing.assert_allclose(vectors.context, context, rtol=CLOSE, atol=CLOSE)


def dot_product(trace: Trace, layer: int) -> TokenAttention:
    site = trace.sites[layer]
    assert isinstance(site, TokenAttention)
    return site


@pytest.mark.parametrize("query", range(TARGET.size))
def test_soft_attention_by_inner_product(query: int) -> None:
    trace = seq2seq_trace()
    site = dot_product(trace, 0)
    steps = resolve_steps(trace, Selection(query=query))
    expected = literal(site.query[0, query], site.key[0], site.value[0], 1.0, SOURCE.size)
    assert_step(steps, expected)
    assert (steps.kind, steps.score, steps.head) == (Kind.SOFT, Score.INNER, None)


@pytest.mark.parametrize("layer", [CROSS, MASKED, SELF])
@pytest.mark.parametrize("head", [0, 1])
@pytest.mark.parametrize("query", [0, 3, 6])
def test_one_head_of_a_transformer(layer: int, head: int, query: int) -> None:
    trace = text_trace()
    site = dot_product(trace, layer)
    steps = resolve_steps(trace, Selection(layer=layer, unit=head, query=query))
    seen = query + 1 if layer == MASKED else site.keys.size
    scale = 1 / math.sqrt(site.query.shape[-1])
    parts = site.query[head, query], site.key[head], site.value[head]
    assert_step(steps, literal(*parts, scale, seen))
    assert (steps.score, steps.head, steps.heads) == (Score.SCALED, head, ())
    assert steps.vectors is not None
    assert np.array_equal(steps.vectors.query, site.query[head, query])


def test_what_is_masked_has_no_weight() -> None:
    steps = resolve_steps(text_trace(), Selection(layer=MASKED, unit=0, query=2))
    assert steps.vectors is not None
    assert np.isneginf(steps.vectors.scores[3:]).all()
    assert not steps.weights[3:].any()


def test_additive_scores_are_taken_as_they_were_captured() -> None:
    rng = np.random.default_rng(7)
    query, key = rng.normal(size=(TARGET.size, 4)), rng.normal(size=(SOURCE.size, 4))
    value, weigh = rng.normal(size=(SOURCE.size, 6)), rng.normal(size=4)
    scores = np.zeros((TARGET.size, SOURCE.size))
    for t in range(TARGET.size):
        for j in range(SOURCE.size):
            for cell in range(4):
                scores[t, j] += weigh[cell] * math.tanh(query[t, cell] + key[j, cell])
    weights = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    site = TokenMap(
        name="attention", layer=0, checks=(), sort=Kind.SOFT, queries=TARGET, keys=SOURCE,
        map=frozen(weights[None]), scores=frozen(scores[None]), query=frozen(query[None]),
        key=frozen(key[None]), value=frozen(value[None]),
    )  # fmt: skip
    steps = resolve_steps(replace(seq2seq_trace(), sites=(site,)), Selection(query=4))
    context = [sum(weights[4, j] * value[j, c] for j in range(SOURCE.size)) for c in range(6)]
    assert_step(steps, (scores[4].tolist(), weights[4].tolist(), context))
    assert steps.score is Score.ADDITIVE


def test_a_mean_is_the_mean_of_the_heads_that_are_meant() -> None:
    trace = text_trace(heads=4)
    site = dot_product(trace, CROSS)
    cells = frozenset({(CROSS, 1), (CROSS, 3), (CROSS + 1, 0)})  # of another layer: not meant
    some = Selection().with_cells(cells, (CROSS, 3))
    for query in range(TARGET.size):
        for selection, heads in ((Selection(), (0, 1, 2, 3)), (some, (1, 3))):
            steps = resolve_steps(trace, replace(selection, query=query))
            scale = 1 / math.sqrt(site.query.shape[-1])
            alone = [
                literal(site.query[h, query], site.key[h], site.value[h], scale, site.keys.size)
                for h in heads
            ]
            weights = [[one[1][key] for one in alone] for key in range(site.keys.size)]
            mean = [sum(of_key) / len(heads) for of_key in weights]
            np.testing.assert_allclose(steps.weights, mean, rtol=CLOSE, atol=CLOSE)
            assert steps.each is not None
            np.testing.assert_allclose(
                steps.each, [one[1] for one in alone], rtol=CLOSE, atol=CLOSE
            )
            assert steps.vectors is not None
            context = [number for one in alone for number in one[2]]  # the heads side by side
            np.testing.assert_allclose(steps.vectors.context, context, rtol=CLOSE, atol=CLOSE)
            assert (steps.head, steps.heads) == (None, heads)
            assert len(steps.vectors.query) == len(heads) * site.query.shape[-1]


def test_while_a_run_goes_on_there_are_weights_only() -> None:
    whole = dot_product(seq2seq_trace(), 0)
    site = TokenMap(
        name="attention", layer=0, checks=(), sort=Kind.SOFT, queries=TARGET, keys=SOURCE,
        map=frozen(whole.weights()),
    )  # fmt: skip
    steps = resolve_steps(replace(seq2seq_trace(), sites=(site,), running=True), Selection(query=2))
    assert steps.vectors is None
    np.testing.assert_allclose(steps.weights, whole.weights([2])[0, 0], rtol=CLOSE)


def test_the_word_that_a_decoder_writes() -> None:
    trace = text_trace()
    for layer in (CROSS, MASKED):
        for query in range(TARGET.size):
            steps = resolve_steps(trace, Selection(layer=layer, query=query))
            assert steps.next is trace.translation.steps[query]
            assert steps.asks.text == trace.sites[layer].queries.pieces[query]
    assert resolve_steps(trace, Selection(layer=SELF, query=2)).next is None


def test_a_step_that_is_not_written_yet_has_no_word() -> None:
    trace = text_trace()
    begun = replace(trace.translation, steps=trace.translation.steps[:2])
    steps = resolve_steps(replace(trace, translation=begun), Selection(query=4))
    assert steps.next is None


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("special", [True, False])
def test_columns_are_those_of_the_matrix(words: bool, special: bool) -> None:
    trace = text_trace()
    for layer in (CROSS, MASKED, SELF):
        selection = Selection(layer=layer, query=1, words=words, special=special)
        cols = resolve_matrix(trace, selection).cols
        steps = resolve_steps(trace, selection)
        for token, column in enumerate(steps.columns):
            holders = [at for at, col in enumerate(cols) if token in col.tokens]
            assert holders == ([] if column is None else [column])
            assert steps.keys[token].special == (token in trace.sites[layer].keys.special)


def test_a_query_that_does_not_exist_is_the_first() -> None:
    steps = resolve_steps(text_trace(), Selection(layer=99, query=99))
    assert (steps.asks.tokens, steps.kind) == ((0,), Kind.SELF)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 2**16), st.integers(1, 3))
def test_cells_are_means_of_even_stretches(length: int, cells: int, seed: int, count: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(count, length)).astype(np.float32)
    found = pooled(vectors, cells)
    assert found.shape == (count, min(cells, length))
    sizes, at = [], 0
    for cell in range(found.shape[1]):
        # even: the first ones are one longer where it does not divide
        size = length // found.shape[1] + (cell < length % found.shape[1])
        stretch = vectors[:, at : at + size]
        np.testing.assert_allclose(found[:, cell], stretch.mean(axis=1), rtol=1e-4, atol=CLOSE)
        sizes.append(size)
        at += size
    assert sum(sizes) == length


def test_the_steps_are_frozen() -> None:
    steps = resolve_steps(text_trace(), Selection())
    assert steps.vectors is not None
    for array in (steps.weights, steps.vectors.scores, steps.vectors.context):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
