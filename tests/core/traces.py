"""Runs made of random numbers: every noun of the core without a model. NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import MuteMode, cells_muted
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.sites.point_axes import Objects, Points, Pyramid
from explorer.core.sites.points import PointSite
from explorer.core.trace import Detected, ModelInfo, Prediction, Trace

OBJECTS = Objects(5)
CHECKS = (Check("made up", 0.0, 1e-4),)


def photo(width: int = 48, height: int = 32, seed: int = 0) -> Photo:
    """A photo of noise; its file lies where a secret folder name would be told on."""
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "ab" * 32, (width, height))


def dot_product(
    heads: int = 2,
    grid: tuple[int, int] = (3, 4),
    prefix: tuple[str, ...] = ("CLS",),
    layer: int = 0,
    width: int = 5,
    spread: float = 2.0,
) -> PatchAttention:
    """Random q, k and v; a larger `spread` gives sharper attention."""
    axis = PatchGrid(*grid, prefix=prefix)
    return looking(axis, axis, heads, layer, width, spread)


def looking(
    queries: PatchGrid,
    keys: PatchGrid,
    heads: int = 2,
    layer: int = 0,
    width: int = 5,
    spread: float = 2.0,
) -> PatchAttention:
    """The same of tokens that look at a grid of another kind."""
    rng = np.random.default_rng(100 + layer)
    query, key, value = (
        frozen(rng.normal(0, spread, (heads, axis.size, width))) for axis in (queries, keys, keys)
    )
    name = f"blocks.{layer}.attention"
    return PatchAttention(name, layer, CHECKS, query, key, value, width**-0.5, queries, keys)


def channel_gate(shape: tuple[int, int, int] = (6, 4, 4), layer: int = 0) -> ChannelGate:
    """Signed random features (C, H, W) and the sigmoid of random logits."""
    rng = np.random.default_rng(200 + layer)
    logits = rng.normal(0, 2, shape[0])
    features = rng.normal(0, 1, shape)
    gate = frozen(1 / (1 + np.exp(-logits)))
    return ChannelGate(f"stages.{layer}.se", layer, CHECKS, gate, frozen(logits), frozen(features))


def spatial_gate(shape: tuple[int, int] = (4, 4), layer: int = 0) -> SpatialGate:
    """The sigmoid of random logits (H, W)."""
    logits = np.random.default_rng(300 + layer).normal(0, 2, shape)
    gate = frozen(1 / (1 + np.exp(-logits)))
    return SpatialGate(f"stages.{layer}.gate", layer, CHECKS, gate, frozen(logits))


def point_site(
    queries: Objects | Pyramid = OBJECTS, heads: int = 2, layer: int = 0, seed: int = 400
) -> PointSite:
    """Random weights of random points on two feature maps, some of them beside the picture."""
    rng = np.random.default_rng(seed + layer)
    points = Points(((4, 6, 3), (2, 3, 2)))
    weights = np.exp(rng.normal(0, 1, (heads, queries.size, points.size)))
    places = rng.uniform(-0.1, 1.1, (*weights.shape, 2))
    weights /= weights.sum(axis=-1, keepdims=True)
    name = f"layers.{layer}.attn"
    return PointSite(name, layer, CHECKS, frozen(weights), frozen(places), queries, points)


def detector_trace(picture: Photo | None = None) -> Trace:
    """A layer in which the positions of two maps ask, and one in which objects do."""
    sites = [point_site(Pyramid(((4, 6), (2, 3)))), point_site(layer=1)]
    found = (
        Detected(3, "cat", 0.75, (0.25, 0.125, 0.75, 1.0)),
        Detected(1, "dog", 0.5, (0.0, 0.0, 0.5, 0.25)),
    )
    return replace(trace(sites, picture), prediction=None, objects=found)


def muted_detector_trace() -> Trace:
    """The same with a head muted, and what is found with all of them; a box leaves the photo."""
    run = detector_trace()
    whole = (
        Detected(3, "cat", 0.875, (0.25, 0.25, 0.875, 0.875)),
        Detected(2, "boat", 0.25, (0.5, -0.25, 1.25, 0.5)),
    )
    mute = cells_muted(run.sites, {(1, 0)}, MuteMode.ZERO)
    return replace(run, mute=mute, unmuted_objects=whole)


def trace(sites: Sequence[Attention], picture: Photo | None = None) -> Trace:
    """A finished run with these sites, the photo stretched to the model's input."""
    picture = picture or photo()
    width, height = picture.size
    return Trace(
        model=ModelInfo("toy", "Toy", "cd" * 32),
        inputs=Inputs((picture,)),
        placements=(Placement(0, 0, width, height, width, height),),
        sites=tuple(sites),
        layers=len(sites),
        best=len(sites) - 1,
        prediction=Prediction(("cat", "dog"), (0.75, 0.25), 0.5),
        checks=(Check("prediction without capture", 0.0, 1e-6),),
    )


def vit_trace(layers: int = 3, heads: int = 2) -> Trace:
    """Self-attention over 3 x 4 patches and a CLS token."""
    return trace([dot_product(heads, layer=layer) for layer in range(layers)])


def se_trace() -> Trace:
    """Two blocks of channel gates of different size."""
    return trace([channel_gate((6, 4, 6), 0), channel_gate((9, 2, 3), 1)])


def gate_trace() -> Trace:
    """Two blocks of spatial gates; the finer grid is no multiple of the coarser."""
    return trace([spatial_gate((5, 7), 0), spatial_gate((2, 3), 1)])


def literal_attention(site: PatchAttention) -> NDArray[np.float64]:
    """softmax(q kᵀ / √d) with loops, as the formula reads: (heads, queries, keys)."""
    heads, queries, width = site.query.shape
    keys = site.key.shape[1]
    result = np.zeros((heads, queries, keys))
    for head in range(heads):
        query, key = site.query[head].tolist(), site.key[head].tolist()
        for asking in range(queries):
            scores = []
            for asked in range(keys):
                product = sum(query[asking][at] * key[asked][at] for at in range(width))
                scores.append(product / width**0.5)
            exponentials = [np.exp(score - max(scores)) for score in scores]
            for asked in range(keys):
                result[head, asking, asked] = exponentials[asked] / sum(exponentials)
    return result
