"""What came out of a run beside another one: words and objects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.core.axes import Tokens
from explorer.core.run_changes import objects_changed, overlap, words_changed
from explorer.core.text import Translation
from explorer.core.trace import Detected


def written(*words: str) -> Translation:
    pieces = (*words, "</s>")
    tokens = Tokens(pieces, tuple(range(len(pieces))), frozenset({len(words)}))
    return Translation(" ".join(words), tokens, (), 0.0, True)


def test_differing_words_are_told_on_both_sides() -> None:
    before, after = words_changed(
        written("this", "novel", "is", "popular"), written("this", "is", "very", "popular")
    )
    assert [(one.text, one.same) for one in before] == [
        ("this", True), ("novel", False), ("is", True), ("popular", True)
    ]  # fmt: skip
    assert [(one.text, one.same) for one in after] == [
        ("this", True), ("is", True), ("very", False), ("popular", True)
    ]  # fmt: skip


words = st.lists(st.sampled_from("abcd"), max_size=8)


@given(words, words)
def test_what_is_the_same_is_one_text(first: list[str], second: list[str]) -> None:
    before, after = words_changed(written(*first), written(*second))
    assert [one.text for one in before] == first
    assert [one.text for one in after] == second
    same = [[one.text for one in side if one.same] for side in (before, after)]
    assert same[0] == same[1]
    if first == second:
        assert all(one.same for one in (*before, *after))


def box(x: float, label: str = "cat", score: float = 0.9) -> Detected:
    return Detected(0, label, score, (x, 0.0, x + 0.2, 0.2))


def test_objects_are_matched_by_class_and_overlap() -> None:
    found = objects_changed(
        [box(0.0), box(0.5), box(0.9, "dog", 0.4)],
        [box(0.51, score=0.2), box(0.02, "dog", 0.8), box(0.01, score=0.85)],
    )
    told = [
        (one.label, one.before is None, one.after is None, round(one.change, 2)) for one in found
    ]
    assert told == [
        ("dog", True, False, 0.8), ("cat", False, False, -0.7), ("dog", False, True, -0.4),
        ("cat", False, False, -0.05),
    ]  # fmt: skip
    assert objects_changed([box(0.0, score=0.1)], [], least=0.5) == ()


@given(*[st.tuples(*[st.floats(0, 0.4)] * 2, *[st.floats(0.5, 1)] * 2)] * 2)
def test_an_overlap_is_a_share_and_of_a_box_with_itself_one(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> None:
    assert 0 <= overlap(one, other) <= 1 + 1e-9
    assert overlap(one, other) == overlap(other, one)
    assert abs(overlap(one, one) - 1) < 1e-9
