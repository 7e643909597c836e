"""Small pictures of long maps against softmax and pooling written out with loops."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from explorer.core.cancel import Cancelled
from explorer.core.checks import Check
from explorer.core.map.long import pooled_map as module
from explorer.core.map.long.pooled_map import How, Pooled, overview, tiled
from explorer.core.map.long.softmax_sums import Normaliser
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.dot_product import OwnScores
from explorer.core.sites.masks import Band, Causal, Sparse
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from tests.core.traces import channel_gate

CHECKS = (Check("made up", 0.0, 1e-4),)
hows = pytest.mark.parametrize("how", ["mean", "max"])


def tokens(size: int) -> Tokens:
    return Tokens(("a",) * size, tuple(range(size)))


def long_site(
    queries: int,
    keys: int | None = None,
    mask: NDArray[np.bool_] | Sparse | None = None,
    heads: int = 2,
    spread: float = 2.0,
    width: int = 4,
    seed: int = 0,
) -> TokenAttention:
    """Random q and k of any length; tokens that look everywhere have scores of their own."""
    keys = queries if keys is None else keys
    rng = np.random.default_rng(seed)
    query = frozen(rng.normal(0, spread, (heads, queries, width)))
    key = frozen(rng.normal(0, spread, (heads, keys, width)))
    own = None
    if isinstance(mask, Band) and mask.everywhere:
        scores = rng.normal(0, spread, (heads, len(mask.everywhere), keys))
        own = OwnScores(mask.everywhere, frozen(scores))
    return TokenAttention(
        name="long", layer=0, checks=CHECKS, query=query, key=key, value=key, scale=width**-0.5,
        mask=mask, own=own, sort=Kind.MASKED, queries=tokens(queries), keys=tokens(keys),
    )  # fmt: skip


def literal_seen(site: TokenAttention, query: int, key: int) -> bool:
    if isinstance(site.mask, Causal):
        return key <= query + site.mask.diagonal
    if isinstance(site.mask, Band):
        near = abs(key - query) <= site.mask.reach
        return near or query in site.mask.everywhere or key in site.mask.everywhere
    return site.mask is None or bool(site.mask[query, key])


def literal_map(site: TokenAttention, head: int) -> NDArray[np.float64]:
    """softmax(q kᵀ · scale) with loops, 0 where a query sees nothing: (queries, keys)."""
    queries, keys = site.grid
    result = np.zeros((queries, keys))
    for asking in range(queries):
        scores = {}
        for asked in range(keys):
            if literal_seen(site, asking, asked):
                pairs = zip(site.query[head, asking], site.key[head, asked], strict=True)
                scores[asked] = sum(float(a) * float(b) for a, b in pairs) * site.scale
                if site.own is not None and asking in site.own:
                    row = site.own.queries.index(asking)
                    scores[asked] = float(site.own.scores[head, row, asked])
        total = sum(np.exp(score - max(scores.values())) for score in scores.values())
        for asked, score in scores.items():
            result[asking, asked] = np.exp(score - max(scores.values())) / total
    return result


def literal_pooled(whole: NDArray[np.float64], pooled: Pooled) -> NDArray[np.float64]:
    result = np.zeros(pooled.values.shape)
    for row in range(len(result)):
        for col in range(len(result[0])):
            met = []
            for query in range(pooled.rows[row], pooled.rows[row + 1]):
                for key in range(pooled.cols[col], pooled.cols[col + 1]):
                    met.append(whole[query, key])
            result[row, col] = max(met) if pooled.how == "max" else sum(met) / len(met)
    return result


@st.composite
def sites(draw: st.DrawFn) -> TokenAttention:
    """Odd sizes; no mask, a rule, or booleans, where some queries may see nothing."""
    queries, keys = draw(st.integers(1, 23)), draw(st.integers(1, 23))
    sort = draw(st.sampled_from(["none", "causal", "band", "boolean"]))
    seed = draw(st.integers(0, 1000))
    mask: NDArray[np.bool_] | Sparse | None = None
    if sort == "band":
        keys = queries
        some = st.sets(st.integers(0, queries - 1), max_size=3)
        mask = Band(draw(st.integers(0, 6)), tuple(sorted(draw(some))))
    if sort == "causal":
        mask = Causal(draw(st.integers(0, 25)))
    if sort == "boolean":
        mask = np.random.default_rng(seed).random((queries, keys)) < draw(st.floats(0, 1))
    return long_site(queries, keys, mask, spread=draw(st.sampled_from([0.3, 1.0, 2.0])), seed=seed)


@st.composite
def regions(draw: st.DrawFn, size: int) -> slice:
    start = draw(st.integers(0, size - 1))
    return slice(start, draw(st.integers(start + 1, size)))


def check_edges(edges: NDArray[np.intp], region: slice, most: int) -> None:
    sizes = np.diff(edges)
    assert (edges[0], edges[-1]) == (region.start, region.stop)
    assert len(sizes) == min(most, region.stop - region.start)
    assert sizes.min() >= 1
    assert sizes.max() - sizes.min() <= 1


def check_pooling(
    site: TokenAttention, head: int, rows: slice, cols: slice, shape: tuple[int, int], how: How
) -> None:
    """Values, edges and mask of a region: its rows not known yet, then known."""
    for _ in range(2):
        found = overview(site, head, rows, cols, shape, how)
        check_edges(found.rows, rows, shape[0])
        check_edges(found.cols, cols, shape[1])
        expected = literal_pooled(literal_map(site, head), found)
        np.testing.assert_allclose(found.values, expected, atol=1e-5)
        assert found.values.dtype == np.float32
        assert found.exact
        assert found.queries == rows.stop - rows.start
        for row, col in np.ndindex(found.values.shape):
            seen = found.allowed is None or found.allowed[row, col]
            assert seen == any(
                literal_seen(site, query, key)
                for query in range(found.rows[row], found.rows[row + 1])
                for key in range(found.cols[col], found.cols[col + 1])
            )


@settings(max_examples=300)
@given(st.data())
def test_pooling_is_that_of_loops(data: st.DataObject) -> None:
    site = data.draw(sites())
    head = data.draw(st.integers(0, 1))
    rows, cols = data.draw(regions(site.grid[0])), data.draw(regions(site.grid[1]))
    shape = data.draw(st.tuples(st.integers(1, 25), st.integers(1, 25)))
    how: How = data.draw(st.sampled_from(["mean", "max"]))
    least, block = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 99))
    with mock.patch.multiple(module, LEAST=least, BLOCK=block):
        check_pooling(site, head, rows, cols, shape, how)


MASKS = [None, Causal(), Causal(3), np.random.default_rng(1).random((29, 23)) < 0.1]


@hows
@pytest.mark.parametrize("mask", MASKS, ids=["none", "causal", "beyond", "boolean"])
@pytest.mark.parametrize("region", [(slice(0, 29), slice(0, 23)), (slice(3, 20), slice(5, 22))])
def test_tiles_lie_across_blocks(
    how: How, mask: NDArray[np.bool_] | Sparse | None, region: tuple[slice, slice]
) -> None:
    site = long_site(29, 23, mask)
    with mock.patch.multiple(module, LEAST=2, BLOCK=1):
        check_pooling(site, 1, *region, (3, 4), how)


@given(st.data())
def test_estimates_are_made_of_true_rows(data: st.DataObject) -> None:
    site = data.draw(sites())
    rows, cols = data.draw(regions(site.grid[0])), data.draw(regions(site.grid[1]))
    shape = data.draw(st.tuples(st.integers(1, 6), st.integers(1, 6)))
    how: How = data.draw(st.sampled_from(["mean", "max"]))
    counts = sorted(data.draw(st.sets(st.integers(1, 12), min_size=1, max_size=3)))
    sharp = overview(site, 0, rows, cols, shape, how)
    estimates = [overview(site, 0, rows, cols, shape, how, drawn) for drawn in counts]
    exact = literal_pooled(literal_map(site, 0), sharp)
    np.testing.assert_allclose(sharp.values, exact, atol=1e-5)
    lines = overview(site, 0, rows, cols, (99, shape[1]), how).values  # (queries, w)
    for drawn, found in zip(counts, estimates, strict=True):
        assert found.queries == np.minimum(np.diff(found.rows), drawn).sum()
        assert found.exact == (found.queries == sharp.queries)
        np.testing.assert_array_equal(found.rows, sharp.rows)
        if how == "max":
            assert (found.values <= exact + 1e-5).all()
        for row, values in enumerate(found.values):
            own = lines[found.rows[row] - rows.start : found.rows[row + 1] - rows.start]
            assert (values >= own.min(axis=0) - 1e-5).all()
            assert (values <= own.max(axis=0) + 1e-5).all()
            if drawn == 1:  # one row a tile: that very row
                assert np.abs(own - values).max(axis=1).min() < 1e-5
    assert sharp.exact


def test_an_estimate_is_unbiased_where_strata_differ() -> None:
    """A tile of 5 rows cut in 2 and 3: over all that can be drawn the mean is the true one."""
    site = long_site(5)
    true = literal_map(site, 0).mean(axis=0)
    drawn = []
    for first in range(2):
        for second in range(3):
            generator = mock.Mock()
            generator.integers.return_value = np.array([first, second])
            with mock.patch.object(np.random, "default_rng", return_value=generator):
                found = overview(site, 0, shape=(1, 5), drawn=2)
            assert found.queries == 2
            drawn.append(found.values[0])
    np.testing.assert_allclose(np.mean(drawn, axis=0), true, atol=1e-6)


def test_tiles_of_any_size_are_pooled() -> None:
    site = long_site(40, 30, Causal())
    rows, cols = np.array([3, 4, 20, 40]), np.array([0, 7, 8, 30])
    whole = literal_map(site, 1)
    for how in ("mean", "max"):
        found = tiled(site, 1, rows, cols, how)
        np.testing.assert_allclose(found.values, literal_pooled(whole, found), atol=1e-5)
        assert (found.rows.tolist(), found.cols.tolist()) == (rows.tolist(), cols.tolist())


@hows
@pytest.mark.parametrize("mask", [None, Causal(), Causal(40), np.tri(500, dtype=bool)])
def test_zoom_down_to_tokens_is_the_map(how: How, mask: NDArray[np.bool_] | Causal | None) -> None:
    site = long_site(500, mask=mask, width=16)
    overview(site, 1, shape=(10, 10), how=how)
    assert Normaliser.of(site).knows(1, np.arange(500))
    for rows, cols in [(slice(430, 470), slice(420, 480)), (slice(0, 9), slice(400, 500))]:
        close = overview(site, 1, rows, cols, how=how)
        expected = site.weights(range(500)[rows])[1, :, cols]
        np.testing.assert_allclose(close.values, expected, atol=1e-5)


@hows
def test_logits_that_overflow_an_exponential_do_not(how: How) -> None:
    site = long_site(60, spread=1e3)
    for _ in range(2):
        np.testing.assert_allclose(overview(site, 0, how=how).values, site.weights()[0], atol=1e-5)


def test_rows_sum_to_one() -> None:
    found = overview(long_site(300, mask=Causal()), 0, shape=(7, 11))
    sums = (found.values * np.diff(found.cols)).sum(axis=1)  # a mean times what it is the mean of
    np.testing.assert_allclose(sums, 1, atol=1e-5)


def test_cancelled_midway_leaves_nothing_but_true_rows() -> None:
    site, calls = long_site(200), 0

    def cancelled() -> bool:
        nonlocal calls
        calls += 1
        return calls > 3

    with mock.patch.multiple(module, LEAST=16, BLOCK=1):
        with pytest.raises(Cancelled):
            overview(site, 0, shape=(10, 10), cancelled=cancelled)
        kept = Normaliser.of(site)
        assert kept.knows(0, np.arange(3 * 16))
        assert not any(kept.knows(0, np.array([query])) for query in range(3 * 16, 200))
        fresh = overview(long_site(200), 0, shape=(10, 10))
        np.testing.assert_allclose(overview(site, 0, shape=(10, 10)).values, fresh.values)


def test_memory_is_linear_in_the_length() -> None:
    size = 6000
    site = long_site(size, mask=Causal(), heads=1)
    tracemalloc.start()
    try:
        overview(site, 0, shape=(64, 64))
        row = site.weights([size - 1])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert row.shape == (1, 1, size)
    assert peak < size * size  # a byte a weight would be a mask already; a map takes four


def test_the_normaliser_goes_with_its_site() -> None:
    site = long_site(8)
    assert Normaliser.of(site) is Normaliser.of(site)
    kept = weakref.ref(Normaliser.of(site))
    del site
    gc.collect()
    assert kept() is None


def test_a_kept_map_is_pooled_too() -> None:
    site = long_site(9, 7, np.tri(9, 7, dtype=bool))
    whole = site.weights()
    kept = TokenMap(
        name="kept", layer=0, checks=CHECKS, sort=Kind.SOFT, queries=tokens(9), keys=tokens(7),
        map=whole, mask=site.seen(),
    )  # fmt: skip
    before = whole.copy()
    for how in ("mean", "max"):
        found = overview(kept, 1, slice(1, 9), slice(0, 6), (3, 4), how)
        expected = overview(site, 1, slice(1, 9), slice(0, 6), (3, 4), how)
        np.testing.assert_allclose(found.values, expected.values, atol=1e-6)
        np.testing.assert_array_equal(found.allowed, expected.allowed)
    np.testing.assert_array_equal(whole, before)


@hows
def test_a_gate_is_a_map_of_one_row(how: How) -> None:
    site = channel_gate((6, 4, 4))
    found = overview(site, 0, shape=(5, 3), how=how)
    pairs = site.gate.reshape(3, 2)
    expected = pairs.max(axis=1) if how == "max" else pairs.mean(axis=1)
    np.testing.assert_allclose(found.values, expected[None], atol=1e-6)
    assert found.allowed is None


@given(st.integers(0, 12), st.integers(1, 12), st.integers(1, 12))
def test_a_causal_mask_is_a_triangle_of_booleans(diagonal: int, queries: int, keys: int) -> None:
    triangle = np.tri(queries, keys, diagonal, dtype=bool)
    site = long_site(queries, keys, Causal(diagonal))
    same = long_site(queries, keys, triangle)
    np.testing.assert_array_equal(site.seen(), triangle)
    np.testing.assert_array_equal(site.allowed, triangle)
    np.testing.assert_array_equal(site.weights(), same.weights())
    np.testing.assert_array_equal(site.weights([-1, 0]), same.weights([-1, 0]))


def test_a_mask_that_blinds_the_first_query_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 hides every key"):
        Causal(-1)


@pytest.mark.parametrize(
    ("head", "rows", "cols", "shape", "said"),
    [
        (2, slice(None), slice(None), (2, 2), "no head 2: heads go from 0 to 1"),
        (-1, slice(None), slice(None), (2, 2), "no head -1"),
        (0, slice(5, 5), slice(None), (2, 2), "no region of 8 tokens"),
        (0, slice(None), slice(8, 12), (2, 2), "no region of 8 tokens"),
        (0, slice(None, None, 2), slice(None), (2, 2), "no region of 8 tokens"),
        (0, slice(None), slice(None), (0, 2), "A picture of 0 × 2 values"),
    ],
)
def test_what_is_not_there_is_refused(
    head: int, rows: slice, cols: slice, shape: tuple[int, int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        overview(long_site(8), head, rows, cols, shape)
