"""What is said beside a matrix, against the numbers it was made from."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.map.matrix import resolve_matrix
from explorer.core.map.text_summary import clearest_step, entropy, text_explain, text_facts
from explorer.core.numbers import short
from explorer.core.selection import Selection
from tests.core.text_traces import SOURCE, TARGET, seq2seq_trace, text_trace

RUN = text_trace()


def test_facts_name_site_shape_and_peak() -> None:
    selection = Selection(layer=1, unit=0, words=False)
    matrix = resolve_matrix(RUN, selection)
    found = dict(text_facts(RUN, selection, matrix))
    assert found["Site"] == "cross.1"
    assert found["Shape"] == "2 × 7 × 8"
    row, col = np.unravel_index(int(matrix.values.argmax()), matrix.values.shape)
    peak = f"{short(float(matrix.values.max()))} at {TARGET.pieces[row]}, {SOURCE.pieces[col]}"
    assert found["Peak"] == peak
    assert "On hidden tokens" not in found
    hidden = Selection(layer=1, unit=0, special=False)
    assert "On hidden tokens" in dict(text_facts(RUN, hidden, resolve_matrix(RUN, hidden)))


def test_entropy_is_that_of_the_row() -> None:
    matrix = resolve_matrix(RUN, Selection(query=2, unit=1, words=False))
    row = RUN.sites[0].weights()[1, 2].astype(np.float64)
    bits, most = entropy(matrix.values[matrix.row])
    assert bits == pytest.approx(-(row * np.log2(row)).sum(), abs=1e-5)
    assert most == pytest.approx(3.0)
    masked = resolve_matrix(RUN, Selection(layer=2, query=0, words=False))
    first = entropy(masked.values[masked.row])  # the first token sees itself alone
    assert first == pytest.approx((0.0, 0.0))


def test_one_value_step_by_step() -> None:
    selection = Selection(unit=1, words=False)
    matrix = resolve_matrix(RUN, selection)
    site = RUN.sites[0]
    found = dict(text_explain(RUN, selection, matrix, (2, 1)))
    product = float(site.query[1, 2] @ site.key[1, 1])
    assert found[""] == "is → 小説"
    assert found["head"] == "1"
    assert found["q·k"] == short(product)
    assert found["÷ √5"] == short(product / 5**0.5)
    assert found["softmax"] == short(float(site.weights()[1, 2, 1]))
    assert "mean of heads" not in found


def test_the_strongest_head_and_tokens_of_a_cell_of_words() -> None:
    selection = Selection()
    matrix = resolve_matrix(RUN, selection)
    row = [label.text for label in matrix.rows].index("popular")
    col = [label.text for label in matrix.cols].index("人気です")
    found = dict(text_explain(RUN, selection, matrix, (row, col)))
    block = RUN.sites[0].weights()[:, 3:5, 3:6]
    head, query, key = np.unravel_index(int(block.argmax()), block.shape)
    assert found["strongest head"] == str(head)
    assert found["strongest tokens"] == f"{TARGET.pieces[3 + query]}–{SOURCE.pieces[3 + key]}"
    assert found["softmax"] == short(float(block.max()))
    assert found["mean of heads"] == short(float(matrix.values[row, col]))


def test_masked_cells_and_kept_scores() -> None:
    selection = Selection(layer=2, words=False)
    matrix = resolve_matrix(RUN, selection)
    assert dict(text_explain(RUN, selection, matrix, (0, 3)))["masked"]
    kept = seq2seq_trace(additive=True)
    plain = Selection(words=False)
    found = dict(text_explain(kept, plain, resolve_matrix(kept, plain), (1, 2)))
    rebuilt = seq2seq_trace()
    same = dict(text_explain(rebuilt, plain, resolve_matrix(rebuilt, plain), (1, 2)))
    assert found["score"] == same["q·k"]
    assert "q·k" not in found
    assert "head" not in found


def test_the_clearest_step_is_a_word_looking_at_a_word() -> None:
    step = clearest_step(RUN)
    weights = RUN.sites[RUN.best].weights().mean(axis=0)[:-1, :-1]
    assert step == int(weights.max(axis=1).argmax())
