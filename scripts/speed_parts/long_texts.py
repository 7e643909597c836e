"""A run of a long text without a model: random queries and keys, as large as GPT-2's."""

from __future__ import annotations

from dataclasses import replace

from explorer.core.sites.masks import Causal
from explorer.core.sites.token_attention import TokenAttention
from explorer.core.trace import Trace


def long_run(size: int, mask: Causal | None) -> Trace:
    """A layer of GPT-2's size, 12 heads of width 64, on a text of random tokens."""
    import numpy as np

    from explorer.core.inputs import Inputs
    from explorer.core.sites.arrays import frozen
    from explorer.core.sites.attention import Kind
    from explorer.core.sites.axes import Tokens
    from explorer.core.text import Sentence, Task, Translation
    from explorer.core.trace import ModelInfo

    rng = np.random.default_rng(0)
    query, key = (frozen(rng.normal(0, 2, (12, size, 64))) for _ in range(2))
    words = tuple(f"word{at}" for at in rng.integers(4000, size=size))
    axis = Tokens(words, tuple(range(size)))
    site = TokenAttention(
        name="long", layer=0, checks=(), query=query, key=key, value=key, scale=1 / 8,
        mask=mask, sort=Kind.MASKED if mask else Kind.SELF, queries=axis, keys=axis,
    )  # fmt: skip
    return Trace(
        model=ModelInfo("random", "Random numbers", ""), inputs=Inputs(text=" ".join(words)),
        sites=(site,), layers=1, task=Task.TRANSLATE,
        sentence=Sentence(" ".join(words), axis, tuple(range(size)), (), ""),
        translation=Translation("", axis, (), 0.0, True),
    )  # fmt: skip


def fresh(trace: Trace) -> Trace:
    """The same run, of which nothing was worked out yet."""
    return replace(trace, sites=tuple(replace(site) for site in trace.sites))
