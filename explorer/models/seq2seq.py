"""Sequence to sequence with soft attention: two recurrent networks and a glance between them.

Bahdanau et al. 2015, "Neural Machine Translation by Jointly Learning to Align and Translate",
https://arxiv.org/abs/1409.0473; Luong et al. 2015, https://arxiv.org/abs/1508.04025.

At every step the decoder's state is compared with each state of the encoder (by their inner
product, or by the small network of Bahdanau et al.); the softmax of these scores weighs the
encoder's states, and their sum, the context vector, decides the next word together with the
decoder's state. The order is that of Luong et al.: state, attention, output; what was decided is
fed into the next step ("input feeding", section 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .taps import AttentionTap
from .translator import PAD, State, Translator

Score = Literal["inner-product", "additive"]


@dataclass(frozen=True, slots=True)
class Seq2SeqConfig:
    """``vocabulary`` is shared by source, target and output layer.

    ``units`` counts the state of one direction of the encoder; the decoder has twice as many, so
    that its state and the encoder's (both directions side by side) have an inner product.
    """

    vocabulary: int = 8000
    width: int = 256
    units: int = 256
    encoder_layers: int = 2
    score: Score = "inner-product"
    dropout: float = 0.2
    longest: int = 256

    def __post_init__(self) -> None:
        if self.score not in ("inner-product", "additive"):
            raise ValueError(f"Seq2SeqConfig: {self.score!r} is not inner-product or additive")


class GRU(nn.Module):
    """Gated recurrent unit (Cho et al. 2014, https://arxiv.org/abs/1406.1078, as torch has it).

    The input is projected apart from the state, for all steps at once: only the state's own
    projection has to wait for the step before.
    """

    def __init__(self, inputs: int, units: int) -> None:
        super().__init__()
        self.units = units
        self.input = nn.Linear(inputs, 3 * units)
        self.state = nn.Linear(units, 3 * units)

    def forward(self, projected: Tensor, state: Tensor) -> Tensor:
        """The next state (B, units) from ``self.input`` of the input (B, 3 units)."""
        reset_x, update_x, new_x = projected.chunk(3, dim=-1)  # each (B, units)
        reset_h, update_h, new_h = self.state(state).chunk(3, dim=-1)  # each (B, units)
        reset = torch.sigmoid(reset_x + reset_h)
        update = torch.sigmoid(update_x + update_h)
        new = torch.tanh(new_x + reset * new_h)
        return new + update * (state - new)

    def run(self, x: Tensor, mask: Tensor, backwards: bool) -> Tensor:
        """States (B, S, units) along ``x`` (B, S, inputs); padding leaves the state as it is."""
        projected = self.input(x)  # (B, S, 3 units)
        state = x.new_zeros(x.shape[0], self.units)  # (B, units)
        states = [state] * x.shape[1]
        order = range(x.shape[1])
        for index in reversed(order) if backwards else order:
            following = self(projected[:, index], state)
            state = torch.where(mask[:, index, None], following, state)
            states[index] = state
        return torch.stack(states, dim=1)  # (B, S, units)


class Encoder(nn.Module):
    """Layers of two recurrent networks, one from left to right, one from right to left."""

    def __init__(self, config: Seq2SeqConfig) -> None:
        super().__init__()
        widths = [config.width] + [2 * config.units] * (config.encoder_layers - 1)
        self.forwards = nn.ModuleList(GRU(width, config.units) for width in widths)
        self.backwards = nn.ModuleList(GRU(width, config.units) for width in widths)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States (B, S, 2 units) of ``x`` (B, S, width), and where both directions end.

        ``mask`` (B, S) is False on padding. The end (B, 2 units) is the state after the last token
        from the left and after the first from the right.
        """
        left = right = x
        for pair in zip(self.forwards, self.backwards, strict=True):
            forwards, backwards = cast("tuple[GRU, GRU]", pair)
            x = self.dropout(x)
            left, right = forwards.run(x, mask, False), backwards.run(x, mask, True)
            x = torch.cat([left, right], dim=-1)  # (B, S, 2 units)
        return x, torch.cat([left[:, -1], right[:, 0]], dim=-1)


class SoftAttention(nn.Module):
    """Scores of the encoder's states, their softmax, and the context vector.

    Inner product: score = s h_j (Luong et al. 2015, equation 8, "dot"), unscaled. Additive: score
    = v tanh(W s + U h_j) (Bahdanau et al. 2015, appendix A.1.2).
    """

    def __init__(self, units: int, score: Score) -> None:
        super().__init__()
        self.score = score
        if score == "additive":
            self.query = nn.Linear(units, units // 2, bias=False)  # W
            self.key = nn.Linear(units, units // 2)  # U
            self.weigh = nn.Linear(units // 2, 1, bias=False)  # v
        self.tap = AttentionTap(1.0 if score == "inner-product" else None)

    def keys(self, states: Tensor) -> Tensor:
        """What the scores need of the encoder's ``states`` (B, S, units), the same at each step."""
        if self.score == "inner-product":
            return states
        keys: Tensor = self.key(states)  # (B, S, units / 2)
        return keys

    def forward(self, state: Tensor, keys: Tensor, states: Tensor, mask: Tensor) -> Tensor:
        """Context (B, units) for the decoder's ``state`` (B, units).

        ``keys`` (B, S, d) are those of the encoder's ``states`` (B, S, units); ``mask`` (B, S).
        """
        key, value = keys[:, None], states[:, None]  # (B, 1, S, d), (B, 1, S, units)
        if self.score == "additive":
            query = self.query(state)[:, None, None]  # (B, 1, 1, d)
            scores = self.weigh(torch.tanh(query + key)).transpose(2, 3)  # (B, 1, 1, S)
        else:
            query = state[:, None, None]  # (B, 1, 1, d)
            scores = query @ key.transpose(2, 3)  # (B, 1, 1, S)
        scores = scores.masked_fill(~mask[:, None, None], float("-inf"))
        weights = scores.softmax(dim=-1)  # (B, 1, 1, S)
        mixed = weights @ value  # (B, 1, 1, units)
        mixed = self.tap(mixed, query=query, key=key, value=value, scores=scores, weights=weights)
        context: Tensor = mixed[:, 0, 0]
        return context


class Seq2Seq(Translator):
    """Bidirectional encoder and attentive decoder over one embedding, the output layer too."""

    def __init__(self, config: Seq2SeqConfig) -> None:
        super().__init__()
        self.config = config
        self.longest = config.longest
        units = 2 * config.units
        self.embedding = nn.Embedding(config.vocabulary, config.width, padding_idx=PAD)
        self.dropout = nn.Dropout(config.dropout)
        self.encoder = Encoder(config)
        self.bridge = nn.Linear(units, units)
        self.decoder = GRU(config.width, units)
        self.feed = nn.Linear(config.width, 3 * units, bias=False)
        self.attention = SoftAttention(units, config.score)
        self.combine = nn.Linear(2 * units, config.width)
        for name, parameter in self.named_parameters():
            if name.endswith("weight"):
                nn.init.xavier_uniform_(parameter)
            else:
                nn.init.zeros_(parameter)
        nn.init.normal_(self.embedding.weight, std=config.width**-0.5)
        with torch.no_grad():
            self.embedding.weight[PAD] = 0

    @property
    def source_target(self) -> list[str]:
        """The soft attention."""
        return ["attention"]

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """As ``Translator.forward``: logits (B, T, vocabulary)."""
        self.check_length(target.shape[1])
        state = self.begin(source)
        projected = self.decoder.input(self.dropout(self._embed(target)))  # (B, T, 6 units)
        decided = []
        for index in range(target.shape[1]):
            state = self._advance(projected[:, index], state)
            decided.append(state["decided"])
        return self._logits(torch.stack(decided, dim=1))

    def begin(self, source: Tensor) -> State:
        """As ``Translator.begin``: the decoder starts from the ends of the encoder."""
        self.check_length(source.shape[1])
        mask = source != PAD  # (B, S)
        states, end = self.encoder(self._embed(source), mask)
        return {
            "mask": mask,
            "states": states,  # (B, S, 2 units)
            "keys": self.attention.keys(states),
            "state": torch.tanh(self.bridge(end)),  # (B, 2 units)
            "decided": states.new_zeros(len(source), self.config.width),  # (B, width)
        }

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """As ``Translator.step``."""
        projected = self.decoder.input(self.dropout(self._embed(tokens)))  # (B, 6 units)
        state = self._advance(projected, state)
        return self._logits(state["decided"]), state

    def _advance(self, projected: Tensor, before: State) -> State:
        """One step of the decoder from its projected input (B, 6 units)."""
        state = self.decoder(projected + self.feed(before["decided"]), before["state"])
        context = self.attention(state, before["keys"], before["states"], before["mask"])
        # Luong et al. 2015, equation 5: the attentional state.
        decided = torch.tanh(self.combine(torch.cat([context, state], dim=-1)))  # (B, width)
        return {**before, "state": state, "decided": self.dropout(decided)}

    def _embed(self, tokens: Tensor) -> Tensor:
        """Vectors (..., width) of about unit variance; the output layer needs shorter ones."""
        vectors: Tensor = self.embedding(tokens) * self.config.width**0.5
        return vectors

    def _logits(self, decided: Tensor) -> Tensor:
        return F.linear(decided, self.embedding.weight)
