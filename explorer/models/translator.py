"""What the translation models have in common: special tokens, and a way to decode step by step."""

from __future__ import annotations

from abc import ABC, abstractmethod

from torch import Tensor, nn

PAD, UNKNOWN, START, END = range(4)
"""Ids of the special tokens. Every source ends with END; every target begins after START."""
SPECIAL_TOKENS = ("<pad>", "<unk>", "<s>", "</s>")
"""Their names in the vocabulary, in the order of their ids."""

State = dict[str, Tensor]
"""What a decoder remembers between two steps; the first axis of every tensor is the batch."""


class Translator(nn.Module, ABC):
    """Sequence to sequence over one vocabulary, with logits for all steps or for the next one.

    ``longest`` is the greatest number of tokens of a source or a target.
    """

    longest: int

    @property
    @abstractmethod
    def source_target(self) -> list[str]:
        """Paths of the modules that attend from the target to the source, first layer first."""

    @abstractmethod
    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Logits (B, T, vocabulary) of the token after each of ``target`` (B, T).

        ``source`` (B, S) and ``target`` hold token ids, filled up with PAD on the right; a target
        begins with START. Raises ``ValueError`` when one of them is longer than ``longest``.
        """

    @abstractmethod
    def begin(self, source: Tensor) -> State:
        """Encode ``source`` (B, S): the state before the first step."""

    @abstractmethod
    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """Feed the token before (B,), START at first: logits (B, vocabulary) and the next state.

        ``state`` itself is left as it was.
        """

    def check_length(self, tokens: int) -> None:
        """Raise ``ValueError`` when a sequence of so many tokens is too long."""
        if tokens > self.longest:
            raise ValueError(f"{tokens} tokens are too many: the model takes {self.longest}")
