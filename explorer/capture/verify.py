"""Measuring, at the moment of capture, that a map is what the module computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from explorer.core.checks import Check

TOLERANCE = 1e-4
"""Of the range of the compared values, in float32."""
LOW_PRECISION = 2e-2
"""The same below float32: bf16 keeps 8 bits, so that products differ by up to 1 in 256."""


def tolerance(dtype: torch.dtype) -> float:
    """How much rounding may explain in this type."""
    return TOLERANCE if dtype in (torch.float32, torch.float64) else LOW_PRECISION


def relative_error(found: Tensor, expected: Tensor) -> float:
    """Largest difference as a share of the largest expected size; 0 when both are all zero."""
    return _share(found.float() - expected.float(), expected)


def _share(difference: Tensor, expected: Tensor) -> float:
    span, most = largest(expected), largest(difference)
    return most / span if span else most


def largest(tensor: Tensor) -> float:
    """The largest size of a number in it; not a number where one is none."""
    low, high = (float(end) for end in tensor.aminmax())  # one pass, and no second tensor
    return high if high > -low or high != high else -low + 0.0  # 0 has no sign here


def hidden_places(scores: Tensor) -> Tensor | None:
    """Where a query may not look, True there, in the shape of the scores; None for nowhere."""
    if float(scores.amin()) > -torch.inf:  # one pass, and no second tensor
        return None
    return scores == -torch.inf


def check_attention(seen: Mapping[str, Tensor], scale: float | None) -> tuple[Check, ...]:
    """Rows sum to 1, the map rebuilt from q and k is the module's, and its product with v too.

    seen: query, output (B, heads, Q, d), key, value (B, heads, K, d), scores and weights
    (B, heads, Q, K). Where the scores are -inf a query may not look: there the weights must be
    exactly 0. scale: of the inner products; None where the scores are none, then the map is
    rebuilt from the scores as they are.
    """
    query, key, value = (seen[name].float() for name in ("query", "key", "value"))
    scores, weights, output = (seen[name] for name in ("scores", "weights", "output"))
    allowed = tolerance(output.dtype)
    hidden = hidden_places(scores)
    if scale is None:
        rebuilt, source = scores.float(), "its scores"
    else:
        # (B, heads, Q, d) @ (B, heads, d, K) -> (B, heads, Q, K)
        rebuilt, source = (query * scale) @ key.transpose(-2, -1), "q and k"
    if hidden is not None:
        rebuilt = rebuilt.masked_fill(hidden, -torch.inf)
    rebuilt = rebuilt.softmax(dim=-1)
    sums = weights.float().sum(dim=-1)  # (B, heads, Q)
    product = rebuilt @ value  # (B, heads, Q, d)
    difference = rebuilt.sub_(weights)  # in its place: another tensor of this size takes as long
    checks = [
        Check("rows sum to 1", largest(sums - 1), allowed),
        Check(f"map rebuilt from {source}", _share(difference, weights), allowed),
        Check("map times v is the output", relative_error(product, output), allowed),
    ]
    if hidden is not None and hidden.any():
        seen_there = float(weights[hidden].abs().max())
        checks.append(Check("nothing where it may not look", seen_there, 0.0))
    return tuple(checks)


def check_gate(
    gate: Tensor, features: Tensor, output: Tensor, most: int | None = None, top: float = 1.0
) -> tuple[Check, ...]:
    """The gate lies in [0, top] and features times gate is the module's product.

    gate: broadcasts to features and output (B, C, H, W), or another shape of as many axes. most:
    of the features about that many are multiplied, spread over the rows; None for all. top: 2 for
    the doubled sigmoid of a linear attention that may also turn its memory around.
    """
    low, high = (float(end) for end in gate.aminmax())
    outside = max(-low, high - top, 0.0) if low == low else low
    some = ""
    if most is not None and output.dim() == 4 and output.numel() > most:
        step = -(-output.numel() // most)
        gate = gate if gate.shape[2] == 1 else gate[:, :, ::step]
        whole = output.shape[2]
        features, output = features[:, :, ::step], output[:, :, ::step]
        some = f" ({output.shape[2]} of {whole} rows)" if output.shape[2] < whole else ""
    return (
        Check(f"gate between 0 and {top:g}", outside, 0.0),
        Check(
            f"features times gate is the output{some}",
            relative_error(features.float() * gate.float(), output),
            tolerance(output.dtype),
        ),
    )


def check_prediction(observed: Tensor, plain: Tensor) -> Check:
    """Logits with the capture on against logits with it off: taps are identities, so bit for bit.

    The tolerance is a rounding step, since threads may share a sum differently from run to run.
    """
    return Check("prediction without capture", relative_error(observed, plain), 1e-6)


def check_steps(kept: Sequence[Tensor], found: Sequence[Tensor]) -> Check:
    """What a decoder gave step by step against what it gives for all tokens at once.

    kept and found: values in [0, 1] (attention weights, probabilities), alike in shape.
    """
    errors = [(one - other).abs().max() for one, other in zip(kept, found, strict=True)]
    return Check("step by step equals all at once", float(torch.stack(errors).max()), TOLERANCE)
