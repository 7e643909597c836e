"""Checkpoints of toy translation models on disk, with a tokenizer that learnt from a few words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

from explorer.models.translator import PAD, START, Translator
from tests.models.translators import single_thread, tiny
from translation_training.batches import pad
from translation_training.corpus import Pair
from translation_training.subwords import train_tokenizer

LONGEST = 32
"""Tokens of the longest sentence of every toy, END included."""
PIECES, STEPS = 110, 120
_WORDS = {"猫": "cat", "犬": "dog", "本": "book", "この小説": "this novel", "ペン": "pen"}
_SAYINGS = {"は人気です。": "is popular.", "を見る": "are watched!", "がある、": '"exist", café'}


PAIRS = [
    Pair(f"{word}{saying}", f"{english} {said}")
    for (word, english), (saying, said) in product(_WORDS.items(), _SAYINGS.items())
]


@cache
def toy_tokenizer() -> str:
    """The content of a tokenizer file."""
    return train_tokenizer(PAIRS, PIECES).to_str()


@cache
def toy_translator(name: str) -> Translator:
    """A model of `tests.models.translators.TINY` that has learnt to translate PAIRS, and no more.

    Whoever changes it must copy it before.
    """
    tokenizer = Tokenizer.from_str(toy_tokenizer())
    assert tokenizer.get_vocab_size() == PIECES
    with single_thread():
        model = tiny(name, vocabulary=PIECES, longest=LONGEST, dropout=0.0).train()
        source, target = (
            pad([found.ids for found in tokenizer.encode_batch(list(texts))])
            for texts in zip(*PAIRS, strict=True)
        )
        fed = torch.cat([torch.full((len(PAIRS), 1), START), target[:, :-1]], dim=1)
        optimiser = torch.optim.Adam(model.parameters(), lr=0.02)
        for _ in range(STEPS):
            loss = cross_entropy(
                model(source, fed).flatten(0, 1), target.flatten(), ignore_index=PAD
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval()


def write_translator(folder: Path, model: Translator, title: str, **changes: Any) -> Path:
    """Weights (fp16), tokenizer and card of a model; returns the card's path.

    It is named after its architecture. `changes` go into the card.
    """
    architecture = type(model).__name__.lower()
    weights = folder / f"{architecture}.safetensors"
    # the embedding is the output layer too: stored once
    save_file({name: value.half() for name, value in model.state_dict().items()}, weights)
    tokenizer = folder / "tokenizers" / f"{architecture}.json"
    tokenizer.parent.mkdir(exist_ok=True)
    tokenizer.write_text(toy_tokenizer(), encoding="utf-8")
    card = {
        "id": architecture,
        "title": title,
        "architecture": architecture,
        "config": asdict(model.config),
        "file": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "tokenizer": {
            "file": f"tokenizers/{architecture}.json",
            "sha256": hashlib.sha256(tokenizer.read_bytes()).hexdigest(),
            "pieces": model.config.vocabulary,
        },
        "languages": {"source": "ja", "target": "en"},
        "metrics": {"bleu_greedy": 17.25, "alignment": {"best_layer": 0, "share": 0.5}},
        "data": {"test_pairs": 2000, "corpus": "A toy corpus"},
        "paper": {"cite": "A toy", "url": "https://example.org"},
        "licence": "MIT",
    }
    path = folder / f"{architecture}.json"
    path.write_text(json.dumps(card | changes, indent=1), encoding="utf-8")
    return path


def write_translators(resources: Path) -> Path:
    """A resource folder with one toy of each architecture."""
    folder = resources / "checkpoints"
    folder.mkdir(parents=True, exist_ok=True)
    write_translator(folder, toy_translator("transformer"), "Toy Transformer")
    write_translator(folder, toy_translator("seq2seq"), "Toy seq2seq")
    return resources
