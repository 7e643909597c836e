"""What a translation model is to say: the words of a pair, or what another model predicts there.

The second keeps what a model knows while other pairs teach it something new: Li and Hoiem 2016,
"Learning without Forgetting", https://arxiv.org/abs/1606.09282.
"""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from explorer.models.translator import PAD


def translation_loss(
    logits: Tensor, after: Tensor, smoothing: float, kept: tuple[Tensor, Tensor] | None = None
) -> Tensor:
    """Mean cross-entropy of the tokens that ``logits`` (B, T, V) predict, in nats.

    ``after`` (B, T) are the words, PAD where there is none. ``kept`` says which pairs (B,) are
    learnt as another model predicts them, by its logits (B, T, V), and not by their words.
    """
    losses = functional.cross_entropy(
        logits.flatten(0, 1),  # (B T, V)
        after.flatten(),
        ignore_index=PAD,
        label_smoothing=smoothing,
        reduction="none",
    ).view_as(after)
    if kept is not None:
        pairs, predicted = kept
        shares = predicted.softmax(dim=-1).flatten(0, 1)  # (B T, V)
        known = functional.cross_entropy(logits.flatten(0, 1), shares, reduction="none")
        losses = known.view_as(after).where(pairs[:, None], losses)
    return losses[after != PAD].mean()
