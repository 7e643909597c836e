"""A trained translator as teacher: a student learns its translations instead of the references.

Kim and Rush 2016, "Sequence-Level Knowledge Distillation", https://arxiv.org/abs/1606.07947: what a
larger model says is more regular than what many people wrote, so that a small one learns more of it
and needs no beam to say it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from explorer.models.decoding import NEVER_CHOSEN, default_limit
from explorer.models.translator import END, START, Translator

from .batches import Encoded, pad

BATCH = 256
CHUNK = 8192
"""Sentences between two savings; within one, those of similar lengths are translated together."""


def taught(
    pairs: Encoded, teacher: Translator, count: int, seed: int, file: Path, device: torch.device
) -> Encoded:
    """``count`` of ``pairs``, drawn with ``seed``, with the teacher's translations as targets.

    Teacher and pairs have the same tokenizer. A translation that does not end is not taken: its
    pair keeps the reference. The answers are kept in ``file``, where a later call finds those that
    it needs and adds what is missing.
    """
    rows = np.random.default_rng(seed).permutation(len(pairs.source))[:count]
    answers: dict[str, list[int] | None] = json.loads(file.read_text()) if file.exists() else {}
    missing = [int(row) for row in rows if str(row) not in answers]
    teacher = teacher.to(device).eval()
    for first in range(0, len(missing), CHUNK):
        chunk = missing[first : first + CHUNK]
        chunk.sort(key=lambda row: len(pairs.source[row]))
        for start in range(0, len(chunk), BATCH):
            batch = chunk[start : start + BATCH]
            source = pad([pairs.source[row] for row in batch]).to(device)
            answers |= zip(map(str, batch), greedy(teacher, source), strict=True)
        part = file.with_suffix(".part")
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(answers))
        os.replace(part, file)
        print(f"teacher: {first + len(chunk)} of {len(missing)} sentences", flush=True)
    return Encoded(
        [pairs.source[row] for row in rows],
        [answers[str(row)] or pairs.target[row] for row in rows],
    )


@torch.no_grad()
def greedy(model: Translator, source: Tensor) -> list[list[int] | None]:
    """The likeliest token after token for every sentence of ``source`` (N, S), END included.

    None for a sentence that has not ended within ``default_limit`` steps. Only tokens are kept and
    finished sentences are put away: quicker than the search that the application watches.
    """
    said: list[list[int]] = [[] for _ in source]
    going = torch.arange(len(source), device=source.device)  # (G,) sentences that have not ended
    tokens = torch.full_like(going, START)
    state = model.begin(source)
    for _ in range(default_limit(model, source)):
        logits, state = model.step(tokens, state)  # (G, V)
        logits[:, NEVER_CHOSEN] = float("-inf")
        tokens = logits.argmax(dim=-1)  # (G,)
        for row, token in zip(going.tolist(), tokens.tolist(), strict=True):
            said[row].append(token)
        left = tokens != END
        if not left.all():
            going, tokens = going[left], tokens[left]
            state = {name: part[left] for name, part in state.items()}
        if not len(going):
            break
    return [words if words[-1] == END else None for words in said]
