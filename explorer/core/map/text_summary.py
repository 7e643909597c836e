"""What is said beside the picture of a text: facts of the map, and one value explained."""

from __future__ import annotations

import numpy as np

from explorer.core.map.long.region import is_long
from explorer.core.map.matrix import Matrix
from explorer.core.map.summary import Facts
from explorer.core.map.token_groups import Label
from explorer.core.numbers import short
from explorer.core.selection import Selection, clamped, expanded
from explorer.core.sites.arrays import Array
from explorer.core.sites.token_attention import TokenAttention, TokenMap, TokenSite
from explorer.core.text import Task
from explorer.core.trace import Trace


def text_facts(
    trace: Trace, selection: Selection, matrix: Matrix, line: Array | None = None
) -> Facts:
    """Site, shape, peak, and how spread out the row is that asks.

    line: of a long map that row, (keys,), since the matrix does not hold it; None while it is not
    known.
    """
    selection = clamped(trace, selection)
    site = trace.token_site(selection.layer)
    row, col = matrix.peak
    value = float(matrix.values[row, col])
    peak = f"{short(value)} at {matrix.rows[row].text}, {matrix.cols[col].text}"
    found: Facts = (
        ("Site", site.name),
        ("Shape", f"{site.heads} × {site.queries.size} × {site.keys.size}"),
        ("Peak", peak if np.isfinite(value) else "masked everywhere"),
    )
    if matrix.tile is None:
        line = matrix.values[matrix.row]
    if line is not None:
        bits, most = entropy(line)
        found += (("Row entropy", f"{bits:.2f} of {most:.2f} bits"),)
    if matrix.hidden > 0:
        found += (("On hidden tokens", f"{100 * matrix.hidden:.1f} %"),)
    return found


def first_query(trace: Trace, layer: int) -> int:
    """The token to start with at a site.

    Of a decoder the last, which sees all, of an encoder the first, of what is translated the
    clearest.
    """
    if trace.task is Task.CONTINUE:
        return trace.token_site(layer).queries.size - 1
    return 0 if trace.asks_itself(layer) else clearest_step(trace)


def clearest_step(trace: Trace) -> int:
    """The target token to start with: the one whose attention is the least spread out.

    In a long text the last one, which has all of it before it: to compare all rows is to work out
    the whole map.
    """
    site = trace.token_site(trace.best)
    if is_long(site):
        return site.queries.size - 1
    weights = site.weights().mean(axis=0)  # (targets, sources)
    plain_rows = [at for at in range(site.queries.size) if at not in site.queries.special]
    plain_cols = [at for at in range(site.keys.size) if at not in site.keys.special]
    if not plain_rows or not plain_cols:
        return 0
    return plain_rows[int(weights[plain_rows][:, plain_cols].max(axis=1).argmax())]


def entropy(row: Array) -> tuple[float, float]:
    """Shannon entropy of what is shown of a row of weights, and its maximum, in bits.

    The row is taken as shares of its own sum; NaN stands for what is masked.
    """
    seen = row[np.isfinite(row)].astype(np.float64)
    shares = seen[seen > 0] / seen.sum()
    return float(max(0.0, -(shares * np.log2(shares)).sum())), float(np.log2(max(len(seen), 1)))


def text_explain(
    trace: Trace, selection: Selection, matrix: Matrix, cell: tuple[int, int]
) -> Facts:
    """One value of the matrix step by step, from its strongest head and tokens to the mean.

    softmax(q·k · scale) (Vaswani et al. 2017, eq. 1; Luong et al. 2015, eq. 8, unscaled); where
    the scores come from a network of their own, the score as it was captured.
    """
    selection = clamped(trace, selection)
    query, key = matrix.rows[cell[0]], matrix.cols[cell[1]]
    steps = [("", f"{query.text} → {key.text}")]
    if not np.isfinite(matrix.values[cell]):
        return (*steps, ("masked", "the query may not look there"))
    if matrix.tiled:  # its weights are thousands: zooming shows them one by one
        value = short(float(matrix.values[cell]))
        return (*steps, (matrix.quantity, value if matrix.exact else f"{value}, estimated"))
    pairs = list(expanded(trace, selection))
    count = sum(len(units) for _, units in pairs)
    weight, site, head, pair = _strongest(trace, pairs, query, key)
    several = len(pairs) > 1
    if site.heads > 1:
        where = f"{head} of layer {site.layer}" if several else str(head)
        steps.append(("strongest head" if count > 1 else "head", where))
    if len(query.tokens) * len(key.tokens) > 1:
        names = site.queries.pieces[pair[0]], site.keys.pieces[pair[1]]
        steps.append(("strongest tokens", "–".join(names)))
    steps += _scores(site, head, pair)
    steps.append(("softmax", short(weight)))
    if count > 1 or len(query.tokens) * len(key.tokens) > 1:
        if count > 1:
            how = "largest of heads" if selection.reduce == "max" else "mean of heads"
        else:
            how = "of the words"
        steps.append((how, short(float(matrix.values[cell]))))
    return tuple(steps)


def _strongest(
    trace: Trace, pairs: list[tuple[int, tuple[int, ...]]], query: Label, key: Label
) -> tuple[float, TokenSite, int, tuple[int, int]]:
    """The largest weight behind a cell: it, its site, its head, its (query, key) tokens."""
    found = []
    for at, units in pairs:
        site = trace.token_site(at)
        # (heads, queries of the row, keys of the column)
        block = site.weights(query.tokens)[list(units)][:, :, list(key.tokens)]
        head, row, col = np.unravel_index(int(block.argmax()), block.shape)
        pair = query.tokens[int(row)], key.tokens[int(col)]
        found.append((float(block.max()), site, units[int(head)], pair))
    return max(found, key=lambda one: one[0])


def _scores(site: TokenSite, head: int, pair: tuple[int, int]) -> list[tuple[str, str]]:
    """What the softmax is given for a (query, key) pair of tokens, as far as it is known."""
    if isinstance(site, TokenMap) and site.scores is not None:
        return [("score", short(float(site.scores[head, pair[0], pair[1]])))]
    if not isinstance(site, TokenAttention):
        return []
    product = float(site.query[head, pair[0]] @ site.key[head, pair[1]])
    steps = [("q·k", short(product))]
    if site.scale != 1:
        steps.append((f"÷ √{site.query.shape[-1]}", short(product * site.scale)))
    return steps
