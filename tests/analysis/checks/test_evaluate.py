"""The maps that every method must beat, and what many photos come to."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.checks.evaluation_summary import leaders, summary
from explorer.analysis.checks.measured_maps import (
    PLAIN,
    centred,
    check_methods,
    known_methods,
    raw_map,
    titled,
)
from explorer.analysis.checks.measures import Evaluation, Measure
from tests.core.traces import vit_trace


def measured(method: str, deletion: float, insertion: float) -> Evaluation:
    values = {Measure.DELETION: deletion, Measure.INSERTION: insertion}
    return Evaluation(method, values, (1.0, 0.0), (0.0, 1.0), (True,) * 10, (False,) * 10)


def test_means_and_errors_over_photos() -> None:
    photos = [[measured("a", at, 1), measured("b", 0.5, at)] for at in (0.0, 1.0, 2.0)]
    a, b = summary(photos)
    assert (a.method, a.count, b.count) == ("a", 3, 3)
    assert a.means[Measure.DELETION] == 1
    assert a.errors[Measure.DELETION] == pytest.approx(1 / 3**0.5)
    assert b.errors[Measure.DELETION] == 0
    assert Measure.SHARE not in a.means
    assert leaders([a, b]) == {Measure.DELETION: {"b"}, Measure.INSERTION: {"a", "b"}}


def test_an_evaluation_comes_back_from_its_record() -> None:
    one = measured("a", 0.25, 0.5)
    assert Evaluation.of(one.record()).record() == one.record()


def test_a_centred_blob_is_largest_in_the_middle() -> None:
    blob = centred(5, 7)
    assert np.unravel_index(blob.argmax(), blob.shape) == (2, 3)
    np.testing.assert_allclose(blob, blob[::-1, ::-1])


def test_a_raw_map_is_the_mean_of_heads_for_cls() -> None:
    trace = vit_trace()
    site = trace.sites[1]
    expected = site.weights([0])[:, 0, 1:].mean(axis=0).reshape(3, 4)
    np.testing.assert_allclose(raw_map(trace, 1), expected, atol=1e-7)


def test_every_method_has_a_title() -> None:
    assert set(PLAIN) < set(known_methods())
    assert all(titled(one) for one in known_methods())
    check_methods(known_methods())
    with pytest.raises(AttributionError, match="Did you mean rollout"):
        check_methods(["rolout"])
