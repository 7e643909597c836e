"""Transformer for translation: an encoder, a decoder, and three kinds of attention.

Vaswani et al. 2017, "Attention Is All You Need", https://arxiv.org/abs/1706.03762.

The encoder attends to the source, the decoder to its own past (masked) and to the encoder's output
(source-target attention). Normalising before each layer instead of after it (Xiong et al. 2020,
https://arxiv.org/abs/2002.04745) is the default: it trains without a long warm-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .attention import MultiHeadAttention
from .translator import PAD, State, Translator


@dataclass(frozen=True, slots=True)
class TransformerConfig:
    """``vocabulary`` is shared by source, target and output layer (section 3.4 of the paper).

    ``feedforward`` counts the hidden units between two attentions; ``longest`` the tokens of the
    longest source or target. ``dropout`` acts on embeddings, on attention weights and on what each
    layer adds.
    """

    vocabulary: int = 8000
    width: int = 256
    heads: int = 4
    encoder_layers: int = 3
    decoder_layers: int = 3
    feedforward: int = 1024
    dropout: float = 0.1
    pre_norm: bool = True
    longest: int = 256

    def __post_init__(self) -> None:
        if self.width % 2:
            raise ValueError(f"TransformerConfig: sine and cosine need an even width, {self.width}")


class Residual(nn.Module):
    """The sum around a layer, normalised before (pre-norm) or after it (section 3.1)."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.pre_norm = config.pre_norm
        self.norm = nn.LayerNorm(config.width)
        self.dropout = nn.Dropout(config.dropout)

    def enter(self, x: Tensor) -> Tensor:
        """What the layer sees of ``x`` (B, T, width)."""
        seen: Tensor = self.norm(x) if self.pre_norm else x
        return seen

    def leave(self, x: Tensor, change: Tensor) -> Tensor:
        """``x`` with the layer's ``change`` added, both (B, T, width)."""
        total: Tensor = x + self.dropout(change)
        if not self.pre_norm:
            total = self.norm(total)
        return total


