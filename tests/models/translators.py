"""Tiny translation models, and the task whose attention is known: to copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor
from torch.nn import functional

from explorer.models import build
from explorer.models.translator import END, START, Translator

WORDS = 12
"""Pieces of the tiny vocabulary, the special ones included."""
TINY: dict[str, dict[str, object]] = {
    "transformer": {"width": 16, "heads": 2, "encoder_layers": 2, "decoder_layers": 2},
    "transformer-post-norm": {
        **{"width": 16, "heads": 2, "encoder_layers": 1, "decoder_layers": 2},
        "pre_norm": False,
    },
    "seq2seq": {"width": 12, "units": 8, "encoder_layers": 2},
    "seq2seq-additive": {"width": 12, "units": 8, "encoder_layers": 1, "score": "additive"},
}


@contextmanager
def single_thread() -> Iterator[None]:
    """Tiny products take ten times as long when a second thread waits for a busy processor."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def tiny(name: str, seed: int = 0, **changes: object) -> Translator:
    """A freshly initialised model of ``TINY``, in evaluation mode."""
    torch.manual_seed(seed)
    architecture = "transformer" if name.startswith("transformer") else "seq2seq"
    config = {"vocabulary": WORDS, "longest": 32, **TINY[name], **changes}
    if architecture == "transformer":
        config.setdefault("feedforward", 24)
    model = build(architecture, config)
    assert isinstance(model, Translator)
    return model.eval()


def eager_to_end(name: str, seed: int = 0, **changes: object) -> Translator:
    """A model that has learnt nothing, but does not go on for ever."""
    model = tiny(name, seed, **changes)
    embedding = model.get_parameter("embedding.weight")
    with torch.no_grad():
        embedding.mul_(1.5)
        embedding[END] = embedding[END + 1 :].mean(dim=0) * 3
    return model


def sentences(*lengths: int, seed: int = 0, words: int = WORDS) -> Tensor:
    """Random sources with END, (N, longest + 1), padded."""
    generator = torch.Generator().manual_seed(seed)
    batch = torch.zeros(len(lengths), max(lengths) + 1, dtype=torch.int64)
    for row, length in enumerate(lengths):
        batch[row, :length] = torch.randint(END + 1, words, (length,), generator=generator)
        batch[row, length] = END
    return batch


def learn_to_copy(model: Translator, words: int, steps: int, rate: float) -> Translator:
    """Train ``model`` to repeat its source, of five or six different words a sentence."""
    torch.manual_seed(1)
    optimiser = torch.optim.Adam(model.parameters(), lr=rate)
    model.train()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / 20) * (1 - step / steps)
        source = different_words(64, 5 + step % 2, words)
        before = torch.cat([torch.full((64, 1), START), source[:, :-1]], dim=1)
        logits = model(source, before)
        loss = functional.cross_entropy(logits.flatten(0, 1), source.flatten())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return model.eval()


def different_words(count: int, length: int, words: int) -> Tensor:
    """Sources (count, length + 1) without a word that stands twice, END last."""
    drawn = torch.rand(count, words - END - 1).argsort(dim=1)[:, :length] + END + 1
    return torch.cat([drawn, torch.full((count, 1), END)], dim=1)
