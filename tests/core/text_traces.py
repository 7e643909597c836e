"""Runs on a sentence made of random numbers: the nouns of texts without a model. NumPy only."""

from __future__ import annotations

import numpy as np

from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.masks import Causal, Sparse
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from explorer.core.text import Alternative, Sentence, Step, Task, Translation
from explorer.core.trace import ModelInfo, Trace

CHECKS = (Check("made up", 0.0, 1e-4),)
CAUSAL = Causal()
SOURCE = Tokens(
    ("この", "小説", "は", "人", "気", "です", "。", "</s>"),
    (0, 1, 1, 2, 2, 2, 3, 4),
    frozenset({7}),
)
TARGET = Tokens(
    ("This", "novel", "is", "popul", "ar", ".", "</s>"), (0, 1, 2, 3, 3, 4, 5), frozenset({6})
)
FED = Tokens(("<s>", *TARGET.pieces[:-1]), (0, 1, 2, 3, 4, 4, 5), frozenset({0}))


def sentence() -> Sentence:
    """この小説は人気です。 in eight tokens."""
    return Sentence("この小説は人気です。", SOURCE, tuple(range(4, 12)), (), "ef" * 32)


def translation(length: int = TARGET.size) -> Translation:
    """The first steps of "This novel is popular.", the first of them likely."""
    steps = []
    for at in range(length):
        likely = 0.9 - 0.1 * at
        rest = tuple(Alternative(50 + at + n, f"word{n}", (1 - likely) / 2**n) for n in range(1, 5))
        piece = TARGET.pieces[at]
        steps.append(Step(20 + at, piece, likely, (Alternative(20 + at, piece, likely), *rest)))
    whole = length == TARGET.size
    tokens = Tokens(
        TARGET.pieces[:length], TARGET.words[:length], TARGET.special if whole else frozenset()
    )
    text = "This novel is popular." if whole else "".join(TARGET.pieces[:length])
    return Translation(text, tokens, tuple(steps), -1.5, whole)


def token_attention(
    kind: Kind, heads: int = 2, layer: int = 0, width: int = 5, spread: float = 2.0
) -> TokenAttention:
    """Random q, k and v among the tokens of a kind; masked self-attention sees no future."""
    queries, keys = {
        Kind.CROSS: (TARGET, SOURCE),
        Kind.SOFT: (TARGET, SOURCE),
        Kind.MASKED: (FED, FED),
        Kind.SELF: (SOURCE, SOURCE),
    }[kind]
    rng = np.random.default_rng(400 + layer + 10 * len(kind.value))
    query = frozen(rng.normal(0, spread, (heads, queries.size, width)))
    key, value = (frozen(rng.normal(0, spread, (heads, keys.size, width))) for _ in range(2))
    mask = np.tri(keys.size, dtype=bool) if kind is Kind.MASKED else None
    return TokenAttention(
        name=f"{kind.name.lower()}.{layer}",
        layer=layer,
        checks=CHECKS,
        query=query,
        key=key,
        value=value,
        scale=1.0 if kind is Kind.SOFT else width**-0.5,
        mask=mask,
        sort=kind,
        queries=queries,
        keys=keys,
    )


def text_trace(layers: int = 2, heads: int = 2) -> Trace:
    """A finished run of a Transformer: cross, decoder, encoder."""
    kinds = (Kind.CROSS, Kind.MASKED, Kind.SELF)
    sites = tuple(token_attention(kind, heads, at) for kind in kinds for at in range(layers))
    return Trace(
        model=ModelInfo("toy-translator", "Toy translator", "cd" * 32),
        sites=sites,
        layers=len(sites),
        inputs=Inputs(text=sentence().text),
        task=Task.TRANSLATE,
        sentence=sentence(),
        translation=translation(),
        best=layers - 1,
        checks=(Check("prediction without capture", 0.0, 1e-6),),
    )


def seq2seq_trace(additive: bool = False) -> Trace:
    """A finished run with one soft attention; additive scores are kept as a map."""
    site: TokenAttention | TokenMap = token_attention(Kind.SOFT, heads=1)
    if additive:
        site = TokenMap(
            name=site.name,
            layer=0,
            checks=CHECKS,
            sort=Kind.SOFT,
            queries=TARGET,
            keys=SOURCE,
            map=frozen(site.weights()),
            scores=frozen(site.logits()),
            query=site.query,
            key=site.key,
            value=site.value,
        )
    return Trace(
        model=ModelInfo("toy-seq2seq", "Toy seq2seq", "cd" * 32),
        sites=(site,),
        layers=1,
        inputs=Inputs(text=sentence().text),
        task=Task.TRANSLATE,
        sentence=sentence(),
        translation=translation(),
        checks=(Check("prediction without capture", 0.0, 1e-6),),
    )


def long_site(
    size: int, layer: int = 0, heads: int = 3, mask: Sparse | None = CAUSAL, width: int = 4
) -> TokenAttention:
    """Random q and k of a text of any length; its tokens are named after their numbers."""
    rng = np.random.default_rng(700 + layer)
    query, key = (frozen(rng.normal(0, 2, (heads, size, width))) for _ in range(2))
    axis = Tokens(tuple(f"t{at}" for at in range(size)), tuple(range(size)))
    return TokenAttention(
        name=f"long.{layer}",
        layer=layer,
        checks=CHECKS,
        query=query,
        key=key,
        value=key,
        scale=width**-0.5,
        mask=mask,
        sort=Kind.MASKED if mask else Kind.SELF,
        queries=axis,
        keys=axis,
    )


def kept_map(site: TokenAttention) -> TokenMap:
    """The same site as if its map had been kept instead of q and k."""
    return TokenMap(
        name="kept",
        layer=site.layer,
        checks=(),
        sort=site.sort,
        queries=site.queries,
        keys=site.keys,
        map=site.weights(),
        mask=site.allowed,
    )


def long_trace(size: int, layers: int = 2, heads: int = 3, mask: Sparse | None = CAUSAL) -> Trace:
    """A finished run of a decoder on a text of any length."""
    sites = tuple(long_site(size, layer, heads, mask) for layer in range(layers))
    axis = sites[0].queries
    text = " ".join(axis.pieces)
    steps = tuple(Step(at, piece, 0.5, ()) for at, piece in enumerate(axis.pieces))
    return Trace(
        model=ModelInfo("toy-decoder", "Toy decoder", "cd" * 32),
        sites=sites,
        layers=layers,
        inputs=Inputs(text=text),
        task=Task.TRANSLATE,
        sentence=Sentence(text, axis, tuple(range(size)), (), "ab" * 32),
        translation=Translation(text, axis, steps, -1.0, True),
        checks=(Check("prediction without capture", 0.0, 1e-6),),
    )
