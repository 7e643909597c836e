"""Matrices of texts against literal loops over tokens, words and heads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.matrix import matrix_thumbnails, resolve_matrix
from explorer.core.map.shown_map import kept, shown, shown_mask
from explorer.core.selection import MEAN, Scale, Selection, clamped
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens, describe
from explorer.core.sites.token_attention import TokenSite
from tests.core.text_traces import FED, SOURCE, TARGET, seq2seq_trace, text_trace, token_attention

RUN = text_trace()
CROSS, DECODER, ENCODER = 0, 2, 4
"""Numbers of the first site of each part."""


def literal(site: TokenSite, head: int) -> np.ndarray:
    """Words against words, one token after the other."""
    rows = sorted(set(site.queries.words))
    cols = sorted(set(site.keys.words))
    found = np.zeros((len(rows), len(cols)))
    weights = site.weights()[head]
    for i, row in enumerate(rows):
        queries = [q for q, word in enumerate(site.queries.words) if word == row]
        for j, col in enumerate(cols):
            keys = [k for k, word in enumerate(site.keys.words) if word == col]
            found[i, j] = np.mean([sum(weights[q, k] for k in keys) for q in queries])
    return found


@pytest.mark.parametrize("layer", [CROSS, DECODER, ENCODER])
def test_words_are_summed_over_keys_and_averaged_over_queries(layer: int) -> None:
    site = RUN.sites[layer]
    for head in range(site.heads):
        matrix = resolve_matrix(RUN, Selection(layer=layer, unit=head))
        wanted = literal(site, head)
        np.testing.assert_allclose(np.nan_to_num(matrix.values), wanted, atol=1e-6)
        np.testing.assert_allclose(np.nansum(matrix.values, axis=1), 1, atol=1e-5)


def test_tokens_are_the_weights_themselves() -> None:
    matrix = resolve_matrix(RUN, Selection(layer=CROSS, unit=1, words=False))
    np.testing.assert_array_equal(matrix.values, RUN.sites[CROSS].weights()[1])
    assert tuple(label.text for label in matrix.rows) == TARGET.pieces
    assert tuple(label.text for label in matrix.cols) == SOURCE.pieces


def test_the_mean_and_the_largest_of_the_heads() -> None:
    mean = resolve_matrix(RUN, Selection(layer=CROSS, words=False))
    largest = resolve_matrix(RUN, Selection(layer=CROSS, words=False, reduce="max"))
    weights = RUN.sites[CROSS].weights()
    np.testing.assert_allclose(mean.values, weights.mean(axis=0), atol=1e-7)
    np.testing.assert_allclose(largest.values, weights.max(axis=0), atol=1e-7)
    assert mean.subtitle == "mean of 2 heads"
    assert largest.quantity == "largest attention weight of the heads"
    np.testing.assert_array_equal(mean.stack, weights)
    assert mean.units == ("head 0", "head 1")


def test_masked_is_not_zero() -> None:
    matrix = resolve_matrix(RUN, Selection(layer=DECODER, words=False))
    above = np.triu(np.ones((FED.size, FED.size), bool), 1)
    assert np.isnan(matrix.values[above]).all()
    assert np.isfinite(matrix.values[~above]).all()
    assert (RUN.sites[DECODER].weights()[:, above] == 0).all()
    assert matrix.uniform is None
    merged = resolve_matrix(RUN, Selection(layer=DECODER))
    site = RUN.sites[DECODER]
    rows = site.queries.groups(merged=True)
    for i, queries in enumerate(rows):
        for j, keys in enumerate(rows):
            may = any(key <= query for query in queries for key in keys)
            assert np.isfinite(merged.values[i, j]) == may


def test_special_tokens_can_be_hidden_and_what_is_left_renormalised() -> None:
    site = RUN.sites[CROSS]
    plain = Selection(layer=CROSS, unit=0, words=False, special=False)
    hidden = resolve_matrix(RUN, plain)
    assert "</s>" not in {label.text for label in (*hidden.rows, *hidden.cols)}
    np.testing.assert_array_equal(hidden.values, site.weights()[0, :-1, :-1])
    left = float(site.weights()[0, hidden.query.tokens[0], -1])
    assert hidden.hidden == pytest.approx(left, abs=1e-6)
    again = resolve_matrix(RUN, replace(plain, renormalised=True))
    np.testing.assert_allclose(again.values.sum(axis=1), 1, atol=1e-6)
    ratio = again.values / hidden.values
    np.testing.assert_allclose(ratio, ratio[:, :1] * np.ones_like(ratio), rtol=1e-4)
    assert again.uniform == pytest.approx(1 / (SOURCE.size - 1))
    assert hidden.uniform == pytest.approx(1 / SOURCE.size)


def test_a_text_of_special_tokens_alone_shows_them() -> None:
    tokens = Tokens(("</s>",), (0,), frozenset({0}))
    one = token_attention(Kind.CROSS)
    site = replace(
        one,
        query=one.query[:, :1],
        key=one.key[:, :1],
        value=one.value[:, :1],
        queries=tokens,
        keys=tokens,
    )
    run = replace(RUN, sites=(site,), layers=1)
    matrix = resolve_matrix(run, Selection(special=False))
    assert [label.text for label in matrix.rows] == ["</s>"]
    np.testing.assert_allclose(matrix.values, [[1.0]])


def test_the_query_is_the_row_that_holds_its_token() -> None:
    for token, row in enumerate((0, 1, 2, 3, 3, 4, 5)):
        assert resolve_matrix(RUN, Selection(layer=CROSS, query=token)).row == row
    hidden = resolve_matrix(RUN, Selection(layer=CROSS, query=6, special=False))
    assert hidden.query.text == "."


def test_only_maps_over_the_same_tokens_are_combined() -> None:
    mixed = Selection(layer=1, added=frozenset({(0, 0), (DECODER, MEAN), (ENCODER, 1)}))
    assert clamped(RUN, mixed).added == {(0, 0)}
    matrix = resolve_matrix(RUN, mixed)
    assert matrix.title == "Cross-attention, layers 0, 1"
    assert matrix.units == ("layer 0, head 0", "layer 1, head 0", "layer 1, head 1")


def test_levels_by_scale() -> None:
    shared = resolve_matrix(RUN, Selection()).levels
    everything = np.concatenate([shown(site, Selection()).ravel() for site in RUN.sites])
    assert shared.high >= np.percentile(everything, 99.7)
    assert shared.note == "shared by all 12 heads"
    alone = resolve_matrix(RUN, Selection(scale=Scale.MAP, unit=0))
    assert alone.levels.high >= np.percentile(alone.values, 99.7)
    assert alone.levels.note == "scale of this map alone"
    assert (
        resolve_matrix(RUN, Selection(scale=Scale.LAYER)).levels.note
        == "shared by the 2 heads of this layer"
    )
    assert resolve_matrix(seq2seq_trace(), Selection()).levels.note == ""


@pytest.mark.parametrize("scale", list(Scale))
def test_small_maps_are_those_of_the_matrices(scale: Scale) -> None:
    selection = Selection(scale=scale)
    for at, (thumbs, mask) in enumerate(matrix_thumbnails(RUN, selection)):
        assert len(thumbs) == 1 + RUN.sites[at].heads
        for unit, thumb in zip((MEAN, 0, 1), thumbs, strict=True):
            matrix = resolve_matrix(RUN, replace(selection, layer=at, unit=unit))
            share = np.clip(np.nan_to_num(matrix.values) / matrix.levels.high, 0, 1)
            np.testing.assert_allclose(thumb, 255 * share, atol=0.51)
            if mask is not None:
                np.testing.assert_array_equal(mask, np.isfinite(matrix.values))


def test_one_head_has_one_small_map() -> None:
    for additive in (False, True):
        ((thumbs, mask),) = matrix_thumbnails(seq2seq_trace(additive), Selection())
        assert len(thumbs) == 1
        assert mask is None


def test_a_kept_map_and_its_q_and_k_give_the_same_matrix() -> None:
    kept = resolve_matrix(seq2seq_trace(additive=True), Selection())
    rebuilt = resolve_matrix(seq2seq_trace(), Selection())
    np.testing.assert_allclose(kept.values, rebuilt.values, atol=1e-6)
    assert kept.title == rebuilt.title == "Soft attention"
    assert kept.subtitle == ""


def test_provenance_says_how_words_came_about() -> None:
    found = resolve_matrix(RUN, Selection(layer=DECODER, unit=1)).provenance
    assert found["Site"] == "masked.0"
    assert found["Head"] == "1"
    assert "averaged over those of a query word" in found["Method"]
    plain = resolve_matrix(RUN, Selection(words=False)).provenance
    assert plain["Method"] == "attention weights"


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.booleans(), st.booleans(), st.data())
def test_groups_hold_every_shown_token_once(
    begins: list[bool], merged: bool, special: bool, data: st.DataObject
) -> None:
    words = tuple(np.cumsum(begins).tolist())
    alone = frozenset(at for at in range(len(words)) if words.count(words[at]) == 1)
    marked = data.draw(st.frozensets(st.sampled_from(sorted(alone)))) if alone else frozenset()
    tokens = Tokens(tuple("abcdefghijkl"[: len(words)]), words, marked)
    groups = tokens.groups(merged, special)
    assert [at for group in groups for at in group] == [
        at for at in range(tokens.size) if special or at not in marked
    ]
    for group in groups:
        assert len({words[at] for at in group}) == 1
        assert merged or len(group) == 1
    assert describe(tokens)["special"] == sorted(marked)


def test_the_mask_of_a_site_without_one() -> None:
    assert shown_mask(RUN.sites[CROSS], Selection()) is None


def test_what_a_site_shows_is_worked_out_once_and_anew_when_shown_otherwise() -> None:
    run = text_trace()
    selection = Selection(layer=CROSS)
    first, again = (matrix_thumbnails(run, selection) for _ in range(2))
    for (maps, mask), (same, also) in zip(first, again, strict=True):
        assert all(one is other for one, other in zip(maps, same, strict=True))
        assert mask is also
        assert not any(one.flags.writeable for one in maps)
    tokens = replace(selection, words=False)
    fresh = matrix_thumbnails(text_trace(), tokens)
    for (maps, _), (wanted, _) in zip(matrix_thumbnails(run, tokens), fresh, strict=True):
        np.testing.assert_array_equal(maps, wanted)
    back = resolve_matrix(run, selection)
    np.testing.assert_array_equal(back.values, resolve_matrix(text_trace(), selection).values)


def test_a_head_alone_is_that_of_all_heads() -> None:
    for site in RUN.sites:
        for unit in range(site.heads):
            np.testing.assert_allclose(
                shown(site, Selection(), (unit,)), shown(site, Selection())[[unit]], atol=1e-7
            )


def test_one_step_of_a_run_leaves_what_did_not_change() -> None:
    """Of two partial traces the sites that both have keep their small maps."""
    before = text_trace()
    after = replace(before, sites=(*text_trace().sites[:ENCODER], *before.sites[ENCODER:]))
    old, new = (matrix_thumbnails(one, Selection()) for one in (before, after))
    for at in range(ENCODER, len(before.sites)):
        assert all(one is other for one, other in zip(old[at][0], new[at][0], strict=True))
    assert old[CROSS][0][0] is not new[CROSS][0][0]


def test_another_way_of_showing_meanwhile_changes_nothing_of_the_first() -> None:
    """An export works in a thread of its own while the window shows the same site otherwise."""
    site = text_trace().token_site(1)
    words, pieces = Selection(words=True), Selection(words=False)

    def slow() -> str:
        assert kept(site, pieces, "mean", lambda: "of pieces") == "of pieces"
        return "of words"

    assert kept(site, words, "mean", slow) == "of words"
    assert kept(site, pieces, "mean", lambda: "of pieces") == "of pieces"
    assert kept(site, words, "mean", lambda: "of words") == "of words"


@pytest.mark.parametrize("layer", [CROSS, DECODER, ENCODER])
@pytest.mark.parametrize("words", [True, False])
def test_keys_that_are_left_out_leave_the_rest_to_sum_to_one(layer: int, words: bool) -> None:
    site = RUN.token_site(layer)
    without = frozenset({0, site.keys.size - 1})
    matrix = resolve_matrix(RUN, Selection(layer=layer, unit=0, words=words, without=without))
    groups = [label.tokens for label in matrix.cols]
    assert {at for one in groups for at in one} == set(range(site.keys.size)) - without
    weights = site.weights()[0]
    for i, row in enumerate(label.tokens for label in matrix.rows):
        found = np.array(
            [np.mean([sum(weights[q, k] for k in one) for q in row]) for one in groups]
        )
        if found.sum() > 0:  # the first token of a decoder sees none but itself
            wanted = found / found.sum()
            np.testing.assert_allclose(np.nan_to_num(matrix.values[i]), wanted, atol=1e-6)
            assert np.nansum(matrix.values[i]) == pytest.approx(1, abs=1e-5)
    first, last = (site.keys.text((at,)) for at in (0, site.keys.size - 1))
    said = f"tokens 0 ({first}), {site.keys.size - 1} ({last})"
    assert matrix.quantity == f"attention weight, without {said}; the rest of each row sums to 1"
    assert matrix.provenance["Without"] == said
    share = np.mean([sum(weights[q, k] for k in without) for q in matrix.rows[matrix.row].tokens])
    assert matrix.hidden == pytest.approx(share, abs=1e-5)


def test_where_all_keys_are_left_out_all_are_shown() -> None:
    site = RUN.token_site(ENCODER)
    everything = frozenset(range(site.keys.size))
    matrix = resolve_matrix(RUN, Selection(layer=ENCODER, unit=0, without=everything))
    assert len(matrix.cols) == len(resolve_matrix(RUN, Selection(layer=ENCODER, unit=0)).cols)
    assert "without" not in matrix.quantity
