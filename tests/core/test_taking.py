"""Arguments are checked against annotations, and refused in sentences that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from explorer.core.map.combine import Reduce
from explorer.core.selection import GateSide
from explorer.core.taking import one_of, taken, takes


@pytest.mark.parametrize(
    ("hint", "fitting", "other", "said"),
    [
        (str, "", None, "a string, not None"),
        (int, 3, 1.5, "a number, not 1.5"),
        (int, 3, True, "a number, not True"),
        (float, 3, "3", "a number, not '3'"),
        (bool, True, "yes", "True or False, not 'yes'"),
        (int | None, None, [], "a number or None, not a list"),
        (str | Path, Path("a"), b"a", "a string or a Path, not b'a'"),
        (tuple[int, int], (1, 2), (1, 2, 3), "(a number, a number), not a tuple"),
        (tuple[int, int], [1, 2], ("1", 2), "(a number, a number), not a tuple"),
        (tuple[float, ...], (), 5, "a list, not 5"),
        (Sequence[str], ("a",), "a", "a list, not 'a'"),
        (Sequence[str], ["a"], [1], "a list, not a list"),
        (Iterable[int], {1}, {1: 2}, "a list, not a dict"),
        (Literal["a", "b"], "b", 1, '"a" or "b", not 1'),
        (Callable[[], int], len, 1, "a function, not 1"),
        (Any, None, None, ""),
    ],
)
def test_what_fits_passes_and_what_does_not_is_named(
    hint: Any, fitting: object, other: object, said: str
) -> None:
    assert taken("it", fitting, hint) == fitting
    if said:
        with pytest.raises(TypeError) as refused:
            taken("it", other, hint)
        assert str(refused.value) == f"it is {said}"


def test_numbers_of_numpy_become_those_of_python() -> None:
    found = taken("it", (np.int64(3), np.float32(0.5)), tuple[int, float])
    assert found == (3, 0.5)
    assert [type(one) for one in found] == [int, float]


def test_a_function_is_called_with_what_fits_and_not_with_anything_else() -> None:
    @takes
    def asked(layer: int | str, *rest: str, mode: Reduce = "mean", **others: str) -> object:
        return layer, rest, mode, others

    assert asked(np.int64(3), 4, a=5) == (3, (4,), "mean", {"a": 5})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="mode is one of mean, max, not any word"):
        asked("a", mode="any word")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="layer is a number or a string, not None"):
        asked(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match='mode is "mean" or "max", not 5'):
        asked(1, mode=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="layer"):
        asked()  # type: ignore[call-arg]
    assert asked.__name__ == "asked"


def test_a_word_of_a_few_is_told_with_the_others() -> None:
    assert one_of(GateSide, "before", "gate") is GateSide.BEFORE
    with pytest.raises(ValueError, match="a gate is one of before, after, compare, not nosuch"):
        one_of(GateSide, "nosuch", "gate")