class FeedForward(nn.Sequential):
    """Two linear layers for each token alone (equation 2): (B, T, width) to the same shape."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__(
            nn.Linear(config.width, config.feedforward),
            nn.ReLU(),
            nn.Linear(config.feedforward, config.width),
        )


class EncoderLayer(nn.Module):
    """Self-attention over the source, then the feed-forward layers."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.attention = MultiHeadAttention(config.width, config.heads, config.dropout)
        self.feedforward = FeedForward(config)
        self.around_attention = Residual(config)
        self.around_feedforward = Residual(config)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(B, S, width) to the same shape; ``mask`` (B, 1, 1, S) is False on padding."""
        h = self.around_attention.enter(x)
        x = self.around_attention.leave(x, self.attention(h, mask=mask))
        h = self.around_feedforward.enter(x)
        return self.around_feedforward.leave(x, self.feedforward(h))


class DecoderLayer(nn.Module):
    """Attention to the target so far, attention to the source, then the feed-forward layers."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(config.width, config.heads, config.dropout)
        self.cross_attention = MultiHeadAttention(config.width, config.heads, config.dropout)
        self.feedforward = FeedForward(config)
        self.around_self = Residual(config)
        self.around_cross = Residual(config)
        self.around_feedforward = Residual(config)

    def forward(
        self,
        x: Tensor,
        past: tuple[Tensor, Tensor] | None,
        memory: tuple[Tensor, Tensor],
        mask: Tensor | None,
        source_mask: Tensor,
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Change ``x`` (B, T, width); also return keys and values of the target up to here.

        ``past``: keys and values (B, heads, T_past, d_head) of the target before ``x``, if any.
        ``memory``: those of the source, (B, heads, S, d_head). ``mask`` and ``source_mask``
        broadcast to (B, heads, T, T_past + T) and (B, heads, T, S).
        """
        h = self.around_self.enter(x)
        key, value = self.self_attention.keys_values(h)
        if past is not None:
            key = torch.cat([past[0], key], dim=2)  # (B, heads, T_past + T, d_head)
            value = torch.cat([past[1], value], dim=2)  # (B, heads, T_past + T, d_head)
        looked = self.self_attention.attend(self.self_attention.queries(h), key, value, mask)
        x = self.around_self.leave(x, looked)
        query = self.cross_attention.queries(self.around_cross.enter(x))
        x = self.around_cross.leave(x, self.cross_attention.attend(query, *memory, source_mask))
        h = self.around_feedforward.enter(x)
        return self.around_feedforward.leave(x, self.feedforward(h)), (key, value)


class Transformer(Translator):
    """Encoder and decoder over one embedding, which is the output layer too."""

    positions: Tensor

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.config = config
        self.longest = config.longest
        self.embedding = nn.Embedding(config.vocabulary, config.width, padding_idx=PAD)
        self.register_buffer("positions", sinusoids(config.longest, config.width), persistent=False)
        self.dropout = nn.Dropout(config.dropout)
        self.encoder = nn.ModuleList(EncoderLayer(config) for _ in range(config.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(config) for _ in range(config.decoder_layers))
        last_norms = (
            nn.LayerNorm(config.width) if config.pre_norm else nn.Identity() for _ in range(2)
        )
        self.encoder_norm, self.decoder_norm = last_norms
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        # embed() multiplies by sqrt(width): tokens start at the scale of the positions.
        nn.init.normal_(self.embedding.weight, std=config.width**-0.5)
        with torch.no_grad():
            self.embedding.weight[PAD] = 0

    @property
    def source_target(self) -> list[str]:
        """One cross-attention a layer of the decoder."""
        return [f"decoder.{layer}.cross_attention" for layer in range(len(self.decoder))]

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """As ``Translator.forward``: logits (B, T, vocabulary)."""
        memory, source_mask = self.encode(source)
        length = target.shape[1]
        causal = torch.ones(length, length, dtype=torch.bool, device=target.device).tril()
        mask = causal & (target != PAD)[:, None, None, :]  # (B, 1, T, T)
        x = self.embed(target, first=0)
        for layer in self._layers:
            kept = layer.cross_attention.keys_values(memory)
            x, _ = layer(x, None, kept, mask, source_mask)
        return self.logits(x)

    def begin(self, source: Tensor) -> State:
        """As ``Translator.begin``; keys and values of the source are projected once."""
        memory, source_mask = self.encode(source)
        state = {"source_mask": source_mask}
        for index, layer in enumerate(self._layers):
            key, value = layer.cross_attention.keys_values(memory)
            state |= {f"memory_key.{index}": key, f"memory_value.{index}": value}
            state |= {f"key.{index}": key[:, :, :0], f"value.{index}": value[:, :, :0]}
        return state

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """As ``Translator.step``: the past is in the state, only the new token is worked on."""
        state = dict(state)
        x = self.embed(tokens[:, None], first=state["key.0"].shape[2])  # (B, 1, width)
        for index, layer in enumerate(self._layers):
            past = state[f"key.{index}"], state[f"value.{index}"]
            memory = state[f"memory_key.{index}"], state[f"memory_value.{index}"]
            x, (key, value) = layer(x, past, memory, None, state["source_mask"])
            state |= {f"key.{index}": key, f"value.{index}": value}
        return self.logits(x)[:, 0], state

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """States (B, S, width) of ``source`` (B, S), and the mask (B, 1, 1, S) of its tokens."""
        mask = (source != PAD)[:, None, None, :]  # (B, 1, 1, S)
        x = self.embed(source, first=0)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x), mask

    def embed(self, tokens: Tensor, first: int) -> Tensor:
        """Vectors (B, T, width) of ``tokens`` (B, T), the first of which stands at ``first``."""
        last = first + tokens.shape[1]
        self.check_length(last)
        scaled = self.embedding(tokens) * self.config.width**0.5  # (B, T, width)
        out: Tensor = self.dropout(scaled + self.positions[first:last])
        return out

    @property
    def _layers(self) -> list[DecoderLayer]:
        return cast("list[DecoderLayer]", list(self.decoder))

    def logits(self, x: Tensor) -> Tensor:
        """Scores (B, T, vocabulary) of the next token, by the embedding itself."""
        return F.linear(self.decoder_norm(x), self.embedding.weight)


def sinusoids(length: int, width: int) -> Tensor:
    """Sines and cosines of the position in turn, (length, width) (section 3.5)."""
    position = torch.arange(length, dtype=torch.float64)[:, None]  # (length, 1)
    rate = 10000 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)  # (width / 2,)
    angles = position * rate  # (length, width / 2)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1).float()
