"""What is trained and how: one recipe a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a training run but the budget and the seed.

    ``tokens`` is the greatest size of a side of a batch. ``warmup`` is a share of the budget.
    ``guide_weight`` weighs the loss of guided attention (``guide.py``) on the source-target
    attention number ``guide_layer``; 0 leaves it out.
    """

    title: str
    config: Mapping[str, object]
    learning_rate: float
    weight_decay: float = 0.01
    tokens: int = 2048
    warmup: float = 0.06
    smoothing: float = 0.1
    ema: float = 0.998
    clip: float = 1.0
    guide_weight: float = 0.0
    guide_layer: int = -1
    paper: Mapping[str, str] = field(default_factory=dict)

    def describe(self, teacher: str | None = None, taught: int = 0, kept: bool = False) -> str:
        """The recipe in a few sentences, for the card."""
        text = (
            f"AdamW (peak rate {self.learning_rate:g}, weight decay {self.weight_decay:g}), linear "
            f"warm-up and cosine, batches of similar lengths of {self.tokens} tokens a side, label "
            f"smoothing {self.smoothing:g}; the averaged weights are shipped."
        )
        if teacher:
            text += (
                f" Learnt from {taught} training sentences as {teacher} translates them "
                "(sequence-level distillation, arxiv.org/abs/1606.07947)."
            )
        if kept:
            text += (
                " The sentences of the corpus were learnt as the model that was started from "
                "predicts them, which keeps what it knows (arxiv.org/abs/1606.09282)."
            )
        if self.guide_weight:
            text += (
                " One cross-attention was guided by word alignments learnt from the training "
                f"pairs alone (IBM model 1, both directions; weight {self.guide_weight:g})."
            )
        return text


RECIPES: dict[str, Recipe] = {
    "transformer": Recipe(
        title="Transformer ja→en",
        config={"width": 256, "heads": 4, "encoder_layers": 3, "decoder_layers": 3},
        learning_rate=1.5e-3,
        guide_weight=0.05,
        # The layer before the last aligns best (Garg et al. 2019, arxiv.org/abs/1909.02074).
        guide_layer=1,
        paper={
            "cite": "Vaswani et al. 2017",
            "title": "Attention Is All You Need",
            "url": "https://arxiv.org/abs/1706.03762",
        },
    ),
    "seq2seq": Recipe(
        title="Seq2seq ja→en",
        config={"width": 256, "units": 256, "encoder_layers": 2, "score": "inner-product"},
        learning_rate=2e-3,
        guide_weight=0.05,
        paper={
            "cite": "Luong et al. 2015",
            "title": "Effective Approaches to Attention-based Neural Machine Translation",
            "url": "https://arxiv.org/abs/1508.04025",
        },
    ),
}
