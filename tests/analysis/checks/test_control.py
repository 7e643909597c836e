"""The control of random weights for runs on texts: what was written and asked stays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.methods import attributed
from explorer.analysis.checks.control import controlled
from tests.analysis.models import hugging_face


@pytest.mark.parametrize("name", ["gpt2", "bert", "classifier", "t5"])
def test_a_text_is_explained_for_the_same_answer(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path)
    before = attributed(run.trace, "relevance", subject=run.subject).values
    found = list(controlled(run.trace, run.subject, "relevance"))
    assert len(found) > 2
    assert all(np.isnan(one.correlation) or -1 <= one.correlation <= 1.0001 for one in found)
    again = attributed(run.trace, "relevance", subject=run.subject).values
    np.testing.assert_array_equal(before, again)  # its own weights are back


def test_raw_maps_are_those_of_photos(tmp_path: Path) -> None:
    run = hugging_face("gpt2", tmp_path)
    with pytest.raises(AttributionError, match="a map of a photo"):
        next(controlled(run.trace, run.subject, "last"))
