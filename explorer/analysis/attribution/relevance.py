"""The arithmetic of relevance: maps weighed by their gradients, layer by layer. NumPy only.

Chefer et al. 2021, "Generic Attention-model Explainability", https://arxiv.org/abs/2103.15679;
Bousselham et al. 2024, "LeGrad", https://arxiv.org/abs/2404.03214; Kobayashi et al. 2020,
"Attention is Not Only a Weight", https://arxiv.org/abs/2004.10102.
"""

from __future__ import annotations

import numpy as np

from explorer.core.sites.arrays import Array


def weighed(weights: Array, gradient: Array) -> Array:
    """Ā = E_h [(∇A ⊙ A)⁺], equation 5 of Chefer et al.: (heads, Q, K) twice to (Q, K)."""
    found: Array = np.maximum(weights * gradient, 0).mean(axis=0)
    return found


class Relevances:
    """What each token of one sequence, or of two, took from the tokens at the beginning.

    Attributes
    ----------
    source : Array or None
        (S, S), of the sequence that is read; None before its first layer.
    target : Array or None
        (T, T), of the one that looks at it.
    across : Array or None
        (T, S), of what the second took from the first.
    """

    def __init__(self) -> None:
        self.source: Array | None = None
        self.target: Array | None = None
        self.across: Array | None = None

    def read(self, layer: Array) -> None:
        """Self-attention among the source, equation 6: R += Ā R; layer (S, S)."""
        self.source = _begun(self.source, layer.shape[0])
        self.source = _added(self.source, layer @ self.source)

    def write(self, layer: Array) -> None:
        """Self-attention among the target, equations 6 and 7; layer (T, T)."""
        self.target = _begun(self.target, layer.shape[0])
        self.target = _added(self.target, layer @ self.target)
        if self.across is not None:
            self.across = _added(self.across, layer @ self.across)

    def look(self, layer: Array) -> None:
        """Attention of the target to the source, equation 10; layer (T, S)."""
        self.target = _begun(self.target, layer.shape[0])
        self.source = _begun(self.source, layer.shape[1])
        before = np.zeros_like(layer) if self.across is None else self.across
        # (T, T) @ (T, S) @ (S, S) -> (T, S)
        taken = normalised(self.target).T @ layer @ normalised(self.source)
        self.across = _added(before, np.asarray(taken, np.float32))


def _added(one: Array, other: Array) -> Array:
    return np.asarray(one + other, np.float32)


def _begun(found: Array | None, size: int) -> Array:
    return np.eye(size, dtype=np.float32) if found is None else found


def normalised(relevance: Array) -> Array:
    """R̂ + I, equations 8 and 9: what is beside the identity, its rows brought to sum 1."""
    size = relevance.shape[0]
    beside = relevance - np.eye(size, dtype=np.float32)
    sums = beside.sum(axis=-1, keepdims=True)
    shares: Array = np.divide(beside, sums, out=np.zeros_like(beside), where=sums != 0)
    return np.asarray(shares + np.eye(size, dtype=np.float32), np.float32)


def sensitivity(gradient: Array) -> Array:
    """E_h E_q [(∇A)⁺] of LeGrad: (heads, Q, K), how far a score rests on each key, to (K,)."""
    found: Array = np.maximum(gradient, 0).mean(axis=(0, 1))
    return found


def transformed_norms(weights: Array, value: Array, projection: Array) -> Array:
    """‖Σ_h α_h v_h W_h‖ of Kobayashi et al.: how much of each key comes to each query.

    Parameters
    ----------
    weights : (heads, Q, K)
    value : (heads, K, d)
    projection : (heads, d, width)
        The output projection of each head.

    Returns
    -------
    Array
        (Q, K) float32.
    """
    moved = value @ projection  # (heads, K, d) @ (heads, d, width) -> (heads, K, width)
    # ‖Σ_h a_h m_h‖² = Σ_g,h a_g a_h ⟨m_g, m_h⟩, so that no (Q, K, width) is held
    inner = np.einsum("gkw,hkw->ghk", moved, moved, dtype=np.float64)
    squares = np.einsum("gqk,hqk,ghk->qk", weights, weights, inner, optimize=True)
    found: Array = np.sqrt(np.maximum(squares, 0)).astype(np.float32)
    return found
