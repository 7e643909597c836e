"""BLEU of a translation model on held-out pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from sacrebleu.metrics.bleu import BLEU
from tokenizers import Tokenizer

from explorer.models.decoding import translate
from explorer.models.translator import Translator

from .batches import pad
from .corpus import Pair

BATCH = 64
BEAM = 4


def translate_texts(
    model: Translator,
    tokenizer: Tokenizer,
    texts: Sequence[str],
    width: int,
    device: torch.device,
) -> list[str]:
    """Translations of ``texts``, by beam search of ``width`` (1 is greedy)."""
    sources = [found.ids for found in tokenizer.encode_batch(list(texts))]
    order = sorted(range(len(sources)), key=lambda row: len(sources[row]))
    found = [""] * len(texts)
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        batch = pad([sources[row] for row in rows]).to(device)
        for row, tokens in zip(rows, translate(model, batch, width), strict=True):
            found[row] = tokenizer.decode(tokens)
    return found


def bleu_figures(
    model: Translator, tokenizer: Tokenizer, pairs: Sequence[Pair], device: torch.device
) -> dict[str, Any]:
    """Measure BLEU of greedy and of beam search by sacrebleu, with its signature."""
    model.eval()
    texts, references = zip(*pairs, strict=True)
    bleu = BLEU()
    scores = {
        name: bleu.corpus_score(
            translate_texts(model, tokenizer, texts, width, device), [list(references)]
        ).score
        for name, width in (("bleu_greedy", 1), (f"bleu_beam{BEAM}", BEAM))
    }
    return {**scores, "bleu_signature": str(bleu.get_signature())}
