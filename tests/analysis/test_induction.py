"""Words said twice: found by their tokens, scored against a loop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.head_table import Statistic
from explorer.analysis.heads import head_table
from explorer.analysis.induction import repetition, twice, with_induction
from explorer.core.inputs import Inputs
from tests.analysis.models import hugging_face
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


@given(st.lists(st.integers(10, 10**6), min_size=3, max_size=12, unique=True), st.booleans())
def test_what_is_said_twice_is_found(tokens: list[int], framed: bool) -> None:
    ids = [*tokens, *tokens]
    if framed:  # by special tokens, as [CLS] and [SEP]
        ids = [1, *ids, 2]
    period, places = repetition(ids)
    assert period == len(tokens)
    assert [ids[at] for at in places] == tokens


def test_nothing_is_said_twice() -> None:
    assert repetition([1, 2, 3]) == (0, [])


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
def test_the_score_is_the_mean_weight_of_what_came_next(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path, written=0)
    table = with_induction(head_table(run.trace), run.subject)
    again = run.subject.run(Inputs(text=twice(run.subject)))
    ids = again.sentence.ids
    period, places = repetition(ids)
    assert len(places) >= 4
    for row, (site, head) in enumerate(table.cells):
        weights = again.sites[site].weights()[head]
        literal = sum(float(weights[at, at - period + 1]) for at in places) / len(places)
        assert table.values[Statistic.INDUCTION][row] == pytest.approx(literal, abs=1e-6)
    assert not np.isnan(table.values[Statistic.INDUCTION]).any()
